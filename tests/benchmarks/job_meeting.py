"""A meeting by its keys: from a key pressed until the room's picture and the panel are painted.

The window is the program's own, with a study that is saved to a file meanwhile. The first points
are looked at for a moment each, as a group does. After them nobody waits between two keys, so that
nothing is made ready ahead: "forward" is a point seen for the first time.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.frames_own import SIZE, Painted, colours_in
from tests.benchmarks.probe import Clock, Record, peak_mib, summary

Key = Qt.Key
PHASES, POINTS = 12, 52
"""Phases and notes of the running order of the generated case."""
PATIENCE = 30.0
"""Seconds until a study must be open."""
LOOKED_AT, LOOK_MS = 6, 500
"""Steps before which the room looks for a moment, and how long."""
LETTERS = "nobody asked her grandmother"


def own(what: str) -> Record:
    """Walk through `sample`, the running order of the samples, or `busy`, a case of 684 records."""
    with _meeting(what) as (window, room):
        way = _Way(window, room)
        way.walk_through()
        if colours_in(room.picture) < 3:
            raise RuntimeError("the picture is empty")
        return {**way.measured(), "peak_mib": peak_mib()}


@contextmanager
def _meeting(what: str) -> Iterator[tuple[QWidget, QWidget]]:
    """Give the window and the room's window of a meeting that has begun."""
    with TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        path = Path(folder) / "Measured.jvstudy"
        _busy(path) if what == "busy" else _sample(path)
        from journeyviewer.ui.application import look_less_for_garbage, make_application
        from journeyviewer.ui.main_window import MainWindow

        application = make_application()
        window = MainWindow()
        window.resize(*SIZE)
        window.show()
        window.read([path])
        until = time.monotonic() + PATIENCE
        while not window.session.can_write:
            if time.monotonic() > until:
                raise RuntimeError("the study did not open")
            application.processEvents()
        look_less_for_garbage()
        window.present()
        room = window.meetings.room
        assert room is not None
        room.resize(*SIZE)
        application.processEvents()
        yield window, room
        window.close()


def _sample(path: Path) -> None:
    from journeyviewer.paths import sample_study

    shutil.copyfile(sample_study(), path)


def _busy(path: Path) -> None:
    """Make a study of one case with 184 placements and 500 other records, and 64 points."""
    from journeyviewer.model.chronology import Cohort
    from journeyviewer.model.items import new_id
    from journeyviewer.model.meetings import RunningOrder, Stop
    from journeyviewer.model.study import Note, NoteKind, Phase, Target
    from journeyviewer.study.anchoring import anchor_of
    from journeyviewer.study.sources import keep_records
    from journeyviewer.study.store import StudyFile
    from tests.big_cases import FIRST, READ_ON, busy_case

    case = busy_case()
    homes = [entry for entry in case.entries if entry.lane == "residence" and entry.start.exact]
    length = (READ_ON - FIRST) // PHASES
    items: list[Phase | Note] = [
        Phase(
            id=new_id(),
            case=case.id,
            title=f"Phase of the story number {number + 1}",
            start=FIRST + number * length,
            end=FIRST + (number + 1) * length - timedelta(days=1),
        )
        for number in range(PHASES)
    ]
    chosen = homes[:: max(1, len(homes) // POINTS)][:POINTS]
    items += [
        Note(
            id=new_id(),
            target=Target(
                case=case.id,
                lane="residence",
                anchor=anchor_of(entry, case.entries),
                start=entry.start.first,
            ),
            kind=NoteKind.QUESTION,
            text=f"What else was tried before {entry.label}?",
        )
        for entry in chosen
    ]
    stops = tuple(Stop(item=item.id, case=case.id, words=isinstance(item, Note)) for item in items)
    file = StudyFile.create(path, "Measured", "AB")
    keep_records(file, Cohort(name="busy", cases=(case,)), [])
    for item in (*items, RunningOrder(id=new_id(), title="Group", stops=stops)):
        file.put(item)
    file.close()


class _Way:
    """The way through a meeting, timed step by step."""

    def __init__(self, window: QWidget, room: QWidget) -> None:
        self.room = room
        self.walk = window.meetings.walk  # type: ignore[attr-defined]
        self.painted = Painted(room.picture)  # type: ignore[attr-defined]
        self.walls: dict[str, list[float]] = {}
        self.cpus: dict[str, list[float]] = {}

    def walk_through(self) -> None:
        """Go forward over every point and back, and do at some of them what else can be done."""
        last = len(self.walk.stops) - 1
        for _ in range(LOOKED_AT):
            QTest.qWait(LOOK_MS)
            self.step("after a look", lambda: self.press(Key.Key_PageDown))
        while self.walk.at < last or self.walk.card.value:
            self.step("forward", lambda: self.press(Key.Key_PageDown))
        while self.walk.at > 0 or not self.walk.card.value:
            self.step("back", lambda: self.press(Key.Key_PageUp))
        self.step("forward again", lambda: self.press(Key.Key_PageDown))
        for at in range(0, last + 1, 4):
            self.go_to(last - at)
            for _ in range(2):
                self.step("zoom", lambda: self.walk.zoom("residence"))
            for _ in range(2):
                self.step("details", lambda: self.press(Key.Key_H), paints=0)
            for _ in range(2):
                self.step("blank", lambda: self.press(Key.Key_B))
            self.step("answer", lambda: self.press(Key.Key_A), paints=0)
        self.type()
        self.visit()

    def go_to(self, at: int) -> None:
        """Jump to a point, and past the card that another case opens with."""
        self.step("jump", lambda: self.walk.jump(at))
        if self.walk.card.value:
            self.step("forward again", lambda: self.press(Key.Key_PageDown))

    def type(self) -> None:
        """Type what was said, a letter a step."""
        said = self.room.answers.said  # type: ignore[attr-defined]
        said.setFocus()
        QApplication.processEvents()
        for letter in LETTERS:
            self.step("letter", lambda letter=letter: QTest.keyClick(said, letter), paints=0)  # type: ignore[misc]
        self.room.picture.setFocus()  # type: ignore[attr-defined]
        QApplication.processEvents()

    def visit(self) -> None:
        """Go to every case outside the running order: its card, and its whole journey."""
        listed = {stop.case for stop in self.walk.stops}
        for case in self.walk.session.cohort.cases:
            if case.id not in listed:
                self.step("visit", lambda case=case: self.walk.jump_case(case.id))  # type: ignore[misc]
                self.step("whole journey", lambda: self.press(Key.Key_PageDown))

    def press(self, key: Qt.Key) -> None:
        """Press a key in the room's picture."""
        QTest.keyClick(self.room.picture, key)  # type: ignore[attr-defined]

    def step(self, name: str, do: Callable[[], object], *, paints: int = 1) -> None:
        """Time one step until the picture is painted; `paints` 0 where it stays as it is."""
        before = self.painted.count
        until = time.monotonic() + PATIENCE
        with Clock() as clock:
            do()
            while self.painted.count - before < paints and time.monotonic() < until:
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QApplication.processEvents()
        if self.painted.count - before < paints:
            raise RuntimeError(f"{name} was not painted")
        self.walls.setdefault(name, []).append(clock.wall)
        self.cpus.setdefault(name, []).append(clock.cpu)

    def measured(self) -> Record:
        """Return the times of every step and by its kind."""
        return {
            "steps": {
                "n": sum(map(len, self.walls.values())),
                "wall": summary(_all(self.walls)),
                "cpu": summary(_all(self.cpus)),
            },
            "kinds": {
                name: {"n": len(walls), "wall": summary(walls), "cpu": summary(self.cpus[name])}
                for name, walls in self.walls.items()
            },
        }


def _all(kinds: dict[str, list[float]]) -> list[float]:
    return [value for values in kinds.values() for value in values]
