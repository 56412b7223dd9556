"""The first screen: read a chronology, look around, or go on with files read before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.timeline.scene import Face
from journeyviewer.ui.example import ExamplePicture
from journeyviewer.ui.look import (
    SMALL,
    Button,
    IconLabel,
    PlainLabel,
    icon_pixmap,
    rule,
    scaled,
    screen_font,
    text_scale,
    tone,
    when_changed,
)
from journeyviewer.ui.settings import Settings

MOST_SHOWN, FEW_SHOWN = 5, 4
FEW_BELOW = 760
"""Pixels of height, at 100 percent, under which fewer files are listed, so that all is in sight."""
LEFT = 600
LEAST_RIGHT = 560
"""Pixels the drawn example needs beside it; with less it would be cut, and is left out."""
MOST_WIDE = 16_777_215


class Card(QAbstractButton):
    """A large button: icon, words, a line below them, and its key at the right."""

    def __init__(
        self, words: str, below: str, icon_name: str, key: str = "", primary: bool = False
    ) -> None:
        super().__init__()
        self.words, self.below, self.icon_name = words, below, icon_name
        self.key, self.primary = key, primary
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(below)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        when_changed(self._follow)

    def _follow(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(round(472 * text_scale()), scaled(70))

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse() or self.isDown()
        fill = ("ink" if over else "focus") if self.primary else "focusTint" if over else "surface"
        edge = fill if self.primary else "line3"
        painter.setBrush(tone(fill))
        painter.setPen(QPen(tone(edge), 1))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tone("surface" if self.primary else "focus"), 2))
            painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), 4, 4)
        ink, soft = ("surface", "surface") if self.primary else ("ink", "ink2")
        side, middle = scaled(28), self.height() / 2
        picture = icon_pixmap(self.icon_name, ink, side)
        painter.drawPixmap(round(scaled(34) - side / 2), round(middle - side / 2), picture)
        left = scaled(68)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(tone(ink))
        painter.setFont(screen_font(Face(16.5, 600)))
        upper = QRectF(left, middle - scaled(25), self.width() - left, scaled(26))
        painter.drawText(upper, vertical, self.words)
        painter.setPen(tone(soft))
        painter.setFont(screen_font(Face(14)))
        lower = QRectF(left, middle + scaled(1), self.width() - left, scaled(22))
        painter.drawText(lower, vertical, self.below)
        painter.setFont(screen_font(Face(13)))
        right = QRectF(0, 0, self.width() - scaled(18), self.height())
        painter.drawText(right, vertical | Qt.AlignmentFlag.AlignRight, self.key)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(qt_event)


class RecentRow(QAbstractButton):
    """What was open before: a study with what is in it, or files with the folder they lie in."""

    def __init__(self, path: Path, words: str, beside: str) -> None:
        super().__init__()
        self.path, self.words, self.beside = path, words, beside
        study = path.suffix == ".jvstudy"
        self.setAccessibleName(f"Open the study {words}" if study else f"Read {words} again")
        self.setAccessibleDescription(beside)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(472), scaled(41))

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self.underMouse():
                painter.fillRect(self.rect(), tone("focusTint"))
            vertical = Qt.AlignmentFlag.AlignVCenter
            area = QRectF(self.rect()).adjusted(2, 0, -2, -1)
            painter.setFont(screen_font(Face(14, 500)))
            painter.setPen(tone("ink"))
            metrics = painter.fontMetrics()
            right = Qt.TextElideMode.ElideRight
            gap, small = scaled(16), QFontMetrics(screen_font(Face(13)))
            # Few words beside it leave their room to a long name.
            beside = area.width() - small.horizontalAdvance(self.beside) - gap
            room = int(max(area.width() * 0.6, beside))
            name = metrics.elidedText(self.words, right, room)
            painter.drawText(area, vertical, name)
            used = metrics.horizontalAdvance(name) + gap
            painter.setFont(screen_font(Face(13)))
            painter.setPen(tone("ink2"))
            metrics = painter.fontMetrics()
            middle = Qt.TextElideMode.ElideMiddle
            place = metrics.elidedText(self.beside, middle, int(area.width() - used))
            painter.drawText(area, vertical | Qt.AlignmentFlag.AlignRight, place)
            painter.setPen(tone("line"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
            if self.hasFocus():
                painter.setPen(QPen(tone("focus"), 2))
                painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(qt_event)


class Welcome(QWidget):
    """What can be done first at the left, a drawn example at the right."""

    asked_to_open = Signal()
    asked_for_folder = Signal()
    asked_for_study = Signal()
    asked_for_samples = Signal()
    asked_again = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.settings = settings
        self.read = Card(
            "Read a chronology",
            "Excel or CSV, one young person or many",
            "file-text",
            "Ctrl+O",
            primary=True,
        )
        self.read.clicked.connect(self.asked_to_open)
        self.study = Card(
            "Open saved work",
            "Cases, notes and phases you saved before",
            "folder-open",
            "Ctrl+Shift+O",
        )
        self.study.clicked.connect(self.asked_for_study)
        self.folder = Button("Read a folder…", flat=True)
        self.folder.clicked.connect(self.asked_for_folder)
        self.samples = Card(
            "Look around with an invented case", "No real data; takes five minutes", "play"
        )
        self.samples.clicked.connect(self.asked_for_samples)
        self.example = ExamplePicture()
        self.recent = QVBoxLayout()
        self.recent.setSpacing(0)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.side = self._left()
        line.addWidget(self.side)
        self.example_side = self._right()
        line.addWidget(self.example_side, 1)
        self.few = False
        self.show_recent()
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        alone = self.width() < scaled(LEFT) + LEAST_RIGHT
        self.side.setMinimumWidth(0 if alone else scaled(LEFT))
        self.side.setMaximumWidth(MOST_WIDE if alone else scaled(LEFT))
        self.example_side.setVisible(not alone)
        few = self.height() < scaled(FEW_BELOW)
        self.column.setContentsMargins(64, 24 if few else 40, 64, 8)
        self.foot.setContentsMargins(64, 8 if few else 10, 64, 12 if few else 28)
        if few != self.few:
            self.few = few
            self.show_recent()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._follow()

    def _left(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(64, 40, 64, 8)
        column.setSpacing(12)
        column.addWidget(PlainLabel("See a young person’s journey", Face(34, 700)).wrapped())
        words = (
            "Read an anonymised chronology, look at it as lanes over time, and write down what you "
            "notice. Everything stays on this computer."
        )
        column.addWidget(PlainLabel(words, Face(17), "ink2").wrapped())
        column.addSpacing(12)
        for card in (self.read, self.study, self.samples):
            column.addWidget(card)
        others = QHBoxLayout()
        others.addWidget(PlainLabel("You can also drop files in this window, or", SMALL, "ink2"))
        others.addWidget(self.folder)
        others.addStretch()
        column.addLayout(others)
        column.addSpacing(6)
        column.addLayout(self.recent)
        column.addStretch()
        self.column = column
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        for widget in (scroll.viewport(), page):
            widget.setAutoFillBackground(False)
        side = QWidget()
        side.setObjectName("welcomePage")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        both = QVBoxLayout(side)
        both.setContentsMargins(0, 0, 1, 0)
        both.setSpacing(0)
        both.addWidget(scroll, 1)
        both.addWidget(rule())
        both.addLayout(self._promise())
        return side

    def _promise(self) -> QHBoxLayout:
        """Return what stays in sight at the foot, however long the list above it is."""
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(64, 10, 64, 28)
        self.foot.setSpacing(10)
        self.foot.addWidget(IconLabel("wifi-off", "ink2", 18), 0, Qt.AlignmentFlag.AlignTop)
        promise = "Works without a network. No names, no accounts, no sending."
        self.foot.addWidget(PlainLabel(promise, Face(13.5), "ink2").wrapped(), 1)
        return self.foot

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(40, 38, 40, 30)
        column.setSpacing(14)
        column.addWidget(self.example, 100)
        under = PlainLabel(
            "The heavy line is the day she was identified as high risk. Support is drawn as large "
            "as harm.",
            Face(13.5),
            "ink2",
        ).wrapped()
        under.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(under)
        column.addStretch(1)
        return side

    def show_recent(self) -> None:
        """Show what was read last, unless the list is switched off."""
        while (item := self.recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.recent.addWidget(self._recent_heading())
        most = FEW_SHOWN if self.few else MOST_SHOWN
        studies = list(self.settings.studies)[:most]
        known = [Path(name) for name in (*studies, *self.settings.recent)][:most]
        if not self.settings.recent_files_on or not known:
            words = (
                "Nothing opened yet."
                if self.settings.recent_files_on
                else "Not kept. What you open is not remembered."
            )
            label = PlainLabel(words, SMALL, "ink2")
            label.setContentsMargins(0, 8, 0, 0)
            self.recent.addWidget(label)
            return
        self.recent.addWidget(rule())
        for path in known:
            row = RecentRow(path, *self._told_of(path))
            row.clicked.connect(lambda _=False, path=path: self.asked_again.emit(path))
            self.recent.addWidget(row)

    def _told_of(self, path: Path) -> tuple[str, str]:
        """Return the title of a study and what is in it; of a file its name and folder."""
        told = self.settings.studies.get(str(path))
        if told is None:
            return path.name, str(path.parent)
        from journeyviewer.ui.studying.recent import note_from

        note = note_from(told, path)
        return note.title, note.words(date.today())

    def _recent_heading(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 6)
        line.setSpacing(16)
        line.addWidget(PlainLabel("Recent", Face(14, 600)))
        line.addStretch()
        keep = QCheckBox("Keep this list")
        keep.setChecked(self.settings.recent_files_on)
        keep.toggled.connect(self._keep)
        line.addWidget(keep)
        clear = Button("Clear list", flat=True)
        clear.setEnabled(bool(self.settings.recent or self.settings.studies))
        clear.clicked.connect(self._clear)
        line.addWidget(clear)
        return holder

    def _keep(self, keep: bool) -> None:
        self.settings.recent_files_on = keep
        if not keep:
            self.settings.clear_recent()
        self.settings.save()
        self.show_recent()

    def _clear(self) -> None:
        self.settings.clear_recent()
        self.settings.save()
        self.show_recent()
