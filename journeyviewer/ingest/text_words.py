"""Tells short texts of a column apart eight letters at a time, without making texts of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from journeyviewer.ingest.coded import CodedColumn
from journeyviewer.ingest.table import Cell

LETTERS = 8
WORDS = 5
MOST_LETTERS = LETTERS * WORDS
"""Bytes of a text that is told apart so; longer ones are looked up one by one."""
FEW = 16
NEEDED_BEYOND = MOST_LETTERS + LETTERS
"""Bytes of any kind that must follow the last cell of a block."""
MOST_DIFFERENT = 60_000
"""Different texts of a column that is kept."""
SLOTS = 16
"""Texts are found in a table of 2**SLOTS places, by the first or else the second of two."""
FACTORS = np.array(
    [
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xFF51AFD7ED558CCD,
    ],
    np.uint64,
)
"""Odd numbers without order, which spread texts over the table."""
SHIFTS = (np.uint64(64 - SLOTS), np.uint64(32 - SLOTS))
LAST_SLOT = np.uint64(2**SLOTS - 1)
KEPT = np.array([2 ** (8 * letters) - 1 for letters in range(LETTERS + 1)], np.uint64)
"""What is left of a word of so many letters."""
Numbers = NDArray[Any]


class WordCoder:
    """One column being numbered: each different text has a number, and so has each way to write it.

    `cell_of` returns the cell that is written so, None for one without text.
    """

    def __init__(self, cell_of: Callable[[bytes], Cell]) -> None:
        self._cell_of = cell_of
        self._begin()

    def _begin(self) -> None:
        self._ways: dict[bytes, int] = {}
        # Nothing is written in the way 0.
        self._words = np.full((WORDS, 16), np.iinfo(np.uint64).max, np.uint64)
        self._lengths = np.full(16, -1, np.int64)
        self._of_way = np.zeros(16, np.uint16)
        self._slots = np.zeros(2**SLOTS, np.uint16)
        self._codes: dict[Cell, int] = {}
        self._parts: list[Numbers] = []
        self._is_full = False

    def add(self, block: bytes, begins: Numbers, lengths: Numbers) -> None:
        """Add cells by where they begin in a block and how many bytes they are long."""
        if self._is_full:
            return
        cells = _Cells(block, begins, lengths)
        runs = cells.runs()
        if runs is not None:
            # Rows of one case stand together and say the same of the person.
            cells = cells.at(runs)
        cells.spread_out()
        ways, fits = self._found(cells, SHIFTS[0])
        if not fits.all():
            wrong = self._look_up(cells, ways, np.flatnonzero(~fits), SHIFTS[1:])
            if len(wrong):
                self._learn(cells, ways, wrong)
        if self._is_full:
            return
        codes = self._of_way.take(ways)
        if runs is not None:
            codes = codes.repeat(np.diff(runs, append=len(begins)))
        self._parts.append(codes)

    def _learn(self, cells: _Cells, ways: Numbers, wrong: Numbers) -> None:
        """Set the ways of the cells at some places, which are not found."""
        # Cells that are written in a new way mostly stand together.
        _, first = np.unique(cells.spread[wrong], return_index=True)
        places = wrong[np.sort(first)]
        if int(cells.lengths.take(places).max()) <= MOST_LETTERS:
            self._note_all(cells.at(places))
        else:
            for place in places.tolist():
                self._way_of(cells.text(place), cells.slots(place))
        if self._is_full:
            return
        # What found no slot is looked up one by one.
        for place in self._look_up(cells, ways, wrong, SHIFTS).tolist():
            ways[place] = self._way_of(cells.text(place), cells.slots(place))

    def _note_all(self, cells: _Cells) -> None:
        """Note short cells at once, each of another text, in the first free slots."""
        texts = cells.texts()
        new = [place for place, text in enumerate(texts) if text not in self._ways]
        if len(self._ways) + len(new) >= MOST_DIFFERENT:
            self._give_up()
            return
        first = len(self._ways) + 1
        self._ways.update(zip([texts[place] for place in new], count(first)))
        end = first + len(new)
        while end > len(self._lengths):
            self._grow()
        found = cells.at(np.array(new, np.intp))
        self._words[:, first:end] = 0
        for own, word in zip(self._words, found.words, strict=False):
            own[first:end] = word
        self._lengths[first:end] = found.lengths
        codes = self._codes
        self._of_way[first:end] = [
            codes.setdefault(self._cell_of(texts[place]), len(codes)) for place in new
        ]
        self._set_slots(cells, np.array([self._ways[text] for text in texts], np.uint16))

    def _set_slots(self, cells: _Cells, ways: Numbers) -> None:
        """Write the ways of cells into the first free slot of each; the first in a slot stays."""
        left = np.arange(len(ways))
        for shift in SHIFTS:
            slots = (cells.spread.take(left) >> shift & LAST_SLOT).astype(np.intp)
            free = np.flatnonzero(self._slots.take(slots) == 0)
            # Where several want one slot, the last to be written stays.
            self._slots[slots[free[::-1]]] = ways[left[free[::-1]]]
            left = left[self._slots.take(slots) != ways[left]]

    def _look_up(
        self, cells: _Cells, ways: Numbers, wrong: Numbers, shifts: Sequence[np.uint64]
    ) -> Numbers:
        """Set the ways of the cells at some places, and return those that are not found."""
        for shift in shifts:
            ways[wrong], fits = self._found(cells.at(wrong), shift)
            wrong = wrong[~fits]
        return wrong

    def _found(self, cells: _Cells, shift: np.uint64) -> tuple[Numbers, Numbers]:
        """Return the ways that stand in a slot of each cell, and whether it is written so."""
        # To take is half the work of an index in brackets.
        slots = (cells.spread >> shift & LAST_SLOT).astype(np.intp)
        found = self._slots.take(slots).astype(np.intp)
        fits = self._lengths.take(found) == cells.lengths
        for place, word in enumerate(cells.words):
            fits &= self._words[place].take(found) == word
        return found, fits

    def column(self) -> CodedColumn | None:
        """Return all cells; None where there are too many different ones."""
        if self._is_full:
            return None
        small = np.uint8 if len(self._codes) <= 2**8 else np.uint16
        parts, self._parts = self._parts, []
        codes = np.concatenate([part.astype(small) for part in parts] or [np.zeros(0, small)])
        return CodedColumn(codes, list(self._codes))

    def _way_of(self, text: bytes, slots: Sequence[int] = ()) -> int:
        """Return the number of a way to write a text, and note it in the first free slot."""
        way = self._ways.get(text)
        if way is None:
            way = self._ways[text] = len(self._ways) + 1
            if way >= MOST_DIFFERENT:
                self._give_up()
                return 0
            self._note(way, text)
        if len(text) <= MOST_LETTERS:
            for slot in slots:
                if self._slots[slot] in (0, way):
                    self._slots[slot] = way
                    break
        return way

    def _note(self, way: int, text: bytes) -> None:
        if way >= len(self._lengths):
            self._grow()
        if len(text) <= MOST_LETTERS:
            self._words[:, way] = np.frombuffer(text.ljust(MOST_LETTERS, b"\0"), "<u8")
        self._lengths[way] = len(text)
        cell = self._cell_of(text)
        self._of_way[way] = self._codes.setdefault(cell, len(self._codes))

    def _grow(self) -> None:
        """Make room for twice as many ways."""
        self._words = np.concatenate([self._words, np.zeros_like(self._words)], axis=1)
        self._lengths = np.concatenate([self._lengths, np.zeros_like(self._lengths)])
        self._of_way = np.concatenate([self._of_way, np.zeros_like(self._of_way)])

    def _give_up(self) -> None:
        """Let go of everything: to know the column is no help."""
        self._begin()
        self._is_full = True


class _Cells:
    """Cells of a block as words, those after their end nought, and a number spread by them."""

    def __init__(self, block: bytes, begins: Numbers, lengths: Numbers) -> None:
        self.block, self.begins, self.lengths = block, begins, lengths
        self.words: list[Numbers]
        self.longest = int(lengths.max(initial=0))
        longest = min(self.longest, MOST_LETTERS)
        shortest = int(lengths.min(initial=longest))
        size = max(-(-longest // LETTERS), 1) * LETTERS
        # Many letters are fetched in the time of a few.
        at: Numbers = np.ndarray((len(block) - size + 1,), f"V{size}", block, strides=(1,))
        found = at[begins].view("<u8").reshape(-1, size // LETTERS)
        self.words = list(np.ascontiguousarray(found.T))
        for first, word in zip(range(0, size, LETTERS), self.words, strict=True):
            if shortest < min(first + LETTERS, longest):
                word &= KEPT.take(lengths - first, mode="clip")
            elif shortest < first + LETTERS:
                word &= KEPT[shortest - first]
        self.spread = self.words[0]

    def runs(self) -> Numbers | None:
        """Return where another cell stands than just before; None where most may be others."""
        few = self.words[0][:FEW]
        # Columns of other texts mostly show it at once.
        if self.longest > MOST_LETTERS or (few != few[0]).any():
            return None
        changes = np.ones(len(self.lengths), bool)
        np.not_equal(self.lengths[1:], self.lengths[:-1], out=changes[1:])
        for word in self.words:
            changes[1:] |= word[1:] != word[:-1]
        return np.flatnonzero(changes)

    def spread_out(self) -> None:
        """Work out the numbers by which they are looked up."""
        spread = self.words[0] * FACTORS[0]
        for word, factor in zip(self.words[1:], FACTORS[1:], strict=False):
            spread ^= word * factor
        self.spread = spread

    def at(self, places: Numbers) -> _Cells:
        """Return the cells at some places."""
        made = _Cells.__new__(_Cells)
        made.block, made.begins, made.lengths = (
            self.block,
            self.begins.take(places),
            self.lengths.take(places),
        )
        made.words = [word.take(places) for word in self.words]
        made.spread = self.spread.take(places)
        return made

    def text(self, place: int) -> bytes:
        """Return the cell at a place."""
        begin = int(self.begins[place])
        return self.block[begin : begin + int(self.lengths[place])]

    def texts(self) -> list[bytes]:
        """Return all cells."""
        begins, ends = self.begins.tolist(), (self.begins + self.lengths).tolist()
        return [self.block[begin:end] for begin, end in zip(begins, ends, strict=True)]

    def slots(self, place: int) -> list[int]:
        """Return the slots in which the way that the cell at a place is written is looked for."""
        return [int(self.spread[place] >> shift & LAST_SLOT) for shift in SHIFTS]
