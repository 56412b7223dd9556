"""The kernel's own file-system protocol (FUSE 7.31), as far as a drive for tests needs it.

No library is needed: `/dev/fuse` is read and written as `linux/fuse.h` says. Every request passes
`Rules.before` first, which may fail it, hold it up, or kill who asked.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
import threading
from collections.abc import Callable
from typing import Protocol

from tests.faults.losing import Drive, Node

_IN, _OUT = struct.Struct("<IIQQIIIHH"), struct.Struct("<IiQ")
_ATTR = struct.Struct("<6Q10I")
_MOST = 1 << 17
_NOT_EXCHANGE = 1
_FORGET, _BATCH_FORGET, _INTERRUPT = 2, 42, 36
_SIZE_IS_SET, _MODE_IS_SET = 1 << 3, 1 << 0
_TRUNCATES = 1 << 3
_DIRECT = 1
"""Reads and writes come straight here, with no copy in the kernel that would outlive a cut."""
_KEEPS = 1 << 1
"""What was read stays in memory and is given even when the drive is gone."""

NAMES = {
    1: "lookup",
    3: "getattr",
    4: "setattr",
    9: "mkdir",
    10: "unlink",
    11: "rmdir",
    12: "rename",
    14: "open",
    15: "read",
    16: "write",
    17: "statfs",
    18: "release",
    20: "fsync",
    25: "flush",
    26: "init",
    27: "opendir",
    28: "readdir",
    29: "releasedir",
    30: "fsyncdir",
    35: "create",
    45: "rename2",
}


class Rules(Protocol):
    """What happens to a request before it is done; raises OSError to fail it."""

    def before(self, name: str, process: int) -> None: ...


class Serving:
    """Answers the kernel for one mounted drive, several requests at a time."""

    def __init__(self, device: int, drive: Drive, rules: Rules, cached: bool = False) -> None:
        self.device, self.drive, self.rules = device, drive, rules
        self.opened = _opened(_KEEPS if cached else _DIRECT)
        self.one = threading.Lock()

    def start(self, threads: int = 6) -> None:
        for _ in range(threads):
            threading.Thread(target=self._loop, daemon=True).start()

    def _loop(self) -> None:
        while True:
            try:
                request = os.read(self.device, _MOST + 4_096)
            except OSError as error:
                if error.errno in (errno.EINTR, errno.ENOENT, errno.EAGAIN):
                    continue
                return
            if not request:
                return
            self._answer(request)

    def _answer(self, request: bytes) -> None:
        _, opcode, unique, number, _, _, process, _, _ = _IN.unpack_from(request)
        if opcode in (_FORGET, _BATCH_FORGET, _INTERRUPT):
            return
        body, failed = b"", 0
        name = NAMES.get(opcode, "")
        act: Callable[[int, bytes], bytes] | None = getattr(self, f"_{name}", None)
        try:
            if act is None:
                raise OSError(errno.ENOSYS, "not here")
            self.rules.before(name, process)
            with self.one:
                body = act(number, request[_IN.size :])
        except OSError as error:
            failed = -(error.errno or errno.EIO)
        try:
            os.write(self.device, _OUT.pack(_OUT.size + len(body), failed, unique) + body)
        except OSError:
            # Who asked was killed meanwhile, or the drive is gone.
            return

    def _init(self, number: int, body: bytes) -> bytes:
        values = (7, 31, 1 << 16, _TRUNCATES, 16, 12, 1 << 16, 1, 16, 0)
        return struct.pack("<4IHHIIHH", *values) + b"\0" * 32

    def _lookup(self, number: int, body: bytes) -> bytes:
        return self._entry(self.drive.find(number, _name(body)))

    def _getattr(self, number: int, body: bytes) -> bytes:
        return struct.pack("<QII", 0, 0, 0) + self._attributes(self.drive.node(number))

    def _setattr(self, number: int, body: bytes) -> bytes:
        valid, _, _, size = struct.unpack_from("<IIQQ", body)
        node = self.drive.node(number)
        if valid & _SIZE_IS_SET:
            self.drive.resize(number, size)
        if valid & _MODE_IS_SET:
            mode = struct.unpack_from("<I", body, 68)[0]
            node.mode = stat.S_IFMT(node.mode) | stat.S_IMODE(mode)
        return self._getattr(number, b"")

    def _mkdir(self, number: int, body: bytes) -> bytes:
        mode = struct.unpack_from("<I", body)[0]
        return self._entry(self.drive.make(number, _name(body[8:]), stat.S_IFDIR | mode))

    def _unlink(self, number: int, body: bytes) -> bytes:
        self.drive.drop(number, _name(body), is_folder=False)
        return b""

    def _rmdir(self, number: int, body: bytes) -> bytes:
        self.drive.drop(number, _name(body), is_folder=True)
        return b""

    def _rename(self, number: int, body: bytes) -> bytes:
        return self._moved(number, struct.unpack_from("<Q", body)[0], body[8:], over=True)

    def _rename2(self, number: int, body: bytes) -> bytes:
        target, flags = struct.unpack_from("<QI", body)
        if flags & ~_NOT_EXCHANGE:
            raise OSError(errno.EINVAL, "not here")
        return self._moved(number, target, body[16:], over=not flags)

    def _moved(self, number: int, target: int, names: bytes, over: bool) -> bytes:
        old, new = names.split(b"\0")[:2]
        self.drive.move(number, os.fsdecode(old), target, os.fsdecode(new), over)
        return b""

    def _open(self, number: int, body: bytes) -> bytes:
        flags = struct.unpack_from("<I", body)[0]
        if flags & os.O_TRUNC and self.drive.node(number).content:
            self.drive.resize(number, 0)
        return self.opened

    def _create(self, number: int, body: bytes) -> bytes:
        mode = struct.unpack_from("<4I", body)[1]
        made = self.drive.make(number, _name(body[16:]), stat.S_IFREG | stat.S_IMODE(mode))
        return self._entry(made) + self.opened

    def _read(self, number: int, body: bytes) -> bytes:
        _, offset, size = struct.unpack_from("<QQI", body)
        return bytes(self.drive.node(number).content[offset : offset + size])

    def _write(self, number: int, body: bytes) -> bytes:
        _, offset, size = struct.unpack_from("<QQI", body)
        self.drive.write(number, offset, body[40 : 40 + size])
        return struct.pack("<II", size, 0)

    def _statfs(self, number: int, body: bytes) -> bytes:
        room = self.drive.room // 512
        free = max(0, self.drive.room - self.drive.used()) // 512
        values = (room, free, free, 1 << 20, 1 << 20, 512, 255, 512, 0)
        return struct.pack("<5Q4I", *values) + b"\0" * 24

    def _fsync(self, number: int, body: bytes) -> bytes:
        self.drive.sync(number)
        return b""

    def _fsyncdir(self, number: int, body: bytes) -> bytes:
        self.drive.sync_names(number)
        return b""

    def _release(self, number: int, body: bytes) -> bytes:
        return b""

    _flush = _releasedir = _release

    def _opendir(self, number: int, body: bytes) -> bytes:
        return _opened(0)

    def _readdir(self, number: int, body: bytes) -> bytes:
        _, offset, size = struct.unpack_from("<QQI", body)
        listed = b""
        for place, (name, child) in enumerate(sorted(self.drive.node(number).names.items()), 1):
            raw = os.fsencode(name)
            kind = stat.S_IFMT(self.drive.node(child).mode) >> 12
            piece = struct.pack("<QQII", child, place, len(raw), kind) + raw
            piece += b"\0" * (-len(piece) % 8)
            if place > offset and len(listed) + len(piece) <= size:
                listed += piece
        return listed

    def _entry(self, node: Node) -> bytes:
        return struct.pack("<4Q2I", node.number, 0, 0, 0, 0, 0) + self._attributes(node)

    def _attributes(self, node: Node) -> bytes:
        size, when = len(node.content), 1_700_000_000 + node.changed
        times = (when, when, when, 0, 0, 0)
        blocks = -(-size // 512)
        return _ATTR.pack(node.number, size, blocks, *times, node.mode, 1, 0, 0, 0, 4_096, 0)


def _name(raw: bytes) -> str:
    return os.fsdecode(raw.split(b"\0")[0])


def _opened(flags: int) -> bytes:
    return struct.pack("<QII", 0, flags, 0)
