"""A study as plain files that can be read without this program, and back again.

JSON lines, CSV and text are formats the US Library of Congress recommends for data sets.
"""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.files import ARCHIVE
from journeyviewer.model.study import Study
from journeyviewer.study.chain import Operation, Revision, first_break
from journeyviewer.study.codec import compact, parsed, to_json
from journeyviewer.study.faults import Fault, StudyError, could_not_save
from journeyviewer.study.kept import revision_of
from journeyviewer.study.sources import DECIDED, kept_records
from journeyviewer.study.store import StudyFile
from journeyviewer.study.tables import codebook, events_csv, notes_csv, table, unquoted

MANIFEST, STEPS = ARCHIVE
RECORDS, DECISIONS = "records.json", "decisions.json"
README = """\
An archive of the study “{title}” of {analyst}.

annotations.jsonl   every step of the work, one JSON object a line, oldest first. "put" gives an
                    item its content, "remove" takes it away; the last step of an item counts.
                    Each step carries the SHA-256 seal of the step before by the same author.
notes.csv           the notes and key developments as they stand; "to_check" is yes where somebody
                    is to be asked, and "whom" who that is. In every CSV file, a cell that starts
                    with =, +, -, @ or ' has a quote mark in front, so that no spreadsheet takes it
                    for a formula.
events.csv          the entries of the records and the analyst's own ("own" is yes). A date is the
                    window of days it lies in, both inclusive, with its words as written; "value"
                    is a score or a count, "code" the code of the source.
records.json        the records as they were read, if they are kept (JSON)
decisions.json      what was decided about reading them (JSON)
sources.csv         the files they were read from: name, bytes, SHA-256
codebook.txt        what the kinds of notes mean, and the columns about questions
manifest.sha256     the SHA-256 of each file; check with: sha256sum -c manifest.sha256

A study is made of it again by: journeyviewer study unpack FOLDER -o NEW.jvstudy

Days are YYYY-MM-DD. The end of a period is the first day after it. Times are UTC.
"""


def state_hash(study: Study) -> str:
    """Return the SHA-256 of all items, the same for the same content."""
    digest = hashlib.sha256(compact([study.id, study.title, study.analyst]).encode())
    for item_id in sorted(study.items):
        digest.update(to_json(study.items[item_id]).encode() + b"\n")
    return digest.hexdigest()


def write_archive(study: StudyFile, folder: Path) -> tuple[Path, ...]:
    """Write the archive into a new or empty folder; raises StudyError, then leaving it empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError(Fault.EXISTS, f"“{folder}” is not empty.", "Choose a new folder.")
    content = _content(study)
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in content.items()]
    content[MANIFEST] = ("\n".join(sums) + "\n").encode()
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in content.items():
            written.append(folder / name)
            written[-1].write_bytes(data)
    except BaseException as error:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise could_not_save(folder / "archive", error) from error
        raise
    return tuple(written)


def read_archive(folder: Path, target: Path, passphrase: str | None = None) -> StudyFile:
    """Make a study file from an archive, its history included.

    Raises StudyError when a file of the archive is not as it was written; no study is left then.
    """
    _check(folder)
    revisions = _steps(folder)
    about = parsed(revisions[0].body)
    made = StudyFile.create(target, str(about["title"]), str(about["analyst"]), passphrase)
    try:
        made.replace_history(revisions)
        if (folder / RECORDS).is_file():
            made.keep_snapshot(_text(folder / RECORDS), _sources(folder))
        if (folder / DECISIONS).is_file():
            made.keep_view(DECIDED, _text(folder / DECISIONS))
    except BaseException:
        made.close()
        target.unlink(missing_ok=True)
        raise
    return made


def _check(folder: Path) -> None:
    """Look whether every file is as the manifest says; raises StudyError."""
    for line in _text(folder / MANIFEST).splitlines():
        wanted, _, name = line.partition("  ")
        path = folder / Path(name).name
        if not path.is_file():
            raise _altered(path, "it is not there")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise _altered(path, "it was changed")


def _steps(folder: Path) -> list[Revision]:
    """Return the steps of an archive, at least one, each sealed as it was; raises StudyError."""
    path = folder / STEPS
    try:
        revisions = [_revision(line) for line in _lines(path)]
        parsed(revisions[0].body)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _altered(path, "a step cannot be read") from error
    if first_break(revisions) is not None:
        raise _altered(path, "a step is not as it was written")
    return revisions


def _sources(folder: Path) -> tuple[tuple[str, int, str], ...]:
    """Return the files the records were read from: name, bytes, SHA-256; raises StudyError."""
    path = folder / "sources.csv"
    try:
        rows = list(csv.reader(_lines(path)))[1:]
        return tuple((unquoted(name), int(size), sha) for name, size, sha in rows)
    except ValueError as error:
        raise _altered(path, "a row cannot be read") from error


def _altered(path: Path, what: str) -> StudyError:
    return StudyError(
        Fault.DAMAGED,
        f"The archive “{path.parent.name}” is not as it was written: “{path.name}”: {what}.",
        "No study was made of it. Take another copy of the archive.",
    )


def _content(study: StudyFile) -> dict[str, bytes]:
    steps = [compact(_line(revision)) for revision in study.revisions()]
    words = {"title": study.study.title, "analyst": study.study.analyst}
    content = {
        "README.txt": README.format(**words),
        STEPS: "\n".join(steps) + "\n",
        "notes.csv": notes_csv(study.study),
        "events.csv": events_csv(_records(study), study.study),
        "codebook.txt": codebook(),
    }
    snapshot = study.snapshot
    if snapshot is not None:
        content[RECORDS] = snapshot.cases
        rows = [[name, str(size), sha] for name, size, sha in snapshot.sources]
        content["sources.csv"] = table([["name", "bytes", "sha256"], *rows])
    if decided := study.view_state.get(DECIDED):
        content[DECISIONS] = decided
    return {name: text.encode() for name, text in content.items()}


def _records(study: StudyFile) -> Cohort | None:
    """Return the records a study keeps; text that cannot be read is still written as it is."""
    try:
        found = kept_records(study)
    except StudyError:
        return None
    return found[0] if found else None


def _line(revision: Revision) -> dict[str, object]:
    return {
        "seq": revision.seq,
        "revision": revision.revision,
        "item": revision.item,
        "author": revision.author,
        "time": revision.time.isoformat(),
        "operation": revision.operation.value,
        "body": revision.body,
        "previous": revision.previous.hex(),
        "hash": revision.hash.hex(),
    }


def _revision(line: str) -> Revision:
    data = json.loads(line)
    names = ("seq", "revision", "item", "author", "time", "operation", "body")
    row = [data[name] for name in names]
    Operation(data["operation"])
    row += [bytes.fromhex(data["previous"]), bytes.fromhex(data["hash"])]
    return revision_of(tuple(row), None)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _altered(path, "it cannot be read") from error


def _lines(path: Path) -> list[str]:
    return [line for line in _text(path).split("\n") if line]
