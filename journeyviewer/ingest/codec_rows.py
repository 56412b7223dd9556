"""Rows of a large table on their way to the window: entries are made of them when looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Any

from journeyviewer.ingest.codec_cases import KINDS, decode_date
from journeyviewer.ingest.make import maker
from journeyviewer.ingest.naming import content_of, id_of
from journeyviewer.ingest.short_forms import short_forms
from journeyviewer.model.chronology import Entry, RowCells, SourceRow
from journeyviewer.model.times import EndState, FuzzyDate

_make_entry, _make_source = maker(Entry), maker(SourceRow)
NO_END = -1
"""Stands for the date of an end that is open or that there is none of."""
OWN = ("in the files words", "detail", "source")
"""Fields that a record shows as its row has them; the others are in its frame."""
Frame = tuple[Any, ...]
"""Kind, lane, lane of the records file, category, label, words, short form, code, value, attributes
of records that share their short answers, and whether these last."""


class _Rows:
    """Rows as they were sent; raises ValueError and the like for anything else."""

    def __init__(self, data: Any) -> None:
        home, own, dates, frames, self.numbers, self.starts, self.ends, self.frame_of = data
        self.file, self.sheet, headings = home
        self.headings = tuple(headings)
        self.own: list[int] = [int(column) for column in own]
        self.dates = list(map(decode_date, dates))
        self.frames: list[Frame] = list(map(_frame, frames))

    def __iter__(self) -> Iterator[tuple[int, int, int, Frame, FuzzyDate | None, EndState]]:
        """Yield row, the numbers of start and frame, the frame, the end and its state."""
        dates, frames = self.dates, self.frames
        for number, start, end, place in zip(
            self.numbers, self.starts, self.ends, self.frame_of, strict=True
        ):
            frame = frames[place]
            when = None if end == NO_END else dates[end]
            is_open = frame[-1] and when is None
            state = EndState.OPEN if is_open else EndState.CLOSED
            yield number, start, place, frame, when, state


def _frame(data: Any) -> Frame:
    kind, *rest, attributes, lasts = data
    return (KINDS[kind], *rest, MappingProxyType(dict(attributes)), bool(lasts))


def decode_rows(data: Any, said: Sequence[Sequence[str | None]]) -> tuple[Entry, ...]:
    """Return the entries of rows, which were sent in their order, and of their cells."""
    rows, entries = _Rows(data), []
    width = max(rows.own, default=-1) + 1
    begun: dict[tuple[int, int], str] = {}
    met: dict[str, int] = {}
    for order, (row, cells) in enumerate(zip(rows, said, strict=True)):
        number, start, place, frame, end, state = row
        kind, lane, record_lane, category, label, words, short, code, value, attributes, _ = frame
        texts = tuple(cells)
        if not all(text is None or type(text) is str for text in texts):
            raise TypeError("expected texts")
        all_cells = texts + (None,) * (width - len(texts))
        own, detail, source = [all_cells[at] or "" if at >= 0 else "" for at in rows.own]
        content = begun.get((start, place))
        if content is None:
            content = begun[start, place] = content_of(lane, rows.dates[start], category, "")
        # The words are the end of what an entry is named by.
        content += own or words
        ordinal = met[content] = met.get(content, -1) + 1
        home = RowCells(rows.headings, texts) if rows.headings else ()
        entries.append(
            _make_entry(
                (
                    id_of(content, ordinal),
                    kind,
                    lane,
                    record_lane,
                    category,
                    own or label,
                    rows.dates[start],
                    end,
                    state,
                    own or words,
                    short_forms("", own or label, short),
                    detail,
                    code,
                    value,
                    attributes,
                    (_make_source((rows.file, rows.sheet, number, home)),),
                    source,
                    False,
                    order,
                )
            )
        )
    return tuple(entries)
