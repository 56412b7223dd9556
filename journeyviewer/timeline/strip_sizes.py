"""The measures of a compact row: where its bars lie and how large its words are, in pixels."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.metrics import Metrics, metrics

Place = tuple[float, float]
"""Top and height below the top of the row."""

LANES = ("residence", "education", "cse", "missing", "support")
"""The lanes that have a row and an icon, from the top; legal orders are a line over residence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripSizes:
    """The measures of one setting; `rail` is the middle of the out-of-borough rail."""

    name: str
    row: float
    legal: Place
    residence: Place
    rail: float
    education: Place
    cse: Place
    missing: Place
    support: Place
    words: float
    axis: float
    cap: float
    icon: float
    header: float
    key: float
    body: float
    first: float
    """Baseline of a row's first line of facts."""
    lead: float
    head: float
    name_size: float
    unit: float
    """Height of one missing episode in its month."""
    factor: float = 1.0
    """The text size, as a share of the usual one."""

    def place(self, lane: str) -> Place:
        """Return where a lane's bars lie."""
        found: Place = getattr(self, lane)
        return found

    def metrics(self, lane: str) -> Metrics:
        """Return the measures for drawing one lane's bars."""
        return _metrics(self, lane)

    def scaled(self, factor: float) -> StripSizes:
        """Return the measures at a text size; 1.0 is the usual one."""
        grown: dict[str, Any] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, tuple):
                grown[item.name] = tuple(part * factor for part in value)
            elif not isinstance(value, str):
                grown[item.name] = value * factor
        return replace(self, **grown)


@lru_cache(maxsize=32)
def _metrics(sizes: StripSizes, lane: str) -> Metrics:
    """Return the measures of a lane's bars: asked for in every row."""
    return replace(
        metrics("desk"),
        name=sizes.name,
        span_row_h=sizes.place(lane)[1],
        font_bar_label=sizes.words,
        font_secondary=sizes.words,
        start_cap_w=sizes.cap,
        label_pad=4.0,
        cap_rise=0.0,
        shape_size=sizes.icon,
    )


DESK = StripSizes(
    name="desk",
    row=86.8,
    legal=(5, 5),
    residence=(11, 15),
    rail=27.5,
    education=(30, 12),
    cse=(44, 12),
    missing=(57, 12),
    support=(71, 12),
    words=11.5,
    axis=12,
    cap=2.5,
    icon=11,
    header=52,
    key=26,
    body=13.5,
    first=27,
    lead=17,
    head=12,
    name_size=15,
    unit=2.0,
)
COMPACT = StripSizes(
    name="compact",
    row=76,
    legal=(4, 4.5),
    residence=(9, 13),
    rail=23.5,
    education=(26, 11.5),
    cse=(39, 11.5),
    missing=(51, 10),
    support=(62.5, 11),
    words=11,
    axis=11.5,
    cap=2.5,
    icon=10.5,
    header=46,
    key=24,
    body=12.5,
    first=22,
    lead=15,
    head=11.5,
    name_size=14,
    unit=10 / 6,
)
PRINT = StripSizes(
    name="print",
    row=59.4,
    legal=(2.5, 3.5),
    residence=(6.5, 11),
    rail=18.7,
    education=(20.2, 10),
    cse=(31.4, 10),
    missing=(41.9, 7),
    support=(49.6, 10),
    words=10,
    axis=10,
    cap=2,
    icon=8.5,
    header=40,
    key=16,
    body=10.4,
    first=13,
    lead=12.2,
    head=10,
    name_size=12,
    unit=7 / 6,
)
