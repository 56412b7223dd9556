"""Icons of the bundled set, in the colour of their lane, as vectors."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from journeyviewer.paths import resource
from journeyviewer.render.threads import per_thread

SMALL = 12.0
"""Below this size in pixels strokes are drawn thicker."""


@per_thread(256)
def _renderer(name: str, colour: str, stroke: str) -> QSvgRenderer:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", colour)
    text = text.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(text.encode()))


def draw_icon(
    painter: QPainter, name: str, x: float, y: float, size: float, colour: QColor
) -> None:
    """Draw an icon in the square whose top left is (x, y); `size` is in pixels."""
    stroke = "2.4" if size < SMALL else "2"
    _renderer(name, colour.name(), stroke).render(painter, QRectF(x, y, size, size))
