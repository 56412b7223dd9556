"""What the import report says, as values: for the window, the command line and a saved report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from journeyviewer.model.chronology import Case, Cohort, TrayRow
from journeyviewer.model.decisions import HARM, KEEP_ASIDE, LEFT_OPEN, Choice, Question
from journeyviewer.model.extents import Days, extents_of, joined
from journeyviewer.model.lanes import Lane, lanes
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, listed

Stretch = tuple[float, float]
"""A half-open stretch of a scale."""
YEAR = 365.25
OLDEST = 18.0
"""Years of age up to which the strips reach at least when ages are known."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet or file: its data rows, and how many of them are used."""

    file: str
    sheet: str | None
    rows: int
    used: int

    @property
    def name(self) -> str:
        """The sheet's name, or the file's where it has one sheet."""
        return self.sheet or self.file


@dataclass(frozen=True, slots=True)
class LaneLine:
    """One lane: how many items, and where they lie.

    `recorded` and `silent` are half-open stretches in the unit of the report's scale; `silent` is
    what the source itself says was not recorded.
    """

    lane: Lane
    items: int
    recorded: tuple[Stretch, ...]
    silent: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows left out for one reason: how many, where the first are, and why."""

    count: int
    reason: str
    places: tuple[tuple[str, str | None, int | None], ...]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of one kind about one sheet, which are decided one after another or all at once.

    `among_files` says that several files were read, so that a sheet alone does not tell which.
    """

    title: str
    file: str
    sheet: str | None
    questions: tuple[Question, ...]
    among_files: bool = False

    @property
    def place(self) -> str:
        """Where they stand: the sheet, and the file where there are several."""
        if self.sheet is None:
            return self.file
        return f"{self.file}, {self.sheet}" if self.among_files else self.sheet

    @property
    def rows(self) -> int:
        """How many rows they are about."""
        return len({(item.file, item.sheet, row) for item in self.questions for row in item.rows})

    @property
    def open(self) -> int:
        """How many of them nobody has decided."""
        return sum(1 for item in self.questions if item.is_open)

    def alike(self, shown: Question) -> tuple[int, ...]:
        """Return the places (from 0) of those that the answer to one of them answers as well."""
        kin = [item for item in self.questions if item.kind == shown.kind]
        # What was typed can be said of any that offer the same.
        typed = len({tuple(choice.id for choice in item.choices) for item in kin}) == 1
        answer = Choice(shown.answer, shown.words_of(shown.answer))

        def fits(item: Question) -> bool:
            if item.kind != shown.kind:
                return answer.id in LEFT_OPEN and answer in item.choices
            return typed or any(choice.id == answer.id for choice in item.choices)

        return tuple(at for at, item in enumerate(self.questions) if fits(item))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All of it. `rows` are the rows that hold data: `read`, `undecided` and `left_out` make them.

    `first` and `last` are the ends of the strips' scale: ages in years when `by_age`, else years.
    """

    files: int
    cases: int
    seconds: float
    rows: int
    read: int
    undecided: int
    left_out: int
    groups: tuple[QuestionGroup, ...]
    sheets: tuple[SheetLine, ...]
    lanes: tuple[LaneLine, ...]
    left: tuple[LeftOut, ...]
    by_age: bool
    first: float
    last: float

    @property
    def to_decide(self) -> int:
        """How many questions nobody has decided."""
        return sum(group.open for group in self.groups)


def import_report(cohort: Cohort) -> ImportReport:
    """Return the report of a reading."""
    left, waiting = _left(cohort)
    undecided = _undecided(cohort) + waiting
    rows = sum(tally.rows_read - tally.non_data for tally in cohort.tallies)
    left_out = sum(tally.tray + tally.hidden_duplicates for tally in cohort.tallies) - waiting
    by_age = bool(cohort.cases) and all(case.birth is not None for case in cohort.cases)
    lines = _lanes(cohort.cases, by_age)
    ends = [edge for line in lines for pair in (*line.recorded, *line.silent) for edge in pair]
    first = 0.0 if by_age else min(ends, default=0.0)
    return ImportReport(
        files=len({tally.file for tally in cohort.tallies}) or len(cohort.sources),
        cases=len(cohort.cases),
        seconds=cohort.seconds,
        rows=rows,
        read=rows - left_out - undecided,
        undecided=undecided,
        left_out=left_out,
        groups=_groups(cohort.questions, len(cohort.sources) > 1),
        sheets=tuple(
            SheetLine(each.file, each.sheet, each.rows_read - each.non_data, each.used)
            for each in cohort.tallies
            if each.rows_read - each.non_data
        ),
        lanes=lines,
        left=left,
        by_age=by_age,
        first=first,
        last=max([*ends, OLDEST if by_age else first + 1]),
    )


def _undecided(cohort: Cohort) -> int:
    """Count rows that are used and that a question nobody has answered is about."""
    aside = {(row.file, row.sheet, row.row) for row in cohort.tray}
    used: Counter[tuple[str, str | None]] = Counter()
    for tally in cohort.tallies:
        used[tally.file, tally.sheet] += tally.used
    open_rows = {
        (question.file, question.sheet, row)
        for question in cohort.questions
        for row in question.open_rows
    } - aside
    asked = Counter((file, sheet) for file, sheet, _ in open_rows)
    return sum(min(count, used[place]) for place, count in asked.items())


def _waiting(cohort: Cohort) -> Callable[[TrayRow], bool]:
    """Return what tells the rows kept aside that an answer to an open question would bring in."""
    keeping = [one for one in cohort.questions if one.is_open and one.default in KEEP_ASIDE]
    keys = {one.key for one in keeping}
    rows = {(one.file, one.sheet, row) for one in keeping for row in one.open_rows}
    return lambda row: row.waits_for in keys or (row.file, row.sheet, row.row) in rows


def _groups(questions: Iterable[Question], among_files: bool) -> tuple[QuestionGroup, ...]:
    """Put questions of one kind about one sheet together, the most harmful kind first."""
    groups: dict[tuple[int, str, str, str | None], list[Question]] = {}
    for item in questions:
        place = (HARM.index(item.topic), item.title, item.file, item.sheet)
        groups.setdefault(place, []).append(item)
    ordered = sorted(groups.items(), key=lambda pair: (_is_settled(pair[1]), pair[0][0]))
    return tuple(
        QuestionGroup(title, file, sheet, tuple(found), among_files)
        for (_, title, file, sheet), found in ordered
    )


def _is_settled(questions: Sequence[Question]) -> bool:
    return all(item.settled and item.given is None for item in questions)


def _lanes(cases: Sequence[Case], by_age: bool) -> tuple[LaneLine, ...]:
    found: dict[str, set[Days]] = {}
    silent: dict[str, set[Days]] = {}
    items: Counter[str] = Counter()
    for case in cases:
        zero = case.birth.first.toordinal() if by_age and case.birth else 0
        for key, extent in extents_of(case).items():
            items[key] += extent.records - extent.suggested
            # Whole days of all cases are joined: many are the same, and few stretches are left.
            found.setdefault(key, set()).update(_since(zero, extent.recorded))
            silent.setdefault(key, set()).update(_since(zero, extent.silent))
    return tuple(
        LaneLine(
            lane,
            items[lane.key],
            _in_years(found.get(lane.key, ()), by_age),
            _in_years(silent.get(lane.key, ()), by_age),
        )
        for lane in lanes()
        if lane.key != "other" or items["other"]
    )


def _since(zero: int, stretches: Iterable[Days]) -> list[Days]:
    """Return where stretches lie, in days since `zero`."""
    return [(first - zero, last - zero) for first, last in stretches]


def _in_years(stretches: Iterable[Days], by_age: bool) -> tuple[Stretch, ...]:
    """Return where stretches of days lie, joined: ages in years, or years of the calendar."""
    zero, extra = (0, 0.0) if by_age else (1, 1.0)
    years: list[Stretch] = []
    for first, last in joined(stretches):
        left = max((first - zero) / YEAR, 0.0)
        years.append((left + extra, max((last - zero) / YEAR, left) + extra))
    # What lies before birth is put there, and may touch what follows.
    return tuple(joined(years))


def _left(cohort: Cohort) -> tuple[tuple[LeftOut, ...], int]:
    """Return the reasons for which rows were left out, and how many wait for an answer instead.

    The commonest reason comes first.
    """
    waits, waiting = _waiting(cohort), 0
    groups: dict[str, list[tuple[str, str | None, int | None]]] = {}
    for row in cohort.tray:
        if waits(row):
            waiting += 1
            continue
        groups.setdefault(row.reason, []).append((row.file, row.sheet, row.row))
    found = [LeftOut(len(rows), reason, tuple(rows)) for reason, rows in groups.items()]
    repeated = sum(tally.hidden_duplicates for tally in cohort.tallies)
    if repeated:
        found.append(LeftOut(repeated, "They repeat another row, which is shown once.", ()))
    return tuple(sorted(found, key=lambda each: -each.count)), waiting


def subtitle(cohort: Cohort, report: ImportReport) -> str:
    """Return what was read and how long it took, in one line."""
    names = sorted({tally.file for tally in cohort.tallies}) or list(cohort.sources)
    what = names[0] if len(names) == 1 else counted(len(names), "file")
    sheets = len(cohort.tallies)
    parts = [what] + ([counted(sheets, "sheet")] if sheets > len(names) else [])
    parts.append(counted(report.cases, "case"))
    seconds = max(round(report.seconds), 1)
    parts.append(f"read in {counted(seconds, 'second')}")
    return f"{', '.join(parts)}. Nothing in the original was changed."


def decided_words(group: QuestionGroup) -> str:
    """Return how many rows a group of questions is about."""
    place = group.place
    rows = group.rows
    if not rows:
        return place
    if rows == 1:
        number = next(row for item in group.questions for row in item.rows)
        return f"{place}, row {number:,}"
    one = group.questions[0]
    if rows == 2 and len(group.questions) == 1:
        return f"{place}, rows {listed([f'{row:,}' for row in one.rows])}"
    return f"{place}, {rows:,} rows"
