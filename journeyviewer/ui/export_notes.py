"""Which notes leave: a list to tick in, of the notes of the case in sight."""

from __future__ import annotations

from journeyviewer.export.leaving import Choice
from journeyviewer.model.chronology import Case
from journeyviewer.model.study import Note, Study
from journeyviewer.ui.export_ticks import Group, Row, Ticks

MOST_LETTERS = 90


class NoteTicks(Ticks):
    """The notes of a case, all ticked at first; those of the other cases stay as a preset says."""

    def __init__(self, case: Case, study: Study | None) -> None:
        self.study = study
        self.own = study.numbered(case.id) if study is not None else ()
        rows = tuple(Row(note.id, f"{number}  {_words(note)}") for number, note in self.own)
        super().__init__("Notes that leave", "note", (Group("", rows),))
        self.others = frozenset(note.id for note in self._notes()) - self.rows.keys()
        self.elsewhere = self.others

    def _notes(self) -> list[Note]:
        items = self.study.items.values() if self.study is not None else ()
        return [item for item in items if isinstance(item, Note)]

    def chosen(self) -> frozenset[str] | None:
        """Return the ids of the notes that leave, None for all."""
        kept = self.ticked | self.elsewhere
        return None if kept >= self.rows.keys() | self.others else kept

    def show_chosen(self, choice: Choice) -> None:
        """Tick what a preset keeps; numbers of an older one are told as the notes they have now."""
        kept: frozenset[str] = self.others | frozenset(self.rows)
        if choice.numbers is not None and self.study is not None:
            cases = {note.target.case for note in self._notes()}
            kept = frozenset(
                note.id
                for case in cases
                for number, note in self.study.numbered(case)
                if number in choice.numbers
            )
        elif choice.notes is not None:
            kept = choice.notes
        self.elsewhere = self.others & kept
        self.tick(kept & self.rows.keys())


def _words(note: Note) -> str:
    """Return a note in one line."""
    words = " ".join(note.text.split()) or note.kind.label
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1].rstrip()}…"
