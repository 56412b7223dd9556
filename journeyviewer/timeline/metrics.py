"""Row heights and type sizes of a setting (desk, compact, print), in pixels at 96 to the inch."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from functools import cache
from typing import Any

from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource
from journeyviewer.timeline.scene import Face, Weight


@cache
def _face(size: float, weight: Weight = 400) -> Face:
    return Face(size, weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The measures of one setting, read from `resources/themes/metrics.json`.

    `factor` says how many times as large they were made.
    """

    name: str
    scale_row_h: float
    span_row_h: float
    row_gap: float
    lane_headroom_pins: float
    lane_foot: float
    point_row_h: float
    two_point_rows_factor: float = 1.72
    oob_rail_row_h: float
    missing_lane_body_h: float
    font_bar_label: float
    font_secondary: float
    font_folded_title: float
    font_lane_title: float
    lane_header_w: float
    phase_band_h: float
    key_row_h: float
    date_row_h: float
    age_row_h: float
    folded_lane_h: float
    pin_h: float
    shape_size: float
    start_cap_w: float
    cap_rise: float = 4.0
    label_pad: float
    key_circle_radius: float
    header_text_top: float = 8.0
    left_margin: float = 10.0
    right_margin: float = 22.0
    top_margin: float = 8.0
    factor: float = 1.0

    @property
    def pin_head(self) -> float:
        """The least height over the bars of a lane with note pins."""
        return self.pin_h + 2.0

    @property
    def bar_face(self) -> Face:
        """The face of labels inside bars."""
        return _face(self.font_bar_label, 500)

    @property
    def folded_face(self) -> Face:
        """The face of the titles of folded lanes."""
        return Face(self.font_folded_title)

    @property
    def code_face(self) -> Face:
        """The face of a code in a bar too narrow for a label."""
        return _face(self.font_secondary, 500)

    @property
    def small_face(self) -> Face:
        """The face of axis labels, point labels and summaries."""
        return _face(self.font_secondary)

    @property
    def strong_small_face(self) -> Face:
        """The face of years and ages on the axes, and of counts."""
        return _face(self.font_secondary, 600)

    @property
    def title_face(self) -> Face:
        """The face of lane titles."""
        return _face(self.font_lane_title, 600)


@cache
def metrics(name: str) -> Metrics:
    """Return the measures of "desk", "compact" or "print"; raises KeyError for another name."""
    data = json.loads(resource("themes", "metrics.json").read_text(encoding="utf-8"))
    return Metrics(name=name, **data[name])


def scaled(base: Metrics, factor: float) -> Metrics:
    """Return measures for words so many times as large; rows and margins in whole pixels."""
    if factor == 1.0:
        return base
    changed: dict[str, Any] = {}
    for item in fields(base):
        if item.name in RATIOS:
            continue
        value = getattr(base, item.name) * factor
        changed[item.name] = value if item.name.startswith("font") else float(round(value))
    return replace(base, **changed)


def with_row_scale(base: Metrics, factor: float) -> Metrics:
    """Return measures with rows so many times as high; type and marks keep their size."""
    if factor == 1.0:
        return base
    rows: dict[str, Any] = {name: float(round(getattr(base, name) * factor)) for name in ROWS}
    return replace(base, **rows)


ROWS = (
    "span_row_h",
    "row_gap",
    "lane_headroom_pins",
    "lane_foot",
    "point_row_h",
    "missing_lane_body_h",
    "folded_lane_h",
)
"""What grows with the height of the lanes."""

RATIOS = ("name", "two_point_rows_factor")
"""What of the measures is no length."""
