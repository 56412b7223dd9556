"""Facts of a case and of an entry in a few words, for lists and panels."""

from __future__ import annotations

from journeyviewer.model.chronology import Case, Entry, Kind, Sex
from journeyviewer.model.ladders import held_residence, printed
from journeyviewer.model.lanes import lane
from journeyviewer.model.moves import moves
from journeyviewer.model.spells import days_of, label_of, reading_day
from journeyviewer.model.times import EndState, age_on
from journeyviewer.model.words import (
    MONTHS,
    counted,
    date_words,
    days_words,
    span_of_time,
    upper_first,
    without_dates,
)
from journeyviewer.timeline.describe import item_name

SEXES = {Sex.FEMALE: "Female", Sex.MALE: "Male"}
PEOPLE = {Sex.FEMALE: "Young woman", Sex.MALE: "Young man"}
CHILDREN = {Sex.FEMALE: "Girl", Sex.MALE: "Boy"}
YOUNG_FROM = 13
"""Age from which a girl is called a young woman."""
WHOSE = {Sex.FEMALE: "Her", Sex.MALE: "His"}


def age_when_read(case: Case) -> int | None:
    """Return the completed years at reading; None where birth or reading is not known."""
    if case.birth is None or not case.birth.known or case.read_on is None:
        return None
    return age_on(case.birth.first, case.read_on).years


def case_line(case: Case) -> str:
    """Return one line of facts: "Female, 17 · S25 / S31 · OOB"."""
    sex = SEXES.get(case.sex) if case.sex else None
    age = age_when_read(case)
    who = ", ".join(part for part in (sex, str(age) if age is not None else "") if part)
    parts = [who] if who else []
    legal = printed(case, "legal")
    parts.append("No order" if legal == "-" else _parted(legal))
    day = reading_day(case)
    held = held_residence(case, day) if day else None
    if held is not None and held.flag("out_of_area"):
        parts.append("OOB")
    return " · ".join(part for part in parts if part and part != "not recorded")


def _parted(printed_words: str) -> str:
    """Return highest and present status apart, a dash for none: "S31 / –"."""
    parts = (part.strip() for part in printed_words.split("/"))
    return " / ".join("–" if part == "-" else part for part in parts)


def short_sentence(case: Case) -> str:
    """Return who a case is about, beside its title: "Young woman, 17"."""
    age = age_when_read(case)
    return person(case) if age is None else f"{person(case)}, {age}"


def person(case: Case) -> str:
    """Return the word for the young person, as old as they were when the file was read."""
    if case.sex is None:
        return "Young person"
    day = reading_day(case)
    if case.birth is None or not case.birth.known or day is None:
        return PEOPLE[case.sex]
    child = age_on(case.birth.first, day).years < YOUNG_FROM
    return (CHILDREN if child else PEOPLE)[case.sex]


def whose(case: Case) -> str:
    """Return "Her", "His" or "Their"."""
    return WHOSE[case.sex] if case.sex else "Their"


def case_sentence(case: Case, dates: bool) -> str:
    """Return the sentence under a case's title."""
    age = age_when_read(case)
    if age is None:
        return person(case)
    words = f"{person(case)}, {age} when the file was read"
    if dates and case.read_on is not None:
        words += f" on {case.read_on.day} {case.read_on:%b %Y}"
    return words


def entry_rows(case: Case, entry: Entry, dates: bool) -> list[tuple[str, str]]:
    """Return what the details panel says of an entry, label by label."""
    rows = [("When" if dates else _age_label(case), when_said(case, entry, dates))]
    day = reading_day(case)
    days = days_of(entry, day) if day and entry.kind is Kind.SPELL else None
    if days is not None:
        rows.append(("Length", _length(entry, days)))
    rows += _ages(case, entry) if dates else []
    rows += _particulars(entry)
    rows.append(("Dates", _certainty(entry, dates)))
    if entry.words and entry.words != entry.label:
        rows.append(("In the file", f"“{entry.words}”"))
    if entry.detail:
        rows.append(("Detail", entry.detail))
    if entry.source_name:
        rows.append(("Noted in", entry.source_name))
    said = [(label, words) for label, words in rows if words]
    return said if dates else [(label, without_dates(words)) for label, words in said]


def when_said(case: Case, entry: Entry, dates: bool) -> str:
    """Return when an entry was: "24 Apr 2013 to 19 Jul 2013", or at what age."""
    if not dates:
        name = item_name(entry, case, False)
        label = without_dates(entry.label)
        after = name.partition(label)[2].removeprefix(", ")
        words = after.partition(", ")[0].removeprefix("at ")
        return upper_first(words.removeprefix("from ") if " to " in words else words)
    start = short_months(date_words(entry.start))
    if entry.end is not None and entry.end.known:
        end = short_months(date_words(entry.end))
        return start if start == end else f"{start} to {end}"
    if entry.kind is not Kind.SPELL:
        clock = f", {entry.start.clock:%H:%M}" if entry.start.clock else ""
        return start + clock
    if entry.end_state is EndState.OPEN:
        return f"From {start}, still going on when read"
    return f"From {start}, end not known"


def short_months(words: str) -> str:
    """Return words of a date with the months in three letters."""
    for month in MONTHS:
        words = words.replace(month, month[:3])
    return words


def _length(entry: Entry, days: int) -> str:
    words = days_words(days) if days else "Under a day"
    if days >= 90:
        words += f", {span_of_time(days)}"
    return f"{words} so far" if entry.end_state is EndState.OPEN else words


def _age_label(case: Case) -> str:
    known = case.birth is not None and case.birth.known
    return f"{whose(case)} age" if known else "When"


def _ages(case: Case, entry: Entry) -> list[tuple[str, str]]:
    if case.birth is None or not case.birth.known or entry.start.first < case.birth.first:
        return []
    birth = case.birth.first
    start = age_on(birth, entry.start.first)
    if entry.end is not None and entry.end.known and entry.end.last > entry.start.first:
        return [(_age_label(case), f"{start} to {age_on(birth, entry.end.last)}")]
    return [(_age_label(case), str(start))]


def _particulars(entry: Entry) -> list[tuple[str, str]]:
    rows = []
    category = lane(entry.lane).category(entry.category)
    kind = lane(entry.lane).event(entry.category)
    known = category.label if category else kind.label if kind else ""
    if known and known not in (entry.label, label_of(entry)):
        rows.append(("Kind", known))
    elif not known:
        rows.append(("Kind", "Not in the vocabulary: shown in its own words"))
    where = entry.attributes.get("out_of_area")
    if where is not None:
        rows.append(("Where", "Out of borough" if where is True else "In the borough"))
    planned = entry.attributes.get("planned")
    if planned is not None:
        rows.append(("Move", "Planned" if planned is True else "Unplanned"))
    if entry.flag("high_cost"):
        rows.append(("Cost", "Recorded as high-cost"))
    rows += _measured(entry)
    if "tool" in entry.attributes:
        rows.append(("Tool", str(entry.attributes["tool"])))
    if "return_interview" in entry.attributes:
        said = entry.attributes["return_interview"]
        rows.append(("Interview", "Recorded" if said == "yes" else "None recorded"))
    return rows


def _measured(entry: Entry) -> list[tuple[str, str]]:
    """Return a number that was counted or scored; a level is among the kinds."""
    if entry.kind is Kind.COUNT:
        return [] if entry.value is None else [("Number", str(entry.value))]
    score = entry.attributes.get("score", entry.value if entry.kind is Kind.SCORE else None)
    return [] if score is None else [("Score", str(score))]


def _certainty(entry: Entry, dates: bool) -> str:
    ends = [entry.start] + ([entry.end] if entry.end is not None else [])
    if all(end.exact for end in ends):
        return "Exact, as written in the file"
    if not dates:
        return "Not exact"
    said = " to ".join(f"“{end.raw}”" for end in ends if end.raw)
    return f"Not exact: written as {said}" if said else "Not exact"


def neighbours(case: Case, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """Return the placements before and after one, where there are any."""
    before = after = None
    for move in moves(case):
        if move.after.id == entry.id:
            before = move.before
        if move.before.id == entry.id:
            after = move.after
    return before, after


def source_place(entry: Entry) -> str:
    """Return where an entry was read: "Row 5, “Placements” sheet", the file without sheets."""
    if not entry.sources:
        return ""
    source = entry.sources[0]
    parts = [f"Row {source.row}"] if source.row else []
    parts.append(f"“{source.sheet}” sheet" if source.sheet else source.file)
    more = len(entry.sources) - 1
    return ", ".join(parts) + (f", and {counted(more, 'more row')}" if more else "")
