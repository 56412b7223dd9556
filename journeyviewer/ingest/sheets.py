"""From paths to sheets: which files of a folder, and what each of them holds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeyviewer.model.problems import ArchiveMet, JourneyError, Problem
from journeyviewer.model.words import natural

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
            raise JourneyError(
                f"The folder “{path.name or path}” holds no file that can be read.",
                "Workbooks (.xlsx, .xls, .ods), Word tables (.docx), text tables (.csv, .tsv) and "
                "returns in XML are read.",
            )
        files.extend(inside)
    # One that is named twice, by itself and by its folder, is one file.
    once: dict[str, Path] = {}
    for path in files:
        once.setdefault(os.path.abspath(path), path)
    return list(once.values())


def _is_source(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return not hidden and path.suffix.lower() in READABLE and path.is_file()


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
