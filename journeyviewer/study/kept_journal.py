"""A journal that stays where it is need not have its folder put on the disk at every save.

The engine makes its journal when a save begins and, on systems with folders that are synced apart,
waits for the folder too, so that the journal's name is still there after a power cut. It asks for
that at every save, since it lets go of the journal in between and cannot tell one that it made a
minute ago from a new one. Here that is known, and the engine is asked to open what is there.
"""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path
from typing import Any

import apsw

NAME = "kept-journal"
BASE = "unix"
"""The engine's own way to files, which everything is handed on to."""

_NEW_JOURNAL = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_CREATE


def way_to_files() -> str:
    """Return the name under which the engine opens files as told above; "" for its own way.

    Windows has no folders to sync, and the engine waits for none there.
    """
    return "" if sys.platform == "win32" else f"multipleciphers-{_layer().name}"


class KeptJournals(apsw.VFS):
    """Hands everything on to `base`, and remembers which journals have their names on the disk."""

    def __init__(self, name: str = NAME, base: str = BASE) -> None:
        self.name, self.base = name, base
        self.named: dict[str, tuple[int, int]] = {}
        super().__init__(name, base)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - the engine's name
        """Open a file; a journal known to be there is not asked to be made."""
        if name is None or flags[0] & _NEW_JOURNAL != _NEW_JOURNAL:
            return super().xOpen(name, flags)
        path = name if isinstance(name, str) else name.filename()
        known = self.named.get(path)
        if known is not None and known == _identity(path):
            flags[0] &= ~apsw.SQLITE_OPEN_CREATE
            return super().xOpen(name, flags)
        self.named.pop(path, None)
        return _NewJournal(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - the engine's name
        """Delete a file, and forget of it."""
        self.named.pop(filename, None)
        super().xDelete(filename, syncdir)


class _NewJournal(apsw.VFSFile):
    """A journal as the engine opens it by itself: its first sync is one of its folder too."""

    def __init__(self, layer: KeptJournals, name: Any, flags: list[int]) -> None:
        self.layer = layer
        self.path = name if isinstance(name, str) else name.filename()
        super().__init__(layer.base, name, flags)

    def xSync(self, flags: int) -> None:  # noqa: N802 - the engine's name
        """Put the bytes and the name on the disk; a crash before that leaves the name unknown."""
        super().xSync(flags)
        found = _identity(self.path)
        if found is not None:
            self.layer.named[self.path] = found


@functools.cache
def _layer() -> KeptJournals:
    return KeptJournals()


def _identity(path: str) -> tuple[int, int] | None:
    """Return the device and number of a file, None where there is none."""
    try:
        found = os.stat(Path(path))
    except OSError:
        return None
    return found.st_dev, found.st_ino
