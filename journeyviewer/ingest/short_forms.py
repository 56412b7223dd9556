"""The shorter versions of what a record is called, for where there is little room."""

from __future__ import annotations

from functools import lru_cache

from journeyviewer.model.lanes import loose


def short_forms(written: str, label: str, usual: str) -> tuple[str, ...]:
    """Return the short forms of a row and the usual one, each once and none like the label."""
    if not written and not usual:
        return ()
    first, other = label[:1], usual[:1]
    if not written and first.isalnum() and other.isalnum() and label.isascii() and usual.isascii():
        # Most labels differ from the usual short form in their first letter: nothing to compare.
        if first.lower() != other.lower():
            return _alone(usual)
    return _compared(written, label, usual)


@lru_cache(maxsize=1000)
def _alone(usual: str) -> tuple[str, ...]:
    return (usual,)


@lru_cache(maxsize=10_000)
def _compared(written: str, label: str, usual: str) -> tuple[str, ...]:
    parts = [*(part.strip() for part in written.split("|")), usual]
    seen = {loose(label)}
    kept = {loose(part): part for part in reversed(parts) if part and loose(part) not in seen}
    return tuple(dict.fromkeys(kept[loose(part)] for part in parts if loose(part) in kept))
