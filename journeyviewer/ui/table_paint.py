"""Painting the cells of the table: plain words, what is looked for, and the state of a row."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from journeyviewer.ui.look import BODY, current, scaled, screen_font, tone
from journeyviewer.ui.table_model import Index, RecordModel
from journeyviewer.ui.table_words import Column

ROW, COMPACT_ROW = 30, 26
PAD = 8
LANE_MARK = 8
BEFORE_FOUND = 4
"""Letters kept before words looked for that would be cut off."""
FOUND_IN = (Column.WHAT, Column.WORDS, Column.DETAIL)


class RecordDelegate(QStyledItemDelegate):
    """Draws a cell; never asks the style, which would guess what kind of text it is.

    `hovered` is the row under the pointer, -1 without one; `found` finds the words looked for.
    """

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        self.model = model
        self.hovered = -1
        self.first_column = 0
        self.found: re.Pattern[str] | None = None

    def look_for(self, words: tuple[str, ...]) -> None:
        """Mark these words wherever they stand, whatever their letter case."""
        longest_first = sorted(words, key=len, reverse=True)
        pieces = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
        self.found = re.compile("|".join(pieces), re.IGNORECASE) if words else None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(scaled(80), scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)
        column = Column(index.column())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or index.row() == self.hovered:
            painter.fillRect(area, tone("focusTint"))
        if chosen and column == self.first_column:
            painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), tone("focus"))
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), tone("line2"))
        pad = scaled(PAD)
        inner = area.adjusted(pad, 0, -pad, -1)
        if column is Column.LANE:
            inner = self._paint_lane_mark(painter, inner, index.row())
        self._paint_words(painter, inner, index.row(), column)
        painter.restore()

    def _paint_lane_mark(self, painter: QPainter, inner: QRectF, row: int) -> QRectF:
        """Draw a square in the lane's colour; return the room beside it."""
        size = scaled(LANE_MARK)
        colour = current().colour(f"{self.model.entries[row].lane}.mark")
        left = inner.x() + scaled(4)
        painter.fillRect(QRectF(left, inner.center().y() - size / 2, size, size), colour)
        return inner.adjusted(size + scaled(12), 0, 0, 0)

    def _paint_words(self, painter: QPainter, inner: QRectF, row: int, column: Column) -> None:
        words = self.model.words(row, column)
        if not words:
            return
        painter.setFont(screen_font(BODY))
        metrics = QFontMetricsF(painter.font())
        words = self._fitting(words, metrics, inner.width(), column)
        painter.setPen(tone("ink" if column in (Column.WHAT, Column.WORDS) else "ink2"))
        width = metrics.horizontalAdvance(words)
        left = inner.right() - width if column is Column.DAYS else inner.x()
        baseline = inner.center().y() + metrics.capHeight() / 2
        painter.drawText(QPointF(left, baseline), words)
        if self.found is not None and column in FOUND_IN:
            self._mark_found(painter, metrics, words, QPointF(left, baseline))

    def _fitting(self, words: str, metrics: QFontMetricsF, width: float, column: Column) -> str:
        """Cut words to a width; what is looked for stays in sight."""
        right = Qt.TextElideMode.ElideRight
        cut = metrics.elidedText(words, right, width)
        if cut == words or self.found is None or column not in FOUND_IN:
            return cut
        match = self.found.search(words)
        if match is None or match.end() < len(cut):
            return cut
        start = max(0, match.start() - BEFORE_FOUND)
        return metrics.elidedText("…" + words[start:], right, width)

    def _mark_found(
        self, painter: QPainter, metrics: QFontMetricsF, words: str, at: QPointF
    ) -> None:
        """Lay gold under the words looked for, with a dark edge that shows in grey too."""
        assert self.found is not None
        for match in self.found.finditer(words):
            left = at.x() + metrics.horizontalAdvance(words[: match.start()])
            width = metrics.horizontalAdvance(match[0])
            top, tall = at.y() - metrics.ascent() * 0.86, metrics.height() * 0.86
            painter.fillRect(QRectF(left, top, width, tall), tone("search"))
            painter.fillRect(QRectF(left, top + tall - 1.5, width, 1.5), tone("searchEdge"))
            # Gold is light in every theme; its words are the darker of the two inks.
            painter.setPen(tone("surface" if current().dark else "ink"))
            painter.drawText(QPointF(left, at.y()), match[0])
