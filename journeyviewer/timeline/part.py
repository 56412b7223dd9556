"""Another period of a scene's lanes, laid out in part: what a picture that was moved lacks."""

from __future__ import annotations

from collections.abc import Iterator

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.axis import draw_aligned_lines, draw_axis, draw_grid, draw_reading
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.lane_body import draw_body
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scale import Scale
from journeyviewer.timeline.scene import Mark, Measure, Scene
from journeyviewer.timeline.view import View

GROUND, LANE, TOP = 60, 6, 2
"""What the ground, a lane with nothing in it, and what is on top take, in marks."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the lanes of a scene; `metrics` are those that were fitted to its height."""

    journey: Journey
    view: View
    scene: Scene
    scale: Scale
    metrics: Metrics
    measure: Measure

    def axis(self) -> list[Mark]:
        """Return the rows above the lanes, and the rules right of the plot."""
        board = self._board(self.scene.plot_left, self.scene.plot_right)
        draw_axis(board, board.metrics.top_margin)
        edge = board.right + board.metrics.right_margin - 2
        board.rules(self._ends(), board.right, edge)
        if self.journey.curtain is None:
            draw_reading(board, board.metrics.top_margin, self.scene.plot_top)
        return board.marks

    def part(
        self, left: float, right: float, beside: tuple[float, float] | None = None
    ) -> list[Mark]:
        """Return the lanes between two pixels of the plot, with nothing from beyond them.

        `beside` are the sides of a plot that is drawn already and that the part is to lie beside.
        """
        return [mark for marks in self.slices(left, right, beside) for mark in marks]

    def slices(
        self,
        left: float,
        right: float,
        beside: tuple[float, float] | None = None,
        past: float = 0.0,
    ) -> Iterator[list[Mark]]:
        """Yield the same in painting order, a piece at a time: the ground, lanes, what is on top.

        Each piece is laid out when it is asked for; `efforts` says how much each takes. `past` is
        how far what goes on may be drawn beyond the two pixels, where it is cut off.
        """
        scene, view = self.scene, self.view
        board = self._board(left, right)
        board.beside, board.past = beside, past
        draw_grid(board, scene.plot_top, scene.plot_bottom)
        board.rules(self._ends(), board.left, board.right)
        if self.journey.annotations.phases:
            from journeyviewer.timeline.phases import draw_phase_rules

            draw_phase_rules(board, scene.plot_top, scene.plot_bottom)
        draw_aligned_lines(board, scene.plot_top, scene.plot_bottom)
        yield _taken(board)
        for band in scene.bands:
            plan = self.journey.lanes[band.lane]
            draw_body(board, plan, band.y, band.height, band.lane in view.open_lanes)
            yield _taken(board)
        draw_reading(board, scene.plot_top, scene.plot_bottom)
        yield _taken(board)

    def efforts(self) -> list[int]:
        """Return what each of the slices takes, in marks: as many as the scene has of each lane."""
        scene = self.scene
        ends = [*(first for first, _ in scene.headers[1:]), len(scene.marks)]
        lanes = (end - last for (_, last), end in zip(scene.headers, ends, strict=True))
        return [GROUND, *(LANE + count for count in lanes), TOP]

    def _ends(self) -> list[tuple[float, bool]]:
        """Return where lanes end, and whether each is folded."""
        ends = [(band.y + band.height, band.folded) for band in self.scene.bands]
        return [(self.scene.plot_top, False), *ends]

    def _board(self, left: float, right: float) -> Board:
        sizes = self.metrics
        board = Board(self.journey, self.view, sizes, self.measure, self.scale, left, right)
        board.tallest = self.scene.tallest
        return board


def _taken(board: Board) -> list[Mark]:
    """Return the marks of a board and leave it without them."""
    marks, board.marks = board.marks, []
    return marks
