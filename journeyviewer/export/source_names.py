"""Names of files, taken out of what is said to have been read: they may name a place or a child."""

from __future__ import annotations

import re
from dataclasses import replace

from journeyviewer.ingest.sheets import READABLE
from journeyviewer.model.chronology import Case

A_FILE = "One file"
_ENDINGS = "|".join(map(re.escape, READABLE))
_IN_BRACKETS = re.compile(rf"\s*\([^\n]*(?:{_ENDINGS})\)", re.IGNORECASE)
# Where a name begins is not known: all before its ending goes.
_NAME = re.compile(rf"[^\n]*(?:{_ENDINGS})\b", re.IGNORECASE)


def without_file_names(case: Case) -> Case:
    """Return a case whose coverage says what was read without the names of files."""
    said = [
        replace(window, source=_NAME.sub(A_FILE, _IN_BRACKETS.sub("", window.source)))
        for window in case.coverage
    ]
    return replace(case, coverage=tuple(said)) if said else case
