"""Processes split off from this one that save, say what is saved, and are killed or stopped.

Everything is imported before, so that a victim costs a few milliseconds. Split off before the
first thread of one's own is started.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[bytes], None]


@dataclass
class Victim:
    """A process at work; what it says comes through a pipe that survives it."""

    process: int
    heard: int

    def hears(self, seconds: float) -> bool:
        """Wait until the victim has said something, or has ended; False when it has not."""
        return bool(select.select([self.heard], [], [], seconds)[0])

    def send(self, kind: signal.Signals) -> None:
        """Send a signal; one that has ended meanwhile takes none."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, kind)

    def stop(self) -> None:
        """Stop the victim and wait until it stands still."""
        self.send(signal.SIGSTOP)
        os.waitpid(self.process, os.WUNTRACED)

    def end(self, kind: signal.Signals | None = signal.SIGKILL) -> bytes:
        """Send a signal (None: wait until it ends by itself); return everything it said."""
        if kind is not None:
            self.send(kind)
        said = b""
        while piece := os.read(self.heard, 65_536):
            said += piece
        os.close(self.heard)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        return said


def can_split() -> bool:
    """True where a process can be split off from this one."""
    return hasattr(os, "fork")


def split(work: Callable[[Say], None]) -> Victim:
    """Split off a process that does `work`, which is given what to say things with."""
    heard, said = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(heard)
        status = 1
        try:
            work(lambda words: os.write(said, words) and None)
            status = 0
        finally:
            os._exit(status)
    os.close(said)
    return Victim(process, heard)
