"""From the start of the process to the first painted window with a case of 300 records."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.probe import Record, peak_mib

HEAVY = ("pandas", "pyqtgraph", "openpyxl", "matplotlib", "numpy")
START = "JOURNEYVIEWER_BENCH_START"
"""The environment variable in which the parent leaves the time it started the process at."""


def _painted() -> Record:
    import resource

    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "first_ms": (time.time() - float(os.environ[START])) * 1e3,
        "first_cpu": (time.process_time() + children.ru_utime + children.ru_stime) * 1e3,
        "modules": len(sys.modules),
        "heavy": [name for name in HEAVY if name in sys.modules],
        "peak_mib": peak_mib(),
    }


def own(path: str) -> Record:
    """Start the program as its command does, and end it when a case is painted."""
    from journeyviewer.cli import main

    found: Record = {}
    import journeyviewer.ingest.read  # noqa: F401 - started by the command before Qt is loaded

    def watched(window_class: Any) -> Callable[[], Any]:
        from PySide6.QtCore import QEvent, QObject, QTimer

        class Watch(QObject):
            def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:  # noqa: N802
                if qt_event.type() is QEvent.Type.Paint and window.canvas.scene and not found:
                    QTimer.singleShot(0, done)
                return False

        def done() -> None:
            if not found:
                found.update(_painted(), marks=len(window.canvas.scene.marks))
                window.close()

        window = None

        def make() -> Any:
            nonlocal window
            window = window_class()
            window.watch = Watch(window)
            window.canvas.viewport().installEventFilter(window.watch)
            return window

        return make

    import journeyviewer.commands.window as command

    real = command.run

    def run(paths: list[Any]) -> int:
        # The reading process starts first, as ever; then the window's class is watched.
        from journeyviewer.ingest.read import start_child

        start_child()
        import journeyviewer.ui.application as application

        application.MainWindow = watched(application.MainWindow)  # type: ignore[misc,assignment]
        return application.run_window(paths)

    command.run = run
    try:
        main([path])
    finally:
        command.run = real
    return found


def floor(path: str) -> Record:
    """Show an empty window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    application.processEvents()
    return _painted()


def naive(path: str) -> Record:
    """Read with pandas and openpyxl, draw with pyqtgraph, in the order they come to mind."""
    import pandas as pd
    import pyqtgraph as pg
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    table = pd.read_excel(path, engine="openpyxl")
    for name in ("Start", "End"):
        table[name] = pd.to_datetime(table[name], dayfirst=True)
    days = table["Start"].astype("int64") / 86_400e9
    lengths = (table["End"] - table["Start"]).dt.days.fillna(1).clip(lower=1)
    lanes = table["Lane"].astype("category").cat.codes
    window = QMainWindow()
    plot = pg.PlotWidget()
    plot.addItem(pg.BarGraphItem(x0=days, width=lengths, y0=lanes, height=0.6))
    window.setCentralWidget(plot)
    window.resize(1440, 900)
    window.show()
    application.processEvents()
    return _painted()


def gap(where: str) -> Record:
    """Measure the longest pause of the event loop while the heavy libraries load."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    from journeyviewer.ui import late

    application = QApplication([])
    widget = QWidget()
    widget.show()
    application.processEvents()
    beats: list[float] = []
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    until = time.perf_counter() + 0.1
    while time.perf_counter() < until:
        application.processEvents()
    if where == "thread":
        thread = late.load_late()
        while thread.is_alive():
            application.processEvents()
    else:
        late._load()
    until = time.perf_counter() + 0.1
    while time.perf_counter() < until:
        application.processEvents()
    pauses = [after - before for before, after in zip(beats, beats[1:], strict=False)]
    return {"gap_ms": max(pauses) * 1e3, "peak_mib": peak_mib()}
