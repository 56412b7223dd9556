"""Small tables beside a chronology that say whom it is about, as at the top of a document."""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.ingest.chronology_people import facts_in
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.table import Reading, Sheet, is_blank, text_of

MOST_ROWS, MOST_CELLS = 15, 4


def lines_of(sheet: Sheet) -> list[tuple[int, str]]:
    """Return the rows of a sheet that hold something, each as one line parted by tabs."""
    return [
        (number, "\t".join(text for cell in cells if (text := text_of(cell))))
        for number, cells in enumerate(sheet.rows, start=1)
        if not is_blank(cells)
    ]


def is_facts(sheet: Sheet) -> bool:
    """True for a small table that names a child and holds no chronology."""
    lines = lines_of(sheet)
    if not 0 < len(lines) <= MOST_ROWS or any(line.count("\t") >= MOST_CELLS for _, line in lines):
        return False
    return any(facts_in(line).name for _, line in lines)


def read_facts(sheet: Sheet, reading: Reading) -> Sequence[str]:
    """Return the lines that say something of a person; the other rows are kept aside."""
    ledger = Ledger(sheet)
    kept = [(number, line) for number, line in lines_of(sheet) if facts_in(line).any]
    for number, _ in kept:
        ledger.set(number, Fate.USED)
    reading.tallies.append(ledger.close("it says nothing that is drawn"))
    reading.tray.extend(ledger.tray)
    return [line for _, line in kept]
