"""Preparing a meeting: which points are shown, in which order, and how."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.chronology import Case
from journeyviewer.model.items import ItemId, new_id, now
from journeyviewer.model.meetings import RunningOrder, Stop, running_orders
from journeyviewer.model.study import KeyDevelopment, Note, Phase, Study
from journeyviewer.session.session import Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import BODY, SMALL, STRONG, Button, PlainLabel
from journeyviewer.ui.parts import IconButton, resize_within

ITEM = Qt.ItemDataRole.UserRole
MOST_LETTERS = 70
NOTHING_HELD = "Nothing to show yet: write a note, a key development or a phase first."
NOTHING_SHOWN = "Nothing yet. Choose what is shown from the list beside."


class Prepare(QDialog):
    """What the study holds at the left, the running order at the right; nothing is shown yet."""

    asked_to_start = Signal()
    asked_for_hand_out = Signal()

    def __init__(self, parent: QWidget | None, session: Session, screens: int) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("Prepare a meeting")
        self.title = QLineEdit()
        self.title.setAccessibleName("Title of the running order")
        self.held = QListWidget()
        self.held.setAccessibleName("What the study holds")
        self.shown = QListWidget()
        self.shown.setAccessibleName("Running order")
        for rows in (self.held, self.shown):
            rows.setObjectName("rows")
            rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing_held = _over(self.held, NOTHING_HELD)
        self.nothing_shown = _over(self.shown, NOTHING_SHOWN)
        self.all_phases = Button("Add all phases and key developments")
        self.add = IconButton("chevron-right", "Add to the running order")
        self.take_out = IconButton("chevron-left", "Take out of the running order")
        self.up = IconButton("chevron-up", "Earlier")
        self.down = IconButton("chevron-down", "Later")
        self.words = QCheckBox("Show its words on the projector")
        self.card = QLineEdit()
        self.card.setAccessibleName("A reminder only you see")
        self.card.setPlaceholderText("A reminder only you see")
        self.small = QRadioButton("Small room")
        self.large = QRadioButton("Large room")
        self.small.setChecked(True)
        self.two = QCheckBox("My own view on the other screen")
        self.two.setChecked(screens > 1)
        self.two.setEnabled(screens > 1)
        self.start = Button("Start", icon_name="monitor-play", primary=True)
        self.hand_out = Button("Hand-out…")
        self.close_button = Button("Close")
        study = session.study
        known = running_orders(study) if study is not None else ()
        self.order = known[0] if known else RunningOrder(id=new_id(), title="Reference group")
        self._put_together()
        self._connect()
        self.title.setText(self.order.title)
        self._fill_held()
        self._fill_shown()

    def _put_together(self) -> None:
        # In one row: on a small screen with large text the height is for the lists.
        heading = QHBoxLayout()
        heading.addWidget(PlainLabel("Prepare a meeting", Face(19, 600)))
        heading.addSpacing(24)
        heading.addWidget(PlainLabel("Running order", BODY))
        heading.addWidget(self.title, 1)
        lists = self._lists()
        how = QHBoxLayout()
        for part in (self.small, self.large, self.two):
            how.addWidget(part)
        how.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self.hand_out)
        foot.addStretch()
        foot.addWidget(self.close_button)
        foot.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addLayout(heading)
        said = "Dates stay hidden. Words that were written are shown only where you choose so."
        column.addWidget(PlainLabel(said, SMALL, "ink2"))
        column.addLayout(lists, 1)
        column.addLayout(how)
        column.addLayout(foot)
        resize_within(self, 980, 640)

    def _lists(self) -> QHBoxLayout:
        """Return the two lists beside each other, with what moves a row."""
        left, middle, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        left.addWidget(PlainLabel("In the study", STRONG))
        left.addWidget(self.held, 1)
        left.addWidget(self.all_phases)
        middle.addStretch()
        middle.addWidget(self.add)
        middle.addWidget(self.take_out)
        middle.addSpacing(12)
        middle.addWidget(self.up)
        middle.addWidget(self.down)
        middle.addStretch()
        right.addWidget(PlainLabel("Shown to the group, in this order", STRONG))
        right.addWidget(self.shown, 1)
        right.addWidget(self.words)
        right.addWidget(self.card)
        lists = QHBoxLayout()
        lists.addLayout(left, 1)
        lists.addLayout(middle)
        lists.addLayout(right, 1)
        return lists

    def _connect(self) -> None:
        self.held.itemActivated.connect(self._add_item)
        self.add.clicked.connect(lambda: self._add_item(self.held.currentItem()))
        self.take_out.clicked.connect(self._take_out)
        self.all_phases.clicked.connect(self._add_all)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.shown.currentRowChanged.connect(self._show_stop)
        self.words.clicked.connect(self._take_words)
        self.card.editingFinished.connect(self._take_card)
        self.title.editingFinished.connect(self._take_title)
        self.start.clicked.connect(self._start)
        self.hand_out.clicked.connect(self._ask_for_hand_out)
        self.close_button.clicked.connect(self.accept)

    def done(self, result: int) -> None:
        """Keep what was prepared, however the dialog is left."""
        self._take_title()
        self._take_card()
        super().done(result)

    def _cases(self) -> tuple[Case, ...]:
        return self.session.cohort.cases if self.session.cohort is not None else ()

    def _fill_held(self) -> None:
        study = self.session.study
        if study is None:
            return
        for case in self._cases():
            for item, words in items_of(study, case):
                row = QListWidgetItem(words)
                row.setData(ITEM, (item, case.id))
                self.held.addItem(row)
        self.nothing_held.setVisible(not self.held.count())
        if self.held.count():
            self.held.setCurrentRow(0)

    def _fill_shown(self, row: int = 0) -> None:
        study = self.session.study
        if study is None:
            return
        named = {
            item: f"{case.title} · {words.split(' · ', 1)[1]}"
            for case in self._cases()
            for item, words in items_of(study, case)
        }
        self.shown.blockSignals(True)
        self.shown.clear()
        for stop in self.order.stops:
            words = named.get(stop.item, "No longer in the study")
            self.shown.addItem(QListWidgetItem(words))
        self.shown.blockSignals(False)
        self.shown.setCurrentRow(min(row, self.shown.count() - 1))
        self._show_stop(self.shown.currentRow())

    def _stop(self) -> Stop | None:
        row = self.shown.currentRow()
        return self.order.stops[row] if 0 <= row < len(self.order.stops) else None

    def _show_stop(self, _row: int) -> None:
        stop = self._stop()
        for part in (self.words, self.card, self.up, self.down, self.take_out):
            part.setEnabled(stop is not None)
        self.nothing_shown.setVisible(not self.order.stops)
        self.start.setEnabled(bool(self.order.stops))
        self.hand_out.setEnabled(bool(self.order.stops))
        self.words.setChecked(stop is not None and stop.words)
        self.card.setText(stop.card if stop is not None else "")

    def _add_item(self, row: QListWidgetItem | None) -> None:
        if row is None:
            return
        item, case = row.data(ITEM)
        study = self.session.study
        asked = study is not None and isinstance(study.items.get(item), Note)
        # A note is added for what it asks; titles of phases stand in the picture anyhow.
        self._put(self.order.with_stop(Stop(item=ItemId(item), case=case, words=bool(asked))))
        places = [stop.item for stop in self.order.stops]
        self._fill_shown(places.index(item))

    def _add_all(self) -> None:
        study, order = self.session.study, self.order
        if study is None or self.session.case is None:
            return
        case = self.session.case.id
        for item, _ in items_of(study, self.session.case):
            if isinstance(study.items[item], Phase | KeyDevelopment):
                order = order.with_stop(Stop(item=item, case=case))
        self._put(order)
        self._fill_shown(len(self.order.stops) - 1)

    def _take_out(self) -> None:
        stop, row = self._stop(), self.shown.currentRow()
        if stop is not None:
            self._put(self.order.without_stop(stop.item))
            self._fill_shown(row)

    def _move(self, step: int) -> None:
        stop = self._stop()
        if stop is not None:
            self._put(self.order.with_moved(stop.item, step))
            self._fill_shown([one.item for one in self.order.stops].index(stop.item))

    def _take_words(self) -> None:
        self._change(words=self.words.isChecked())

    def _take_card(self) -> None:
        self._change(card=self.card.text())

    def _change(self, **changed: bool | str) -> None:
        stop = self._stop()
        if stop is None:
            return
        made = replace(stop, **changed)  # type: ignore[arg-type]
        if made != stop:
            stops = tuple(made if one.item == stop.item else one for one in self.order.stops)
            self._put(replace(self.order, stops=stops))

    def _take_title(self) -> None:
        title = self.title.text().strip() or "Reference group"
        if title != self.order.title and self.order.stops:
            self._put(replace(self.order, title=title))

    def _put(self, order: RunningOrder) -> None:
        if order == self.order:
            return
        study = self.session.study
        author = study.analyst if study is not None else ""
        title = self.title.text().strip() or order.title
        self.order = replace(order, title=title, author=author, changed=now())
        self.session.put(self.order)

    def _start(self) -> None:
        self.accept()
        self.asked_to_start.emit()

    def _ask_for_hand_out(self) -> None:
        self._take_card()
        self.asked_for_hand_out.emit()


def _over(rows: QListWidget, words: str) -> PlainLabel:
    """Return a sentence that stands in a list while nothing is in it."""
    label = PlainLabel(words, BODY, "ink2").wrapped()
    inside = QVBoxLayout(rows.viewport())
    inside.setContentsMargins(10, 8, 10, 8)
    inside.addWidget(label)
    inside.addStretch()
    # The list is as high as there is room, not as its sentence.
    inside.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    return label


def items_of(study: Study, case: Case) -> list[tuple[ItemId, str]]:
    """Return what a case holds to show, as the story goes, each with a line of words."""
    rows: list[tuple[tuple[object, int], ItemId, str]] = []
    for number, phase in enumerate(study.phases_of(case.id), start=1):
        rows.append(((phase.start, 0), phase.id, f"Phase {number}: {phase.title}"))
    for number, one in study.developments_of(case.id):
        if one.target.day is not None:
            words = f"Key development {number}: {one.title}"
            rows.append(((one.target.day, 1), one.id, words))
    for number, note in study.numbered(case.id):
        day = note.target.day or case.read_on
        if day is not None:
            rows.append(((day, 2), note.id, f"{note.kind.label} {number}: {_short(note.text)}"))
    rows.sort(key=lambda row: row[0])
    return [(item, f"{case.title} · {words}") for _, item, words in rows]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= MOST_LETTERS else f"{line[: MOST_LETTERS - 1].rstrip()}…"
