"""Work with files off the window's thread, each with what is done when it has ended."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from journeyviewer.model.problems import JourneyError
from journeyviewer.ui.posting import Call, poster, while_there

Result = TypeVar("Result")


def _let_go(_: object) -> None:
    """Do nothing with what came of the work."""


class Errand(QObject, Generic[Result]):
    """Runs `work` in a thread, then calls `then` with its result, or `failed` with the error.

    A drive that never answers holds nobody up: the thread can be left behind, even at the end.
    """

    def __init__(
        self,
        parent: QObject,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[JourneyError], None],
    ) -> None:
        super().__init__(parent)
        self._then, self._failed = then, failed
        self._post = poster()
        self._thread = threading.Thread(target=self._run, args=(work,), name="errand", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Let go of what comes of the work and wait for its end; False when it goes on."""
        self._then = self._failed = _let_go
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self, work: Callable[[], Result]) -> None:
        told: Call
        try:
            told = partial(self._on_done, work())
        except JourneyError as error:
            told = partial(self._on_failed, error)
        except Exception as error:
            # Type only: a message could hold words of a case file.
            kind = type(error).__name__
            wrong = JourneyError(
                f"Something went wrong inside journeyviewer ({kind}).", "Try again."
            )
            told = partial(self._on_failed, wrong)
        # Whoever asked may be gone by now.
        self._post(while_there(self, told))

    def _on_done(self, result: Result) -> None:
        self._then(result)
        self.deleteLater()

    def _on_failed(self, error: JourneyError) -> None:
        self._failed(error)
        self.deleteLater()


_ASKED: list[threading.Thread] = []
"""What a drive was asked and has not answered yet."""


def in_time(ask: Callable[[], Result], otherwise: Result, seconds: float = 0.2) -> Result:
    """Return what a drive answers, or something else where it does not within so many seconds.

    Where it still owes an answer it is not asked again, so that a key is never held up twice.
    `ask` must not raise anything but OSError.
    """
    _ASKED[:] = [each for each in _ASKED if each.is_alive()]
    if _ASKED:
        return otherwise
    answers: list[Result] = []

    def run() -> None:
        with contextlib.suppress(OSError):
            answers.append(ask())

    thread = threading.Thread(target=run, name="asking", daemon=True)
    _ASKED.append(thread)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else otherwise
