"""Tables that may leave, as values: records, notes, phases, key developments and the cohort.

Every column has its meaning beside it, so that the data dictionary cannot fall behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from journeyviewer.analysis.cohort import PUBLISHED, cohort_table
from journeyviewer.analysis.measures import MEASURES
from journeyviewer.export.annotated import Line
from journeyviewer.export.disclosure import ORIGIN
from journeyviewer.export.leaving import Leaving
from journeyviewer.export.sharing import Sharing, months_at
from journeyviewer.model.chronology import Case, Cohort, Entry, Kind, Tally
from journeyviewer.model.counts import drawn, interview_recorded
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.times import EndState, FuzzyDate
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.describe import age_words

Cell = str | int | float | None
Row = tuple[Cell, ...]

KINDS = {
    Kind.SPELL: "spell",
    Kind.EVENT: "event",
    Kind.SCORE: "scored assessment",
    Kind.COUNT: "number counted over a period",
}
INTERVIEWS = {True: "recorded", False: "none recorded", None: "not stated"}
PUBLISHED_MEANINGS = (
    "The case’s own pseudonym.",
    "Age when the file was read, in whole years.",
    "As recorded.",
    "Legal statuses held when the file was read.",
    "Where the young person lived when the file was read.",
    "OOB where that placement was out of borough, - where it was not.",
    "Education or work when the file was read.",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and what it means."""

    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; `rows` have a cell for each column, None where there is nothing to say."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    column: Column
    value: Callable[[Entry, Case], Cell]


def _months(when: FuzzyDate | None) -> Cell:
    return months_at(when.first, ORIGIN) if when is not None and when.known else None


def _age_at_end(entry: Entry, case: Case) -> Cell:
    if entry.end is not None and entry.end.known:
        return age_words(entry.end, case)
    return None


def _exactness(entry: Entry, case: Case) -> Cell:
    exact = entry.start.exact and (entry.end is None or entry.end.exact)
    return "exact in the source" if exact else "not exact in the source"


def _end(entry: Entry, case: Case) -> Cell:
    if entry.kind is not Kind.SPELL:
        return None
    return {
        EndState.OPEN: "still going on",
        EndState.UNKNOWN: "end not recorded",
        EndState.CLOSED: "ended",
    }[entry.end_state]


def _number(entry: Entry, case: Case) -> Cell:
    number = entry.value if entry.value is not None else entry.attributes.get("score")
    return number if isinstance(number, int | float) and not isinstance(number, bool) else None


def _flag(name: str) -> Callable[[Entry, Case], Cell]:
    def value(entry: Entry, case: Case) -> Cell:
        said = entry.attributes.get(name)
        return ("yes" if said else "no") if isinstance(said, bool) else None

    return value


def _interview(entry: Entry, case: Case) -> Cell:
    if entry.lane != "missing" or entry.kind is not Kind.SPELL:
        return None
    return INTERVIEWS[interview_recorded(entry)]


def _day(when: FuzzyDate | None, side: str) -> Cell:
    bound = getattr(when, side) if when is not None else None
    return bound.isoformat() if bound is not None else None


def _field(title: str, meaning: str, value: Callable[[Entry, Case], Cell]) -> _Field:
    return _Field(Column(title, meaning), value)


_WHAT = (
    _field("Case", "The case’s own pseudonym.", lambda entry, case: case.title),
    _field("Lane", "The swimlane it is drawn in.", lambda entry, case: lane_of(entry.lane).title),
    _field("Kind", "Spell, event, scored assessment or count.", lambda e, case: KINDS[e.kind]),
    _field("What", "What the figure calls it.", lambda entry, case: entry.label or entry.words),
    _field("In the file’s words", "The words of the source.", lambda entry, case: entry.words),
)
_AGES = (
    _field("Age at start", "Age in words.", lambda entry, case: age_words(entry.start, case)),
    _field("Age at end", "Age in words; empty without an end.", _age_at_end),
    _field(
        "Months at start",
        "Whole months from birth, or from the first record where no birth is recorded.",
        lambda entry, case: _months(entry.start),
    ),
    _field("Months at end", "The same for its end.", lambda entry, case: _months(entry.end)),
)
_DAYS = (
    _field("Earliest start", "First possible day.", lambda e, case: _day(e.start, "earliest")),
    _field("Latest start", "Last possible day.", lambda e, case: _day(e.start, "latest")),
    _field("Earliest end", "First possible day.", lambda e, case: _day(e.end, "earliest")),
    _field("Latest end", "Last possible day.", lambda e, case: _day(e.end, "latest")),
)
_REST = (
    _field("How exact", "Whether the source gives the days.", _exactness),
    _field("End", "For a spell: whether it ended.", _end),
    _field("Number", "A score or a count, as recorded.", _number),
    _field("Out of borough", "For a placement, where the source says.", _flag("out_of_area")),
    _field("Planned move", "For a placement, where the source says.", _flag("planned")),
    _field("High-cost", "For a placement, where the source says.", _flag("high_cost")),
    _field("Return interview", "For a missing episode.", _interview),
    _field(
        "Added by the analyst",
        "Yes for what the analyst added from reading; empty for a record.",
        lambda entry, case: "yes" if entry.flag("own") else None,
    ),
)


def records_table(cases: Sequence[Leaving]) -> Table:
    """Return a row for each record that is drawn, case after case, in order of date."""
    dates = any(one.sharing.dates for one in cases)
    fields = (*_WHAT, *(_DAYS if dates else _AGES), *_REST)
    rows = [
        tuple(field.value(entry, one.case) for field in fields)
        for one in cases
        for entry in drawn(one.case)
    ]
    return Table("Records", tuple(field.column for field in fields), tuple(rows))


_CASE = Column("Case", "The case’s own pseudonym.")
_WHEN = Column("When", "Age in words, or the date where dates may leave.")


def notes_table(cases: Sequence[Leaving]) -> Table:
    """Return the notes with the numbers they have in the figure."""
    columns = (
        _CASE,
        Column("Number", "The note’s number in the figure."),
        Column("Kind", "The kind of note."),
        Column("About", "The lane and the record it was written on."),
        _WHEN,
        Column("Note", "The analyst’s words: one reader’s view."),
        Column("To check", "Yes where it is still to be asked; whom, where that was said."),
    )
    rows = [
        (one.title, n.number, n.kind, n.about, n.when, n.text, _to_check(n))
        for one in cases
        for n in one.lines.notes
    ]
    return Table("Notes", columns, tuple(rows))


def _to_check(note: Line) -> str | None:
    """Return whether a note is to be asked about, and whom."""
    if not note.to_check:
        return None
    return f"yes, ask {note.whom}" if note.whom else "yes"


ANSWER = "\u00a0" * 40
"""Room to write in: a column in which nothing stands would be left out."""


def questions_of(one: Leaving) -> list[tuple[str, Table]]:
    """Return a case's questions to ask as a table for each who is to be asked, with their words.

    Those of whom it is not known who can say come last.
    """
    asked: dict[str, list[Line]] = {}
    for note in one.lines.notes:
        if note.to_check:
            asked.setdefault(note.whom.strip(), []).append(note)
    columns = (
        Column("Note", "The note’s number in the figure."),
        _WHEN,
        Column("About", "The lane and the record it was written on."),
        Column("Question", "The analyst’s words."),
        Column("Answer", "Room to write."),
    )
    return [
        (
            f"To ask {whom}" if whom else "To check with somebody",
            Table(
                "Questions",
                columns,
                tuple((n.number, n.when, n.about, n.text, ANSWER) for n in found),
            ),
        )
        for whom, found in sorted(asked.items(), key=lambda pair: not pair[0])
    ]


def phases_table(cases: Sequence[Leaving]) -> Table:
    """Return the phases of each journey."""
    columns = (
        _CASE,
        Column("Number", "The phase’s number."),
        Column("Phase", "What the analyst calls it."),
        _WHEN,
        Column("Summary", "The analyst’s words."),
    )
    return Table("Phases", columns, _lines(cases, lambda one: one.lines.phases))


def developments_table(cases: Sequence[Leaving]) -> Table:
    """Return the key developments of each journey."""
    columns = (
        _CASE,
        Column("Number", "The development’s number, by date."),
        Column("Key development", "What the analyst calls it."),
        _WHEN,
        Column("In words", "The analyst’s words."),
    )
    return Table("Key developments", columns, _lines(cases, lambda one: one.lines.developments))


def _lines(cases: Sequence[Leaving], lines: Callable[[Leaving], Iterable[Line]]) -> tuple[Row, ...]:
    return tuple(
        (one.title, line.number, line.title, line.when, line.text)
        for one in cases
        for line in lines(one)
    )


def cohort_as_table(cohort: Cohort, sharing: Sharing) -> Table:
    """Return the cohort table; its counts are those of the full record."""
    found = cohort_table(cohort)
    meanings = (*PUBLISHED_MEANINGS, *(measure.meaning for measure in MEASURES))
    columns = tuple(map(Column, found.columns, meanings))
    rows = tuple(
        tuple(
            sharing.said(sharing.recorded(cell)) if isinstance(cell, str) else cell for cell in row
        )
        for row in found.rows
    )
    assert len(PUBLISHED) == len(PUBLISHED_MEANINGS)
    return Table("Cohort", columns, rows)


def accounting_table(cohort: Cohort, sharing: Sharing) -> Table:
    """Return what became of the rows of each sheet that was read.

    Names of files and sheets may tell who and when: they are numbers where dates are withheld.
    """
    columns = (
        Column("File", "The file that was read, by its number where its name is withheld."),
        Column("Sheet", "Its sheet, likewise; empty where it has none."),
        Column("Rows read", "All rows of the sheet."),
        Column("Used", "Rows that made or joined a record or a person."),
        Column("Kept aside", "Rows that are listed with a reason and not drawn."),
        Column("Hidden duplicates", "Rows that repeat another one."),
        Column("No data", "Headings, blank rows and the like."),
        Column("Adds up", "Yes where no row disappeared."),
    )
    files = list(dict.fromkeys(tally.file for tally in cohort.tallies))
    rows = tuple(
        (
            tally.file if sharing.dates else f"File {files.index(tally.file) + 1}",
            tally.sheet if sharing.dates or tally.sheet is None else f"Sheet {number}",
            tally.rows_read,
            tally.used,
            tally.tray,
            tally.hidden_duplicates,
            tally.non_data,
            "yes" if tally.adds_up else "no",
        )
        for number, tally in _numbered(cohort)
    )
    return Table("Import accounting", columns, rows)


def accounting_by_file(cohort: Cohort, sharing: Sharing) -> Table:
    """Return the same in one row a file, for pages and reports."""
    found = accounting_table(cohort, sharing)
    sums: dict[Cell, list[int]] = {}
    wrong: set[Cell] = set()
    for row in found.rows:
        counts = sums.setdefault(row[0], [0] * 5)
        for place, cell in enumerate(row[2:7]):
            counts[place] += cell if isinstance(cell, int) else 0
        if row[7] != "yes":
            wrong.add(row[0])
    rows = tuple((file, *counts, "no" if file in wrong else "yes") for file, counts in sums.items())
    return Table(found.name, (found.columns[0], *found.columns[2:]), rows)


def _numbered(cohort: Cohort) -> list[tuple[int, Tally]]:
    """Return the accounting lines with the number of each within its file, from 1."""
    seen: Counter[str] = Counter()
    found = []
    for tally in cohort.tallies:
        seen[tally.file] += 1
        found.append((seen[tally.file], tally))
    return found


def dictionary_table(tables: Sequence[Table]) -> Table:
    """Return what every column of the tables means."""
    columns = (
        Column("Table", "The sheet or file."),
        Column("Column", "Its heading."),
        Column("Meaning", "What its cells say."),
    )
    rows = tuple(
        (table.name, column.title, column.meaning) for table in tables for column in table.columns
    )
    return Table("Data dictionary", columns, rows)


def case_tables(cases: Sequence[Leaving]) -> list[Table]:
    """Return the tables of these cases; those of notes and the like only where there are some."""
    written = [phases_table(cases), developments_table(cases), notes_table(cases)]
    return [records_table(cases), *(table for table in written if table.rows)]
