"""Finds the entries that notes were written on when a source is read again.

First what is exactly the same, then the same day give or take one with words that are close and
clearly closer than any other, else a person is asked. Never by a row number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from journeyviewer.model.chronology import Entry
from journeyviewer.model.lanes import loose
from journeyviewer.model.study import Anchor

CLOSE = 0.85
"""Likeness of words (0 to 1) from which an entry a day away counts as the same."""

CLOSE_SAME_KIND = 0.75
"""The same for an entry of the same category on the same day: places were given other names."""

HINTED = 0.4
"""Likeness from which an entry is suggested to a person."""

MARGIN = 0.12
"""How much closer the best must be than the next best, on either side."""

NEAR_DAYS = 45
"""How far away an entry may lie to be suggested to a person."""

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
    left_old = {key: group for key, group in old.items() if key not in new}
    left_new = {key: group for key, group in new.items() if key not in old}
    close = _closely(left_old, left_new)
    left = [group[0] for key, group in left_new.items() if key not in close.values()]
    left += [group[0] for key, group in new.items() if key in old and not _fits(old[key], group)]
    found = []
    for anchor in anchors:
        key = _key_of(anchor)
        group = new.get(close.get(key, key), [])
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


def _closely(old: dict[Key, list[Anchor]], new: dict[Key, list[Anchor]]) -> dict[Key, Key]:
    """Pair what is clearly closest to each other, seen from both sides."""
    scores: dict[Key, list[tuple[float, Key]]] = {}
    back: dict[Key, list[float]] = {}
    for one, (before, *_) in old.items():
        for other, (after, *_) in new.items():
            days = _apart(before, after)
            same = before.lane == after.lane and before.kind is after.kind
            if not same or days is None or days > 1:
                continue
            likeness = _likeness(before.words, after.words)
            scores.setdefault(one, []).append((likeness, other))
            back.setdefault(other, []).append(likeness)
    paired: dict[Key, Key] = {}
    for one, choices in scores.items():
        choices.sort(key=lambda choice: -choice[0])
        likeness, best = choices[0]
        seen_back = back[best].copy()
        seen_back.remove(likeness)
        rivals = [score for score, _ in choices[1:]] + seen_back
        before, after = old[one][0], new[best][0]
        alike = before.category is not None and before.category == after.category
        enough = CLOSE_SAME_KIND if alike and _apart(before, after) == 0 else CLOSE
        if likeness >= enough and all(likeness - rival >= MARGIN for rival in rivals):
            paired[one] = best
    return paired


def _suggestion(anchor: Anchor, left: Sequence[Anchor]) -> Anchor | None:
    choices = []
    for other in left:
        days = _apart(anchor, other)
        if other.lane == anchor.lane and (days is None or days <= NEAR_DAYS):
            choices.append((_likeness(anchor.words, other.words), -(days or 0), other))
    best = max(choices, key=lambda choice: choice[:2], default=None)
    return best[2] if best is not None and best[0] >= HINTED else None


def _apart(one: Anchor, other: Anchor) -> int | None:
    """Return the days between two starts, None where one has no date."""
    first, second = one.earliest or one.latest, other.earliest or other.latest
    if first is None or second is None:
        return 0 if first is second else None
    return abs((first - second).days)


def _likeness(one: str, other: str) -> float:
    first, second = loose(one).split(), loose(other).split()
    words = SequenceMatcher(None, first, second, autojunk=False).ratio()
    letters = SequenceMatcher(None, " ".join(first), " ".join(second), autojunk=False)
    return max(words, letters.ratio() if letters.quick_ratio() > words else 0.0)


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
