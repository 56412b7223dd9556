"""Where an item is written: its editor, what it is about, who wrote it, and how it ends."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from journeyviewer.model.study import Item
from journeyviewer.session.session import Session
from journeyviewer.ui.look import SMALL, STRONG, Button, PlainLabel, scaled
from journeyviewer.ui.notes.editors import EDITORS, Editor
from journeyviewer.ui.notes.lines import about_words, signed
from journeyviewer.ui.parts import lead_through, once_after, tab_stops

KEEP_MS = 700
"""How long what is typed waits before it is kept as a draft."""
NAMES = {
    "Note": "Note",
    "KeyDevelopment": "Key development",
    "Phase": "Phase",
    "OwnEntry": "Event or spell of your own",
    "OwnCoverage": "What was read",
    "Link": "Link",
}
MOST_SHARE = 0.62
"""Of the panel's height that the editor takes, unless too little is left below for a note."""
LEAST_BELOW = 90


class Writing(QScrollArea):
    """Shows the item that the session says is being written; what is typed goes to the session.

    `ended` when it is done with, `asked_for_next` when another note is to begin at once, `fitted`
    when its height was looked at: `fills` says that nothing of the panel is left below it. It is
    `alone` where nothing is listed below. Tab comes to it from `before`.
    """

    ended = Signal()
    asked_for_next = Signal()
    asked_for_wordings = Signal()
    fitted = Signal()

    def __init__(self, session: Session, before: QWidget) -> None:
        super().__init__()
        self.session, self.before = session, before
        self.editors: dict[type, Editor] = {}
        self.editor: Editor | None = None
        self._pending: Item | None = None
        self._begun = ""
        self.alone = self.fills = False
        self._timer = once_after(self, KEEP_MS, self.keep)
        session.hand_over = self._hand_over
        self.title = PlainLabel("", STRONG)
        self.about = PlainLabel("", SMALL, "ink2").wrapped()
        self.by = PlainLabel("", SMALL, "ink2").wrapped()
        self.done = Button("Done", primary=True)
        self.wordings = Button("Earlier wordings", flat=True)
        self.delete = Button("Delete", flat=True)
        self.body = QWidget()
        self.body.setObjectName("writing")
        self.body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.place = QVBoxLayout()
        self._put_together()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.body)
        self.done.clicked.connect(self.finish)
        self.delete.clicked.connect(self._delete)
        self.wordings.clicked.connect(self._ask_for_wordings)
        self.hide()

    def _put_together(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.done)
        foot.addStretch()
        foot.addWidget(self.wordings)
        foot.addSpacing(12)
        foot.addWidget(self.delete)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(self.place)
        column.addWidget(self.by)
        column.addLayout(foot)

    def take_caret(self) -> None:
        """Give the keyboard to the first field; typing replaces words that were only proposed."""
        item, study = self.session.editing, self.session.study
        if self.editor is None or item is None:
            return
        first = self.editor.first
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        known = study is not None and item.id in study.items
        if isinstance(first, QLineEdit) and not known and item.id != self._begun:
            first.selectAll()
        self._begun = item.id

    def keep(self) -> None:
        """Keep what was typed as a draft."""
        self._timer.stop()
        pending, self._pending = self._pending, None
        editing = self.session.editing
        if pending is not None and editing is not None and editing.id == pending.id:
            self.session.type(pending)

    def _hand_over(self) -> None:
        if isValid(self):
            self.keep()

    def finish(self) -> None:
        """End the writing: what was typed joins the study."""
        self.keep()
        self.session.finish()
        self.ended.emit()

    def _finish_for_next(self) -> None:
        self.keep()
        self.session.finish()
        self.asked_for_next.emit()

    def _ask_for_wordings(self) -> None:
        self.keep()
        self.session.finish()
        self.asked_for_wordings.emit()

    def _delete(self) -> None:
        item = self.session.editing
        if item is None:
            return
        self._pending = None
        self._timer.stop()
        study = self.session.study
        known = study is not None and item.id in study.items
        self.session.abandon()
        if known:
            self.session.remove(item.id)
        self.session.choose(None)
        self.ended.emit()

    def _on_typed(self, item: Item) -> None:
        self._pending = item
        # Counted from the first letter: whoever types without a rest would else be kept nothing.
        if not self._timer.isActive():
            self._timer.start()

    def follow(self) -> None:
        """Show the item that is being written now, or nothing."""
        item = self.session.editing
        if self._pending is not None and (item is None or item.id != self._pending.id):
            self._pending = None
            self._timer.stop()
        kind = EDITORS.get(type(item)) if item is not None else None
        self.setVisible(kind is not None)
        if item is None or kind is None:
            if self.editor is not None:
                self.editor.hide()
                self.editor = None
            self.fills = False
            self.fitted.emit()
            return
        if kind not in self.editors:
            self.editors[kind] = self._made(kind)
        editor = self.editors[kind]
        if editor is not self.editor:
            if self.editor is not None:
                self.editor.hide()
            self.editor = editor
            editor.show()
        if self._pending is None:
            editor.show_item(item)
        self._say(item)
        self.fit()

    def _made(self, kind: type[Editor]) -> Editor:
        editor = kind(self.session)
        editor.changed.connect(self._on_typed)
        editor.ended.connect(self.finish)
        editor.ended_for_next.connect(self._finish_for_next)
        editor.grown.connect(self.fit)
        editor.appeared.connect(self._show_field)
        self.place.addWidget(editor)
        # Made later than the buttons below it, it comes before them.
        lead_through(self.before, (*tab_stops(editor), self.done, self.wordings, self.delete))
        return editor

    def _show_field(self, field: QWidget) -> None:
        # Where it stands is known when it was laid out.
        QTimer.singleShot(0, field, lambda: self.ensureWidgetVisible(field))

    def _say(self, item: Item) -> None:
        self.title.setText(NAMES.get(type(item).__name__, ""))
        about = about_words(self.session, item)
        self.about.setText(f"On {about}" if about else "")
        self.about.setVisible(bool(about))
        self.by.setText(signed(item))
        study = self.session.study
        self.wordings.setVisible(study is not None and item.id in study.items)

    def fit(self) -> None:
        """Take the height the editor needs, within the panel."""
        panel = self.parentWidget()
        room = panel.height() if panel is not None else 600
        needed = self.body.sizeHint().height() + 4
        high = min(needed, max(scaled(180), round(room * MOST_SHARE)))
        below = room - self.y() - high
        spared = self.alone or below < scaled(LEAST_BELOW)
        self.fills = self.editor is not None and high < needed and spared
        self.setFixedHeight(max(min(needed, high + below), scaled(180)) if self.fills else high)
        self.fitted.emit()
