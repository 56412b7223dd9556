"""What a drive holds, what of it is safe, and what of the rest a power cut leaves.

A write is safe once its file was synced, a name once its folder was. The rest is in `log`, oldest
first, and may or may not be there after a cut.
"""

from __future__ import annotations

import errno
import random
import stat
from dataclasses import dataclass, field
from enum import StrEnum

ROOT = 1


class Cut(StrEnum):
    """What of the unsynced survives: nothing; all up to a moment; any pieces of data; anything."""

    GONE = "gone"
    ORDERED = "ordered"
    SCATTERED = "scattered"
    REORDERED = "reordered"


@dataclass
class Node:
    """A file or a folder: what is seen, and what is safe of it."""

    number: int
    mode: int
    content: bytearray = field(default_factory=bytearray)
    safe: bytearray = field(default_factory=bytearray)
    names: dict[str, int] = field(default_factory=dict)
    safe_names: dict[str, int] = field(default_factory=dict)
    changed: int = 0

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)


@dataclass(frozen=True)
class Written:
    """Bytes that were put into a file; None cuts it off, or stretches it, at the offset."""

    node: int
    offset: int
    data: bytes | None


@dataclass(frozen=True)
class Named:
    """Names that changed together: (folder, name, file), None where the name went."""

    changes: tuple[tuple[int, str, int | None], ...]

    def touches(self, folder: int) -> bool:
        return any(one[0] == folder for one in self.changes)


class Drive:
    """The files of a drive, in memory. Raises OSError as a drive does."""

    def __init__(self, room: int = 1 << 30) -> None:
        self.room = room
        self.nodes = {ROOT: Node(ROOT, stat.S_IFDIR | 0o755)}
        self.log: list[Written | Named] = []
        self._newest = ROOT
        self._clock = 0

    def node(self, number: int) -> Node:
        found = self.nodes.get(number)
        if found is None:
            raise OSError(errno.ESTALE, "gone")
        return found

    def find(self, folder: int, name: str) -> Node:
        number = self.node(folder).names.get(name)
        if number is None:
            raise OSError(errno.ENOENT, name)
        return self.node(number)

    def make(self, folder: int, name: str, mode: int) -> Node:
        if name in self.node(folder).names:
            raise OSError(errno.EEXIST, name)
        self._newest += 1
        made = self.nodes[self._newest] = Node(self._newest, mode, changed=self._now())
        self._name(Named(((folder, name, made.number),)))
        return made

    def drop(self, folder: int, name: str, is_folder: bool) -> None:
        found = self.find(folder, name)
        if found.is_folder != is_folder:
            raise OSError(errno.EISDIR if found.is_folder else errno.ENOTDIR, name)
        if found.names:
            raise OSError(errno.ENOTEMPTY, name)
        self._name(Named(((folder, name, None),)))

    def move(self, folder: int, name: str, target: int, new: str, over: bool) -> None:
        found = self.find(folder, name)
        if new in self.node(target).names and not over:
            raise OSError(errno.EEXIST, new)
        self._name(Named(((folder, name, None), (target, new, found.number))))

    def write(self, number: int, offset: int, data: bytes) -> None:
        node = self.node(number)
        if self.used() + max(0, offset + len(data) - len(node.content)) > self.room:
            raise OSError(errno.ENOSPC, "full")
        self._data(Written(number, offset, data))

    def resize(self, number: int, size: int) -> None:
        self._data(Written(number, size, None))

    def used(self) -> int:
        """Bytes of everything that has a name."""
        named = {one for node in self.nodes.values() for one in node.names.values()}
        return sum(len(self.nodes[one].content) for one in named if one in self.nodes)

    def sync(self, number: int) -> None:
        """Make the content of a file safe; its name is not."""
        node = self.node(number)
        node.safe = bytearray(node.content)
        self.log = [one for one in self.log if not _is_data(one, number)]

    def sync_names(self, folder: int) -> None:
        """Make the names in a folder safe, and what they were moved from or to."""
        settled: set[tuple[int, str]] = set()
        left: list[Written | Named] = []
        # Newest first: an older change of a name that is safe now can no longer come back.
        for one in reversed(self.log):
            if isinstance(one, Written):
                left.append(one)
                continue
            rest = tuple(each for each in one.changes if each[:2] not in settled)
            if one.touches(folder):
                for place, name, number in rest:
                    _put(self.node(place).safe_names, name, number)
                settled.update(each[:2] for each in rest)
            elif rest:
                left.append(Named(rest))
        self.log = left[::-1]

    def settle(self) -> None:
        """Make everything safe, as a drive that was taken out properly."""
        for node in self.nodes.values():
            node.safe, node.safe_names = bytearray(node.content), dict(node.names)
        self.log = []

    def cut(self, kind: Cut, chance: random.Random) -> None:
        """Let the power go: what was not safe is lost, but for what the kind of cut leaves."""
        log = self.log
        whole_until = chance.randint(0, len(log))
        sector = chance.choice((512, 4_096))
        for node in self.nodes.values():
            node.content, node.names = bytearray(node.safe), dict(node.safe_names)
        for index, one in enumerate(log if kind is not Cut.GONE else ()):
            if isinstance(one, Named):
                lives = index < whole_until
                if kind is Cut.REORDERED:
                    lives = chance.random() < 0.5
                if lives:
                    self._apply(one)
            elif kind is Cut.ORDERED and index <= whole_until:
                self._tear(one, sector, chance.randint(0, 64) if index == whole_until else None)
            elif kind in (Cut.SCATTERED, Cut.REORDERED):
                self._scatter(one, sector, chance)
        self.log = []
        self._forget_nameless()
        self.settle()

    def _tear(self, one: Written, sector: int, pieces: int | None) -> None:
        if one.data is not None and pieces is not None:
            one = Written(one.node, one.offset, one.data[: pieces * sector])
        elif pieces is not None:
            return
        self._apply(one)

    def _scatter(self, one: Written, sector: int, chance: random.Random) -> None:
        if one.data is None:
            if chance.random() < 0.5:
                self._apply(one)
            return
        for start in range(0, len(one.data), sector):
            if chance.random() < 0.5:
                piece = one.data[start : start + sector]
                self._apply(Written(one.node, one.offset + start, piece))

    def _forget_nameless(self) -> None:
        reached = {ROOT}
        todo = [ROOT]
        while todo:
            node = self.nodes[todo.pop()]
            node.names = {name: one for name, one in node.names.items() if one in self.nodes}
            fresh = set(node.names.values()) - reached
            reached |= fresh
            todo += fresh
        self.nodes = {number: node for number, node in self.nodes.items() if number in reached}

    def _data(self, one: Written) -> None:
        self._apply(one)
        self.log.append(one)

    def _name(self, one: Named) -> None:
        self._apply(one)
        self.log.append(one)

    def _apply(self, one: Written | Named) -> None:
        if isinstance(one, Named):
            for folder, name, number in one.changes:
                if folder in self.nodes:
                    _put(self.nodes[folder].names, name, number)
            return
        node = self.node(one.node)
        node.changed = self._now()
        content = node.content
        end = one.offset + len(one.data or b"")
        content.extend(b"\0" * (end - len(content)))
        if one.data is None:
            del content[one.offset :]
        else:
            content[one.offset : end] = one.data

    def _now(self) -> int:
        self._clock += 1
        return self._clock


def _is_data(one: Written | Named, number: int) -> bool:
    return isinstance(one, Written) and one.node == number


def _put(names: dict[str, int], name: str, number: int | None) -> None:
    if number is None:
        names.pop(name, None)
    else:
        names[name] = number
