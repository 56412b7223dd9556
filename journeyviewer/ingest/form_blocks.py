"""Cuts labels and values into the small forms they were written as, one for each event.

Where a form begins is told by the tables or gaps between them, else by the label that comes first
in them all. Where that is not certain it is asked: a date would go to the event before or after.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import field

from journeyviewer.ingest.answers import lane_of_title
from journeyviewer.ingest.chronology_columns import IDENTIFYING
from journeyviewer.ingest.chronology_headings import plain
from journeyviewer.ingest.chronology_lines import is_footer
from journeyviewer.ingest.chronology_others import heads_another, names_sibling
from journeyviewer.ingest.chronology_people import facts_in, id_alone, may_name
from journeyviewer.ingest.form_labels import EVENT, SAID, Piece, field_of_label
from journeyviewer.ingest.form_shapes import Shape, parts_of
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.model.patterns import later
from journeyviewer.model.values import dataclass

NUMBERED = later(
    r"\W*(?:entry|event|incident|form|record|item|contact|section|part)\s*(?:no\.?\s*)?\d+\W*$",
    re.IGNORECASE,
)
"""A line that counts forms."""


@dataclass(slots=True)
class Block:
    """One form: its rows (from 0, rising), and what its labels hold, in order."""

    rows: list[int] = field(default_factory=list)
    held: dict[str, list[Cell]] = field(default_factory=dict)
    last: str = ""

    def put(self, row: int, label: str, value: Cell) -> None:
        """Add what a label holds."""
        self.take_row(row)
        self.last = label
        values = self.held.setdefault(label, [])
        if text_of(value):
            values.append(value)

    def take_row(self, row: int) -> None:
        """Note that a row is part of it."""
        if not self.rows or self.rows[-1] != row:
            self.rows.append(row)

    def cell(self, label: str) -> Cell:
        """Return what a label holds, as the file holds it where it is one cell."""
        values = self.held.get(label, [])
        if len(values) < 2:
            return values[0] if values else None
        return "\n".join(text_of(value) for value in values)


@dataclass(slots=True)
class Cut:
    """Forms, and the lines that are part of none, each with its row (from 0)."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Leads:
    """The labels that forms may begin with, the likeliest first, and whether that is sure.

    A label that may be that of the child of what follows is offered where it is not.
    """

    labels: tuple[str, ...]
    sure: bool


def first_of_tables(pieces: Sequence[Piece], starts: Collection[int], shape: Shape) -> str:
    """Return the label that most tables begin with; `starts` are their first rows (from 0)."""
    first: dict[int, str] = {}
    table = -1
    for piece in pieces:
        if piece.row in starts:
            table = piece.row
        if piece.label in shape.regular:
            first.setdefault(table, piece.label)
    return Counter(first.values()).most_common(1)[0][0]


def leads_of(pieces: Sequence[Piece], shape: Shape) -> Leads:
    """Return the labels that forms may begin with."""
    if shape.gaps:
        return Leads((_first_after_gaps(pieces, shape),), True)
    marks = {label: _mark(pieces, label, shape) for label in shape.regular}
    leads = tuple(sorted(marks, key=lambda label: marks[label].lead, reverse=True))
    best = marks[leads[0]]
    rival = any(marks[label].lead == best.lead for label in leads[1:])
    usual = leads[0] == shape.start or field_of_label(leads[0]) in ("sequence", "child")
    sure = not rival and not shape.doubtful and (not best.broken or (usual and best.at_once))
    if shape.doubtful:
        leads = tuple(dict.fromkeys((leads[0], shape.start, *shape.doubtful, *leads)))
    return Leads(leads, sure)


@dataclass(frozen=True, slots=True)
class _Mark:
    """How many forms are whole and how many broken, and whether what comes first is whole."""

    whole: int
    broken: int
    at_once: bool

    @property
    def lead(self) -> int:
        return self.whole - self.broken


def _mark(pieces: Sequence[Piece], lead: str, shape: Shape) -> _Mark:
    """Return what forms would be that each begin with a label."""
    whole = []
    for block in cut(pieces, lead, shape, gaps=False).blocks:
        has_day, tells = shape.start in block.held, bool(shape.telling & block.held.keys())
        whole.append(has_day and tells and next(iter(block.held)) == lead)
    return _Mark(sum(whole), len(whole) - sum(whole), bool(whole) and whole[0])


def _first_after_gaps(pieces: Sequence[Piece], shape: Shape) -> str:
    """Return the label that most forms begin with, which blank rows part."""
    parts = [[piece.label for piece in part if piece.label] for part in parts_of(pieces, ())]
    first = [
        next(label for label in labels if label in shape.regular)
        for labels in parts
        if shape.start in labels
    ]
    return Counter(first).most_common(1)[0][0]


def cut(
    pieces: Sequence[Piece],
    lead: str,
    shape: Shape,
    *,
    gaps: bool,
    starts: Collection[int] = (),
) -> Cut:
    """Return the forms of pieces that each begin with a label.

    `gaps` says that a blank row ends a form, `starts` are the rows (from 0) that do.
    """
    cutter = _Cutter(lead, shape, gaps, frozenset(starts))
    for piece in pieces:
        cutter.take(piece)
    cutter.close()
    return cutter.made


def _is_of_child(text: str) -> bool:
    """True for a line that says whom what follows is about."""
    return bool(facts_in(text).name or id_alone(text)) or heads_another(text)


def _is_outside(text: str) -> bool:
    """True for a line below a form that may name somebody, or is a title of the next one."""
    named = facts_in(text).any or _is_of_child(text) or may_name(text) or names_sibling(text)
    return named or NUMBERED.match(text) is not None or lane_of_title(text) is not None


@dataclass(slots=True)
class _Cutter:
    """Takes one piece after the other; text after a form waits until it is known what follows."""

    lead: str
    shape: Shape
    gaps: bool
    starts: frozenset[int]
    made: Cut = field(default_factory=Cut)
    block: Block | None = None
    waiting: list[Piece] = field(default_factory=list)

    def take(self, piece: Piece) -> None:
        """Take the next piece."""
        if not piece.label:
            self._text(piece)
        elif piece.label in self.shape.headers:
            self.close()
            self._line(piece)
        elif self.block is None or self._begins(piece, self.block):
            self.close()
            self.block = Block()
            self.made.blocks.append(self.block)
            self.block.put(piece.row, piece.label, piece.value)
        else:
            for held in self.waiting:
                self._continue(held, self.block)
            self.waiting.clear()
            self.block.put(piece.row, piece.label, piece.value)

    def _begins(self, piece: Piece, block: Block) -> bool:
        if piece.label == self.lead or (piece.apart and self.gaps):
            return True
        if piece.row in self.starts and piece.row not in block.rows:
            return True
        if piece.label in self.shape.first and self.shape.start in block.held:
            # It says whose the next form is.
            return True
        # What came already would else be read at the day of another event.
        again = piece.label in block.held
        once = piece.label == self.shape.start or piece.label in self.shape.telling
        return again and (once or field_of_label(piece.written) in ("end", "child", "sequence"))

    def _text(self, piece: Piece) -> None:
        text = text_of(piece.value)
        if self.block is None or (is_footer(text) and piece.row not in self.block.rows):
            self._line(piece)
        elif self._stands_below(piece, text):
            self._continue(piece, self.block)
        else:
            self.waiting.append(piece)

    def _stands_below(self, piece: Piece, text: str) -> bool:
        """True for what stands below its label; whom what follows is about may do so as well."""
        assert self.block is not None
        label = self.block.last
        if self.waiting or self.block.held[label] or piece.apart:
            return False
        if label not in self.shape.below:
            return False
        return field_of_label(label) == "child" or not _is_of_child(text)

    def close(self) -> None:
        """End a form; of the text below it what names nobody and is no title belongs to it."""
        block, self.block = self.block, None
        outside = block is None
        for piece in self.waiting:
            text = text_of(piece.value)
            if block is not None and not self.shape.telling & block.held.keys():
                # Nothing else tells what happened.
                names = _is_of_child(text)
            else:
                names = piece.written != SAID and _is_outside(text)
            cuts = piece.row in self.starts or (piece.apart and self.gaps)
            outside = outside or names or cuts
            if block is None or (outside and piece.row not in block.rows):
                self._line(piece)
            else:
                self._continue(piece, block)
        self.waiting.clear()

    def _continue(self, piece: Piece, block: Block) -> None:
        """Add text to what the label above it holds.

        What follows a date, or who somebody is, which is not kept, tells of the event.
        """
        label = block.last
        is_lost = IDENTIFYING.search(plain(label)) is not None
        if block.held.get(label) and (label == self.shape.start or is_lost):
            label = next(iter(sorted(self.shape.telling)), EVENT.lower())
        block.take_row(piece.row)
        block.held.setdefault(label, []).append(piece.value)

    def _line(self, piece: Piece) -> None:
        text = text_of(piece.value)
        self.made.lines.append((piece.row, f"{piece.written}\t{text}" if piece.label else text))
