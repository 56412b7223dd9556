"""The arrangement of axes and lanes as words, to be kept from one run to the next."""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.timeline.view import ALL_LANES, View

YES = "yes"


def as_words(view: View) -> dict[str, str]:
    """Return what is kept of an arrangement: nothing of a case, and no period."""
    return {
        "order": ",".join(view.order),
        "open": ",".join(key for key in view.order if key in view.open_lanes),
        "hidden": ",".join(key for key in view.order if key in view.hidden),
        "pinned": ",".join(view.pinned),
        "dates": YES if view.dates else "no",
        "two_speed": YES if view.two_speed else "no",
    }


def from_words(words: dict[str, str]) -> View:
    """Return the arrangement that was kept; a lane it does not name has its usual place.

    Lanes that are no longer known are passed over; at least one lane is shown.
    """
    view = View()
    if not words:
        return view
    known = _lanes(words.get("order", ""))
    order = known + tuple(key for key in ALL_LANES if key not in known)
    new = frozenset(key for key in ALL_LANES if key not in known)
    hidden = frozenset(_lanes(words.get("hidden", "")))
    kept = replace(
        view,
        order=order,
        open_lanes=frozenset(_lanes(words.get("open", ""))) | (view.open_lanes & new),
        hidden=hidden,
        pinned=tuple(key for key in _lanes(words.get("pinned", "")) if key not in hidden),
        dates=words.get("dates", YES) == YES,
        two_speed=words.get("two_speed", YES) == YES,
    )
    return kept if kept.shown else replace(kept, hidden=frozenset())


def _lanes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in text.split(",") if key in ALL_LANES))
