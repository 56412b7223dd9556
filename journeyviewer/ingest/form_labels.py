"""Rows that are a label and what stands behind it: “Date: 3 May 2012”, or the two in two cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from journeyviewer.ingest.chronology_columns import IDENTIFYING, is_date
from journeyviewer.ingest.chronology_headings import plain, read_heading
from journeyviewer.ingest.chronology_people import (
    BORN_LABELS,
    CHILD_LABELS,
    SEX_LABELS,
    id_alone,
)
from journeyviewer.ingest.dated_lines import dated
from journeyviewer.ingest.table import Cell, is_blank, text_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later
from journeyviewer.model.values import dataclass

LONGEST, MOST_WORDS = 45, 7
"""Letters and words of the longest label."""
LEAST = 2
"""Times that a label has to come for a text of forms, and for a label that nobody knows."""
LABELLED = later(
    r"\s*(?:[-*•]\s+|\d{1,3}[.)]\s+)?(?P<label>[A-Za-z][^:\n\t]{0,44}?)\s*"
    r"(?::|\s[-–—](?=\s|$))\s*(?P<value>.*)$",
    re.DOTALL,
)
ALONE = later(r"\s*(?:\d{1,3}[.)]\s+)?(?P<label>[A-Za-z][^:\n]{0,44}?)\s*:?\s*$")
PERSON = later(rf"(?:{CHILD_LABELS}|{BORN_LABELS}|{SEX_LABELS})", re.IGNORECASE)
SAID = "said"
"""What is written of a text that only seems to have a label."""
DATE, EVENT = "Date", "Event"
"""The labels of a line that is a date, alone or with what happened, above labels of its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a label holds, or text without one (`label` ""), in a row (from 0).

    `label` is as labels are compared, `written` as it stands there. `apart` says that a blank row
    is above, `lone` that the label has a cell of its own.
    """

    row: int
    label: str
    written: str
    value: Cell
    apart: bool = False
    lone: bool = False


def field_of_label(label: str) -> str:
    """Return the field of a chronology that a label names, "" for any other."""
    return read_heading(label)


def is_of_person(label: str) -> bool:
    """True for a label of what is told of a child itself: its name or id, its birth, its sex."""
    return PERSON.fullmatch(label) is not None or field_of_label(label) in ("child", "born")


def is_known(label: str) -> bool:
    """True for a label that a form of a chronology has."""
    return bool(field_of_label(label)) or is_of_person(label)


def labelled(text: str) -> tuple[str, str] | None:
    """Return the label that a text begins with and what follows it; None where it has none."""
    found = LABELLED.match(text)
    if found is None or len(found["label"].split()) > MOST_WORDS:
        return None
    sign = text[found.end("label") : found.start("value")]
    if sign == ":" and found["label"][-1].isdigit() and found["value"][:1].isdigit():
        # A time of day, as in “Left at 22:30”.
        return None
    dashed = ":" not in sign
    if dashed and not is_known(found["label"]):
        return None
    return found["label"], found["value"].strip()


def begins_with_known(text: str) -> bool:
    """True for a text that begins with a label that a form of a chronology has."""
    parts = labelled(text)
    return parts is not None and is_known(parts[0])


def label_of(text: str) -> str:
    """Return the label, as compared, that a text is or begins with; "" for any other."""
    parts = labelled(text.partition("\n")[0])
    return loose(parts[0] if parts is not None else _label_alone(text))


def has_forms(rows: Sequence[Sequence[Cell]], least: int = LEAST, *, alone: bool = True) -> bool:
    """True where so many rows have the label of a date, which is soon found out.

    A date that stands `alone`, as the title of what follows, counts as one too.
    """
    count = 0
    for cells in rows:
        texts = [cell for cell in cells if isinstance(cell, str) and cell]
        count += any(_names_date(text) or (alone and _is_title(text)) for text in texts)
        if count >= least:
            return True
    return False


def _names_date(cell: str) -> bool:
    """True for a cell that is the label of a date, or begins with one."""
    if len(cell) <= LONGEST and (alone := ALONE.match(cell)) is not None:
        if field_of_label(alone["label"]) == "start":
            return True
    found = labelled(cell.partition("\n")[0])
    return found is not None and field_of_label(found[0]) == "start"


def _is_title(cell: str) -> bool:
    return len(cell) > 3 and (is_date(cell) or dated(cell) is not None)


def pieces_of(
    rows: Sequence[Sequence[Cell]],
    starts: Collection[int] = (),
    refused: Collection[str] = (),
    beside: Collection[str] = (),
) -> list[Piece] | None:
    """Return the pieces of rows in their order; None where a label comes twice in one row.

    `starts` are the rows (from 0) that begin something of their own, such as a table; `refused`
    are labels that were found to be none, `beside` those that other tables of the document have.
    """
    columns = _label_columns(rows)
    reader = _Reader(columns, _repeated(rows, columns).union(beside), refused)
    pieces: list[Piece] = []
    apart = True
    for at, cells in enumerate(rows):
        if is_blank(cells):
            apart = True
            continue
        found = reader.read(at, cells, apart or at in starts)
        labels = [piece.label for piece in found if piece.label]
        if len(set(labels)) < len(labels):
            return None
        pieces.extend(found)
        apart = False
    return _with_dates(pieces)


def _label_columns(rows: Sequence[Sequence[Cell]]) -> frozenset[int]:
    """Return the columns in which labels have cells of their own.

    In one of them stands the label of a date again and again; further right most cells beside a
    label are labels.
    """
    dates: Counter[int] = Counter()
    for cells in rows:
        first = next((at for at, cell in enumerate(cells) if _label_alone(cell)), None)
        if first is not None and field_of_label(_label_alone(cells[first])) == "start":
            dates[first] += 1
    if not dates:
        return frozenset()
    column = max(dates, key=lambda at: dates[at])
    beside: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for cells in rows:
        if column >= len(cells) or not _label_alone(cells[column]):
            continue
        for at in range(column + 1, len(cells)):
            filled[at] += bool(text_of(cells[at]))
            beside[at] += _is_label_beside(cells[at])
    further = {at for at in filled if beside[at] and 2 * beside[at] >= filled[at]}
    return frozenset({column} | {at for at in further if at > column + 1})


def _is_label_beside(cell: Cell) -> bool:
    label = _label_alone(cell)
    return bool(label) and (text_of(cell).endswith(":") or is_known(label))


def _label_alone(cell: Cell) -> str:
    """Return the label that fills a cell, "" for any other cell."""
    if not isinstance(cell, str) or not 0 < len(cell.strip()) <= LONGEST:
        return ""
    found = ALONE.match(cell)
    if found is None or len(found["label"].split()) > MOST_WORDS or is_date(cell):
        return ""
    return found["label"].strip()


def _repeated(rows: Sequence[Sequence[Cell]], columns: Collection[int]) -> frozenset[str]:
    """Return the labels, as compared, that come again among those of a form."""
    count: Counter[str] = Counter()
    for cells in rows:
        for at, cell in enumerate(cells):
            if at in columns and (label := _label_alone(cell)):
                count[loose(label)] += 1
            elif isinstance(cell, str) and ":" in cell:
                for line in cell.split("\n"):
                    if (found := labelled(line)) is not None:
                        count[loose(found[0])] += 1
    return frozenset(label for label, times in count.items() if times >= LEAST)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads row by row; `columns` hold labels alone, `repeated` are those that come again."""

    columns: frozenset[int]
    repeated: frozenset[str]
    refused: Collection[str]

    def read(self, row: int, cells: Sequence[Cell], apart: bool) -> list[Piece]:
        """Return the pieces of one row."""
        found: list[Piece] = []
        for at, cell in enumerate(cells):
            text = text_of(cell)
            if not text:
                continue
            first_apart = apart and not found
            label = _label_alone(cell) if at in self.columns else ""
            if label and loose(label) in self.refused:
                beside = any(text_of(other) for other in cells[at + 1 :])
                found.append(Piece(row, "", SAID if beside else "", cell, first_apart))
                continue
            if label and self._holds(label, text.endswith(":")):
                found.append(Piece(row, loose(label), label, None, first_apart, True))
                continue
            last = found[-1] if found else None
            if last is not None and last.lone and last.value is None:
                found[-1] = Piece(row, last.label, last.written, cell, last.apart, True)
                continue
            if self.columns and at < min(self.columns) and text.isdigit():
                # What counts the entries stands before their labels.
                found.append(Piece(row, "number", "Number", cell, first_apart))
                continue
            found.extend(self._lines(row, text, first_apart))
        return found

    def _lines(self, row: int, text: str, apart: bool) -> list[Piece]:
        """Return the pieces of a cell: its label and value, or one for each of its lines."""
        made: list[Piece] = []
        for line in text.split("\n"):
            parts = labelled(line)
            if parts is not None and self._holds(parts[0], False) and _may_be_held(*parts):
                made.append(Piece(row, loose(parts[0]), parts[0], parts[1] or None, apart))
            elif line.strip():
                said = parts is not None and parts[1] and loose(parts[0]) in self.refused
                made.append(Piece(row, "", SAID if said else "", line.strip(), apart))
            apart = False
        if len(made) == 1 or any(piece.label for piece in made):
            return made
        return [Piece(row, "", "", text, made[0].apart if made else apart)]

    def _holds(self, label: str, marked: bool) -> bool:
        """True for a label that is known, comes again, or is marked as one in a cell of its own."""
        words = loose(label)
        if words in self.refused or not words:
            return False
        if id_alone(label):
            # A child that forms are of, above them.
            return False
        return is_known(label) or words in self.repeated or marked


def _may_be_held(label: str, value: str) -> bool:
    """False for what somebody said, as in “YP: I was at home all night.”, which is no name."""
    if not is_of_person(label) and not IDENTIFYING.search(plain(label)):
        return True
    return len(value) <= LONGEST and not re.search(r"[.!?…]\s*$", value)


def _with_dates(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces in which a line that is a date, above labels, is one of a label “Date”.

    Only where no label of a date comes again, and what follows such a line are labels.
    """
    fields = Counter(field_of_label(piece.written) for piece in pieces if piece.label)
    if fields["start"] >= LEAST:
        return list(pieces)
    made: list[Piece] = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        text = text_of(piece.value)
        if piece.label or following is None or not following.label:
            made.append(piece)
        elif is_date(text):
            made.append(Piece(piece.row, "date", DATE, piece.value, piece.apart))
        elif (parts := dated(text)) is not None and fields["event"] < LEAST:
            made.append(Piece(piece.row, "date", DATE, parts[0], piece.apart))
            made.append(Piece(piece.row, "event", EVENT, parts[1]))
        else:
            made.append(piece)
    return made


def written_of(pieces: Sequence[Piece]) -> Mapping[str, str]:
    """Return each label as it stands where it comes first, in the order they come."""
    found: dict[str, str] = {}
    for piece in pieces:
        if piece.label:
            found.setdefault(piece.label, piece.written)
    return found
