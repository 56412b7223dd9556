"""How much of a journey fits a height: as many lanes open as there is room for, then roomier."""

from __future__ import annotations

from dataclasses import field, replace
from typing import NamedTuple

from journeyviewer.export.page_words import shortened
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.key import KeyRow, draw_key, key_rows
from journeyviewer.timeline.layout import lay_out, shown_lanes
from journeyviewer.timeline.metrics import Metrics, metrics
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import Mark, Measure, Scene
from journeyviewer.timeline.view import OPEN_LANES, View

KEY_SIZE = 10.0
LEAST_HEADROOM, LEAST_FOOT = 12.4, 2.0
CLOSER = 0.92
"""Share of their height that rows keep where lanes would be folded otherwise."""


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
    the room of a pin and says the key in fewer words, as is done beside notes. `drawn` keeps what
    was laid out: other heights are tried with the same views.
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

    def fit(self, top: float, limit: float) -> Laid:
        """Open as many lanes as the height allows, first those that hold something.

        Raises JourneyError where even folded lanes do not fit.
        """
        view = self.view
        best, base = self._first(view, top, limit)
        if best is None:
            for key in reversed(view.order):
                view = view.with_folded(key, True)
                best, base = self._first(view, top, limit)
                if best is not None:
                    return self._roomier(best, base, top, limit)
            raise JourneyError(
                f"The journey of {self.journey.case.title} does not fit the page.",
                "Choose a larger page, such as a3.",
            )
        if self.fixed:
            return best
        for plan in shown_lanes(self.journey, view):
            key = plan.lane.key
            if key in view.open_lanes or plan.empty:
                continue
            wider = self._try(view.with_folded(key, False), base, top, limit)
            if wider is None:
                break
            best, view = wider, wider.view
        return self._roomier(best, base, top, limit)

    def _first(self, view: View, top: float, limit: float) -> tuple[Laid | None, Metrics]:
        """Return a view laid out with the widest measures that fit, None when none does.

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
        for base in sizes:
            found = self._try(view, base, top, limit)
            if found is not None:
                return found, base
        return None, sizes[-1]

    def _roomier(self, best: Laid, base: Metrics, top: float, limit: float) -> Laid:
        """Share what is left of the height among the lanes' headroom and rows."""
        for share in (1.25, 1.18, 1.12, 1.06):
            taller = replace(
                base,
                span_row_h=base.span_row_h * share,
                point_row_h=base.point_row_h * share,
                lane_headroom_pins=base.lane_headroom_pins * share,
                missing_lane_body_h=base.missing_lane_body_h * share * share,
                lane_foot=base.lane_foot * share,
            )
            tried = self._try(best.view, taller, top, limit)
            if tried is not None:
                return tried
        return best

    def _try(self, view: View, sizes: Metrics, top: float, limit: float) -> Laid | None:
        """Return the figure and its key when both fit above `limit`."""
        scene, rows = self._drawn(view, sizes)
        start = top + scene.plot_bottom + 5
        key, below = draw_key(rows, self.left, start, self.width, self.measure, KEY_SIZE)
        return Laid(view, scene, key, below) if below <= limit else None

    def _drawn(self, view: View, sizes: Metrics) -> tuple[Scene, list[KeyRow]]:
        """Return the figure of a view and the rows of its key, at whatever height they take."""
        if (view, sizes) not in self.drawn:
            scene = lay_out(self.journey, view, self.width, 10_000, sizes, self.measure)
            rows = key_rows(scene, sizes.shape_size)
            self.drawn[view, sizes] = scene, shortened(rows) if self.tight else rows
        return self.drawn[view, sizes]

    def folded(self, figure: Scene) -> frozenset[str]:
        """Return the lanes folded that are open on the screen and hold something."""
        return frozenset(
            band.lane
            for band in figure.bands
            if band.folded and band.lane in OPEN_LANES and not self.journey.lanes[band.lane].empty
        )
