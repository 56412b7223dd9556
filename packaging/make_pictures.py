"""Makes the pictures of the README from the sample cases, by driving the real window.

Run from the project's folder: `python packaging/make_pictures.py [NAME ...]`. No screen is needed
and no setting of the user is read or kept.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QImage, QImageWriter  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from journeyviewer.export.figure import (  # noqa: E402
    DEFAULT_MARK,
    FigureRequest,
    export_figures,
)
from journeyviewer.ingest.read import read_paths  # noqa: E402
from journeyviewer.ingest.terms import Terms  # noqa: E402
from journeyviewer.model.chronology import Cohort  # noqa: E402
from journeyviewer.model.items import new_id  # noqa: E402
from journeyviewer.model.meetings import Answer, Meeting, running_orders  # noqa: E402
from journeyviewer.paths import sample_study, samples  # noqa: E402
from journeyviewer.session.changes import Page  # noqa: E402
from journeyviewer.session.presenting import Presenting  # noqa: E402
from journeyviewer.session.work import Work  # noqa: E402
from journeyviewer.study.store import StudyFile  # noqa: E402
from journeyviewer.ui.application import make_application  # noqa: E402
from journeyviewer.ui.export_dialog import ExportDialog  # noqa: E402
from journeyviewer.ui.look import chosen, set_text_size, set_theme, text_size  # noqa: E402
from journeyviewer.ui.main_window import MainWindow  # noqa: E402
from journeyviewer.ui.presenting.room import RoomWindow  # noqa: E402
from journeyviewer.ui.settings import Settings  # noqa: E402

FOLDER = ROOT / "packaging" / "pictures"
LARGE, SMALL = (1920, 1080), (1366, 768)
FIGURE_DPI = 130
SMALLEST = 0
"""How the writer of PNG is told to make the smallest file."""


SAID = (
    "Her grandmother was never formally asked. A family meeting could have come first.\n"
    "A specialist foster carer was found later. Why not before secure?"
)
TYPED = """Case,Date,Event,Details,Professional
A,03/04/2012,Referral,Referred by school after a second exclusion,School
A,05/04/2012,Strategy meeting,Held at once; Mrs Hargreaves of 14 Mill Lane came,Team
A,04/05/2012,CP plan,Plan for neglect agreed,Conference
A,about June 2012,Missing,Missing overnight; found at the bus station,Police
A,12/10/2012,Review,With her mother and the school nurse,Team
A,,Home visit,No date in the file,Team
B,07/08/2011,Placement,Moved to foster carers,Team
B,09/10/2011,Lives at home,Seen by the nurse on 07700 900123,Health
B,11/12/2012,Mentor,Weekly with the same mentor since the summer,School
"""


class UnkeptSettings(Settings):
    """Settings as at first, which are never written."""

    def save(self, path: Path | None = None) -> bool:
        """Write nothing."""
        return True


def journey(window: MainWindow) -> None:
    """Select the secure placement of the first case."""
    _select(window, "secure")


def search_by_age(window: MainWindow) -> None:
    """Hide every date and look for a word."""
    window.session.show_dates(False)
    window.session.search("school")


def cohort(window: MainWindow) -> None:
    """Compare all cases."""
    window.session.show_page(Page.COHORT)


def import_report(window: MainWindow) -> None:
    """Show what was read of a table typed by hand, with its questions."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Chronology typed by hand.csv"
        path.write_text(TYPED, encoding="utf-8")
        window.show_report(read_paths([path], terms=Terms(hide=True)))


def export(window: MainWindow) -> QImage:
    """Choose what of the first case is exported."""
    session = window.session
    assert session.cohort is not None and session.case is not None
    dialog = ExportDialog(None, session.cohort, session.case, session.study)
    dialog.folder.setText("Documents")
    dialog.show()
    dialog.resize(*SMALL)
    dialog.preview.follow()
    QApplication.processEvents()
    picture = dialog.grab().toImage()
    dialog.close()
    return picture


def meeting(window: MainWindow) -> QImage:
    """Show a room the question of the third phase of the first case, and some answers."""
    session = window.session
    study = session.study
    assert study is not None
    session.open_work(Work(study, None))
    order = running_orders(study)[0]
    day = session.case.read_on if session.case is not None else None
    shown = Meeting(id=new_id(), title=order.title, day=day or date.today(), order=order.id)
    walk = Presenting(session, order, shown)
    asked = [
        at
        for at, stop in enumerate(walk.stops)
        if (place := walk.place_of(stop)) is not None and "41 days" in place.words
    ]
    walk.jump(asked[0])
    if walk.card:
        walk.step(1)
    for answer, number in ((Answer.AGREE, 2), (Answer.CHALLENGE, 5), (Answer.UNSURE, 1)):
        for _ in range(number):
            walk.answer(answer)
    walk.say(SAID)
    room = RoomWindow(walk, DEFAULT_MARK, large=False, panel=True)
    room.resize(*LARGE)
    room.show()
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    picture = room.grab().toImage()
    room.close()
    return picture


def welcome(window: MainWindow) -> None:
    """Go back to the first screen, with the first case as its example."""
    assert window.session.case is not None
    window.welcome.example.show_case(window.session.case)
    window.close_cohort()


Scene = tuple[tuple[int, int], str, Callable[[MainWindow], QImage | None]]
WINDOWS: dict[str, Scene] = {
    "journey": (LARGE, "light", journey),
    "journey-dark": (LARGE, "dark", journey),
    "ages-and-search": (SMALL, "light", search_by_age),
    "meeting": (LARGE, "light", meeting),
    "import-report": (LARGE, "light", import_report),
    "export": (LARGE, "light", export),
    "cohort": (LARGE, "light", cohort),
    "welcome": (SMALL, "light", welcome),
}
FIGURES: dict[str, tuple[str, str]] = {
    "figure": ("1", "light"),
    "figure-grey": ("7", "grey"),
    "figure-contrast": ("4", "contrast"),
}
"""Exported figures: of which case, and in which colours."""
NAMES = (*WINDOWS, *FIGURES)


def _select(window: MainWindow, words: str) -> None:
    session = window.session
    found = [entry for entry in session.in_lane("residence") if words in entry.label.casefold()]
    session.select(found[0].id)


def picture_of(scene: Scene, cases: Cohort) -> QImage:
    """Return the window of this size and theme after what was done in it."""
    size, theme, act = scene
    set_theme(theme)
    window = MainWindow(settings=UnkeptSettings())
    try:
        window.resize(*size)
        window.show()
        QApplication.processEvents()
        window.show_cohort(cases)
        QApplication.processEvents()
        study = StudyFile.open(sample_study(), writable=False)
        window.session.open_work(Work(study.study, None, "The sample is only looked at."))
        study.close()
        QApplication.processEvents()
        picture = act(window)
        if picture is not None:
            return picture
        # Without the keyboard nothing blinks and no ring lies over the picture.
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        QApplication.processEvents()
        return window.grab().toImage()
    finally:
        window.close()
        window.deleteLater()


def figure_of(cases: Cohort, case: str, colours: str) -> QImage:
    """Return the figure of a case as it is exported: ages only, on A4."""
    with TemporaryDirectory() as folder:
        study = StudyFile.open(sample_study(), writable=False)
        request = FigureRequest(
            folder=Path(folder),
            dpi=FIGURE_DPI,
            cases=(case,),
            study=study.study,
            theme=colours,
        )
        study.close()
        return QImage(str(export_figures(cases, request)[0]))


def write(picture: QImage, path: Path) -> None:
    """Write a picture as small as PNG makes it; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = QImageWriter(str(path), b"png")
    writer.setQuality(SMALLEST)
    if not writer.write(picture.convertToFormat(QImage.Format.Format_RGB888)):
        raise OSError(f"{path.name}: {writer.errorString()}")


def make_pictures(folder: Path, names: Sequence[str] = NAMES) -> list[Path]:
    """Write the pictures of these names and return their paths; raises KeyError, OSError."""
    make_application()
    before = (chosen(), text_size())
    cases = read_paths([samples()])
    written = []
    try:
        set_text_size(100)
        for name in names:
            figure = FIGURES.get(name)
            picture = figure_of(cases, *figure) if figure else picture_of(WINDOWS[name], cases)
            written.append(folder / f"{name}.png")
            write(picture, written[-1])
    finally:
        set_theme(before[0])
        set_text_size(before[1])
    return written


if __name__ == "__main__":
    for made in make_pictures(FOLDER, sys.argv[1:] or NAMES):
        print(f"{made.relative_to(ROOT)}  {made.stat().st_size // 1024} kB")
