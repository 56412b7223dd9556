"""How long it takes until the first journey is painted, told by the program itself."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from journeyviewer.ui.late import FirstPaint
from journeyviewer.ui.main_window import MainWindow


class Measuring(QObject):
    """Waits for the first paint of a journey, writes what was measured and ends the program.

    The file holds `paint_ms` (from the start of the process), `painted_at` (seconds of the
    machine's steady clock, the same in every process) and `modules` (all that are loaded). Where
    no journey can be shown it holds `refused` and the program ends with 1.
    """

    def __init__(self, window: MainWindow, target: Path) -> None:
        super().__init__(window)
        self.window: MainWindow = window
        self.target = target
        FirstPaint(window.canvas, self._finish)
        window.pages.currentChanged.connect(self._on_page)

    def _finish(self) -> None:
        now, old = time.monotonic(), process_age()
        found = {
            "paint_ms": round(old * 1000, 1),
            "painted_at": now,
            "modules": sorted(name for name, module in sys.modules.items() if module),
        }
        self._leave(found, 0)

    def _on_page(self) -> None:
        window = self.window
        if "error" in vars(window) and window.pages.currentWidget() is window.error:
            QTimer.singleShot(0, lambda: self._leave({"refused": True}, 1))

    def _leave(self, found: dict[str, object], code: int) -> None:
        self.target.write_text(json.dumps(found), encoding="utf-8")
        QApplication.exit(code)
        self.window.close()


def leave_when_painted(window: MainWindow, target: Path) -> None:
    """Write to `target` what the first paint took, and end."""
    Measuring(window, target)


def process_age() -> float:
    """Return the seconds since this process was started, by the system's own books."""
    if sys.platform.startswith("linux"):
        # The name of the program, in brackets, may hold spaces.
        fields = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started
    return time.monotonic() - _BEGAN


# Where the system is not asked: less what the processor had done by now, so a little late.
_BEGAN = time.monotonic() - time.process_time()
