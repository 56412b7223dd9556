"""What a thread came to is told on the window's thread, whoever is gone by then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

Call = Callable[[], object]


class _Post(QObject):
    posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(self._do)

    def _do(self, call: Call) -> None:
        call()


_KEPT: list[_Post] = []


def poster() -> Callable[[Call], None]:
    """Return what any thread may call to have something done on the window's thread.

    To be asked for on that thread. A thread that told a widget or another object of the window by a
    signal of its own would take the program down where that is deleted in the same moment; what is
    told here goes through an object that stays for as long as the program runs.
    """
    if not _KEPT or not isValid(_KEPT[0]):
        _KEPT[:] = [_Post()]
    return _KEPT[0].posted.emit


def while_there(owner: QObject, call: Call) -> Call:
    """Return a call that does nothing once its owner is gone; to be run on the window's thread."""

    def run() -> None:
        if isValid(owner):
            call()

    return run
