"""Rows whose type says one thing and whose words say that it did not happen, or not yet.

“Missing episode: no missing episodes this month” is no episode, and “LAC review: cancelled” no
review; counted as what their type says, they would tell of what never was.
"""

from __future__ import annotations

import re

from journeyviewer.ingest.chronology_lanes import Meaning
from journeyviewer.ingest.mapper_text import Sense, suggest
from journeyviewer.model.patterns import later

CALLED_OFF = later(
    r"\W*(?:(?:has|have|had|was|were|is|it|been|now|yp|the|meeting|review|visit)\s+)*"
    r"(?:cancell?ed|postponed|withdrawn|abandoned|rescheduled|did ?n[o’']t (?:take place|go ahead|"
    r"happen)|did not (?:take place|go ahead|happen)|planned|booked|scheduled|arranged for|due|"
    r"proposed|to be \w+|to take place)\b",
    re.IGNORECASE,
)
NOTHING = later(
    r"\W*(?:(?:no|nil|none|zero|0)\s+(?:\w+\s+){0,2}?(?:missing|episodes?|incidents?|occurrences?|"
    r"exclusions?|arrests?|meetings?|referrals?|visits?|reviews?|conferences?|orders?|absences?)\b|"
    r"(?:none|nil|n/a)\W*(?:$|(?:this|in|to|recorded|identified|reported|since|at)\b)|"
    r"not?\s+(?:\w+\s+)?(?:held|missing|required|needed|agreed|offered|completed|excluded|arrested|"
    r"made|granted|admitted)\b|(?:at )?risk of\b|possible\b|potential\b|\?)",
    re.IGNORECASE,
)


def is_denied(meaning: Meaning, text: str) -> bool:
    """True where the words of a row say that what its type means did not happen, or has yet to."""
    if meaning is None or not text:
        return False
    if CALLED_OFF.match(text) or NOTHING.match(text):
        return True
    found = [item for item in suggest(text) if item.meaning.kind == meaning.code]
    return bool(found) and all(item.sense in UNREAL for item in found)


UNREAL = (Sense.DENIED, Sense.ASKED, Sense.PAST, Sense.POSSIBLE)
