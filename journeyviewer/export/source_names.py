"""Names of files, taken out of what is said to have been read: they may name a place or a child."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from journeyviewer.ingest.sheets import READABLE
from journeyviewer.model.chronology import Case

A_FILE = "One file"
_ENDINGS = "|".join(map(re.escape, READABLE))
_WHOLE = re.compile(rf"[^\n]*(?:{_ENDINGS})", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\s*\([^\n]*(?:{_ENDINGS})\)", re.IGNORECASE)


def without_file_names(case: Case) -> Case:
    """Return a case whose coverage says what was read without the names of files."""
    if not case.coverage:
        return case
    files = {PurePath(place.file).name for entry in case.entries for place in entry.sources}
    longest_first = sorted(files - {""}, key=len, reverse=True)
    said = [
        replace(window, source=_without(window.source, longest_first)) for window in case.coverage
    ]
    return replace(case, coverage=tuple(said))


def _without(source: str, files: Iterable[str]) -> str:
    """Return what a source is called without any of the files, and without what ends as one."""
    source = _IN_BRACKETS.sub("", source)
    if _WHOLE.fullmatch(source):
        return A_FILE
    for file in files:
        source = source.replace(file, A_FILE)
    return source
