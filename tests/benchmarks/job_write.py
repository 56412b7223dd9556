"""Writing a note in a window whose study holds many: until the caret, and what holds a key up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from journeyviewer.model.study import Target
from tests.benchmarks.probe import Record, peak_mib, summary
from tests.study.help import new_study, note

if TYPE_CHECKING:
    from journeyviewer.study.store import StudyFile
    from journeyviewer.ui.main_window import MainWindow

TIMES = 12
OF_THE_CASE = 60
"""Notes on the case that is open; the others are on the other nine."""
LANES = ("", "residence", "legal", "cse", "missing")
SETTLE_S = 0.5
TYPED = "Who was asked then?"


def own(count: int) -> Record:
    """Press N, type and press Esc again and again, in a window that saves to a real study."""
    from journeyviewer.ui.application import look_less_for_garbage, make_application

    make_application()
    with TemporaryDirectory() as folder:
        window = _window(_filled(Path(folder), count))
        journey = window.session.journey
        if journey is None or len(journey.annotations.notes) != OF_THE_CASE:
            raise RuntimeError("the notes of the case are not drawn")
        look_less_for_garbage()
        _settle()
        found: dict[str, list[float]] = {"caret": [], "typing": [], "ending": [], "longest": []}
        for _ in range(TIMES):
            _write_one(window, found)
        notes = len(window.session.study.items) if window.session.study is not None else 0
        window.close()
    if notes != count + TIMES:
        raise RuntimeError(f"{notes} notes are there, not {count + TIMES}")
    first = {"first_caret_ms": found["caret"][0]}
    return {**{name: summary(values) for name, values in found.items()}, **first, **_memory()}


def _write_one(window: MainWindow, found: dict[str, list[float]]) -> None:
    """Write one note and add how long everything took, in milliseconds."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window.canvas.setFocus()
    _settle()
    caret, _ = _timed(lambda: QTest.keyClick(window.canvas, Qt.Key.Key_N))
    field = QApplication.focusWidget()
    if field is None or field is window.canvas:
        raise RuntimeError("the caret is not in the note")
    typing = [_timed(partial(QTest.keyClicks, field, letter))[0] for letter in TYPED]
    ending, longest = _timed(lambda: QTest.keyClick(field, Qt.Key.Key_Escape), wait=True)
    found["typing"].extend(typing)
    for name, value in (("caret", caret), ("ending", ending), ("longest", longest)):
        found[name].append(value)


def _filled(folder: Path, count: int) -> StudyFile:
    file = new_study(folder)
    file.connection.execute("PRAGMA synchronous = OFF")
    for number in range(count):
        case = "1" if number < OF_THE_CASE else str(2 + number % 9)
        each = note(f"n{number}", "words as they were typed " * 5)
        start = date(2008, 1, 1) + timedelta(days=number * 37 % 2_500)
        target = Target(case=case, lane=LANES[number % len(LANES)], start=start)
        file.put(replace(each, target=target))
    file.connection.execute("PRAGMA synchronous = FULL")
    return file


def _window(file: StudyFile) -> MainWindow:
    """Return a window with the sample cases and a study."""
    from journeyviewer.paths import samples
    from journeyviewer.ui.main_window import MainWindow

    window = MainWindow()
    window.asks_first = False
    window.resize(1920, 1080)
    window.show()
    window.read([samples()])
    until = time.monotonic() + 60
    while window.session.cohort is None and time.monotonic() < until:
        _settle()
    file.close()
    window.read([file.path])
    while not window.session.can_write and time.monotonic() < until:
        _settle()
    return window


def _settle() -> None:
    from PySide6.QtWidgets import QApplication

    until = time.monotonic() + SETTLE_S
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.002)


def _timed(act: Callable[[], object], *, wait: bool = False) -> tuple[float, float]:
    """Return milliseconds of the window's thread: of an act, and the longest pass of its loop."""
    from PySide6.QtWidgets import QApplication

    begun = time.thread_time()
    act()
    spent, longest = time.thread_time() - begun, 0.0
    until = time.monotonic() + (SETTLE_S if wait else 0.0)
    while time.monotonic() < until:
        begun = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - begun)
        time.sleep(0.002)
    QApplication.processEvents()
    return spent * 1e3, longest * 1e3


def _memory() -> Record:
    return {"peak_mib": peak_mib()}
