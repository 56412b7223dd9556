"""How much of a journey fits a height: as many lanes open as there is room for, then roomier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import NamedTuple

from journeyviewer.export.page_words import shortened
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.key import (
    KeyRow,
    draw_key,
    key_end,
    key_lines,
    key_rows,
    short_forms_in,
)
from journeyviewer.timeline.layout import lanes_end, lay_out, shown_lanes
from journeyviewer.timeline.metrics import Metrics, metrics
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import Mark, Measure, Scene
from journeyviewer.timeline.trial import Trials
from journeyviewer.timeline.view import OPEN_LANES, View

KEY_SIZE = 10.0
LEAST_HEADROOM, LEAST_FOOT = 12.4, 2.0
GAP = 5.0
"""Pixels between a figure and its key."""
HEIGHT = 10_000.0
"""Height in pixels that no lanes are squeezed in."""
HARM, HELP = ("cse", "missing"), "support"
"""Lanes of what harmed, and that of what helped."""
CLOSER = 0.92
"""Share of their height that rows keep where lanes would be folded otherwise."""


class Fit(NamedTuple):
    """A view that fits below `top` and above `limit`, with the measures it fits with.

    `roomy` lets its lanes share what is left of the height.
    """

    view: View
    sizes: Metrics
    top: float
    limit: float
    roomy: bool = True


class Laid(NamedTuple):
    """A view laid out: its figure, its key, and the y below both."""

    view: View
    figure: Scene
    key: list[Mark]
    below: float


@dataclass(frozen=True, slots=True)
class Fitting:
    """A journey to be fitted below a y, `width` pixels wide from `left`.

    `view` is what to begin with, and to stay with where it is `fixed`. `tight` leaves lanes just
    the room of a pin and says the key in fewer words, as is done beside notes.

    A view is tried without being laid out: by the heights of its lanes, and by what its key has
    to explain. `drawn` keeps what was laid out all the same, and `lines` how many lines a key
    takes: other heights are tried with the same views.
    """

    journey: Journey
    view: View
    measure: Measure
    left: float
    width: float
    tight: bool = False
    fixed: bool = False
    drawn: dict[tuple[View, Metrics], tuple[Scene, list[KeyRow]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    lines: dict[object, int] = field(default_factory=dict, repr=False, compare=False)
    kept: dict[tuple[object, ...], Scene] = field(default_factory=dict, repr=False, compare=False)

    def fit(self, top: float, limit: float) -> Fit:
        """Open as many lanes as the height allows, first those that hold something.

        Raises JourneyError where even folded lanes do not fit.
        """
        view = self.view
        sizes = self._first(view, top, limit)
        if sizes is None:
            for key in reversed(_helping_first(view.order)):
                view = view.with_folded(key, True)
                sizes = self._first(view, top, limit)
                if sizes is not None:
                    return Fit(view, sizes, top, limit)
            raise JourneyError(
                f"The journey of {self.journey.case.title} does not fit the page.",
                "Choose a larger page, such as a3.",
            )
        if not self.fixed:
            plans = {plan.lane.key: plan for plan in shown_lanes(self.journey, view)}
            for key in _helping_first(tuple(plans)):
                if key in view.open_lanes or plans[key].empty:
                    continue
                wider = view.with_folded(key, False)
                if not self._fits(wider, sizes, top, limit):
                    break
                view = wider
        # Pages beside one another are alike: their lanes stay as high as they are.
        return Fit(view, sizes, top, limit, roomy=not self.fixed)

    def laid(self, fit: Fit) -> Laid:
        """Lay out what fits, with what is left of the height shared among its lanes."""
        sizes = self._roomier(fit) if fit.roomy else fit.sizes
        figure, rows = self._drawn(fit.view, sizes)
        start = fit.top + figure.plot_bottom + GAP
        key, below = draw_key(rows, self.left, start, self.width, self.measure, KEY_SIZE)
        return Laid(fit.view, figure, key, below)

    def _first(self, view: View, top: float, limit: float) -> Metrics | None:
        """Return the widest measures that a view fits with, None when there are none.

        Beside notes there is just the room of a pin above each lane, and rows may stand closer,
        so that more lanes stay open; type is as large as ever.
        """
        sizes = [metrics("print")]
        if self.tight:
            close = replace(sizes[0], lane_headroom_pins=LEAST_HEADROOM, lane_foot=LEAST_FOOT)
            closer = replace(
                close,
                span_row_h=close.span_row_h * CLOSER,
                point_row_h=close.point_row_h * CLOSER,
                missing_lane_body_h=close.missing_lane_body_h * CLOSER * CLOSER,
            )
            sizes = [close, closer]
        return next((each for each in sizes if self._fits(view, each, top, limit)), None)

    def _roomier(self, fit: Fit) -> Metrics:
        """Share what is left of the height among the lanes' headroom and rows."""
        base = fit.sizes
        least = self._lines(fit.view, base)
        for share in (1.25, 1.18, 1.12, 1.06):
            taller = replace(
                base,
                span_row_h=base.span_row_h * share,
                point_row_h=base.point_row_h * share,
                lane_headroom_pins=base.lane_headroom_pins * share,
                missing_lane_body_h=base.missing_lane_body_h * share * share,
                lane_foot=base.lane_foot * share,
            )
            # A key has no fewer lines where lanes are higher: these show more words, not fewer.
            # What may well be what is wanted is laid out at once.
            if self._ends(fit, taller, least) <= fit.limit:
                self._drawn(fit.view, taller)
                if self._fits(fit.view, taller, fit.top, fit.limit):
                    return taller
        return base

    def _fits(self, view: View, sizes: Metrics, top: float, limit: float) -> bool:
        """True when the figure and its key both fit above `limit`."""
        fit = Fit(view, sizes, top, limit)
        return (
            self._ends(fit, sizes, 0) <= limit
            and self._ends(fit, sizes, self._lines(view, sizes)) <= limit
        )

    def _ends(self, fit: Fit, sizes: Metrics, lines: int) -> float:
        """Return the y below a view with a key of so many lines."""
        start = fit.top + lanes_end(self.journey, fit.view, sizes, HEIGHT) + GAP
        return key_end(lines, start, KEY_SIZE)

    def _lines(self, view: View, sizes: Metrics) -> int:
        """Return how many lines the key of a view takes."""
        if (view, sizes) in self.drawn:
            scene, rows = self._drawn(view, sizes)
        else:
            trials = Trials(self.journey, self.width, HEIGHT, self.measure, self.kept)
            scene, rows = trials.explained(view, sizes), None
        explained = scene.used, tuple(sorted(short_forms_in(scene).items()))
        if explained not in self.lines:
            rows = rows if rows is not None else self._rows(scene, sizes)
            self.lines[explained] = key_lines(rows, self.left, self.width, self.measure, KEY_SIZE)
        return self.lines[explained]

    def _drawn(self, view: View, sizes: Metrics) -> tuple[Scene, list[KeyRow]]:
        """Return the figure of a view and the rows of its key, at whatever height they take."""
        if (view, sizes) not in self.drawn:
            scene = lay_out(self.journey, view, self.width, HEIGHT, sizes, self.measure)
            self.drawn[view, sizes] = scene, self._rows(scene, sizes)
        return self.drawn[view, sizes]

    def _rows(self, scene: Scene, sizes: Metrics) -> list[KeyRow]:
        rows = key_rows(scene, sizes.shape_size)
        return shortened(rows) if self.tight else rows

    def folded(self, view: View) -> frozenset[str]:
        """Return the lanes folded that are open on the screen and hold something."""
        return frozenset(
            plan.lane.key
            for plan in shown_lanes(self.journey, view)
            if plan.lane.key in OPEN_LANES - view.open_lanes and not plan.empty
        )


def _helping_first(keys: Sequence[str]) -> list[str]:
    """Return lanes in the order in which they are opened: what helped before what harmed.

    It is never drawn smaller: while there is no room for it, neither concerns of exploitation nor
    missing episodes take any.
    """
    order = list(keys)
    harm = [order.index(key) for key in HARM if key in order]
    if HELP in order and harm and min(harm) < order.index(HELP):
        order.remove(HELP)
        order.insert(min(harm), HELP)
    return order
