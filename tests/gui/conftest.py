"""A real window on a hand-made cohort."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort, Tally, TrayRow
from journeyviewer.model.decisions import Choice, Repair, Topic
from journeyviewer.model.study import study_of
from journeyviewer.session.session import Session
from journeyviewer.session.work import Work
from journeyviewer.ui.application import make_application
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.look import chosen, set_text_size, set_theme, text_size
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.presenting.desk import PresentDesk
from journeyviewer.ui.studying import leaving
from tests.gui.import_help import MASKED, WHOLE, question
from tests.gui.present_help import MARK, OUTSIDE, points
from tests.gui.study_help import begin, open_study
from tests.journeys import OPEN, a_case, entry, full_journey


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    made = make_application()
    set_theme("light")
    yield made
    # Without a screen what was copied outlives Python, which has to let go of it.
    made.clipboard().clear()


@pytest.fixture(autouse=True)
def as_at_first(qapp: QApplication) -> Iterator[None]:
    """Leave the light theme and text of the usual size to the next test."""
    yield
    if (chosen(), text_size()) != ("light", 100):
        # What the test showed goes first: nobody sees it dressed again.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        set_theme("light")
        set_text_size(100)


@pytest.fixture
def cohort() -> Cohort:
    second = a_case(entry("residence", "FC", "2010-01-01", OPEN), id="2")
    return Cohort(name="test", cases=(full_journey(), second))


@pytest.fixture
def window(qtbot: QtBot, cohort: Cohort) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1600, 1000)
    made.show()
    qtbot.waitExposed(made)
    made.show_cohort(cohort)
    yield made
    made.close()


@pytest.fixture
def unattended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no dialog wait for a person who is not there."""
    monkeypatch.setattr(leaving, "answer_of", lambda sheet: leaving.CLOSE)


@pytest.fixture
def fresh(qtbot: QtBot) -> Iterator[Callable[[], MainWindow]]:
    """Make another window with nothing open; all of them are closed at the end."""
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1600, 1000)
        window.show()
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def review(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Path:
    """Begin a study of what is open in the window."""
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    return path


@pytest.fixture
def opened(qtbot: QtBot, fresh: Callable[[], MainWindow]) -> Callable[[Path], MainWindow]:
    """Open a study in another window."""

    def make(path: Path) -> MainWindow:
        window = fresh()
        open_study(qtbot, window, path)
        return window

    return make


@pytest.fixture
def session(cohort: Cohort) -> Session:
    """A session of what a single part of the window shows."""
    made = Session()
    made.open_cohort(cohort)
    return made


@pytest.fixture
def canvas(qtbot: QtBot, cohort: Cohort) -> JourneyCanvas:
    """A journey by itself, with the keyboard, as it looks at first."""
    made = JourneyCanvas(Session())
    qtbot.addWidget(made)
    made.resize(1340, 900)
    made.show()
    qtbot.waitExposed(made)
    made.session.open_cohort(cohort)
    made.setFocus()
    return made


@pytest.fixture
def asked(cohort: Cohort) -> Cohort:
    """A reading with two questions, a row left out and a repair."""
    pointed = question(
        "pointed:1",
        topic=Topic.IDENTIFIER,
        title="Could this be a name or an address?",
        detail=MASKED,
        whole=WHOLE,
        choices=(Choice("hide", "Keep it hidden"), Choice("keep", "Not a name")),
        default="hide",
        rows=(5,),
    )
    return replace(
        cohort,
        questions=(pointed, question("order:1")),
        tallies=(Tally(file="a.csv", sheet=None, rows_read=12, used=10, tray=1, non_data=1),),
        tray=(TrayRow("a.csv", None, 9, "There is no date to place it by."),),
        repairs=(Repair(key="repair:1", rule="id", before="12.0", after="12", file="a.csv"),),
    )


@pytest.fixture
def empty_window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 736)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot, cohort: Cohort) -> Iterator[PresentDesk]:
    session, window = Session(), QMainWindow()
    qtbot.addWidget(window)
    third = a_case(entry("residence", "FC", "2011-01-01", "2013-01-01"), id=OUTSIDE)
    session.open_cohort(replace(cohort, cases=(*cohort.cases, third)))
    session.open_work(Work(study_of("s", "S", "AB", points()), None))
    made = PresentDesk(window, session, MARK)
    yield made
    made.end()
