"""What the other lanes held at the same time as an entry, in few words a lane."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.counts import source_name
from journeyviewer.model.lanes import Lane, lane
from journeyviewer.model.spells import category_of, is_not_recorded, label_of, reading_day
from journeyviewer.model.words import counted, lower_first, upper_first, without_dates

if TYPE_CHECKING:
    from journeyviewer.model.at_day import LaneState

MOST_NAMED = 3
MOST_KINDS = 3
NOUNS = frozenset(
    "action assessment attendance conference contact enquiry exclusion meeting outcome referral "
    "re-referral review score visit worker".split()
)
"""Last words of kinds of event that can be counted: "2 reviews", but "adult arrested, 2 times"."""


def at_the_same_time(case: Case, entry: Entry, dates: bool) -> list[tuple[Lane, str]]:
    """Return what each other lane held while an entry lasted; lanes that held nothing are left out.

    That no missing episode is recorded is said. The legal status of a residence is among its
    own facts.
    """
    # Loaded for an entry that is looked at.
    from journeyviewer.model.at_day import during, extent

    start, end = extent(entry, reading_day(case) or entry.start.last)
    said = []
    for state in during(case, start, end):
        key = state.lane.key
        if key == entry.lane or (key == "legal" and entry.lane == "residence"):
            continue
        words = _held(state)
        if words:
            said.append((state.lane, upper_first(shown(words, dates))))
    return said


def shown(words: str, dates: bool) -> str:
    """Return words of a file as they may be shown: without dates where these are hidden."""
    return words if dates else without_dates(words)


def legal_basis(case: Case, entry: Entry) -> str:
    """Return the orders in force at some time of an entry, as the record words them."""
    from journeyviewer.model.at_day import during, extent

    start, end = extent(entry, reading_day(case) or entry.start.last)
    legal = next(state for state in during(case, start, end) if state.lane.key == "legal")
    orders = [held for held in legal.entries if held.kind is Kind.SPELL and not _is_none(held)]
    # The order that intervenes most is named first, as in the lane's own count.
    orders.sort(key=_rank, reverse=True)
    if orders:
        return upper_first(named((order.label for order in orders), "; "))
    if any(_is_none(held) for held in legal.entries):
        return "No legal order recorded"
    return ""


def state_words(state: LaneState, dates: bool) -> str:
    """Return what a lane held on a day, or why nothing is said of it."""
    spells = [entry for entry in state.entries if not is_not_recorded(entry)]
    if spells:
        return shown(named((label_of(entry) for entry in spells), "; "), dates)
    if state.entries or state.silent:
        return "Not recorded"
    return "Not in what was read" if state.unread else "Nothing recorded"


def named(labels: Iterable[str], between: str = ", ", most: int = MOST_NAMED) -> str:
    """Return labels, each once, the first as written: "Art group, mentor and 2 more"."""
    different = list(dict.fromkeys(label for label in labels if label))
    words = [lower_first(label) if at else label for at, label in enumerate(different[:most])]
    rest = len(different) - most
    return between.join(words) + (f" and {rest} more" if rest > 0 else "")


def kinds_counted(entries: Sequence[Entry]) -> str:
    """Return events by kind with their number: "1 strategy meeting, 1 looked-after review"."""
    kinds = Counter(_kind(entry) for entry in entries)
    parts = [_number(number, kind) for kind, number in kinds.most_common(MOST_KINDS)]
    rest = len(entries) - sum(number for _, number in kinds.most_common(MOST_KINDS))
    return ", ".join(parts) + (f" and {rest} more" if rest > 0 else "")


def _held(state: LaneState) -> str:
    key = state.lane.key
    spells = [entry for entry in state.entries if entry.kind is Kind.SPELL]
    events = [entry for entry in state.entries if entry.kind is not Kind.SPELL]
    if key == "missing":
        return _missing(state, spells, events)
    spells = [entry for entry in spells if not is_not_recorded(entry)]
    if key == "referrals":
        plans = named((entry.label for entry in spells), most=2)
        counts = kinds_counted(events)
        return "; ".join(part for part in (counts, lower_first(plans) if counts else plans) if part)
    if key == "support":
        return named((source_name(entry) for entry in (*_shortest(spells), *events)), "; ")
    if len(events) > 2:
        held = named((label_of(entry) for entry in spells), "; ", 2)
        return "; ".join(part for part in (held, kinds_counted(events)) if part)
    labels = named((label_of(entry) for entry in (*events, *spells)), "; ")
    return "Not recorded" if not labels and (state.silent or state.entries) else labels


def _missing(state: LaneState, spells: Sequence[Entry], others: Sequence[Entry]) -> str:
    if state.unread:
        return ""
    episodes = counted(len(spells), "missing episode") if spells else ""
    more = kinds_counted(others)
    said = "; ".join(part for part in (episodes, more) if part)
    return said or "No missing episodes recorded"


def _shortest(spells: Sequence[Entry]) -> list[Entry]:
    """Return spells with those that began last first: what was new at the time is said first."""
    return sorted(spells, key=lambda entry: entry.start.first, reverse=True)


def _kind(entry: Entry) -> str:
    kind = lane(entry.lane).event(entry.category)
    return kind.label if kind is not None else entry.label


def _number(number: int, kind: str) -> str:
    words = lower_first(kind)
    last = words.rpartition(" ")[2]
    if last not in NOUNS:
        return words if number == 1 else f"{words}, {number} times"
    if number > 1:
        words = f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
    return f"{number} {words}"


def _rank(entry: Entry) -> int:
    category = category_of(entry)
    return (category.rank or 0) if category is not None else 0


def _is_none(entry: Entry) -> bool:
    category = category_of(entry)
    return category is not None and category.drawn in ("none", "notrec")


def ranked_day(days: int) -> str:
    """Return a distance in days in words: "12 days before", "the same day", "1 day after"."""
    if days == 0:
        return "at the same time"
    return f"{counted(abs(days), 'day')} {'before' if days < 0 else 'after'}"


def lane_counts(entries: Sequence[Entry]) -> list[tuple[Lane, int]]:
    """Return how many of the entries each lane holds, in the order they come."""
    return [(lane(key), number) for key, number in Counter(e.lane for e in entries).items()]
