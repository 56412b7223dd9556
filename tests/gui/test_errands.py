"""What is done with files behind the window ends well, also when nobody waits for it any more."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from journeyviewer.model.problems import JourneyError
from journeyviewer.ui.studying.errands import Errand

pytestmark = pytest.mark.gui


def test_an_errand_tells_its_result_or_its_error_on_the_windows_thread(
    qtbot: QtBot, qapp: QApplication
) -> None:
    told: list[object] = []
    here = threading.get_ident()

    def fail() -> int:
        raise JourneyError("It is gone.", "Look again.")

    def note(result: object) -> None:
        told.append((result, threading.get_ident() == here))

    owner = QObject()
    Errand(owner, lambda: 42, note, note)
    qtbot.waitUntil(lambda: len(told) == 1)
    Errand(owner, fail, lambda _: told.append("wrong"), lambda error: note(str(error)))
    qtbot.waitUntil(lambda: len(told) == 2)
    Errand(owner, lambda: 1 // 0, note, lambda error: note(error.message))
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told[:2] == [(42, True), ("It is gone. Look again.", True)]
    assert "ZeroDivisionError" in str(told[2])


def test_errands_end_quietly_while_those_who_sent_them_go(qtbot: QtBot, qapp: QApplication) -> None:
    # A signal of the errand's own would be sent just as it is deleted: that ends the program.
    told: list[object] = []
    for _ in range(300):
        owner, begun = QObject(), threading.Event()

        def work(begun: threading.Event = begun) -> str:
            begun.set()
            return "late"

        errand = Errand(owner, work, told.append, told.append)
        begun.wait()
        delete(owner)
        assert errand.wait(5.0)
    qapp.processEvents()
    assert told == []
