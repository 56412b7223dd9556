"""Rows of capitalised words, and what each word looks like.

A run is a row of capitalised words with nothing between them but spaces, one line break, the stop
of an abbreviation, or a small word such as "of" or "de".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from journeyviewer.model.patterns import later
from journeyviewer.model.pointing_words import words
from journeyviewer.model.values import dataclass

MOST_WORDS = 12
_LONGEST = 60


class Sort(Enum):
    """What a capitalised word looks like."""

    ALLOWED = "one of the study's own names"
    KNOWN = "an ordinary word"
    CODE = "a code or an abbreviation"
    INITIAL = "a single letter"
    TITLE = "a title"
    GIVEN = "a given name"
    DOUBTFUL = "a given name that is also a word"
    PLACE = "a place"
    OTHER = "any other word"


NAMES = frozenset({Sort.GIVEN, Sort.DOUBTFUL, Sort.PLACE, Sort.OTHER})
_HARMLESS = frozenset({Sort.KNOWN, Sort.CODE, Sort.INITIAL})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a run: its place [start, end) without a possessive, its letters and its sort.

    `is_first` is true for the first word of a sentence.
    """

    start: int
    end: int
    plain: str
    sort: Sort
    is_first: bool = False


def _capitals() -> str:
    """Return the capital letters of the alphabets that names in files are written with."""
    points = [*range(0x41, 0x5B), *range(0xC0, 0x530), *range(0x1E00, 0x2000)]
    return "".join(letter for letter in map(chr, points) if letter.isupper())


_CAPITALS = _capitals()
_CAPITAL = f"[{_CAPITALS}]"
_FURTHER = frozenset(_CAPITALS[26:])
"""All but those of English: most texts hold none, and the short patterns compile at once."""
_REST = r"\w*(?:['-]\w+)*"
WORD = _CAPITAL + _REST
_STOP = r"(?:(?<=\b\w)|(?<=\b[MDS][rst])|(?<=\bMrs)|(?<=\bProf)|(?<=\bRev)|(?<=\bSgt))\. ?"
_LINK = r"(?:(?:of the|of|upon|de|van|von|der|la|le|al|bin|&) )?"
_BETWEEN = rf"(?:[ \t]{{1,3}}{_LINK}|[ \t]{{0,3}}\n[ \t]{{0,3}}|{_STOP})"


def _run(word: str) -> re.Pattern[str]:
    return later(rf"{word}(?:{_BETWEEN}{word}){{0,{MOST_WORDS - 1}}}")


# No look behind stands first, as it would slow the search; "iPhone" is sorted out later.
_RUN, _RUN_ASCII = _run(WORD), _run("[A-Z]" + _REST)
_WORD, _WORD_ASCII = later(WORD), later("[A-Z]" + _REST)
_AFTER, _AFTER_ASCII = (later(rf"\d[A-Za-z]?,? {each}") for each in (_CAPITAL, "[A-Z]"))
_POSSESSIVE = later(r"'s?$")
_SPECIAL = later(r"(?:Mc|Mac|De|Di|Le|La|Fitz)[A-Z]\w+")
_ABSTRACT = later(r"\w{3,}(?:tions?|ness|ity|isms?|logy|graphy)")
_OPENING = later(
    r"\w{2,}(?:ed|ing|ly|ments?|ances?|ences?|able|ible|ful|less|ous|ive|ical|ary|ised|ist)"
)
_ABBREVIATED = later(r"(?<!\w)(?:[A-Z]|Mrs?|Ms|Dr|St|Prof|Rev|Sgt)\.$")
_SENTENCE_ENDS = frozenset(".!?:;|/>•*-\n")
_SHOUTED_TITLES = frozenset(
    "PC WPC PCSO DC DS DI DCI SW SSW RSO HHJ MR MRS MS MISS DR REV PROF".split()
)


def sort_of(written: str) -> Sort:
    """Return what a capitalised word looks like by itself; a very long one is no name."""
    return _sort_of(written) if len(written) <= _LONGEST else Sort.CODE


@lru_cache(maxsize=50_000)
def _sort_of(written: str) -> Sort:
    plain = _POSSESSIVE.sub("", written).casefold()
    known = words()
    if any(letter.isdigit() or letter == "_" for letter in plain):
        return Sort.CODE
    if len(plain) == 1:
        return Sort.INITIAL
    shouted = written.isupper()
    if plain in known.titles and (not shouted or written in _SHOUTED_TITLES):
        return Sort.TITLE
    if plain in known.given or plain.partition("-")[0] in known.given:
        return Sort.GIVEN
    if plain in known.doubtful and not shouted:
        return Sort.DOUBTFUL
    if known.is_known(plain) or written.casefold() in known.known or _ABSTRACT.fullmatch(plain):
        return Sort.KNOWN
    if not _is_written_as_name(_POSSESSIVE.sub("", written)):
        return Sort.CODE
    return Sort.PLACE if plain in known.places else Sort.OTHER


def _is_written_as_name(text: str) -> bool:
    """True for one capital in each part, as in "Oakley", "O'Dell", "McBride" and "Anne-marie"."""
    parts = [part for part in re.split(r"['-]", text) if part]
    return all(
        len(part) == 1 or part[1:].islower() or part.islower() or _SPECIAL.fullmatch(part)
        for part in parts
    )


def _is_harmless(written: str) -> bool:
    return len(written) > _LONGEST or _is_short_and_harmless(written)


@lru_cache(maxsize=50_000)
def _is_short_and_harmless(written: str) -> bool:
    return sort_of(written) in _HARMLESS and written.casefold() not in ("st", "hmp", "hmyoi", "yoi")


def can_hold_names(text: str) -> bool:
    """False when no capitalised word of a plain text could be part of a name."""
    plain = _is_plain(text)
    if not all(map(_is_harmless, (_WORD_ASCII if plain else _WORD).findall(text))):
        return True
    return (_AFTER_ASCII if plain else _AFTER).search(text) is not None


def _is_plain(text: str) -> bool:
    """True for a text whose only capitals are those of English."""
    return text.isascii() or _FURTHER.isdisjoint(text)


def opens_sentence(word: Word) -> bool:
    """True for a first word with an ending that ordinary words have and names seldom."""
    return word.is_first and word.sort is Sort.OTHER and _OPENING.fullmatch(word.plain) is not None


def runs_in(text: str, allowed: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
    """Return the runs of a plain text; words inside the allowed spans are marked as such."""
    spans = [*allowed, (sys.maxsize, sys.maxsize)]
    at = 0
    whole, single = (_RUN_ASCII, _WORD_ASCII) if _is_plain(text) else (_RUN, _WORD)
    for run in whole.finditer(text):
        found: list[Word] = []
        for match in single.finditer(text, *run.span()):
            while spans[at][1] <= match.start():
                at += 1
            inside = spans[at][0] <= match.start() < spans[at][1]
            found.append(_word(text, match, inside))
        yield found


def _word(text: str, match: re.Match[str], is_allowed: bool) -> Word:
    written = match[0]
    bare = _POSSESSIVE.sub("", written)
    sort = Sort.ALLOWED if is_allowed else sort_of(written)
    if match.start() > 0 and text[match.start() - 1].isalnum():
        sort = Sort.CODE
    end = match.start() + len(bare)
    return Word(match.start(), end, bare.casefold(), sort, _is_first(text, match.start()))


def _is_first(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" \t'\"(“[")
    if _ABBREVIATED.search(before):
        return False
    return not before or before[-1] in _SENTENCE_ENDS
