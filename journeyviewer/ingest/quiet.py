"""Finds the rows of a table that say nothing but their record, column by column.

Nearly all rows of a large table are such rows: no word in them is new, no date unclear. They are
found out by their distinct cells, and are made into entries when somebody looks at their case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from journeyviewer.ingest.assemble import PRECISIONS
from journeyviewer.ingest.build import entry_of
from journeyviewer.ingest.coded import CodedColumn
from journeyviewer.ingest.dates import DateTrouble, is_missing, is_open_word
from journeyviewer.ingest.findings import Row, RowError, Script
from journeyviewer.ingest.frames import SHORT_FIELDS, Frames
from journeyviewer.ingest.late import Place
from journeyviewer.ingest.row_dates import (
    DAY,
    FIRST_YEAR,
    WINDOWS,
    Setting,
    check_year,
    last_day,
)
from journeyviewer.ingest.rows import trimmed_end
from journeyviewer.ingest.seen import (
    LONG_BEFORE,
    UNSEEN,
    Answered,
    Ending,
    Opening,
    Seen,
    Shape,
    ends_well,
    is_odd,
    place_of,
)
from journeyviewer.ingest.table import Cell
from journeyviewer.ingest.table_rows import Columns, chosen, without
from journeyviewer.ingest.wording import lane_of_order
from journeyviewer.model.chronology import Entry, Kind
from journeyviewer.model.decisions import Decisions
from journeyviewer.model.lanes import Lane
from journeyviewer.model.times import EndState, FuzzyDate

if TYPE_CHECKING:
    from journeyviewer.ingest.quiet_codes import CodedRows

FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
AT_ONCE = 50_000
"""Rows of a large table that are gone through at once."""
CLOCKS = ("start time", "end time")
DAY_TYPES = (str, date)
OF_DAYS = PRECISIONS[DAY]
V = TypeVar("V")


class _Known(dict[object, V]):
    """What is known of each different cell, worked out when it is first met."""

    def __init__(self, make: Callable[[object], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: object) -> V:
        self[key] = made = self._make(key)
        return made


Known = tuple[Opening | None, Ending | None, Answered]
"""What is known of a row: None where there is something to say of its start or its end."""


class _Days:
    """The starts and ends of the cases that share a birth and a day of reading."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.openings: _Known[Opening | None] = _Known(self._opening)
        self.endings: _Known[Ending | None] = _Known(self._ending)
        self.has_odd = False
        self._last = last_day(setting.not_after).toordinal()
        read_on, birth = setting.not_after, setting.birth
        self._read_on = read_on.toordinal() if read_on else self._last
        self._born = birth.earliest.toordinal() if birth and birth.earliest else 0

    def _read(self, name: str, cell: object) -> FuzzyDate | None:
        """Return a date about which there is nothing to say."""
        if not isinstance(cell, DAY_TYPES):
            return None
        # Most dates are such as 24/04/2013, and no word for something else.
        plain = self.setting.plain(name, cell)
        if plain is not None:
            return plain[0]
        if is_missing(cell):
            return None
        try:
            when, note = self.setting.read(name, cell)
        except DateTrouble:
            return None
        return when if when.known and not note else None

    def _opening(self, cell: object) -> Opening | None:
        when = self._read("start", cell)
        if when is None or when.precision in WINDOWS:
            return None
        if when.precision is DAY and when.exact:
            # Nearly all are such, and told apart in a third of the time.
            day = when.first.toordinal()
            if not FIRST_DAY <= day <= self._last:
                return None
            odd = day > self._read_on or self._born - day > LONG_BEFORE
            self.has_odd = self.has_odd or odd
            return Opening(when, (day, OF_DAYS), odd)
        try:
            check_year(when, None, self.setting.not_after)
        except RowError:
            return None
        odd = is_odd(when, self.setting)
        self.has_odd = self.has_odd or odd
        return Opening(when, place_of(when), odd)

    def _ending(self, cell: object) -> Ending | None:
        if cell is not None and not isinstance(cell, DAY_TYPES):
            return None
        plain = self.setting.plain("end", cell)
        if plain is None:
            goes_on, missing = is_open_word(cell), is_missing(cell)
            if goes_on or missing:
                return Ending(None, goes_on, missing, 0)
        when = self._read("end", cell) if plain is None else plain[0]
        if when is None:
            return None
        last = when.latest.toordinal() if when.latest else date.max.toordinal()
        return Ending(when, False, False, last)


class QuietRows:
    """Tells the rows of one table that say nothing from those that have to be read one by one."""

    def __init__(
        self,
        columns: Columns,
        frames: Frames,
        decisions: Decisions,
        lane_of: Callable[[str], Lane | None],
    ) -> None:
        self.columns = columns
        self._frames = frames
        self._decisions = decisions
        self._lane_of = lane_of
        fields = [name for name in SHORT_FIELDS if columns.has(name)]
        self._short = [columns.of(name) for name in ("lane", *fields)]
        self._starts, self._ends = columns.of("start"), columns.of("end")
        self._answered: _Known[Answered] = _Known(lambda _: Answered())
        self._days: dict[object, _Days] = {}
        self._coded = self._as_codes()
        self._timed = self._with_clocks()
        words = columns.texts("in the files words")
        self.place = Place(columns.sheet.file, columns.sheet.name, words)

    def _as_codes(self) -> CodedRows | None:
        """Return the rows by the codes of their cells; None for a table that has none."""
        columns = [each for each in self._short if isinstance(each, CodedColumn)]
        starts, ends = self._starts, self._ends
        if not (isinstance(starts, CodedColumn) and isinstance(ends, CodedColumn)):
            return None
        if len(columns) < len(self._short):
            return None
        # Loaded for large tables alone.
        from journeyviewer.ingest.quiet_codes import CodedRows

        return CodedRows(starts, ends, columns)

    def _with_clocks(self) -> frozenset[int]:
        """Return the rows that give a time of day in a cell of its own."""
        return frozenset(
            number
            for name in CLOCKS
            if self.columns.has(name)
            for number, cell in enumerate(self.columns.of(name), start=1)
            if cell is not None
        )

    def looks(self, cases: Sequence[tuple[Sequence[int], Setting]]) -> Iterator[Seen | None]:
        """Sort the rows of each case by whether they have to be read one by one.

        None where some of them say exactly the same, and all have to be read in their order.
        """
        seen = (self._look_one_by_one(*case) for case in cases)
        for (numbers, _), found in zip(
            cases, seen if self._coded is None else self._looks_at_once(cases), strict=True
        ):
            if found is None or not self._timed or self._timed.isdisjoint(found.quiet):
                yield found
            else:
                yield Seen(speaking=list(numbers))

    def _look_one_by_one(self, numbers: Sequence[int], setting: Setting) -> Seen | None:
        """Do so with the rows of one case, without a thought of times of day."""
        days = self._days_of(setting)
        seen = Seen()
        speaking = seen.speaking.append
        all_answers = self._answers(numbers)
        starts, ends = chosen(self._starts, numbers), chosen(self._ends, numbers)
        if self._repeats(numbers, starts, all_answers, ends):
            return None
        for number, opening, ending, answered in zip(
            numbers,
            map(days.openings.__getitem__, starts),
            map(days.endings.__getitem__, ends),
            all_answers,
            strict=True,
        ):
            if opening is None or ending is None:
                speaking(number)
                continue
            shape = answered.without_end if ending.is_missing else answered.with_end
            if shape is UNSEEN:
                shape = self._shape_for(answered, ending.is_missing, number)
            # Most ends lie after the start by the whole of their windows.
            if shape is None or (
                shape.lasts
                and (ending.day <= opening.place[0] or shape.going_on)
                and not ends_well(shape, opening, ending)
            ):
                speaking(number)
                continue
            if shape.exclusive:
                seen.meet(number, opening, ending, shape, self.place)
        seen.quiet = without(numbers, seen.speaking)
        if days.has_odd:
            seen.odd = any(made.odd for made in map(days.openings.__getitem__, starts) if made)
        return seen

    def _looks_at_once(
        self, cases: Sequence[tuple[Sequence[int], Setting]]
    ) -> Iterator[Seen | None]:
        """Do the same with rows that are known by the codes of their cells, many at once."""
        first = 0
        while first < len(cases):
            days, last, count = self._days_of(cases[first][1]), first, 0
            # Cases that share a birth and a day of reading are gone through together.
            while last < len(cases) and count < AT_ONCE and self._days_of(cases[last][1]) is days:
                count += len(cases[last][0])
                last += 1
            yield from self._look_at_once([numbers for numbers, _ in cases[first:last]], days)
            first = last

    def _look_at_once(self, cases: Sequence[Sequence[int]], days: _Days) -> Iterator[Seen | None]:
        assert self._coded is not None
        piece = self._coded.piece(cases)
        alike = self._coded.alike(piece)
        looked = self._coded.look(piece, days, self._shape_for)
        speaking: dict[int, list[int]] = {}
        where = piece.cases[looked.speaks].tolist()
        for case, number in zip(where, piece.numbers[looked.speaks].tolist(), strict=True):
            speaking.setdefault(case, []).append(number)
        spells = looked.found.by_case(self.place, partial(self._hold, days.setting))
        for case, (numbers, others) in enumerate(zip(cases, spells, strict=True)):
            if case in alike and self._say_the_same(alike[case]):
                yield None
                continue
            seen = Seen(speaking=speaking.get(case, []), others=others, odd=bool(looked.odd[case]))
            seen.quiet = without(numbers, seen.speaking)
            yield seen

    def _hold(self, setting: Setting, numbers: Sequence[int]) -> Seen:
        """Return what is held of quiet rows of lanes with one state at a time."""
        seen = Seen()
        for number, (opening, ending, answered) in zip(
            numbers, self.known(numbers, setting), strict=True
        ):
            assert opening is not None and ending is not None
            shape = answered.without_end if ending.is_missing else answered.with_end
            assert shape is not None
            seen.meet(number, opening, ending, shape, self.place)
        return seen

    def _days_of(self, setting: Setting) -> _Days:
        key = setting.not_after, setting.birth
        days = self._days.get(key)
        if days is None:
            days = self._days[key] = _Days(setting)
        return days

    def known(self, numbers: Sequence[int], setting: Setting) -> Iterator[Known]:
        """Return what is known of rows of one case, one after another."""
        days = self._days_of(setting)
        return zip(
            map(days.openings.__getitem__, chosen(self._starts, numbers)),
            map(days.endings.__getitem__, chosen(self._ends, numbers)),
            self._answers(numbers),
            strict=True,
        )

    def entry(self, row: Row, known: Known) -> Entry:
        """Return the entry of a row that was found to be quiet."""
        opening, ending, answered = known
        assert opening is not None and ending is not None
        shape = answered.without_end if ending.is_missing else answered.with_end
        assert shape is not None
        span: tuple[FuzzyDate, FuzzyDate | None, EndState] = opening.when, None, EndState.CLOSED
        if shape.lasts:
            state = EndState.CLOSED if ending.when else EndState.OPEN
            span = opening.when, ending.when, state
        own = self._frames.own_words(row)
        return entry_of(row, shape.lane, shape.frame, own, span)

    def _answers(self, numbers: Sequence[int]) -> Sequence[Answered]:
        """Return the short answers of rows; those that say the same are one object."""
        if self._coded is not None:
            return self._coded.answers(numbers)
        short = zip(*[chosen(column, numbers) for column in self._short], strict=True)
        # In a workbook 1, 1.0 and TRUE are equal and do not say the same.
        keys = short if self.columns.sheet.trimmed else map(repr, short)
        return list(map(self._answered.__getitem__, keys))

    def _repeats(
        self,
        numbers: Sequence[int],
        starts: Sequence[Cell],
        answers: Sequence[Answered],
        ends: Sequence[Cell],
    ) -> bool:
        """True where two rows say exactly the same."""
        if self.columns.sheet.trimmed:
            # Rows that differ in start, end or a short answer need not be looked at whole.
            if len(set(zip(starts, answers, ends, strict=True))) == len(numbers):
                return False
            times: dict[object, list[int]] = {}
            for number, when in zip(numbers, zip(starts, answers, ends, strict=True), strict=True):
                times.setdefault(when, []).append(number)
            numbers = [each for own in times.values() if len(own) > 1 for each in own]
        return self._say_the_same(numbers)

    def _say_the_same(self, numbers: Sequence[int]) -> bool:
        """True where two of some rows say exactly the same."""
        if len(set(map(self.place.words, numbers))) == len(numbers):
            # Nearly all differ in their words, which are sooner found than whole rows.
            return False
        said = [trimmed_end(self.columns.row(number).said) for number in numbers]
        return len(set(said)) < len(said)

    def _shape_for(self, answered: Answered, missing: bool, number: int) -> Shape | None:
        """Find out what the answers of a row make of it, and keep it with them."""
        shape = self._shape(number)
        if missing:
            answered.without_end = shape
        else:
            answered.with_end = shape
        return shape

    def _shape(self, number: int) -> Shape | None:
        """Return what the short answers of a row make of every row like it.

        None where there is something to say of them, or other cells have a part in it.
        """
        row = self.columns.row(number)
        found = self._lane_of(row.text("lane"))
        what = row.text("what")
        if found is None or not what:
            return None
        script = Script(self._decisions)
        try:
            right = lane_of_order(what, found, row, script)
            frame = self._frames.of(row, right, "", self._decisions)
        except RowError:
            return None
        if right is not found or frame.by_words or frame.dated:
            return None
        if any(said.speaks for said in (script, frame.first, frame.then)):
            return None
        spell = frame.kind is Kind.SPELL
        return Shape(
            found.key,
            frame,
            spell or frame.kind is Kind.COUNT,
            frame.going_on,
            spell and frame.attributes.get("temporary") is not True,
            found.exclusive,
        )
