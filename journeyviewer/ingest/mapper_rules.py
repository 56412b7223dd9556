"""Rules of words: what a phrase names, and slips of the pen read as the nearest known word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from journeyviewer.ingest.mapper_tables import LISTS, known_codes, named_things, rows, rules
from journeyviewer.ingest.mapper_types import Meaning
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass

SEVERAL = frozenset({"legal"})
"""Lanes whose cells often hold two things at once; elsewhere the first rule that fits decides."""


@dataclass(frozen=True, slots=True)
class ByRules:
    """What the rules found. `left` is True when the words are to be left as they are."""

    meanings: tuple[Meaning, ...] = ()
    sure: bool = True
    whys: tuple[str, ...] = ()
    left: bool = False


@lru_cache(maxsize=20_000)
def by_rules(vocabulary: str, text: str) -> ByRules:
    """Return what the rules of a lane or list find in plain words."""
    meanings: list[Meaning] = []
    whys: list[str] = []
    sure = True
    for rule in rules(vocabulary):
        # A guess is only made of words that nothing surer explains.
        found = rule.pattern.search(text) if rule.sure or not meanings else None
        if found is None:
            continue
        if rule.meaning is None:
            return ByRules((), True, (rule.why,), True)
        if len(_distinct([*meanings, rule.meaning])) > len(meanings):
            meanings.append(rule.meaning)
            whys += [rule.why] if rule.why else []
        sure = sure and rule.sure
        if vocabulary not in SEVERAL:
            break
        text = text[: found.start()] + " | " + text[found.end() :]
    return ByRules(tuple(meanings), sure, tuple(dict.fromkeys(whys)))


def _distinct(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Return meanings without repeats: of agreements the first, which is the most specific."""
    kept: dict[tuple[str | None, str | None], Meaning] = {}
    for item in meanings:
        key = ("family", item.family) if item.family == "agreement" else (item.lane, item.kind)
        if item.kind is None and item.lane is None:
            key = (item.vocabulary, item.code)
        kept.setdefault(key, item)
    return tuple(kept.values())


_LEAST = 0.85
"""How alike two words must be, from 0 to 1: about one slip in six letters, two in thirteen."""
_MARGIN = 0.06
_TURNED_ROUND = 0.95
_SHORTEST = 6


@cache
def _known_words(vocabulary: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of the labels and rules of a lane or list, by first letter."""
    texts = [code.label for code in known_codes(vocabulary).values()]
    if vocabulary not in LISTS:
        for item in named_things(vocabulary):
            texts += [item.label, *item.aliases]
    texts += [rule.pattern.pattern for rule in rules(vocabulary)]
    texts += [row["read"] for row in rows("spellings.csv")]
    words: dict[str, set[str]] = {}
    for word in re.findall(r"[a-z]{5,}", " ".join(loose(text) for text in texts)):
        words.setdefault(word[0], set()).add(word)
    return {letter: tuple(sorted(found)) for letter, found in words.items()}


@lru_cache(maxsize=20_000)
def _nearest(vocabulary: str, word: str) -> str:
    """Return the known word this one is a slip of, else the word itself.

    The first letter must be right, and the second best word must be clearly less alike.
    """
    known = _known_words(vocabulary).get(word[0], ())
    if len(word) < _SHORTEST or not word.isalpha() or word in known:
        return word
    # Loaded for words that may be misspelt.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, "", word, autojunk=False)
    scores: list[tuple[float, str]] = []
    for other in known:
        if abs(len(other) - len(word)) > 2:
            continue
        if sorted(other) == sorted(word):
            # Two letters changed places, the commonest slip of all.
            scores.append((_TURNED_ROUND, other))
            continue
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= _LEAST - _MARGIN and matcher.quick_ratio() >= (
            _LEAST - _MARGIN
        ):
            scores.append((matcher.ratio(), other))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < _LEAST:
        return word
    best = scores[0][1]
    rivals = (
        score
        for score, other in scores[1:]
        if not (other.startswith(best) or best.startswith(other))
    )
    return best if scores[0][0] - next(rivals, 0.0) >= _MARGIN else word


def with_slips_mended(vocabulary: str, text: str) -> str:
    """Return plain words with each unknown word read as the known word it is nearly equal to."""
    return " ".join(_nearest(vocabulary, word) for word in text.split())
