"""The log of what left: who, when, what, how fine and why; each line holds the last one's hash."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Study, now
from journeyviewer.model.values import dataclass
from journeyviewer.paths import sample_study, state_folder

FORMAT = "jv-exports-1"
START = "0" * 64
CLIPBOARD = "clipboard"
PICTURE = "clipboard picture"
PRINTER = "printer"
"""Stand for a file's name where words or a picture were copied, and where pages were printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """One export. `files` are names with their SHA-256; no path and no word of a case is kept.

    `precision` is "day" where dates left. `study` is the study's id, "" without one.
    """

    who: str
    when: datetime
    files: tuple[tuple[str, str], ...]
    cases: int
    precision: str
    reason: str = ""
    notes: bool = True
    broader: bool = False
    mark: str = ""
    study: str = ""


def log_beside(study: Path | None) -> Path:
    """Return where the log lies: beside the study, else with what the program notes of itself.

    Nothing is written beside the example study, which is the program's own.
    """
    if study is None or study.resolve() == sample_study().resolve():
        return state_folder() / "exports.jsonl"
    return study.with_name(f"{study.stem} exports.jsonl")


def left_now(paths: Sequence[Path], who: str, **how: Any) -> Left:
    """Return the line for files just written; raises JourneyError for one that is gone."""
    files = []
    for path in paths:
        try:
            files.append((path.name, hashlib.sha256(path.read_bytes()).hexdigest()))
        except OSError as error:
            raise JourneyError(f"“{path.name}” is gone again: {error.strerror}.") from error
    return Left(who=who or user_name(), when=now(), files=tuple(files), **how)


def note_written(
    paths: Sequence[Path], study: Study | None, study_file: Path | None, **how: Any
) -> None:
    """Note files that were just written, by the analyst of the study where one is open.

    Raises JourneyError when the log cannot be written.
    """
    who, name = (study.analyst, study.id) if study is not None else ("", "")
    note(log_beside(study_file), left_now(paths, who, study=name, **how))


def sent_now(name: str, data: bytes, who: str, **how: Any) -> Left:
    """Return the line for what left without a file, named by where it went: its SHA-256 alone."""
    sum_of = hashlib.sha256(data).hexdigest()
    return Left(who=who or user_name(), when=now(), files=((name, sum_of),), **how)


def copied_now(words: str, who: str, **how: Any) -> Left:
    """Return the line for words put on the clipboard: their SHA-256, never the words."""
    return sent_now(CLIPBOARD, words.encode(errors="surrogatepass"), who, **how)


def user_name() -> str:
    """Return who is signed in on this computer, "" where it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def note(path: Path, left: Left) -> None:
    """Add a line to the log; raises JourneyError when it cannot be written."""
    body = {
        "format": FORMAT,
        "when": left.when.isoformat(),
        "who": left.who,
        "cases": left.cases,
        "precision": left.precision,
        "reason": left.reason,
        "notes": left.notes,
        "broader": left.broader,
        "mark": left.mark,
        "study": left.study,
        "files": [{"name": name, "sha256": sum_of} for name, sum_of in left.files],
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as stream:
            stream.seek(0)
            lines = stream.read().splitlines(keepends=True)
            if lines and not lines[-1].endswith(b"\n"):
                # A line that was cut off stays to be seen, and does not swallow the next.
                stream.write(b"\n")
            body["previous"] = _hash(lines[-1]) if lines else START
            stream.write(json.dumps(body, ensure_ascii=False).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise JourneyError(
            f"The log of exports “{path.name}” could not be written: {error.strerror}.",
            "The files are written; note down yourself that they left.",
        ) from error


def verify(path: Path) -> tuple[int, tuple[int, ...]]:
    """Return how many lines a log has, and which (from 1) do not follow the line before them."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise JourneyError(
            f"The log of exports “{path.name}” could not be read: {error.strerror}."
        ) from error
    wrong, before = [], START
    for number, line in enumerate(lines, start=1):
        try:
            previous = json.loads(line)["previous"]
        except (ValueError, KeyError, TypeError):
            previous = None
        if previous != before:
            wrong.append(number)
        before = _hash(line)
    return len(lines), tuple(wrong)


def _hash(line: bytes) -> str:
    return hashlib.sha256(line.rstrip(b"\n")).hexdigest()
