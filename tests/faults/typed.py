"""Kills while somebody types into the notes panel of a real window.

Each victim opens the study of the one before, so that what the window shows after a kill is looked
at as well: unfinished text has to be in the panel again.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from journeyviewer.ingest.read import read_paths
from journeyviewer.paths import samples
from journeyviewer.study.codec import from_json
from journeyviewer.study.sources import keep_records
from journeyviewer.study.store import StudyFile
from tests.study.help import state_of

SECONDS = 2.0
"""Of typing that may be lost."""
LONGEST = 4.0
"""Seconds of typing before a kill."""
MANY = 200
"""Letters typed into one note before a kill in the middle of it."""


@dataclass
class Typed:
    """What was typed, finished and said to be saved in one study, by the number of a note."""

    texts: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    finished: dict[str, tuple[float, str]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    back: tuple[str, str] = ("", "")
    letters: int = 0

    def longest(self) -> int:
        """Return how many letters of a note this victim has typed at most."""
        return max((len(texts) for texts in self.texts.values()), default=0)

    def take(self, line: str) -> None:
        """Take what a victim said."""
        at, what, name, text = json.loads(line)
        if what == "typed":
            self.texts.setdefault(name, []).append((at, text))
        elif what == "finished":
            self.finished[name] = (at, text)
        elif what == "saved":
            self.said |= set(self.finished)
        elif what == "back":
            self.back = (name, text)


@dataclass
class Killed:
    """How often it was typed into and killed, how much was said, and what went wrong."""

    kills: int = 0
    letters: int = 0
    notes: int = 0
    drafts: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills while typing into the notes panel ({self.letters} letters, "
            f"{self.notes} notes finished, {self.drafts} with a text unfinished): "
            f"{len(self.wrong)} lost something"
        )


def run(folder: Path, seed: int, go_on: Callable[[int], bool]) -> Killed:
    """Kill for as long as `go_on` says of the number of kills so far, then open once more."""
    path = folder / "Typed.jvstudy"
    file = StudyFile.create(path, "Review", "AB")
    keep_records(file, read_paths([samples() / "Case 9.xlsx"]), [])
    file.close()
    typed, found, unfinished = Typed(), Killed(), ("", "")
    while go_on(found.kills):
        killed = _one(path, seed + found.kills, typed, in_a_word=found.kills % 2 == 0)
        found.kills += 1
        if unfinished[0] and typed.back != unfinished:
            found.wrong.append(f"the panel shows {typed.back} in place of {unfinished}")
        unfinished, wrong = look(path, typed, killed)
        found.drafts += bool(unfinished[0])
        found.wrong += wrong
    found.letters = typed.letters
    found.notes = len(typed.finished)
    return found


def _one(path: Path, seed: int, typed: Typed, *, in_a_word: bool) -> float:
    """Start a victim and kill it at any moment, or in a long note; return when that was."""
    typed.back, chance = ("", ""), random.Random(seed)
    with subprocess.Popen(
        (sys.executable, "-m", "tests.gui.typing_child", str(path), str(seed)),
        cwd=Path(__file__).resolve().parents[2],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(path.parent),
        },
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        try:
            first = child.stdout.readline()
            if not first:
                raise RuntimeError("a window started to be killed said nothing")
            typed.take(first)
            while in_a_word and (line := child.stdout.readline()):
                typed.take(line)
                if typed.longest() >= MANY:
                    break
            time.sleep(chance.uniform(0.0, 0.05 if in_a_word else LONGEST))
            ended = child.poll()
            child.kill()
            killed = time.monotonic()
            lines = child.stdout.readlines()
        finally:
            child.kill()
    if ended is not None:
        raise RuntimeError("a window ended before it was killed")
    for line in lines:
        if line.endswith("\n"):
            typed.take(line)
    return killed


def look(path: Path, typed: Typed, killed: float) -> tuple[tuple[str, str], list[str]]:
    """Return the text that is unfinished (its note and words), and what is wrong."""
    file = StudyFile.open(path)
    held, drafts = state_of(file), [from_json(one.text) for one in file.drafts]
    read_only = file.read_only
    file.close()
    wrong = [read_only] if read_only else []
    kept = {str(one.id): getattr(one, "text", "") for one in drafts}
    for name, (at, text) in list(typed.finished.items()):
        if held.get(name) == text:
            continue
        if name in typed.said or at < killed - SECONDS:
            wrong.append(f"a note that was saved reads {held.get(name)!r}, not {text!r}")
        # Finished in the last instant: it is a text like any other, or nothing.
        del typed.finished[name]
    for name, texts in typed.texts.items():
        here = kept.get(name) or held.get(name) or ""
        surely = [text for at, text in texts if at < killed - SECONDS]
        if not here.startswith(surely[-1] if surely else ""):
            wrong.append(f"of {texts[-1][1]!r} only {here!r} is there")
        if not texts[-1][1].startswith(here):
            wrong.append(f"{here!r} was never typed so")
        typed.letters += len(texts)
    # What is there now is what the next kill must leave.
    typed.texts = {
        name: [(killed - SECONDS, kept.get(name) or held.get(name) or "")]
        for name in typed.texts
        if kept.get(name) or held.get(name)
    }
    if len(kept) > 1:
        wrong.append(f"{len(kept)} texts are unfinished at once")
    return next(iter(kept.items()), ("", "")), wrong
