"""Points out names of persons: capitalised words that are not those of the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeyviewer.model.patterns import later
from journeyviewer.model.pointing_hits import Hit, Pointer, Sureness
from journeyviewer.model.pointing_places import places_in, small_streets
from journeyviewer.model.pointing_runs import (
    NAMES,
    WORD,
    Sort,
    Word,
    can_hold_names,
    opens_sentence,
    runs_in,
    sort_of,
)
from journeyviewer.model.pointing_text import allowed_spans
from journeyviewer.model.pointing_words import words

_LIKELY, _PERHAPS = Sureness.LIKELY, Sureness.PERHAPS
_STRONG_TITLES = frozenset(("mr", "mrs", "ms"))
_SMALL_TITLE = later(r"(?<!\w)(?:mr|mrs|dr)\.? ([a-z]{3,}(?:['-][a-z]+)*)\b")
_ENDS_WITH_WORD = later(rf"(?<!\w)({WORD})$")
_STARTS_WITH_WORD = later(rf" ?({WORD})")
_LONGEST_NAME = 40
_LAST_WORD = later(r"(known as|[\w'-]+)[ (:,\"“]{1,3}$")
_DOES = later(
    r"'s\b| (?:said|says|told|was|is|has|had|did|went|felt|asked|left|came|wanted|and|moved|lives"
    r"|lived|started|stayed|will|would|does|became|returned|attended|disclosed|reported)\b"
)
_BY_TITLE = "a title before a name"
_FULL = "capitalised words side by side that are not words of the field"
_GIVEN_FULL = "a given name and a further name"
_LONE = "a given name"
_MONTH_BEFORE = later(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:early|mid|late|end of|(?i:dec|feb)))[ ./-]*(?:(?:to|and) )?$"
)
_MONTH_AFTER = later(
    r"\.?(?:,?[ -]?(?:19|20)\d\d\b|[-'’ ]['’]?\d\d$|"
    r" ?(?:[/&–-]|to|and) ?(?:Feb(?:ruary)?|Mar(?:ch)?|Apr|Jun|Sept?|Oct|Nov|Dec(?:ember)?)\b)"
)
_INITIALS = "a letter and a name"
_ROLE = "a capitalised word beside a word for a person"
_PLACED = "a capitalised word where a person or place is named"
_TOWN = "the name of a town, a city or a county"
_AFTER_OWN = "a further name after one of the study's own"


def names_in(text: str, allowed: Iterable[str]) -> Iterator[Hit]:
    """Point out names in a plain text, in no order; hits may overlap."""
    if "mr" in text or "dr " in text or "dr." in text:
        yield from _small_titles(text)
    yield from small_streets(text)
    if not can_hold_names(text):
        return
    yield from _turned_round(text)
    small = text.casefold()
    known = (name for name in words().organisations if name in small)
    own = allowed_spans(text, (*allowed, *known))
    for run in runs_in(text, own):
        at = 0
        for found in sorted(places_in(text, run), key=lambda item: item.first):
            yield found.hit
            yield from _persons(text, run[at : found.first])
            at = found.last
        yield from _persons(text, run[at:])


def _small_titles(text: str) -> Iterator[Hit]:
    for match in _SMALL_TITLE.finditer(text):
        if not words().is_known(match[1]):
            yield Hit(*match.span(), Pointer.PERSON, _PERHAPS, _BY_TITLE)


def _turned_round(text: str) -> Iterator[Hit]:
    """Point out a surname, a comma and a given name."""
    comma = text.find(",")
    while comma >= 0:
        # Bounded looks to both sides, so that long texts cost no more than their length.
        before = _ENDS_WITH_WORD.search(text[max(0, comma - _LONGEST_NAME) : comma])
        after = _STARTS_WITH_WORD.match(text[comma + 1 : comma + _LONGEST_NAME])
        if before and after:
            start, end = comma - len(before[1]), comma + 1 + after.end()
            if _is_turned_round(before[1], after[1], (start, end) == (0, len(text))):
                yield Hit(start, end, Pointer.PERSON, _PERHAPS, "a surname and a given name")
        comma = text.find(",", comma + 1)


def _is_turned_round(surname: str, given: str, alone: bool) -> bool:
    """True for "Oakley, Sarah" and "OAKLEY, Jade", and for any two names alone in a cell."""
    first, second = sort_of(surname), sort_of(given)
    if first is Sort.OTHER:
        return second is Sort.GIVEN or (alone and second in NAMES)
    shouted = first is Sort.CODE and surname.isalpha() and len(surname) > 3
    return shouted and second in (Sort.GIVEN, Sort.DOUBTFUL)


def _persons(text: str, run: Sequence[Word]) -> Iterator[Hit]:
    at = 0
    while at < len(run):
        word = run[at]
        last = at + 1
        if word.sort is Sort.TITLE:
            last = _titled(run, at)
            if last > at + 1:
                yield Hit(word.start, run[last - 1].end, Pointer.PERSON, _LIKELY, _BY_TITLE)
        elif word.sort in NAMES or _is_initial(text, run, at):
            last = _segment(run, at)
            hit = _judge(text, run, at, last)
            if hit is not None:
                yield hit
                # A surname that is a word of the field may have been taken along.
                while last < len(run) and run[last].start < hit.end:
                    last += 1
        at = last


def _titled(run: Sequence[Word], at: int) -> int:
    """Return the end of the name after a title; the word after the title when there is none."""
    last = at + 1
    while last < len(run) and run[last].sort in (Sort.INITIAL, Sort.TITLE):
        last += 1
    if last == len(run):
        return at + 1
    strong = run[at].plain in _STRONG_TITLES and run[last].sort in (Sort.KNOWN, Sort.CODE)
    if run[last].sort not in NAMES and not (strong and run[last].plain.isalpha()):
        return at + 1
    last += 1
    while last < len(run) and run[last].sort in NAMES:
        last += 1
    return last


def _is_initial(text: str, run: Sequence[Word], at: int) -> bool:
    """True for the letter of "J Oakley", not for that of "Carer B" nor for "I" and "A"."""
    word = run[at]
    if word.sort is not Sort.INITIAL or at + 1 == len(run):
        return False
    if run[at + 1].sort not in NAMES | {Sort.INITIAL} or run[at + 1].is_first:
        return False
    stopped = text[word.end : word.end + 1] == "."
    if word.plain in "ia" and not stopped:
        return False
    if at > 0 and run[at - 1].sort is not Sort.INITIAL:
        return stopped
    return stopped or _word_before(text, word) not in words().roles


def _segment(run: Sequence[Word], at: int) -> int:
    """Return the end of the names and letters that begin at a word; it ends with a name."""
    last = ends = at
    while last < len(run) and run[last].sort in NAMES | {Sort.INITIAL}:
        last += 1
        if run[last - 1].sort in NAMES:
            ends = last
    return max(ends, at + 1)


def _judge(text: str, run: Sequence[Word], first: int, last: int) -> Hit | None:
    """Return the hit that a row of names makes, None when it is likelier no name."""
    if last - first > 1 and opens_sentence(run[first]):
        first += 1
    part = run[first:last]
    named = [word for word in part if word.sort in NAMES]
    start, end = part[0].start, part[-1].end
    if not named:
        return None
    if all(word.sort is Sort.PLACE for word in named) and len(named) == len(part):
        if part[0].is_first and len(part) == 1:
            return None
        return Hit(start, end, Pointer.PLACE, _PERHAPS, _TOWN)
    if len(named) > 1:
        given = named[0].sort is Sort.GIVEN
        reason = _GIVEN_FULL if given else _FULL
        return Hit(start, end, Pointer.PERSON, _LIKELY if given else _PERHAPS, reason)
    if len(part) > 1:
        return Hit(start, end, Pointer.PERSON, _PERHAPS, _INITIALS)
    return _judge_one(text, run, first)


def _is_a_month(text: str, word: Word) -> bool:
    """True for “Jan” as January: a day, a year or another month stands beside it."""
    before = text[max(0, word.start - 12) : word.start]
    return bool(_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(text, word.end))


def _judge_one(text: str, run: Sequence[Word], at: int) -> Hit | None:
    """Return the hit that a single name makes, by what stands around it."""
    word = run[at]
    if word.plain == "jan" and _is_a_month(text, word):
        return None
    if word.sort is Sort.GIVEN:
        end = _surname_end(text, run, at)
        if end > word.end:
            return Hit(word.start, end, Pointer.PERSON, _PERHAPS, _GIVEN_FULL)
        return Hit(word.start, word.end, Pointer.PERSON, _PERHAPS, _LONE)
    before = _word_before(text, word)
    if before in words().roles or before == "known as":
        return Hit(word.start, word.end, Pointer.PERSON, _PERHAPS, _ROLE)
    if at > 0 and run[at - 1].sort is Sort.ALLOWED and not word.is_first:
        return Hit(word.start, word.end, Pointer.PERSON, _PERHAPS, _AFTER_OWN)
    if word.sort is Sort.DOUBTFUL:
        does = _DOES.match(text, word.end) is not None and not word.is_first
        found = before == "with" or does
        return Hit(word.start, word.end, Pointer.PERSON, _PERHAPS, _LONE) if found else None
    if word.is_first:
        return None
    if at > 0 and run[at - 1].plain == "the":
        return Hit(word.start, word.end, Pointer.HOME, _PERHAPS, _PLACED)
    if before in words().prepositions:
        return Hit(word.start, word.end, Pointer.PLACE, _PERHAPS, _PLACED)
    return None


def _surname_end(text: str, run: Sequence[Word], at: int) -> int:
    """Return the end of a given name with the ordinary word or shouted surname after it."""
    word = run[at]
    if at + 1 == len(run) or run[at + 1].is_first:
        return word.end
    after = run[at + 1]
    shouted = text[after.start : after.end].isupper()
    if after.sort is Sort.CODE and shouted and after.plain.isalpha() and len(after.plain) > 3:
        return after.end
    ends_run = at + 2 == len(run) or run[at + 2].sort not in NAMES | {Sort.KNOWN, Sort.TITLE}
    return after.end if after.sort is Sort.KNOWN and not shouted and ends_run else word.end


def _word_before(text: str, word: Word) -> str:
    """Return the word right before another, with small letters, "" at a sentence's start."""
    match = _LAST_WORD.search(text[max(0, word.start - 30) : word.start])
    return " ".join(match[1].casefold().split()) if match else ""
