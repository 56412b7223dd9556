"""The cases that are open: a list with facts and a residence strip, or a rail of numbers."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.lanes import lane
from journeyviewer.model.spells import reading_day, spells
from journeyviewer.session.session import Change, Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.facts import case_line
from journeyviewer.ui.look import (
    SMALL,
    STRONG,
    PlainLabel,
    current,
    scaled,
    screen_font,
    tone,
    when_changed,
)

Index = QModelIndex | QPersistentModelIndex
WIDTH, RAIL = 232, 46
ROW, RAIL_ROW = 69, 32


class CaseModel(QAbstractListModel):
    """The open cases as rows; facts are made when a row is first seen."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[Case] = []
        self._facts: dict[str, str] = {}

    def show(self, cohort: Cohort | None, words: str) -> None:
        """Show the cases of a cohort whose name holds the words."""
        self.beginResetModel()
        cases = cohort.cases if cohort else ()
        wanted = words.casefold().strip()
        self.cases = [case for case in cases if wanted in case.title.casefold()]
        self._facts.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.cases)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        case = self.cases[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return case.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{case.title}, {self.facts(case)}"
        return None

    def facts(self, case: Case) -> str:
        """Return a case's line of facts."""
        if case.id not in self._facts:
            self._facts[case.id] = case_line(case)
        return self._facts[case.id]


class CaseDelegate(QStyledItemDelegate):
    """Draws a row: name, facts and where the young person lived, at true scale."""

    def __init__(self, model: CaseModel, rail: bool) -> None:
        super().__init__()
        self.model = model
        self.rail = rail

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width, height = (RAIL, RAIL_ROW) if self.rail else (WIDTH - 12, ROW)
        return QSize(scaled(width), scaled(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        case = self.model.cases[index.row()]
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, tone("surface"))
            painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), tone("focus"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, tone("focusTint"))
        if self.rail:
            painter.setFont(screen_font(Face(13.5, 600 if chosen else 400)))
            painter.setPen(tone("ink"))
            name = case.id if len(case.id) <= 4 else "…" + case.id[-3:]
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
        else:
            self._paint_full(painter, area, case)
        painter.restore()

    def _paint_full(self, painter: QPainter, area: QRectF, case: Case) -> None:
        left, width = area.x() + 16, area.width() - 32
        painter.setFont(screen_font(STRONG))
        painter.setPen(tone("ink"))
        heading = QRectF(left, area.y() + scaled(9), width, scaled(18))
        painter.drawText(heading, Qt.AlignmentFlag.AlignVCenter, _cut(painter, case.title, width))
        painter.setFont(screen_font(SMALL))
        painter.setPen(tone("ink2"))
        facts = QRectF(left, area.y() + scaled(27), width, scaled(17))
        words = _cut(painter, self.model.facts(case), width)
        painter.drawText(facts, Qt.AlignmentFlag.AlignVCenter, words)
        draw_strip(painter, case, QRectF(left, area.y() + scaled(49), width, scaled(8)))
        painter.setPen(tone("line"))
        bottom = round(area.bottom())
        painter.drawLine(round(left), bottom, round(left + width), bottom)


def _cut(painter: QPainter, words: str, width: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))


def draw_strip(painter: QPainter, case: Case, area: QRectF) -> None:
    """Draw where the young person lived, from birth to the reading day, at true scale."""
    colours = current()
    painter.fillRect(area, colours.colour("surface"))
    day = reading_day(case)
    homes = spells(case, "residence")
    first = case.birth.first if case.birth and case.birth.known else None
    if homes:
        first = min(first, homes[0].start.first) if first else homes[0].start.first
    if day is None or first is None or day <= first:
        return
    length = (day - first).days
    for home in homes:
        category = lane("residence").category(home.category)
        if category is not None and category.drawn != "span":
            continue
        end = home.end.first if home.end is not None and home.end.known else day
        left = area.width() * (home.start.first - first).days / length
        right = area.width() * (min(end, day) - first).days / length
        step = category.step if category and category.step else 2
        bar = QRectF(area.x() + left, area.y(), max(1.0, right - left - 0.5), area.height())
        painter.fillRect(bar, colours.colour(f"residence.{step}"))
    painter.setPen(QColor(tone("line3")))
    painter.drawRect(area.adjusted(0, 0, -1, -1))


class CaseList(QWidget):
    """The cases, with a field to find one; a rail of numbers on small screens."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cases")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.model = CaseModel()
        self.count = PlainLabel("", SMALL, "ink2")
        self.heading = PlainLabel("Cases", STRONG)
        self.field_for_words = QLineEdit()
        self.field_for_words.setPlaceholderText("Find a case")
        self.field_for_words.setAccessibleName("Find a case")
        self.field_for_words.setClearButtonEnabled(True)
        self.field_for_words.textChanged.connect(self._fill)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName("Cases")
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.top = QWidget()
        line = QHBoxLayout(self.top)
        line.setContentsMargins(16, 14, 16, 6)
        line.addWidget(self.heading)
        line.addStretch()
        line.addWidget(self.count)
        self.field = QWidget()
        padded = QHBoxLayout(self.field)
        padded.setContentsMargins(12, 0, 12, 8)
        padded.addWidget(self.field_for_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.field)
        column.addWidget(self.view)
        self.set_compact(False)
        session.listen(self._on_change)
        when_changed(self._follow)

    def set_compact(self, compact: bool) -> None:
        """Become a rail of numbers, or a list again."""
        self.setFixedWidth(scaled(RAIL if compact else WIDTH))
        self.top.setVisible(not compact)
        self.field.setVisible(not compact)
        # Kept on the object: the view does not own its delegate.
        self._delegate = CaseDelegate(self.model, compact)
        self.view.setItemDelegate(self._delegate)
        self.view.doItemsLayout()

    def _follow(self) -> None:
        self.set_compact(self._delegate.rail)

    def _on_change(self, change: Change) -> None:
        if change is Change.COHORT:
            self.field_for_words.clear()
            self._fill()
        elif change is Change.CASE:
            self._mark()

    def _fill(self) -> None:
        cohort = self.session.cohort
        self.model.show(cohort, self.field_for_words.text())
        total, shown = len(cohort.cases) if cohort else 0, len(self.model.cases)
        self.count.setText(f"{total:,}" if shown == total else f"{shown:,} of {total:,}")
        self._mark()

    def _mark(self) -> None:
        case = self.session.case
        if case is None or case not in self.model.cases:
            return
        index = self.model.index(self.model.cases.index(case), 0)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.session.choose_case(self.model.cases[current.row()].id)
