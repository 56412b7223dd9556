"""Starting the window: the application, its look, and what happens when something breaks."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from journeyviewer import __version__
from journeyviewer.model.problems import JourneyError
from journeyviewer.render.fonts import load_fonts
from journeyviewer.ui.appearance import take_text_size
from journeyviewer.ui.late import FirstPaint, load_soon
from journeyviewer.ui.look import (
    SYSTEM,
    chosen,
    follow_system,
    set_theme,
    sheet_last,
    text_size,
)
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.own_log import keep_log
from journeyviewer.ui.settings import Settings, load_settings

log = logging.getLogger(__name__)
STYLE = "fusion"
PATIENCE_MS = 100
"""How long a small source is waited for before the window is painted: its journey comes first."""


def make_application(settings: Settings | None = None) -> QApplication:
    """Return the one application, dressed as it was when it was last used, else as it is."""
    application = bare_application()
    clothe(settings)
    return application


def bare_application() -> QApplication:
    """Return the one application in the style of ours, without its colours and typeface."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
        application.setStyle(STYLE)
    else:
        # Named before it is made: a style that is set later is asked for all it draws with.
        application = QApplication(["journeyviewer", "-style", STYLE])
    install_access()
    application.setApplicationName("journeyviewer")
    application.setApplicationVersion(__version__)
    return application


def clothe(settings: Settings | None) -> None:
    """Load the typeface, and take the colours and the text size that were kept."""
    load_fonts()
    wear(settings)


@cache
def install_access() -> None:
    """Have painted widgets tell screen readers what they hold; once for a program."""
    QAccessible.installFactory(interface_of)


def interface_of(class_name: str, made_for: QObject | None) -> QAccessibleInterface | None:
    """Return what a painted widget tells screen readers; loaded when the first of them asks."""
    from journeyviewer.ui.access import make

    return make(class_name, made_for)


def run_window(paths: Sequence[Path], measured: Path | None = None) -> int:
    """Open the window, read the paths meanwhile, and return when it is closed."""
    keep_log()
    application = bare_application()
    # Where they are kept depends on the name of the program, which is known by now.
    settings = load_settings()
    sys.excepthook = log_type_and_place
    with sheet_last(application):
        clothe(settings)
        follow_system(application)
        window = MainWindow(settings=settings, welcoming=not paths)
    window.reading.terms = window.reading.kept.terms()
    if measured is None:
        FirstPaint(window.canvas, load_soon)
    else:
        from journeyviewer.ui.measuring import leave_when_painted

        # What is measured is the way to the first journey, with nobody there to answer.
        window.asks_first = False
        leave_when_painted(window, measured)
    window.open_where_it_was()
    if paths:
        # It has its size by now and is painted later, so that a journey is laid out once. What
        # takes longer is read while the window shows how far that is.
        window.read(paths, PATIENCE_MS)
    look_less_for_garbage()
    if not paths:
        QTimer.singleShot(0, window.welcome.example.begin)
    code = application.exec()
    keep_look(settings)
    return code


def look_less_for_garbage() -> None:
    """Look for garbage again after starting, but not in what was loaded, and not so often.

    A cohort is tens of thousands of small objects that all stay: at the usual rate looking
    through them takes longer than making them.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def wear(settings: Settings | None) -> None:
    """Take the theme and the text size that were kept; a theme that is gone is the system's."""
    if settings is None:
        set_theme(chosen())
        return
    # The theme dresses everything, in the new size.
    take_text_size(settings.text_size)
    try:
        set_theme(settings.theme)
    except JourneyError:
        set_theme(SYSTEM)


def keep_look(settings: Settings) -> None:
    """Keep the theme and the text size there are now for the next run."""
    kept = (settings.theme, settings.text_size)
    settings.theme, settings.text_size = chosen(), text_size()
    if kept != (settings.theme, settings.text_size):
        settings.save()


def log_type_and_place(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Log what broke and where, never its message, which could hold words of a case file."""
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{Path(code.co_filename).name}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next
    log.error("%s at %s", kind.__name__, place)
