"""How the template workbook looks: cell formats, with the colours of the light theme."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource

INK, QUIET, RULE, SUNKEN = "#1B2026", "#646B74", "#D9D6D0", "#F3F2EF"


@dataclass(frozen=True, slots=True)
class LaneLook:
    """The colours of a lane's sheet: header fill, its rule and the tab."""

    fill: str
    edge: str
    mark: str


@cache
def _lane_colours() -> dict[str, LaneLook]:
    theme = json.loads(resource("themes", "light.json").read_text(encoding="utf-8"))
    return {
        key: LaneLook(lane["step"][1], lane["edge"], lane["mark"])
        for key, lane in theme["lanes"].items()
    }


def lane_look(key: str) -> LaneLook:
    """Return the colours of a lane's sheet."""
    return _lane_colours()[key]


class Look:
    """The cell formats of one workbook. The library's format type is untyped."""

    def __init__(self, book: Any) -> None:
        self._book = book
        # Text cells keep "April 2013" a month: a spreadsheet would make it the first of April.
        words = {"num_format": "@", "valign": "top"}
        boxed = {"border": 1, "border_color": RULE, **words}
        self.title = self._format(bold=True, font_size=18)
        self.heading = self._format(bold=True, font_size=13)
        self.note = self._format(font_color=QUIET)
        self.label = self._format(bold=True, valign="top")
        self.strong = self._format(bold=True)
        self.plain = self._format()
        self.guide = self._format(text_wrap=True, valign="top")
        self.entry = self._format(**boxed)
        self.example_entry = self._format(**boxed, italic=True, font_color=QUIET, bg_color=SUNKEN)
        self.cell = self._format(**words)
        self.long_text = self._format(**words, text_wrap=True)
        self.example = self._format(
            **words, italic=True, font_color=QUIET, bg_color=SUNKEN, text_wrap=True
        )
        self.list_word = self._format(**words)
        self.plain_header = self._header(SUNKEN, QUIET)

    def header(self, lane: LaneLook) -> Any:
        """Return the format of a record sheet's headings, in its lane's colours."""
        return self._header(lane.fill, lane.edge)

    def _header(self, fill: str, edge: str) -> Any:
        return self._format(
            bold=True,
            bg_color=fill,
            bottom=2,
            bottom_color=edge,
            text_wrap=True,
            valign="vcenter",
        )

    def _format(self, **how: object) -> Any:
        return self._book.add_format({"font_name": "Calibri", "font_color": INK, **how})
