"""Codes that stand in a cell: alone, before or after words, with a letter or a suffix."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeyviewer.ingest.mapper_tables import code_meaning
from journeyviewer.model.patterns import later
from journeyviewer.model.values import dataclass

_PREFIX = later(
    r"""^\s*(?:
        ~?\(?(?:do\ not\ use|dnu|obsolete(?:\ do\ not\ use)?)\b[^)\w]*(?:from\ [\d/.-]+)?\)?
        | \(?(?:[a-z]{1,2}|\d{1,2})\)          # a) zz) 60) (S)
        | (?:cla|lac|cin|child|cyp)\s*[-–:](?=\s*\S)
    )[\s.:-]*""",
    re.IGNORECASE | re.VERBOSE,
)
_PREFIX_SIGNS = (")", "-", "–", ":", "do not use", "dnu", "obsolete")
"""What words hold before which something is taken off: one of them."""
_RETIRED = later(r"do not use|\bdnu\b|\bobsolete\b", re.IGNORECASE)
_NOT_MAPPED = later(r"^\s*code\s+['‘’\"“”]?(.+?)['‘’\"“”]?\s+is not mapped\s*$", re.IGNORECASE)
_TOKEN = later(
    r"(?<![A-Z0-9])([A-Z]{1,2}\d{1,3}|\d{1,2})([A-Z]{0,2})(?:[ -]?(OUT|IN)(?![A-Z]))?(?![A-Z0-9])"
)
_RANGE = later(r"\b[A-Z]\d{1,2}(?:\s+TO\s+|[-–])[A-Z]\d{1,2}\b")
_NOT_APPLYING = later(
    r"\b[A-Z]\d{1,2}(?:[\s,&]*(?:\b(?:AND|OR)\b\s*)?[A-Z]\d{1,2})*\s+DO(?:ES)? NOT APPLY\b"
)
_JOINS = later(r"(?:\bAND\b|[&+/;,])[\s(\[]*$")
_DENIED = later(r"\b(?:NOT|WAS|WERE|FORMERLY|PREVIOUSLY|PREVIOUS|EX|FROM|OR)[\s(\[]*$")


@dataclass(frozen=True, slots=True)
class Stripped:
    """Words without what stands before or around them, and what was taken off."""

    words: str
    retired: bool = False
    not_mapped: bool = False


@dataclass(frozen=True, slots=True)
class Embedded:
    """The codes found in words, in order, and the words without them.

    `others` are codes that stand there too and are not used. `bare` is True when nothing but the
    code stands there. `out_of_area` is what a suffix says.
    """

    codes: tuple[str, ...]
    others: tuple[str, ...]
    rest: str
    bare: bool
    out_of_area: bool | None


def strip_marks(words: str) -> Stripped:
    """Take list letters ("a) "), "CLA - ", "DO NOT USE" and "Code ... is not mapped" off."""
    # Most words hold none of them, which is soon found.
    plain = words.casefold()
    mapped = _NOT_MAPPED.match(words) if "mapped" in plain else None
    text = mapped.group(1) if mapped else words
    if any(sign in plain for sign in _PREFIX_SIGNS):
        while (shorter := _PREFIX.sub("", text, count=1)) != text and shorter.strip():
            text = shorter
    marked = any(word in plain for word in ("use", "dnu", "obsolete"))
    retired = marked and _RETIRED.search(words) is not None
    return Stripped(text.strip(), retired, mapped is not None)


def find_embedded(vocabulary: str, words: str) -> Embedded | None:
    """Return the codes of a lane or list in words; None without one.

    A code at the start wins, then one in brackets or at the end, then a single one among words.
    Others count only when joined to it by "and", "&", "+", "/", ";" or a comma.
    """
    upper = words.upper()
    if len(upper) != len(words):
        return None
    for aside, signs in ((_RANGE, ("-", "–", "TO")), (_NOT_APPLYING, ("APPLY",))):
        if any(sign in upper for sign in signs):
            upper = aside.sub(lambda found: " " * len(found.group()), upper)
    hits = list(_hits(vocabulary, upper))
    if not hits:
        return None
    chosen = [hits[0]] if hits[0].start == 0 else []
    if not chosen:
        chosen = [hit for hit in hits if hit.closing][-1:]
    if not chosen and len({hit.code for hit in hits}) == 1:
        chosen = hits[:1]
    joined = [hit for hit in hits if _JOINS.search(upper[: hit.start])]
    kept = [hit for hit in hits if hit in chosen or (hit in joined and hit.start > 0)]
    if not chosen and len(joined) < len(hits) - 1:
        return None
    kept = kept if chosen else hits
    rest = list(words)
    for hit in hits:
        rest[hit.start : hit.end] = " " * (hit.end - hit.start)
    left = "".join(rest)
    place = next((hit.out_of_area for hit in kept if hit.out_of_area is not None), None)
    codes = tuple(dict.fromkeys(hit.code for hit in kept))
    others = tuple(dict.fromkeys(hit.code for hit in hits if hit.code not in codes))
    return Embedded(codes, others, left, not re.search(r"\w", left), place)


@dataclass(frozen=True, slots=True)
class _Hit:
    code: str
    start: int
    end: int
    closing: bool
    out_of_area: bool | None


def _hits(vocabulary: str, upper: str) -> Iterator[_Hit]:
    for found in _TOKEN.finditer(upper):
        stem, letter, side = found.groups()
        code = next(
            (text for text in (stem + letter, stem) if code_meaning(vocabulary, text)), None
        )
        if code is None or _DENIED.search(upper[: found.start()]):
            continue
        start, end = found.span()
        opened = upper[:start].rstrip()[-1:] in ("[", "(")
        at_end = not re.search(r"\w", upper[end:])
        # A bare number is a code only where a list would put it, never within words.
        if code.isdigit() and start > 0 and not opened:
            continue
        yield _Hit(code, start, end, opened or at_end, None if side is None else side == "OUT")
