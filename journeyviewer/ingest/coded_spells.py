"""Rows of lanes with one state at a time in a large table, their facts as numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from journeyviewer.ingest.late import Crossed, HeldSpells, NamedRow, Pair, Place, Spell
from journeyviewer.ingest.seen import Seen, Shape
from journeyviewer.model.lanes import lanes
from journeyviewer.model.values import dataclass

Numbers = NDArray[Any]
LANES = tuple(lane.key for lane in lanes())
FOREVER = date.max.toordinal()
FINER = 16
"""More than there are precisions: what sorts starts is the day times this, and the precision."""
Crossing = tuple[int, list[int], Numbers]
"""A lane, the numbers of the rows that cross in it, two by two, and where these pairs stand."""
Hold = Callable[[Sequence[int]], Seen]
"""Makes what is held of rows, which are given in their order."""


@dataclass(slots=True)
class Exclusive:
    """Such rows of `count` cases, case by case; `cases` tells which of them each is of.

    `certain` is the day until which each certainly lasts, `begins` the one before which it
    certainly begins, far away where nobody knows it. Those that are `steady` are spells. `shapes`
    are what the `answers` make of them.
    """

    count: int
    cases: Numbers
    numbers: Numbers
    lanes: Numbers
    steady: Numbers
    places: Numbers
    begins: Numbers
    certain: Numbers
    answers: Numbers
    shapes: Sequence[Shape | None]

    def by_case(self, table: Place, hold: Hold) -> list[CodedSpells]:
        """Return those of each case."""
        edges = np.searchsorted(self.cases, np.arange(self.count + 1)).tolist()
        crossing: list[list[Crossing]] = [[] for _ in range(self.count)]
        for case, crosses in self._crossing():
            crossing[case].append(crosses)
        days = self.places // FINER
        named = partial(_named, self.numbers, self.answers, self.shapes, table)
        return [
            CodedSpells(
                self.numbers[first:last],
                self.lanes[first:last],
                days[first:last],
                crosses,
                named,
                hold,
            )
            for first, last, crosses in zip(edges, edges[1:], crossing, strict=False)
        ]

    def _crossing(self) -> Iterator[tuple[int, Crossing]]:
        """Yield, case by case and lane by lane, the spells that start before an earlier one ends.

        Each comes after the one that lasts longest of those before it.
        """
        rows, groups = self._in_order()
        if len(rows) < 2:
            return
        # Those of a lane of a case lie wholly beyond those of the lane before.
        certain, begins = self.certain[rows] + groups, self.begins[rows] + groups
        longest = np.maximum.accumulate(certain)
        crosses = np.flatnonzero(longest[:-1] > begins[1:]) + 1
        leads = np.zeros(len(rows), np.intp)
        leads[1:] = np.where(certain[1:] > longest[:-1], np.arange(1, len(rows)), 0)
        if not len(crosses):
            return
        leaders = rows[np.maximum.accumulate(leads)[crosses - 1]]
        begins = np.flatnonzero(np.diff(groups[crosses], prepend=-1))
        edges = [*begins.tolist(), len(crosses)]
        crosses = rows[crosses]
        pairs = np.stack([leaders, crosses], axis=1)
        numbers = self.numbers[pairs].ravel().tolist()
        cases, keys = self.cases[crosses[begins]].tolist(), self.lanes[crosses[begins]].tolist()
        for case, key, first, last in zip(cases, keys, edges, edges[1:], strict=False):
            yield case, (key, numbers[2 * first : 2 * last], pairs[first:last])

    def _in_order(self) -> tuple[Numbers, Numbers]:
        """Return where the spells are, lane by lane, and what sets the days of lanes apart.

        Lanes come as their records begin, those that begin alike as lanes are ordered.
        """
        order = np.argsort(self.places, kind="stable")
        backwards = order[::-1]
        first = np.full((self.count, len(LANES)), 2**62)
        first[self.cases[backwards], self.lanes[backwards]] = self.places[backwards]
        ranks = np.empty(first.shape, np.int64)
        own = np.arange(len(LANES))[np.newaxis]
        np.put_along_axis(ranks, np.argsort(first, axis=1, kind="stable"), own, axis=1)
        ranks += np.arange(self.count)[:, np.newaxis] * len(LANES)
        order = order[self.steady[order]]
        groups = ranks[self.cases[order], self.lanes[order]]
        by_lane = np.argsort(groups, kind="stable")
        return order[by_lane], groups[by_lane] * (3 * FOREVER)


def _named(
    numbers: Numbers, answers: Numbers, shapes: Sequence[Shape | None], table: Place, pairs: Numbers
) -> Iterator[Pair]:
    """Yield what rows are called that stand at some places, two by two."""
    made: dict[int, NamedRow] = {}
    for pair in pairs.tolist():
        for at in pair:
            # One that lasts long is crossed again and again, and its label is read once.
            if at not in made:
                shape = shapes[answers[at]]
                assert shape is not None
                made[at] = NamedRow(int(numbers[at]), table, shape.frame.label)
        yield made[pair[0]], made[pair[1]]


@dataclass(slots=True)
class CodedSpells:
    """Such rows of one case: their numbers, lanes and the days on which they begin."""

    numbers: Numbers
    lanes: Numbers
    days: Numbers
    crosses: Sequence[Crossing]
    named: Callable[[Numbers], Iterator[Pair]]
    hold: Hold

    def held(self) -> HeldSpells:
        """Return the same with all spells made."""
        return self.hold(self.numbers.tolist()).of_lanes().held()

    def by_lane(self, keys: Sequence[str]) -> Mapping[str, Sequence[Spell]]:
        """Return those of some lanes, in the order of entries."""
        wanted = np.isin(self.lanes, list(map(LANES.index, keys)))
        return self.hold(self.numbers[wanted].tolist()).of_lanes().by_lane(keys)

    def crossing(self) -> Iterator[Crossed]:
        """Yield the spells of each lane that start before an earlier one ends."""
        for lane, numbers, pairs in self.crosses:
            yield LANES[lane], numbers, self.named(pairs)

    def beginning(self, lane: str, day: int) -> list[int]:
        """Return the numbers of all records of a lane that begin on a day, rising."""
        found: list[int] = self.numbers[
            (self.lanes == LANES.index(lane)) & (self.days == day)
        ].tolist()
        return found
