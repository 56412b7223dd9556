"""A reading with what was pointed out hidden: taken out of its data, never painted over.

Reading the files again, and hiding with other decisions, brings things back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from journeyviewer.ingest.late import late_entries
from journeyviewer.ingest.pointing import Screening, names_of, shown
from journeyviewer.model.chronology import (
    AttributeValue,
    Case,
    Cohort,
    Entry,
    RowCells,
    SourceRow,
    TrayRow,
)
from journeyviewer.model.decisions import Part
from journeyviewer.model.pointing import BAR, masked
from journeyviewer.model.tables import TablePreview

Sourced = TypeVar("Sourced", SourceRow, TrayRow)


class _Named(Protocol):
    """Anything that stands in a file and a sheet."""

    @property
    def file(self) -> str: ...

    @property
    def sheet(self) -> str | None: ...


_N = TypeVar("_N", bound=_Named)


def hidden(cohort: Cohort, screening: Screening, kept: Collection[str] = ()) -> Cohort:
    """Return a reading without what was pointed out in it, but for the keys decided to be kept.

    Covered are labels, words, details, short forms, names of sources, cells, case ids, names of
    files and sheets as shown, and sentences about the reading. Cells under a heading that points
    at someone are covered whole. Stay as they are: headings, the ids of entries (made from a hash
    of their content), the day of birth (coarsen it where it is shown), and `name` and `sources`,
    the paths to read again from. `screening` is that of this very reading.
    """
    return _Hider(screening, frozenset(kept)).of(cohort)


class _HiddenLater:
    """The entries of a case, hidden in when they are made."""

    def __init__(self, case: Case, hide: Callable[[Entry], Entry]) -> None:
        self._case = case
        self._hide = hide

    def __len__(self) -> int:
        return self._case.entry_count

    def entries(self) -> tuple[Entry, ...]:
        """Make them, and hide in them."""
        return tuple(map(self._hide, self._case.entries))

    def extents(self) -> None:
        """Return nothing: how far they reach shows in the entries."""


class _Hider:
    """A hiding under way."""

    def __init__(self, screening: Screening, kept: frozenset[str]) -> None:
        self.covered: dict[str, str] = {}
        for text, hits in screening.by_text.items():
            open_hits = [hit for hit, key in hits if key not in kept]
            if open_hits:
                self.covered[text] = masked(text, open_hits)
        self.columns = frozenset(
            column.column
            for column in screening.columns.values()
            if column.points and column.key not in kept
        )
        self.clean = screening.clean
        self.files: dict[str, str] = {}
        self.sheets: dict[str, str] = {}

    def of(self, cohort: Cohort) -> Cohort:
        """Return the reading with everything hidden."""
        names = names_of(cohort)
        self.files = self._apart(file for file, _ in names)
        self.sheets = self._apart(sheet for _, sheet in names)
        ids = self._apart(case.id for case in cohort.cases)
        return replace(
            cohort,
            cases=tuple(self._case(case, ids) for case in cohort.cases),
            message=self.text(cohort.message),
            tray=tuple(
                replace(self._source(row), reason=self.text(row.reason)) for row in cohort.tray
            ),
            problems=tuple(
                replace(self._row(said), message=self.text(said.message))
                for said in cohort.problems
            ),
            tallies=tuple(map(self._row, cohort.tallies)),
            questions=tuple(
                replace(
                    self._row(asked),
                    title=self.text(asked.title),
                    detail=self.text(asked.detail),
                    parts=_named(asked.parts, ids),
                )
                for asked in cohort.questions
            ),
            repairs=tuple(
                replace(self._row(made), before=self.text(made.before), after=self.text(made.after))
                for made in cohort.repairs
            ),
            recognised=tuple(map(self._row, cohort.recognised)),
            tables=tuple(map(self._table, cohort.tables)),
        )

    def text(self, text: str) -> str:
        """Return a text with its hits covered."""
        return self.covered.get(text, text)

    def _apart(self, names: Iterable[str]) -> dict[str, str]:
        """Return the new names of those that change; different ones stay different."""
        all_names = list(dict.fromkeys(names))
        taken = {name for name in all_names if name not in self.covered}
        changed: dict[str, str] = {}
        for name in all_names:
            if name not in self.covered:
                continue
            number = 1
            while (new := f"{self.covered[name]} {number}") in taken:
                number += 1
            taken.add(new)
            changed[name] = new
        return changed

    def _row(self, row: _N) -> _N:
        """Return what stands in a file and a sheet, with their names covered."""
        file = self.files.get(row.file, row.file)
        sheet = row.sheet and self.sheets.get(row.sheet, row.sheet)
        if file == row.file and sheet == row.sheet:
            return row
        changed: _N = replace(row, file=file, sheet=sheet)  # type: ignore[type-var]
        return changed

    def _table(self, table: TablePreview) -> TablePreview:
        whole = [heading in self.columns for heading in table.headings]
        rows = tuple(
            tuple(
                BAR if text and at < len(whole) and whole[at] else self.text(text)
                for at, text in enumerate(row)
            )
            for row in table.rows
        )
        return replace(self._row(table), rows=rows)

    def _case(self, case: Case, ids: Mapping[str, str]) -> Case:
        if not (self.covered or self.columns or self.files or self.sheets):
            return case
        name = ids.get(case.id, case.id)
        coverage = tuple(
            replace(covered, source=self.text(covered.source)) for covered in case.coverage
        )
        if case.later is None:
            entries = tuple(map(self._entry, case.entries))
            return replace(case, id=name, entries=entries, coverage=coverage)
        return Case.with_later(
            case.later if self._is_clean(case) else _HiddenLater(case, self._entry),
            id=name,
            sex=case.sex,
            birth=case.birth,
            read_on=case.read_on,
            coverage=coverage,
        )

    def _is_clean(self, case: Case) -> bool:
        """True when nothing of a case that is left for later is hidden."""
        later = late_entries(case)
        if later is None or case.id not in self.clean or self.files or self.sheets:
            return False
        return self.columns.isdisjoint(later.rows.headings)

    def _is_untouched(self, entry: Entry) -> bool:
        """True when nothing of an entry is hidden, as is so for nearly all."""
        covered = self.covered.keys()
        return covered.isdisjoint(shown(entry)) and all(
            self._is_row_untouched(source.cells) for source in entry.sources
        )

    def _is_row_untouched(self, cells: Sequence[tuple[str, str]]) -> bool:
        if isinstance(cells, RowCells) and self.columns.isdisjoint(cells.headings):
            return self.covered.keys().isdisjoint(cells.texts)
        return not any(text in self.covered or heading in self.columns for heading, text in cells)

    def _entry(self, entry: Entry) -> Entry:
        if not self.files and not self.sheets and self._is_untouched(entry):
            return entry
        whole = self._whole(entry)
        sources = tuple(map(self._source, entry.sources))

        def cover(text: str) -> str:
            return BAR if text in whole else self.text(text)

        return replace(
            entry,
            label=cover(entry.label),
            words=cover(entry.words),
            detail=cover(entry.detail),
            source_name=cover(entry.source_name),
            short_forms=tuple(map(cover, entry.short_forms)),
            value=cover(entry.value) if isinstance(entry.value, str) else entry.value,
            attributes=_covered(entry.attributes, cover),
            sources=sources,
        )

    def _whole(self, entry: Entry) -> frozenset[str]:
        """Return the texts of cells that are hidden whole; an entry may be named by one."""
        if not self.columns:
            return frozenset()
        return frozenset(
            text
            for source in entry.sources
            for heading, text in source.cells
            if text and heading in self.columns
        )

    def _source(self, source: Sourced) -> Sourced:
        cells = tuple(
            (heading, BAR if text and heading in self.columns else self.text(text))
            for heading, text in source.cells
        )
        return replace(self._row(source), cells=cells)


def _named(parts: tuple[Part, ...], ids: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the children a question is about, under the ids that are shown."""
    if not ids:
        return parts
    return tuple(replace(part, child=ids.get(part.child, part.child)) for part in parts)


def _covered(
    attributes: Mapping[str, AttributeValue], cover: Callable[[str], str]
) -> Mapping[str, AttributeValue]:
    if not any(isinstance(value, str) for value in attributes.values()):
        return attributes
    return {
        name: cover(value) if isinstance(value, str) else value
        for name, value in attributes.items()
    }
