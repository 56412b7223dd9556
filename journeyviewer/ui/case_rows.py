"""The rows of the list of cases: name, facts, and where the young person lived."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from journeyviewer.model.chronology import Case
from journeyviewer.model.counts import record_count
from journeyviewer.model.lanes import lane
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.search import count_of, parted, texts_of
from journeyviewer.model.spells import reading_day, spells
from journeyviewer.model.words import counted
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.facts import case_line
from journeyviewer.ui.look import SMALL, STRONG, current, scaled, screen_font, tone

if TYPE_CHECKING:
    from journeyviewer.model.study import Study

Index = QModelIndex | QPersistentModelIndex
WIDTH, RAIL = 232, 46
ROW, RAIL_ROW = 69, 32


class Found(NamedTuple):
    """The cases that hold words, and in how many records each of them does."""

    words: str
    cases: Sequence[Case]
    hits: Mapping[str, int]


class CaseModel(QAbstractListModel):
    """The open cases as rows; facts are made when a row is first seen.

    `seen` is the case in sight as it is shown, which may be as known by an earlier day: then its
    row says no more than that either.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cases: Sequence[Case] = ()
        self.words = ""
        self._wanted: tuple[str, ...] = ()
        self._places: dict[str, int] = {}
        self.seen: Case | None = None
        self.study: Study | None = None
        self._facts: dict[str, str] = {}
        self._found: dict[str, int] = {}
        self._texts: dict[str, tuple[Case, tuple[str, ...]]] = {}

    def show(self, found: Found) -> None:
        """Show the cases that were found."""
        self.beginResetModel()
        self.words, self._wanted = found.words, parted(found.words)
        self.cases, self._found = found.cases, dict(found.hits)
        self._places = {case.id: at for at, case in enumerate(self.cases)}
        self.endResetModel()

    def place_of(self, case_id: str) -> int | None:
        """Return the row of a case, None where it is not shown."""
        return self._places.get(case_id)

    def forget(self) -> None:
        """Forget what is known of cases that are open no longer."""
        self._facts.clear()
        self._texts.clear()

    def search(self, cases: Sequence[Case], words: str, stopped: Callable[[], bool]) -> Found:
        """Return the cases whose name or records hold the words; this may be asked in a thread."""
        words = words.strip()
        if not words:
            return Found(words, cases, {})
        wanted, name = parted(words), words.casefold()
        hits: dict[str, int] = {}
        found: list[Case] = []
        for case in cases:
            if stopped():
                break
            # The window comes first: a thread that never rests holds it up for long.
            time.sleep(0)
            count = self._hits(case, wanted)
            if count or name in case.title.casefold():
                hits[case.id] = count
                found.append(case)
        return Found(words, found, hits)

    def _hits(self, case: Case, wanted: Sequence[str]) -> int:
        """Return how many records of a case, as it is shown, hold the words."""
        shown = self.as_shown(case)
        if shown is not case:
            return count_of(texts_of(shown), wanted)
        try:
            texts = self.learn(case)
        except JourneyError:
            # It shows again where the case is looked at.
            return 0
        # Most cases lack a word, and that is seen sooner than which of their records have all.
        everywhere = all(any(each in text for text in texts) for each in wanted)
        return count_of(texts, wanted) if everywhere else 0

    def is_known(self, case: Case) -> bool:
        """True where it is known what the records of a case say."""
        known = self._texts.get(case.id)
        return known is not None and known[0] is case

    def learn(self, case: Case) -> tuple[str, ...]:
        """Return what the records of a case say, and keep it; this may be asked in a thread."""
        known = self._texts.get(case.id)
        if known is None or known[0] is not case:
            known = self._texts[case.id] = case, texts_of(case)
        return known[1]

    def as_shown(self, case: Case) -> Case:
        """Return the case as it is shown: as known by a day when the curtain is drawn."""
        return self.seen if self.seen is not None and self.seen.id == case.id else case

    def found(self, case: Case) -> int:
        """Return how many records of a case hold the words that are looked for."""
        if case is not self.as_shown(case):
            return self._hits(case, self._wanted)
        if case.id not in self._found:
            self._found[case.id] = self._hits(case, self._wanted)
        return self._found[case.id]

    def beside(self, case: Case) -> str:
        """Return what stands beside a case's name: hits, else its notes, else its records."""
        if self.words:
            hits = self.found(case)
            return counted(hits, "hit") if hits else "name"
        if self.study is not None:
            notes = self.study.note_count(case.id)
            return counted(notes, "note") if notes else "No notes yet"
        return counted(record_count(self.as_shown(case)), "record")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.cases)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        case = self.cases[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return case.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{case.title}, {self.facts(case)}, {self.beside(case)}"
        return None

    def facts(self, case: Case) -> str:
        """Return a case's line of facts."""
        if case is not self.as_shown(case):
            return case_line(self.as_shown(case))
        if case.id not in self._facts:
            self._facts[case.id] = case_line(case)
        return self._facts[case.id]


class CaseDelegate(QStyledItemDelegate):
    """Draws a row: name, facts and where the young person lived, at true scale."""

    def __init__(self, model: CaseModel, view: QListView, rail: bool) -> None:
        super().__init__()
        self.model, self.view = model, view
        self.rail = rail

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width, height = (RAIL, RAIL_ROW) if self.rail else (WIDTH - 12, ROW)
        return QSize(scaled(width), scaled(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        case = self.model.cases[index.row()]
        area = QRectF(option.rect)
        # The view is asked: the state of the option loads hundreds of names of styles.
        chosen = self.view.selectionModel().isSelected(index)
        painter.save()
        if chosen:
            painter.fillRect(area, tone("surface"))
            painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), tone("focus"))
        elif self.view.underMouse() and _pointed_at(option):
            painter.fillRect(area, tone("focusTint"))
        if self.view.hasFocus() and index == self.view.currentIndex():
            painter.setPen(QPen(tone("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
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
        vertical = Qt.AlignmentFlag.AlignVCenter
        strong = painter.fontMetrics()
        painter.setFont(screen_font(SMALL))
        painter.setPen(tone("ink2"))
        beside = self.model.beside(case)
        room = width - painter.fontMetrics().horizontalAdvance(beside) - 10
        painter.drawText(heading, vertical | Qt.AlignmentFlag.AlignRight, beside)
        painter.setFont(screen_font(STRONG))
        painter.setPen(tone("ink"))
        title = strong.elidedText(case.title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(heading, vertical, title)
        painter.setFont(screen_font(SMALL))
        painter.setPen(tone("ink2"))
        facts = QRectF(left, area.y() + scaled(27), width, scaled(17))
        words = _cut(painter, self.model.facts(case), width)
        painter.drawText(facts, Qt.AlignmentFlag.AlignVCenter, words)
        draw_strip(
            painter,
            self.model.as_shown(case),
            QRectF(left, area.y() + scaled(49), width, scaled(8)),
        )
        painter.setPen(tone("line"))
        bottom = round(area.bottom())
        painter.drawLine(round(left), bottom, round(left + width), bottom)


def _pointed_at(option: QStyleOptionViewItem) -> bool:
    from PySide6.QtWidgets import QStyle

    return bool(option.state & QStyle.StateFlag.State_MouseOver)


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
