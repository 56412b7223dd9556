"""Painted parts of the import report: the bar of all rows, the lanes with what they will show."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeyviewer.analysis.import_report import ImportReport, LaneLine, SheetLine
from journeyviewer.model.words import counted
from journeyviewer.render.painter import paint_marks
from journeyviewer.timeline.scene import Box, Face, Hatch, Ink, Mark
from journeyviewer.ui.look import (
    current,
    icon_pixmap,
    scaled,
    screen_font,
    tone,
    when_changed,
)

READ, DECIDE, LEFT = "read", "decide", "left"


def share_marks(x: float, width: float, height: float, kind: str) -> list[Mark]:
    """Return marks that look as rows are: read solid, to decide outlined, left out hatched."""
    if kind == LEFT:
        return [
            Hatch(x, 0, width, height, Ink("ink3"), 5.0),
            Box(x, 0, width, height, None, Ink("ink3"), 1.0),
        ]
    if kind == DECIDE:
        return [Box(x, 0, width, height, Ink("warnTint"), Ink("warn"), 1.6)]
    return [Box(x, 0, width, height, Ink("line3"), Ink("ink2"), 1.0)]


class Swatch(QWidget):
    """A small square filled as one kind of row is."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        self.setFixedSize(scaled(14), scaled(14))

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            marks = share_marks(0, self.width(), self.height(), self.kind)
            paint_marks(painter, marks, current())


class RowsBar(QWidget):
    """One bar for all rows: read, to decide and left out, each at least wide enough to see."""

    LEAST = 6.0

    def __init__(self) -> None:
        super().__init__()
        self.report: ImportReport | None = None
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        self.setFixedHeight(scaled(14))

    def show_report(self, report: ImportReport) -> None:
        """Show the rows of a report."""
        self.report = report
        self.setAccessibleName(
            f"{counted(report.rows, 'row')}: {report.read:,} read, {report.undecided:,} "
            f"{'needs' if report.undecided == 1 else 'need'} a decision, "
            f"{report.left_out:,} left out"
        )
        self.update()

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        if self.report is None or not self.report.rows:
            return
        report = self.report
        parts = [
            (kind, count)
            for kind, count in (
                (READ, report.read),
                (DECIDE, report.undecided),
                (LEFT, report.left_out),
            )
            if count
        ]
        with QPainter(self) as painter:
            gap = 2.0
            room = self.width() - gap * (len(parts) - 1)
            widths = [max(room * count / report.rows, self.LEAST) for _, count in parts]
            shrink = room / sum(widths)
            x = 0.0
            for (kind, _), width in zip(parts, widths, strict=True):
                marks = share_marks(x, width * shrink, self.height(), kind)
                paint_marks(painter, marks, current())
                x += width * shrink + gap


class LaneTable(QWidget):
    """Each lane with its icon, its number of items, and where on the scale something lies."""

    ROW, HEAD = 25.6, 26.0

    def __init__(self) -> None:
        super().__init__()
        self.report: ImportReport | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        when_changed(self.updateGeometry)

    def show_report(self, report: ImportReport) -> None:
        """Show the lanes of a report."""
        self.report = report
        self.setAccessibleName("What the journey will show")
        self.setAccessibleDescription(
            "; ".join(f"{line.lane.title}: {counted(line.items, 'item')}" for line in report.lanes)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = len(self.report.lanes) if self.report else 12
        return QSize(scaled(420), scaled(self.HEAD + rows * self.ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(320), self.sizeHint().height())

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        if self.report is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._head(painter, self.report)
            for number, line in enumerate(self.report.lanes):
                self._row(painter, self.report, line, scaled(self.HEAD + number * self.ROW))

    @property
    def _left(self) -> int:
        return scaled(222)

    def _x(self, report: ImportReport, value: float) -> float:
        room = self.width() - self._left - 1
        return self._left + room * (value - report.first) / (report.last - report.first)

    def _strip(self, report: ImportReport, line: LaneLine, middle: float) -> list[Mark]:
        """Return the marks of one lane's strip: recorded as boxes, silent hatched."""
        key, tall = line.lane.key, scaled(13)
        # Dots on black would not read as filled.
        dotted_on_black = current().dark and current().pattern(f"{key}.3") is not None
        fill = Ink(f"{key}.edge" if dotted_on_black else f"{key}.3")
        top = middle - tall / 2
        marks: list[Mark] = []
        for begins, ends in line.recorded:
            x = self._x(report, begins)
            width = max(self._x(report, ends) - x, 2.0)
            marks.append(Box(x, top, width, tall, fill, Ink(f"{key}.edge")))
        for begins, ends in line.silent:
            x = self._x(report, begins)
            marks.append(Hatch(x, top, max(self._x(report, ends) - x, 3.0), tall, Ink("ink3"), 5.0))
        return marks

    def _head(self, painter: QPainter, report: ImportReport) -> None:
        painter.setFont(screen_font(Face(13, 600)))
        painter.setPen(tone("ink"))
        high = scaled(self.HEAD) - scaled(6)
        vertical = Qt.AlignmentFlag.AlignVCenter
        right = vertical | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 0, self._left, high), vertical, "Lane")
        painter.drawText(QRectF(0, 0, self._left - scaled(12), high), right, "Items")
        painter.setFont(screen_font(Face(12.5)))
        painter.setPen(tone("ink2"))
        for value, words in _ticks(report):
            width = painter.fontMetrics().horizontalAdvance(words)
            x = min(self._x(report, value) - width / 2, self.width() - width - 1.0)
            x = max(x, float(self._left))
            painter.drawText(QPointF(x, high * 0.72), words)
        painter.setPen(QPen(tone("line3"), 1))
        y = scaled(self.HEAD) - 0.5
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _row(self, painter: QPainter, report: ImportReport, line: LaneLine, top: float) -> None:
        high = scaled(self.ROW)
        middle = top + high / 2
        side = scaled(16)
        picture = icon_pixmap(line.lane.icon, f"{line.lane.key}.mark", side)
        painter.drawPixmap(round(scaled(1)), round(middle - side / 2), picture)
        painter.setFont(screen_font(Face(14)))
        painter.setPen(tone("ink"))
        vertical = Qt.AlignmentFlag.AlignVCenter
        title = QRectF(scaled(25), top, self._left - scaled(60), high)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(line.lane.title, Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, vertical, words)
        painter.setFont(screen_font(Face(14, 600)))
        painter.drawText(
            QRectF(0, top, self._left - scaled(12), high),
            vertical | Qt.AlignmentFlag.AlignRight,
            f"{line.items:,}",
        )
        painter.setPen(QPen(tone("line"), 1))
        painter.drawLine(
            QPointF(self._left, round(middle) + 0.5), QPointF(self.width(), round(middle) + 0.5)
        )
        paint_marks(painter, self._strip(report, line, middle), current())
        painter.setPen(QPen(tone("line2"), 1))
        y = round(top + high) - 0.5
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))


def _ticks(report: ImportReport) -> list[tuple[float, str]]:
    """Return where the scale is named: birth and every five years, or every few years."""
    if report.by_age:
        whole = int(report.last)
        marks = [(0.0, "Birth"), *((float(age), str(age)) for age in range(5, whole, 5))]
        if whole - marks[-1][0] < 2 and len(marks) > 1:
            marks.pop()
        return [*marks, (float(whole), str(whole))]
    first, last = int(report.first) + 1, int(report.last)
    step = max(1, -(-(last - first) // 5))
    return [(float(year), str(year)) for year in range(first, last + 1, step)]


class SheetBar(QWidget):
    """How much of one sheet is used, as a thin bar."""

    def __init__(self, line: SheetLine) -> None:
        super().__init__()
        self.line = line
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        self.setFixedHeight(scaled(6))
        self.setMinimumWidth(scaled(80))

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(tone("ink2"), 1))
            painter.drawRect(area)
            share = self.line.used / max(self.line.rows, 1)
            painter.fillRect(
                QRectF(0, 0, self.width() * min(share, 1.0), self.height()), tone("ink2")
            )
