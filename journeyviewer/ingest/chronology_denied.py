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


NOT_YET = later(
    r"\b(?:did ?n[o’']t|did not|never) (?:take place|go ahead|happen|proceed)\b|"
    r"^[\w\s/]{1,40}?\b(?:postponed|cancell?ed|rearranged|re-arranged|rescheduled|adjourned)"
    r"(?:\W*$|\W+(?:to|until|till|due|as|by|because)\b)",
    re.IGNORECASE,
)
BEFORE = later(r"\W*(?:previously missing|historic(?:al(?:ly)?)?)\b", re.IGNORECASE)
OF_ANOTHER = later(
    r"\W*(?:(?:his|her|their|older|younger|elder|half|step)[\s-]+)*(?:sibling|brother|sister|"
    r"mother|mum|father|dad|step-?father|step-?mother|boyfriend|girlfriend|friend|cousin|uncle|"
    r"aunt|carer)\s+(?:(?:has|have|had|was|were|is|been|also)\s+)*(?:arrested|charged|cautioned|"
    r"excluded|remanded|imprisoned|convicted|sentenced|hospitali[sz]ed|admitted|placed|missing|"
    r"went missing|reported missing|moved)\b(?!\s+(?:him|her|them|yp|child|in|with|the)\b)",
    re.IGNORECASE,
)
"""Words that tell of a relative or friend what the type would tell of the young person."""


NO_EPISODE = later(r"\bnot (?:a )?missing\b(?! (?:from|since)\b)", re.IGNORECASE)


def is_denied(meaning: Meaning, text: str) -> bool:
    """True where the words of a row say that what its type means did not happen, or has yet to."""
    if meaning is None or not text:
        return False
    if any(each.match(text) for each in (CALLED_OFF, NOTHING, BEFORE, OF_ANOTHER)):
        return True
    if NOT_YET.search(text) or (meaning.record_lane == "missing" and NO_EPISODE.search(text)):
        return True
    found = [item for item in suggest(text) if item.meaning.kind == meaning.code]
    return bool(found) and all(item.sense in UNREAL for item in found)


UNREAL = (Sense.DENIED, Sense.ASKED, Sense.PAST, Sense.POSSIBLE)
