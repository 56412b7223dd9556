"""Points out named places: streets, schools, homes, hospitals, by the word for what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from journeyviewer.model.patterns import later
from journeyviewer.model.pointing_hits import Hit, Pointer, Sureness
from journeyviewer.model.pointing_runs import NAMES, Sort, Word, opens_sentence
from journeyviewer.model.pointing_words import words
from journeyviewer.model.values import dataclass

_LIKELY, _PERHAPS = Sureness.LIKELY, Sureness.PERHAPS
_ORDINARY_STREETS = frozenset(
    "high park station church school hill bridge old new green mill manor long main".split()
)
"""Ordinary words that many streets are called by; others need a name or are no street."""
_NUMBER = later(
    r"(?<!\w)(?:(?:flat|apartment|apt|room|unit) ?\d{1,4}[a-z]?,? )?"
    r"\d{1,4}[a-z]?(?: ?- ?\d{1,4}[a-z]?)?,? $",
    re.IGNORECASE,
)
_SMALL_TYPE = later(
    r" (?:(?:primary|secondary|high|junior|infant|grammar|community|special|catholic|boarding"
    r"|comprehensive|sixth form) )*(?P<school>school|college|academy|nursery|primary)\b"
    r"| (?P<home>(?:children's|residential|care|assessment|secure|respite) (?:home|unit|centre)"
    r"|house|lodge|cottage|farm|hostel|refuge)\b"
    r"| (?P<place>hospital|infirmary|surgery|police station|railway station|bus station|estate)\b"
    r"| (?P<address>road|street|avenue|lane|crescent)\b"
)
_SMALL_STREET = later(
    r"\d{1,4}[a-z]? ([a-z]{3,20}) (?:street|road|avenue|lane|crescent|close|drive)\b"
)
_REASONS = {
    Pointer.ADDRESS: "words for a street",
    Pointer.SCHOOL: "a name before a word for a school",
    Pointer.HOME: "a name before a word for a home or unit",
    Pointer.PLACE: "a name before a word for a public place",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A hit and the words of the run [first, last) that it takes up."""

    hit: Hit
    first: int
    last: int


def places_in(text: str, run: Sequence[Word]) -> Iterator[Found]:
    """Point out the named places of a run, from left to right; they do not overlap."""
    done = 0
    for index in range(len(run) - 1, -1, -1):
        found = _ends_at(text, run, index)
        if found is not None and _has_no_code(run[found.first : found.last]):
            yield found
            done = found.first
            break
    else:
        done = len(run)
    rest = run[:done]
    yield from _saints(rest)
    yield from _closed(rest)


def _has_no_code(part: Sequence[Word]) -> bool:
    return all(word.sort is not Sort.CODE for word in part)


def _ends_at(text: str, run: Sequence[Word], index: int) -> Found | None:
    """Return the place whose last word, or last word with a capital, is the word at an index."""
    kind = _kind(run[index])
    if kind is not None and index > 0:
        if kind is Pointer.ADDRESS:
            return _street(text, run, index)
        first = _head(run, index)
        if first is not None:
            return _found(run, first, index + 1, kind, _LIKELY)
    small = _SMALL_TYPE.match(text, run[index].end) if index == len(run) - 1 else None
    if small is None or run[index].sort not in NAMES - {Sort.GIVEN}:
        return None
    first = _head(run, index + 1)
    if first is None or opens_sentence(run[first]):
        return None
    name = small.lastgroup or "place"
    hit = Hit(run[first].start, small.end(), Pointer(name), _PERHAPS, _REASONS[Pointer(name)])
    return Found(hit, first, index + 1)


def _kind(word: Word) -> Pointer | None:
    known = words()
    if word.plain in known.streets or word.plain in known.numbered_streets:
        return Pointer.ADDRESS
    if word.plain in known.schools:
        return Pointer.SCHOOL
    if word.plain in known.homes:
        return Pointer.HOME
    return Pointer.PLACE if word.plain in known.buildings else None


def _found(run: Sequence[Word], first: int, last: int, kind: Pointer, sureness: Sureness) -> Found:
    hit = Hit(run[first].start, run[last - 1].end, kind, sureness, _REASONS[kind])
    return Found(hit, first, last)


def _is_telling(word: Word) -> bool:
    named = word.sort in NAMES and not opens_sentence(word)
    return named or word.plain == "st" or word.plain in words().services


def _may_name_street(word: Word) -> bool:
    """True for a name, one of the study's own too, and for what many streets are called by."""
    own = word.sort is Sort.ALLOWED
    return own or _is_telling(word) or word.plain in _ORDINARY_STREETS


def _head(run: Sequence[Word], last: int) -> int | None:
    """Return where the name before a word begins, None when no word of it tells one place."""
    first = last
    while first > 0 and run[first - 1].sort in NAMES | {Sort.KNOWN, Sort.INITIAL, Sort.TITLE}:
        first -= 1
    telling = [index for index in range(first, last) if _is_telling(run[index])]
    return telling[0] if telling else None


def _street(text: str, run: Sequence[Word], index: int) -> Found | None:
    for first in range(index - 1, max(-1, index - 4), -1):
        number = _NUMBER.search(text[max(0, run[first].start - 30) : run[first].start])
        if number is None:
            continue
        named = run[first:index]
        if any(_may_name_street(word) for word in named):
            start = run[first].start - len(number[0])
            hit = Hit(start, run[index].end, Pointer.ADDRESS, _LIKELY, "a number and a street")
            return Found(hit, first, index + 1)
    telling = _head(run, index)
    if telling is None or run[index].plain not in words().streets:
        return None
    return _found(run, telling, index + 1, Pointer.ADDRESS, _PERHAPS)


def _saints(run: Sequence[Word]) -> Iterator[Found]:
    """Point out what is named after a saint: a church, a school, a hospital."""
    for index in range(len(run) - 1):
        if run[index].plain == "st" and run[index + 1].sort in NAMES:
            reason = "named after a saint: a school, a church or a hospital"
            hit = Hit(run[index].start, run[index + 1].end, Pointer.PLACE, _PERHAPS, reason)
            yield Found(hit, index, index + 2)


def _closed(run: Sequence[Word]) -> Iterator[Found]:
    """Point out prisons and young offender institutions by name."""
    for index in range(len(run) - 1):
        if run[index].plain in words().closed and run[index + 1].sort in NAMES:
            reason = "the name of a prison or young offender institution"
            hit = Hit(run[index].start, run[index + 1].end, Pointer.PLACE, _LIKELY, reason)
            yield Found(hit, index, index + 2)


def small_streets(text: str) -> Iterator[Hit]:
    """Point out a number and a street written with small letters."""
    for match in _SMALL_STREET.finditer(text):
        if not words().is_known(match[1]):
            reason = "a number and a street in small letters"
            yield Hit(*match.span(), Pointer.ADDRESS, _PERHAPS, reason)
