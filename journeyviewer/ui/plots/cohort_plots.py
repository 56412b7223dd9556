"""Three small plots of a cohort in raw numbers; loads pyqtgraph, so import it when it is needed.

Titles and labels of pyqtgraph may be taken for markup: only the program's own words go there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from journeyviewer.analysis.cohort_plots import MONTHS_BESIDE, BesideTally, Tally
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted
from journeyviewer.ui.look import (
    SMALL,
    STRONG,
    PlainLabel,
    current,
    scaled,
    screen_font,
    when_changed,
)

TALL = 150
MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class CohortCounts:
    """What is plotted; `event` names what months count from, "" for ages.

    `beside` is None where there is no event to count beside.
    """

    event: str
    span: tuple[int, int]
    missing: Tally
    placements: Tally
    beside: BesideTally | None


class CohortPlots(QWidget):
    """Missing episodes by month, placements by year of age, and records beside the event."""

    def __init__(self, counts: CohortCounts) -> None:
        super().__init__()
        self.counts = counts
        self.plots: list[pg.PlotWidget] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self._missing()
        self._placements()
        self._beside()
        self.column.addStretch()
        self._paint()
        when_changed(self._paint)

    def _missing(self) -> None:
        tally, event = self.counts.missing, self.counts.event
        title = "Missing episodes by month" + (" from the event" if event else " of age")
        said = (
            f"{counted(tally.total, 'episode')} of {counted(tally.cases, 'case')}, "
            "in the months shown"
        )
        spoken = ", ".join(f"month {at:+d}: {number}" for at, number in tally.counts)
        self._add(title, said, spoken or "none")

    def _placements(self) -> None:
        tally = self.counts.placements
        said = f"{counted(tally.total, 'placement')} of {counted(tally.cases, 'case')}"
        spoken = ", ".join(f"aged {age}: {number}" for age, number in tally.counts)
        self._add("Placements begun, by year of age", said, spoken or "none")

    def _beside(self) -> None:
        beside = self.counts.beside
        title = f"Records {MONTHS_BESIDE} months before and after"
        if beside is None:
            self.column.addWidget(PlainLabel(title, STRONG))
            words = "Line the rows up at an event to count before and after it."
            self.column.addWidget(PlainLabel(words, SMALL, "ink2").wrapped())
            return
        said = (
            f"{counted(beside.cases, 'case')}, of which {beside.whole:,} were read for "
            f"{MONTHS_BESIDE} months after. Light: before; dark: after"
        )
        spoken = ", ".join(
            f"{name}: {before} before and {after} after" for name, before, after in beside.lanes
        )
        self._add(title, said, spoken or "none", rows=len(beside.lanes))

    def _add(self, title: str, said: str, spoken: str, rows: int = 0) -> None:
        """Add a plot under its title, with its numbers for those who do not see it."""
        plot = pg.PlotWidget()
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(False, False)
        plot.hideButtons()
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        plot.setProperty("rows", rows)
        plot.setAccessibleName(title)
        plot.setAccessibleDescription(f"{said}. {spoken}.")
        self.plots.append(plot)
        self.column.addWidget(PlainLabel(title, STRONG))
        self.column.addWidget(PlainLabel(said, SMALL, "ink2").wrapped())
        self.column.addWidget(plot)
        self.column.addSpacing(8)

    def _paint(self) -> None:
        """Draw every plot in the colours and sizes there are now."""
        font = screen_font(SMALL)
        for plot in self.plots:
            rows = int(plot.property("rows"))
            plot.setFixedHeight(scaled(26 * rows + 14) if rows else scaled(TALL))
            plot.setBackground(current().colour("surface"))
            plot.clear()
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                axis.setTickFont(font)
                axis.setTextPen(current().colour("ink2"))
                axis.setPen(current().colour("line3"))
                axis.setStyle(tickLength=-4)
        counts = self.counts
        start, end = counts.span
        step = max(12, math.ceil((end - start) / 12 / 5) * 12)
        ticks = [(at, _month(at, counts.event)) for at in range(start, end + 1, step)]
        _columns(self.plots[0], counts.missing, (start, end), ticks, "missing")
        if counts.event:
            zero = pg.InfiniteLine(0, pen=pg.mkPen(current().colour("ink"), width=2))
            self.plots[0].addItem(zero)
        ages = (0, max([18, *(age + 1 for age, _ in counts.placements.counts)]))
        years = [(age + 0.5, str(age)) for age in range(0, ages[1], 3)]
        _columns(self.plots[1], counts.placements, ages, years, "residence")
        if counts.beside is not None:
            _beside_bars(self.plots[2], counts.beside, font)


def _round_step(top: int) -> int:
    """Return the least of 1, 2, 5, 10, 20, 50 and so on that leaves few ticks up to `top`."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if top <= step * MOST_TICKS:
                return step
        power *= 10


def _month(at: int, event: str) -> str:
    if not event:
        return f"{at // 12}y"
    return f"+{at}" if at > 0 else str(at).replace("-", "−")


def _columns(
    plot: pg.PlotWidget,
    tally: Tally,
    span: tuple[int, int],
    ticks: Sequence[tuple[float, str]],
    lane: str,
) -> None:
    top = max((number for _, number in tally.counts), default=1)
    mark = current().colour(f"{lane}.mark")
    plot.addItem(
        pg.BarGraphItem(
            x0=[at for at, _ in tally.counts],
            width=0.9,
            height=[number for _, number in tally.counts],
            brush=mark,
            pen=mark,
        )
    )
    plot.setXRange(*span, padding=0.01)
    plot.setYRange(0, top * 1.08, padding=0)
    plot.getAxis("bottom").setTicks([ticks])
    step = _round_step(top)
    plot.getAxis("left").setTicks([[(at, f"{at:,}") for at in range(0, top + 1, step)]])
    plot.getAxis("left").setWidth(scaled(34))


def _beside_bars(plot: pg.PlotWidget, beside: BesideTally, font: QFont) -> None:
    top = max((max(before, after) for _, before, after in beside.lanes), default=1)
    ink = current().colour("ink2")
    keys = {"before": "ink3", "after": "ink"}
    for place, (_, before, after) in enumerate(beside.lanes):
        y = -place
        for number, at, key in ((before, y + 0.2, "before"), (after, y - 0.2, "after")):
            tone = current().colour("line3" if key == "before" else keys[key])
            plot.addItem(
                pg.BarGraphItem(x0=0, y=at, width=number, height=0.34, brush=tone, pen=tone)
            )
            label = pg.TextItem(f"{number:,}", color=ink, anchor=(0, 0.5))
            label.setFont(font)
            label.setPos(number, at)
            plot.addItem(label)
    plot.setXRange(0, top * 1.3, padding=0)
    plot.setYRange(-len(beside.lanes) + 0.45, 0.55, padding=0)
    names = [(-place, name) for place, (name, _, _) in enumerate(beside.lanes)]
    plot.getAxis("left").setTicks([names])
    plot.getAxis("left").setWidth(scaled(84))
    plot.hideAxis("bottom")
