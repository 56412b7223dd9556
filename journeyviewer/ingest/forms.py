"""Makes tables of small forms: each event a block of labels and values, below one another.

Each form becomes a row below headings that are its labels. It stands in the row that the form
begins in; its other rows are counted with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from journeyviewer.ingest.chronology_columns import is_of_document
from journeyviewer.ingest.chronology_whom import Batch
from journeyviewer.ingest.dated_lines import MOST_LINES
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.form_blocks import (
    Block,
    Cut,
    Leads,
    cut,
    first_of_tables,
    leads_of,
)
from journeyviewer.ingest.form_labels import (
    LEAST,
    Piece,
    has_forms,
    label_of,
    pieces_of,
    written_of,
)
from journeyviewer.ingest.form_people import hollow, spoken, without_staff
from journeyviewer.ingest.form_shapes import Shape, shape_of
from journeyviewer.ingest.headings import HEADER_ROWS
from journeyviewer.ingest.ledger import Ledger
from journeyviewer.ingest.table import Cell, Reading, Sheet, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import ASIDE, Choice, Question, Topic, key_of
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import listed

KEPT = "It is part of a form. Answer the question where each form begins."
MOST_LEADS = 3
"""Labels that a question where forms begin offers."""


@dataclass(slots=True)
class Formed:
    """What forms became: tables by the identity of the sheets they take the place of.

    Of several sheets that became one the first stands for all, the others for nothing. `waiting`
    are those kept aside until it is answered where forms begin; `reading` says so.
    """

    tables: dict[int, Sheet | None] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)
    reading: Reading = field(default_factory=Reading)


@dataclass(frozen=True, slots=True)
class _Found:
    """The pieces of a sheet of forms, what their labels are, and where they may begin."""

    pieces: Sequence[Piece]
    shape: Shape
    leads: Leads


def holds_forms(sheet: Sheet) -> bool:
    """True for a sheet whose rows are forms; loaded and asked only where nobody else knows it."""
    return has_forms(sheet.rows) and _found(sheet, (), frozenset()) is not None


def as_tables(sheets: Sequence[Sheet], terms: Terms) -> Formed:
    """Return the tables that sheets nobody knows become where they hold forms.

    The tables of a Word document that hold a form each, with nothing between that may name a
    child, become one.
    """
    formed, findings = Formed(), Findings(terms.decisions)
    may_hold = [sheet for sheet in sheets if _may_hold(sheet)]
    beside = _beside(may_hold)
    for run in _runs(may_hold, beside):
        whole, starts = _joined(run)
        found = _found(whole, starts, beside.get((whole.file, whole.group), frozenset()))
        if found is None:
            continue
        lead = _lead(whole, found, findings)
        if not lead:
            _keep(whole, run, formed, findings)
            continue
        shape = found.shape
        if lead in shape.doubtful:
            shape = replace(shape, first=shape.first | {lead})
        made = cut(found.pieces, lead, shape, gaps=shape.gaps, starts=starts)
        table = _table(whole, made, found)
        if table is None:
            continue
        formed.tables |= dict.fromkeys(map(id, run))
        formed.tables[id(run[0])] = table
    findings.close_into(formed.reading)
    return formed


def say(sheet: Sheet, reading: Reading) -> None:
    """Say of a table that it was made of forms."""
    findings = Findings()
    count = len(set(sheet.joined.values()))
    message = (
        f"It holds {count:,} forms with labels beside or above what they say, such as a date and "
        "an event. Each was read as one row below these labels, in the row where it begins."
    )
    findings.say_of_sheet(sheet, "forms-read", message)
    findings.close_into(reading)


def _may_hold(sheet: Sheet) -> bool:
    if not 1 < len(sheet.rows) <= MOST_LINES or sheet.dated_lines or sheet.unread_rows:
        return False
    return sheet.part is None and (is_of_document(sheet) or has_forms(sheet.rows))


Place = tuple[str, int]


def _beside(sheets: Sequence[Sheet]) -> Mapping[Place, frozenset[str]]:
    """Return the labels that two tables of a document have at least, a date among them."""
    count: dict[Place, Counter[str]] = {}
    dated: Counter[Place] = Counter()
    for sheet in filter(is_of_document, sheets):
        place = sheet.file, sheet.group
        count.setdefault(place, Counter()).update(set(_labels(sheet)))
        dated[place] += _has_date(sheet)
    return {
        place: frozenset(label for label, times in labels.items() if times >= LEAST)
        for place, labels in count.items()
        if dated[place] >= LEAST
    }


def _runs(sheets: Sequence[Sheet], beside: Mapping[Place, frozenset[str]]) -> list[list[Sheet]]:
    """Return sheets that become one table together: those of a document that follow one another.

    A table of a document without a date is one of them where its labels are those of others.
    """
    runs: list[list[Sheet]] = []
    for sheet in sheets:
        if is_of_document(sheet) and not _has_date(sheet):
            labels = _labels(sheet)
            shared = beside.get((sheet.file, sheet.group), frozenset()).intersection(labels)
            if len(shared) < LEAST or not shared.issuperset(labels):
                continue
        if runs and _follows(sheet, runs[-1][-1]):
            runs[-1].append(sheet)
        else:
            runs.append([sheet])
    return runs


def _labels(sheet: Sheet) -> list[str]:
    """Return the labels that the rows of a table of a document begin with; of others none."""
    if not is_of_document(sheet):
        return []
    texts = [next((text for cell in row if (text := text_of(cell))), "") for row in sheet.rows]
    return [label for text in texts if (label := label_of(text))]


def _has_date(sheet: Sheet) -> bool:
    """True for a table of a document that has the label of a date once at least."""
    return has_forms(sheet.rows, least=1, alone=False)


def _follows(sheet: Sheet, before: Sheet) -> bool:
    if not (is_of_document(sheet) and is_of_document(before)):
        return False
    if (sheet.file, sheet.group) != (before.file, before.group):
        return False
    if _number(sheet) != _number(before) + 1:
        return False
    batch = Batch()
    for line in sheet.above:
        batch.take(line)
    return not batch.facts and not batch.doubtful


def _number(sheet: Sheet) -> int:
    return int((sheet.name or "").rpartition(" ")[2])


def _joined(run: Sequence[Sheet]) -> tuple[Sheet, tuple[int, ...]]:
    """Return sheets as one, with all rows in their order, and the rows (from 0) that begin each."""
    if len(run) == 1:
        return run[0], ()
    rows: list[tuple[Cell, ...]] = []
    starts: list[int] = []
    hidden: set[int] = set()
    for sheet in run:
        starts.append(len(rows))
        hidden.update(row + len(rows) for row in sheet.hidden_rows)
        rows.extend(sheet.rows)
    name = f"Tables {_number(run[0])} to {_number(run[-1])}"
    empty = sum(sheet.trailing_empty_rows for sheet in run)
    whole = replace(
        run[0],
        name=name,
        rows=tuple(rows),
        hidden_rows=frozenset(hidden),
        trailing_empty_rows=empty,
    )
    return whole, tuple(starts)


def _found(sheet: Sheet, starts: Sequence[int], beside: frozenset[str]) -> _Found | None:
    """Return what a sheet of forms is made of, None for any other.

    Where there are other tables `beside` it with these labels one form is enough. A label that
    nobody knows and that comes twice in one form is none: “Mother: …”.
    """
    refused: set[str] = set()
    while True:
        pieces = pieces_of(sheet.rows, starts, refused, beside)
        pieces = without_staff(pieces) if pieces else None
        shape = shape_of(pieces, starts, 1 if beside else LEAST) if pieces else None
        if pieces is None or shape is None:
            return None
        if shape.count == 1 or 2 * len(starts) > shape.count:
            leads = Leads((first_of_tables(pieces, starts, shape),), True)
        else:
            leads = leads_of(pieces, shape)
        made = cut(pieces, leads.labels[0], shape, gaps=shape.gaps, starts=starts)
        more = (
            hollow(pieces, shape.count)
            | spoken(pieces, shape.regular)
            | _repeated_within(made, pieces, shape)
        ) - refused
        if not more:
            return _Found(pieces, shape, leads)
        refused |= more


def _repeated_within(made: Cut, pieces: Sequence[Piece], shape: Shape) -> set[str]:
    lone = {piece.label for piece in pieces if piece.lone}
    own = {*shape.telling, shape.start, *lone}
    found: set[str] = set()
    at = 0
    for block in made.blocks:
        seen: set[str] = set()
        last = block.rows[-1]
        while at < len(pieces) and pieces[at].row <= last:
            label = pieces[at].label
            if label and label in seen and label not in own:
                found.add(label)
            seen.add(label)
            at += 1
    return found


def _lead(sheet: Sheet, found: _Found, findings: Findings) -> str:
    """Return the label that forms begin with, "" while it is not known; asks where in doubt."""
    if found.leads.sure:
        return found.leads.labels[0]
    written = written_of(found.pieces)
    leads = found.leads.labels[:MOST_LEADS]
    labels = listed([written[label] for label in found.shape.regular])
    answer = findings.ask(
        Question(
            key=key_of(Topic.FORM, sheet.file, sheet.name, "forms"),
            topic=Topic.FORM,
            title="Which label does each form begin with?",
            detail=f"These labels come again and again below one another: {labels}. Something is "
            "missing among them, so that a date could go to the event before it or to the one "
            "after. Until you say so they are kept aside.",
            choices=(
                *(Choice(label, f"Each begins with “{written[label]}”") for label in leads),
                Choice(ASIDE, "Keep them aside until I have looked"),
            ),
            default=ASIDE,
            file=sheet.file,
            sheet=sheet.name,
        )
    )
    return answer if answer in leads else ""


def _keep(whole: Sheet, run: Sequence[Sheet], formed: Formed, findings: Findings) -> None:
    """Keep the rows of forms aside until it is known where they begin."""
    ledger = Ledger(whole)
    key = key_of(Topic.FORM, whole.file, whole.name, "forms")
    formed.reading.tallies.append(ledger.close(KEPT, key))
    formed.reading.tray.extend(ledger.tray)
    formed.waiting.update(map(id, run))


def _table(sheet: Sheet, made: Cut, found: _Found) -> Sheet | None:
    """Return forms as rows below headings; None where they overlap."""
    blocks, front = _without_front(made.blocks, found.shape)
    if not blocks:
        return None
    written = written_of(found.pieces)
    labels = list(dict.fromkeys(label for block in blocks for label in block.held))
    start = labels.index(found.shape.start)
    rows: list[tuple[Cell, ...]] = [()] * len(sheet.rows)
    for row, line in _lines(made, front, sheet):
        rows[row] = (*(None,) * start, line)
    first = blocks[0].rows
    places = [block.rows[0] for block in blocks]
    top = first[0] - 1
    if top < 0 or rows[top]:
        # The headings need a row of their own.
        top = first[0] if len(first) > 1 else -1
        places[0] = first[min(1, len(first) - 1)]
    if len(set(places)) < len(places):
        return None
    headings = tuple(written.get(label, label.capitalize()) for label in labels)
    if top >= 0:
        rows[top] = headings
    joined: dict[int, int] = {}
    for place, block in zip(places, blocks, strict=True):
        rows[place] = tuple(block.cell(label) for label in labels)
        joined |= {row + 1: place + 1 for row in (*block.rows, place)}
    lent = headings if top < 0 else ()
    headed_from = top if top >= HEADER_ROWS else 0
    return replace(
        sheet,
        rows=tuple(rows),
        trimmed=False,
        joined=joined,
        headings=lent,
        headed_from=headed_from,
    )


def _without_front(blocks: Sequence[Block], shape: Shape) -> tuple[list[Block], list[Block]]:
    """Return forms, and what stands above the first that has a date and tells of something.

    What has a date alone may be the day of the report: it is kept, and tells of nothing.
    """
    kept: list[Block] = []
    front: list[Block] = []
    for block in blocks:
        tells = bool(shape.telling & block.held.keys())
        if kept or tells:
            kept.append(block)
        elif shape.start in block.held and len(block.rows) > 1:
            block.held = {shape.start: block.held[shape.start]}
            kept.append(block)
        else:
            front.append(block)
    return kept, front


def _lines(made: Cut, front: Sequence[Block], sheet: Sheet) -> list[tuple[int, str]]:
    """Return the rows (from 0) that are part of no form, with what they say."""
    found: dict[int, list[str]] = {}
    taken = {row for block in made.blocks if block not in front for row in block.rows}
    for row, line in made.lines:
        if row not in taken:
            found.setdefault(row, []).append(line)
    for block in front:
        for row in block.rows:
            found[row] = [text for cell in sheet.rows[row] if (text := text_of(cell))]
    return [(row, "\t".join(texts)) for row, texts in found.items()]
