"""A drive of our own, mounted: its power can be cut, its calls fail, hang or take their time.

It is served by a process of its own and told what to do through a pipe. Mounting needs Linux,
`/dev/fuse` and root; `why_not` says in a sentence what is missing.
"""

from __future__ import annotations

import contextlib
import copy
import ctypes
import errno
import json
import os
import random
import signal
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from tests.faults.fuse import Serving
from tests.faults.losing import Cut, Drive, Node

DEVICE = "/dev/fuse"
_FORCE, _DETACH = 1, 2
UNCOUNTED = frozenset({"init", "release", "releasedir"})
"""Requests that nobody waits for, or that cannot fail."""
KILL, OFF = "kill", "off"
FAULTS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES, "EROFS": errno.EROFS}


def why_not() -> str:
    """Return "" where a drive can be mounted, else what is missing, as a sentence."""
    if not sys.platform.startswith("linux"):
        return "A drive of one's own can be mounted on Linux only."
    if not os.path.exists(DEVICE):
        return f"There is no {DEVICE}: the kernel lacks FUSE, or this container was not given it."
    if os.geteuid() != 0:
        return "Only root may mount a drive: run it as root, in a container for example."
    try:
        os.close(os.open(DEVICE, os.O_RDWR))
    except OSError as error:
        return f"{DEVICE} cannot be opened ({error.strerror})."
    return ""


@dataclass
class Orders:
    """What is to happen to the requests: at call number `at`, or to all of them."""

    calls: int = 0
    at: int = 0
    what: str = ""
    times: int = 1
    kinds: frozenset[str] = frozenset()
    hit: str = ""
    off: bool = False
    slow: dict[str, float] = field(default_factory=dict)
    free: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.free.set()
        self._one = threading.Lock()

    def before(self, name: str, process: int) -> None:
        if name in UNCOUNTED:
            return
        self.free.wait()
        with self._one:
            fault = self._due(name, process)
        time.sleep(self.slow.get(name, 0.0) or self.slow.get("all", 0.0))
        if self.off or fault == OFF:
            raise OSError(errno.EIO, "the power is off")
        if fault:
            raise OSError(FAULTS.get(fault, errno.EINTR), fault)

    def _due(self, name: str, process: int) -> str:
        """Count a request; return the fault it meets, if any."""
        if self.kinds and name not in self.kinds:
            return ""
        self.calls += 1
        if not self.at or not self.at <= self.calls < self.at + self.times:
            return ""
        self.hit = name
        if self.what == OFF:
            self.off = True
        elif self.what == KILL and process:
            os.kill(process, signal.SIGKILL)
        return self.what


class Mounted:
    """A mounted drive, for a `with` block; `folder` is where its files are.

    `cached` lets the system keep what was read in memory, as it does with a drive that is plugged
    in; no power cut is to be tried on such a one.
    """

    def __init__(self, folder: Path, room: int = 1 << 28, cached: bool = False) -> None:
        self.folder, self.room, self.cached = folder, room, cached

    def __enter__(self) -> Mounted:
        (asked, asks), (answered, answers) = os.pipe(), os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(asks)
            os.close(answered)
            with contextlib.suppress(OSError, KeyboardInterrupt):
                _serve(self, open(asked), open(answers, "w"))
            os._exit(0)
        os.close(asked)
        os.close(answers)
        self._asks, self._answers = open(asks, "w"), open(answered)
        if json.loads(self._answers.readline()) is not True:
            raise OSError("the drive could not be mounted")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, one: BaseException | None, at: TracebackType | None
    ) -> None:
        self.pull()

    def ask(self, order: str, *values: Any) -> Any:
        """Give an order and return its answer."""
        self._asks.write(json.dumps((order, *values)) + "\n")
        self._asks.flush()
        return json.loads(self._answers.readline())

    def fail(self, what: str, at: int, times: int = 1, kinds: tuple[str, ...] = ()) -> None:
        """Let what is called next fail: KILL, OFF or a name of FAULTS, at call number `at`."""
        self.ask("fail", what, at, times, kinds)

    def count(self) -> int:
        """Return how many calls there were since `fail` was told."""
        return int(self.ask("count"))

    def hit(self) -> str:
        """Return the kind of call that failed last, "" when none did."""
        return str(self.ask("hit"))

    def power_on(self, kind: Cut, seed: int) -> None:
        """Bring the drive back as a power cut at this moment leaves it."""
        self.ask("on", kind, seed)

    def remember(self, name: str) -> None:
        """Keep all that is on the drive under a name."""
        self.ask("remember", name)

    def recall(self, name: str) -> bool:
        """Put back what was kept under a name, all of it safe; False when nothing was."""
        return bool(self.ask("recall", name))

    def settle(self) -> None:
        """Make all that is on the drive safe, and let nothing fail any more."""
        self.ask("settle")

    def slow(self, **seconds: float) -> None:
        """Let calls of a kind ("fsync", "all") take so many seconds each."""
        self.ask("slow", seconds)

    def hang(self, on: bool) -> None:
        """Answer nothing from now on, or go on."""
        self.ask("hang", on)

    def turn(self, off: bool) -> None:
        """Fail every call from now on as a drive that is not there, or go on as before."""
        self.ask("turn", off)

    def unplug(self) -> None:
        """Take the drive out as a hand does: what is open on it is gone, and what was not safe."""
        self.ask("unplug")

    def plug(self) -> None:
        """Put the drive back in, under another number, as a system gives it."""
        self.ask("plug")

    def pull(self) -> None:
        """Take the drive away, whatever is open on it."""
        ctypes.CDLL(None).umount2(os.fsencode(self.folder), _DETACH)
        with contextlib.suppress(OSError):
            self._asks.close()
            self._answers.close()
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _mount(folder: Path) -> int:
    device = os.open(DEVICE, os.O_RDWR)
    words = f"fd={device},rootmode=40000,user_id=0,group_id=0,default_permissions,allow_other"
    library = ctypes.CDLL(None, use_errno=True)
    where = os.fsencode(folder)
    if library.mount(b"journeyviewer-test", where, b"fuse", 0, words.encode()) != 0:
        raise OSError(ctypes.get_errno(), "cannot mount")
    return device


def _serve(mounted: Mounted, asked: IO[str], answers: IO[str]) -> None:
    """Answer the kernel and whoever mounted the drive, until that one ends."""

    def say(answer: object) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    try:
        device = _mount(mounted.folder)
    except OSError:
        say(False)
        return
    drive, orders = Drive(mounted.room), Orders()
    serving = Serving(device, drive, orders, mounted.cached)
    serving.start()
    kept: dict[str, dict[int, Node]] = {}
    say(True)
    for line in asked:
        order, *values = json.loads(line)
        with serving.one:
            if order == "unplug":
                drive.cut(Cut.ORDERED, random.Random(0))
                ctypes.CDLL(None).umount2(os.fsencode(mounted.folder), _FORCE | _DETACH)
                say(None)
            elif order == "plug":
                os.close(device)
                device = _mount(mounted.folder)
                serving = Serving(device, drive, orders, mounted.cached)
                serving.start()
                say(None)
            elif order == "remember":
                kept[values[0]] = copy.deepcopy(drive.nodes)
                say(None)
            elif order == "recall":
                known = values[0] in kept
                if known:
                    drive.nodes = copy.deepcopy(kept[values[0]])
                    _obey(drive, orders, "settle", [])
                say(known)
            else:
                say(_obey(drive, orders, order, values))


def _obey(drive: Drive, orders: Orders, order: str, values: list[Any]) -> object:
    if order == "fail":
        orders.what, orders.at, orders.times = values[:3]
        orders.kinds = frozenset(values[3])
        orders.calls, orders.hit = 0, ""
    elif order == "on":
        kind, seed = values
        drive.cut(Cut(kind), random.Random(seed))
        orders.off, orders.at = False, 0
    elif order == "settle":
        drive.settle()
        orders.off, orders.at, orders.slow = False, 0, {}
    elif order == "slow":
        orders.slow = values[0]
    elif order == "hang":
        (orders.free.clear if values[0] else orders.free.set)()
    elif order == "turn":
        orders.off = values[0]
    return {"count": orders.calls, "hit": orders.hit}.get(order)
