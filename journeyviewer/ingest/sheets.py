"""From paths to sheets: which files of a folder, and what each of them holds."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeyviewer.model.problems import ArchiveMet, JourneyError, Problem, Severity
from journeyviewer.model.words import counted, listed, natural

if TYPE_CHECKING:
    from journeyviewer.ingest.table import Sheet

READABLE = (
    *(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".docx", ".docm"),
    *(".csv", ".tsv", ".txt", ".xml"),
)


def expand(paths: Sequence[Path]) -> list[Path]:
    """Return the files meant by paths: a folder stands for the readable files in it.

    Folders inside it are not entered. Raises JourneyError for a folder without such files, and
    ArchiveMet for one that holds a study as plain files.
    """
    files: list[Path] = []
    for path in paths:
        if not os.path.isdir(path):
            # Asked in a way that has an answer for names that no file can have too.
            files.append(path)
            continue
        from journeyviewer.model.files import is_archive

        try:
            if is_archive(path):
                raise ArchiveMet(path)
            inside = sorted(filter(_is_source, path.iterdir()), key=lambda item: natural(item.name))
        except OSError as error:
            raise JourneyError(
                f"The folder “{path.name}” may not be looked into: {error.strerror}.",
                "Choose a folder that you may read.",
            ) from error
        if not inside:
            raise _without_sources(path)
        files.extend(inside)
    # One that is named twice, by itself and by its folder, is one file.
    once: dict[str, Path] = {}
    for path in files:
        once.setdefault(os.path.abspath(path), path)
    return list(once.values())


def _is_source(path: Path) -> bool:
    return not _is_hidden(path) and path.suffix.lower() in READABLE and path.is_file()


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "~$"))


def _without_sources(folder: Path) -> JourneyError:
    """Return what is said of a folder without a file that can be read."""
    said = f"The folder “{folder.name or folder}” holds no file that can be read"
    others = _folders_in(folder)
    if others:
        return JourneyError(
            f"{said}, only {counted(others, 'folder')}.",
            "Folders within a folder are not entered: choose the one with the files, or drop "
            "several on the window together.",
        )
    return JourneyError(
        f"{said}.",
        "Workbooks (.xlsx, .xls, .ods), Word tables (.docx), text tables (.csv, .tsv) and "
        "returns in XML are read.",
    )


def _folders_in(folder: Path) -> int:
    return sum(not _is_ours(path) and path.is_dir() for path in folder.iterdir())


def _is_ours(path: Path) -> bool:
    """True for what no source is in: studies and their backups, and what is hidden."""
    return _is_hidden(path) or path.suffix.lower() == ".jvstudy" or path.name.endswith(" backups")


def left_in(folder: Path) -> list[Problem]:
    """Say what a folder that was read holds besides, by kinds; names might point at somebody."""
    try:
        others = _folders_in(folder)
        kinds = Counter(
            path.suffix.lower() or "no ending"
            for path in folder.iterdir()
            if not _is_ours(path) and not path.is_dir() and not _is_source(path)
        )
    except OSError:
        return []
    files = f"{counted(kinds.total(), 'file')} of other kinds ({listed(sorted(kinds))})"
    found = [files] if kinds else []
    found += [counted(others, "folder")] if others else []
    if not found:
        return []
    advice = " Folders within a folder are not entered: choose them too." if others else ""
    return [
        Problem(
            file=folder.name,
            rule="folder-left-out",
            severity=Severity.INFO,
            message=f"The folder also holds {listed(found)}: not read.{advice}",
        )
    ]


LARGE = 8 * 2**20
"""Bytes from which on a plain table of text is not held."""


def _is_large(path: Path) -> bool:
    try:
        return os.path.getsize(path) >= LARGE
    except (OSError, ValueError):
        return False


def load(path: Path, group: int = 0) -> tuple[list[Sheet], list[Problem]]:
    """Return a file's sheets and what was said of them.

    `group` tells files of one name apart. Raises JourneyError for a file that cannot be read.
    """
    # Loaded here, so that asking what a path means costs nothing.
    from journeyviewer.ingest.opening import SourceKind, read_bytes, recognise

    if _is_large(path):
        from journeyviewer.ingest.large_text import load_large

        found = load_large(path, group)
        if found is not None:
            return found
    data = read_bytes(path)
    kind = recognise(path.name, data)
    if kind is SourceKind.TEXT:
        from journeyviewer.ingest.text_files import load_text

        held = [data]
        del data
        return load_text(path.name, held.pop(), group)
    if kind is SourceKind.XML:
        from journeyviewer.ingest.xml_files import load_xml

        return load_xml(path.name, data, group)
    if kind is SourceKind.XML_WORKBOOK:
        from journeyviewer.ingest.workbook_xml import load_workbook_xml

        return load_workbook_xml(path.name, data, group)
    if kind is SourceKind.WORD:
        from journeyviewer.ingest.word_files import load_word

        return load_word(path.name, data, group)
    from journeyviewer.ingest.workbooks import load_workbook

    return load_workbook(path.name, data, group, kind is SourceKind.WORKBOOK)
