"""Questions as cards: what it is, an example, the answers, and the way through many alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.analysis.import_report import QuestionGroup, decided_words
from journeyviewer.model.decisions import Question, Topic
from journeyviewer.model.lanes import Category, EventKind, lane
from journeyviewer.model.tables import TablePreview
from journeyviewer.model.words import counted, listed
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.importing.mask import MaskedLabel, asked_about
from journeyviewer.ui.look import BODY, Button, IconLabel, PlainLabel, scaled, when_changed
from journeyviewer.ui.parts import ChoiceBox, IconButton, show_all, tab_stops, take_out

ICONS = {
    Topic.PERSON: "users",
    Topic.IDENTIFIER: "eye-off",
    Topic.FORM: "columns-3",
    Topic.ORDER: "calendar",
    Topic.DATE: "calendar",
    Topic.WORD: "tag",
    Topic.OVERLAP: "layers",
    Topic.REPEAT: "list",
    Topic.UNIT: "scale",
    Topic.SUGGESTION: "message-circle",
}
ANY_CASE = "case"
"""What a question is free for that takes the id of any case."""
MOST_BUTTONS = 3
MOST_NUMBERS = 4
"""Questions that are told by number where not all of a kind are answered alike."""
TITLE = Face(16, 600)
LONGEST_BUTTON = 34
"""Letters of the longest answer that is a button; longer ones are a list to choose from."""


class Card(QFrame):
    """A surface with an icon, a title, and where it is about at the right."""

    def __init__(self, icon_name: str, title: str, where: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # As high as its words need at the width it has: its hint knows no width, and is no limit.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(title)
        self.title = PlainLabel(title, TITLE).wrapped()
        self.where = PlainLabel(where, Face(13.5), "ink2").on_line_with(TITLE)
        self.detail = MaskedLabel()
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title, 1)
        top.addWidget(self.where, 0, Qt.AlignmentFlag.AlignTop)
        self.answers = QVBoxLayout()
        self.answers.setSpacing(6)
        body = QVBoxLayout()
        body.setSpacing(8)
        body.addLayout(top)
        body.addWidget(self.detail)
        body.addLayout(self.answers)
        line = QHBoxLayout(self)
        line.setSpacing(13)
        line.addWidget(IconLabel(icon_name, "ink", 20), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(body, 1)
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(scaled(15), scaled(11), scaled(15), scaled(11))

    is_open = False

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at in the card, without what is on its way out."""
        return [part for part in tab_stops(self) if not part.isHidden()]

    def mark_open(self, is_open: bool) -> None:
        """Give the card an amber edge while something in it is to be decided."""
        self.is_open = is_open
        self.setProperty("open", is_open)
        self.style().unpolish(self)
        self.style().polish(self)


class TableCard(Card):
    """A table no reader knows, with the way to name its columns."""

    asked_for_columns = Signal(object)

    def __init__(self, table: TablePreview, first: bool = True) -> None:
        title = "What is in these columns?"
        if table.chosen:
            title = "Columns you named"
        elif table.taken_for:
            title = f"Read as a {table.taken_for}: is that right?"
        super().__init__("columns-3", title, f"{table.sheet or table.file}, {table.count:,} rows")
        self.table = table
        if table.chosen:
            self.detail.setText("It is read with the columns you named.")
        elif table.taken_for:
            self.detail.setText(
                "Its columns look like those of one, but not surely. Name them yourself if the "
                "journeys are not as they should be."
            )
        else:
            self.detail.setText(
                "This table has none of the forms this program knows. Until you say what its "
                "columns hold, its rows are kept aside."
            )
        self.mark_open(table.is_open)
        chosen = bool(table.chosen)
        line = QHBoxLayout()
        words = "Change the columns…" if chosen else "Name the columns…"
        name = Button(words, primary=first and table.is_open)
        name.clicked.connect(self._ask)
        line.addWidget(name)
        line.addStretch()
        self.answers.addLayout(line)

    def _ask(self) -> None:
        self.asked_for_columns.emit(self.table)


class QuestionCard(Card):
    """One kind of question about one sheet; one is shown, and all can be answered alike."""

    decided = Signal(str, str)
    decided_all = Signal(object, str)
    asked_to_remember = Signal(object, str)
    asked_for_children = Signal(object)
    turned = Signal()

    def __init__(self, group: QuestionGroup) -> None:
        topic = group.questions[0].topic
        super().__init__(ICONS[topic], group.title, decided_words(group))
        self.group, self.place = group, self._first_open(group)
        self._show()

    @staticmethod
    def _first_open(group: QuestionGroup) -> int:
        undecided = [at for at, item in enumerate(group.questions) if item.is_open]
        return undecided[0] if undecided else 0

    @property
    def question(self) -> Question:
        """The question that is shown."""
        return self.group.questions[self.place]

    def take(self, group: QuestionGroup) -> None:
        """Show the same questions as they are answered now; the place is kept where it can be."""
        before, self.group = (self.group, self.place), group
        self.place = min(self.place, len(group.questions) - 1)
        if not self.question.is_open and group.open:
            self.place = self._first_open(group)
        # Of many cards an answer changes one; what was uncovered is covered again.
        if before != (group, self.place) or self.detail.text() != self.question.detail:
            self.where.setText(decided_words(group))
            self._show()

    def show_key(self, key: str) -> bool:
        """Show the question that has a key, or is about a part that has; False where none is."""
        for at, item in enumerate(self.group.questions):
            if item.key == key or any(part.key == key for part in item.parts):
                self.place = at
                self._show()
                return True
        return False

    def _show(self) -> None:
        question, here = self.question, self._keyboard()
        take_out(self.answers)
        self._mask(question)
        self.detail.setVisible(bool(question.detail))
        self.mark_open(self.group.open > 0)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._offer(line, question)
        self.answers.addLayout(line)
        if question.parts:
            self.answers.addLayout(self._children(question))
        if len(self.group.questions) > 1:
            self.answers.addLayout(self._through())
        # Else they are shown later, after the room for the card was reckoned without them.
        show_all(self.answers)
        if here:
            self._give_back(here)

    def _keyboard(self) -> str:
        """Return what is said of the part of the card that has the keyboard, "" for none."""
        here = self.focusWidget()
        return here.accessibleName() if here is not None and here.hasFocus() else ""

    def _give_back(self, said: str) -> None:
        """Give the keyboard to the part that is said so: it goes on where it was."""
        for part in self.stops():
            if part.accessibleName() == said:
                part.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _mask(self, question: Question) -> None:
        """Show what is asked about, covered; what else is covered there is only outlined."""
        asked = asked_about(question.detail, question.whole, question.subject)
        self.detail.show_words(question.detail, asked)

    def _offer(self, line: QHBoxLayout, question: Question) -> None:
        """Add the answers: a list where there are many, else buttons with the one that holds."""
        self.setAccessibleDescription(question.detail)
        many = len(question.choices) > MOST_BUTTONS or question.free
        long = sum(len(choice.label) for choice in question.choices) > 3 * LONGEST_BUTTON
        if many:
            self._list(line, question)
        elif long:
            self._radios(line, question)
        else:
            for choice in question.choices:
                holds = choice.id == question.answer
                button = Button(choice.label, icon_name="check" if holds else "")
                button.setProperty("holds", holds)
                button.setAccessibleDescription("This answer holds" if holds else "")
                button.clicked.connect(lambda _=False, found=choice.id: self._decide(found))
                line.addWidget(button)
        if question.whole:
            line.addWidget(self._reveal(question), 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch()

    def _reveal(self, question: Question) -> Button:
        """Return a button that shows what is masked, and masks it again."""
        shown = self.detail.text() == question.whole
        button = Button(
            "Mask it again" if shown else "Show me", icon_name="eye-off" if shown else "eye"
        )

        def turn() -> None:
            masked = self.detail.text() == question.whole
            if masked:
                self._mask(question)
            else:
                self.detail.show_words(question.whole)
            button.set_words("Show me" if masked else "Mask it again")
            button.show_icon("eye" if masked else "eye-off")

        button.clicked.connect(turn)
        return button

    def _list(self, line: QHBoxLayout, question: Question) -> None:
        """Offer a list; for whose rows they are any other id can be typed as well."""
        typed = question.free == ANY_CASE
        box = ChoiceBox()
        box.setAccessibleName(question.title)
        for words, answer in _listed(question):
            box.addItem(words, answer)
        box.setCurrentIndex(box.findData(question.answer))
        if typed:
            box.take_typing()
            if box.findData(question.answer) < 0:
                box.setEditText(question.answer)
            field = box.lineEdit()
            if field is not None:
                # Long words show their beginning.
                field.home(False)
        box.setMinimumWidth(scaled(300 if typed else 220))

        def chosen() -> str:
            text = box.currentText().strip()
            at = box.findText(text)
            return str(box.itemData(at)) if at >= 0 else text

        box.activated.connect(lambda _: self._decide(chosen()))
        label = "Whose rows" if typed else "Treat it as" if question.free else "Answer"
        line.addWidget(PlainLabel(label, BODY, "ink2"))
        line.addWidget(box)
        if question.free:
            keep = Button("Take this case" if typed else "Remember for next time")
            keep.show_icon("check")
            keep.clicked.connect(lambda: self._keep(chosen()))
            line.addWidget(keep)

    def _keep(self, answer: str) -> None:
        """Take an answer that holds for this question, or for the same words in every file."""
        if self.question.free != ANY_CASE:
            self.asked_to_remember.emit(self.question, answer)
        elif answer:
            self._decide(answer)

    def _radios(self, line: QHBoxLayout, question: Question) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        group = QButtonGroup(self)
        for choice in question.choices:
            radio = QRadioButton(choice.label)
            radio.setChecked(choice.id == question.answer)
            radio.clicked.connect(lambda _=False, found=choice.id: self._decide(found))
            group.addButton(radio)
            column.addWidget(radio)
        line.addLayout(column)

    def _children(self, question: Question) -> QHBoxLayout:
        """Return the way to the children it is about, with how many are answered otherwise."""
        line = QHBoxLayout()
        line.setSpacing(8)
        show = Button("Answer case by case…", flat=True)
        show.clicked.connect(lambda: self.asked_for_children.emit(self.question))
        line.addWidget(show)
        otherwise = sum(part.given is not None for part in question.parts)
        said = f"It is about {counted(len(question.parts), 'case')}"
        said += f", {otherwise:,} answered otherwise." if otherwise else "."
        line.addWidget(PlainLabel(said, Face(13.5), "ink2"))
        line.addStretch()
        return line

    def _through(self) -> QHBoxLayout:
        """Return the way to the other questions of the group, and the answer for all of them."""
        line = QHBoxLayout()
        line.setSpacing(8)
        count = len(self.group.questions)
        before = IconButton("chevron-left", "The question before")
        before.clicked.connect(lambda: self._go(-1))
        after = IconButton("chevron-right", "The next question")
        after.clicked.connect(lambda: self._go(1))
        alike = self.group.alike(self.question)
        if len(alike) > 1:
            every = Button(_all_words(alike, count), flat=True)
            every.clicked.connect(lambda: self._decide_all(alike))
            line.addWidget(every)
        line.addStretch()
        line.addWidget(before)
        line.addWidget(PlainLabel(f"{self.place + 1:,} of {count:,}", Face(13.5), "ink2"))
        line.addWidget(after)
        return line

    def _go(self, step: int) -> None:
        self.place = (self.place + step) % len(self.group.questions)
        self._show()
        self.turned.emit()

    def _decide(self, answer: str) -> None:
        self.decided.emit(self.question.key, answer)

    def _decide_all(self, places: Sequence[int]) -> None:
        answered = [self.group.questions[place] for place in places]
        self.decided_all.emit(answered, self.question.answer)


def _all_words(places: Sequence[int], count: int) -> str:
    """Return the words of what answers several of so many questions, by their numbers where few."""
    if len(places) == count:
        return f"Answer all {count:,} like this"
    if len(places) <= MOST_NUMBERS:
        return f"Answer numbers {listed([f'{place + 1:,}' for place in places])} like this"
    return f"Answer {len(places):,} of the {count:,} like this"


def _listed(question: Question) -> list[tuple[str, str]]:
    """Return the answers to list, words and id: those given, then the words of the lane."""
    choices = [(choice.label, choice.id) for choice in question.choices]
    if not question.free or question.free == ANY_CASE:
        return choices
    found, known = lane(question.free), {answer for _, answer in choices}
    every: list[Category | EventKind] = [*found.categories, *found.events]
    return [*choices, *((item.label, item.code) for item in every if item.code not in known)]
