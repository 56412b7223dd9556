"""Use the real window without sense, for longer than any test: keys, clicks, drags and commands.

    python3 start.py monkey --minutes 10

Each round opens the invented study, or the invented cases, in a process of its own and ends it when
its time is over. What breaks is printed with the last things that were done, and the seed that does
them again, as far as the machine keeps the same pace.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import deque
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from journeyviewer.paths import root, sample_study, samples

ROUND_S = 60
PAUSE_MS = 15
LAST = 8
"""Things done that are told when something breaks."""
SIZES = ((1366, 768), (1920, 1000), (1100, 650))
WORDS = ("school", "12y 3m", "Mar 2014", "a < b & c", "2013-05-01", "x" * 40, "£30")
Key, Held = Qt.Key, Qt.KeyboardModifier
PLAIN, CTRL, SHIFT, ALT = (
    Held.NoModifier,
    Held.ControlModifier,
    Held.ShiftModifier,
    Held.AltModifier,
)
HELD = (PLAIN,) * 6 + (CTRL, SHIFT, ALT, CTRL | SHIFT)
KEYS = (
    *(Key(code) for code in range(Key.Key_A, Key.Key_Z + 1)),
    *(Key(code) for code in range(Key.Key_0, Key.Key_9 + 1)),
    *(Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End),
    *(Key.Key_PageUp, Key.Key_PageDown, Key.Key_Space, Key.Key_Return, Key.Key_Escape),
    *(Key.Key_Tab, Key.Key_Backspace, Key.Key_Delete, Key.Key_Menu, Key.Key_F1, Key.Key_F5),
    *(Key.Key_BracketLeft, Key.Key_BracketRight, Key.Key_Plus, Key.Key_Minus),
    *(Key.Key_Slash, Key.Key_Question, Key.Key_Comma, Key.Key_Period),
)


class Monkey(logging.Handler):
    """Does one thing after another in a window, until its time is over."""

    def __init__(self, seed: int, folder: Path, seconds: float) -> None:
        super().__init__(logging.ERROR)
        self.chance = random.Random(seed)
        self.folder = folder
        self.ends = time.monotonic() + seconds
        self.done: deque[str] = deque(maxlen=LAST)
        self.steps = self.broken = self.files = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count an error that the program logged itself."""
        self.tell(record.getMessage())

    def tell(self, words: str) -> None:
        """Print what broke, with what was done before."""
        self.broken += 1
        print(words, "after", *self.done, sep="\n  ", flush=True)

    def open(self) -> None:
        """Open the window, on the study or on the cases."""
        from journeyviewer.ui.actions import ACTS
        from journeyviewer.ui.main_window import MainWindow

        self.acts = [act.name for act in ACTS if act.text]
        self.window = MainWindow()
        self.window.resize(*self.chance.choice(SIZES))
        self.window.show()
        paths = [samples() / f"Case {number}.xlsx" for number in (1, 2, 7)]
        if self.chance.random() < 0.6:
            paths = [self.folder / "study.jvstudy"]
            shutil.copy(sample_study(), paths[0])
        self.window.read(paths, 10)

    def step(self) -> None:
        """Do the next thing; called again while a dialog or a menu waits for an answer."""
        if time.monotonic() > self.ends or not self.window.isVisible():
            print(f"{self.steps} things done, {self.broken} broke", flush=True)
            sys.stdout.flush()
            os._exit(1 if self.broken else 0)
        QTimer.singleShot(PAUSE_MS, self.step)
        self.steps += 1
        ways = (self._press, self._type, self._click, self._wheel, self._resize, self._act)
        way = self.chance.choices(ways, (40, 8, 30, 6, 3, 9))[0]
        try:
            way()
        except RuntimeError as error:
            # What was to be clicked went in the same moment.
            if "already deleted" not in str(error):
                self.tell(traceback.format_exc())
        top = QApplication.activeModalWidget()
        if top is not None and self.chance.random() < 0.06:
            self._note("close", top)
            top.close()

    def _note(self, what: str, on: QWidget | None = None, more: str = "") -> None:
        name = f" {type(on).__name__} {on.objectName()}" if on is not None else ""
        self.done.append(f"{what}{name} {more}".rstrip())

    def _top(self) -> QWidget:
        active = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return active or QApplication.activeWindow() or self.window

    def _press(self) -> None:
        top = self._top()
        on = top.focusWidget() or top
        key, held = self.chance.choice(KEYS), self.chance.choice(HELD)
        if held == CTRL and key in (Key.Key_Q, Key.Key_W):
            # It would only end the round.
            return
        self._note("press", on, f"{held.name} {key.name}")
        QTest.keyClick(on, key, held)

    def _type(self) -> None:
        top = self._top()
        on = top.focusWidget()
        if isinstance(on, QLineEdit | QPlainTextEdit):
            self._note("type", on)
            QTest.keyClicks(on, self.chance.choice(WORDS))

    def _place(self, on: QWidget) -> QPoint:
        return QPoint(self.chance.randrange(on.width()), self.chance.randrange(on.height()))

    def _click(self) -> None:
        top = self._top()
        parts = [
            part
            for part in top.findChildren(QWidget)
            if part.isVisible() and part.isEnabled() and part.width() > 2 and part.height() > 2
        ]
        on = self.chance.choice(parts or [top])
        place, held = self._place(on), self.chance.choice(HELD)
        right = self.chance.random() < 0.15
        button = Qt.MouseButton.RightButton if right else Qt.MouseButton.LeftButton
        how = self.chance.random()
        self._note("drag" if how < 0.2 else "click", on, on.accessibleName()[:40])
        if how < 0.2:
            to = self._place(on)
            QTest.mousePress(on, button, held, place)
            QTest.mouseMove(on, (place + to) / 2)
            QTest.mouseMove(on, to)
            QTest.mouseRelease(on, button, held, to)
        elif how < 0.3:
            QTest.mouseDClick(on, button, held, place)
        else:
            QTest.mouseClick(on, button, held, place)

    def _wheel(self) -> None:
        on = self.window.canvas.viewport()
        at, none = QPointF(self._place(on)), QPoint()
        turn = QPoint(0, self.chance.choice((-120, 120, 360, -600)))
        held, phase = self.chance.choice(HELD), Qt.ScrollPhase.NoScrollPhase
        pressed = Qt.MouseButton.NoButton
        self._note("wheel", on)
        event = QWheelEvent(at, on.mapToGlobal(at), none, turn, pressed, held, phase, False)
        QApplication.sendEvent(on, event)

    def _resize(self) -> None:
        self._note("resize")
        self.window.resize(self.chance.randrange(700, 1920), self.chance.randrange(450, 1080))

    def _act(self) -> None:
        name = self.chance.choice(self.acts)
        if name in ("quit", "close", "exit"):
            return
        self._note(f"do {name}")
        made = self.window.acts.made.get(name)
        if made is not None:
            made[1].trigger()

    def saving(self, *_: Any, **__: Any) -> tuple[str, str]:
        """Answer a dialog for a file to write: a new name, or nothing."""
        self.files += 1
        name = str(self.folder / f"file {self.files}.out") if self.chance.random() < 0.7 else ""
        return name, ""

    def folder_to_write(self, *_: Any, **__: Any) -> str:
        """Answer a dialog for a folder: one, or none."""
        return str(self.folder) if self.chance.random() < 0.5 else ""


def one_round(seed: int, seconds: float) -> int:
    """Use the window for so many seconds; the process ends with 1 when something broke."""
    faulthandler.enable()
    folder = Path(tempfile.mkdtemp(prefix="monkey"))
    monkey = Monkey(seed, folder, seconds)
    from journeyviewer.ui.application import make_application

    application = make_application()
    sys.excepthook = lambda kind, error, trace: monkey.tell(
        "".join(traceback.format_exception(kind, error, trace))
    )
    logging.getLogger().addHandler(monkey)
    QFileDialog.getSaveFileName = monkey.saving  # type: ignore[method-assign]
    QFileDialog.getExistingDirectory = monkey.folder_to_write  # type: ignore[method-assign]
    QFileDialog.getOpenFileName = lambda *_, **__: ("", "")  # type: ignore[assignment]
    QFileDialog.getOpenFileNames = lambda *_, **__: ([], "")  # type: ignore[assignment]
    monkey.open()
    QTimer.singleShot(3000, monkey.step)
    application.exec()
    # The window was closed by a click on its own command.
    return 1 if monkey.broken else 0


def main() -> int:
    """Play rounds until the time is over; 1 when something broke in one of them."""
    parser = argparse.ArgumentParser(prog="start.py monkey", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the first round")
    parser.add_argument("--round", type=float, default=0, metavar="SECONDS", help="play one here")
    chosen = parser.parse_args()
    if chosen.round:
        return one_round(chosen.seed, chosen.round)
    ends, seed, broken = time.monotonic() + chosen.minutes * 60, chosen.seed, 0
    while seed == chosen.seed or time.monotonic() < ends:
        print(f"Seed {seed}", file=sys.stderr)
        with tempfile.TemporaryDirectory() as home:
            code = subprocess.call(
                [
                    sys.executable,
                    "-m",
                    "tests.monkey",
                    "--round",
                    str(ROUND_S),
                    "--seed",
                    str(seed),
                ],
                cwd=root(),
                env={**os.environ, "HOME": home, "QT_QPA_PLATFORM": "offscreen"},
                timeout=ROUND_S * 5,
            )
        broken += code != 0
        seed += 1
    print(f"{seed - chosen.seed} rounds, {broken} of them with something broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
