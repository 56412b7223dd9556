"""Painting the cells of the table: plain words, what is looked for, and the state of a row."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from journeyviewer.model.lanes import lane
from journeyviewer.ui.look import BODY, current, icon_pixmap, scaled, screen_font, tone
from journeyviewer.ui.table_model import Index, RecordModel
from journeyviewer.ui.table_words import SAME, Column

ROW, COMPACT_ROW = 30, 26
PAD = 8
LANE_MARK, AFTER_MARK = 16, 6
BEFORE_FOUND = 4
"""Letters kept before words looked for that would be cut off."""
MOST_FITTED = 20_000
COLUMNS = tuple(Column)
STRONGER = (Column.WHAT, Column.WORDS)
FOUND_IN = (Column.WHAT, Column.WORDS, Column.DETAIL)


class Inks:
    """What a paint of the table needs of the look there is now, fetched once for all cells."""

    def __init__(self) -> None:
        self.ink, self.ink2, self.ink3 = tone("ink"), tone("ink2"), tone("ink3")
        self.line = tone("line2")
        self.focus, self.tint = tone("focus"), tone("focusTint")
        self.font = screen_font(BODY)
        self.metrics = QFontMetricsF(self.font)
        self.capitals = self.metrics.capHeight()
        self.pad, self.mark, self.after_mark = scaled(PAD), scaled(LANE_MARK), scaled(AFTER_MARK)


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
        self._inks: Inks | None = None
        self._fitted: dict[tuple[str, int, bool], tuple[str, float]] = {}

    def look_for(self, words: tuple[str, ...]) -> None:
        """Mark these words wherever they stand, whatever their letter case."""
        longest_first = sorted(words, key=len, reverse=True)
        pieces = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
        self.found = re.compile("|".join(pieces), re.IGNORECASE) if words else None
        self._fitted.clear()

    def prepare(self, first_column: int) -> None:
        """Take the look there is now for the cells painted next."""
        self.first_column = first_column
        self._inks = Inks()

    def forget(self) -> None:
        """Fit words anew: they are drawn in another size, or stand for something else."""
        self._fitted.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(scaled(80), scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inks = self._inks or Inks()
        area = QRectF(option.rect)
        row, column = index.row(), index.column()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or row == self.hovered:
            painter.fillRect(area, inks.tint)
        if chosen and column == self.first_column:
            painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), inks.focus)
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), inks.line)
        words = self.model.brief(row, COLUMNS[column])
        if not words:
            return
        inner = area.adjusted(inks.pad, 0, -inks.pad, -1)
        if column == Column.LANE:
            inner = self._paint_lane_mark(painter, inner, row, inks)
        self._paint_words(painter, inner, words, column, inks)

    def _paint_lane_mark(self, painter: QPainter, inner: QRectF, row: int, inks: Inks) -> QRectF:
        """Draw the lane's icon in its colour; return the room beside it."""
        item = lane(self.model.entries[row].lane)
        picture = icon_pixmap(item.icon, f"{item.key}.mark", inks.mark)
        top = round(inner.center().y() - inks.mark / 2)
        painter.drawPixmap(round(inner.x()), top, picture)
        return inner.adjusted(inks.mark + inks.after_mark, 0, 0, 0)

    def _paint_words(
        self, painter: QPainter, inner: QRectF, words: str, column: int, inks: Inks
    ) -> None:
        words, width = self._fitting(words, int(inner.width()), column in FOUND_IN, inks.metrics)
        left = inner.right() - width if column == Column.DAYS else inner.x()
        baseline = QPointF(left, inner.center().y() + inks.capitals / 2)
        painter.setFont(inks.font)
        same = column == Column.WORDS and words == SAME
        painter.setPen(inks.ink3 if same else inks.ink if column in STRONGER else inks.ink2)
        painter.drawText(baseline, words)
        if self.found is not None and column in FOUND_IN and not same:
            self._mark_found(painter, inks.metrics, words, baseline)

    def _fitting(
        self, words: str, width: int, searched: bool, metrics: QFontMetricsF
    ) -> tuple[str, float]:
        """Return words cut to a width, with their own; what is looked for stays in sight."""
        key = (words, width, searched)
        if key not in self._fitted:
            right = Qt.TextElideMode.ElideRight
            cut = metrics.elidedText(words, right, width)
            match = self.found.search(words) if self.found is not None and searched else None
            if match is not None and cut != words and match.end() >= len(cut):
                start = max(0, match.start() - BEFORE_FOUND)
                cut = metrics.elidedText("…" + words[start:], right, width)
            if len(self._fitted) > MOST_FITTED:
                self._fitted.clear()
            self._fitted[key] = (cut, metrics.horizontalAdvance(cut))
        return self._fitted[key]

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
