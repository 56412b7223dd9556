"""Finds the entries that notes were written on when a source is read again.

First what is exactly the same, then what says the same but for names that were exchanged throughout
(`study.likeness`), a word or two that came or went, or a day; else a person is asked. Never by a
row number, and never a guess: whatever two entries could claim goes to the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from journeyviewer.model.chronology import Entry
from journeyviewer.model.lanes import loose
from journeyviewer.model.study import Anchor
from journeyviewer.model.values import dataclass
from journeyviewer.study.likeness import Words, likeness, renamed, renamings, reworded, tokens

HINTED = 0.4
"""Likeness from which an entry is suggested to a person."""

MARGIN = 0.12
"""How much closer the best must be than the next best, on either side, where words differ."""

FEWEST = 5
"""Words that an entry needs to be known by them when its date changed."""

NEAR_DAYS = 45
"""How far away an entry may lie to be suggested to a person; and how far the same must not be said
again for an entry to be known by its words alone."""

Key = tuple[str, str | None, date | None, date | None, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one anchor. `now` is None when a person has to say; `suggested` may help."""

    before: Anchor
    now: Anchor | None
    suggested: Anchor | None = None


def anchor_of(entry: Entry, entries: Iterable[Entry]) -> Anchor:
    """Return what an entry is found by among all `entries` of its case, itself included."""
    alike = [other for other in entries if _key(other) == _key(entry)]
    place = next((at for at, other in enumerate(alike) if other.id == entry.id), 0)
    return _anchor(entry, place, max(len(alike), 1))


def anchors_of(entries: Sequence[Entry]) -> tuple[Anchor, ...]:
    """Return the anchors of all entries of a case, in their order."""
    alike: dict[Key, int] = {}
    for entry in entries:
        alike[_key(entry)] = alike.get(_key(entry), 0) + 1
    seen: dict[Key, int] = {}
    made = []
    for entry in entries:
        key = _key(entry)
        made.append(_anchor(entry, seen.get(key, 0), alike[key]))
        seen[key] = seen.get(key, 0) + 1
    return tuple(made)


def find_again(
    anchors: Sequence[Anchor], entries: Sequence[Entry], before: Sequence[Anchor] = ()
) -> tuple[Found, ...]:
    """Return what became of each anchor of a case, in order; none is dropped.

    `entries` are the case as read now, `before` the anchors of all its entries as read last time
    (from the snapshot): what they match exactly is no candidate for others. Entries that say
    exactly the same are kept apart by their order; when their number changed, a person is asked.
    """
    new = _groups(anchors_of(entries))
    old = _groups(dict.fromkeys([*before, *anchors]))
    unsure = _shifted_runs(old, new)
    left_old = {key: group for key, group in old.items() if key not in new or key in unsure}
    left_new = {key: group for key, group in new.items() if key not in old or key in unsure}
    close = _closely(left_old, left_new, old, new)
    left = [group[0] for key, group in left_new.items() if key not in close.values()]
    left += [group[0] for key, group in new.items() if key in old and not _fits(old[key], group)]
    found = []
    for anchor in anchors:
        key = _key_of(anchor)
        group = [] if key in unsure and key not in close else new.get(close.get(key, key), [])
        if len(group) == anchor.among and anchor.ordinal < len(group):
            found.append(Found(anchor, group[anchor.ordinal]))
        else:
            found.append(Found(anchor, None, _suggestion(anchor, left)))
    return tuple(found)


def report(found: Iterable[Found]) -> str:
    """Return the result as a line: "118 same, 2 to check"."""
    listed = list(found)
    same = sum(one.now is not None for one in listed)
    return f"{same} same, {len(listed) - same} to check"


def _groups(anchors: Iterable[Anchor]) -> dict[Key, list[Anchor]]:
    """Put together what says exactly the same."""
    groups: dict[Key, list[Anchor]] = {}
    for one in anchors:
        groups.setdefault(_key_of(one), []).append(one)
    return groups


def _fits(old: Sequence[Anchor], new: Sequence[Anchor]) -> bool:
    return old[0].among == len(new)


def _shifted_runs(old: dict[Key, list[Anchor]], new: dict[Key, list[Anchor]]) -> set[Key]:
    """Return what says the same as its neighbours of the day before or after, if these changed.

    Of "Missing overnight" on three days in a row, moved by a day, each would else be taken for the
    next one.
    """
    runs: dict[tuple[str, str], dict[int, list[Key]]] = {}
    for key in {**old, **new}:
        day = _ordinal(key)
        if day is not None:
            days = runs.setdefault((key[0], loose(key[4])), {})
            days.setdefault(day, []).append(key)
    unsure: set[Key] = set()
    for days in runs.values():
        run: list[Key] = []
        for at in sorted(days):
            if at - 1 not in days:
                unsure.update(_if_changed(run, old, new))
                run = []
            run += days[at]
        unsure.update(_if_changed(run, old, new))
    return unsure


def _ordinal(key: Key) -> int | None:
    day = key[2] or key[3]
    return day.toordinal() if day else None


def _if_changed(
    run: list[Key], old: dict[Key, list[Anchor]], new: dict[Key, list[Anchor]]
) -> list[Key]:
    if len(run) < 2 or all(len(old.get(key, ())) == len(new.get(key, ())) for key in run):
        return []
    return run


def _closely(
    left_old: dict[Key, list[Anchor]],
    left_new: dict[Key, list[Anchor]],
    old: dict[Key, list[Anchor]],
    new: dict[Key, list[Anchor]],
) -> dict[Key, Key]:
    """Pair what is left where only one pair can be meant, seen from both sides."""
    near = _near(left_old, left_new)
    said = [(one[4], other[4]) for one, other in near if one[2:4] == other[2:4]]
    names = renamings(said, (key[4] for key in old), (key[4] for key in new))
    says_old = {key: renamed(key[4], names) for key in old}
    says_new = {key: tuple(tokens(key[4])) for key in new}
    days_old, days_new = _days_of(says_old), _days_of(says_new)
    kinds_old, kinds_new = _kinds_of(says_old), _kinds_of(says_new)
    scores: dict[tuple[Key, Key], float] = {}
    for one, other in near:
        scores[one, other] = likeness(says_old[one], says_new[other])
    by_old, by_new = _by_side(scores, 0), _by_side(scores, 1)
    paired: dict[Key, Key] = {}
    for (one, other), score in scores.items():
        rivals = [value for pair, value in by_old[one] if pair != (one, other)]
        rivals += [value for pair, value in by_new[other] if pair != (one, other)]
        before, after = says_old[one], says_new[other]
        clear = all(score - rival >= MARGIN for rival in rivals)
        if before == after:
            alone = len(before) >= FEWEST and all(
                _is_alone(key, days[before]) for key, days in ((one, days_old), (other, days_new))
            )
            sure = all(rival < 1.0 for rival in rivals)
            # Another date or category is a second change: then nothing else may come close, and
            # the same words have to have the new category everywhere.
            if one[2:4] != other[2:4]:
                sure = clear and alone and one[1] == other[1]
            elif one[1] != other[1]:
                sure = clear and kinds_old[before] == {one[1]} and kinds_new[after] == {other[1]}
        else:
            sure = clear and one[:4] == other[:4] and reworded(before, after)
        if sure:
            paired[one] = other
    return paired


def _days_of(says: dict[Key, Words]) -> dict[Words, list[int | None]]:
    """Return the days on which the same is said."""
    days: dict[Words, list[int | None]] = {}
    for key, words in says.items():
        days.setdefault(words, []).append(_ordinal(key))
    return days


def _kinds_of(says: dict[Key, Words]) -> dict[Words, set[str | None]]:
    """Return the categories that the same words have."""
    kinds: dict[Words, set[str | None]] = {}
    for key, words in says.items():
        kinds.setdefault(words, set()).add(key[1])
    return kinds


def _is_alone(key: Key, days: Sequence[int | None]) -> bool:
    """True when the same is said on no other day near it."""
    day = _ordinal(key)
    if day is None:
        return len(days) == 1
    return sum(other is None or abs(other - day) <= NEAR_DAYS for other in days) == 1


def _near(old: Iterable[Key], new: Iterable[Key]) -> list[tuple[Key, Key]]:
    """Return which could be the same: of one lane, not more than a day apart."""
    by_day: dict[tuple[str, int | None], list[Key]] = {}
    for key in new:
        by_day.setdefault((key[0], _ordinal(key)), []).append(key)
    found = []
    for key in old:
        day = _ordinal(key)
        days = [None] if day is None else [day - 1, day, day + 1]
        found += [(key, other) for at in days for other in by_day.get((key[0], at), ())]
    return found


def _by_side(
    scores: dict[tuple[Key, Key], float], side: int
) -> dict[Key, list[tuple[tuple[Key, Key], float]]]:
    found: dict[Key, list[tuple[tuple[Key, Key], float]]] = {}
    for pair, score in scores.items():
        found.setdefault(pair[side], []).append((pair, score))
    return found


def _suggestion(anchor: Anchor, left: Sequence[Anchor]) -> Anchor | None:
    choices = []
    for other in left:
        days = _apart(anchor, other)
        if other.lane == anchor.lane and (days is None or days <= NEAR_DAYS):
            choices.append(
                (likeness(tokens(anchor.words), tokens(other.words)), -(days or 0), other)
            )
    best = max(choices, key=lambda choice: choice[:2], default=None)
    return best[2] if best is not None and best[0] >= HINTED else None


def _apart(one: Anchor, other: Anchor) -> int | None:
    """Return the days between two starts, None where one has no date."""
    first, second = one.earliest or one.latest, other.earliest or other.latest
    if first is None or second is None:
        return 0 if first is second else None
    return abs((first - second).days)


def _key(entry: Entry) -> Key:
    start = entry.start
    words = entry.words or entry.label
    return (entry.lane, entry.category, start.earliest, start.latest, words)


def _key_of(anchor: Anchor) -> Key:
    return (anchor.lane, anchor.category, anchor.earliest, anchor.latest, anchor.words)


def _anchor(entry: Entry, ordinal: int, among: int) -> Anchor:
    return Anchor(
        entry=entry.id,
        kind=entry.kind,
        lane=entry.lane,
        category=entry.category,
        earliest=entry.start.earliest,
        latest=entry.start.latest,
        words=entry.words or entry.label,
        ordinal=ordinal,
        among=among,
    )
