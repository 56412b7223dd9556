"""The rows of a case in a large table, of which entries are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeyviewer.ingest.assemble import Draft, in_order
from journeyviewer.ingest.findings import Findings, kept_headings
from journeyviewer.ingest.frames import Frame, Frames
from journeyviewer.ingest.late import LateEntries, Place, Written
from journeyviewer.ingest.late_pack import encode_columns, encode_rows
from journeyviewer.ingest.ledger import Ledger
from journeyviewer.ingest.quiet import QuietRows
from journeyviewer.ingest.row_dates import Setting
from journeyviewer.ingest.rows import RowReader
from journeyviewer.ingest.seen import Seen
from journeyviewer.ingest.table_rows import Columns
from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.decisions import Decisions
from journeyviewer.model.lanes import Lane
from journeyviewer.model.values import dataclass

MANY_ROWS = 20_000
"""Rows of a table from which on most cases will hardly be looked at."""


@dataclass(frozen=True, slots=True)
class LateTable:
    """A table that was read, with all that making the entry of a row needs.

    `lane_of` returns the lane that words name, or the one that stands for none.
    """

    columns: Columns
    quiet: QuietRows
    frames: dict[int, Frames]
    decisions: Decisions
    lane_of: Callable[[str], Lane]

    def case(self, draft: Draft, setting: Setting, seen: Seen) -> Case:
        """Return a case that was read; its entries are made when somebody looks at them."""
        numbers = sorted((*seen.quiet, *seen.spoken)) if seen.spoken else seen.quiet
        rows = CaseRows(self, draft.id, setting, frozenset(seen.spoken))
        return Case.with_later(
            LateEntries(numbers, seen.of_lanes(), seen.odd, rows),
            id=draft.id,
            sex=draft.sex,
            birth=draft.birth,
            read_on=draft.read_on,
            coverage=tuple(dict.fromkeys(draft.coverage)),
        )


@dataclass(frozen=True, slots=True)
class CaseRows:
    """The rows of one case; `spoken` are those of which something was said when they were read."""

    table: LateTable
    case_id: str
    setting: Setting
    spoken: frozenset[int]

    @property
    def place(self) -> Place:
        """The sheet they stand in."""
        return self.table.quiet.place

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns, in order."""
        columns = self.table.columns
        return kept_headings(columns.sheet.rows[columns.header.index])

    def said(self, numbers: Sequence[int]) -> Sequence[tuple[str | None, ...]]:
        """Return the cells of rows (rising) as a person sees them; empty ones may be None."""
        return self.table.columns.said(numbers)

    def shared_texts(self, numbers: Sequence[int]) -> Sequence[tuple[str, ...] | None]:
        """Return the texts that rows have in common with others and their entries show.

        None for a row whose entry may show words that neither these nor its cells are.
        """
        texts: dict[int, tuple[str, ...]] = {}
        found: list[tuple[str, ...] | None] = []
        for frame in self._frames(numbers):
            if frame is None:
                found.append(None)
                continue
            known = texts.get(id(frame))
            if known is None:
                known = texts[id(frame)] = _texts(frame)
            found.append(known)
        return found

    def _frames(self, numbers: Sequence[int]) -> list[Frame | None]:
        """Return the frames of rows; None for those read by themselves or with short forms."""
        columns, spoken = self.table.columns, self.spoken
        frames: list[Frame | None] = []
        for _, ending, answered in self.table.quiet.known(numbers, self.setting):
            shape = None
            if ending is not None:
                shape = answered.without_end if ending.is_missing else answered.with_end
            frames.append(shape.frame if shape is not None else None)
        if columns.has("short form"):
            # Parts of such a cell are short forms each.
            texts = list(map(columns.texts("short form"), numbers))
            frames = [None if text else one for one, text in zip(frames, texts, strict=True)]
        if spoken:
            frames = [
                None if number in spoken else one
                for one, number in zip(frames, numbers, strict=True)
            ]
        return frames

    def written(self, numbers: Sequence[int]) -> Written | None:
        """Return the entries of rows as they are sent; None where they have to be made.

        Those of a large table are sent as its rows, which is soon done. In a small one entries are
        soon written, and then there sooner.
        """
        columns = self.table.columns
        if self.spoken or not columns.sheet.trimmed or columns.has("short form"):
            return None
        encode = encode_columns if len(columns.sheet.rows) >= MANY_ROWS else encode_rows
        return encode(self.table.quiet, self.setting, self.headings, numbers)

    def make(self, numbers: Sequence[int]) -> tuple[Entry, ...]:
        """Make the entries of rows that were looked at before; all was said of them then."""
        table, quiet = self.table, self.table.quiet
        reader = RowReader(Findings(table.decisions), self.setting, table.frames)
        draft, ledger = Draft(self.case_id), Ledger(table.columns.sheet)
        known = quiet.known(numbers, self.setting)
        for row, of_row in zip(table.columns.rows(numbers), known, strict=True):
            if row.number not in self.spoken:
                draft.entries.append(quiet.entry(row, of_row))
                continue
            reader.use_data(row, ledger, draft, table.lane_of(row.text("lane")))
        return in_order(draft.entries)


def _texts(frame: Frame) -> tuple[str, ...]:
    """Return all that an entry may show of a frame."""
    texts = [frame.label, frame.words, frame.short]
    texts += [text for text in (frame.value, *frame.attributes.values()) if isinstance(text, str)]
    return tuple(texts)
