"""Erasing for good: the words of an item leave the file, its free space and its backups."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import apsw

from journeyviewer.model.files import sync_names
from journeyviewer.model.study import ItemId
from journeyviewer.study import engine
from journeyviewer.study.backups import back_up, backup_folder
from journeyviewer.study.chain import START, Operation, sealed
from journeyviewer.study.codec import compact
from journeyviewer.study.faults import could_not_save
from journeyviewer.study.store import StudyFile


def erase(study: StudyFile, item_id: ItemId) -> int:
    """Erase every wording of an item for good; return how many steps lost theirs.

    A tombstone stays in place of each. The seals are made anew, and a step says so with the seals
    of before. All older files in the folder of backups go once the file is whole again. What a
    drive keeps of old blocks, and copies handed over, are beyond reach. Raises StudyError.
    """
    touched: list[int] = []

    def write() -> None:
        touched.clear()
        heads: dict[str, bytes] = {}
        old: dict[str, str] = {}
        # By the seal of before: where studies were merged, a chain may fork.
        anew_of: dict[tuple[str, bytes], bytes] = {}
        for revision in list(study.revisions()):
            old[revision.author] = revision.hash.hex()
            was = revision
            if revision.item == item_id and revision.operation is not Operation.ERASED:
                touched.append(revision.seq)
                revision = replace(revision, operation=Operation.ERASED, body="{}")
            before = (revision.author, revision.previous)
            anew = sealed(revision, anew_of.get(before, START))
            anew_of[was.author, was.hash] = anew.hash
            heads[revision.author] = anew.hash
            study.connection.execute(
                "UPDATE revisions SET operation = ?, body = ?, previous = ?, hash = ? "
                "WHERE seq = ?",
                (anew.operation.value, anew.body, anew.previous, anew.hash, anew.seq),
            )
        study.connection.execute("DELETE FROM drafts WHERE item = ?", (item_id,))
        study.log_resealing(heads, compact({"before": old, "steps": touched}))

    study.change(write)
    study.load()
    try:
        # VACUUM fills a second database and attaches it.
        study.connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 1)
        study.connection.execute("VACUUM")
    except apsw.Error as error:
        engine.roll_back(study.connection)
        raise could_not_save(study.path, error) from error
    finally:
        study.connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)
    study.load()
    purge(study)
    return len(touched)


def purge(study: StudyFile) -> None:
    """Let every older copy in the folder of backups go, then make a new one; raises StudyError."""
    folder = backup_folder(study.path)
    fresh = back_up(study)
    for old in folder.iterdir():
        if old != fresh and study.path.suffix in old.name:
            with contextlib.suppress(OSError):
                old.write_bytes(b"\0" * old.stat().st_size)
            old.unlink()
    with contextlib.suppress(OSError):
        sync_names(folder)
