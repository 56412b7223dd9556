"""What words of a placement say of its place: inside or outside the authority's area."""

from __future__ import annotations

import re

from journeyviewer.model.patterns import later

_AREA = r"(?:la|lbl|local authority|borough|area|county|boundary|authority)\b"
_OUT = later(
    rf"\(out\)|\bout(?:side)?(?: of)?(?: the)? {_AREA}|\bnot (?:in )?la\b|\boob\b", re.IGNORECASE
)
_IN = later(rf"\(in\)|\b(?:inside|within|in)(?: the)? {_AREA}|\bin boundary\b", re.IGNORECASE)


def says_place(words: str) -> bool | None:
    """Return True for out of the area, False for in it, None when the words say neither or both."""
    out, inside = _OUT.search(words) is not None, _IN.search(words) is not None
    return None if out == inside else out
