"""Points out what could lead to a real person or place in a text, and covers it.

Rules by form and by lists of words; they point out, they never show that nothing is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from journeyviewer.model.pointing_codes import codes_in
from journeyviewer.model.pointing_hits import Hit, Pointer, Sureness, key_of
from journeyviewer.model.pointing_names import names_in
from journeyviewer.model.pointing_runs import can_hold_names
from journeyviewer.model.pointing_text import allowed_spans, fold

__all__ = ["BAR", "Hit", "Pointer", "Sureness", "key_of", "masked", "pieces", "point_out"]

BAR = "█████"
"""What covers a hit; always of one length, so that it does not tell how long the hit is."""


_WORDS = r"[A-Za-z ,;'()!?\n-]*"
_WORDS_ALONE = re.compile(rf"{_WORDS}(?:\.(?![A-Za-z]){_WORDS})*")
"""Words and signs in which only names can be pointed out: no digits, no addresses of the web."""


def finds_nothing(text: str) -> bool:
    """True for a text of plain words in which no rule finds anything, as a quick look tells.

    Most texts of a file are such ones. False says nothing.
    """
    if _WORDS_ALONE.fullmatch(text) is None:
        return False
    if "mr" in text or "dr " in text or "dr." in text or "www." in text.lower():
        return False
    return text.islower() or not can_hold_names(text)


def point_out(text: str, allowed: Iterable[str] = ()) -> tuple[Hit, ...]:
    """Return what in a text could point at a real person or place, in order, without overlaps.

    `allowed` are the study's own pseudonyms. They and their possessives are not pointed out, in
    any letter case; a longer thing that one is part of (an address, an e-mail address) still is.
    """
    if not text or finds_nothing(text):
        return ()
    plain = fold(text)
    own = tuple(allowed)
    found = [*codes_in(plain.text), *names_in(plain.text, own)]
    if not found:
        return ()
    if own:
        spans = allowed_spans(plain.text, own)
        found = [hit for hit in found if not _is_inside(hit, spans)]
    kept = _without_overlaps(found)
    if plain.places is None:
        return kept
    moved = ((hit, plain.back(hit.start, hit.end)) for hit in kept)
    return tuple(replace(hit, start=start, end=end) for hit, (start, end) in moved)


def _is_inside(hit: Hit, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _without_overlaps(found: Sequence[Hit]) -> tuple[Hit, ...]:
    """Keep of overlapping hits the surest, then the longest, stretched over the others.

    What a weaker hit covers beside the stronger one is not left uncovered.
    """
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
            continue
        last = kept[-1]
        best = max((last, hit), key=lambda item: (item.sureness.rank, item.end - item.start))
        kept[-1] = replace(best, start=last.start, end=max(last.end, hit.end))
    return tuple(kept)


def pieces(text: str, hits: Iterable[Hit]) -> tuple[tuple[str, bool], ...]:
    """Return a text in pieces, each with whether it is a hit; together they are the text.

    `hits` are in order and do not overlap, as `point_out` gives them.
    """
    parts: list[tuple[str, bool]] = []
    at = 0
    for hit in hits:
        if hit.start > at:
            parts.append((text[at : hit.start], False))
        parts.append((text[hit.start : hit.end], True))
        at = hit.end
    if at < len(text):
        parts.append((text[at:], False))
    return tuple(parts)


def masked(text: str, hits: Iterable[Hit]) -> str:
    """Return a text with a bar in place of each hit; what was there cannot be had from it."""
    return "".join(BAR if is_hit else piece for piece, is_hit in pieces(text, hits))
