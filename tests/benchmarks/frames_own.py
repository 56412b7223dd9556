"""journeyviewer's own frames: the journey as the window shows it, at 1920 x 1080."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.times import Minute
from tests.benchmarks.camera import steps
from tests.benchmarks.data import case_of
from tests.benchmarks.probe import Clock, Record, frames, peak_mib

SIZE = (1920, 1080)


class Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:  # noqa: N802
        self.count += qt_event.type() is QEvent.Type.Paint
        return False


def colours_in(widget: QWidget) -> int:
    """Return how many colours are seen in a widget: one for an empty picture."""
    image = widget.grab().toImage().scaled(480, 270)
    return len({image.pixel(x, y) for x in range(0, 480, 3) for y in range(0, 270, 3)})


def measure(count: int) -> Record:
    """Measure the first frame, made from records in memory, and the camera's way."""
    from journeyviewer.session.session import Session
    from journeyviewer.ui.application import look_less_for_garbage, make_application
    from journeyviewer.ui.canvas import JourneyCanvas

    application = make_application()
    # As the window does once it is open, and again once files are read.
    look_less_for_garbage()
    cohort = Cohort(name="bench", cases=(case_of(count),))
    base = peak_mib()
    with Clock() as first:
        session = Session()
        canvas = JourneyCanvas(session)
        canvas.resize(*SIZE)
        painted = Painted(canvas.viewport())
        session.open_cohort(cohort)
        canvas.show()
        while not painted.count:
            application.processEvents()
    application.processEvents()
    gc.freeze()
    journey = session.journey
    assert journey is not None
    length = journey.end - journey.start

    def way(*, still: bool = False) -> Iterator[tuple[str, Callable[[], None]]]:
        for step in steps():
            start = Minute(round(journey.start + step.start * length))
            end = Minute(round(journey.start + step.end * length))

            def show(start: Minute = start, end: Minute = end) -> None:
                # The verbs keep to the journey and to three weeks at least; the camera does not.
                shown = replace(session.frames.frame, start=start, end=end)
                if still:
                    canvas.mover.forget()
                session._show_frame(shown, "zoom")
                canvas.viewport().repaint()

            yield step.phase, show

    result = frames(way(), lambda: painted.count, 60.0)
    moved, paints = canvas.mover.moved, painted.count
    # The same again as it looks at rest: nothing moved, all of it laid out for every frame.
    at_rest = frames(way(still=True), lambda: painted.count, 60.0)
    application.processEvents()
    if colours_in(canvas) < 3:
        raise RuntimeError("the picture is empty")
    return {
        "first_ms": first.wall,
        "first_cpu": first.cpu,
        **result,
        "moved": moved,
        "at_rest": at_rest["frames"]["cpu"],
        "paints": paints,
        "base_mib": base,
        "peak_mib": peak_mib(),
    }
