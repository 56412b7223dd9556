"""A file layer that remembers what no sync has reached, and loses some of it in a power cut.

Unsynced writes survive as random 512-byte sectors in any order; truncations may or may not.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512
NAME = "power-cuts"


@dataclass
class Disk:
    """What is safe of each file, and what was done since."""

    safe: dict[str, bytes] = field(default_factory=dict)
    since: dict[str, list[tuple[int, bytes | None]]] = field(default_factory=dict)
    calls: int = 0
    at_call: Callable[[int], None] = lambda number: None

    def note(self, name: str, offset: int, data: bytes | None) -> None:
        self.since.setdefault(name, []).append((offset, data))
        self.called()

    def sync(self, name: str, content: bytes) -> None:
        self.safe[name] = content
        self.since[name] = []
        self.called()

    def called(self) -> None:
        self.calls += 1
        self.at_call(self.calls)

    def after_cut(self, name: str, chance: random.Random) -> bytes:
        """Return a file as it may be found after the power went now."""
        content = bytearray(self.safe.get(name, b""))
        for offset, data in self.since.get(name, ()):
            if data is None:
                if chance.random() < 0.5:
                    del content[offset:]
                continue
            for start in range(0, len(data), SECTOR):
                piece = data[start : start + SECTOR]
                if chance.random() < 0.5:
                    begin = offset + start
                    content.extend(b"\0" * max(0, begin + len(piece) - len(content)))
                    content[begin : begin + len(piece)] = piece
        return bytes(content)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: Any) -> None:
        self.disk = disk
        path = name if isinstance(name, str) else name.filename()
        self.path = Path(path)
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self.disk.note(self.path.name, offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self.disk.note(self.path.name, newsize, None)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        # Through the file itself: closing another handle would drop the system's locks.
        self.disk.sync(self.path.name, bytes(super().xRead(super().xFileSize(), 0)))

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR


class _Layer(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        super().__init__(NAME, "unix")

    def xOpen(self, name: Any, flags: Any) -> _File:  # noqa: N802
        return _File(self.disk, name, flags)


@contextmanager
def watched_disk() -> Iterator[Disk]:
    """Register the layer under `NAME` and give its record."""
    disk = Disk()
    layer = _Layer(disk)
    try:
        yield disk
    finally:
        layer.unregister()
