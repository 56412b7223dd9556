"""Kills in the middle of meetings: `python -m tests.faults.meetings FOLDER COUNT SEED`.

A program split off from this one holds a meeting by its keys: it steps, counts answers and types.
It says what it shows as saved, and is killed at any moment. Another opens the study, goes on with
the meeting, and says what is there. Answers are only added and words only typed on, so that
whatever was shown as saved has to be there, or more.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from journeyviewer.model.meetings import Answer, Response
from journeyviewer.model.study import case_of
from journeyviewer.paths import sample_study
from journeyviewer.session.session import Session
from journeyviewer.study.sources import keep_records, kept_records
from journeyviewer.study.store import StudyFile
from journeyviewer.ui.application import make_application
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.presenting.desk import PresentDesk
from journeyviewer.ui.studying import desk as study_desk  # noqa: F401  loaded before splitting
from journeyviewer.ui.studying.keeper import Keeper
from journeyviewer.ui.studying.opening import open_study
from tests.faults.victims import Say, split

LONGEST = 0.7
"""Seconds of a meeting before a kill at any moment."""
PATIENCE = 60.0
WORDS = "nobody asked her grandmother whether she could stay "
Key = Qt.Key
State = dict[str, Any]


@dataclass(frozen=True)
class Tally:
    """How many kills there were, how often something was shown as saved, and what was lost."""

    kills: int = 0
    shown: int = 0
    typing: int = 0
    lost: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        numbers = (self.kills + other.kills, self.shown + other.shown, self.typing + other.typing)
        return Tally(*numbers, (*self.lost, *other.lost))

    def __str__(self) -> str:
        return (
            f"{self.kills} kills of meetings ({self.typing} while words were typed; "
            f"{self.shown} times something was shown as saved): {len(self.lost)} lost it"
        )


def make_template(path: Path) -> None:
    """Make the study of three sample cases and their running order."""
    sample = StudyFile.open(sample_study(), writable=False)
    kept, items = kept_records(sample), tuple(sample.study.items.values())
    sample.close()
    assert kept is not None
    cohort = replace(kept[0], cases=kept[0].cases[:3])
    file = StudyFile.create(path, "Review", "AB")
    keep_records(file, cohort, [])
    held = {case.id for case in cohort.cases} | {None}
    for item in items:
        if case_of(item) in held:
            file.put(item)
    file.close()


def _apart(path: Path) -> QApplication:
    """Return an application that shows nothing and knows no settings of whoever runs this."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(path.parent)}
    return make_application()


def _begin(path: Path) -> tuple[PresentDesk, Keeper]:
    """Open a study as the window does, without the rest of it, and begin the meeting."""
    _apart(path)
    session, window, opened = Session(), QMainWindow(), open_study(path)
    assert opened.records is not None
    session.open_cohort(opened.records.cohort)
    keeper = Keeper(opened, session, window)
    session.open_work(keeper.work)
    desk = PresentDesk(window, session, "")
    desk.present()
    return desk, keeper


def _state(desk: PresentDesk) -> State:
    """Return what a meeting holds: points shown, and the answers to each point."""
    walk, study = desk.walk, desk.session.study
    assert walk is not None and study is not None
    held = [one for one in study.items.values() if isinstance(one, Response)]
    found = {
        one.about: {**{kind: one.count(kind) for kind in Answer}, "said": one.said} for one in held
    }
    return {"shown": list(walk.meeting.shown), "answers": found}


def hold(path: Path, seed: int, say: Say) -> None:
    """Hold a meeting until the end comes, and say after each key what is shown as saved."""
    desk, keeper = _begin(path)
    walk, shown = desk.walk, desk.room
    assert walk is not None and shown is not None and shown.answers is not None
    said, state = shown.answers.said, shown.answers.state
    chance = random.Random(seed)

    def tell(typing: bool) -> None:
        QApplication.processEvents()
        told: State = {"typing": typing}
        if state.text().startswith("Saved.") and walk.place is not None:
            told["said"] = [walk.place.stop.item, said.toPlainText()]
        if not keeper.work.waiting:
            told |= _state(desk)
        say(f"{json.dumps(told)}\n".encode())

    tell(False)
    while True:
        if chance.random() < 0.3 and said.isEnabled():
            said.setFocus()
            at = len(said.toPlainText())
            for number in range(chance.randint(3, 25)):
                QTest.keyClick(said, WORDS[(at + number) % len(WORDS)])
                tell(True)
                time.sleep(chance.random() * 0.01)
            QTest.keyClick(said, chance.choice((Key.Key_Escape, Key.Key_PageDown)))
        else:
            keys = (Key.Key_PageDown,) * 3 + (Key.Key_PageUp, Key.Key_A, Key.Key_C, Key.Key_U)
            QTest.keyClick(shown.picture, chance.choice(keys))
        tell(False)
        if walk.card.value == "end":
            walk.jump(0)


def resume(path: Path, say: Say) -> None:
    """Open the study in the program's window, go on with the meeting, and say what is there."""
    application = _apart(path)
    window = MainWindow()
    window.read([path])
    until = time.monotonic() + PATIENCE
    while not window.session.can_write and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.002)
    window.present()
    walk = window.meetings.walk
    assert walk is not None and walk.place is not None
    say(json.dumps({**_state(window.meetings), "at": walk.place.stop.item}).encode())


def one(folder: Path, seed: int, template: Path) -> Tally:
    """Kill one meeting; return what was found."""
    chance = random.Random(seed)
    path = folder / f"Meeting {seed}.jvstudy"
    shutil.copyfile(template, path)
    victim = split(lambda say: hold(path, seed, say))
    if not victim.hears(PATIENCE):
        raise RuntimeError("a meeting did not begin")
    time.sleep(chance.uniform(0.0, LONGEST))
    # What was cut off in the middle of a line was not said.
    lines = victim.end().decode().split("\n")[:-1]
    told = [json.loads(line) for line in lines]
    found = split(lambda say: resume(path, say)).end(None)
    wrong = _lost(told, json.loads(found)) if found else "the study did not open again"
    for left in folder.glob(f"Meeting {seed}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    claims = sum("said" in each or "shown" in each for each in told)
    typing = bool(told) and bool(told[-1]["typing"])
    return Tally(1, claims, int(typing), (f"seed {seed}: {wrong}",) if wrong else ())


def _lost(told: list[State], found: State) -> str:
    """Return what was shown as saved and is not there, "" when all of it is."""
    for each in told:
        if "said" in each:
            item, words = each["said"]
            kept = found["answers"].get(item, {}).get("said", "")
            if not kept.startswith(words):
                return f"words: {words!r} were shown as saved, {kept!r} are there"
        if "shown" not in each:
            continue
        if found["shown"][: len(each["shown"])] != each["shown"]:
            return "a point that was shown"
        for item, answer in each["answers"].items():
            kept = found["answers"].get(item, {})
            if any(kept.get(kind, 0) < answer[kind] for kind in Answer):
                return f"an answer: {answer} was saved, {kept} is there"
            if not kept.get("said", "").startswith(answer["said"]):
                return f"words: {answer} were saved, {kept} are there"
    shown = [each["shown"] for each in told if each.get("shown")]
    return "" if not shown or found["at"] in found["shown"] else "the meeting began anew"


def run(folder: Path, first: int, go_on: Callable[[int], bool]) -> Tally:
    """Kill meetings for as long as `go_on` says of the number of kills so far."""
    template, tally = folder / "Template.jvstudy", Tally()
    if not template.exists():
        make_template(template)
    while go_on(tally.kills):
        tally += one(folder, first + tally.kills, template)
    return tally


def main(folder: Path, count: int, seed: int) -> int:
    """Kill so many meetings; 1 when anything was lost."""
    tally = run(folder, seed, lambda done: done < count)
    print(tally, *tally.lost, sep="\n  ")
    return 1 if tally.lost else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
