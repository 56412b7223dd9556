"""Words of a list that speak of what did not come to be: “CP plan (proposed)”, “ICO not granted”.

Read as what they name they would count what never was: an order, a placement, a plan.
"""

from __future__ import annotations

from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later

REASON = "The words speak of what was not, or not yet. They are kept as they are written."
STATES = ("legal", "liberty", "residence", "referrals")
"""Lanes in which such words would make a state of what somebody thought of."""
NOT_HELD = ("legal", "liberty", "residence")
NEVER = later(
    r"\bproposed\b(?! (?:adopt|carer))|\bconsidered\b|\bruled out\b|\bfell through\b|\brejected\b|"
    r"^(?:possible|possibly)\b|"
    r"\bnot (?:granted|made|agreed(?! (?:as|for))|pursued|needed|required|started|"
    r"proceed(?:ed|ing))\b|"
    r"\bdid ?n[o’']?t (?:go ahead|happen|take place|proceed)\b|"
    r"\bdid not (?:go ahead|happen|take place|proceed)\b"
)
REFUSED = later(r"\b(?:refused|declined|cancell?ed)\b|\bpending$")
NOT_MISSING = later(r"\bnot (?:a )?missing\b(?! from)")


def is_unreal(vocabulary: str, words: str) -> bool:
    """True for words that say of what they name in a lane that it did not come to be."""
    text = loose(words)
    if vocabulary == "missing":
        return NOT_MISSING.search(text) is not None
    if vocabulary not in STATES:
        return False
    refused = vocabulary in NOT_HELD and REFUSED.search(text) is not None
    return refused or NEVER.search(text) is not None
