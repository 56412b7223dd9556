"""Words with covered parts: a painted bar for each of them, the one that is asked about solid."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from journeyviewer.model.pointing import BAR
from journeyviewer.ui.look import BODY, PlainLabel, tone

ABOVE, BELOW = 1.24, 0.36
"""How far a bar reaches above and below the line of writing, in heights of a capital."""


class MaskedLabel(PlainLabel):
    """A label that paints a bar over each covered part; other words are shown as usual.

    The letters that stand for a covered part leave hairlines between them in many typefaces.
    """

    def __init__(self) -> None:
        super().__init__("", BODY)
        self.wrapped().selectable()
        self.asked: frozenset[int] | None = None
        self._laid_as: object = None
        self._heights: dict[int, int] = {}

    def show_words(self, words: str, asked: frozenset[int] | None = None) -> None:
        """Show words; of their covered parts those whose number is in `asked` are solid.

        The others are drawn as outlines. None asks about all of them.
        """
        self.asked = asked
        self.setText(words)
        self.update()

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        if BAR not in self.text():
            super().paintEvent(qt_event)
            return
        with QPainter(self) as painter:
            self._paint(painter)

    def heightForWidth(self, width: int) -> int:
        # A page of cards asks each of them again and again while it finds room for all.
        laid_as = (self.text(), self.font(), self.contentsMargins())
        if laid_as != self._laid_as:
            self._laid_as = laid_as
            self._heights.clear()
        if width not in self._heights:
            self._heights[width] = self._height_at(width)
        return self._heights[width]

    def _height_at(self, width: int) -> int:
        if BAR not in self.text():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        _, height = self._laid_out(width - margins.left() - margins.right())
        return ceil(height) + margins.top() + margins.bottom()

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        """Return the words in lines of this width, what is covered unseen, and their height."""
        # A layout knows an end of a line by another letter, of the same length.
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font(), self)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.setFormats([_unseen(start, end) for start, end in covered(self.text())])
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout, y

    def _paint(self, painter: QPainter) -> None:
        area = QRectF(self.contentsRect())
        layout, height = self._laid_out(area.width())
        top = area.top() + max((area.height() - height) / 2, 0.0)
        painter.setPen(tone(self.ink))
        layout.draw(painter, QPointF(area.left(), top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        capital = QFontMetricsF(self.font()).capHeight()
        for number, (start, end) in enumerate(covered(self.text())):
            line = layout.lineForTextPosition(start)
            left, right = _x(line, start), _x(line, end)
            base = top + line.y() + line.ascent()
            bar = QRectF(left, base - ABOVE * capital, right - left, (ABOVE + BELOW) * capital)
            solid = self.asked is None or number in self.asked
            painter.setBrush(tone("ink" if solid else "line2"))
            painter.setPen(QPen(tone("ink" if solid else "ink3"), 1))
            painter.drawRoundedRect(bar.adjusted(1.5, 0.5, -1.5, -0.5), 2, 2)


def covered(text: str) -> list[tuple[int, int]]:
    """Return where the covered parts of a text begin and end, in order."""
    found, at = [], text.find(BAR)
    while at >= 0:
        found.append((at, at + len(BAR)))
        at = text.find(BAR, at + len(BAR))
    return found


def asked_about(masked: str, whole: str, subject: str) -> frozenset[int] | None:
    """Return which covered parts of a masked text hide the subject; None when that is not known.

    `whole` is the same text with nothing covered.
    """
    between = masked.split(BAR)
    at, found = len(between[0]), set()
    if not subject or not whole.startswith(between[0]):
        return None
    for number, words in enumerate(between[1:]):
        last = number == len(between) - 2
        end = len(whole) - len(words) if last else whole.find(words, at + 1)
        if end <= at or not words:
            return None
        if whole[at:end].strip().casefold() == subject.strip().casefold():
            found.add(number)
        at = end + len(words)
    return frozenset(found) or None


def _unseen(start: int, end: int) -> QTextLayout.FormatRange:
    made, form = QTextLayout.FormatRange(), QTextCharFormat()
    form.setForeground(QColor(Qt.GlobalColor.transparent))
    made.start, made.length, made.format = start, end - start, form
    return made


def _x(line: QTextLine, place: int) -> float:
    found: object = line.cursorToX(place)
    return float(found[0]) if isinstance(found, tuple) else float(str(found))
