"""Reading sources from the window and the commands: asks the reading process and waits."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

from journeyviewer.ingest.child_process import reader_process
from journeyviewer.ingest.codec import decode, decode_cohort, encode
from journeyviewer.ingest.packed import unpack_case
from journeyviewer.ingest.sheets import expand
from journeyviewer.ingest.terms import NO_TERMS, Terms
from journeyviewer.model.chronology import Case, Cohort, Outcome
from journeyviewer.model.files import keep_as_it_is
from journeyviewer.model.problems import (
    Action,
    ArchiveMet,
    CasesAsked,
    JourneyError,
    Problem,
    Severity,
)
from journeyviewer.model.values import dataclass

STOP_WITHIN = 0.1
"""Seconds after which a reading that is no longer wanted ends."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is: file `number` (from 0) of `count`; `doing` is "open", "read" or "send".

    While a file is read, sheet `sheet` (from 1) of `sheets`, called `name`, is at `row` of `rows`.
    Without a file it is about all of them together; what is sent are `number` of `count` cases.
    """

    number: int
    count: int
    file: str
    doing: str
    sheet: int = 0
    sheets: int = 0
    name: str = ""
    row: int = 0
    rows: int = 0


Request = tuple[tuple[Path, ...], Terms, tuple[Path, ...]]
"""The files to read as one set, the terms they are read on, and the folders they were chosen by."""
OnProgress = Callable[[Progress], None]
OnFirst = Callable[[Case], None]


class ReaderChild:
    """A reading process, started early so that it is ready when it is asked."""

    def __init__(self) -> None:
        self.process = reader_process()
        self.asked: Request | None = None

    def ask(self, request: Request) -> None:
        """Send what is to be read; a process that is gone says so when it is waited for."""
        assert self.process.stdin is not None and self.asked is None
        self.asked = request
        paths, terms, folders = request
        said = {
            "paths": [str(path) for path in paths],
            "terms": encode(terms),
            "folders": [str(path) for path in folders],
        }
        with suppress(OSError):
            self.process.stdin.write(json.dumps(said) + "\n")
            self.process.stdin.close()

    def answer(
        self,
        on_progress: OnProgress | None,
        stop: Callable[[], bool] | None,
        on_first: OnFirst | None = None,
    ) -> dict[str, Any]:
        """Wait for the last answer to what was asked; a crash gives `{"crashed": file}`.

        The cases that came before are its `cases`.
        Once `stop` says so nothing is answered any more, however near the end the reading was.
        """
        process = self.process
        assert process.stdout is not None
        current = ""
        cases: list[Case] = []
        done = Event()
        watching = Thread(target=self._end_when, args=(stop, done), daemon=True)
        watching.start()
        try:
            for line in process.stdout:
                answer = json.loads(line)
                if stop is not None and stop():
                    return {"stopped": True}
                if "first" in answer:
                    if on_first is not None:
                        on_first(decode(Case, answer["first"]))
                    continue
                if "case" in answer:
                    cases.append(unpack_case(answer["case"]))
                    continue
                if "progress" not in answer:
                    return {**answer, "cases": tuple(cases)}
                progress = Progress(**answer["progress"])
                current = progress.file or current
                if on_progress is not None:
                    on_progress(progress)
        except (OSError, ValueError):
            pass
        finally:
            done.set()
            watching.join()
            self.close()
        return {"stopped": True} if stop is not None and stop() else {"crashed": current}

    def _end_when(self, stop: Callable[[], bool] | None, done: Event) -> None:
        """End the process as soon as `stop` says so, whatever it is in the middle of."""
        while stop is not None and not done.wait(STOP_WITHIN):
            if stop():
                self.process.kill()
                return

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


_waiting: list[ReaderChild] = []


def start_child(paths: Sequence[Path] = (), terms: Terms = NO_TERMS) -> None:
    """Start a reading process now, so that the next reading does not wait for it.

    Where the paths of that are known it begins to read at once.
    """
    if _waiting:
        return
    child = ReaderChild()
    _waiting.append(child)
    if paths:
        # What is wrong with the paths is said when they are read.
        with suppress(JourneyError):
            child.ask(_request(paths, terms))


def _request(paths: Sequence[Path], terms: Terms) -> Request:
    folders = tuple(path.absolute() for path in paths if os.path.isdir(path))
    return tuple(path.absolute() for path in expand(paths)), terms, folders


def _child_for(request: Request) -> ReaderChild:
    """Return a process that was asked for this: the one that waits, unless it reads others."""
    child = _waiting.pop() if _waiting else ReaderChild()
    if child.asked not in (None, request):
        child.close()
        child = ReaderChild()
    if child.asked is None:
        child.ask(request)
    return child


def discard_child() -> None:
    """End a reading process that was started and not needed."""
    while _waiting:
        _waiting.pop().close()


def read_paths(
    paths: Sequence[Path],
    *,
    terms: Terms = NO_TERMS,
    on_progress: OnProgress | None = None,
    stop: Callable[[], bool] | None = None,
    on_first: OnFirst | None = None,
) -> Cohort:
    """Read sources as one set; blocks. A refusal is a cohort with outcome "error".

    `on_first` is called with a case of a large table long before the rest of it is read; that
    case may lack records, and comes again with all of them.

    A file that ends the reading process is named, and the others are read without it. Raises
    JourneyError only when the reading was stopped, and CasesAsked or ArchiveMet where the terms
    want that.
    """
    try:
        remaining, _, folders = _request(paths, terms)
    except ArchiveMet as met:
        if terms.ask:
            raise
        return _refused(paths, str(met))
    except JourneyError as error:
        return _refused(paths, str(error))
    keep_as_it_is(remaining, linked=True)
    crashed: list[Problem] = []
    while True:
        answer = _child_for((remaining, terms, folders)).answer(on_progress, stop, on_first)
        if answer.get("stopped"):
            raise JourneyError("The reading was stopped.", "Nothing was changed.")
        if "choose" in answer:
            raise CasesAsked(**answer["choose"])
        if "refused" in answer:
            refusal = JourneyError(answer["refused"]["message"], answer["refused"]["advice"])
            return _refused(paths, str(refusal))
        if "done" in answer:
            cohort = replace(decode_cohort(answer["done"]), cases=answer["cases"])
            return _with_crashes(cohort, paths, crashed)
        name = answer.get("crashed", "")
        crashed.append(_crash(name))
        fewer = tuple(path for path in remaining if path.name != name)
        if not name or not fewer or len(fewer) == len(remaining):
            return _refused(paths, crashed[-1].message, tuple(crashed))
        remaining = fewer


def _crash(name: str) -> Problem:
    return Problem(
        file=name,
        rule="reader-crashed",
        severity=Severity.ERROR,
        action=Action.REFUSE,
        message=f"“{name}” ended the reading process and was left out. Open it in Excel, save it "
        "as a new .xlsx file and try that one.",
    )


def _with_crashes(cohort: Cohort, paths: Sequence[Path], crashed: Sequence[Problem]) -> Cohort:
    cohort = replace(cohort, name=str(paths[0]) if paths else "")
    if not crashed:
        return cohort
    outcome = Outcome.PARTIAL if cohort.cases else Outcome.ERROR
    return replace(
        cohort,
        outcome=outcome,
        message=crashed[0].message,
        problems=(*crashed, *cohort.problems),
        sources=(*(problem.file for problem in crashed), *cohort.sources),
    )


def _refused(paths: Sequence[Path], message: str, problems: tuple[Problem, ...] = ()) -> Cohort:
    name = str(paths[0]) if paths else ""
    if not problems:
        problems = (
            Problem(
                file=Path(name).name,
                rule="file-refused",
                severity=Severity.ERROR,
                action=Action.REFUSE,
                message=message,
            ),
        )
    return Cohort(name=name, outcome=Outcome.ERROR, message=message, problems=problems)
