"""Words, icons and buttons that keep up with the theme and the text size."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from journeyviewer.render.fonts import font
from journeyviewer.render.icons import draw_icon
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.appearance import scaled, text_scale, tone, when_changed

BODY = Face(13.5)
SMALL = Face(12)
STRONG = Face(13.5, 600)
FINENESS = 4
"""Pixels of an icon for one of the screen, enough for screens at 400 percent."""
ICON_GAP = 4
RING = 2.0


def screen_font(face: Face) -> QFont:
    """Return a font for a widget at the text size there is now, at the nearest whole pixel."""
    return font(scaled_face(face))


def scaled_face(face: Face) -> Face:
    """Return a face at the text size there is now."""
    return Face(face.size * text_scale(), face.weight, face.italic)


def fixed_font(size: float = BODY.size) -> QFont:
    """Return the system's font whose letters are all as wide, at the text size there is now."""
    found = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    found.setPixelSize(scaled(size))
    return found


class PlainLabel(QLabel):
    """A label that shows its text as it is: text from a file never becomes markup."""

    def __init__(self, text: str = "", face: Face = BODY, ink: str = "ink") -> None:
        super().__init__()
        self.face, self.ink = face, ink
        self._beside: Face | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        """Take the colour and the size there are now."""
        self.setFont(screen_font(self.face))
        if self._beside is not None:
            own, larger = (QFontMetrics(screen_font(each)) for each in (self.face, self._beside))
            above, below = larger.ascent() - own.ascent(), larger.descent() - own.descent()
            self.setContentsMargins(0, max(above, 0), 0, max(below, 0))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tone(self.ink))
        self.setPalette(palette)

    def set_ink(self, ink: str) -> None:
        """Write in another ink from now on."""
        self.ink = ink
        self._follow()

    def on_line_with(self, larger: Face) -> PlainLabel:
        """Stand on one line of writing with larger words beside it; returns the label."""
        self._beside = larger
        self._follow()
        return self

    def wrapped(self) -> PlainLabel:
        """Let the text run over several lines; returns the label."""
        self.setWordWrap(True)
        return self

    def selectable(self) -> PlainLabel:
        """Let the text be selected and copied; returns the label."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self


class IconLabel(QLabel):
    """An icon of the bundled set in an ink of the theme; `size` in pixels at 100 percent."""

    def __init__(self, name: str, ink: str = "ink", size: int = 16) -> None:
        super().__init__()
        self.name, self.ink, self.size_at_100 = name, ink, size
        self._follow()
        when_changed(self._follow)

    def show_icon(self, name: str, ink: str = "") -> None:
        """Show another icon, in the same ink unless one is given."""
        self.name, self.ink = name, ink or self.ink
        self._follow()

    def _follow(self) -> None:
        self.setPixmap(icon_pixmap(self.name, self.ink, scaled(self.size_at_100)))


def icon(name: str, ink: str = "ink", size: int = 16) -> QIcon:
    """Return an icon in an ink of the theme there is now; it does not change by itself."""
    return QIcon(icon_pixmap(name, ink, size))


def icon_pixmap(name: str, ink: str, size: int, gap: int = 0) -> QPixmap:
    """Return an icon as pixels for any screen, in an ink of the theme there is now.

    `gap` is the empty space at its right, where a style leaves too little before the words.
    """
    return _drawn(name, tone(ink).rgba(), size, gap)


@lru_cache(maxsize=256)
def _drawn(name: str, rgba: int, size: int, gap: int) -> QPixmap:
    pixmap = QPixmap((size + gap) * FINENESS, size * FINENESS)
    pixmap.setDevicePixelRatio(FINENESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon(painter, name, 0, 0, size, QColor.fromRgba(rgba))
    return pixmap


class Button(QPushButton):
    """A push button; `primary` is the one action of a place, `flat` reads like a link."""

    def __init__(
        self, text: str, *, icon_name: str = "", primary: bool = False, flat: bool = False
    ) -> None:
        super().__init__(text)
        self.icon_name, self.primary = icon_name, primary
        self.face = BODY if flat else STRONG if primary else Face(13.5, 500)
        self.setProperty("primary", primary)
        self.setProperty("flat", flat)
        self.setAccessibleName(text)
        self._words = text
        self._follow()
        when_changed(self._follow)

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        super().paintEvent(qt_event)
        if not (self.primary and self.hasFocus()):
            return
        # Filled with the focus colour, so that only a ring inside the fill can be seen.
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tone("surface"), RING))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 3, 3)

    def set_words(self, words: str) -> None:
        """Say something else, beside the icon or as the tip of the icon alone."""
        self._words = words
        self.setAccessibleName(words)
        self.show_words(bool(self.text()))

    def show_words(self, shown: bool) -> None:
        """Show the words beside the icon, or the icon alone with the words as its tip."""
        self.setText(self._words if shown else "")
        self.setToolTip("" if shown else self._words)

    def show_icon(self, name: str) -> None:
        """Show another icon beside the words, none for ""."""
        self.icon_name = name
        self._follow()

    def _follow(self) -> None:
        self.setFont(screen_font(self.face))
        size, gap = scaled(16), scaled(ICON_GAP)
        self.setIconSize(QSize(size + gap, size))
        if not self.icon_name:
            self.setIcon(QIcon())
            return
        ink = "surface" if self.primary else "ink"
        made = QIcon(icon_pixmap(self.icon_name, ink, size, gap))
        if not self.isEnabled():
            made.addPixmap(icon_pixmap(self.icon_name, "ink3", size, gap), QIcon.Mode.Disabled)
        self.setIcon(made)

    def changeEvent(self, qt_event: QEvent) -> None:
        super().changeEvent(qt_event)
        # Most buttons never rest: how one looks then is drawn when the first time comes.
        if qt_event.type() is QEvent.Type.EnabledChange and self.icon_name:
            self._follow()


def fit_words(buttons: Sequence[Button], room: int, spacing: int = 8) -> None:
    """Show buttons with their words where they fit into a width, else those at the front without.

    All of them need an icon.
    """
    for button in buttons:
        button.show_words(True)
    for button in buttons:
        needed = sum(each.sizeHint().width() + spacing for each in buttons)
        if needed <= room:
            break
        button.show_words(False)


def rule(parent: QWidget | None = None) -> QWidget:
    """Return a hairline between parts of a panel."""
    line = QWidget(parent)
    line.setObjectName("rule")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line.setFixedHeight(1)
    return line
