"""What the words of a row may be about: offered to the analyst, never drawn by itself.

A small list until the vocabulary mapper's own `suggest` takes its place: see `hints_in`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LOOKED_AT = 4000
"""Letters of a text that are looked at."""

PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        r"reported missing|missing (?:episode|from (?:home|care|placement))|went missing",
        "missing",
        "M",
    ),
    (r"return (?:home )?interview|\brhi\b", "missing", "RHI"),
    (r"strategy (?:meeting|discussion)", "referrals", "STRAT"),
    (r"\bs(?:ection)? ?\.?47\b", "referrals", "S47"),
    (r"\bicpc\b|initial child protection conference", "referrals", "ICPC"),
    (r"review child protection conference|\brcpc\b", "referrals", "RCPC"),
    (r"child protection plan", "referrals", "CP"),
    (r"child in need plan", "referrals", "CIN"),
    (r"(?<!interim )\bcare order|\bs(?:ection)? ?\.?31\b", "legal", "S31"),
    (r"interim care order|\bs(?:ection)? ?\.?38\b", "legal", "S38"),
    (r"\bs(?:ection)? ?\.?20\b|accommodated by agreement", "legal", "S20"),
    (r"secure (?:accommodation )?order|\bs(?:ection)? ?\.?25\b", "legal", "S25"),
    (r"secure (?:children['’]s home|unit|accommodation)(?! order)", "residence", "SCH"),
    (r"foster (?:care|carers?|placement)", "residence", "FC"),
    (r"residential (?:children['’]s )?home|residential unit", "residence", "RH"),
    (r"permanent(?:ly)? exclu", "education", "PEX"),
    (r"fixed[- ]term exclusion|suspended from school", "education", "FTEX"),
    (r"pupil referral unit|\bpru\b", "education", "PRU"),
    (r"\bcse\b|sexual exploitation", "cse", "CONC"),
    (r"\bcamhs\b", "health", "TH"),
    (r"\ba&e\b|hospital admission|admitted to hospital", "health", "HATT"),
    (r"\barrested\b", "justice", "PARR"),
    (r"cannabis|alcohol|substance misuse|intoxicated", "substances", "SNOTE"),
    (r"domestic (?:abuse|violence)", "family", "FDV"),
)
"""Words looked for, the lane and the category or event they may stand for."""

NEGATED = re.compile(
    r"(?:\bnot?\b|\bnever\b|\bno longer\b|\bdenie[sd]\b|\bwithout\b|\bneither\b|\bnor\b|n['’]t\b|"
    r"\bdid not\b|\bruled out\b|\bprevious(?:ly)?\b|\bhistor(?:y|ical|ic)\b|\bpast\b|"
    r"\bformer(?:ly)?\b|\bpossible\b|\bpossibly\b|\bif\b|\brisk of\b|\bquery\b|\?)[^.;\n]{0,40}$",
    re.IGNORECASE,
)
"""What stands before words that did not happen, or not then: “not at risk of CSE”, “?CSE”."""
DENIED_AFTER = re.compile(
    r"^[^.;\n]{0,25}\b(?:not (?:needed|required|met|held|identified|substantiated)|ruled out|"
    r"was refused|not granted|cancelled|\?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A lane and a category or event kind of it that words may stand for, with the words."""

    lane: str
    code: str
    words: str


def hints_in(text: str) -> tuple[Hint, ...]:
    """Return what a text may be about, each once; what is denied, past or doubted is left out."""
    found: dict[tuple[str, str], Hint] = {}
    looked_at = text[:LOOKED_AT]
    for pattern, lane, code in PATTERNS:
        for match in re.finditer(pattern, looked_at, re.IGNORECASE):
            before, after = looked_at[: match.start()], looked_at[match.end() :]
            if NEGATED.search(before[-60:]) or DENIED_AFTER.search(after):
                continue
            found.setdefault((lane, code), Hint(lane, code, match.group()))
            break
    return tuple(found.values())
