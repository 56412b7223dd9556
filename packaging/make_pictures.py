"""Makes the pictures of the README from the sample cases, by driving the real window.

Run from the project's folder: `python packaging/make_pictures.py [NAME ...]`. No screen is needed
and no setting of the user is read or kept.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QImage, QImageWriter  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from journeyviewer.export.figure import FigureRequest, export_figures  # noqa: E402
from journeyviewer.ingest.read import read_paths  # noqa: E402
from journeyviewer.model.chronology import Cohort  # noqa: E402
from journeyviewer.paths import samples  # noqa: E402
from journeyviewer.session.changes import Page  # noqa: E402
from journeyviewer.ui.application import make_application  # noqa: E402
from journeyviewer.ui.look import chosen, set_text_size, set_theme, text_size  # noqa: E402
from journeyviewer.ui.main_window import MainWindow  # noqa: E402
from journeyviewer.ui.settings import Settings  # noqa: E402

FOLDER = ROOT / "packaging" / "pictures"
LARGE, SMALL = (1920, 1080), (1366, 768)
FIGURE_DPI = 130
SMALLEST = 0
"""How the writer of PNG is told to make the smallest file."""


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


def welcome(window: MainWindow) -> None:
    """Go back to the first screen, with the first case as its example."""
    assert window.session.case is not None
    window.welcome.example.show_case(window.session.case)
    window.close_cohort()


Scene = tuple[tuple[int, int], str, Callable[[MainWindow], None]]
WINDOWS: dict[str, Scene] = {
    "journey": (LARGE, "light", journey),
    "journey-dark": (LARGE, "dark", journey),
    "ages-and-search": (SMALL, "light", search_by_age),
    "cohort": (LARGE, "light", cohort),
    "welcome": (SMALL, "light", welcome),
}
FIGURE = "figure"
NAMES = (*WINDOWS, FIGURE)


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
        act(window)
        # Without the keyboard nothing blinks and no ring lies over the picture.
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        QApplication.processEvents()
        return window.grab().toImage()
    finally:
        window.close()
        window.deleteLater()


def figure_of(cases: Cohort) -> QImage:
    """Return the figure of the first case as it is exported: ages only, on A4."""
    with TemporaryDirectory() as folder:
        first = (cases.cases[0].id,)
        request = FigureRequest(folder=Path(folder), dpi=FIGURE_DPI, cases=first)
        (path,) = export_figures(cases, request)
        return QImage(str(path))


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
            picture = figure_of(cases) if name == FIGURE else picture_of(WINDOWS[name], cases)
            written.append(folder / f"{name}.png")
            write(picture, written[-1])
    finally:
        set_theme(before[0])
        set_text_size(before[1])
    return written


if __name__ == "__main__":
    for made in make_pictures(FOLDER, sys.argv[1:] or NAMES):
        print(f"{made.relative_to(ROOT)}  {made.stat().st_size // 1024} kB")
