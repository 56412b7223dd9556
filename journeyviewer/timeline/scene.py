"""The marks of one view, positioned in pixels, before anything is painted.

Colours are named by role ("ink2", "plot") or by lane ("legal.3" for a depth step,
"legal.edge", "legal.mark"), so that one scene serves every theme. Geometry is already
clipped: a painter never sets a clip. Pixels are logical, at 96 to the inch, y down.

A mark is never changed once it is made. Marks and items are not frozen, since the guard makes
each five times as slow to make, and hundreds are made for every frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, NewType

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.values import dataclass

Ink = NewType("Ink", str)
"""A colour by role or by lane; a theme says what it looks like."""

Anchor = Literal["left", "centre", "right"]
Weight = Literal[400, 500, 600, 700]


class Face(NamedTuple):
    """A cut of the bundled typeface; `size` is in pixels and may be fractional.

    A tuple: words are looked up by it hundreds of times for every frame.
    """

    size: float
    weight: Weight = 400
    italic: bool = False


CAP_HEIGHT = 0.66
"""Height of capitals of the bundled face, in em."""

Measure = Callable[[str, Face], float]
"""Returns the advance width of a text in pixels; passed in, so that layout needs no toolkit."""


@dataclass(slots=True, unsafe_hash=True)
class Box:
    """A rectangle. `fill` may be a lane step, which themes may draw as a pattern.

    The stroke runs inside the edge. `opacity` dims the fill alone.
    """

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None = None
    stroke: Ink | None = None
    stroke_width: float = 1.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(slots=True, unsafe_hash=True)
class Boxes:
    """Many rectangles of one look, drawn together: (x, y, width, height) each, in pixels.

    They look like as many boxes without round corners, and cost a tenth of them.
    """

    rects: tuple[tuple[float, float, float, float], ...]
    fill: Ink | None = None
    stroke: Ink | None = None
    stroke_width: float = 1.0


@dataclass(slots=True, unsafe_hash=True)
class Fade:
    """A fill that runs from nothing to full: `full` names the side that is full."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink
    full: Literal["left", "right"]


@dataclass(slots=True, unsafe_hash=True)
class Hatch:
    """45 degree lines for "not recorded", clipped to the rectangle."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    pitch: float = 6.0


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """A straight line with flat ends."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(slots=True, unsafe_hash=True)
class Shape:
    """A polygon (or an open polyline when not `closed`); a lane-step fill may be a pattern."""

    points: tuple[tuple[float, float], ...]
    fill: Ink | None = None
    stroke: Ink | None = None
    stroke_width: float = 1.0
    closed: bool = True
    dash: tuple[float, ...] = ()


@dataclass(slots=True, unsafe_hash=True)
class Glyph:
    """One of the event shapes, centred at (x, y), `size` across.

    `shape` is circle, ring, square, diamond, triangle, shield, bubble, bubble-hollow, plus,
    hexagon or bar. `hollow` draws the outline alone (an approximate date). `halo` is the width
    of the plot-coloured rim outside it.
    """

    shape: str
    x: float
    y: float
    size: float
    ink: Ink
    hollow: bool = False
    halo: float = 3.0


@dataclass(slots=True, unsafe_hash=True)
class Picture:
    """An icon from `resources/icons`, its square's top left at (x, y)."""

    name: str
    x: float
    y: float
    size: float
    ink: Ink


class Style:
    """How words are set: their ink (None: what belongs to `on`), anchor, ground and halo."""

    __slots__ = ("anchor", "halo", "ink", "on")

    def __init__(
        self,
        ink: str | None = "ink",
        anchor: Anchor = "left",
        on: str | None = None,
        halo: bool = False,
    ) -> None:
        self.ink = Ink(ink) if ink else None
        self.anchor = anchor
        self.on = Ink(on) if on else None
        self.halo = halo


@dataclass(slots=True, unsafe_hash=True)
class Text:
    """A line of text on a baseline; `width` is its measured advance, `on` the fill behind it.

    A theme with patterns lays a plate of the fill's base tone under words on steps 3 and 4.
    `ink` None takes the text colour that belongs to `on`.
    `halo` lays plot colour behind the words where lines cross them.
    """

    x: float
    y: float
    text: str
    face: Face
    width: float
    ink: Ink | None = Ink("ink")
    anchor: Anchor = "left"
    on: Ink | None = None
    halo: bool = False

    @property
    def left(self) -> float:
        """The left edge in pixels."""
        if self.anchor == "left":
            return self.x
        return self.x - self.width / (2 if self.anchor == "centre" else 1)


Mark = Box | Boxes | Fade | Hatch | Line | Shape | Glyph | Picture | Text


@dataclass(slots=True, unsafe_hash=True)
class Item:
    """What can be pointed at, selected and read aloud: one mark's area and its entries.

    A cluster or a month column stands for several entries, in date order. `name` is what a
    screen reader says. `note` is the note, key development or phase that it is, "" for records;
    `at` is the pixel of the day that a note's square leads to, None for all else.
    """

    entries: tuple[EntryId, ...]
    lane: str
    x: float
    y: float
    width: float
    height: float
    name: str = ""
    note: str = ""
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A lane's area: its header at the left and its body to the right, top to bottom."""

    lane: str
    y: float
    height: float
    folded: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is drawn of one view, in painting order, with what can be pointed at.

    The plot is the rectangle [plot_left, plot_right) x [plot_top, plot_bottom). What is above
    `fixed_bottom` stays when the lanes scroll: the axis and the pinned lanes.
    `used` lists what a key must explain ("shape:diamond", "step:legal", "mark:open-end"),
    and `short_forms` the short labels drawn with their full words. `headers` are the slices
    [first, last) of the marks that are headers of lanes: they stay while the period changes.
    `tallest` is how many episodes the fullest month in sight holds.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    items: tuple[Item, ...] = ()
    bands: tuple[Band, ...] = ()
    plot_left: float = 0.0
    plot_right: float = 0.0
    plot_top: float = 0.0
    fixed_bottom: float = 0.0
    plot_bottom: float = 0.0
    used: frozenset[str] = frozenset()
    short_forms: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[int, int], ...] = ()
    tallest: int = 1
