"""Asks which sex or birth of a child holds where rows differ; what is told first does till then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.person_facts import (
    FIRST,
    RULE,
    UNKNOWN,
    About,
    Fact,
    Met,
    Value,
    answer_of,
    chosen,
    plain,
    question_key,
    repair_key,
    values_of,
)
from journeyviewer.model.chronology import Case, Sex
from journeyviewer.model.decisions import Choice, Question, Repair, Topic
from journeyviewer.model.pointing import BAR
from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.times import FuzzyDate
from journeyviewer.model.words import counted, date_words, listed, month_words, often

MOST_OPEN = 500
"""Questions that wait for an answer at once; further ones follow as these are answered."""
MOST_VALUES, MOST_PLACES, MOST_ROWS = 12, 4, 4
"""Values offered, and what is listed of each, before the rest is only counted."""
LONGEST = 40
"""Letters of a cell that are quoted."""
TITLES = {
    Fact.SEX: "Rows differ about the sex of a child. Which one holds?",
    Fact.BIRTH: "Rows differ about the birth of a child. Which one holds?",
}
MORE = "more sexes or births of children"
SEXES = {Sex.FEMALE: "Female", Sex.MALE: "Male"}


def ask_of_persons(differing: Mapping[About, Sequence[Met]], findings: Findings) -> None:
    """Ask about each child and fact of which rows tell what cannot both be, and note repairs."""
    left: list[Met] = []
    waiting = 0
    for about, met in differing.items():
        if question_key(about, met) not in findings.decisions.given:
            waiting += 1
            if waiting > MOST_OPEN:
                left.append(_differing(met)[0])
                continue
        findings.ask(_question(about, met))
        _note_repair(about, met, findings)
    if left:
        findings.problems.append(_more(left))


def _question(about: About, met: Sequence[Met]) -> Question:
    child, fact = about
    others = _differing(met)
    first = others[0]
    rows = [
        row
        for item in others
        if (item.file, item.sheet, item.column) == (first.file, first.sheet, first.column)
        for row in item.rows
    ]
    name = Case(id=child).title
    masked = "\n".join([f"{name}:", *_lines(met, covered=True)])
    whole = "\n".join([f"{name}:", *_lines(met, covered=False)])
    return Question(
        key=question_key(about, met),
        topic=Topic.PERSON,
        title=TITLES[fact],
        detail=masked,
        whole=whole if whole != masked else "",
        choices=_choices(about, met),
        kind=_choices(about, met)[0].label,
        default=FIRST,
        file=first.file,
        sheet=first.sheet,
        column=first.column,
        rows=tuple(sorted(rows)),
    )


def _choices(about: About, met: Sequence[Met]) -> tuple[Choice, ...]:
    values = values_of(met)
    words = _words_of(values)
    others = [
        Choice(answer_of(about, item), words[plain(item.value)])
        for item in values[1 : MOST_VALUES + 1]
    ]
    first = Choice(FIRST, words[plain(values[0].value)])
    return (first, *others, Choice(UNKNOWN, "Leave it unknown"))


def _differing(met: Sequence[Met]) -> list[Met]:
    """Return what differs from the first value."""
    return [item for item in met if plain(item.value) != plain(met[0].value)]


def _lines(met: Sequence[Met], *, covered: bool) -> list[str]:
    """Return a line for each value: how often it is written, how, and where.

    A whole day of birth is nearly a name: where it is `covered` the cells are not quoted.
    """
    values = values_of(met)
    words = _words_of(values)
    lines = []
    for value in values[: MOST_VALUES + 1]:
        own = [item for item in met if plain(item.value) == plain(value.value)]
        count = sum(max(len(item.rows), 1) for item in own)
        hide = covered and isinstance(value.value, FuzzyDate) and value.value.exact
        spelt = dict.fromkeys(BAR if hide else f"“{_short(item.words)}”" for item in own)
        places = [_place(item) for item in own[:MOST_PLACES]]
        if len(own) > MOST_PLACES:
            places.append(counted(len(own) - MOST_PLACES, "more place"))
        lines.append(
            f"{words[plain(value.value)]}, written {listed(list(spelt)[:MOST_PLACES])} "
            f"{often(count)}: {'; '.join(places)}."
        )
    if len(values) > MOST_VALUES + 1:
        lines.append(f"And {counted(len(values) - MOST_VALUES - 1, 'more value')}.")
    return lines


def _place(met: Met) -> str:
    """Return where a value stands: “header.csv, Sheet 1, rows 2, 4 and 3 more”."""
    names = [met.file] + ([met.sheet] if met.sheet else [])
    shown = [f"{row:,}" for row in met.rows[:MOST_ROWS]]
    if len(met.rows) > MOST_ROWS:
        shown.append(f"{len(met.rows) - MOST_ROWS:,} more")
    if shown:
        names.append(f"{'row' if len(met.rows) == 1 else 'rows'} {listed(shown)}")
    return ", ".join(names)


def _words_of(values: Sequence[Met]) -> dict[tuple[object, ...], str]:
    """Return the words for each value; of births the month, or the day where months are alike."""
    months = [_in_words(item.value) for item in values]
    return {
        plain(item.value): month
        if months.count(month) == 1 or not isinstance(item.value, FuzzyDate)
        else date_words(item.value)
        for item, month in zip(values, months, strict=True)
    }


def _in_words(value: Value) -> str:
    if isinstance(value, Sex):
        return SEXES[value]
    day = value.earliest if value.exact else None
    return month_words(day) if day else date_words(value)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _note_repair(about: About, met: Sequence[Met], findings: Findings) -> None:
    """List what was chosen instead of the first value, with what stood there."""
    found, first = chosen(about, met, findings.decisions), met[0]
    words = _words_of(values_of(met))
    if found is not None and plain(found.value) == plain(first.value):
        return
    key = repair_key(about, met)
    findings.repairs.append(
        Repair(
            key=key,
            rule=RULE,
            before=words[plain(first.value)],
            after=words[plain(found.value)] if found is not None else "not known",
            undone=findings.decisions.is_undone(key),
            file=first.file,
            sheet=first.sheet,
            row=first.rows[0] if first.rows else None,
            column=first.column,
        )
    )


def _more(left: Sequence[Met]) -> Problem:
    first = left[0]
    return Problem(
        file=first.file,
        sheet=first.sheet,
        row=first.rows[0] if first.rows else None,
        column=first.column,
        rule=RULE,
        message=f"Rows differ about {counted(len(left), 'more sex or birth of a child', MORE)}. "
        "What is told first is kept; they are asked about once others are answered.",
        severity=Severity.QUESTION,
        action=Action.ASK,
    )
