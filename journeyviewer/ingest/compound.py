"""Compound files: the small file system in an .xls file, or around what a password locks.

Source of the layout: Microsoft, "[MS-CFB]: Compound File Binary File Format" (2023).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from journeyviewer.model.values import dataclass

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are marks and no sectors."""
MOST_ENTRIES = 10_000
ENTRY = 128
SHORT = 4096
"""Streams of fewer bytes lie in the stream of the root, in small sectors."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or a storage: its name, whether it is a stream, first sector and size in bytes."""

    name: str
    is_stream: bool
    start: int
    size: int


class Compound:
    """Looks into a compound file; raises ValueError for one that is damaged.

    `entries` lists every stream and storage, `names` those that do not lie within another.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise ValueError("no compound file")
        shift, short_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or short_shift != 6:
            raise ValueError("sectors of an odd size")
        self._data = data
        self._size = 1 << shift
        self._next = self._table()
        directory = self._chain(struct.unpack_from("<I", data, 48)[0])
        self.entries: list[Entry] = []
        self._links: list[tuple[int, int, int]] = []
        for place in range(0, min(len(directory), MOST_ENTRIES * ENTRY) - ENTRY + 1, ENTRY):
            self._note(directory[place : place + ENTRY])
        if not self.entries:
            raise ValueError("no directory")
        self._short = b""

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise ValueError("a sector beyond the end")
        return self._data[start : start + self._size]

    def _table(self) -> list[int]:
        """Return which sector follows which."""
        numbers = [*struct.unpack_from("<109I", self._data, 76)]
        more = struct.unpack_from("<I", self._data, 68)[0]
        seen = 0
        while more < LAST_SECTOR and seen <= len(self._data) // self._size:
            found = struct.unpack(f"<{self._size // 4}I", self._sector(more).ljust(self._size))
            numbers += found[:-1]
            more = found[-1]
            seen += 1
        table: list[int] = []
        for number in numbers:
            if number < LAST_SECTOR:
                sector = self._sector(number)
                table += struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
        return table

    def _chain(self, start: int) -> bytes:
        pieces: list[bytes] = []
        number = start
        while number < LAST_SECTOR:
            if number >= len(self._next) or len(pieces) > len(self._next):
                raise ValueError("sectors that follow each other without end")
            pieces.append(self._sector(number))
            number = self._next[number]
        return b"".join(pieces)

    def _note(self, entry: bytes) -> None:
        length, kind = struct.unpack_from("<HB", entry, 64)
        name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", entry, 116)
        self.entries.append(Entry(name if kind else "", kind == 2, start, size))
        self._links.append(struct.unpack_from("<III", entry, 68))

    @property
    def names(self) -> set[str]:
        """The streams and storages at the top, not those of what is embedded."""
        return {self.entries[number].name for number in self._at_the_top()}

    def _at_the_top(self) -> Iterator[int]:
        waiting = [self._links[0][2]]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number >= len(self.entries) or number in seen:
                continue
            seen.add(number)
            yield number
            waiting += self._links[number][:2]

    def stream(self, *names: str) -> bytes:
        """Return the content of the first of these streams that is there, else no bytes."""
        for number in self._at_the_top():
            entry = self.entries[number]
            if entry.is_stream and entry.name in names:
                return self._content(entry)
        return b""

    def _content(self, entry: Entry) -> bytes:
        if entry.size >= SHORT:
            return self._chain(entry.start)[: entry.size]
        root = self.entries[0]
        self._short = self._short or self._chain(root.start)[: root.size]
        # The table of small sectors follows the same rule as that of the large ones.
        after_bytes = self._chain(struct.unpack_from("<I", self._data, 60)[0])
        after = struct.unpack(f"<{len(after_bytes) // 4}I", after_bytes)
        pieces: list[bytes] = []
        number = entry.start
        while number < LAST_SECTOR and len(pieces) * 64 < entry.size:
            if number >= len(after):
                raise ValueError("a small sector beyond the end")
            pieces.append(self._short[number * 64 : number * 64 + 64])
            number = after[number]
        return b"".join(pieces)[: entry.size]
