"""Revisions: what was put or removed, by whom and when, each sealed by the one before.

A seal is SHA-256 over the author's previous seal and every part of the revision, so a changed byte
shows. Each author has a chain of their own, which stays whole when studies are merged.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from journeyviewer.model.values import dataclass

START = b"\0" * 32


class Operation(StrEnum):
    """What a revision does."""

    STUDY = "study"
    PUT = "put"
    REMOVE = "remove"
    ERASED = "erased"
    RESEALED = "resealed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One step of a study's history. `seq` is its place in this file; `time` is UTC.

    `clock_back` is true when the computer's clock stood before the step ahead of it, so that the
    order is by `seq` and the time is not to be relied on.
    """

    seq: int
    revision: str
    item: str
    author: str
    time: datetime
    operation: Operation
    body: str
    previous: bytes = START
    hash: bytes = b""
    clock_back: bool = False


def seal(revision: Revision) -> bytes:
    """Return the seal of a revision over the one before."""
    digest = hashlib.sha256(revision.previous)
    parts = (
        revision.revision,
        revision.item,
        revision.author,
        revision.time.isoformat(),
        revision.operation.value,
        revision.body,
    )
    for part in parts:
        data = part.encode("utf-8")
        # The length goes first, so that no text can move from one part into the next.
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.digest()


def sealed(revision: Revision, previous: bytes) -> Revision:
    """Return a revision sealed after another one."""
    open_one = replace(revision, previous=previous)
    return replace(open_one, hash=seal(open_one))


def new_revision_id() -> str:
    """Return a name for a revision: a retried save is known by it."""
    return str(uuid.uuid4())


def first_break(revisions: Sequence[Revision]) -> Revision | None:
    """Return the first revision whose seal does not fit, None when all do.

    Each author's chain goes on from its last step. Where studies were merged it may go on from any
    earlier step of that author: the same study was worked on in two places.
    """
    forked = any(revision.operation is Operation.MERGED for revision in revisions)
    heads: dict[str, set[bytes]] = {}
    for place, revision in enumerate(revisions, start=1):
        known = heads.setdefault(revision.author, {START})
        if (
            revision.seq != place
            or revision.previous not in known
            or revision.hash != seal(revision)
        ):
            return revision
        if not forked:
            known.clear()
        known.add(revision.hash)
    return None
