"""What the words of a row may be about: offered to the analyst, never drawn by itself.

A small list until the vocabulary mapper's own `suggest` takes its place: see `hints_in`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LOOKED_AT = 4000
"""Letters of a text that are looked at."""

# The first word of each is looked for plainly, as hardly any row holds one; all in small letters.
PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str], str, str], ...] = tuple(
    (tuple(signs.split("|")), re.compile(pattern), lane, code)
    for signs, pattern, lane, code in (
        (
            "missing",
            r"(?:reported|went) missing|missing from (?:home|care|placement)",
            "missing",
            "M",
        ),
        ("missing", r"missing episode", "missing", "M"),
        ("interview|rhi", r"return (?:home )?interview|\brhi\b", "missing", "RHI"),
        ("strategy", r"strategy (?:meeting|discussion)", "referrals", "STRAT"),
        ("47", r"\bs(?:ection)? ?\.?47\b", "referrals", "S47"),
        ("icpc|initial", r"\bicpc\b|initial child protection conference", "referrals", "ICPC"),
        ("rcpc|review", r"review child protection conference|\brcpc\b", "referrals", "RCPC"),
        ("protection plan", r"child protection plan", "referrals", "CP"),
        ("in need plan", r"child in need plan", "referrals", "CIN"),
        ("care order|31", r"(?<!interim )\bcare order|\bs(?:ection)? ?\.?31\b", "legal", "S31"),
        ("interim|38", r"interim care order|\bs(?:ection)? ?\.?38\b", "legal", "S38"),
        ("20|agreement", r"\bs(?:ection)? ?\.?20\b|accommodated by agreement", "legal", "S20"),
        ("order|25", r"secure (?:accommodation )?order|\bs(?:ection)? ?\.?25\b", "legal", "S25"),
        (
            "secure",
            r"secure (?:children['’]s home|unit|accommodation)(?! order)",
            "residence",
            "SCH",
        ),
        ("foster", r"foster (?:care|carers?|placement)", "residence", "FC"),
        ("residential", r"residential (?:children['’]s )?home|residential unit", "residence", "RH"),
        ("exclu", r"permanent(?:ly)? exclu", "education", "PEX"),
        ("fixed|suspended", r"fixed[- ]term exclusion|suspended from school", "education", "FTEX"),
        ("pru|referral unit", r"pupil referral unit|\bpru\b", "education", "PRU"),
        ("cse|exploit", r"\bcse\b|sexual exploitation", "cse", "CONC"),
        ("camhs", r"\bcamhs\b", "health", "TH"),
        ("a&e|hospital", r"\ba&e\b|hospital admission|admitted to hospital", "health", "HATT"),
        ("arrested", r"\barrested\b", "justice", "PARR"),
        (
            "cannabis|alcohol|substance|intoxicated",
            r"cannabis|alcohol|substance misuse|intoxicated",
            "substances",
            "SNOTE",
        ),
        ("domestic", r"domestic (?:abuse|violence)", "family", "FDV"),
    )
)
"""Plain signs, words looked for, the lane and the category or event they may stand for."""

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
    looked_at = text[:LOOKED_AT].lower()
    for signs, pattern, lane, code in PATTERNS:
        if (lane, code) in found or not any(sign in looked_at for sign in signs):
            continue
        for match in pattern.finditer(looked_at):
            before, after = looked_at[: match.start()], looked_at[match.end() :]
            if NEGATED.search(before[-60:]) or DENIED_AFTER.search(after[:80]):
                continue
            found[lane, code] = Hint(lane, code, match.group())
            break
    return tuple(found.values())
