"""Saving one note in a study that holds many: the time until its bytes are on the disk."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from journeyviewer.model.study import Note
from tests.benchmarks.probe import Clock, Record, peak_mib, summary
from tests.study.help import new_study, note

SAVES = 60
FEWEST = 100
"""Notes of the study that a larger one is compared with."""
WORDS = "words as they are typed " * 6


def own(count: int) -> Record:
    """Save as the window does, each note a revision of its own."""
    with TemporaryDirectory() as folder:
        file = new_study(Path(folder))
        # The disk is not waited for while the study is filled.
        file.connection.execute("PRAGMA synchronous = OFF")
        for each in _notes(count):
            file.put(each)
        file.connection.execute("PRAGMA synchronous = FULL")
        found = _timed(lambda number: file.put(note(f"s{number}", WORDS)))
        file.close()
    return found


def few(count: int) -> Record:
    """Save as the window does, in a study of a hundred notes whatever the count."""
    return own(min(count, FEWEST))


def floor(count: int) -> Record:
    """Write the bytes of a note behind those of the others, and have them put on the disk."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "notes.txt"
        path.write_bytes(b"".join(_line(each) for each in _notes(count)))
        with path.open("ab", buffering=0) as stream:

            def save(number: int) -> None:
                stream.write(_line(note(f"s{number}", WORDS)))
                os.fdatasync(stream.fileno())

            return _timed(save)


def rewritten(count: int) -> Record:
    """Write all notes to another file and put it in the place of the first, as editors do."""
    notes = [_plain(each) for each in _notes(count)]
    with TemporaryDirectory() as folder:
        path, beside = Path(folder) / "notes.json", Path(folder) / "notes.new"

        def save(number: int) -> None:
            notes.append(_plain(note(f"s{number}", WORDS)))
            with beside.open("w", encoding="utf-8") as stream:
                json.dump(notes, stream)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
            at = os.open(folder, os.O_RDONLY)
            os.fsync(at)
            os.close(at)

        return _timed(save)


def workbook(count: int) -> Record:
    """Write the sheet of notes anew, as who keeps them in a spreadsheet does; not put on disk."""
    import pandas as pd

    rows = [_plain(each) for each in _notes(count)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "notes.xlsx"

        def save(number: int) -> None:
            rows.append(_plain(note(f"s{number}", WORDS)))
            pd.DataFrame(rows).to_excel(path, index=False)

        return _timed(save, 5)


def _timed(save: Callable[[int], object], saves: int = SAVES) -> Record:
    """Return wall and processor time of saving again and again."""
    save(saves)
    walls, cpus = [], []
    for number in range(saves):
        with Clock() as clock:
            save(number)
        walls.append(clock.wall)
        cpus.append(clock.cpu)
    middle = statistics.median(walls)
    return {"ms": middle, "cpu": statistics.median(cpus), "saves": summary(walls), **_memory()}


def _memory() -> Record:
    return {"peak_mib": peak_mib()}


def _notes(count: int) -> list[Note]:
    return [note(f"n{number}", WORDS, case=f"YP{number % 40}") for number in range(count)]


def _plain(each: Note) -> dict[str, str]:
    return {"id": each.id, "case": str(each.target.case), "text": each.text, "author": each.author}


def _line(each: Note) -> bytes:
    return json.dumps(_plain(each)).encode() + b"\n"
