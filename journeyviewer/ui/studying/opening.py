"""Opening and making a study file with the records it keeps.

All of it may wait for a slow drive, so it is called off the window's thread.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from journeyviewer.ingest.decisions_file import decisions_from, decisions_text
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import NO_DECISIONS, Decisions
from journeyviewer.model.files import keep_as_it_is
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass
from journeyviewer.study.kept import Draft
from journeyviewer.study.sources import DECIDED, Sign, kept_records
from journeyviewer.study.sources import keep_records as keep_cohort
from journeyviewer.study.store import StudyFile


@dataclass(frozen=True, slots=True)
class Records:
    """What was read, on which decisions, and what each of its files is known by."""

    cohort: Cohort
    decisions: Decisions = NO_DECISIONS
    sources: tuple[Sign, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def places(self) -> tuple[Path, ...]:
        """Where the files lay when they were read."""
        return self.files or tuple(Path(name) for name, _, _ in self.sources)


@dataclass(frozen=True, slots=True)
class Opened:
    """A study file that is open, with what it holds beside the analyst's work."""

    file: StudyFile
    records: Records | None
    view: dict[str, str]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class NewStudy:
    """What a study is made with; without a passphrase it is not locked."""

    path: Path
    title: str
    analyst: str
    passphrase: str = ""


def open_study(path: Path, secret: str = "", *, writable: bool = True) -> Opened:
    """Open a study and take out its records; raises StudyError with the way out.

    `secret` is the passphrase or the recovery key, "" for a study that is not locked.
    """
    file = StudyFile.open(path, secret or None, writable=writable)
    try:
        return _opened(file)
    except BaseException:
        file.close()
        raise


def make_study(wanted: NewStudy, records: Records) -> Opened:
    """Make a study of what is open, its records kept in it; raises JourneyError.

    A study that could not be made whole is not left behind.
    """
    file = StudyFile.create(wanted.path, wanted.title, wanted.analyst, wanted.passphrase or None)
    try:
        keep_records(file, records)
        return _opened(file)
    except BaseException:
        file.close()
        wanted.path.unlink(missing_ok=True)
        raise


def keep_records(file: StudyFile, records: Records) -> None:
    """Keep records as read, what their files are known by, and what was decided about them.

    What a question masks stays out: words that could point at a person are read from the source
    alone.
    """
    asked = records.cohort.questions
    masked = tuple(replace(one, whole="", subject="") for one in asked)
    cohort = replace(records.cohort, questions=masked)
    keep_cohort(file, cohort, [one.absolute() for one in records.places])
    file.keep_view(DECIDED, decisions_text(records.decisions))


def _opened(file: StudyFile) -> Opened:
    kept, view = kept_records(file), file.view_state
    records = None
    if kept is not None:
        records = Records(kept[0], _decided(view.get(DECIDED, "")), kept[1])
        keep_as_it_is(path for path in records.places if path.is_absolute())
    return Opened(file, records, view, file.drafts)


def _decided(text: str) -> Decisions:
    try:
        return decisions_from(json.loads(text), "the study") if text else NO_DECISIONS
    except (ValueError, RecursionError, JourneyError):
        return NO_DECISIONS
