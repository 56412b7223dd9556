"""Editors of what can be written: each shows an item and gives the item as changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from journeyviewer.model.chronology import Kind
from journeyviewer.model.items import now
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import (
    Item,
    KeyDevelopment,
    Link,
    LinkKind,
    Note,
    NoteKind,
    OwnCoverage,
    OwnEntry,
    Phase,
)
from journeyviewer.model.study_words import anchor_words
from journeyviewer.model.times import EndState
from journeyviewer.session.session import Session
from journeyviewer.ui.look import SMALL, PlainLabel
from journeyviewer.ui.notes.fields import DateField, Line, Words, choices, take_choice

ANY = ""
STILL = "still going on"


class Editor(QWidget):
    """Shows one item; `changed` carries it as typed so far, `ended` that it is done."""

    changed = Signal(object)
    ended = Signal()
    ended_for_next = Signal()
    grown = Signal()
    appeared = Signal(QWidget)
    """A field that is to be seen, though it may stand below what is in sight."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.item: Any = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    @property
    def first(self) -> QWidget:
        """The field that takes the caret."""
        raise NotImplementedError

    def show_item(self, item: Item) -> None:
        """Show an item; what is the same already is left alone, so that the caret stays."""
        self.item = item
        self._fill()

    def _fill(self) -> None:
        raise NotImplementedError

    def put(self, **changed: Any) -> None:
        """Tell of the item with some fields changed."""
        made = replace(self.item, **changed)
        if made != self.item:
            self.item = replace(made, changed=now())
            self.changed.emit(self.item)

    def add_words(self, field: Words, name: str) -> Words:
        """Add a field for words that changes a field of the item."""
        self.column.addWidget(field)
        field.textChanged.connect(lambda: self.put(**{name: field.toPlainText()}))
        field.ended.connect(self.ended)
        field.ended_for_next.connect(self.ended_for_next)
        field.grown.connect(self.grown)
        return field

    def add_line(self, field: Line, name: str) -> Line:
        """Add a field of one line that changes a field of the item."""
        self.column.addWidget(field)
        field.textEdited.connect(lambda words: self.put(**{name: words}))
        field.ended.connect(self.ended)
        field.returnPressed.connect(self.focusNextChild)
        return field

    def add_date(self, field: DateField) -> DateField:
        """Add a field for a date."""
        self.column.addWidget(field)
        field.changed.connect(self._on_dates)
        field.ended.connect(self.ended)
        return field

    def _on_dates(self) -> None:
        """Take the dates as typed; heirs that have some say how."""


class NoteEditor(Editor):
    """Kind, words, whether it is to be checked, and whom to ask."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        kinds = [(kind.label, kind.value) for kind in NoteKind]
        self.kind = choices("Kind of note", kinds)
        for number, kind in enumerate(NoteKind):
            tip = f"{kind.hint[:1].upper()}{kind.hint[1:]} (Ctrl+{number + 1})"
            self.kind.setItemData(number, tip, Qt.ItemDataRole.ToolTipRole)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda at=number: self.kind.setCurrentIndex(at))
        self.hint = PlainLabel("", SMALL, "ink2").wrapped()
        self.check = QCheckBox("To check with somebody")
        self.column.addWidget(self.kind)
        self.words = self.add_words(Words("Words of the note", "What you noticed"), "text")
        self.column.addWidget(self.hint)
        self.column.addWidget(self.check)
        self.whom = self.add_line(Line("Whom to ask", "Whom: social worker, school…"), "whom")
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.check.clicked.connect(self._on_check)

    @property
    def first(self) -> QWidget:
        """The words take the caret."""
        return self.words

    def _on_kind(self) -> None:
        self.put(kind=NoteKind(self.kind.currentData()))
        self._say_hint()

    def _on_check(self, on: bool) -> None:
        self.whom.setVisible(on)
        self.put(to_check=on)
        self.grown.emit()
        if on:
            self.appeared.emit(self.whom)

    def _say_hint(self) -> None:
        hint = NoteKind(self.kind.currentData()).hint
        self.hint.setText(f"{hint[:1].upper()}{hint[1:]}.")

    def _fill(self) -> None:
        item: Note = self.item
        take_choice(self.kind, item.kind.value)
        self.words.take(item.text)
        self.check.setChecked(item.to_check)
        self.whom.take(item.whom)
        self.whom.setVisible(item.to_check)
        self._say_hint()


class DevelopmentEditor(Editor):
    """Title and words of a key development."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.title = self.add_line(Line("Title of the key development"), "title")
        self.words = self.add_words(Words("Words", "More on it, if needed"), "text")
        self.said = PlainLabel("", SMALL, "ink2").wrapped()
        self.column.addWidget(self.said)

    @property
    def first(self) -> QWidget:
        """The title takes the caret."""
        return self.title

    def _fill(self) -> None:
        item: KeyDevelopment = self.item
        self.title.take(item.title)
        self.words.take(item.text)
        study, case = self.session.study, self.session.case
        numbered = {one.id for _, one in study.developments_of(case.id)} if study and case else ()
        beyond = study is not None and item.id in study.items and item.id not in numbered
        self.said.setText(
            "Twelve are numbered and drawn; this one is kept in the list." if beyond else ""
        )
        self.said.setVisible(beyond)


class PhaseEditor(Editor):
    """Title, short title, summary and days of a phase."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.title = self.add_line(Line("Title of the phase"), "title")
        self.short = self.add_line(Line("Short title", "Short title, for little room"), "short")
        self.summary = self.add_words(Words("Summary", "What this phase was about"), "summary")
        self.start = self.add_date(DateField(session, "First day of the phase", "From"))
        self.end = self.add_date(DateField(session, "Last day of the phase", f"To: {STILL}"))

    @property
    def first(self) -> QWidget:
        """The title takes the caret."""
        return self.title

    def _fill(self) -> None:
        item: Phase = self.item
        self.title.take(item.title)
        self.short.take(item.short)
        self.summary.take(item.summary)
        self.start.show_date(item.start)
        last = item.end - timedelta(days=1) if item.end is not None else None
        self.end.show_date(last)

    def _on_dates(self) -> None:
        try:
            start, end = self.start.value(), self.end.end()
        except JourneyError as error:
            self.end.complain(str(error))
            return
        first = start.first if start is not None and self.start.touched else self.item.start
        until = end if self.end.touched else self.item.end
        if until is not None and until <= first:
            self.end.complain("The phase would end before it begins.")
            return
        self.end.complain("")
        self.put(start=first, end=until)


class OwnEntryEditor(Editor):
    """An event or a spell beside those of the record."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        known = [(lane.title, lane.key) for lane in lanes() if lane.key not in ("other", "missing")]
        self.kind = choices("Event or spell", (("Event", "event"), ("Spell", "spell")))
        self.lane = choices("Lane", known)
        self.category = choices("Kind of record", ())
        for box in (self.kind, self.lane, self.category):
            self.column.addWidget(box)
        self.label = self.add_line(Line("What happened"), "label")
        self.start = self.add_date(DateField(session, "When", "When, or from"))
        self.end = self.add_date(DateField(session, "Until", f"Until: {STILL}"))
        self.detail = self.add_words(Words("Detail", "Where this was read"), "detail")
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.lane.currentIndexChanged.connect(self._on_lane)
        self.category.currentIndexChanged.connect(self._on_category)

    @property
    def first(self) -> QWidget:
        """The label takes the caret."""
        return self.label

    def _fill(self) -> None:
        item: OwnEntry = self.item
        take_choice(self.kind, item.kind.value)
        take_choice(self.lane, item.lane)
        self._fill_categories()
        take_choice(self.category, item.category or ANY)
        self.label.take(item.label)
        self.detail.take(item.detail)
        self.start.show_date(item.start if item.start.known else None)
        self.end.show_date(item.end)
        self.end.setVisible(item.kind is Kind.SPELL)

    def _fill_categories(self) -> None:
        the_lane, spell = lane_of(self.item.lane), self.item.kind is Kind.SPELL
        kinds = the_lane.categories if spell else the_lane.events
        self.category.blockSignals(True)
        self.category.clear()
        self.category.addItem("Kind not said", ANY)
        for kind in kinds:
            self.category.addItem(kind.label, kind.code)
        self.category.blockSignals(False)

    def _on_kind(self) -> None:
        kind = Kind(self.kind.currentData())
        self.put(kind=kind, category=None, end_state=self._end_state(kind, self.item.end))
        self._fill()

    def _on_lane(self) -> None:
        self.put(lane=str(self.lane.currentData()), category=None)
        self._fill()

    def _on_category(self) -> None:
        code = str(self.category.currentData() or ANY)
        label = self.item.label
        if code and not label.strip():
            label = self.category.currentText()
            self.label.take(label)
        self.put(category=code or None, label=label)

    def _end_state(self, kind: Kind, end: object) -> EndState:
        still = kind is Kind.SPELL and end is None
        return EndState.OPEN if still else EndState.CLOSED

    def _on_dates(self) -> None:
        try:
            start, end = self.start.value(), self.end.value()
        except JourneyError as error:
            self.start.complain(str(error))
            return
        item: OwnEntry = self.item
        first = start if start is not None and self.start.touched else item.start
        last = end if self.end.touched else item.end
        if last is not None and first.known and last.last < first.first:
            self.end.complain("It would end before it begins.")
            return
        self.end.complain("")
        self.put(start=first, end=last, end_state=self._end_state(item.kind, last))


class CoverageEditor(Editor):
    """What was read: a source, a lane or all of them, from a day to a day."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.source = self.add_line(Line("The source that was read"), "source")
        known = [("All lanes", "all"), *((lane.title, lane.key) for lane in lanes())]
        self.lane = choices("Lane", known)
        self.column.addWidget(self.lane)
        self.start = self.add_date(DateField(session, "From", "From the beginning"))
        self.end = self.add_date(DateField(session, "To", "To the day of reading"))
        self.lane.currentIndexChanged.connect(lambda: self.put(lane=str(self.lane.currentData())))

    @property
    def first(self) -> QWidget:
        """The source takes the caret."""
        return self.source

    def _fill(self) -> None:
        item: OwnCoverage = self.item
        self.source.take(item.source)
        take_choice(self.lane, item.lane)
        self.start.show_date(item.start)
        self.end.show_date(item.end)

    def _on_dates(self) -> None:
        try:
            start, end = self.start.value(), self.end.value()
        except JourneyError as error:
            self.end.complain(str(error))
            return
        first = (start.first if start else None) if self.start.touched else self.item.start
        last = (end.last if end else None) if self.end.touched else self.item.end
        if first is not None and last is not None and last < first:
            self.end.complain("It would end before it begins.")
            return
        self.end.complain("")
        self.put(start=first, end=last)


class LinkEditor(Editor):
    """What one record has to do with another."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.ends = PlainLabel("", SMALL, "ink2").wrapped()
        self.column.addWidget(self.ends)
        kinds = [(kind.label.capitalize(), kind.value) for kind in LinkKind]
        self.kind = choices("What they have to do with each other", kinds)
        self.column.addWidget(self.kind)
        self.words = self.add_words(Words("Why", "Why you think so"), "text")
        self.kind.currentIndexChanged.connect(
            lambda: self.put(kind=LinkKind(self.kind.currentData()))
        )

    @property
    def first(self) -> QWidget:
        """The words take the caret."""
        return self.words

    def _fill(self) -> None:
        item: Link = self.item
        self.ends.setText(f"{anchor_words(item.first)}\n{anchor_words(item.second)}")
        take_choice(self.kind, item.kind.value)
        self.words.take(item.text)


EDITORS: dict[type[Any], type[Editor]] = {
    Note: NoteEditor,
    KeyDevelopment: DevelopmentEditor,
    Phase: PhaseEditor,
    OwnEntry: OwnEntryEditor,
    OwnCoverage: CoverageEditor,
    Link: LinkEditor,
}
