"""Texts made plain for the rules that point things out: look-alike characters, odd spaces.

Every kept character keeps its place, so that what is found can be found in the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from journeyviewer.model.values import dataclass

_GONE = "\ue000"
"""Stands for a character that is not seen; taken out before the rules look."""
_LOOK_ALIKE = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХЬаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTYXbaesijopcyxABEZHIKMNOPTYXo",
        strict=True,
    )
)
_QUOTES = frozenset("’‘ʼ′`´＇‛")


class _Plain(dict[int, str]):
    """Plain characters by code point, worked out when one is first met."""

    def __missing__(self, point: int) -> str:
        plain = _plain(chr(point))
        self[point] = plain
        return plain


def _plain(letter: str) -> str:
    """Return the one character that stands for another."""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if letter in _LOOK_ALIKE:
        return _LOOK_ALIKE[letter]
    if letter in _QUOTES:
        return "'"
    kind = unicodedata.category(letter)
    if kind in ("Cf", "Mn", "Me"):
        return _GONE
    if kind == "Pd" or letter == "−":
        return "-"
    if kind == "Zs":
        return " "
    if kind in ("Zl", "Zp") or letter in "\r\x0b\x0c\x85":
        return "\n"
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 else letter


_PLAIN = _Plain()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made plain; `places` are the places of its characters in the text as written.

    None for `places` means that each character stands where it stood.
    """

    text: str
    places: tuple[int, ...] | None = None
    length: int = 0

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the text as written for one of the plain text."""
        if self.places is None or start >= end:
            return start, end
        # Marks that belong to the last character go with it.
        last = self.places[end] if end < len(self.places) else self.length
        between = last - self.places[end - 1]
        return self.places[start], self.places[end - 1] + max(1, between)


def fold(text: str) -> Folded:
    """Return the text made plain."""
    if "\r" in text:
        # One line break and not two, in as many characters.
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if text.isascii():
        return Folded(text)
    plain = text.translate(_PLAIN)
    if _GONE not in plain:
        return Folded(plain)
    kept = [place for place, letter in enumerate(plain) if letter != _GONE]
    return Folded(plain.replace(_GONE, ""), tuple(kept), len(text))


@lru_cache(maxsize=16)
def _pattern(allowed: frozenset[str]) -> re.Pattern[str] | None:
    words = sorted({" ".join(fold(each).text.split()) for each in allowed} - {""}, key=len)
    if not words:
        return None
    spelled = "|".join(r"\s+".join(map(re.escape, word.split())) for word in reversed(words))
    return re.compile(rf"(?<![\w'-])(?:{spelled})(?:'s?)?(?![\w-])", re.IGNORECASE)


def allowed_spans(text: str, allowed: Iterable[str]) -> list[tuple[int, int]]:
    """Return where a plain text holds the study's own pseudonyms, with their possessives."""
    pattern = _pattern(frozenset(allowed))
    return [match.span() for match in pattern.finditer(text)] if pattern else []
