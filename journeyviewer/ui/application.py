"""Starting the window: the application, its look, and what happens when something breaks."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from journeyviewer import __version__
from journeyviewer.render.fonts import load_fonts
from journeyviewer.ui.look import dress
from journeyviewer.ui.main_window import MainWindow

log = logging.getLogger(__name__)


def make_application() -> QApplication:
    """Return the one application, dressed."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
    else:
        application = QApplication(["journeyviewer"])
    application.setApplicationName("journeyviewer")
    application.setApplicationVersion(__version__)
    load_fonts()
    dress(application)
    return application


def run_window(paths: Sequence[Path]) -> int:
    """Open the window, read the paths once it is painted, and return when it is closed."""
    application = make_application()
    sys.excepthook = log_type_and_place
    window = MainWindow()
    window.show()
    if paths:
        QTimer.singleShot(0, lambda: window.read(paths))
    return application.exec()


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
