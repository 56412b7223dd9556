"""What the program notes of its own faults where nobody sees its errors: types and places."""

from __future__ import annotations

import copy
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from journeyviewer.model.patterns import later
from journeyviewer.paths import state_folder

log = logging.getLogger(__name__)
LARGEST = 200_000
_LOUD = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
# The function that speaks, as Qt begins most of its messages.
_SPEAKER = later(r"\s*(\w+(?:::\w+)*)\s*(?:\(.*?\))?:")


class TypeAndPlace(logging.Formatter):
    """Leaves out what an exception says: it could hold words of a case file."""

    def format(self, record: logging.LogRecord) -> str:
        # What another formatter made of the exception is kept on the record.
        plain = copy.copy(record)
        plain.exc_text = plain.stack_info = None
        return super().format(plain)

    def formatException(self, ei: object) -> str:
        kind = ei[0] if isinstance(ei, tuple) else None
        return kind.__name__ if isinstance(kind, type) else ""


def log_file() -> Path:
    """Return where the frozen program notes its faults."""
    return state_folder() / "faults.log"


def keep_log() -> None:
    """Note faults in a file when the program is frozen; run from its source they are printed."""
    if not getattr(sys, "frozen", False):
        return
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if path.is_file() and path.stat().st_size > LARGEST else "a"
        handler = logging.FileHandler(path, mode, encoding="utf-8", delay=True)
    except OSError:
        # A folder nobody may write to: the program works without.
        return
    handler.setFormatter(TypeAndPlace("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    qInstallMessageHandler(on_qt_message)


def on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Note who in Qt complained, never the message itself, which may name a file."""
    level = _LOUD.get(kind)
    if level is None:
        return
    speaker = _SPEAKER.match(message)
    log.log(level, "Qt: %s in %s", speaker.group(1) if speaker else "a message", context.category)
