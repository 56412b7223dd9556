"""Screens a reading for what could point at a real person or place: what, how often, where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import zip_longest
from typing import cast

from journeyviewer.ingest.late import LateEntries, late_entries
from journeyviewer.ingest.rows_met import RowsMet
from journeyviewer.model.chronology import Case, Cohort, Entry, RowCells, SourceRow, TrayRow
from journeyviewer.model.decisions import Topic
from journeyviewer.model.pointing import Hit, Pointer, Sureness, key_of, point_out
from journeyviewer.model.pointing_columns import identifying_column, points
from journeyviewer.model.values import dataclass

SHOWN_PLACES = 20
"""How many places are kept for each hit; the rest are counted."""
AS_SHOWN = "As shown"
CASE = "Case"
REASON = "Why set aside"
MESSAGE = "What is said of the reading"
SOURCE = "Source"
FILE_NAME = "File name"
SHEET_NAME = "Sheet name"
"""Columns that stand for words of ours, of a case or of a file, which have no heading."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a hit stands: file, sheet ("" in a CSV), 1-based row (0 for none) and column."""

    file: str
    sheet: str
    row: int
    column: str


@dataclass(slots=True)
class Found:
    """One distinct thing pointed out, with how often and where; decided on by its key.

    `reason` says why in words. Of the places the first few are kept.
    """

    key: str
    kind: Pointer
    sureness: Sureness
    words: str
    reason: str
    count: int = 0
    places: list[Place] = field(default_factory=list)

    def meet(self, place: Place) -> None:
        """Count one more place."""
        self.count += 1
        if len(self.places) < SHOWN_PLACES:
            self.places.append(place)


@dataclass(slots=True)
class Column:
    """What was pointed out in one column of one sheet.

    `cells` counts its cells with anything in them, `hits` what was pointed out in them by kind.
    `reason` says why the heading itself points at someone, None when it does not; then `key`
    is what a decision about the whole column is kept under, and births without a day do not count.
    """

    file: str
    sheet: str
    column: str
    reason: str | None = None
    key: str = ""
    cells: int = 0
    hits: Counter[Pointer] = field(default_factory=Counter)

    @property
    def points(self) -> bool:
        """True where the heading points at someone and there is anything below it that does."""
        return self.reason is not None and self.cells > 0


@dataclass(slots=True)
class Screening:
    """All that was pointed out in a reading.

    `by_text` holds the hits of every distinct text that has some; other texts have none. In the
    rows of the cases of `clean` (ids), which are left for later, there are no such texts.
    """

    found: dict[str, Found] = field(default_factory=dict)
    columns: dict[tuple[str, str, str], Column] = field(default_factory=dict)
    by_text: dict[str, tuple[tuple[Hit, str], ...]] = field(default_factory=dict)
    clean: set[str] = field(default_factory=set, compare=False)

    @property
    def keys(self) -> frozenset[str]:
        """Every key there is to decide on, of hits and of columns."""
        named = {column.key for column in self.columns.values() if column.points}
        return frozenset(self.found) | named


def screen(cohort: Cohort, allowed: Iterable[str] = (), study: bytes = b"") -> Screening:
    """Point out in all texts of a reading; each distinct text is looked at once.

    `allowed` are the study's own pseudonyms, `study` the random bytes of its keys (`key_of`).
    Cells are looked at one by one, so that nothing is joined across the edge of a cell. Words of
    an entry that its cells hold too are counted in the cells alone.
    """
    return _Screen(tuple(allowed), study).of(cohort)


_Table = tuple[str, str | None, tuple[str, ...]]
"""A file, its sheet and the headings of a table."""
MOST_WAITING = 1_000
"""Rows whose columns are counted together."""
REPEATED = 40
"""Characters of the longest text of a late row that is likely to occur again."""


class _Screen:
    """A screening under way."""

    def __init__(self, allowed: tuple[str, ...], study: bytes) -> None:
        self.allowed = allowed
        self.study = study
        self.result = Screening()
        self.clean: set[str] = {""}
        self.judged: dict[str, tuple[Hit, ...]] = {}
        self.rows_met = RowsMet()
        self.by_sheet: dict[tuple[str, str | None], dict[str, Column]] = {}
        self.clean_rows: dict[_Table, list[tuple[str | None, ...]]] = {}

    def of(self, cohort: Cohort) -> Screening:
        """Look at everything a reading shows, its names of files and sheets first."""
        for file, sheet in names_of(cohort):
            self._text(file, Place(file, "", 0, FILE_NAME))
            self._text(sheet, Place(file, sheet, 0, SHEET_NAME))
        for case in cohort.cases:
            self._case(case)
        for row in cohort.tray:
            self._row(row, set())
            self._text(row.reason, Place(row.file, row.sheet or "", row.row or 0, REASON))
        for said in cohort.problems:
            self._text(said.message, Place(said.file, said.sheet or "", said.row or 0, MESSAGE))
        self._report(cohort)
        for key, rows in self.clean_rows.items():
            self._count_waiting(key, rows)
        return self.result

    def _report(self, cohort: Cohort) -> None:
        """Look at what the import report quotes: questions, repairs and first rows of tables."""
        for asked in cohort.questions:
            # The order of days quotes headings and dates alone.
            if asked.topic is Topic.ORDER:
                continue
            for text in (asked.title, asked.detail):
                self._text(text, Place(asked.file, asked.sheet or "", 0, MESSAGE))
        for made in cohort.repairs:
            for text in (made.before, made.after):
                self._text(text, Place(made.file, made.sheet or "", made.row or 0, MESSAGE))
        for table in cohort.tables:
            for text in (cell for row in table.rows for cell in row):
                self._text(text, Place(table.file, table.sheet or "", 0, MESSAGE))

    def _case(self, case: Case) -> None:
        later = late_entries(case)
        if later is None:
            sources = (entry.sources[0] for entry in case.entries if entry.sources)
            first = next(((source.file, source.sheet) for source in sources), ("", ""))
        else:
            first = later.home or ("", "")
        file, sheet = first[0], first[1] or ""
        self._text(case.id, Place(file, sheet, 0, CASE))
        for covered in case.coverage:
            self._text(covered.source, Place(file, sheet, 0, SOURCE))
        for entry in case.entries if later is None else self._unclean(case.id, later):
            self._entry(entry)

    def _unclean(self, case_id: str, later: LateEntries) -> tuple[Entry, ...]:
        """Count the rows of a case of which nothing is pointed out; return the other entries.

        Most rows are of the former kind, and no entry is made of them.
        """
        numbers, unclean = later.numbers, list[int]()
        if later.home is None or not self.rows_met.are_new(*later.home, numbers):
            return later.entries()
        self.by_sheet.setdefault(later.home, {})
        for start in range(0, len(numbers), MOST_WAITING):
            unclean += self._unclean_rows(later, later.home, numbers[start : start + MOST_WAITING])
        if not unclean:
            self.result.clean.add(case_id)
            return ()
        return later.rows.make(unclean)

    def _unclean_rows(
        self, later: LateEntries, home: tuple[str, str | None], numbers: Sequence[int]
    ) -> list[int]:
        """Count those of some rows that are clean, and return the others."""
        said = later.rows.said(numbers)
        shared = later.rows.shared_texts(numbers)
        others = {text for texts in set(shared) if texts is not None for text in texts}
        pointed = self._pointed({text for cells in said for text in cells} | others)
        unclean = [
            number
            for number, cells, texts in zip(numbers, said, shared, strict=True)
            if texts is None or not pointed.isdisjoint(cells) or not pointed.isdisjoint(texts)
        ]
        if unclean:
            left = frozenset(unclean)
            said = [
                cells for number, cells in zip(numbers, said, strict=True) if number not in left
            ]
            numbers = [number for number in numbers if number not in left]
        self.rows_met.add_all(*home, numbers)
        self._count_waiting((*home, later.rows.headings), said)
        return unclean

    def _pointed(self, texts: set[str | None]) -> frozenset[str]:
        """Return those of some texts of which something is pointed out, and note nothing yet."""
        pointed = []
        for text in cast(set[str], texts - self.clean - {None}):
            hits: object = self.result.by_text.get(text) or self.judged.get(text)
            if not hits:
                hits = found = point_out(text, self.allowed)
                if found:
                    self.judged[text] = found
            if hits:
                pointed.append(text)
            elif len(text) <= REPEATED:
                # Longer ones are mostly of one row: to hold them would take more than the file.
                self.clean.add(text)
        return frozenset(pointed)

    def _entry(self, entry: Entry) -> None:
        clean = self.clean
        told: set[str] = set()
        for source in entry.sources:
            self._row(source, told)
        for text in shown(entry):
            if text not in clean:
                self._text(text, _place(entry), told)
                told.update(key for _, key in self._hits(text))

    def _row(self, source: SourceRow | TrayRow, told: set[str]) -> None:
        """Look at the cells of a row, once however many entries were made of it."""
        is_new = self.rows_met.add(source.file, source.sheet, source.row)
        where = (source.file, source.sheet)
        sheet = self.by_sheet.get(where)
        if sheet is None:
            sheet = self.by_sheet[where] = {}
        clean = self.clean
        if is_new and isinstance(source.cells, RowCells) and self._is_clean(source.cells):
            self._count(source.file, source.sheet, source.cells)
            return
        for heading, text in source.cells:
            column = sheet.get(heading)
            if column is None:
                column = sheet[heading] = self._new_column(source, heading)
            if is_new and text and (column.reason is None or points(column.reason, text)):
                column.cells += 1
            if text in clean:
                continue
            for hit, key in self._hits(text):
                told.add(key)
                if is_new:
                    column.hits[hit.kind] += 1
                    place = Place(source.file, source.sheet or "", source.row or 0, heading)
                    self.result.found[key].meet(place)

    def _is_clean(self, cells: RowCells) -> bool:
        """True where nothing is pointed out in any cell of a row."""
        # Nearly all cells hold what was looked at before and is nothing.
        new = [text for text in cells.texts if text and text not in self.clean]
        return not any([self._hits(text) for text in new])

    def _count(self, file: str, sheet: str | None, cells: RowCells) -> None:
        """Note a row of which nothing is pointed out; its columns are counted with others later."""
        key = file, sheet, cells.headings
        rows = self.clean_rows.get(key)
        if rows is None:
            # The columns stand in the order in which they are met.
            columns = self.by_sheet[file, sheet]
            for heading, _ in cells:
                if heading not in columns:
                    columns[heading] = self._new_column(SourceRow(file, sheet, None), heading)
            rows = self.clean_rows[key] = []
        rows.append(cells.texts)
        if len(rows) >= MOST_WAITING:
            self._count_waiting(key, rows)
            rows.clear()

    def _count_waiting(self, key: _Table, rows: Sequence[tuple[str | None, ...]]) -> None:
        file, sheet, headings = key
        columns = self.by_sheet[file, sheet]
        for heading, texts in zip(headings, zip_longest(*rows), strict=False):
            filled = sum(map(bool, texts))
            if heading and filled:
                if heading not in columns:
                    columns[heading] = self._new_column(SourceRow(file, sheet, None), heading)
                column = columns[heading]
                if column.reason is not None:
                    filled = sum(points(column.reason, text or "") for text in texts)
                column.cells += filled

    def _new_column(self, source: SourceRow | TrayRow, heading: str) -> Column:
        reason = identifying_column(heading)
        key = key_of(Pointer.COLUMN, heading, self.study) if reason else ""
        column = Column(source.file, source.sheet or "", heading, reason, key)
        self.result.columns[column.file, column.sheet, heading] = column
        return column

    def _text(self, text: str, place: Place, told: Iterable[str] = ()) -> None:
        """Look at a text that is no cell of a row; hits already told of are not counted again."""
        known = frozenset(told)
        hits = [(hit, key) for hit, key in self._hits(text) if key not in known]
        if not hits:
            return
        where = (place.file, place.sheet, place.column)
        column = self.result.columns.setdefault(where, Column(*where))
        column.cells += 1
        for hit, key in hits:
            column.hits[hit.kind] += 1
            self.result.found[key].meet(place)

    def _hits(self, text: str) -> tuple[tuple[Hit, str], ...]:
        """Return the hits of a text with their keys; each distinct text is looked at once."""
        if text in self.clean:
            return ()
        known = self.result.by_text.get(text)
        if known is not None:
            return known
        hits = self.judged.pop(text, None) or point_out(text, self.allowed)
        if not hits:
            self.clean.add(text)
            return ()
        keyed = tuple((hit, self._key(text, hit)) for hit in hits)
        self.result.by_text[text] = keyed
        return keyed

    def _key(self, text: str, hit: Hit) -> str:
        words = text[hit.start : hit.end]
        key = key_of(hit.kind, words, self.study)
        if key not in self.result.found:
            self.result.found[key] = Found(key, hit.kind, hit.sureness, words, hit.reason)
        elif hit.sureness.rank > self.result.found[key].sureness.rank:
            self.result.found[key].sureness = hit.sureness
        return key


def names_of(cohort: Cohort) -> tuple[tuple[str, str], ...]:
    """Return the files and sheets ("" for a CSV) that rows of a reading name, each once."""
    rows: dict[tuple[str, str | None], None] = {}
    for case in cohort.cases:
        later = late_entries(case)
        if later is not None:
            rows |= {} if later.home is None else {later.home: None}
            continue
        for entry in case.entries:
            for source in entry.sources:
                rows[source.file, source.sheet] = None
    rows |= {(row.file, row.sheet): None for row in cohort.tray}
    rows |= {(tally.file, tally.sheet): None for tally in cohort.tallies}
    rows |= {(said.file, said.sheet): None for said in cohort.problems}
    return tuple((file, sheet or "") for file, sheet in rows)


def shown(entry: Entry) -> tuple[str, ...]:
    """Return the texts of an entry besides its cells."""
    texts = (entry.label, entry.words, entry.detail, entry.source_name, *entry.short_forms)
    if isinstance(entry.value, str):
        texts += (entry.value,)
    if entry.attributes:
        texts += tuple(value for value in entry.attributes.values() if isinstance(value, str))
    return texts


def _place(entry: Entry) -> Place:
    if not entry.sources:
        return Place("", "", 0, AS_SHOWN)
    source = entry.sources[0]
    return Place(source.file, source.sheet or "", source.row or 0, AS_SHOWN)
