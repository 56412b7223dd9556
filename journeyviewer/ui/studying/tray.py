"""Notes whose record was not found again: each waits until a person says what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QWidget

from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.study import Anchor, Item, KeyDevelopment, Note, case_of
from journeyviewer.model.study_words import anchor_words
from journeyviewer.model.words import counted
from journeyviewer.session.refinding import Waiting, kept_on_day, near, with_anchor
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import BODY, Button, PlainLabel
from journeyviewer.ui.studying.sheet import Sheet
from journeyviewer.ui.studying.sheets import listing

DATA = Qt.ItemDataRole.UserRole
WORDS = (
    "The sources were read again and these notes did not find their record for certain. They stay "
    "on their day until you say what they are about."
)


class TraySheet(Sheet):
    """Shows one waiting note after another, with what it was on and what it may be on now."""

    def __init__(
        self,
        parent: QWidget | None,
        found: Sequence[Waiting],
        cohort: Cohort,
        put: Callable[[Item], None],
    ) -> None:
        super().__init__(parent, "Notes to put in their place", WORDS, "Close")
        self.away.hide()
        self.found, self.cohort, self.put = list(found), cohort, put
        self.at = 0
        self.count = PlainLabel("", Face(13.5, 600))
        self.text = PlainLabel("", BODY).wrapped()
        self.was = PlainLabel("", BODY, "ink2").wrapped()
        self.list = listing("Records it may be about, the likeliest first")
        self.take, self.keep, self.skip = (
            Button("It is this one", primary=True),
            Button("Keep it on its day"),
            Button("Later"),
        )
        self.take.clicked.connect(self._take)
        self.keep.clicked.connect(self._keep)
        self.skip.clicked.connect(self._skip)
        self.list.itemActivated.connect(lambda _: self._take())
        line = QHBoxLayout()
        for button in (self.take, self.keep, self.skip):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch()
        for part in (self.count, self.text, self.was, self.list):
            self.rows.addWidget(part)
        self.rows.addLayout(line)
        self.act.setDefault(False)
        self._show()

    def _show(self) -> None:
        if self.at >= len(self.found):
            self.accept()
            return
        one = self.found[self.at]
        self.count.setText(f"{self.at + 1} of {counted(len(self.found), 'note')}")
        self.text.setText(_said(one.item))
        self.was.setText(f"It was written on {anchor_words(one.before)}.")
        self.list.clear()
        for words, anchor in self._choices(one):
            line = QListWidgetItem(words)
            line.setData(DATA, anchor)
            self.list.addItem(line)
        self.list.setCurrentRow(0 if one.suggested is not None else -1)
        self.take.setEnabled(self.list.count() > 0)
        self.keep.setEnabled(isinstance(one.item, Note | KeyDevelopment))
        self.list.setFocus()

    def _choices(self, one: Waiting) -> list[tuple[str, Anchor]]:
        case = self._case(one.item)
        found = []
        if one.suggested is not None:
            found.append((f"Suggested: {anchor_words(one.suggested)}", one.suggested))
        if case is not None:
            found += [
                (anchor_words(anchor), anchor)
                for _, anchor in near(one.before, case)
                if anchor != one.suggested
            ]
        return found

    def _case(self, item: Item) -> Case | None:
        name = case_of(item)
        return next((case for case in self.cohort.cases if case.id == name), None)

    def _take(self) -> None:
        line = self.list.currentItem()
        if line is None or self.at >= len(self.found):
            self.say("Choose the record it is about first.")
            return
        one, anchor = self.found[self.at], line.data(DATA)
        self._done(with_anchor(one.item, one.before, anchor))

    def _keep(self) -> None:
        if self.at >= len(self.found):
            # A second click of a double click on the last one.
            return
        self._done(kept_on_day(self.found[self.at].item))

    def _done(self, item: Item) -> None:
        self.put(item)
        # A link may wait at both its ends.
        self.found = [
            Waiting(item, one.before, one.suggested) if one.item.id == item.id else one
            for one in self.found
        ]
        self._skip()

    def _skip(self) -> None:
        self.say("")
        self.at += 1
        self._show()


def _said(item: Item) -> str:
    words = getattr(item, "text", "") or getattr(item, "title", "")
    line = " ".join(str(words).split())
    return line if len(line) <= 240 else f"{line[:239]}…"
