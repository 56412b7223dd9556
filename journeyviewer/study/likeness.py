"""When two wordings say the same: names exchanged throughout, a word or two come or gone.

A word in the place of another is never the same, unless it is a name that was given another name
everywhere. Numbers and denials count as words of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from journeyviewer.model.lanes import loose

Words = tuple[str, ...]

LEAST_SEEN = 2
"""How many entries have to show that a name was exchanged for another."""

LONGEST_NAME = 4
"""Words of the longest name that is looked for."""

EDITS = ((10, 2), (6, 1))
"""How many words may come or go, by the words an entry has at least; shorter ones keep all."""

SMALL = frozenset(
    "a an the and or of to in on at by for from with as is was were be been has had have that this "
    "then also later again still now it its his her their he she they who which".split()
)
"""Words that say little: they may stand where others stood."""

DENIALS = frozenset("no not never none nobody nothing without neither nor un non refused".split())
"""Words that turn what is said into its opposite."""

_SIGNS = re.compile(r"[^\w\s]")


def tokens(text: str) -> Words:
    """Return the words of a text, without signs and capitals."""
    return tuple(_SIGNS.sub(" ", loose(text)).split())


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two wordings are, 0 to 1, by words or by letters."""
    words = SequenceMatcher(None, one, other, autojunk=False).ratio()
    letters = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False)
    return max(words, letters.ratio() if letters.quick_ratio() > words else 0.0)


def reworded(before: Words, after: Words) -> bool:
    """True when only a word or two came or went, none of them a number or a denial."""
    shorter = min(len(before), len(after))
    allowed = next((edits for least, edits in EDITS if shorter >= least), 0)
    edits = 0
    for kind, first, last, start, end in _steps(before, after):
        if kind == "equal":
            continue
        gone, come = before[first:last], after[start:end]
        if gone and come and not (_says_little(gone) or _says_little(come)):
            return False
        if any(word in DENIALS or _has_digit(word) for word in (*gone, *come)):
            return False
        edits += len(gone) + len(come)
    return edits <= allowed


def renamings(
    pairs: Iterable[tuple[str, str]],
    old: Iterable[str],
    new: Iterable[str],
) -> dict[Words, Words]:
    """Return the names that were exchanged throughout, old to new.

    `pairs` are wordings that may be the same; `old` and `new` are all wordings of the two
    readings. A name was exchanged when it is hardly to be found in the new reading and its
    successor nowhere in the old one.
    """
    votes: dict[Words, Counter[Words]] = {}
    for one, other in pairs:
        before, after = tokens(one), tokens(other)
        if likeness(before, after) < 0.5:
            continue
        for kind, first, last, start, end in _steps(before, after):
            if kind == "replace" and max(last - first, end - start) <= LONGEST_NAME:
                votes.setdefault(before[first:last], Counter())[after[start:end]] += 1
    if not votes:
        return {}
    said_old, said_new = _phrases(old), _phrases(new)
    found = {}
    for name, counted in votes.items():
        if _has_digit("".join(name)):
            continue
        fresh = [(seen, word) for word, seen in counted.items() if word not in said_old]
        if not fresh:
            continue
        seen, successor = max(fresh)
        others = sum(number for number, _ in fresh) - seen
        # A name that stays here and there, in rows that are new, was exchanged all the same.
        stayed = said_new[name]
        if seen >= LEAST_SEEN and others * 5 <= seen and stayed * 3 <= seen:
            found[name] = successor
    return found


def renamed(text: str, names: Mapping[Words, Words]) -> Words:
    """Return the words of a text with the exchanged names in it."""
    words = tokens(text)
    made: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            successor = names.get(words[at : at + length])
            if successor is not None:
                made += successor
                at += length
                break
        else:
            made.append(words[at])
            at += 1
    return tuple(made)


def _steps(before: Words, after: Words) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _says_little(words: Words) -> bool:
    return all(word in SMALL for word in words)


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _phrases(texts: Iterable[str]) -> Counter[Words]:
    """Return every run of words up to the longest name, with how often it is said."""
    found: Counter[Words] = Counter()
    for text in texts:
        words = tokens(text)
        for length in range(1, LONGEST_NAME + 1):
            found.update(words[at : at + length] for at in range(len(words) - length + 1))
    return found
