"""What the cohort view says of a row and of what is pointed at in it."""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.model.chronology import Case
from journeyviewer.model.words import counted, without_dates
from journeyviewer.timeline.comparison import Comparison, Placed
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.scene import Item

NAMES = (
    "",
    "age when read",
    "",
    "legal status, highest and current",
    "residential status, highest and current",
    "out of borough",
    "education or employment",
    "first referral",
    "identified at age",
)
TitledLine = tuple[str, bool]


def row_words(row: Placed, number: int, total: int, facts: Sequence[str], what: Comparison) -> str:
    """Return what a screen reader says of a row."""
    title = without_dates(row.case.title)
    parts = [f"{title}, row {number + 1:,} of {total:,}"]
    parts += [
        f"{name}: {words}" if name else words
        for name, words in zip(NAMES[1:], facts[1:], strict=True)
    ]
    if not row.aligned:
        parts.append(f"{what.title}: not recorded")
    return ". ".join(parts)


def tip_words(case: Case, item: Item) -> list[TitledLine]:
    """Return the lines of a tip, each with whether it is the heading; ages only, no dates."""
    if item.name:
        lane, _, rest = item.name.partition(": ")
        title, comma, ages = rest.partition(", from ")
        lines = [(title[:1].upper() + title[1:], True), (lane, False)]
        if comma:
            lines.append((f"from {ages}", False))
        return [*lines, *_ages(case, item)]
    chosen = [entry for entry in case.entries if entry.id in set(item.entries)]
    if not chosen:
        return []
    lane, _, rest = item_name(chosen[0], case, False).partition(": ")
    title, _, detail = rest.partition(", ")
    lines = [(title or lane, True), (lane, False)]
    return [*lines, (detail, False)] if detail else lines


def _ages(case: Case, item: Item) -> list[TitledLine]:
    if item.lane != "missing":
        return []
    chosen = [entry for entry in case.entries if entry.id in set(item.entries)]
    lines = [(item_name(entry, case, False).partition(": ")[2], False) for entry in chosen[:4]]
    if len(chosen) > 4:
        lines.append((f"and {counted(len(chosen) - 4, 'more')}".removesuffix("s"), False))
    return lines


def facts_tip(facts: Sequence[str]) -> list[TitledLine]:
    """Return the facts of a row as a tip, for columns that are too narrow for their words."""
    return [
        (f"Case {facts[0]}" if facts[0].isdigit() else facts[0], True),
        *(
            (f"{(name or 'gender').capitalize()}: {words}", False)
            for name, words in zip(NAMES[1:], facts[1:], strict=True)
        ),
    ]
