"""The analyst's work on what is open: the study now, what can be undone, how saving goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from journeyviewer.model.study import Item, ItemId, Study
from journeyviewer.model.study_words import step_name
from journeyviewer.model.values import dataclass

FEW_STEPS = 50
"""Steps left to undo under which earlier ones are asked for."""


class Saving(Protocol):
    """What keeps a study: `study.worker.SavingWorker`, or what stands for it."""

    def put(self, item: Item) -> None:
        """Save an item, new or changed; returns at once."""

    def remove(self, item_id: ItemId) -> None:
        """Save that an item is gone; returns at once."""

    def keep_draft(self, item_id: str, text: str) -> None:
        """Keep a text as typed so far, "" to let go of it; returns at once."""

    @property
    def waiting(self) -> bool:
        """True while something given is not on the disk yet."""


@dataclass(frozen=True, slots=True)
class SavingState:
    """How saving goes: when all was last on the disk (UTC), or why it is not.

    `saving` while something has been on its way to the disk for longer than a blink.
    """

    saved: datetime | None = None
    failed: str = ""
    since: datetime | None = None
    saving: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step that can be undone: the item before and after, None where there was none.

    A `joined` step is one with the step before it: both are undone and done again together.
    """

    before: Item | None
    after: Item | None
    joined: bool = False

    @property
    def item(self) -> Item:
        """The item it was done to."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def name(self) -> str:
        """Such as "Note on “Care order”, 3 May 2013"."""
        return step_name(self.item, removed=self.after is None)


class Work:
    """Holds the study; each change is shown at once and saved behind it.

    Every change can be undone and done again, those of earlier days too. `read_only` says
    why nothing can be written, "" when it can.
    """

    def __init__(self, study: Study, saving: Saving | None, read_only: str = "") -> None:
        self.study = study
        self.read_only = read_only
        self.state = SavingState()
        self._saving = saving
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self.ask_for_earlier: Callable[[], None] | None = None
        """Called when few steps are left to undo: it may hand earlier ones to `remember`."""

    @property
    def waiting(self) -> bool:
        """True while something of it is not on the disk yet."""
        return self._saving is not None and self._saving.waiting

    @property
    def newest(self) -> Step | None:
        """The step that undo would take back."""
        return next((step for step in reversed(self._done) if not step.joined), None)

    @property
    def taken_back(self) -> Step | None:
        """The step that redo would do again."""
        return self._undone[-1] if self._undone else None

    @property
    def undo_name(self) -> str:
        """What undo would take back, "" for nothing."""
        return self.newest.name if self.newest is not None else ""

    @property
    def redo_name(self) -> str:
        """What redo would do again, "" for nothing."""
        return self.taken_back.name if self.taken_back is not None else ""

    def remember(self, steps: Iterable[Step]) -> None:
        """Take steps of earlier days, oldest first: undo goes on with them after those of today."""
        self._done[:0] = list(steps)

    def put(self, item: Item) -> None:
        """Add an item or change it."""
        before = self.study.items.get(item.id)
        if before == item:
            return
        self._do(Step(before, item))
        self._undone.clear()

    def put_together(self, items: Sequence[Item]) -> None:
        """Change several items in one step: undo takes all of it back."""
        joined = False
        for item in items:
            before = self.study.items.get(item.id)
            if before != item:
                self._do(Step(before, item, joined))
                joined = True
        if joined:
            self._undone.clear()

    def remove(self, item_id: ItemId) -> None:
        """Take an item away; it can be brought back."""
        before = self.study.items.get(item_id)
        if before is not None:
            self._do(Step(before, None))
            self._undone.clear()

    def undo(self) -> Step | None:
        """Take the newest step back and return it."""
        if not self._done:
            return None
        while True:
            step = self._done.pop()
            self._apply(step.item.id, step.before)
            self._undone.append(step)
            if not step.joined or not self._done:
                break
        if len(self._done) < FEW_STEPS and self.ask_for_earlier is not None:
            self.ask_for_earlier()
        return step

    def redo(self) -> Step | None:
        """Do the step again that was taken back last, and return it."""
        first = None
        while self._undone and (first is None or self._undone[-1].joined):
            step = self._undone.pop()
            self._apply(step.item.id, step.after)
            self._done.append(step)
            first = first or step
        return first

    def record(self, item: Item) -> None:
        """Save an item that nobody wrote, such as what a meeting was shown: no step to undo."""
        self._apply(item.id, item)

    def keep_draft(self, item_id: str, text: str) -> None:
        """Keep a text as typed so far, "" to let go of it."""
        if self._saving is not None:
            self._saving.keep_draft(item_id, text)

    def _do(self, step: Step) -> None:
        self._apply(step.item.id, step.after)
        self._done.append(step)

    def _apply(self, item_id: ItemId, item: Item | None) -> None:
        if item is None:
            self.study = self.study.without_item(item_id)
            if self._saving is not None:
                self._saving.remove(item_id)
            return
        self.study = self.study.with_item(item)
        if self._saving is not None:
            self._saving.put(item)
