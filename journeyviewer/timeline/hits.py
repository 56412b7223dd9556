"""Where hits are that have no place of their own in sight: in folded lanes, outside the period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from journeyviewer.model.times import Minute
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.scale import Scale
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Band,
    Box,
    Face,
    Ink,
    Mark,
    Measure,
    Scene,
    Shape,
    Text,
)

POINT = 8.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit: its lane and the stretch [start, end) it takes."""

    lane: str
    start: Minute
    end: Minute


def elsewhere_marks(
    scene: Scene, scale: Scale, hits: Iterable[Hit], metrics: Metrics, measure: Measure
) -> list[Mark]:
    """Return "3 hits" on the headers of folded lanes, and counts at the edges they lie beyond."""
    folded: Counter[str] = Counter()
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for hit in hits:
        folded[hit.lane] += 1
        before[hit.lane] += hit.end <= scale.start
        after[hit.lane] += hit.start >= scale.end
    face = metrics.strong_small_face
    names = [mark for mark in scene.marks if isinstance(mark, Text) and mark.left < scene.plot_left]
    marks: list[Mark] = []
    for band in scene.bands:
        if band.folded and folded[band.lane]:
            own = [name for name in names if band.y <= name.y < band.y + band.height]
            taken = max((name.left + name.width for name in own), default=0.0)
            room = (taken + 4, scene.plot_left)
            marks += _in_header(room, band, folded[band.lane], (face, measure))
        if before[band.lane]:
            marks += _at_edge(scene, band, before[band.lane], (face, measure), left=True)
        if after[band.lane]:
            marks += _at_edge(scene, band, after[band.lane], (face, measure), left=False)
    return marks


def _in_header(
    room: tuple[float, float], band: Band, count: int, how: tuple[Face, Measure]
) -> list[Mark]:
    """Count the hits of a folded lane in its header, in words where the title leaves room."""
    face, measure = how
    words = counted(count, "hit")
    if measure(words, face) + 14 > room[1] - room[0]:
        words = str(count)
    width = measure(words, face) + 8
    right = room[1] - (6 if width + 6 <= room[1] - room[0] else 1)
    return _pill(words, (right - width, band.y + band.height / 2, width), face)


def _at_edge(
    scene: Scene, band: Band, count: int, how: tuple[Face, Measure], left: bool
) -> list[Mark]:
    """Point beyond the edge of the plot with a small triangle and the number of hits there."""
    face, measure = how
    words = str(count)
    width = measure(words, face) + 8
    middle = band.y + (band.height / 2 if band.folded else face.size * 0.5 + 5)
    tip = scene.plot_left + 1 if left else scene.plot_right - 1
    base = tip + POINT if left else tip - POINT
    corners = ((tip, middle), (base, middle - POINT * 0.6), (base, middle + POINT * 0.6))
    x = base + 1 if left else base - 1 - width
    pill = _pill(words, (x, middle, width), face)
    return [Shape(corners, Ink("search"), Ink("searchEdge"), 1.0), *pill]


def _pill(words: str, place: tuple[float, float, float], face: Face) -> list[Mark]:
    x, middle, width = place
    height = face.size + 2
    baseline = middle + face.size * CAP_HEIGHT / 2
    return [
        Box(x, middle - height / 2, width, height, Ink("plot"), Ink("searchEdge"), 1.0, 3.0),
        Box(x + 2, middle + height / 2 - 3, width - 4, 2.0, Ink("search")),
        Text(x + 4, baseline - 0.5, words, face, width - 8, Ink("ink")),
    ]
