"""Finds the tables that stand on one sheet, beside or below one another, and parts them.

Each becomes a sheet of its own, in which every cell keeps its row and column. A table with a column
for each child, in which stands what happened to it, is a table for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.cell_names import cell_name
from journeyviewer.ingest.chronology_columns import is_date, is_heading
from journeyviewer.ingest.chronology_headings import read_heading
from journeyviewer.ingest.chronology_ids import CHILD_SHAPE
from journeyviewer.ingest.chronology_people import facts_in, lane_words
from journeyviewer.ingest.chronology_whom import Batch
from journeyviewer.ingest.table import Cell, PartOfSheet, Sheet, is_blank, text_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass

MOST_ROWS, MOST_PARTS = 5_000, 40
"""Longer sheets, and sheets with more headings than that, are read as one table."""
TITLE_ROWS = 4
"""Rows above headings that may be the title of their table."""
LONGEST_TICK = 5
WHAT = "Event"
"""What a column of what happened to one child is headed, once it is a table of its own."""
OF_CHILD = re.compile(
    rf"(?P<id>{CHILD_SHAPE.pattern})\s*(?:[(\[].*[)\]]|[-–,:].{{0,20}})?", re.IGNORECASE
)
TELLING = frozenset({"event", "type", "missing", "offered"})


@dataclass(frozen=True, slots=True)
class _Head:
    """The headings of one table: their row, and their columns from `left` to before `end`."""

    row: int
    left: int
    end: int
    texts: tuple[str, ...]
    fields: frozenset[str]

    @property
    def of_children(self) -> Mapping[int, str]:
        """The columns that are headed by a child each, two at least, where no column names any."""
        found = {
            self.left + at: match["id"].strip()
            for at, text in enumerate(self.texts)
            if (match := OF_CHILD.fullmatch(text))
        }
        return found if len(found) > 1 and "child" not in self.fields else {}


def parts_of(sheet: Sheet) -> list[Sheet]:
    """Return the tables of a sheet as sheets of their own, none where it holds one table alone.

    None either where they cannot be told apart: where only the left one of two says whom its rows
    are about, those on the right may belong to the same rows.
    """
    if len(sheet.rows) > MOST_ROWS or sheet.dated_lines or sheet.unread_rows:
        return []
    # The rows of a text table are made anew each time they are asked for.
    sheet = replace(sheet, rows=tuple(sheet.rows))
    heads = _different(sheet, _heads(sheet))
    if not heads:
        from journeyviewer.ingest.period_columns import parts_by_period

        return parts_by_period(sheet)
    if len(heads) == 1 and heads[0].of_children:
        return _of_children(sheet, heads[0])
    if not 1 < len(heads) <= MOST_PARTS or not _stand_apart(sheet, heads):
        return []
    parts: list[Sheet] = []
    for at, head in enumerate(heads):
        above = [place for place in range(at) if _is_over(heads[place], head)]
        part = _part(sheet, heads, at, len(parts[above[-1]].rows) if above else 0)
        if above and "child" not in head.fields | heads[above[-1]].fields:
            part = _with_lines_above(part, head, parts[above[-1]])
        parts.append(part)
    return parts


def _is_over(one: _Head, head: _Head) -> bool:
    return one.row < head.row and _meet(one, head)


def _with_lines_above(part: Sheet, head: _Head, above: Sheet) -> Sheet:
    """Return a table with what names the child of the one above it, where its own lines do not."""
    if naming([*part.above, *lines_between(part.rows[: head.row])]):
        return part
    return replace(part, above=(*naming([*above.above, *lines_between(above.rows)]), *part.above))


def lines_between(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the rows that are lines and no data: one text alone, or facts of a person."""
    found: list[str] = []
    for cells in rows:
        texts = [text for cell in cells if (text := text_of(cell))]
        line = "\t".join(texts)
        if len(texts) == 1 or (texts and not is_date(texts[0]) and facts_in(line).name):
            found.append(line)
    return found


def naming(lines: Sequence[str]) -> list[str]:
    """Return the lines that name a child, or may."""
    return [line for line in lines if (batch := _read(line)).names or batch.doubtful]


def _read(line: str) -> Batch:
    batch = Batch()
    batch.take(line)
    return batch


def _heads(sheet: Sheet) -> list[_Head]:
    found: list[_Head] = []
    for at, cells in enumerate(sheet.rows[:-1]):
        # Most rows hold a date or a number, and are no headings.
        if not any(map(_is_no_word, cells)) and any(
            type(cell) is str and read_heading(cell) == "start" for cell in cells
        ):
            found.extend(head for head in _runs(at, cells) if _is_head(sheet, head))
    return found


def _is_no_word(cell: Cell) -> bool:
    return cell is not None and (type(cell) is not str or cell[:1].isdigit())


def _runs(at: int, cells: Sequence[Cell]) -> Iterator[_Head]:
    """Yield each run of filled cells of a row; headings that all come again are several."""
    left = None
    for column in range(len(cells) + 1):
        filled = column < len(cells) and bool(text_of(cells[column]))
        if filled and left is None:
            left = column
        elif not filled and left is not None:
            texts = tuple(text_of(cell) for cell in cells[left:column])
            size = _repeated(texts)
            for begin in range(0, len(texts), size):
                part = texts[begin : begin + size]
                fields = frozenset(filter(None, map(read_heading, part)))
                first = left + begin
                yield _Head(at, first, first + size, part, fields)
            left = None


def _repeated(texts: Sequence[str]) -> int:
    """Return how many headings there are before all of them come again, else their number."""
    words = [loose(text) for text in texts]
    for size in range(2, len(words) // 2 + 1):
        if words == words[:size] * (len(words) // size):
            return size
    return len(words)


def _is_head(sheet: Sheet, head: _Head) -> bool:
    """True for headings of which one is of dates, above rows that hold dates below it."""
    if len(head.texts) < 2 or "start" not in head.fields:
        return False
    if not all(map(is_heading, head.texts)) or any(text.endswith(":") for text in head.texts):
        return False
    below = [row[head.left : head.end] for row in sheet.rows[head.row + 1 : head.row + 3]]
    dated = [any(map(is_date, row)) for row in below]
    if not dated or not dated[0]:
        return False
    # One row alone may be the facts of a report, such as the days that it was run for.
    return (len(dated) > 1 and dated[1]) or bool(head.fields & TELLING) or "end" in head.fields


def _of_children(sheet: Sheet, head: _Head) -> list[Sheet]:
    """Return a table for each child of those that have a column each for what happened to them.

    Rows in which none of them has anything are a table more. Nothing where the columns are ticked.
    """
    places = head.of_children
    below = sheet.rows[head.row + 1 :]
    if max((len(text) for row in below for text in _texts(row, places)), default=0) <= LONGEST_TICK:
        return []
    parts = []
    for number, (place, name) in enumerate(places.items(), start=1):
        others = [other for other in places if other != place]
        rows = [_without(row, others) if any(_texts(row, [place])) else () for row in sheet.rows]
        rows[: head.row] = sheet.rows[: head.row] if number == 1 else [()] * head.row
        rows[head.row] = _headings_of_child(_without(sheet.rows[head.row], others), place)
        part = _part_at(sheet, number, head.row, place)
        parts.append(_of_child(sheet, rows, part, (f"Child: {name}",), name))
    rest = [() if any(_texts(row, [*places])) else tuple(row) for row in below]
    if not all(map(is_blank, rest)):
        rows = [*[()] * head.row, tuple(sheet.rows[head.row]), *rest]
        part = _part_at(sheet, len(parts) + 1, head.row, head.left)
        parts.append(_of_child(sheet, rows, part, (", ".join(places.values()),), "other rows"))
    return parts


def _part_at(sheet: Sheet, number: int, row: int, column: int) -> PartOfSheet:
    """Return which part a table of one child is; what stands above is counted with the first."""
    return PartOfSheet(sheet.name, number, row if number > 1 else 0, cell_name(row, column), "")


def _headings_of_child(cells: Sequence[Cell], place: int) -> tuple[Cell, ...]:
    """Return headings by which one column tells what happened, and notes beside it do not."""
    return tuple(
        WHAT if at == place else f"{text} (all)" if read_heading(text) == "event" else cell
        for at, cell in enumerate(cells)
        for text in [text_of(cell)]
    )


def _of_child(
    sheet: Sheet,
    rows: list[tuple[Cell, ...]],
    part: PartOfSheet,
    above: tuple[str, ...],
    name: str,
) -> Sheet:
    while rows and is_blank(rows[-1]):
        rows.pop()
    return replace(
        sheet,
        name=f"{sheet.name}, {name}" if sheet.name else name,
        rows=tuple(rows),
        trailing_empty_rows=0,
        hidden_rows=frozenset(row for row in sheet.hidden_rows if row > part.top),
        above=above,
        part=part,
    )


def _texts(row: Sequence[Cell], places: Iterable[int]) -> list[str]:
    return [text_of(row[place]) if place < len(row) else "" for place in places]


def _without(row: Sequence[Cell], places: Collection[int]) -> tuple[Cell, ...]:
    return tuple(None if place in places else cell for place, cell in enumerate(row))


def _different(sheet: Sheet, heads: Sequence[_Head]) -> list[_Head]:
    """Return heads without those that repeat the one above, as at the top of a printed page."""
    kept: list[_Head] = []
    for head in heads:
        above = [one for one in kept if _is_over(one, head)]
        if above and _alike(above[-1], head):
            continue
        kept.append(head)
    return [head for head in kept if not _is_about_person(sheet, head, kept)]


def _alike(one: _Head, other: _Head) -> bool:
    first, second = (list(map(loose, head.texts)) for head in (one, other))
    return one.left == other.left and first == second


def _meet(one: _Head, other: _Head) -> bool:
    return one.left < other.end and other.left < one.end


def _is_about_person(sheet: Sheet, head: _Head, heads: Sequence[_Head]) -> bool:
    """True for headings above a single row that tells of a child or a report, and of no event."""
    if head.fields & TELLING or head is not heads[0]:
        return False
    if lane_words().intersection(word for text in head.texts for word in loose(text).split()):
        return False
    rows = sheet.rows[head.row + 1 : _below(head, heads, len(sheet.rows))]
    dated = [row for row in rows if any(map(is_date, row[head.left : head.end]))]
    return len(dated) < 2


def _stand_apart(sheet: Sheet, heads: Sequence[_Head]) -> bool:
    """True where every cell is of one table, and each table of a row says by itself whose it is."""
    for head in heads:
        beside = [one for one in heads if one is not head and _is_beside(one, head, heads, sheet)]
        if any(("child" in one.fields) != ("child" in head.fields) for one in beside):
            return False
    return True


def _is_beside(one: _Head, head: _Head, heads: Sequence[_Head], sheet: Sheet) -> bool:
    last = len(sheet.rows)
    one_end, head_end = _below(one, heads, last), _below(head, heads, last)
    return not _meet(one, head) and one.row < head_end and head.row < one_end


def _below(head: _Head, heads: Sequence[_Head], last: int) -> int:
    """Return the row before which a table ends: that of the next headings below it."""
    return min((one.row for one in heads if _is_over(head, one)), default=last)


def _part(sheet: Sheet, heads: Sequence[_Head], at: int, over: int) -> Sheet:
    """Return one table: its rows with the lines above it, and all other cells empty.

    So many rows are `over` it that are counted with the table above.
    """
    head = heads[at]
    left, right = _span(head, heads, sheet)
    top = _top(sheet, heads, head, left, right)
    end = _below(head, heads, len(sheet.rows))
    following = next((one for one in heads if one.row == end and _meet(one, head)), None)
    if following is not None:
        end = _top(sheet, heads, following, *_span(following, heads, sheet))
    rows: list[tuple[Cell, ...]] = [()] * top
    for cells in sheet.rows[top:end]:
        kept = tuple(cells[left:right])
        rows.append(() if is_blank(kept) else (*(None,) * left, *kept))
    while rows and not rows[-1]:
        rows.pop()
    first, last = cell_name(top, left), cell_name(len(rows) - 1, _width(rows) - 1)
    place = f"{first} to {last}"
    return replace(
        sheet,
        name=f"{sheet.name}, {place}" if sheet.name else place,
        rows=tuple(rows),
        trailing_empty_rows=0,
        hidden_rows=frozenset(row for row in sheet.hidden_rows if over < row <= end),
        above=_lines_of_all(sheet, rows, head, left),
        part=PartOfSheet(
            sheet.name, at + 1, over, cell_name(head.row, head.left), _title(rows, head)
        ),
    )


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    filled = [[at for at, cell in enumerate(row) if text_of(cell)] for row in rows]
    return max((columns[-1] + 1 for columns in filled if columns), default=1)


def _span(head: _Head, heads: Sequence[_Head], sheet: Sheet) -> tuple[int, int]:
    """Return the columns of a table: from its first, or the sheet's, to before the next table."""
    beside = [one for one in heads if one is not head and _is_beside(one, head, heads, sheet)]
    left = head.left if any(one.left < head.left for one in beside) else 0
    right = min((one.left for one in beside if one.left > head.left), default=10_000)
    return left, right


def _top(sheet: Sheet, heads: Sequence[_Head], head: _Head, left: int, right: int) -> int:
    """Return the first row of a table: that of the lines above its headings, as its title is.

    The uppermost table of a sheet has all lines above it. Below another one a line is taken for a
    title where it stands alone in its row, and nothing but blank rows is between.
    """
    above = [one for one in heads if _is_over(one, head)]
    if not above:
        return 0
    top = head.row
    for row in range(head.row - 1, max(above[-1].row, head.row - 1 - TITLE_ROWS), -1):
        filled = [cell for cell in sheet.rows[row][left:right] if text_of(cell)]
        if len(filled) > 1 or any(map(is_date, filled)):
            break
        if filled:
            top = row
    return top


def _lines_of_all(
    sheet: Sheet, rows: Sequence[Sequence[Cell]], head: _Head, left: int
) -> tuple[str, ...]:
    """Return the lines of the sheet above the titles of tables that stand beside one another.

    They begin at the left, above a title of the table there, and are about the table as well.
    """
    own = next((at for at, row in enumerate(rows[: head.row]) if not is_blank(row)), 0)
    beside = [cell for cell in sheet.rows[own][:left] if text_of(cell)]
    if not left or not own or len(beside) != 1:
        return ()
    lines = [[text for cell in row if (text := text_of(cell))] for row in sheet.rows[:own]]
    return tuple("\t".join(texts) for texts in lines if texts)


def _title(rows: Sequence[Sequence[Cell]], head: _Head) -> str:
    """Return the line above the headings of a table, or what stands above the first of them."""
    for row in rows[: head.row][::-1][:TITLE_ROWS]:
        filled = [text for cell in row if (text := text_of(cell))]
        if filled:
            over = _texts(row, [head.left])[0]
            return (over or (filled[0] if len(filled) == 1 else "")).strip(" :")
    return ""
