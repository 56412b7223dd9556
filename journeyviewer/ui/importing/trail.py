"""What was decided in the import report, step by step, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeyviewer.model.decisions import Decisions, Question
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted


@dataclass(frozen=True, slots=True)
class Decided:
    """One step: its words after “Undo”, what it was about, and what held before and after it."""

    words: str
    keys: tuple[str, ...]
    before: Decisions
    after: Decisions


class Trail:
    """The steps taken about one set of files, and those that were taken back."""

    def __init__(self) -> None:
        self._done: list[Decided] = []
        self._undone: list[Decided] = []

    def add(self, step: Decided) -> None:
        """Note a step; what was taken back before it cannot be done again."""
        self._done.append(step)
        self._undone.clear()

    def clear(self) -> None:
        """Forget all of it."""
        self._done.clear()
        self._undone.clear()

    def words(self, step: int) -> str:
        """Return what going a step back (-1) or on (1) is about, "" where there is none."""
        found = self._done if step < 0 else self._undone
        return found[-1].words if found else ""

    def go(self, step: int, now: Decisions) -> tuple[Decided, Decisions] | None:
        """Go a step back (-1) or on (1); return it and what holds then, None where there is none.

        What is `now` and was not changed by the step stays: which cases are read, which is no
        answer of the report, and what was answered in another window.
        """
        # Loaded when something is undone.
        from journeyviewer.ui.merging import decided_together

        here, there = (self._done, self._undone) if step < 0 else (self._undone, self._done)
        if not here:
            return None
        found = here.pop()
        there.append(found)
        old, new = (found.after, found.before) if step < 0 else (found.before, found.after)
        return found, replace(decided_together(old, new, now), cases=now.cases)


def answers_words(answers: Mapping[str, str], questions: Sequence[Question]) -> str:
    """Return what answers are about, as words after “Undo”; other keys are those of repairs."""
    titles = [
        each.title
        for each in questions
        if each.key in answers or any(part.key in answers for part in each.parts)
    ]
    count = len(answers)
    if not titles:
        return f"what was decided on {counted(count, 'repair')}"
    what = "the answer" if count == 1 else f"{count:,} answers"
    return f"{what} to “{titles[0]}”" if len(set(titles)) == 1 else what
