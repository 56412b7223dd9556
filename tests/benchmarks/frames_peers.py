"""The same records and camera drawn in other ways, each as its own handbook tells to.

They draw rectangles and points alone: no words, edges, rails or headers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from tests.benchmarks.camera import steps
from tests.benchmarks.data import Flat, flat
from tests.benchmarks.frames_own import SIZE, Painted, colours_in
from tests.benchmarks.probe import Clock, Record, frames, peak_mib

LANES = 12
COLOURS = [QColor.fromHsv(index * 30, 150, 190) for index in range(LANES)]
Show = Callable[[float, float], None]
Made = tuple[QWidget, QWidget, Show]
"""The window, the widget that paints, and the way to a period in days."""


class Plain(QWidget):
    """Fills itself and, unless it is the floor, draws each record with a call of its own."""

    def __init__(self, records: list[Flat]) -> None:
        super().__init__()
        self.records, self.period = records, (0.0, 1.0)

    def paintEvent(self, qt_event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            self.draw(painter)
        finally:
            painter.end()

    def draw(self, painter: QPainter) -> None:
        start, end = self.period
        slope, height = self.width() / (end - start), self.height() / LANES
        painter.setPen(Qt.PenStyle.NoPen)
        for lane, at, length, point in self.records:
            x, width = (at - start) * slope, 8.0 if point else max(2.0, length * slope)
            if x + width < 0 or x > self.width():
                continue
            painter.setBrush(COLOURS[lane])
            y = lane * height + (height * 0.6 if point else height * 0.1)
            painter.drawRect(QRectF(x, y, width, 8.0 if point else height * 0.4))

    def show_period(self, start: float, end: float) -> None:
        self.period = (start, end)
        self.repaint()


def floor(records: list[Flat], first: float, length: float) -> Made:
    """Fill a widget, with one mark in it."""
    widget = Plain(records[:1])
    return widget, widget, widget.show_period


def loop(records: list[Flat], first: float, length: float) -> Made:
    """Draw each record in a Python loop."""
    widget = Plain(records)
    return widget, widget, widget.show_period


def scene(records: list[Flat], first: float, length: float) -> Made:
    """One QGraphicsItem a record, moved by the view's transform."""
    stage_scene = QGraphicsScene()
    height = SIZE[1] / LANES
    for lane, at, days, point in records:
        y = lane * height + (height * 0.6 if point else height * 0.1)
        tall = 8.0 if point else height * 0.4
        item = stage_scene.addRect(
            QRectF(at - first, y, days, tall), Qt.PenStyle.NoPen, COLOURS[lane]
        )
        item.setToolTip("")
    view = QGraphicsView(stage_scene)
    view.kept = stage_scene  # type: ignore[attr-defined]
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFrameShape(QGraphicsView.Shape.NoFrame)
    view.setSceneRect(-length, 0, 3 * length, SIZE[1])

    def show(start: float, end: float) -> None:
        view.setTransform(QTransform.fromScale(view.viewport().width() / (end - start), 1))
        view.centerOn((start + end) / 2 - first, SIZE[1] / 2)
        view.viewport().repaint()

    return view, view.viewport(), show


def _plot() -> tuple[Any, Any]:
    import pyqtgraph as pg

    pg.setConfigOptions(background="w")
    widget = pg.PlotWidget()
    widget.setYRange(0, LANES, padding=0)
    return pg, widget


def _shown(widget: Any) -> Made:
    def show(start: float, end: float) -> None:
        widget.setXRange(start, end, padding=0)
        widget.viewport().repaint()

    return widget, widget.viewport(), show


def bargraph(records: list[Flat], first: float, length: float) -> Made:
    """pyqtgraph's BarGraphItem for spells and ScatterPlotItem for points."""
    pg, widget = _plot()
    spells = [record for record in records if not record[3]]
    points = [record for record in records if record[3]]
    widget.addItem(
        pg.BarGraphItem(
            x0=[record[1] for record in spells],
            width=[record[2] for record in spells],
            y0=[record[0] + 0.1 for record in spells],
            height=0.4,
            brushes=[COLOURS[record[0]] for record in spells],
            pen=None,
        )
    )
    widget.addItem(
        pg.ScatterPlotItem(
            x=[record[1] for record in points],
            y=[record[0] + 0.7 for record in points],
            brush=[COLOURS[record[0]] for record in points],
            pen=None,
            size=8,
        )
    )
    return _shown(widget)


def picture(records: list[Flat], first: float, length: float) -> Made:
    """A pyqtgraph item that plays a QPicture."""
    return _item(records, first, length, culled=False)


def culled(records: list[Flat], first: float, length: float) -> Made:
    """A pyqtgraph item that draws what numpy finds in sight, a call for each colour."""
    return _item(records, first, length, culled=True)


def _item(records: list[Flat], first: float, length: float, *, culled: bool) -> Made:
    from tests.benchmarks.graph_items import CulledItem, PictureItem

    _, widget = _plot()
    widget.addItem((CulledItem if culled else PictureItem)(records, first, length, COLOURS))
    return _shown(widget)


PEERS: dict[str, Callable[[list[Flat], float, float], Made]] = {
    "floor": floor,
    "graphicsscene": scene,
    "pg_bargraph": bargraph,
    "pg_picture": picture,
    "pg_culled": culled,
    "loop": loop,
}


def measure(peer: str, count: int) -> Record:
    """Measure a peer as the program itself is measured."""
    application = QApplication.instance() or QApplication(["bench"])
    assert isinstance(application, QApplication)
    if peer.startswith("pg_"):
        # Loading it is a part of starting, not of drawing.
        import pyqtgraph  # noqa: F401
    records, begin, length = flat(count)
    base = peak_mib()
    with Clock() as first:
        window, canvas, show = PEERS[peer](records, begin, length)
        window.resize(*SIZE)
        painted = Painted(canvas)
        window.show()
        while not painted.count:
            application.processEvents()
    application.processEvents()

    def way() -> Iterator[tuple[str, Callable[[], None]]]:
        for step in steps():
            start, end = begin + step.start * length, begin + step.end * length
            yield step.phase, lambda start=start, end=end: show(start, end)

    show(begin, begin + length)
    result = frames(way(), lambda: painted.count, 60.0)
    show(begin, begin + length)
    if colours_in(canvas) < 2:
        raise RuntimeError("the picture is empty")
    return {
        "first_ms": first.wall,
        "first_cpu": first.cpu,
        **result,
        "paints": painted.count,
        "base_mib": base,
        "peak_mib": peak_mib(),
    }
