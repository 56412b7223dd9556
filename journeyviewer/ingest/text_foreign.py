"""Tells lines in UTF-8 from lines of Windows text while a large file is gone through."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from journeyviewer.ingest.text_encodings import SHOWN, UTF8, WINDOWS, decode_windows, is_utf8

ASCII = 0x80
"""How many signs ASCII has."""
Numbers = NDArray[Any]


class Mixed(Exception):
    """A file of Windows text that has a line in UTF-8 after all."""


class Foreign:
    """What is met of lines beyond ASCII, and the `encoding` in which they are gone through.

    That is Windows text for a file that has no others. In any other file lines of Windows text are
    turned into UTF-8: `turned` are how many these are, `first` where (in bytes of the file) the
    first of them begin.
    """

    def __init__(self, has_utf8: bool = False) -> None:
        self.encoding = UTF8
        self.turned = 0
        self.first: list[int] = []
        self._has_utf8 = has_utf8

    def in_one(self, lines: bytes, place: int) -> bytes:
        """Return whole lines, which begin at a place of the file, in the encoding of all.

        Raises Mixed where those before were taken for Windows text, and some of these are not.
        """
        if self.encoding == WINDOWS:
            if not are_windows(lines):
                raise Mixed
            return lines
        if is_utf8(lines):
            self._has_utf8 = True
            return lines
        if not self._has_utf8 and are_windows(lines):
            self.encoding = WINDOWS
            return lines
        self._has_utf8 = True
        return self._in_utf8(lines, place)

    def _in_utf8(self, lines: bytes, place: int) -> bytes:
        parts = lines.splitlines(keepends=True)
        for number, line in enumerate(parts):
            if not is_utf8(line):
                parts[number] = decode_windows(line).encode()
                self.turned += 1
                if len(self.first) < SHOWN:
                    self.first.append(place)
            place += len(line)
        return b"".join(parts)


def are_windows(lines: bytes) -> bool:
    """True for lines of which none beyond ASCII makes sense as UTF-8."""
    places = np.flatnonzero(np.frombuffer(lines, np.uint8) >= ASCII)
    # In UTF-8 no such sign stands alone, and in Windows text nearly all of them do.
    beside = np.flatnonzero(places[1:] - places[:-1] == 1)
    alone = np.ones(len(places), bool)
    alone[beside] = alone[beside + 1] = False
    end = 0
    for at in np.flatnonzero(~alone).tolist():
        place = int(places[at])
        if place < end:
            continue
        begin = max(lines.rfind(b"\n", end, place) + 1, end)
        begin = max(lines.rfind(b"\r", begin, place) + 1, begin)
        end = _next(lines, b"\r", place, _next(lines, b"\n", place, len(lines)))
        if is_utf8(lines[begin:end]):
            return False
    return True


def _next(lines: bytes, sign: bytes, begin: int, end: int) -> int:
    """Return where a sign stands first from one place on up to another; that one for none."""
    found = lines.find(sign, begin, end)
    return end if found < 0 else found


def turn(signs: Numbers) -> bool:
    """True for signs in UTF-8 of which some turn the direction of text: see CONTROLS."""
    at = np.flatnonzero(signs[:-2] == 0xE2)
    middle, last = signs[at + 1], signs[at + 2]
    embed = (middle == 0x80) & (last >= 0xAA) & (last <= 0xAE)
    isolate = (middle == 0x81) & (last >= 0xA6) & (last <= 0xA9)
    return bool((embed | isolate).any())
