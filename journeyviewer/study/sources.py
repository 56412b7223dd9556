"""The files that records were read from: what each is known by, and finding one that moved."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.values import dataclass
from journeyviewer.study.faults import damaged
from journeyviewer.study.records_codec import records_from_text, records_to_text
from journeyviewer.study.store import StudyFile

DECIDED = "decisions"
"""The name under which a study keeps what was decided about reading its sources."""

Sign = tuple[str, int, str]
"""What a source is known by: its path as given, its bytes, its SHA-256."""


@dataclass(frozen=True, slots=True)
class Sources:
    """How the sources of a study stand now, each by its path as it was given.

    `same` are as they were read, `changed` hold something else, `moved` were found under another
    path by their content, `missing` were not found.
    """

    same: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[tuple[str, Path], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What a person should know, "" when every source is as it was."""
        said = []
        if self.moved:
            names = ", ".join(f"“{Path(old).name}” is now “{new}”" for old, new in self.moved)
            said.append(f"Found again by content: {names}.")
        if self.changed:
            names = ", ".join(f"“{Path(name).name}”" for name in self.changed)
            said.append(f"Changed since they were read: {names}. Read them again to see it.")
        if self.missing:
            names = ", ".join(f"“{Path(name).name}”" for name in self.missing)
            said.append(f"Not found: {names}. The study goes on with the records it keeps.")
        return " ".join(said)


def sign(path: Path) -> Sign:
    """Return what a file is known by; raises OSError when it cannot be read."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
            size += len(piece)
    return (str(path), size, digest.hexdigest())


def signs(paths: Iterable[Path]) -> tuple[Sign, ...]:
    """Return what the files at these paths are known by, those directly in a folder included.

    A file that cannot be read is left out: the records that came of it are kept all the same.
    """
    found = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for one in inside:
            if one.is_file():
                with contextlib.suppress(OSError):
                    found.append(sign(one))
    return tuple(found)


def look_for(known: Sequence[Sign], near: Iterable[Path] = ()) -> Sources:
    """Return how sources stand now; those that moved are looked for in the folders `near`.

    A folder is not searched below its own files. The folder of each source is always looked at.
    """
    same, changed, missing = [], [], []
    moved: list[tuple[str, Path]] = []
    folders = list(dict.fromkeys([*near, *(Path(name).parent for name, _, _ in known)]))
    elsewhere: Mapping[tuple[int, str], Path] | None = None
    for name, size, sha in known:
        now = None
        with contextlib.suppress(OSError):
            now = sign(Path(name))
        if now is not None and now[1:] == (size, sha):
            same.append(name)
            continue
        if elsewhere is None:
            elsewhere = _by_content(folders, {size for _, size, _ in known})
        place = elsewhere.get((size, sha))
        if place is not None:
            moved.append((name, place))
        elif now is not None:
            changed.append(name)
        else:
            missing.append(name)
    return Sources(tuple(same), tuple(changed), tuple(moved), tuple(missing))


def keep_records(file: StudyFile, cohort: Cohort, paths: Sequence[Path]) -> None:
    """Keep the records of a cohort in a study, with its sources; raises StudyError."""
    file.keep_snapshot(records_to_text(cohort), signs(paths))


def kept_records(file: StudyFile) -> tuple[Cohort, tuple[Sign, ...]] | None:
    """Return the records a study keeps and their sources, None before any were kept.

    Raises StudyError when they cannot be read.
    """
    snapshot = file.snapshot
    if snapshot is None:
        return None
    try:
        return records_from_text(snapshot.cases), snapshot.sources
    except ValueError as error:
        raise damaged(file.path, f"the records it keeps cannot be read ({error})") from error


def _by_content(folders: Iterable[Path], sizes: set[int]) -> dict[tuple[int, str], Path]:
    """Return the files in these folders by size and content; only files of known sizes are read."""
    found: dict[tuple[int, str], Path] = {}
    for folder in folders:
        with contextlib.suppress(OSError):
            for path in sorted(folder.iterdir()):
                if path.is_file() and path.stat().st_size in sizes:
                    _, size, sha = sign(path)
                    found.setdefault((size, sha), path)
    return found
