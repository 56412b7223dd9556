"""From episodes to spells: one row feeds two lanes, and touching rows become one bar.

Definitions follow the guide to the return: a new row begins whenever the legal status or the
placement changes (RNE says which), and the end of one row is the start of the next (REC X1).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.ssda903_rows import Episode
from journeyviewer.ingest.ssda903_trims import fit
from journeyviewer.ingest.vocabulary import find_codes, other_codes, says_out_of_area
from journeyviewer.model.chronology import AttributeValue, Entry, EntryId, Kind, SourceRow
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import EndState, FuzzyDate
from journeyviewer.model.values import dataclass

SAME_CARER = frozenset("LTU")
"""Reasons for a new episode after which the carers are the same as before."""
PIPELINE = frozenset({"E99", "LIIAF"})
"""What a regional data pipeline writes where it has closed an episode itself."""


@dataclass(frozen=True, slots=True)
class Family:
    """The episodes of one child with what is known of them together."""

    episodes: Sequence[Episode]

    def is_last(self, episode: Episode) -> bool:
        """True when nothing of the child begins after this episode."""
        return all(other.start.first <= episode.start.first for other in self.episodes)

    def before(self, episode: Episode) -> Episode | None:
        """Return the episode that ends as this one begins, else the one listed before it."""
        touching = [other for other in self.episodes if _touch(other, episode)]
        if touching:
            return touching[-1]
        index = next(i for i, other in enumerate(self.episodes) if other is episode)
        return self.episodes[index - 1] if index else None


def build_spells(episodes: Sequence[Episode], findings: Findings) -> list[Entry]:
    """Return the legal and residence spells of one child's episodes, which are in order."""
    episodes = fit(episodes, findings)
    for episode in episodes:
        _say_end(episode, findings)
    family = Family(episodes)
    legal = [item for item in episodes if item.legal]
    placed = [item for item in episodes if item.place]
    entries = [_spell(chain, "legal", family, findings) for chain in _chains(legal, _same_status)]
    entries += [
        _spell(chain, "residence", family, findings) for chain in _chains(placed, _same_home)
    ]
    return entries


def _chains(
    episodes: Sequence[Episode], goes_on: Callable[[Episode, Episode], bool]
) -> list[list[Episode]]:
    """Join each episode to the one that ends as it begins and goes on in it."""
    chains: list[list[Episode]] = []
    for episode in episodes:
        for chain in reversed(chains):
            if _touch(chain[-1], episode) and goes_on(chain[-1], episode):
                chain.append(episode)
                break
        else:
            chains.append([episode])
    return chains


def _touch(first: Episode, other: Episode) -> bool:
    return first is not other and first.end is not None and first.end.last == other.start.first


def _same_status(first: Episode, other: Episode) -> bool:
    returned = other.rne == "S" and first.rec not in ("X1", "")
    return first.legal.upper() == other.legal.upper() and not returned


def _same_home(first: Episode, other: Episode) -> bool:
    return first.place.upper() == other.place.upper() and other.rne in SAME_CARER


def _spell(chain: Sequence[Episode], key: str, family: Family, findings: Findings) -> Entry:
    """Return the spell of a lane that a chain of touching episodes makes."""
    first, last = chain[0], chain[-1]
    text = first.legal if key == "legal" else first.place
    found = find_codes(key, text)
    drawn = lane(key).category(found[0].category) if found else None
    if drawn is None:
        drawn = lane(key).category(findings.unknown_word(first.row, lane(key).title, text))
    for code in found:
        if not code.in_use(first.start.first):
            message = f"The code {code.code} was not in use on the day these episodes begin."
            findings.say_once(first.row, "code-not-in-use", message, code.code)
    end, end_state = _end(last, family)
    shorts = [code.short for code in found] + ([drawn.short] if drawn else [])
    label = " + ".join(code.label for code in found) or text
    return Entry(
        id=EntryId(""),
        kind=Kind.SPELL,
        lane=key,
        record_lane=drawn.record_lane if drawn else key,
        category=drawn.code if drawn else None,
        label=label,
        start=first.start,
        end=end,
        end_state=end_state,
        words=text,
        short_forms=tuple(dict.fromkeys(short for short in shorts if short and short != label)),
        detail=_detail(chain, key),
        code=found[0].code if found else None,
        attributes=MappingProxyType(_attributes(chain, key, family)),
        sources=_sources(chain),
        source_name="SSDA903 episodes",
    )


def _say_end(last: Episode, findings: Findings) -> None:
    """Say which codes of an end were not in use on its day, and which end a pipeline wrote."""
    if last.end is None:
        return
    for name, text in (("REC", last.rec), ("REASON", last.reason)):
        ended = other_codes(name).get(text)
        if ended is not None and not ended.in_use(last.end.last):
            message = f"The code {ended.code} was not in use on the day these episodes end."
            findings.say_once(last.row, "code-not-in-use", message, ended.code)
        elif ended is None and text:
            message = f"“{text}” is not a code of the column {name} of the return; it is kept."
            findings.say_once(last.row, "unknown-code", message, text)
    if PIPELINE & {last.rec, last.reason}:
        message = "A data pipeline closed these episodes itself; the end is no day of the file."
        findings.say_once(last.row, "closed-by-pipeline", message, "")


def _sources(chain: Sequence[Episode]) -> tuple[SourceRow, ...]:
    return tuple(dict.fromkeys(source for item in chain for source in item.sources))


def _end(last: Episode, family: Family) -> tuple[FuzzyDate | None, EndState]:
    """Return the end: open for the child's last episode, unknown when another begins later."""
    if last.end is not None:
        return last.end, EndState.CLOSED
    return None, EndState.OPEN if family.is_last(last) else EndState.UNKNOWN


def _attributes(chain: Sequence[Episode], key: str, family: Family) -> dict[str, AttributeValue]:
    first, last = chain[0], chain[-1]
    found: dict[str, AttributeValue] = {}
    if last.end is not None and PIPELINE & {last.rec, last.reason}:
        found["closed_by_pipeline"] = True
    ended = _ended(last, key)
    if ended and last.end is not None:
        found["end_reason"] = ended
    if first is family.episodes[0] and first.rne != "S":
        found["left_cut"] = True
    if key == "residence":
        found |= _home_attributes(first, family)
    return found


def _home_attributes(first: Episode, family: Family) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {}
    codes = find_codes("residence", first.place)
    if codes and codes[0].category == "TEMP":
        found["temporary"] = True
    place = says_out_of_area(first.place)
    if place is None and codes:
        place = codes[0].out_of_area
    if place is not None:
        found["out_of_area"] = place
    before = family.before(first)
    reason = other_codes("REASON").get(before.reason) if before else None
    if reason and reason.meaning in ("yes", "no") and first.rne != "S":
        found["planned"] = reason.meaning == "yes"
    return found


def _ended(last: Episode, key: str) -> str:
    """Return why a spell ended, in words: the end of care, else the change of placement."""
    rec = other_codes("REC").get(last.rec)
    if last.rec != "X1":
        return rec.label if rec else last.rec
    reason = other_codes("REASON").get(last.reason)
    if key != "residence" or not last.reason:
        return ""
    return reason.label if reason else last.reason


def _detail(chain: Sequence[Episode], key: str) -> str:
    """Return the provider of a placement and the reason it ended, as a sentence or two."""
    words = []
    provider = other_codes("PROVIDER").get(chain[-1].provider)
    if key == "residence" and provider:
        words.append(f"Provider: {provider.label.lower()}.")
    ended = _ended(chain[-1], key)
    if ended and chain[-1].end is not None:
        words.append(f"Ended: {ended[0].lower()}{ended[1:]}.")
    return " ".join(words)
