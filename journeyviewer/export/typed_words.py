"""What an analyst typed that could date or name: pointed out before anything leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeyviewer.export.sharing import Sharing
from journeyviewer.model.pointing import point_out
from journeyviewer.model.study import (
    KeyDevelopment,
    Note,
    OwnCoverage,
    OwnEntry,
    Phase,
    Study,
    case_of,
)
from journeyviewer.model.study_words import target_words
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import calendar_words

_CALENDAR = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?:christmas|xmas|boxing day|new year(?:[’']s)?(?: eve| day)?|easter|bank holiday"
    r"|half[- ]term|hallow?e[’']?en|bonfire night|valentine[’']?s day|ramadan|eid|diwali|hanukkah"
    r"|(?:last|next|that|the) (?:spring|summer|autumn|winter)"
    r"|(?:spring|summer|autumn) term|lockdown|olympics|world cup)\b"
    r"|\b(?-i:January|February|April|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """Something typed: on what, the words, and what is done with them ("" for nothing)."""

    where: str
    words: str
    done: str


def season_words(text: str) -> list[str]:
    """Return words that tell a time of year and are no dates, such as "Christmas"."""
    dates = " ".join(calendar_words(text))
    return [match[0] for match in _CALENDAR.finditer(text) if match[0] not in dates]


def typed_words(study: Study, sharing: Sharing) -> tuple[Typed, ...]:
    """Return everything typed that could date or name, in order of cases.

    Dates are withheld and what could point at somebody is covered; the rest is for the analyst
    to word anew.
    """
    found = []
    for where, text in _texts(study, sharing):
        if not sharing.dates:
            found += [Typed(where, words, "withheld") for words in calendar_words(text)]
            found += [Typed(where, words, "") for words in season_words(text)]
        hits = point_out(text, sharing.allowed)
        found += [Typed(where, text[hit.start : hit.end], "covered") for hit in hits]
    return tuple(found)


def _texts(study: Study, sharing: Sharing) -> Iterator[tuple[str, str]]:
    for item in sorted(study.items.values(), key=lambda one: (case_of(one) or "", one.created)):
        case = case_of(item) or "the study"
        match item:
            case Note() if sharing.notes:
                yield (
                    f"{case}, note on {target_words(item.target)}",
                    f"{item.text}\n{item.whom}".strip(),
                )
            case Phase():
                words = "\n".join(one for one in (item.title, item.short, item.summary) if one)
                yield f"{case}, phase “{item.title}”", words
            case KeyDevelopment():
                yield f"{case}, key development “{item.title}”", f"{item.title}\n{item.text}"
            case OwnEntry():
                yield f"{case}, added entry “{item.label}”", item.label
            case OwnCoverage():
                yield f"{case}, what was read", item.source
            case _:
                continue
