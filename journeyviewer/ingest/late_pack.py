"""The rows of a case as its entries are written, or as these are made of them, without making any.

A large table is packed to be looked at, and most of it never is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from journeyviewer.ingest.assemble import LANE_ORDER
from journeyviewer.ingest.codec_cases import Writer, encode_date
from journeyviewer.ingest.codec_rows import NO_END, OWN
from journeyviewer.ingest.late import Written
from journeyviewer.ingest.naming import content_of, id_of
from journeyviewer.ingest.quiet import QuietRows
from journeyviewer.ingest.row_dates import Setting
from journeyviewer.ingest.seen import Ending, Opening, Shape
from journeyviewer.ingest.short_forms import short_forms
from journeyviewer.ingest.table_rows import Columns
from journeyviewer.model.extents import Outline
from journeyviewer.model.times import EndState

V = TypeVar("V")
Quiet = tuple[Opening, Ending, Shape, int, tuple[str | None, ...]]
"""A row of which nothing was said: its start, end, shape, number and cells."""


def encode_rows(
    quiet: QuietRows, setting: Setting, headings: tuple[str, ...], numbers: Sequence[int]
) -> Written:
    """Return the entries of rows (rising) that were found to be quiet, as lists of JSON.

    They are of a table of texts without a column of short forms.
    """
    writing = _Writing(quiet.columns, headings)
    found = _quiet(quiet, setting, numbers)
    rows = [writing.row(order, row) for order, row in enumerate(found)]
    return Written([writing.writer.written(rows)], list(map(_outline, found)))


def encode_columns(
    quiet: QuietRows, setting: Setting, headings: tuple[str, ...], numbers: Sequence[int]
) -> Written:
    """Return the same rows as `codec_rows` makes entries of them, their cells apart.

    In a large table that is soon done, and making the entries takes longer.
    """
    sheet, columns = quiet.columns.sheet, quiet.columns.header.columns
    found = _quiet(quiet, setting, numbers)
    shapes = [shape for _, _, shape, *_ in found]
    outlines = list(map(_outline, found))
    starts = [record.start for record in outlines]
    ends = [record.end for record in outlines]
    dates, places = _numbered([*starts, *filter(None, ends)])
    frames, of_shape = _numbered(shapes)
    places[id(None)] = NO_END
    head = [
        [sheet.file, sheet.name, headings],
        [columns.get(name, -1) for name in OWN],
        list(map(encode_date, dates)),
        list(map(_frame, frames)),
        [number for *_, number, _ in found],
        [places[id(when)] for when in starts],
        [places[id(when)] for when in ends],
        [of_shape[id(shape)] for shape in shapes],
    ]
    return Written([head, [cells for *_, cells in found]], outlines)


def _outline(quiet: Quiet) -> Outline:
    opening, ending, shape, _, _ = quiet
    end = ending.when if shape.lasts else None
    state = EndState.OPEN if shape.lasts and end is None else EndState.CLOSED
    frame = shape.frame
    return Outline(shape.lane, frame.category, frame.kind, opening.when, end, state)


def _frame(shape: Shape) -> object:
    frame = shape.frame
    what = (frame.kind.value, shape.lane, frame.record_lane, frame.category)
    words = (frame.label, frame.words, frame.short, frame.code, frame.value)
    return (*what, *words, dict(frame.attributes), shape.lasts)


def _numbered(values: Iterable[V]) -> tuple[list[V], dict[int, int]]:
    """Return different values, and the number of each by what tells it from all other objects.

    Equal ones are mostly one object, which is enough.
    """
    different = {id(value): value for value in values}
    return list(different.values()), {key: number for number, key in enumerate(different)}


def _quiet(quiet: QuietRows, setting: Setting, numbers: Sequence[int]) -> list[Quiet]:
    """Return what is known of rows, as entries are sorted."""
    found: list[Quiet] = []
    said = quiet.columns.said(numbers)
    known = quiet.known(numbers, setting)
    for number, cells, (opening, ending, answered) in zip(numbers, said, known, strict=True):
        assert opening is not None and ending is not None
        shape = answered.without_end if ending.is_missing else answered.with_end
        assert shape is not None
        found.append((opening, ending, shape, number, cells))
    found.sort(key=lambda row: (row[0].place, LANE_ORDER[row[2].lane]))
    return found


class _Writing:
    """The rows of one case being written."""

    def __init__(self, columns: Columns, headings: tuple[str, ...]) -> None:
        self.writer = Writer()
        sheet, header = columns.sheet, columns.header.columns
        self._home = self.writer.places[sheet.file, sheet.name, headings]
        self._words, self._detail, self._source = [header.get(name, -1) for name in OWN]
        self._width = max(self._words, self._detail, self._source) + 1
        self._begun: dict[tuple[int, int], str] = {}
        self._shared: dict[object, int] = {}
        self._met: dict[str, int] = {}

    def row(self, order: int, quiet: Quiet) -> object:
        """Return a row as its entry is written; rows are given in the order of entries."""
        opening, ending, shape, number, cells = quiet
        frame, writer = shape.frame, self.writer
        text = writer.texts.__getitem__
        own, detail, source = self._own(cells)
        label, words = own or frame.label, own or frame.words
        begun = self._begun.get((id(opening), id(shape)))
        if begun is None:
            begun = content_of(shape.lane, opening.when, frame.category, "")
            self._begun[id(opening), id(shape)] = begun
        # The words are the end of what an entry is named by.
        content = begun + words
        ordinal = self._met[content] = self._met.get(content, -1) + 1
        end = ending.when if shape.lasts else None
        state = EndState.OPEN if shape.lasts and end is None else EndState.CLOSED
        return (
            id_of(content, ordinal),
            self._share(shape, state, short_forms("", label, frame.short), source),
            order,
            writer.date(opening.when),
            writer.date(end),
            text(label),
            text(words),
            text(detail),
            ((self._home, number, list(map(text, cells))),),
        )

    def _own(self, cells: tuple[str | None, ...]) -> tuple[str, str, str]:
        """Return the words of the file, the detail and the source of a row."""
        if len(cells) < self._width:
            cells += (None,) * (self._width - len(cells))
        words, detail, source = self._words, self._detail, self._source
        return (
            (cells[words] or "") if words >= 0 else "",
            (cells[detail] or "") if detail >= 0 else "",
            (cells[source] or "") if source >= 0 else "",
        )

    def _share(self, shape: Shape, state: EndState, short: tuple[str, ...], source: str) -> int:
        """Return the number of what a row has in common with others like it."""
        key = id(shape), state is EndState.OPEN, short, source
        number = self._shared.get(key)
        if number is None:
            number = self._shared[key] = len(self.writer.shared)
            frame = shape.frame
            kind, answers = frame.kind.value, dict(frame.attributes)
            what = (kind, shape.lane, frame.record_lane, frame.category, state.value)
            rest = (short, frame.code, frame.value, answers, source, False)
            self.writer.shared.append((*what, *rest))
        return number
