"""Finds the quiet rows of a large table, whose columns are numbers, many rows at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from journeyviewer.ingest.assemble import PRECISIONS
from journeyviewer.ingest.coded import CodedColumn
from journeyviewer.ingest.coded_spells import FINER, FOREVER, LANES, Exclusive
from journeyviewer.ingest.row_dates import FIRST_YEAR, Setting, last_day
from journeyviewer.ingest.seen import (
    LONG_BEFORE,
    UNSEEN,
    Answered,
    Ending,
    Opening,
    Shape,
    ends_well,
)
from journeyviewer.ingest.table import Cell
from journeyviewer.model.times import Precision
from journeyviewer.model.values import dataclass

Numbers = NDArray[Any]
MOST_COMBINED = 2**40
"""Combinations of answers that are numbered without a look at which of them there are."""
MOST_LISTED = 2**20
"""Combinations of which each has a place in a list."""
MOST_DAYS = 4
"""Pairs of a birth and a day of reading whose starts and ends are kept as numbers."""
NOTHING, SPEAKS, QUIET = range(3)
"""What is known of a cell, or of the answers of a row: nothing yet, or whether it is quiet."""


class Days(Protocol):
    """The starts and ends of the cases that share a birth and a day of reading."""

    @property
    def setting(self) -> Setting:
        """The birth and the day of reading."""

    @property
    def openings(self) -> Mapping[object, Opening | None]:
        """What is known of cells in which records start."""

    @property
    def endings(self) -> Mapping[object, Ending | None]:
        """What is known of cells in which records end."""


ShapeFor = Callable[[Answered, bool, int], Shape | None]
"""Finds out what answers make of rows like one; the second says that there is no end."""


@dataclass(slots=True)
class Piece:
    """The rows of some cases: their numbers, and the codes of their starts, ends and answers.

    `cases` tells which of the cases each is of, `count` how many these are.
    """

    count: int
    cases: Numbers
    numbers: Numbers
    starts: Numbers
    ends: Numbers
    answers: Numbers


@dataclass(slots=True)
class Looked:
    """Which rows of a piece have to be read one by one, which of its cases have an odd start."""

    speaks: Numbers
    odd: Numbers
    found: Exclusive


class CodedRows:
    """The rows of one table by the codes of their cells."""

    def __init__(
        self, starts: CodedColumn, ends: CodedColumn, short: Sequence[CodedColumn]
    ) -> None:
        self._starts, self._ends = starts, ends
        self._answers, count = _combined(short)
        self.answered = [Answered() for _ in range(count)]
        self._shapes = _Shapes(count)
        self._days: dict[Days, tuple[_Openings, _Endings]] = {}
        self._plain: tuple[object, Numbers, Numbers] | None = None

    def answers(self, numbers: Sequence[int]) -> list[Answered]:
        """Return the short answers of rows; those that say the same are one object."""
        codes = self._piece_of(self._answers, numbers)
        return list(map(self.answered.__getitem__, codes.tolist()))

    def piece(self, cases: Sequence[Sequence[int]]) -> Piece:
        """Return the rows (rising) of some cases."""
        columns = (self._starts.codes, self._ends.codes, self._answers)
        found = [
            np.concatenate([self._piece_of(codes, numbers) for numbers in cases])
            for codes in columns
        ]
        lengths = list(map(len, cases))
        numbers = np.concatenate([_as_array(numbers) for numbers in cases])
        return Piece(len(cases), np.repeat(np.arange(len(cases)), lengths), numbers, *found)

    def _piece_of(self, codes: Numbers, numbers: Sequence[int]) -> Numbers:
        if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
            return codes[numbers[0] - 1 : numbers[-1]]
        return codes[np.asarray(numbers, np.intp) - 1]

    def alike(self, piece: Piece) -> dict[int, list[int]]:
        """Return the numbers of rows that have start, end and answers of another one, by case."""
        keys = piece.cases.astype(np.int64) * len(self.answered) + piece.answers
        keys = keys * len(self._starts.texts) + piece.starts
        keys = keys * len(self._ends.texts) + piece.ends
        ordered = np.sort(keys)
        again = ordered[1:][ordered[1:] == ordered[:-1]]
        if not len(again):
            return {}
        both = again.take(np.searchsorted(again, keys), mode="clip") == keys
        found: dict[int, list[int]] = {}
        cases, numbers = piece.cases[both].tolist(), piece.numbers[both].tolist()
        for case, number in zip(cases, numbers, strict=True):
            found.setdefault(case, []).append(number)
        return found

    def look(self, piece: Piece, days: Days, shape_for: ShapeFor) -> Looked:
        """Sort rows of cases that share a setting by whether they are read one by one."""
        openings, endings = self._known(piece, days)
        starts, ends = piece.starts, piece.ends
        speaks = (openings.state[starts] == SPEAKS) | (endings.state[ends] == SPEAKS)
        answers = piece.answers.astype(np.intp) * 2 + endings.missing[ends]
        self._find_shapes(answers, ~speaks, piece.numbers, shape_for)
        shapes = self._shapes
        speaks |= shapes.state[answers] == SPEAKS
        place = openings.place[starts]
        # Most ends lie after the start by the whole of their windows.
        doubt = (endings.day[ends] <= place // FINER) | shapes.going_on[answers]
        doubt &= shapes.lasts[answers] & ~speaks
        for at in np.flatnonzero(doubt).tolist():
            shape = shapes.shapes[answers[at]]
            opening = days.openings[self._starts.texts[starts[at]]]
            ending = days.endings[self._ends.texts[ends[at]]]
            assert shape is not None and opening is not None and ending is not None
            speaks[at] = not ends_well(shape, opening, ending)
        odd = np.zeros(piece.count, bool)
        odd[piece.cases[openings.odd[starts]]] = True
        own = np.flatnonzero(shapes.exclusive[answers] & ~speaks)
        ends, answers, place = ends[own], answers[own], place[own]
        certain = endings.certain[ends]
        certain = np.where(certain < 0, place // FINER, certain)
        begins = openings.latest[starts[own]]
        found = Exclusive(
            piece.count,
            piece.cases[own],
            piece.numbers[own],
            shapes.lane[answers],
            shapes.steady[answers],
            place,
            np.where(begins < 0, 2 * FOREVER, begins),
            certain,
            answers,
            shapes.shapes,
        )
        return Looked(speaks, odd, found)

    def _known(self, piece: Piece, days: Days) -> tuple[_Openings, _Endings]:
        """Return what is known of the starts and ends, which those of the rows are part of."""
        known = self._days.pop(days, None)
        if known is None:
            known = self._plain_known(days.setting)
            if len(self._days) >= MOST_DAYS:
                del self._days[next(iter(self._days))]
        self._days[days] = known
        openings, endings = known
        for code, cell in _new(openings.state, piece.starts, self._starts.texts):
            openings.set(code, days.openings[cell])
        for code, cell in _new(endings.state, piece.ends, self._ends.texts):
            endings.set(code, days.endings[cell])
        return known

    def _plain_known(self, setting: Setting) -> tuple[_Openings, _Endings]:
        """Return what is known of starts and ends that are plain days; of others nothing yet."""
        if self._plain is None or self._plain[0] is not setting.columns:
            starts = _plain_days(setting, "start", self._starts.texts)
            ends = _plain_days(setting, "end", self._ends.texts)
            self._plain = setting.columns, starts, ends
        return _Openings(self._plain[1], setting), _Endings(self._plain[2])

    def _find_shapes(
        self, answers: Numbers, quiet: Numbers, numbers: Numbers, shape_for: ShapeFor
    ) -> None:
        """Find out what answers make of rows where that was not asked for yet."""
        new = np.flatnonzero(quiet & (self._shapes.state[answers] == NOTHING))
        if not len(new):
            return
        _, first = np.unique(answers[new], return_index=True)
        for at in new[np.sort(first)].tolist():
            code, missing = divmod(int(answers[at]), 2)
            answered = self.answered[code]
            shape = answered.without_end if missing else answered.with_end
            if shape is UNSEEN:
                shape = shape_for(answered, bool(missing), int(numbers[at]))
            self._shapes.set(int(answers[at]), shape)


def _as_array(numbers: Sequence[int]) -> Numbers:
    if isinstance(numbers, range):
        return np.arange(numbers.start, numbers.stop, numbers.step, dtype=np.int32)
    return np.array(numbers, np.int32)


def _new(state: Numbers, codes: Numbers, texts: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """Yield the codes of which nothing is known yet, with their texts."""
    new = np.zeros(len(state), bool)
    new[codes] = True
    for code in np.flatnonzero(new & (state == NOTHING)).tolist():
        yield code, texts[code]


def _combined(columns: Sequence[CodedColumn]) -> tuple[Numbers, int]:
    """Return a code for the cells of each row in some columns, and how many there are."""
    codes = columns[0].codes.astype(np.int64)
    count = len(columns[0].texts)
    for column in columns[1:]:
        codes *= len(column.texts)
        codes += column.codes
        count *= len(column.texts)
        if count > MOST_COMBINED:
            codes, count = _numbered(codes, count)
    codes, count = _numbered(codes, count)
    return codes.astype(np.min_scalar_type(count)), count


def _numbered(codes: Numbers, count: int) -> tuple[Numbers, int]:
    """Return codes from 0 on, without those that do not occur, and how many are left."""
    if count <= MOST_LISTED:
        occurs = np.zeros(count, bool)
        occurs[codes] = True
        ranks = np.cumsum(occurs, dtype=np.int32) - 1
        return ranks[codes], int(ranks[-1]) + 1
    different, numbered = np.unique(codes, return_inverse=True)
    return numbered, len(different)


def _plain_days(setting: Setting, field: str, texts: Sequence[Cell]) -> Numbers:
    """Return the days (as ordinals) that cells of a field name plainly, 0 for all other cells."""
    found = np.zeros(len(texts), np.int32)
    for code, text in enumerate(texts):
        plain = setting.plain(field, text)
        if plain is not None and plain[0].earliest is not None:
            found[code] = plain[0].earliest.toordinal()
    return found


class _Openings:
    """The cells in which records start; `latest` is -1 where nobody knows it."""

    def __init__(self, plain: Numbers, setting: Setting) -> None:
        last = last_day(setting.not_after).toordinal()
        speaks = (plain < date(FIRST_YEAR, 1, 1).toordinal()) | (plain > last)
        self.state = np.where(plain > 0, np.where(speaks, SPEAKS, QUIET), NOTHING).astype(np.uint8)
        self.odd = np.zeros(len(plain), bool)
        if setting.not_after is not None:
            self.odd |= plain > setting.not_after.toordinal()
        if setting.birth is not None and setting.birth.earliest is not None:
            self.odd |= setting.birth.earliest.toordinal() - plain > LONG_BEFORE
        self.odd &= self.state == QUIET
        self.place = plain.astype(np.int64) * FINER + PRECISIONS[Precision.DAY]
        self.latest = plain.copy()

    def set(self, code: int, opening: Opening | None) -> None:
        """Keep what is known of a cell."""
        self.state[code] = SPEAKS if opening is None else QUIET
        if opening is not None:
            self.odd[code] = opening.odd
            self.place[code] = opening.place[0] * FINER + opening.place[1]
            latest = opening.when.latest
            self.latest[code] = latest.toordinal() if latest else -1


class _Endings:
    """The cells in which records end; `certain` is -1 where they do not last beyond the start."""

    def __init__(self, plain: Numbers) -> None:
        self.state = np.where(plain > 0, QUIET, NOTHING).astype(np.uint8)
        self.missing = np.zeros(len(plain), bool)
        self.day, self.certain = plain.copy(), plain.copy()

    def set(self, code: int, ending: Ending | None) -> None:
        """Keep what is known of a cell."""
        self.state[code] = SPEAKS if ending is None else QUIET
        if ending is not None:
            self.missing[code] = ending.is_missing
            self.day[code] = ending.day
            if ending.when is None:
                self.certain[code] = FOREVER
            else:
                earliest = ending.when.earliest
                self.certain[code] = earliest.toordinal() if earliest else -1


class _Shapes:
    """What answers make of rows: with an end at twice their code, without one just after."""

    def __init__(self, count: int) -> None:
        self.shapes: list[Shape | None] = [None] * (2 * count)
        self.state = np.zeros(2 * count, np.uint8)
        self.lasts, self.going_on, self.steady, self.exclusive = np.zeros((4, 2 * count), bool)
        self.lane = np.zeros(2 * count, np.uint8)

    def set(self, code: int, shape: Shape | None) -> None:
        """Keep what some answers make of rows."""
        self.shapes[code] = shape
        self.state[code] = SPEAKS if shape is None else QUIET
        if shape is not None:
            self.lasts[code], self.going_on[code] = shape.lasts, shape.going_on
            self.steady[code], self.exclusive[code] = shape.steady, shape.exclusive
            self.lane[code] = LANES.index(shape.lane)
