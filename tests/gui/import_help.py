"""Questions, and what is seen of the import report, for its tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.model.decisions import Choice, Question, Topic
from journeyviewer.ui.main_window import MainWindow

EXCLUSIONS = """pupil,startdate,category
YP1,14/02/2014,SUSP
YP2,02/03/2014,SUSP
YP1,03/03/2015,SUSP
"""


MASKED = "Seen at ████████ on Friday"


WHOLE = "Seen at Invented Street 4 on Friday"


def question(key: str, **other: object) -> Question:
    usual = Question(
        key=key,
        topic=Topic.ORDER,
        title="Day first, or month first?",
        detail="04/03/2013 could be either.",
        choices=(Choice("day", "4 March 2013"), Choice("month", "3 April 2013")),
        default="day",
        file="a.csv",
        rows=(3, 4),
    )
    return replace(usual, **other)  # type: ignore[arg-type]


def words(widget: QWidget) -> str:
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return "\n".join(labels)


def button(widget: QWidget, text: str) -> QPushButton:
    found = [one for one in widget.findChildren(QPushButton) if one.accessibleName() == text]
    shown = [one for one in found if one.isVisibleTo(widget)]
    assert shown, f"no button “{text}”"
    return shown[0]


def read_files(qtbot: QtBot, window: MainWindow, *paths: Path) -> None:
    """Have the window read files, and wait until they are."""
    with qtbot.waitSignal(window.reading.read, timeout=20_000):
        window.read(paths)


def at_report(window: MainWindow) -> bool:
    return window.pages.currentWidget() is window.desk.page
