"""The panel of what the analyst wrote: the list of a case, and the editor of what is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.items import ItemId
from journeyviewer.model.study import NoteKind
from journeyviewer.model.words import counted
from journeyviewer.session.session import Change, Session
from journeyviewer.ui.look import (
    BODY,
    SMALL,
    Button,
    PlainLabel,
    fit_words,
    rule,
    when_changed,
)
from journeyviewer.ui.notes.lines import (
    Sort,
    Tab,
    Wanted,
    count_of,
    lines_of,
    step_in,
)
from journeyviewer.ui.notes.making import MADE_BY, MAKERS
from journeyviewer.ui.notes.rows import NoteDelegate, NotesModel
from journeyviewer.ui.notes.writing import Writing
from journeyviewer.ui.parts import Drop, IconButton

AROUND_HEAD = 1 + 14 + 12 + 4 * 8
"""Pixels of the margins and gaps of the row with the button of new things."""
TAB_OF = {
    "Note": Tab.NOTES,
    "KeyDevelopment": Tab.DEVELOPMENTS,
    "Phase": Tab.PHASES,
    "OwnEntry": Tab.OTHERS,
    "OwnCoverage": Tab.OTHERS,
    "Link": Tab.OTHERS,
}
"""The list that each kind of item stands in; what a group answered stands in none."""
SHORTER = {Tab.DEVELOPMENTS: "Developments"}
"""Titles for a panel that has no room for the whole."""
NOTHING = {
    Tab.NOTES: "No notes yet. Select a record and press N, or choose New.",
    Tab.DEVELOPMENTS: "No key developments yet. Select a record and press K.",
    Tab.PHASES: "No phases yet. Drag over a stretch of time and press G.",
    Tab.OTHERS: "No events of your own, statements of what was read, or links yet.",
}


class NotesPanel(QWidget):
    """Shows, filters and writes; hears of the study from the session alone."""

    left = Signal()
    asked_for_study = Signal(str)
    asked_for_wordings = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.wanted = Wanted()
        self._showing = False
        self._followed: ItemId | None = None
        self.setObjectName("notesPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Notes")
        self.model = NotesModel()
        self._make_parts()
        self._put_together()
        self._connect()
        session.listen(self._on_change)
        when_changed(self.model.forget)
        when_changed(self._fit_head)
        self.follow()

    def _make_parts(self) -> None:
        self.which = Drop("Notes")
        self.which.fill_with(self._fill_which)
        self.count = PlainLabel("", BODY, "ink3")
        self.new = Button("New note", icon_name="plus")
        self.more = IconButton("ellipsis", "Other things to write")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find in what you wrote")
        self.search.setAccessibleName("Find in what you wrote")
        self.search.setClearButtonEnabled(True)
        self.filter = Drop("Filter")
        self.filter.fill_with(self._fill_filter)
        self.said = PlainLabel("", SMALL, "ink2").wrapped()
        self.list = QListView()
        self.list.setObjectName("noteList")
        self.list.setModel(self.model)
        self.delegate = NoteDelegate(self.model, self.list)
        self.list.setItemDelegate(self.delegate)
        self.list.setAccessibleName("What you wrote")
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(False)
        # It makes way for what is being written where there is little room.
        self.list.setMinimumHeight(1)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(200)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.writing = Writing(self.session, self.filter)

    def _put_together(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 6)
        head.setSpacing(8)
        head.addWidget(self.which)
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.new)
        head.addWidget(self.more)
        tools = QHBoxLayout()
        tools.setContentsMargins(14, 0, 12, 8)
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.filter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(rule())
        whole.addLayout(head)
        whole.addLayout(tools)
        whole.addWidget(self.writing)
        whole.addWidget(self.said)
        whole.addWidget(self.list, 1)
        self.said.setContentsMargins(14, 6, 14, 6)

    def _connect(self) -> None:
        self.new.clicked.connect(lambda: self.make(MADE_BY[self.wanted.tab]))
        self.more.clicked.connect(self._open_more)
        self.search.textChanged.connect(lambda words: self.want(words=words))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda index: self.write(self.model.lines[index.row()].id))
        self.list.doubleClicked.connect(lambda index: self.write(self.model.lines[index.row()].id))
        self.list.installEventFilter(self)
        self.writing.fitted.connect(self._fit_said)
        self.writing.ended.connect(self.left)
        self.writing.asked_for_next.connect(lambda: self.make("note"))
        self.writing.asked_for_wordings.connect(self.asked_for_wordings)

    def _fill_which(self, menu: QMenu) -> None:
        for tab in Tab:
            action = menu.addAction(f"{tab.value}\t{count_of(self.session, tab):,}")
            action.setCheckable(True)
            action.setChecked(tab is self.wanted.tab)
            action.triggered.connect(lambda _=False, one=tab: self.want(tab=one))

    def _fill_filter(self, menu: QMenu) -> None:
        for sort in Sort:
            action = menu.addAction(sort.value)
            action.setCheckable(True)
            action.setChecked(sort is self.wanted.sort)
            action.triggered.connect(lambda _=False, one=sort: self.want(sort=one))
        menu.addSeparator()
        check = menu.addAction("Only what is to check")
        check.setCheckable(True)
        check.setChecked(self.wanted.to_check)
        check.triggered.connect(lambda on: self.want(to_check=on))
        if self.wanted.tab is Tab.NOTES:
            menu.addSeparator()
            for name in ("", *(kind.label for kind in NoteKind)):
                action = menu.addAction(name or "Every kind")
                action.setCheckable(True)
                action.setChecked(name == self.wanted.kind)
                action.triggered.connect(lambda _=False, one=name: self.want(kind=one))

    def _open_more(self) -> None:
        menu = QMenu(self)
        for name, words, _make in MAKERS:
            menu.addAction(words).triggered.connect(lambda _=False, one=name: self.make(one))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def want(self, **changed: object) -> None:
        """Show what is wanted from now on."""
        from dataclasses import replace

        if "tab" in changed:
            changed = {"kind": "", **changed}
        self.wanted = replace(self.wanted, **changed)  # type: ignore[arg-type]
        self.follow()

    def make(self, name: str) -> None:
        """Begin something new of a kind, where a study can be written; else ask for one."""
        if self.session.case is None:
            return
        if not self.session.can_write:
            self.asked_for_study.emit(name)
            return
        make = next(make for one, _, make in MAKERS if one == name)
        item = make(self.session)
        if isinstance(item, str):
            self._say(item)
            return
        self.session.begin(item)
        self.take_caret()

    def write(self, item_id: ItemId) -> None:
        """Go on writing an item."""
        study = self.session.study
        if study is not None and item_id in study.items and self.session.can_write:
            self.session.begin(study.items[item_id])
            self.take_caret()

    def take_caret(self) -> None:
        """Give the keyboard to what is being written."""
        if self.session.editing is None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.writing.take_caret()

    def _on_change(self, change: Change) -> None:
        if change in (Change.STUDY, Change.CASE, Change.COHORT, Change.VIEW):
            self.follow()
        elif change is Change.CHOSEN:
            self.writing.follow()
            self._follow_chosen()

    def follow(self) -> None:
        """Show what there is to show now."""
        session, wanted = self.session, self.wanted
        lines = lines_of(session, wanted)
        # A row that goes would hand the choice on to its neighbour.
        self._showing = True
        self.model.show(lines)
        self._showing = False
        total = count_of(session, wanted.tab)
        shown = f"{len(lines):,} of {total:,}" if len(lines) != total else f"{total:,}"
        self.count.setText(shown)
        self.new.set_words(
            {
                Tab.NOTES: "New note",
                Tab.DEVELOPMENTS: "New",
                Tab.PHASES: "New phase",
                Tab.OTHERS: "New entry",
            }[wanted.tab]
        )
        self._fit_head()
        hidden = total - len(lines)
        if total and hidden:
            self._say(f"{counted(hidden, 'is', 'are')} not shown by the filter.")
        elif not total:
            self._say(NOTHING[wanted.tab])
        else:
            self._say("")
        self.filter.set_words("Filter: on" if wanted.kind or wanted.to_check else "Filter")
        for part in (self.new, self.more):
            part.setEnabled(session.case is not None)
        self.writing.alone = not lines
        self.writing.follow()
        self._follow_chosen()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self._fit_said()

    def _fit_said(self) -> None:
        """Show what is said, but not that nothing is written while something is being written."""
        writing, words = self.writing, self.said.text()
        idle = writing.editor is not None and words == NOTHING[self.wanted.tab]
        self.said.setVisible(bool(words) and not idle)
        if writing.fills and not self.said.isHidden():
            writing.setFixedHeight(writing.height() - self.said.heightForWidth(self.width()))

    def _follow_chosen(self) -> None:
        chosen, before, study = self.session.chosen, self._followed, self.session.study
        item = study.items.get(chosen) if study is not None and chosen is not None else None
        # What is being written for the first time is chosen before there is anything to list.
        self._followed = chosen if item is not None else None
        # Only a new choice turns to its list: what is chosen still must not hold a person there.
        if item is not None and chosen != before:
            tab = TAB_OF.get(type(item).__name__)
            if tab is not None and tab is not self.wanted.tab and self.model.row_of(chosen) < 0:
                self.want(tab=tab)
                return
        row = self.model.row_of(chosen)
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        if row < 0:
            selection.clear()
        else:
            index = self.model.index(row, 0)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)
        selection.blockSignals(False)
        self.list.viewport().update()

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.session.choose(self.model.lines[current.row()].id)

    def show_to_check(self) -> None:
        """Show only the notes that are still to be checked with somebody."""
        self.want(tab=Tab.NOTES, to_check=True)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        """Choose the next line or the one before."""
        self.session.choose(step_in(self.model.lines, self.session.chosen, step))

    def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:
        """Let Delete take away and Esc go back to the journey; coming by Tab chooses nothing."""
        if qt_event.type() == QEvent.Type.FocusIn and not self.list.currentIndex().isValid():
            # The list would take its first row, and the journey would jump to it.
            selection = self.list.selectionModel()
            selection.blockSignals(True)
            first = self.model.index(0, 0)
            selection.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            selection.blockSignals(False)
        if isinstance(qt_event, QKeyEvent) and qt_event.type() == QEvent.Type.KeyPress:
            index = self.list.currentIndex()
            if qt_event.key() == Qt.Key.Key_Delete and index.isValid():
                self.session.remove(self.model.lines[index.row()].id)
                return True
            if qt_event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, qt_event)

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit_head()
        self.writing.fit()
        self.list.doItemsLayout()

    def _fit_head(self) -> None:
        """Leave words off the row with the button of new things before any would be cut.

        First those of the button, then a part of the title, then the count, which is said again
        where the filter leaves something out.
        """
        title = self.wanted.tab.value
        self.which.say(title)
        self.count.show()
        others = (self.which, self.count, self.more)
        fit_words([self.new], self.width() - _widths(*others) - AROUND_HEAD, 0)
        row = (*others, self.new)
        if _widths(*row) + AROUND_HEAD > self.width():
            self.which.setText(SHORTER.get(self.wanted.tab, title))
        self.count.setVisible(_widths(*row) + AROUND_HEAD <= self.width())


def _widths(*parts: QWidget) -> int:
    """Return the pixels that parts take beside each other."""
    return sum(part.sizeHint().width() for part in parts)
