"""How wide the columns of the table are: what usually stands in them, free words the rest."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF

from journeyviewer.ui.look import BODY, scaled, screen_font
from journeyviewer.ui.table_model import HEADING, RecordModel
from journeyviewer.ui.table_paint import LANE_MARK, PAD
from journeyviewer.ui.table_words import Column

MOST_WORDS = {
    Column.KIND: "Count",
    Column.START: "about March 2012",
    Column.END: "about March 2012",
    Column.AGE: "About 15y 10m",
    Column.DAYS: "about 1,234",
    Column.CERTAINTY: "Start not exact",
    Column.SOURCE: "Row 128, Support people",
}
"""Words that a column is widened for at most; longer ones are cut, and whole in the details."""
LOOKED_AT = 100
"""Rows, spread over all of them, that columns are measured by."""
SHARES = {Column.WHAT: 5, Column.WORDS: 4, Column.DETAIL: 4}
"""How columns of free words share what the others leave."""
LEAST_WORDS = 120


def widths(room: int, columns: list[Column], model: RecordModel) -> dict[Column, int]:
    """Return widths in pixels for the columns shown that fill the room, or more than fill it."""
    step = max(1, len(model.entries) // LOOKED_AT)
    rows = range(0, len(model.entries), step)
    made = {
        column: max(_heading_width(column, model), _usual_width(column, rows, model))
        for column in columns
        if column not in SHARES
    }
    spare = room - sum(made.values())
    free = [column for column in columns if column in SHARES]
    total = sum(SHARES[column] for column in free)
    for column in free:
        made[column] = max(scaled(LEAST_WORDS), spare * SHARES[column] // max(total, 1))
    return made


def _heading_width(column: Column, model: RecordModel) -> int:
    """Return the room for a heading and the arrow that says how it is sorted."""
    words = model.telling.heading(column) if model.telling else ""
    metrics = QFontMetricsF(screen_font(HEADING))
    return round(metrics.horizontalAdvance(f"{words} ↓")) + 2 * scaled(PAD) + 6


def _usual_width(column: Column, rows: range, model: RecordModel) -> int:
    """Return the room for what stands in a column, as far as that is usual."""
    metrics = QFontMetricsF(screen_font(BODY))
    said = {model.words(row, column) for row in rows}
    widest = max(map(metrics.horizontalAdvance, said), default=0.0)
    mark = scaled(LANE_MARK + 12) if column is Column.LANE else 0
    most = metrics.horizontalAdvance(MOST_WORDS[column]) if column in MOST_WORDS else scaled(160)
    return round(min(widest, most)) + mark + 2 * scaled(PAD) + 2
