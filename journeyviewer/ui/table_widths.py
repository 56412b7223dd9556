"""How wide the columns of the table are: what usually stands in them, free words the rest."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF

from journeyviewer.ui.look import BODY, scaled, screen_font
from journeyviewer.ui.table_model import HEADING, RecordModel
from journeyviewer.ui.table_paint import AFTER_MARK, LANE_MARK, PAD
from journeyviewer.ui.table_words import Column

MOST_WORDS = {
    Column.KIND: "Count",
    Column.START: "about September 2012",
    Column.END: "about September 2012",
    Column.AGE: "14y 10m to 15y 10m",
    Column.DAYS: "about 1,234 so far",
    Column.CERTAINTY: "Start not exact",
    Column.SOURCE: "Row 128, Placements",
}
"""Words that a column is widened for at most; longer ones are cut, and whole in the details."""
LOOKED_AT = 400
"""Rows, spread over all of them, that columns are measured by."""
LEAST = {Column.WHAT: 210, Column.WORDS: 110, Column.DETAIL: 110}
"""Least widths of columns of free words that need as much; they share what the others leave."""


def widths(room: int, columns: list[Column], model: RecordModel) -> dict[Column, int]:
    """Return widths in pixels for the columns shown that fill the room, or more than fill it."""
    step = max(1, len(model.entries) // LOOKED_AT)
    rows = range(0, len(model.entries), step)
    made = {
        column: max(_heading_width(column, model), _usual_width(column, rows, model))
        for column in columns
        if column not in LEAST
    }
    spare = room - sum(made.values())
    needs = {column: _need(column, rows, model) for column in columns if column in LEAST}
    for column, need in needs.items():
        made[column] = min(need, scaled(LEAST[column]))
    spare -= sum(made[column] for column in needs)
    wanting = {column: need - made[column] for column, need in needs.items()}
    total = sum(wanting.values())
    if spare > 0 and total:
        for column, more in wanting.items():
            made[column] += min(more, spare * more // total)
    if spare > total and needs:
        made[list(needs)[-1]] += spare - total
    return made


def _need(column: Column, rows: range, model: RecordModel) -> int:
    """Return the width at which a column of free words cuts none."""
    metrics = QFontMetricsF(screen_font(BODY))
    said = {model.brief(row, column) for row in rows}
    widest = max(map(metrics.horizontalAdvance, said), default=0.0)
    return max(_heading_width(column, model), round(widest) + 2 * scaled(PAD) + 2)


def _heading_width(column: Column, model: RecordModel) -> int:
    """Return the room for a heading and the arrow that says how it is sorted."""
    words = model.telling.heading(column) if model.telling else ""
    metrics = QFontMetricsF(screen_font(HEADING))
    return round(metrics.horizontalAdvance(f"{words} ↓")) + 2 * scaled(PAD) + 6


def _usual_width(column: Column, rows: range, model: RecordModel) -> int:
    """Return the room for what stands in a column, as far as that is usual."""
    metrics = QFontMetricsF(screen_font(BODY))
    said = {model.brief(row, column) for row in rows}
    widest = max(map(metrics.horizontalAdvance, said), default=0.0)
    mark = scaled(LANE_MARK + AFTER_MARK) if column is Column.LANE else 0
    most = metrics.horizontalAdvance(MOST_WORDS[column]) if column in MOST_WORDS else scaled(160)
    return round(min(widest, most)) + mark + 2 * scaled(PAD) + 2
