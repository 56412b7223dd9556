"""From the start of the process to the first painted window with a case of 300 records."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.probe import Record, peak_mib

HEAVY = ("pandas", "pyqtgraph", "openpyxl", "matplotlib", "numpy")
START = "JOURNEYVIEWER_BENCH_START"
"""The environment variable in which the parent leaves the time it started the process at."""


def count_of(modules: Iterable[str]) -> int:
    """Return how many modules were loaded, without those that measure."""
    return sum(name.partition(".")[0] != "tests" for name in modules)


def _painted() -> Record:
    import resource

    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "first_ms": (time.time() - float(os.environ[START])) * 1e3,
        "first_cpu": (time.process_time() + children.ru_utime + children.ru_stime) * 1e3,
        "modules": count_of(sys.modules),
        "heavy": [name for name in HEAVY if name in sys.modules],
        "peak_mib": peak_mib(),
    }


def own(path: str) -> Record:
    """Start the program as its command does; it ends when a case is painted.

    The processor's time counts the reading process and closing the window too.
    """
    from journeyviewer.cli import main

    with TemporaryDirectory() as folder:
        target = Path(folder) / "measured.json"
        code = main(["--measure", str(target), path])
        told = json.loads(target.read_text(encoding="utf-8"))
    if code or told.get("refused"):
        raise RuntimeError(f"the program ended with {code}")
    heavy = [name for name in HEAVY if name in told["modules"]]
    found = {"first_ms": told["paint_ms"], "modules": count_of(told["modules"]), "heavy": heavy}
    return {**_painted(), **found}


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
