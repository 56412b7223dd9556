"""What the words of a row stand for: mapped, asked about once, or left as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from journeyviewer.ingest.findings import Findings, Row
from journeyviewer.ingest.mapper import map_words
from journeyviewer.ingest.mapper_types import Mapped, MapStatus, NoData
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.lanes import Category, EventKind, Lane, loose

AS_WRITTEN = ""
"""The answer that leaves words as they are."""
SURE = (MapStatus.USER, MapStatus.EXACT, MapStatus.CODE, MapStatus.KEYWORD)
LONGEST = 60
"""Letters of words that can be a term; longer ones are a sentence and are not asked about."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What words stand for in one lane.

    `meaning` is None for words left as they are; `code` is the canonical code, `status` how it was
    found and `out_of_area` what the words say of the place, None when they say nothing.
    """

    meaning: Category | EventKind | None = None
    code: str | None = None
    status: MapStatus = MapStatus.UNMAPPED
    out_of_area: bool | None = None


NOTHING = Wording()


def word_in(
    words: str, lane: Lane, row: Row, findings: Findings, when: date | None = None
) -> Wording:
    """Return what words of a row stand for in its lane; what nobody knows is asked about once.

    Until it is answered the words stay as they are. What belongs to another lane is said, and
    never moved there by itself.
    """
    if not words or lane.key == "other":
        return NOTHING
    decided = findings.decided_words
    found = map_words(words, lane.key, when=when, decided=decided)
    for remark in found.remarks:
        findings.say_once(row, "word-remark", f"“{_short(words)}”: {remark}", f"{words}{remark}")
    if found.no_data is not None:
        return _no_data(found, words, row, findings)
    here = _in_lane(found, lane)
    if here is not None and found.status in SURE and not found.suggestion:
        if found.status is MapStatus.KEYWORD:
            message = f"“{_short(words)}” is read as “{here.label}”. {found.reason}"
            findings.say_once(row, "word-mapped", message, f"{lane.key}: {words}")
        return Wording(here, found.code, found.status, found.out_of_area)
    if found.status is MapStatus.USER:
        return Wording(status=MapStatus.USER)
    if found.meanings and found.lane not in (None, lane.key):
        label = found.meanings[0].label
        message = (
            f"“{_short(words)}” is “{label}”, which belongs to another lane than {lane.title}. It "
            "is drawn here with its own words; write the other lane in its row if that is right."
        )
        findings.say_once(row, "word-of-other-lane", message, f"{lane.key}: {words}")
        return NOTHING
    if len(words) > LONGEST:
        return NOTHING
    return _ask(words, lane, row, findings, found, here)


def _in_lane(found: Mapped, lane: Lane) -> Category | EventKind | None:
    if found.lane != lane.key or found.kind is None:
        return None
    return lane.category(found.kind) or lane.event(found.kind)


def _no_data(found: Mapped, words: str, row: Row, findings: Findings) -> Wording:
    if found.no_data is not NoData.MISSING:
        message = f"“{_short(words)}”: {found.reason}"
        findings.say_once(row, "value-held-back", message, words)
    return NOTHING


def _ask(
    words: str,
    lane: Lane,
    row: Row,
    findings: Findings,
    found: Mapped,
    near: Category | EventKind | None,
) -> Wording:
    key = key_of("word", lane.key, loose(words))
    given = findings.decisions.given.get(key)
    answer = findings.ask_again(key, row.number)
    if answer is None:
        choices = [Choice(AS_WRITTEN, "Keep its own words")]
        detail = f"In {row.sheet.name or row.sheet.file}. Until you choose it keeps its own words."
        if near is not None:
            choices.append(Choice(near.code, near.label))
            detail = f"It may mean “{near.label}”. {found.reason} {detail}"
        answer = findings.ask(
            Question(
                key=key,
                topic=Topic.WORD,
                title=f"“{_short(words)}” is not a word of the lane {lane.title}",
                detail=detail,
                choices=tuple(choices),
                default=AS_WRITTEN,
                file=row.sheet.file,
                sheet=row.sheet.name,
                rows=(row.number,),
                free=lane.key,
                subject=words,
            )
        )
    if not answer:
        return Wording(status=MapStatus.USER) if given is not None else NOTHING
    chosen = lane.category(answer) or lane.event(answer)
    if chosen is None:
        return NOTHING
    return Wording(chosen, chosen.canonical, MapStatus.USER)


@lru_cache(maxsize=2_000)
def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
