"""A whole authority as cohort strips: 2,675 cases of 100,000 records, scrolled from end to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeyviewer.model.chronology import Cohort
from tests.benchmarks.frames_own import SIZE, Painted, colours_in
from tests.benchmarks.probe import Clock, Record, frames, peak_mib
from tests.big_cases import big_case

CASES, RECORDS = 2675, 100_000
STEPS = 180


def cohort() -> Cohort:
    """Return the cases, of 37 or 38 records each."""
    each, more = divmod(RECORDS, CASES)
    cases = tuple(
        big_case(each + (number < more), seed=number, id=str(number + 1)) for number in range(CASES)
    )
    return Cohort(name="bench", cases=cases)


def measure() -> Record:
    """Measure the first frame, and frames while scrolling: by lines, by pages and by far leaps."""
    from journeyviewer.session.session import Session
    from journeyviewer.ui.application import look_less_for_garbage, make_application
    from journeyviewer.ui.cohort.view import CohortView

    application = make_application()
    session = Session()
    session.open_cohort(cohort())
    # As the window does once it is open and files are read.
    look_less_for_garbage()
    base = peak_mib()
    with Clock() as first:
        view = CohortView(session)
        view.resize(*SIZE)
        painted = Painted(view.rows.viewport())
        view.show()
        while not painted.count:
            application.processEvents()
    application.processEvents()
    bar = view.rows.verticalScrollBar()

    def way() -> Iterator[tuple[str, Callable[[], None]]]:
        for phase, step in (("lines", 40), ("pages", 760), ("leaps", bar.maximum() // 60)):
            bar.setValue(0)
            application.processEvents()
            for number in range(1, STEPS // 3 + 1):

                def show(to: int = number * step) -> None:
                    bar.setValue(to)
                    view.rows.viewport().repaint()

                yield phase, show

    result = frames(way(), lambda: painted.count, 60.0)
    application.processEvents()
    if colours_in(view) < 3:
        raise RuntimeError("the picture is empty")
    return {
        "first_ms": first.wall,
        "first_cpu": first.cpu,
        **result,
        "paints": painted.count,
        "base_mib": base,
        "peak_mib": peak_mib(),
    }
