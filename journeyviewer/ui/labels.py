"""Words, icons and buttons that keep up with the theme and the text size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
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


def screen_font(face: Face) -> QFont:
    """Return a font for a widget at the text size there is now, at the nearest whole pixel."""
    return font(scaled_face(face))


def scaled_face(face: Face) -> Face:
    """Return a face at the text size there is now."""
    return Face(face.size * text_scale(), face.weight, face.italic)


class PlainLabel(QLabel):
    """A label that shows its text as it is: text from a file never becomes markup."""

    def __init__(self, text: str = "", face: Face = BODY, ink: str = "ink") -> None:
        super().__init__()
        self.face, self.ink = face, ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        """Take the colour and the size there are now."""
        self.setFont(screen_font(self.face))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tone(self.ink))
        self.setPalette(palette)

    def set_ink(self, ink: str) -> None:
        """Write in another ink from now on."""
        self.ink = ink
        self._follow()

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


def icon_pixmap(name: str, ink: str, size: int) -> QPixmap:
    """Return an icon as pixels for any screen, in an ink of the theme there is now."""
    return _drawn(name, tone(ink).rgba(), size)


@lru_cache(maxsize=256)
def _drawn(name: str, rgba: int, size: int) -> QPixmap:
    pixmap = QPixmap(size * FINENESS, size * FINENESS)
    pixmap.setDevicePixelRatio(FINENESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon(painter, name, 0, 0, size, QColor.fromRgba(rgba))
    finally:
        painter.end()
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
        self._follow()
        when_changed(self._follow)

    def show_icon(self, name: str) -> None:
        """Show another icon beside the words, none for ""."""
        self.icon_name = name
        self._follow()

    def _follow(self) -> None:
        self.setFont(screen_font(self.face))
        size = scaled(16)
        self.setIconSize(QSize(size, size))
        if not self.icon_name:
            self.setIcon(QIcon())
            return
        ink = "surface" if self.primary else "ink"
        made = QIcon(icon_pixmap(self.icon_name, ink, size))
        made.addPixmap(icon_pixmap(self.icon_name, "ink3", size), QIcon.Mode.Disabled)
        self.setIcon(made)


def rule(parent: QWidget | None = None) -> QWidget:
    """Return a hairline between parts of a panel."""
    line = QWidget(parent)
    line.setObjectName("rule")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line.setFixedHeight(1)
    return line
