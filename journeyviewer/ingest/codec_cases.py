"""The entries of a case as plain JSON and back: each text, date and heading is written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from types import MappingProxyType
from typing import Any

from journeyviewer.ingest.make import maker
from journeyviewer.model.chronology import (
    AttributeValue,
    Entry,
    Kind,
    RowCells,
    SourceRow,
)
from journeyviewer.model.times import EndState, FuzzyDate, Precision

_make_entry, _make_date, _make_source = maker(Entry), maker(FuzzyDate), maker(SourceRow)
KINDS = {kind.value: kind for kind in Kind}
END_STATES = {state.value: state for state in EndState}
PRECISIONS = {precision.value: precision for precision in Precision}


class _Numbers(dict[Any, int]):
    """Gives each new key the next number."""

    def __missing__(self, key: object) -> int:
        self[key] = number = len(self)
        return number


def encode_date(when: FuzzyDate) -> tuple[object, ...]:
    """Return a date as a list of JSON; one known to the day, as most are, is its ordinal."""
    earliest, clock = when.earliest, when.clock
    is_day = when.precision is Precision.DAY and earliest is not None and earliest == when.latest
    if is_day and clock is None and not when.approximate:
        return earliest.toordinal(), when.raw  # type: ignore[union-attr]
    return (
        earliest and earliest.isoformat(),
        when.latest and when.latest.isoformat(),
        when.precision.value,
        when.approximate,
        when.raw,
        clock and clock.isoformat(),
    )


class Writer:
    """The lists that the entries of one case refer to by number."""

    def __init__(self) -> None:
        self.texts, self.places = _Numbers(), _Numbers()
        self._known = _Numbers()
        self.dates: list[object] = []
        self.shared: list[object] = []

    def date(self, when: FuzzyDate | None) -> int | None:
        """Return the number of a date; equal dates are often one object, which is enough."""
        if when is None:
            return None
        number = self._known.get(id(when))
        if number is None:
            number = self._known[id(when)] = len(self.dates)
            self.dates.append(encode_date(when))
        return number

    def share(self, entry: Entry) -> int:
        """Return the number of all that an entry has in common with others like it."""
        attributes, value = entry.attributes, entry.value
        key = (
            id(entry.kind),
            entry.lane,
            entry.record_lane,
            entry.category,
            id(entry.end_state),
            entry.short_forms,
            entry.code,
            # 1, 1.0 and True are equal and do not say the same.
            type(value),
            value,
            id(attributes) if attributes else 0,
            entry.source_name,
            entry.suggested,
        )
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = len(self.shared)
            kind, end_state = entry.kind.value, entry.end_state.value
            self.shared.append(
                (kind, *key[1:4], end_state, *key[5:7], value, dict(attributes), *key[10:])
            )
        return number

    def source(self, source: SourceRow) -> object:
        """Return where a row stands, with its texts by number."""
        cells = source.cells
        if not isinstance(cells, RowCells):
            pairs = list(cells)
            cells = RowCells(tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))
        place = self.places[source.file, source.sheet, cells.headings]
        return place, source.row, list(map(self.texts.__getitem__, cells.texts))

    def written(self, rows: list[Any]) -> list[object]:
        """Return all that entries refer to, and these, which are lists of numbers themselves."""
        return [list(self.texts), self.dates, list(self.places), self.shared, rows]


def encode_entries(entries: Iterable[Entry]) -> list[object]:
    """Return entries as lists of JSON: texts, dates, places, what entries share, the entries."""
    writer = Writer()
    text = writer.texts.__getitem__
    rows = [
        (
            entry.id,
            writer.share(entry),
            entry.order,
            writer.date(entry.start),
            writer.date(entry.end),
            text(entry.label),
            text(entry.words),
            text(entry.detail),
            [writer.source(source) for source in entry.sources],
        )
        for entry in entries
    ]
    return writer.written(rows)


def decode_entries(data: Any) -> tuple[Entry, ...]:
    """Return the entries of `encode_entries`; raises ValueError and the like for anything else."""
    texts, written_dates, places, shared, rows = data
    if not all(text is None or type(text) is str for text in texts):
        raise TypeError("expected texts")
    dates = list(map(decode_date, written_dates))
    homes = [(file, sheet, tuple(headings)) for file, sheet, headings in places]
    commons = [_common(common) for common in shared]
    entries = []
    for name, common, order, start, end, label, words, detail, sources in rows:
        kind, lane, record_lane, category, end_state, short_forms, code, value, *rest = commons[
            common
        ]
        attributes, source_name, suggested = rest
        entries.append(
            _make_entry(
                (
                    name,
                    kind,
                    lane,
                    record_lane,
                    category,
                    texts[label],
                    dates[start],
                    None if end is None else dates[end],
                    end_state,
                    texts[words],
                    short_forms,
                    texts[detail],
                    code,
                    value,
                    attributes,
                    tuple([_source(source, homes, texts) for source in sources]),
                    source_name,
                    suggested,
                    order,
                )
            )
        )
    return tuple(entries)


Home = tuple[str, str | None, tuple[str, ...]]


def _source(data: Any, homes: Sequence[Home], texts: Sequence[str | None]) -> SourceRow:
    place, row, numbers = data
    file, sheet, headings = homes[place]
    cells = RowCells(headings, tuple([texts[number] for number in numbers])) if headings else ()
    return _make_source((file, sheet, row, cells))


def decode_date(data: Any) -> FuzzyDate:
    """Return the date of `encode_date`; raises ValueError and the like for anything else."""
    if len(data) == 2:
        ordinal, raw = data
        day = date.fromordinal(ordinal)
        return _make_date((day, day, Precision.DAY, False, raw, None))
    earliest, latest, precision, approximate, raw, clock = data
    return _make_date(
        (
            date.fromisoformat(earliest) if earliest else None,
            date.fromisoformat(latest) if latest else None,
            PRECISIONS[precision],
            approximate,
            raw,
            time.fromisoformat(clock) if clock else None,
        )
    )


def _common(data: Any) -> tuple[Any, ...]:
    kind, lane, record_lane, category, end_state, short_forms, code, value, attributes, *rest = data
    answers: dict[str, AttributeValue] = dict(attributes)
    return (
        KINDS[kind],
        lane,
        record_lane,
        category,
        END_STATES[end_state],
        tuple(short_forms),
        code,
        value,
        MappingProxyType(answers),
        *rest,
    )
