"""Sizes of pages: names that are known, and any other in millimetres."""

from __future__ import annotations

from math import isfinite

from journeyviewer.model.problems import JourneyError

PIXELS_PER_MM = 96 / 25.4
MARGIN = 8 * PIXELS_PER_MM
PAGES = {
    "a4": (297.0, 210.0),
    "a3": (420.0, 297.0),
    "16x9": (338.67, 190.5),
    "a4-portrait": (210.0, 297.0),
    "a3-portrait": (297.0, 420.0),
}
"""Page sizes in millimetres; landscape where the name says nothing else."""
LEAST_PAGE = (200.0, 120.0)


def page_size(name: str) -> tuple[float, float]:
    """Return width and height in millimetres of a name of `PAGES` or "WxH".

    Raises JourneyError for other words and for pages too small to read.
    """
    if name.lower() in PAGES:
        return PAGES[name.lower()]
    try:
        width, height = (float(part) for part in name.lower().split("x"))
        if not (isfinite(width) and isfinite(height)):
            raise ValueError
    except ValueError:
        raise JourneyError(
            f"“{name}” is not a page size.",
            "Use a4, a3, a4-portrait, a3-portrait, 16x9 or millimetres such as 300x200.",
        ) from None
    if width < LEAST_PAGE[0] or height < LEAST_PAGE[1]:
        raise JourneyError(
            f"A page of {name} mm is too small for a journey.",
            f"Use at least {LEAST_PAGE[0]:.0f}x{LEAST_PAGE[1]:.0f} mm.",
        )
    if max(width, height) > 2000:
        raise JourneyError(f"A page of {name} mm is too large.", "Use at most 2000 mm a side.")
    return width, height


def growth_of(width: float, height: float) -> float:
    """Return how much a page of millimetres enlarges everything; 1 up to A4."""
    return max(1.0, min(width / PAGES["a4"][0], height / PAGES["a4"][1]))
