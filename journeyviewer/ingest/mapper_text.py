"""What free text mentions: suggestions to look at, never marks of a journey.

A mention says nothing by itself. Text denies, asks, looks back, warns and speaks of other people,
so each mention carries the sense in which it stands; only a person turns one into a record.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from journeyviewer.ingest.mapper_tables import rows, target
from journeyviewer.ingest.mapper_types import Meaning
from journeyviewer.model.values import dataclass


class Sense(StrEnum):
    """In which sense a text mentions something."""

    STATED = "stated"
    DENIED = "denied"
    """The text says that it is not so: "not at risk of CSE", "no concerns re"."""
    ASKED = "asked"
    """The text asks or wonders: "?CSE", "possible s47"."""
    PAST = "past"
    """The text looks back: "previous s47", "history of going missing"."""
    POSSIBLE = "possible"
    """The text warns, plans or supposes: "risk of CSE", "if he goes missing"."""
    OTHER_PERSON = "other person"
    """The text speaks of somebody else: "mother was in care"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A mention in text: [start, end) in letters of the text, the words there and their sense.

    `because` are the words of the text by which the sense was read, "" for a plain statement.
    """

    meaning: Meaning
    start: int
    end: int
    words: str
    sense: Sense
    because: str

    @property
    def stated(self) -> bool:
        """True when the text says it of this person and now; still only a suggestion."""
        return self.sense is Sense.STATED


LONGEST = 100_000
"""Letters of a text that are looked through; a workbook cell holds fewer."""

_CLAUSE_END = re.compile(
    r"(?:(?<!\bprev)(?<!\bposs)(?<!\bhist)(?<!\bpot)(?<!\bappt)\.|[;!?\n])(?=\s|$)|\b(?:but|however|although|whereas)\b",
    re.IGNORECASE,
)
_PERSON = (
    r"(?<!\bby )(?<!\bwith )(?<!\bto )(?<!\bfrom )"
    r"\b(?:mother|mum|mam|father|dad|parents?|siblings?|brother|sister|step ?-?\w+|uncle|aunt\w*|"
    r"cousins?|friends?|grand\w+|boyfriend|girlfriend|partner|carers?|peers?|"
    r"(?:another|other) (?:child|children|young p\w+|girls?|boys?|resident))"
)
_CUES_BEFORE: tuple[tuple[Sense, str], ...] = (
    (
        Sense.DENIED,
        r"\b(?:no|not|nor|never|without|neither|nil|cannot|den(?:y|ies|ied|ying)|ruled out|"
        r"negative for|absence of|free from|\w+n['’]t)\b",
    ),
    (
        Sense.ASKED,
        r"\?\s*$|\b(?:query|queried|poss\.?|whether|unclear|wonder\w*|possibl[ey]|suspect\w*)\b",
    ),
    (
        Sense.PAST,
        r"\b(?:previous(?:ly)?|prev|hx|h/o|past|histor\w+|former(?:ly)?|prior|used to|had been|"
        r"earlier|last year|years? ago|as a (?:young |small )?child|in (?:19|20)\d\d|old)\b",
    ),
    (
        Sense.POSSIBLE,
        r"\b(?:risks?(?: of)?|vulnerab\w+|likel\w+|potential\w*|would|should|could|may|might|if|"
        r"in case|threat\w*|consider\w*|plan(?:s|ned)? to|prevent\w*|awareness|"
        r"(?:session|work|training|leaflet|policy|talk|information) (?:on|about|around)|"
        r"request\w* (?:for )?an?|recommend\w*|unless|hop(?:e|ing))\b",
    ),
)
_CUES_AFTER: tuple[tuple[Sense, str], ...] = (
    (
        Sense.DENIED,
        r"^\W{0,4}(?:no|none|nil|not)\b|"
        r"^\W{0,4}(?:(?:was|were|is|has|been|being|application|appointment|offer(?:ed)?|but|and)"
        r"\W+)*"
        r"(?:refused|declined|cancelled|canceled|withdrawn|dismissed|rejected|abandoned|postponed|"
        r"(?:did ?n[o’']t|did not) (?:go ahead|take place|happen))\b"
        r"(?! to\b)|\b(?:none identified|ruled out|denied|discounted|unfounded|no concerns?|"
        r"unsubstantiated|not (?:been )?(?:identified|evident|known|a concern|present|needed|met|"
        r"required|an issue|indicated))\b",
    ),
    (Sense.ASKED, r"^\s*\(?\?"),
    (
        Sense.PAST,
        r"\b(?:ended|closed|in the past|previously|ago|histor\w+|discharged|stepped down|"
        r"in (?:19|20)\d\d)\b",
    ),
    (
        Sense.POSSIBLE,
        r"^\s*(?:risk|awareness|screening|tool|training|policy|leaflet|team)\b|"
        r"^\W{0,4}(?:(?:is|was|are|were|has been|being|now)\W+)*(?:planned|booked|scheduled|"
        r"due|proposed|requested|to (?:be|follow|take place)|arranged for|set for)\b",
    ),
)
_TELLS = re.compile(
    r"\b(?:report|said|say|told|tell|call|rang|ring|phon|inform|worr|concern|stat|refus|request|"
    r"contact|alleg|disclos|found|saw|seen)\w*",
    re.IGNORECASE,
)


def suggest(text: str) -> tuple[Suggestion, ...]:
    """Return what a text mentions, in the order of the text.

    Only the first `LONGEST` letters are looked through. Mentions do not overlap: of two that do,
    the one of the earlier topic in the list stays.
    """
    text = text[:LONGEST]
    taken: list[tuple[int, int]] = []
    found: list[Suggestion] = []
    for pattern, meaning in _topics():
        for hit in pattern.finditer(text):
            start, end = hit.span()
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            sense, because = _sense(text, start, end)
            found.append(
                Suggestion(
                    meaning=meaning,
                    start=start,
                    end=end,
                    words=hit.group(),
                    sense=sense,
                    because=because,
                )
            )
    return tuple(sorted(found, key=lambda item: item.start))


def _sense(text: str, start: int, end: int) -> tuple[Sense, str]:
    """Return the sense in which the clause around [start, end) mentions something, and why."""
    before, after, asked = _clause(text, start, end)
    person = re.search(_PERSON + r"(?:['’]s)?\b[^,]*$", before, re.IGNORECASE)
    if person is not None and _TELLS.search(person.group() + text[start:end]) is None:
        return Sense.OTHER_PERSON, person.group().strip()
    for sense in (Sense.DENIED, Sense.ASKED, Sense.PAST, Sense.POSSIBLE):
        for cues, words in ((_cues(True), before), (_cues(False), after)):
            cue = cues[sense].search(words)
            if cue is not None:
                return sense, cue.group().strip()
        if sense is Sense.ASKED and asked:
            return sense, "?"
    return Sense.STATED, ""


_REACH = 120
"""Letters on either side of a mention in which its sense is looked for."""


def _clause(text: str, start: int, end: int) -> tuple[str, str, bool]:
    """Return the clause before and after a mention, and whether it ends as a question."""
    before = text[max(0, start - _REACH) : start]
    ends = [found.end() for found in _CLAUSE_END.finditer(before) if found.end() < len(before)]
    after = text[end : end + _REACH]
    stop = _CLAUSE_END.search(after)
    asked = stop is not None and stop.group() == "?"
    return before[ends[-1] if ends else 0 :], after[: stop.start() if stop else len(after)], asked


@cache
def _cues(before: bool) -> dict[Sense, re.Pattern[str]]:
    cues = _CUES_BEFORE if before else _CUES_AFTER
    return {sense: re.compile(words, re.IGNORECASE) for sense, words in cues}


@cache
def _topics() -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    return tuple(
        (
            re.compile(row["words"], re.IGNORECASE),
            target(f"{row['lane']}/{row['kind']}/{row['code']}"),
        )
        for row in rows("text_topics.csv")
    )
