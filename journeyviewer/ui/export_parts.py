"""What of a journey an export shows: a period or phase, lanes, pages, and words of one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu

from journeyviewer.export.leaving import Choice
from journeyviewer.model.chronology import Case
from journeyviewer.model.landmarks import BY_NAME, name_of
from journeyviewer.model.lanes import lanes
from journeyviewer.model.study import Study
from journeyviewer.model.words import counted, nearest_month
from journeyviewer.timeline.lining_up import alignment_at
from journeyviewer.ui.export_notes import NoteTicks
from journeyviewer.ui.export_words import WordTicks
from journeyviewer.ui.parts import ChoiceBox, Drop

TILES = (1, 2, 3, 4, 6, 8, 12)
"""Numbers of pages to choose from; a preset may hold another."""
WHOLE, SIGHT, PHASE, AGES = "whole", "sight", "phase ", "ages "


class FigureParts(QObject):
    """The parts of the form about what is shown; `changed` after each change."""

    changed = Signal()

    def __init__(self, case: Case, study: Study | None, period: tuple[date, date] | None) -> None:
        super().__init__()
        self.case = case
        self.period = period
        self.ages = self._in_months(period)
        self.shows = ChoiceBox()
        self.shows.setAccessibleName("What it shows")
        self.shows.addItem("The whole journey", WHOLE)
        if self.ages is not None:
            self.shows.addItem("The period in sight", SIGHT)
        for number, phase in enumerate(study.phases_of(case.id) if study else (), 1):
            self.shows.addItem(f"Phase {number}: {phase.title}", f"{PHASE}{number}")
        self.lanes: tuple[str, ...] = ()
        self.lane_list = Drop("All lanes")
        self.lane_list.fill_with(self._fill_lanes)
        self.notes = NoteTicks(case, study)
        self.words = WordTicks(case, study)
        self.lining = ChoiceBox()
        self.lining.setAccessibleName("Lined up at")
        self.lining.addItem("Lined up as in the window", "")
        for name, event in BY_NAME.items():
            self.lining.addItem(f"Months from {event}", name)
        self.tiles = ChoiceBox()
        self.tiles.setAccessibleName("On so many pages")
        for number in TILES:
            self._offer_tiles(number)
        self.one_file = QCheckBox("One PDF for all cases")
        self.title = QLineEdit()
        self.title.setAccessibleName("Title")
        self.title.setPlaceholderText("Left empty, it says what the journey shows")
        self.caption = QLineEdit()
        self.caption.setAccessibleName("Caption")
        self.caption.setPlaceholderText("Your own words below the title")
        self.shows.currentIndexChanged.connect(self.changed)
        self.lining.currentIndexChanged.connect(self.changed)
        self.tiles.currentIndexChanged.connect(self.changed)
        self.one_file.toggled.connect(self.changed)
        for ticks in (self.notes, self.words):
            ticks.changed.connect(self.changed)
        for field in (self.title, self.caption):
            field.textChanged.connect(self.changed)

    def _in_months(self, period: tuple[date, date] | None) -> tuple[int, int] | None:
        birth = self.case.birth
        if period is None or birth is None or not birth.known:
            return None
        first, last = (nearest_month(birth.first, day) for day in period)
        return (max(first, 0), last) if last > max(first, 0) else None

    def _offer_tiles(self, number: int) -> None:
        words = "Journey on one page" if number == 1 else f"Journey on {number} pages"
        self.tiles.addItem(words, number)

    def take_tiles(self, number: int) -> None:
        """Draw a journey on so many pages."""
        if self.tiles.findData(number) < 0:
            self._offer_tiles(number)
        self.tiles.setCurrentIndex(self.tiles.findData(number))

    def _fill_lanes(self, menu: QMenu) -> None:
        known = [lane for lane in lanes() if lane.key != "other"]
        everything = menu.addAction("All lanes")
        everything.triggered.connect(lambda: self.take_lanes(()))
        menu.addSeparator()
        for lane in known:
            action = menu.addAction(lane.title)
            action.setCheckable(True)
            action.setChecked(not self.lanes or lane.key in self.lanes)
            action.triggered.connect(self._turned(lane.key))

    def _turned(self, key: str) -> Callable[[], None]:
        def turn() -> None:
            known = [lane.key for lane in lanes() if lane.key != "other"]
            shown = set(self.lanes or known) ^ {key}
            kept = tuple(one for one in known if one in shown)
            self.take_lanes(() if len(kept) in (0, len(known)) else kept)

        return turn

    def take_lanes(self, keys: tuple[str, ...]) -> None:
        """Show only these lanes; all of them for ()."""
        self.lanes = keys
        self.lane_list.say(counted(len(keys), "lane") if keys else "All lanes")
        self.changed.emit()

    def choice(self) -> Choice:
        """Return what is chosen of the journey."""
        value = str(self.shows.currentData())
        phase = int(value.removeprefix(PHASE)) if value.startswith(PHASE) else 0
        ages = self.ages if value == SIGHT else None
        if value.startswith(AGES):
            first, last = value.removeprefix(AGES).split("-")
            ages = (int(first), int(last))
        return Choice(
            lanes=self.lanes,
            ages=ages,
            phase=phase,
            notes=self.notes.chosen(),
            wordless=self.words.hidden(),
            moved=tuple(sorted(self.notes.moved.items())),
            event=BY_NAME.get(str(self.lining.currentData())),
        )

    def show_choice(self, choice: Choice) -> None:
        """Show what a preset chose; a period that is not in the list is added to it."""
        value = f"{PHASE}{choice.phase}" if choice.phase else WHOLE
        if choice.ages is not None:
            first, last = choice.ages
            value = f"{AGES}{first}-{last}"
            if self.shows.findData(value) < 0:
                self.shows.addItem(f"Age {_age(first)} to {_age(last)}", value)
        self.shows.setCurrentIndex(max(self.shows.findData(value), 0))
        self.notes.show_chosen(choice)
        self.words.show_hidden(choice.wordless)
        self.take_lanes(choice.lanes)
        self.lining.setCurrentIndex(max(self.lining.findData(name_of(choice.event)), 0))

    @property
    def event_missing(self) -> bool:
        """True when the case in sight has no record of the event that months are to count from."""
        event = BY_NAME.get(str(self.lining.currentData()))
        return event is not None and alignment_at(self.case, event) is None


def _age(months: int) -> str:
    years, rest = divmod(months, 12)
    return f"{years}y {rest}m" if rest else str(years)
