"""The words of a figure's page: its headline, what is counted, and where it comes from."""

from __future__ import annotations

from journeyviewer.export.sharing import Sharing
from journeyviewer.model.chronology import Case, Sex
from journeyviewer.model.counts import record_count
from journeyviewer.model.times import age_on
from journeyviewer.timeline.key import SHAPES, SHORT_MARKS, SHORT_SHAPES, KeyRow, Piece
from journeyviewer.timeline.key_samples import mark_samples
from journeyviewer.timeline.plan import Journey

NUMBERS = "no one two three four five six seven eight nine ten".split()


def _count(number: int, singular: str, plural: str = "") -> str:
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} {singular if number == 1 else plural or singular + 's'}"


def figure_title(journey: Journey) -> str:
    """Return a headline of plain counts: what the journey holds, help named beside moves."""
    case = journey.case
    placements = placement_count(journey)
    support = sum(len(row) for row in journey.lanes["support"].rows)
    support += len(journey.lanes["support"].overflow)
    parts = []
    if placements:
        parts.append(_count(placements, "placement"))
    if support:
        parts.append(_count(support, "source of support", "sources of support"))
    if journey.birth and case.read_on:
        reach = f"birth to {age_on(journey.birth, case.read_on).years}"
        parts = [*parts, reach] if parts else [f"from {reach}"]
        return f"{case.title}: {' and '.join(parts[:-1])}{', ' if parts[:-1] else ''}{parts[-1]}"
    return f"{case.title}: {' and '.join(parts)}" if parts else case.title


def placement_count(journey: Journey) -> int:
    """Return the number of placements away from home, as the residence lane's header counts."""
    first = journey.lanes["residence"].summary[:1]
    head = first[0].split(" ", 1)[0] if first and "placement" in first[0] else "0"
    return int(head) if head.isdigit() else 0


def young_person(case: Case, age: int | None) -> str:
    """Return "A young woman", "A boy" and so on; "A young person" where nothing is recorded."""
    child = age is not None and age < 13
    if case.sex is Sex.FEMALE:
        return "A girl" if child else "A young woman"
    if case.sex is Sex.MALE:
        return "A boy" if child else "A young man"
    return "A young person"


def figure_subtitle(journey: Journey, sharing: Sharing, notes: bool = False) -> str:
    """Return what is shown, what may leave of its dates, and whose the notes are."""
    case = journey.case
    age = age_on(journey.birth, case.read_on).years if journey.birth and case.read_on else None
    reach = f" from birth to {age}" if age is not None else ""
    lead = (
        f"{young_person(case, age)}’s journey through social care{reach}, as recorded in the file."
    )
    cse = " CSE is child sexual exploitation." if not journey.lanes["cse"].empty else ""
    since = "" if journey.birth or sharing.dates else " Time counts from the first record."
    numbered = " Numbered squares are the researcher’s notes." if notes else ""
    return f"{lead}{cse} {sharing.words}{since}{numbered}"


def source_line(journey: Journey, written: bool = False) -> str:
    """Return where the figure comes from: records, age at reading, the axis and its limits.

    `written` says that notes or phases of an analyst are on it; the axis then speaks for itself.
    """
    case = journey.case
    count = record_count(case)
    parts = [f"Source: one anonymised case file, {count} record{'' if count == 1 else 's'}"]
    if case.read_on and journey.birth:
        age = age_on(journey.birth, case.read_on)
        parts[0] += f", read at age {age.years}y {age.months}m"
    parts[0] += "."
    if journey.fold is not None and not written:
        parts.append("Left of the break a year is as wide as a month right of it.")
    if written:
        parts.append("Notes and phases are one reader’s view and may be wrong.")
    parts.append(
        "What was not written down is not shown. S numbers: sections of the Children Act 1989."
    )
    return " ".join(parts)


def shortened(rows: list[KeyRow]) -> list[KeyRow]:
    """Return the rows of a key in fewer words, to leave room for notes."""
    short = {SHAPES[shape]: words for shape, words in SHORT_SHAPES.items()}
    short |= {
        words: SHORT_MARKS[name] for name, _, words in mark_samples(10.0) if name in SHORT_MARKS
    }

    def piece(one: Piece) -> Piece:
        return one if callable(one) else (short.get(one[0], one[0]), one[1])

    return [
        KeyRow(row.title, [tuple(piece(one) for one in entry) for entry in row.entries])
        for row in rows
    ]
