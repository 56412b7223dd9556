"""The views of each case that were looked at, one after the other: back and forward."""

from __future__ import annotations

from dataclasses import field

from journeyviewer.model.times import Minute
from journeyviewer.model.values import dataclass

MOST = 200
"""Views of a case that are kept to go back to."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of a journey is shown: a period (None: all of it), and where its fold is."""

    start: Minute | None = None
    end: Minute | None = None
    fold: Minute | None = None


@dataclass(slots=True)
class Frames:
    """The frames of one case in the order they were looked at; `at` is the one in sight.

    Frames that follow each other by the same means (`step`, such as one turn of a wheel after
    another) count as one until `settle` is called.
    """

    seen: list[Frame] = field(default_factory=lambda: [Frame()])
    at: int = 0
    _step: str = ""

    @property
    def frame(self) -> Frame:
        """The frame in sight."""
        return self.seen[self.at]

    def show(self, frame: Frame, step: str = "") -> bool:
        """Show another frame; returns False when it is the one in sight."""
        if frame == self.frame:
            return False
        # The first frame stays to go back to, however the journey was left.
        if step and step == self._step and self.at > 0:
            self.seen[self.at] = frame
            del self.seen[self.at + 1 :]
        else:
            del self.seen[self.at + 1 :]
            self.seen.append(frame)
            del self.seen[1 : max(1, len(self.seen) - MOST)]
            self.at = len(self.seen) - 1
        self._step = step
        return True

    def settle(self) -> None:
        """Let the next frame be one of its own."""
        self._step = ""

    def go(self, by: int) -> bool:
        """Go back (negative) or forward; returns False at the end of what was seen."""
        to = self.at + by
        if not 0 <= to < len(self.seen):
            return False
        self.at = to
        self._step = ""
        return True

    def can_go(self, by: int) -> bool:
        """True when there is a frame to go to."""
        return 0 <= self.at + by < len(self.seen)
