"""Rows of a study file as values: revisions, drafts, the snapshot; and their seals."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from journeyviewer.model.values import dataclass
from journeyviewer.study.chain import Operation, Revision

COLUMNS = "seq, revision, item, author, time, operation, body, previous, hash"
_ROW_TYPES = (int, str, str, str, str, str, str, bytes, bytes)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was being typed: what it belongs to, when it was kept (UTC), and the text."""

    item: str
    time: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The records as they were read: the sources (name, bytes, SHA-256) and the cases as JSON."""

    time: datetime
    sources: tuple[tuple[str, int, str], ...]
    cases: str


def revision_of(row: tuple[Any, ...], before: datetime | None) -> Revision:
    """Return a row as a revision; `before` is the time of the step ahead of it.

    Raises ValueError for a row that was never written: where a page is damaged, values of
    another type, or none, are read though the table is strict.
    """
    if tuple(type(value) for value in row) != _ROW_TYPES:
        raise ValueError("a value of another type")
    seq, revision, item, author, time, operation, body, previous, digest = row
    when = datetime.fromisoformat(time)
    return Revision(
        seq=seq,
        revision=revision,
        item=item,
        author=author,
        time=when,
        operation=Operation(operation),
        body=body,
        previous=previous,
        hash=digest,
        clock_back=before is not None and when < before - timedelta(seconds=1),
    )


def digest_of(*parts: str | bytes) -> bytes:
    """Return the seal of values that have no history."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


def utc_now() -> datetime:
    """Return this second in UTC."""
    return datetime.now(UTC).replace(microsecond=0)
