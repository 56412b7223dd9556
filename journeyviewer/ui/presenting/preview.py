"""What the room sees, small, for the one who faces the room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeyviewer.timeline.room import HEIGHT
from journeyviewer.ui.look import scaled, tone
from journeyviewer.ui.presenting.picture import RoomPicture

LEAST, USUAL = (160, 90), (560, 315)
"""Width and height in pixels at 100 percent: the least that shows anything, and what is asked."""


class Preview(QWidget):
    """Shows a room's picture as large as it fits; a click on a lane does what it does there."""

    def __init__(self, picture: RoomPicture) -> None:
        super().__init__()
        self.picture = picture
        self.setObjectName("preview")
        self.setAccessibleName("What the room sees, small")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(*LEAST)
        self._small: tuple[QPixmap, QSize, QPixmap] | None = None
        picture.walk.listen(self.update)

    def sizeHint(self) -> QSize:
        return QSize(*(scaled(side) for side in USUAL))

    def place(self) -> QRectF:
        """Return where the picture lies: in the middle of the head, its sides as the room's are."""
        width, height = self.picture.width(), self.picture.height()
        if not width or not height:
            return QRectF()
        share = min((self.width() - 2) / width, (self.height() - 2) / height)
        wide, high = round(width * share), round(height * share)
        return QRectF((self.width() - wide) // 2, 1, wide, high)

    def mouseReleaseEvent(self, qt_event: QMouseEvent) -> None:
        place = self.place()
        if not place.contains(qt_event.position()) or not place.height():
            return
        y = (qt_event.position().y() - place.top()) / place.height() * HEIGHT
        lane = self.picture.lane_at(y)
        if lane and qt_event.button() is Qt.MouseButton.LeftButton:
            self.picture.pointed.emit(lane)

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        place = self.place()
        with QPainter(self) as painter:
            painter.drawPixmap(place.topLeft(), self._scaled_to(place))
            painter.setPen(tone("line3"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _scaled_to(self, place: QRectF) -> QPixmap:
        """Return the room's pixels at the size of a place; made anew when either has changed."""
        pixels, ratio = self.picture.pixels(), self.devicePixelRatioF()
        size = (place.size() * ratio).toSize()
        if self._small is None or self._small[0] is not pixels or self._small[1] != size:
            small = pixels.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(ratio)
            self._small = pixels, size, small
        return self._small[2]
