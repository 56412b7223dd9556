"""The bytes of a file that is too large to be held, read piece by piece from where it lies."""

from __future__ import annotations

import os
from pathlib import Path
from weakref import finalize

from journeyviewer.model.problems import JourneyError

BINARY: int = getattr(os, "O_BINARY", 0)
WINDOW = 2**16
"""Bytes of which four times as many are read at once: what is asked for next stands near."""


class StoredBytes:
    """The bytes of a file as pieces of it are asked for.

    The file stays open, so that another in its place is not taken for it. Asking for a piece
    raises JourneyError once it was changed or cannot be read any more.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._file = os.open(path, os.O_RDONLY | BINARY)
        # Closed when nobody asks for pieces any more.
        self.close = finalize(self, os.close, self._file)
        self._stamp = self._looks()
        self._begin = 0
        self._window = b""

    def _looks(self) -> tuple[int, int]:
        found = os.fstat(self._file)
        return found.st_size, found.st_mtime_ns

    def __len__(self) -> int:
        return self._stamp[0]

    def __getitem__(self, piece: slice) -> bytes:
        """Return the bytes from one place (from 0) up to another, both given."""
        start, stop = piece.start, piece.stop
        begin = start - self._begin
        if begin < 0 or stop - self._begin > len(self._window):
            # What is asked for next may stand before it too, as rows of one case do.
            self._begin = max(start // WINDOW - 1, 0) * WINDOW
            self._window = self.read(self._begin, max(stop, self._begin + 4 * WINDOW))
            begin = start - self._begin
        return self._window[begin : begin + stop - start]

    def once(self, start: int, stop: int) -> bytes:
        """Return a piece by itself: what is asked for next stands elsewhere."""
        begin, end = start - self._begin, stop - self._begin
        if begin < 0 or end > len(self._window):
            return self.read(start, stop)
        return self._window[begin:end]

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes from one place up to another or the end."""
        pieces = []
        try:
            os.lseek(self._file, start, os.SEEK_SET)
            while start < stop and (piece := os.read(self._file, stop - start)):
                pieces.append(piece)
                start += len(piece)
            unchanged = self._looks() == self._stamp
        except OSError as error:
            raise JourneyError(
                f"“{self._name}” could not be read to its end: {error.strerror}.",
                "Copy it to this computer and try again.",
            ) from error
        if not unchanged:
            raise JourneyError(f"“{self._name}” was changed while it was read.", "Read it again.")
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
