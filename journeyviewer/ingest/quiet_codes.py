"""Finds the quiet rows of a large table, whose columns are numbers, many rows at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from journeyviewer.ingest.coded import CodedColumn
from journeyviewer.ingest.late import HeldSpells, NamedRow, Pair, Place, Spell
from journeyviewer.ingest.seen import UNSEEN, Answered, Ending, Opening, Seen, Shape, ends_well
from journeyviewer.ingest.table import Cell
from journeyviewer.model.lanes import lanes

Numbers = NDArray[Any]
LANES = tuple(lane.key for lane in lanes())
FOREVER = date.max.toordinal()
FINER = 16
"""More than there are precisions: what sorts starts is the day times this, and the precision."""
MOST_COMBINED = 2**40
"""Combinations of answers that are numbered without a look at which of them there are."""
MOST_DAYS = 4
"""Pairs of a birth and a day of reading whose starts and ends are kept as numbers."""
NOTHING, SPEAKS, QUIET = range(3)
"""What is known of a cell, or of the answers of a row: nothing yet, or whether it is quiet."""


class Days(Protocol):
    """The starts and ends of the cases that share a birth and a day of reading."""

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
    """Some rows: their numbers, and the codes of their starts, ends and answers."""

    numbers: Numbers
    starts: Numbers
    ends: Numbers
    answers: Numbers


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

    def answers(self, numbers: Sequence[int]) -> list[Answered]:
        """Return the short answers of rows; those that say the same are one object."""
        codes = self._piece_of(self._answers, numbers)
        return list(map(self.answered.__getitem__, codes.tolist()))

    def piece(self, numbers: Sequence[int]) -> Piece:
        """Return some rows (rising)."""
        columns = (self._starts.codes, self._ends.codes, self._answers)
        found = [self._piece_of(codes, numbers) for codes in columns]
        return Piece(np.asarray(numbers, np.int32), *found)

    def _piece_of(self, codes: Numbers, numbers: Sequence[int]) -> Numbers:
        if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
            return codes[numbers[0] - 1 : numbers[-1]]
        return codes[np.asarray(numbers, np.intp) - 1]

    def alike(self, piece: Piece) -> list[int]:
        """Return the numbers of the rows that have start, end and answers of another one."""
        keys = piece.answers.astype(np.int64) * len(self._starts.texts) + piece.starts
        keys = keys * len(self._ends.texts) + piece.ends
        order = np.argsort(keys, kind="stable")
        same = keys[order[1:]] == keys[order[:-1]]
        if not same.any():
            return []
        both = np.zeros(len(keys), bool)
        both[order[1:]] |= same
        both[order[:-1]] |= same
        found: list[int] = piece.numbers[both].tolist()
        return found

    def look(
        self, piece: Piece, days: Days, shape_for: ShapeFor, table: Place
    ) -> tuple[Numbers, CodedSpells]:
        """Return which rows have to be read one by one, and those of lanes with one state."""
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
        own = np.flatnonzero(shapes.exclusive[answers] & ~speaks)
        ends, answers, place = ends[own], answers[own], place[own]
        certain = endings.certain[ends]
        certain = np.where(certain < 0, place // FINER, certain)
        lane, steady = shapes.lane[answers], shapes.steady[answers]
        begins = openings.latest[starts[own]]
        found = (piece.numbers[own], lane, steady, place, begins, certain, answers)
        return speaks, CodedSpells(*found, shapes.shapes, table)

    def is_odd(self, piece: Piece, days: Days) -> bool:
        """True where something will be said of a start once its whole case is read."""
        openings, _ = self._known(piece, days)
        return bool(openings.odd[piece.starts].any())

    def _known(self, piece: Piece, days: Days) -> tuple[_Openings, _Endings]:
        """Return what is known of the starts and ends, which those of the rows are part of."""
        known = self._days.pop(days, None)
        if known is None:
            known = _Openings(len(self._starts.texts)), _Endings(len(self._ends.texts))
            if len(self._days) >= MOST_DAYS:
                del self._days[next(iter(self._days))]
        self._days[days] = known
        openings, endings = known
        for code, cell in _new(openings.state, piece.starts, self._starts.texts):
            openings.set(code, days.openings[cell])
        for code, cell in _new(endings.state, piece.ends, self._ends.texts):
            endings.set(code, days.endings[cell])
        return known

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


def _new(state: Numbers, codes: Numbers, texts: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """Yield the codes of which nothing is known yet, with their texts."""
    new = codes[state[codes] == NOTHING]
    for code in np.unique(new).tolist() if len(new) else ():
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
            codes, count = _numbered(codes)
    codes, count = _numbered(codes)
    return codes.astype(np.min_scalar_type(count)), count


def _numbered(codes: Numbers) -> tuple[Numbers, int]:
    different, numbered = np.unique(codes, return_inverse=True)
    return numbered, len(different)


class _Openings:
    """The cells in which records start; `latest` is -1 where nobody knows it."""

    def __init__(self, count: int) -> None:
        self.state = np.zeros(count, np.uint8)
        self.odd = np.zeros(count, bool)
        self.place = np.zeros(count, np.int64)
        self.latest = np.zeros(count, np.int32)

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

    def __init__(self, count: int) -> None:
        self.state = np.zeros(count, np.uint8)
        self.missing = np.zeros(count, bool)
        self.day = np.zeros(count, np.int32)
        self.certain = np.zeros(count, np.int32)

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


@dataclass(slots=True)
class CodedSpells:
    """The rows of one case in lanes with one state at a time, their facts as numbers.

    `usual` are what they are called without words of their own, by the codes of `answers`.
    `certain` is the day until which each certainly lasts, `begins` the one before which it
    certainly begins, -1 where nobody knows it. `hold` makes what is held of rows, in their order.
    """

    numbers: Numbers
    lanes: Numbers
    steady: Numbers
    places: Numbers
    begins: Numbers
    certain: Numbers
    answers: Numbers
    usual: Sequence[Shape | None]
    table: Place
    hold: Callable[[Sequence[int]], Seen] = lambda _: Seen()

    def held(self) -> HeldSpells:
        """Return the same with all spells made."""
        return self.hold(self.numbers.tolist()).of_lanes().held()

    def by_lane(self) -> Mapping[str, Sequence[Spell]]:
        """Return those of each lane, in the order of entries."""
        return self.held().by_lane()

    def crossing(self) -> Iterator[tuple[str, list[Pair]]]:
        """Yield the spells of each lane that start before an earlier one ends."""
        rows, ranks = self._in_order()
        if len(rows) < 2:
            return
        # Those of a lane lie wholly beyond those of the lane before.
        certain, begins = self.certain[rows] + ranks, self.begins[rows]
        begins = np.where(begins < 0, 2**62, begins + ranks)
        longest = np.maximum.accumulate(certain)
        crosses = np.flatnonzero(longest[:-1] > begins[1:]) + 1
        if not len(crosses):
            return
        leads = np.zeros(len(rows), np.intp)
        leads[1:] = np.where(certain[1:] > longest[:-1], np.arange(1, len(rows)), 0)
        leaders = rows[np.maximum.accumulate(leads)[crosses - 1]]
        crosses = rows[crosses]
        made = {at: self._named(at) for at in {*leaders.tolist(), *crosses.tolist()}}
        found: dict[int, list[Pair]] = {}
        lanes = self.lanes[crosses].tolist()
        for key, one, other in zip(lanes, leaders.tolist(), crosses.tolist(), strict=True):
            found.setdefault(key, []).append((made[one], made[other]))
        for key, pairs in found.items():
            yield LANES[key], pairs

    def _in_order(self) -> tuple[Numbers, Numbers]:
        """Return where the spells are, lane by lane, and what sets the days of lanes apart.

        Lanes come as their records begin, those that begin alike as lanes are ordered.
        """
        order = np.argsort(self.places, kind="stable")
        first = np.full(len(LANES), 2**62)
        first[self.lanes[order[::-1]]] = self.places[order[::-1]]
        ranks = np.empty(len(LANES), np.int64)
        ranks[np.argsort(first, kind="stable")] = np.arange(len(LANES)) * (2 * FOREVER)
        order = order[self.steady[order]]
        own = ranks[self.lanes[order]]
        by_lane = np.argsort(own, kind="stable")
        return order[by_lane], own[by_lane]

    def _named(self, at: int) -> NamedRow:
        """Return what a spell at a place in these columns is called and where it stands."""
        number, shape = int(self.numbers[at]), self.usual[self.answers[at]]
        assert shape is not None
        return NamedRow(self.table.words(number) or shape.frame.label, number, self.table)

    def beginning(self, lane: str, day: int) -> list[int]:
        """Return the numbers of all records of a lane that begin on a day, rising."""
        alike = (self.lanes == LANES.index(lane)) & (self.places // FINER == day)
        found: list[int] = self.numbers[alike].tolist()
        return found
