"""Steps of a study straight from the pages of its file, for when the database engine gives up.

A page of a table holds rows; each row of the revisions carries its own seal, so what is found here
is known to be as it was written. The layout is that of sqlite.org, "Database File Format" (2024),
sections 1.6 and 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from journeyviewer.study.chain import Revision, seal
from journeyviewer.study.kept import revision_of

PAGE = 4096
"""Bytes of a page as this program makes them."""

_LEAF = 0x0D
_COLUMNS = 9
_MOST_BYTES = 64 * 1024 * 1024


def carved(data: bytes) -> Iterator[Revision]:
    """Yield every step whose seal fits, in no order, some perhaps twice; never raises."""
    for number in range(len(data) // PAGE):
        start = number * PAGE
        yield from _of_page(data, start, start + 100 if number == 0 else start)


def _of_page(data: bytes, start: int, head: int) -> Iterator[Revision]:
    page = data[start : start + PAGE]
    at = head - start
    if page[at] != _LEAF:
        return
    count = int.from_bytes(page[at + 3 : at + 5], "big")
    for cell in range(count):
        place = at + 8 + 2 * cell
        offset = int.from_bytes(page[place : place + 2], "big")
        if place + 2 > PAGE or not at + 8 <= offset < PAGE:
            continue
        try:
            revision = _of_cell(data, page, offset)
        except (ValueError, IndexError, OverflowError, TypeError):
            continue
        if revision is not None and revision.hash == seal(revision):
            yield revision


def _of_cell(data: bytes, page: bytes, offset: int) -> Revision | None:
    size, offset = _number(page, offset)
    seq, offset = _number(page, offset)
    if not 0 < size <= _MOST_BYTES:
        return None
    return _of_record(_whole(data, page, offset, size), seq)


def _whole(data: bytes, page: bytes, offset: int, size: int) -> bytes:
    """Return a row with what lies on the pages that follow."""
    most = PAGE - 35
    if size <= most:
        return page[offset : offset + size]
    least = (PAGE - 12) * 32 // 255 - 23
    here = least + (size - least) % (PAGE - 4)
    here = here if here <= most else least
    parts = [page[offset : offset + here]]
    following = int.from_bytes(page[offset + here : offset + here + 4], "big")
    left = size - here
    while left > 0:
        if not 0 < following <= len(data) // PAGE:
            raise ValueError("a page is missing")
        begin = (following - 1) * PAGE
        parts.append(data[begin + 4 : begin + 4 + min(left, PAGE - 4)])
        following = int.from_bytes(data[begin : begin + 4], "big")
        left -= PAGE - 4
    return b"".join(parts)


def _of_record(record: bytes, seq: int) -> Revision | None:
    head, at = _number(record, 0)
    kinds = []
    while at < head:
        kind, at = _number(record, at)
        kinds.append(kind)
    if len(kinds) != _COLUMNS:
        return None
    values: list[str | bytes] = []
    for kind in kinds[1:]:
        if kind < 12:
            return None
        size = (kind - 12) // 2
        value = record[at : at + size]
        at += size
        values.append(value if kind % 2 == 0 else value.decode())
    datetime.fromisoformat(str(values[3]))
    return revision_of((seq, *values), None)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    made = 0
    for step in range(8):
        byte = data[at + step]
        made = made << 7 | byte & 0x7F
        if byte < 0x80:
            return made, at + step + 1
    return made << 8 | data[at + 8], at + 9
