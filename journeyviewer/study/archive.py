"""A study as plain files that can be read without this program, and back again.

JSON lines, CSV and text are formats the US Library of Congress recommends for data sets.
"""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.study import Study
from journeyviewer.study.chain import Operation, Revision, first_break
from journeyviewer.study.codec import compact, parsed, to_json
from journeyviewer.study.faults import Fault, StudyError, could_not_save, damaged
from journeyviewer.study.kept import revision_of
from journeyviewer.study.sources import kept_records
from journeyviewer.study.store import StudyFile
from journeyviewer.study.tables import codebook, events_csv, notes_csv, table, unquoted

README = """\
An archive of the study “{title}” of {analyst}.

annotations.jsonl   every step of the work, one JSON object a line, oldest first. "put" gives an
                    item its content, "remove" takes it away; the last step of an item counts.
                    Each step carries the SHA-256 seal of the step before by the same author.
notes.csv           the notes and key developments as they stand. In every CSV file, a cell that
                    starts with =, +, -, @ or ' has a quote mark in front, so that no spreadsheet
                    takes it for a formula.
events.csv          the entries of the records and the analyst's own ("own" is yes). A date is the
                    window of days it lies in, both inclusive, with its words as written; "value"
                    is a score or a count, "code" the code of the source.
records.json        the records as they were read, if they are kept (JSON)
sources.csv         the files they were read from: name, bytes, SHA-256
codebook.txt        what the kinds of notes mean
manifest.sha256     the SHA-256 of each file; check with: sha256sum -c manifest.sha256

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
    content["manifest.sha256"] = ("\n".join(sums) + "\n").encode()
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

    Raises StudyError when a file of the archive is not as it was written.
    """
    for line in _text(folder / "manifest.sha256").splitlines():
        wanted, _, name = line.partition("  ")
        path = folder / Path(name).name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise damaged(path, "it is not as the archive was written")
    try:
        revisions = [_revision(line) for line in _lines(folder / "annotations.jsonl")]
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(folder / "annotations.jsonl", "a step cannot be read") from error
    if not revisions or first_break(revisions) is not None:
        raise damaged(folder / "annotations.jsonl", "a step is not as it was written")
    about = parsed(revisions[0].body)
    made = StudyFile.create(target, str(about["title"]), str(about["analyst"]), passphrase)
    made.replace_history(revisions)
    records = folder / "records.json"
    if records.is_file():
        rows = list(csv.reader(_lines(folder / "sources.csv")))[1:]
        made.keep_snapshot(
            _text(records), tuple((unquoted(name), int(size), sha) for name, size, sha in rows)
        )
    return made


def _content(study: StudyFile) -> dict[str, bytes]:
    steps = [compact(_line(revision)) for revision in study.revisions()]
    words = {"title": study.study.title, "analyst": study.study.analyst}
    content = {
        "README.txt": README.format(**words),
        "annotations.jsonl": "\n".join(steps) + "\n",
        "notes.csv": notes_csv(study.study),
        "events.csv": events_csv(_records(study), study.study),
        "codebook.txt": codebook(),
    }
    snapshot = study.snapshot
    if snapshot is not None:
        content["records.json"] = snapshot.cases
        rows = [[name, str(size), sha] for name, size, sha in snapshot.sources]
        content["sources.csv"] = table([["name", "bytes", "sha256"], *rows])
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
        raise damaged(path, "it cannot be read") from error


def _lines(path: Path) -> list[str]:
    return [line for line in _text(path).split("\n") if line]
