"""One writer at a time: a lock on a file beside the study, freed by the system after a crash."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

# Locks of Windows hide the bytes they cover, so the lock lies far behind the holder's name.
_FAR = 1 << 20
_MOST_BYTES = 2_000
TRIES, BETWEEN = 20, 0.02
"""How often, and after how many seconds, a small file is asked for while another writes it."""


def guard_path(path: Path) -> Path:
    """Return the file beside a study that its writer holds."""
    return path.with_name(path.name + ".in-use")


class Guard:
    """Held by the one writer of a study from opening to closing.

    `unfinished` counts the starts in a row before this one that ended before the program was up.
    """

    def __init__(self, path: Path) -> None:
        self.path = guard_path(path)
        self.token = os.urandom(16).hex()
        self.unfinished = 0
        self._stream: IO[bytes] | None = None

    def take(self) -> bool:
        """Take the guard and put our name in it; False when another writer has it.

        Raises OSError where no file can be made beside the study.
        """
        for _ in range(10):
            stream = self.path.open("a+b")
            if not _locked(stream):
                stream.close()
                return False
            # Whoever closed may have removed the file between opening and locking it.
            if _same(stream, self.path):
                if self._left_by_another(stream):
                    stream.close()
                    return False
                self.unfinished = _number(_read(self.path).get("starts", "0"))
                self._sign(stream, self.unfinished + 1)
                self._stream = stream
                return True
            stream.close()
        return False

    def started(self) -> None:
        """Say that the program is up: a crash from here on is none at the start."""
        if self._stream is not None:
            self._sign(self._stream, 0)

    def is_ours(self) -> bool:
        """True while the file beside the study still carries our name.

        Raises OSError where the drive does not say: it is then nobody else's either.
        """
        if self._stream is None:
            return False
        try:
            return _read_from(self.path).get("token") == self.token
        except FileNotFoundError:
            return False

    def answers(self) -> bool:
        """True while it is held and its drive is there; a copy in memory is no answer."""
        if self._stream is None:
            return False
        try:
            os.fsync(self._stream.fileno())
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Let go; does nothing a second time."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        with contextlib.suppress(OSError):
            if sys.platform != "win32" and _same(stream, self.path):
                self.path.unlink()
        # A drive that is gone takes no leave either.
        with contextlib.suppress(OSError):
            stream.close()
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self.path.unlink()

    def holder(self) -> str:
        """Return who has it, in words: "R. Reader on DESK-4"."""
        found = _read(self.path)
        who, where = found.get("name") or "another program", found.get("machine")
        return f"{who} on {where}" if where else who

    def _sign(self, stream: IO[bytes], starts: int) -> None:
        found = {
            "name": _user(),
            "machine": _machine(),
            "process": str(os.getpid()),
            "token": self.token,
            "starts": str(starts),
        }
        stream.truncate(0)
        stream.write(json.dumps(found).encode())
        stream.flush()

    def _left_by_another(self, stream: IO[bytes]) -> bool:
        """True when a name stands there and locks do nothing in this place.

        A name alone is what a crash leaves. Whether locks work is seen by taking this one twice.
        """
        if not _read(self.path):
            return False
        with self.path.open("a+b") as second:
            return _locked(second)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other windows from writing a small file meanwhile; one that hangs is not waited for.

    Raises OSError where no file can be made beside it.
    """
    guard = Guard(path)
    for _ in range(TRIES):
        if guard.take():
            break
        time.sleep(BETWEEN)
    try:
        yield
    finally:
        guard.release()


def _locked(stream: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(_FAR)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _same(stream: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except OSError:
        return False


def _read(path: Path) -> dict[str, str]:
    try:
        return _read_from(path)
    except OSError:
        return {}


def _read_from(path: Path) -> dict[str, str]:
    with path.open("rb") as stream:
        written = stream.read(_MOST_BYTES)
    try:
        found = json.loads(written)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): str(value)[:100] for name, value in found.items()}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _machine() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename
    import platform

    return platform.node()


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
