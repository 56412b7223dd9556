"""Look after study files: verify, archive, unpack, restore, salvage, merge several."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeyviewer.commands.arguments import a_path
from journeyviewer.model.problems import JourneyError

if TYPE_CHECKING:
    from journeyviewer.study.store import StudyFile

PASSPHRASE = "JOURNEYVIEWER_PASSPHRASE"
"""Variable that holds the passphrase or recovery key where nobody can type it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar="verify|archive|unpack|restore|salvage|merge"
    )
    verify = verbs.add_parser("verify", help="check every page and every seal")
    archive = verbs.add_parser("archive", help="write it as JSON lines, CSV and text")
    unpack = verbs.add_parser("unpack", help="make a study file of an archive")
    restore = verbs.add_parser("restore", help="put its newest whole backup in its place")
    salvage = verbs.add_parser("salvage", help="write what can be read of a damaged one anew")
    merge = verbs.add_parser("merge", help="make one study of those of several analysts")
    for verb in (verify, archive, restore, salvage):
        verb.add_argument("file", type=a_path, metavar="FILE", help="the study file (.jvstudy)")
    unpack.add_argument("file", type=a_path, metavar="DIR", help="the folder of the archive")
    merge.add_argument(
        "files", type=a_path, nargs="+", metavar="FILE", help="study files (.jvstudy)"
    )
    archive.add_argument(
        "-o", "--output", required=True, type=a_path, metavar="DIR", help="a new or empty folder"
    )
    for verb in (unpack, salvage, merge):
        verb.add_argument(
            "-o", "--output", required=True, type=a_path, metavar="NEW", help="the new study file"
        )


def run(chosen: argparse.Namespace) -> int:
    """Do it; raises JourneyError with a sentence when it cannot be done."""
    from journeyviewer.study.faults import Fault, NotSaved

    if chosen.verb in ("unpack", "salvage", "merge"):
        _check_new(chosen.output)
    try:
        return _done(chosen)
    except NotSaved as error:
        # The words of the window say that what was typed is kept there: here nothing was.
        if error.fault is Fault.FULL:
            advice = "Free some space, or choose another disk."
        else:
            advice = "Look whether there is space on that drive, and whether you may write there."
        target: Path = chosen.output if hasattr(chosen, "output") else chosen.file
        raise JourneyError(
            f"“{target.name}” could not be written in {target.absolute().parent}.",
            advice,
        ) from error


def _check_new(path: Path) -> None:
    """Raise JourneyError for a name under which no study can be begun."""
    if path.suffix.lower() != ".jvstudy":
        raise JourneyError(f"“{path.name}” is no name of a study.", "Let it end in .jvstudy.")
    if not path.parent.is_dir():
        raise JourneyError(f"The folder “{path.parent}” is not there.", "Make it first.")


def _done(chosen: argparse.Namespace) -> int:
    if chosen.verb == "merge":
        return _merge(chosen.files, chosen.output)
    path: Path = chosen.file
    if chosen.verb == "salvage":
        return _salvage(path, chosen.output)
    if chosen.verb == "verify":
        return _verify(path)
    if chosen.verb == "archive":
        return _archive(path, chosen.output)
    if chosen.verb == "unpack":
        return _unpack(path, chosen.output)
    return _restore(path)


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise JourneyError(f"“{path}” is a folder.", "Name a study file that is in it.")


def _verify(path: Path) -> int:
    from journeyviewer.study.archive import state_hash

    study = opened(path)
    try:
        print(f"“{path.name}” is whole: {study.last} steps, {len(study.study.items)} items.")
        print(f"state {state_hash(study.study)}")
    finally:
        study.close()
    return 0


def _archive(path: Path, folder: Path) -> int:
    from journeyviewer.study.archive import write_archive

    study = opened(path)
    try:
        for written in write_archive(study, folder):
            print(written)
    finally:
        study.close()
    return 0


def _unpack(folder: Path, target: Path) -> int:
    from journeyviewer.model.files import is_archive
    from journeyviewer.study.archive import read_archive, state_hash

    if not is_archive(folder):
        raise JourneyError(
            f"“{folder.name}” is no folder that a study was archived in.",
            "Choose the folder that holds manifest.sha256 and annotations.jsonl.",
        )
    study = read_archive(folder, target)
    try:
        print(f"“{target.name}” holds {study.last} steps, {len(study.study.items)} items.")
        print(f"state {state_hash(study.study)}")
    finally:
        study.close()
    return 0


def _restore(path: Path) -> int:
    from journeyviewer.study.backups import backups, newest_whole, restore

    _check_file(path)
    found = backups(path)
    if not found:
        raise JourneyError(
            f"There is no backup of “{path.name}”.",
            f"Backups lie in the folder “{path.stem} backups” beside it.",
        )
    backup = newest_whole(path, _key(found[0]))
    if backup is None:
        raise JourneyError(f"None of the {len(found)} backups of “{path.name}” is whole.")
    kept = restore(path, backup, _key(backup))
    print(f"Restored from “{backup.name}”.")
    if kept is not None:
        print(f"The file of before is kept as {kept}")
    return 0


def _salvage(path: Path, target: Path) -> int:
    from journeyviewer.study.backups import backups, newest_whole
    from journeyviewer.study.salvaging import salvage

    _check_file(path)
    if not path.is_file():
        raise JourneyError(f"There is no file “{path.name}”.", "Look whether the drive is there.")
    secret = _secret(path)
    done = salvage(path, target, _key(path, secret), secret)
    for sentence in done.sentences():
        print(sentence)
    found = backups(path)
    whole = newest_whole(path, _key(found[0], secret)) if found else None
    if whole is not None:
        print(f"A whole backup is there too: {whole}")
        print("Merged with the new file, it gives the most there is (study merge).")
    return 0


def _merge(paths: Sequence[Path], target: Path) -> int:
    from journeyviewer.study.merging import merge

    found: list[StudyFile] = []
    secret = None
    try:
        for path in paths:
            own = _secret(path) if path.is_file() else None
            # One locked study among them locks the new one.
            secret = secret or own
            found.append(opened(path, own))
        done = merge(found, target, secret)
    finally:
        for study in found:
            study.close()
    print(f"“{target.name}” holds {done.steps} steps of {', '.join(done.analysts)}.")
    for sentence in done.sentences():
        print(sentence)
    return 0


def opened(path: Path, secret: str | None = None) -> StudyFile:
    """Return a study file open for reading; asks for its passphrase where it has one."""
    from journeyviewer.study.store import StudyFile

    _check_file(path)
    key = _key(path, secret) if path.is_file() else None
    return StudyFile.open(path, key=key, writable=False)


def _key(path: Path, secret: str | None = None) -> bytes | None:
    """Return the key of a locked file, None for one that is not locked."""
    from journeyviewer.study.keys import is_encrypted, key_for

    if not is_encrypted(path):
        return None
    return key_for(path, secret or _secret(path) or "")


def _secret(path: Path) -> str | None:
    """Return the passphrase of a locked file, asked for on a terminal; None if it is not locked."""
    from journeyviewer.study.keys import is_encrypted

    if not is_encrypted(path):
        return None
    secret = os.environ.get(PASSPHRASE)
    if secret is None and sys.stdin is not None and sys.stdin.isatty():
        secret = getpass.getpass(f"Passphrase or recovery key of “{path.name}”: ")
    if not secret:
        raise JourneyError(
            f"“{path.name}” is locked with a passphrase.",
            f"Run the command on a terminal, or set {PASSPHRASE}.",
        )
    return secret
