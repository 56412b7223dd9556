"""Verbs of the analyst's work: write, choose, undo; what is drawn of it follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from journeyviewer.model.chronology import Case, Entry, EntryId
from journeyviewer.model.times import date_of
from journeyviewer.session.changes import Change
from journeyviewer.session.selecting import Selecting

if TYPE_CHECKING:
    from journeyviewer.model.study import Item, ItemId, Study, Target
    from journeyviewer.session.work import SavingState, Step, Work
    from journeyviewer.timeline.annotating import KeptPins


class Studying(Selecting):
    """The open study, the item that is chosen, and the one that is being written.

    `chosen` is a note, phase, key development or own entry of the case in sight. `editing` is the
    item as typed so far: it is kept as a draft, and joins the study when `finish` is called.
    """

    def __init__(self) -> None:
        super().__init__()
        self.work: Work | None = None
        self.chosen: ItemId | None = None
        self.editing: Item | None = None
        self.hand_over: Callable[[], None] = lambda: None
        """Hands over what was typed last, to whoever holds it back for a moment."""
        self._pins: KeptPins | None = None

    @property
    def study(self) -> Study | None:
        """The study as it is now."""
        return self.work.study if self.work is not None else None

    @property
    def can_write(self) -> bool:
        """True when a study is open that can be written."""
        return self.work is not None and not self.work.read_only

    def open_work(self, work: Work | None) -> None:
        """Put the analyst's work on what is open in sight, or put it away."""
        self.finish()
        self.work = work
        self.chosen = None
        self._renew()
        self._tell(Change.STUDY)

    def put(self, item: Item) -> None:
        """Add an item to the study, or change it."""
        if self.work is not None and self.can_write:
            self.work.put(item)
            self._on_written()

    def put_together(self, items: Sequence[Item]) -> None:
        """Change several items of the study in one step."""
        if self.work is not None and self.can_write:
            self.work.put_together(items)
            self._on_written()

    def remove(self, item_id: ItemId) -> None:
        """Take an item away; it can be brought back by undo."""
        if self.work is not None and self.can_write:
            if self.editing is not None and self.editing.id == item_id:
                self.abandon()
            self.work.remove(item_id)
            self._on_written()

    def undo(self) -> Step | None:
        """Take the newest step back and show where it was; returns it."""
        return self._step(self.work.undo() if self.work is not None and self.can_write else None)

    def redo(self) -> Step | None:
        """Do again what was taken back last and show where; returns it."""
        return self._step(self.work.redo() if self.work is not None and self.can_write else None)

    def choose(self, item_id: ItemId | None) -> None:
        """Choose an item of the study; what it is about is selected and brought into sight."""
        from journeyviewer.model.study import case_of

        item = self.study.items.get(item_id) if self.study and item_id else None
        if item is None:
            self._choose(None)
            return
        case = case_of(item)
        if case is not None and (self.case is None or self.case.id != case):
            self.choose_case(case)
        self._choose(item.id)
        self._show_place(item)

    def begin(self, item: Item) -> None:
        """Begin to write an item, new or known; what was being written is finished first."""
        if self.can_write:
            self.finish()
            self.editing = item
            self.chosen = item.id
            self._tell(Change.CHOSEN)

    def type(self, item: Item) -> None:
        """Take an item as typed so far: it is kept, so that no word is lost."""
        from journeyviewer.study.codec import to_json

        if self.work is not None and self.editing is not None:
            self.editing = item
            self.work.keep_draft(item.id, to_json(item))

    def finish(self) -> None:
        """Put what was being written into the study; an item without a word is let go."""
        self.hand_over()
        item, self.editing = self.editing, None
        if item is None or self.work is None:
            return
        if has_words(item):
            if self.work.study.items.get(item.id) != item:
                self.work.put(item)
        elif item.id not in self.work.study.items:
            self.chosen = None
        self.work.keep_draft(item.id, "")
        self._on_written()

    def abandon(self) -> None:
        """Let go of what was being written; what was saved of it stays as it was."""
        item, self.editing = self.editing, None
        if item is not None and self.work is not None:
            self.work.keep_draft(item.id, "")
            self._tell(Change.CHOSEN)

    def target_here(self) -> Target:
        """Return what a new item would be about: entry, area, day of the cursor, else the case."""
        from journeyviewer.model.study import Target
        from journeyviewer.study.anchoring import anchor_of

        case = self.case.id if self.case is not None else None
        entry, area = self.selected, self.looking.area
        if entry is not None and self.case is not None:
            return Target(case=case, anchor=anchor_of(entry, self.case.entries))
        if area is not None:
            lane = next(iter(area.lanes)) if len(area.lanes) == 1 else ""
            return Target(case=case, lane=lane, start=date_of(area.start), end=date_of(area.end))
        if self.looking.cursor is not None:
            return Target(case=case, start=date_of(self.looking.cursor))
        return Target(case=case)

    def follow_link(self, step: int) -> None:
        """Select what a link leads to from the selected entry (1), or comes from (-1)."""
        entry = self.linked(step)
        if entry is not None:
            self.reach(entry)

    def linked(self, step: int) -> Entry | None:
        """Return what a link leads to from the selected entry (1), or comes from (-1).

        Links that say that two entries are the same lead both ways. Of several the earliest counts.
        """
        from journeyviewer.model.study import LinkKind

        entry, case, study = self.selected, self.case, self.study
        if entry is None or case is None or study is None:
            return None
        ways: set[EntryId] = set()
        for link in study.links_of(case.id):
            one, other = link.first.entry, link.second.entry
            if one == entry.id and (step > 0 or link.kind is LinkKind.SAME_FACT):
                ways.add(other)
            if other == entry.id and (step < 0 or link.kind is LinkKind.SAME_FACT):
                ways.add(one)
        found = [end for end in map(self.entry, ways) if end is not None]
        return min(found, key=lambda end: (end.start.first, end.id), default=None)

    def set_saving(self, state: SavingState) -> None:
        """Take note of how saving goes."""
        if self.work is not None:
            self.work.state = state
            self._tell(Change.SAVING)

    def select(self, *names: EntryId) -> None:
        """Select entries, and with a single one the note that was written on it."""
        super().select(*names)
        if self.editing is None and self.work is not None:
            self._choose(self._written_on(names[0]) if len(names) == 1 else None)

    def choose_case(self, case_id: str) -> None:
        """Put a case in sight; what was being written in another one is finished."""
        if self.case is None or self.case.id != case_id:
            self.finish()
            self.chosen = None
        super().choose_case(case_id)

    def close(self) -> None:
        """Put nothing in sight, and the work away."""
        self.finish()
        self.work = self.chosen = None
        super().close()

    def _written_on(self, name: EntryId) -> ItemId | None:
        journey = self.journey
        pins = (*journey.annotations.notes, *journey.annotations.developments) if journey else ()
        on = [pin.id for pin in pins if pin.entry == name]
        if self.chosen in on:
            return self.chosen
        return _item_id(on[0]) if on else None

    def _choose(self, item_id: ItemId | None) -> None:
        if item_id != self.chosen:
            self.chosen = item_id
            self._tell(Change.CHOSEN)

    def _show_place(self, item: Item) -> None:
        """Select what an item is about, and bring its day into the period shown."""
        from journeyviewer.model.study import KeyDevelopment, Note

        if not isinstance(item, Note | KeyDevelopment):
            return
        anchor = item.target.anchor
        entry = self.entry(anchor.entry) if anchor is not None else None
        if entry is not None:
            self.reach(entry)
            self._choose(item.id)

    def _step(self, step: Step | None) -> Step | None:
        if step is None:
            return None
        from journeyviewer.model.study import case_of

        case = case_of(step.item)
        known = self.cohort is not None and any(one.id == case for one in self.cohort.cases)
        if case is not None and known:
            self.choose_case(case)
        self._on_written()
        held = self.study is not None and step.item.id in self.study.items
        self.choose(step.item.id if held else None)
        return step

    def _on_written(self) -> None:
        if self.study is not None and self.chosen is not None and self.editing is None:
            self.chosen = self.chosen if self.chosen in self.study.items else None
        self._renew()
        self._tell(Change.STUDY)

    def _renew(self) -> None:
        """Let the case in sight hold the analyst's own entries, and the journey what is drawn."""
        if self.cohort is None or self.case is None:
            return
        read = self.cohort.case(self.case.id)
        if self._with_own(read) != self.whole_case:
            selection, looking = self.selection, self.looking
            self._see(read, self.curtain)
            self.selection = tuple(name for name in selection if name in self._entries)
            self.looking = looking
        else:
            self._annotate()

    def _see(self, case: Case | None, curtain: date | None) -> None:
        super()._see(self._with_own(case) if case is not None else None, curtain)
        self._annotate()

    def _with_own(self, case: Case) -> Case:
        """Return a case with the entries and coverage that the analyst added."""
        if self.study is None or not self.study.of_case(case.id):
            return case
        from journeyviewer.timeline.own import with_own

        return with_own(case, self.study)

    def _annotate(self) -> None:
        if self.journey is None or self.case is None:
            return
        if self.study is None:
            from journeyviewer.timeline.annotations import NOTHING

            made = NOTHING
        else:
            from journeyviewer.timeline.annotating import KeptPins, annotations_of

            kept = self._pins = self._pins or KeptPins()
            made = annotations_of(self.study, self.case.id, self.view.shown, self.curtain, kept)
        if made != self.journey.annotations:
            self.journey = replace(self.journey, annotations=made)


def has_words(item: Item) -> bool:
    """True when something was written: an empty note or an untitled phase is not kept."""
    words = (getattr(item, name, "") for name in ("text", "title", "label", "source"))
    return any(str(text).strip() for text in words) or hasattr(item, "first")


def _item_id(text: str) -> ItemId:
    from journeyviewer.model.study import ItemId

    return ItemId(text)
