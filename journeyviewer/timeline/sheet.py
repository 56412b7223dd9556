"""A picture in the making to which lines of words are added by their baseline."""

from __future__ import annotations

from dataclasses import field

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.scene import Face, Ink, Mark, Measure, Text


@dataclass(slots=True)
class Sheet:
    """Marks so far, and what words are measured with."""

    measure: Measure
    marks: list[Mark] = field(default_factory=list, kw_only=True)

    def text(
        self,
        place: tuple[float, float],
        words: str,
        face: Face,
        ink: str = "ink",
        *,
        to_left: bool = False,
    ) -> None:
        """Add words whose baseline begins, or ends, at a place; none where there are none."""
        if words:
            width = self.measure(words, face)
            x = place[0] - width if to_left else place[0]
            self.marks.append(Text(x, place[1], words, face, width, Ink(ink)))
