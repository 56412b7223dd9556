"""From entries to cases: order, names that stay the same, and one case out of several files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import date

from journeyviewer.ingest.late import NamedRow, Spell, crossing, late_entries
from journeyviewer.ingest.make import maker
from journeyviewer.ingest.naming import content_of, id_of
from journeyviewer.model.chronology import (
    UNNAMED,
    Case,
    Coverage,
    Entry,
    EntryId,
    Kind,
    Sex,
)
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.times import FuzzyDate, Precision
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import often

Named = Entry | Spell | NamedRow
Where = tuple[str, str | None, int | None]
"""A file, a sheet and a row."""
_make_problem = maker(Problem)
PRECISIONS = {precision: place for place, precision in enumerate(Precision)}
LANE_ORDER = {lane.key: place for place, lane in enumerate(lanes())}


@dataclass(slots=True)
class Draft:
    """A case while its rows are being read."""

    id: str
    sex: Sex | None = None
    birth: FuzzyDate | None = None
    read_on: date | None = None
    entries: list[Entry] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)

    def case(self) -> Case:
        """Return the finished case: entries in order, each with its id."""
        return Case(
            id=self.id,
            sex=self.sex,
            birth=self.birth,
            read_on=self.read_on,
            entries=in_order(self.entries),
            coverage=tuple(dict.fromkeys(self.coverage)),
        )


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Sort entries by start, precision, lane and place in the source; name each by its content."""
    seen: dict[str, int] = {}
    named = []
    for order, entry in enumerate(sorted(entries, key=sorting)):
        content = _content(entry)
        ordinal = seen[content] = seen.get(content, -1) + 1
        named.append(_named(entry, id_of(content, ordinal), order))
    return tuple(named)


def _named(entry: Entry, name: EntryId, order: int) -> Entry:
    if entry.id != UNNAMED:
        return replace(entry, id=name, order=order)
    # It was only just made, and nobody else holds it: a copy would take longer than its reading.
    object.__setattr__(entry, "id", name)
    object.__setattr__(entry, "order", order)
    return entry


def sorting(entry: Entry) -> tuple[date, int, int]:
    """Return what the entries of a case are sorted by; those alike stay as they came."""
    start = entry.start
    return start.earliest or start.first, PRECISIONS[start.precision], LANE_ORDER[entry.lane]


def _content(entry: Entry) -> str:
    return content_of(entry.lane, entry.start, entry.category, entry.words)


def merge_cases(cases: Sequence[Case]) -> tuple[list[Case], list[Entry]]:
    """Return one case per id, and the entries hidden because another file says the same.

    The same person in several files or sheets becomes one case; of two entries that say
    exactly the same one is kept, with both places as its sources.
    """
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.id, []).append(case)
    merged: list[Case] = []
    hidden: list[Entry] = []
    for group in groups.values():
        case, repeats = (group[0], []) if len(group) == 1 else _merge(group)
        merged.append(case)
        hidden.extend(repeats)
    return merged, hidden


def _merge(group: Sequence[Case]) -> tuple[Case, list[Entry]]:
    draft = Draft(
        group[0].id,
        sex=next((case.sex for case in group if case.sex), None),
        birth=next((case.birth for case in group if case.birth), None),
        read_on=max((case.read_on for case in group if case.read_on), default=None),
    )
    hidden: list[Entry] = []
    for case in group:
        free: dict[str, list[int]] = {}
        for index, entry in enumerate(draft.entries):
            free.setdefault(_same(entry), []).append(index)
        for entry in case.entries:
            places = free.get(_same(entry))
            if not places:
                draft.entries.append(entry)
                continue
            index = places.pop(0)
            kept = draft.entries[index]
            draft.entries[index] = replace(kept, sources=kept.sources + entry.sources)
            hidden.append(entry)
        draft.coverage.extend(case.coverage)
    return draft.case(), hidden


def _same(entry: Entry) -> str:
    """Return everything an entry says, whatever file it stands in."""
    end = entry.end
    window = (end.earliest, end.latest, end.clock) if end else ()
    rest = (entry.kind, entry.end_state, window, entry.label, entry.detail, entry.value)
    said = (entry.short_forms, entry.source_name, sorted(entry.attributes.items()))
    return f"{_content(entry)}\x1f{rest}\x1f{said}"


def _file(group: Sequence[Case]) -> str:
    places = (source for case in group for entry in case.entries for source in entry.sources)
    return next((source.file for source in places), "")


def check_order(case: Case, *, together: bool = False) -> list[Problem]:
    """Say where the spells of a lane with one state at a time overlap, and odd dates.

    A temporary placement lies within another and is no overlap. Dates that only may overlap
    are not said. `together` says the overlaps of a lane in one sentence, with all their rows.
    """
    problems: list[Problem] = []
    later = late_entries(case)
    if later is not None and not later.odd:
        place = later.rows.place
        for key, numbers, pairs in later.spells.crossing():
            title = lane_of(key).title
            if together:
                # What they are called is not said, and is not looked for.
                where = place.file, place.sheet, numbers[1]
                problems.append(_overlap_problem(where, numbers, title))
            else:
                problems.extend(_overlaps(pairs, title))
        return problems
    say = _overlaps_together if together else _overlaps
    for key in dict.fromkeys(entry.lane for entry in case.entries):
        if lane_of(key).exclusive:
            spells = [item for item in case.in_lane(key) if item.kind is Kind.SPELL]
            steady = [item for item in spells if not item.flag("temporary")]
            problems.extend(say(crossing(steady), lane_of(key).title))
    for entry in case.entries:
        problems.extend(_odd_dates(entry, case))
    return problems


def _overlaps(pairs: Iterable[tuple[Named, Named]], title: str) -> Iterable[Problem]:
    for last, entry in pairs:
        yield _problem(
            entry,
            "overlap",
            f"“{entry.label}” starts before “{last.label}” ends in {title}. Both are drawn.",
            last,
        )


def _overlaps_together(pairs: Iterable[tuple[Named, Named]], title: str) -> Iterable[Problem]:
    named = [one for pair in pairs for one in pair]
    if named:
        yield _overlap_problem(_where(named[1]), list(map(_row, named)), title)


def _overlap_problem(where: Where, rows: Sequence[int | None], title: str) -> Problem:
    message = f"Spells overlap {often(len(rows) // 2)} in {title}. All are drawn."
    return _problem_at(where, "overlap", message, rows)


def _odd_dates(entry: Entry, case: Case) -> Iterable[Problem]:
    """Say what starts after the day of reading or long before the birth."""
    earliest, latest = entry.start.earliest, entry.start.latest
    if case.read_on and earliest and earliest > case.read_on:
        yield _problem(entry, "after-reading", "It starts after the file was read.")
    birth = case.birth.earliest if case.birth else None
    if birth and latest and (birth - latest).days > 300:
        yield _problem(entry, "before-birth", "It starts long before the birth. Check the year.")


def _problem(entry: Named, rule: str, message: str, *others: Named) -> Problem:
    where = _where(entry)
    rows = [*map(_row, others), where[2]] if others else []
    return _problem_at(where, rule, message, rows)


def _problem_at(where: Where, rule: str, message: str, rows: Sequence[int | None]) -> Problem:
    file, sheet, row = where
    numbers = tuple([number for number in dict.fromkeys(rows) if number is not None])
    rest = (sheet, row, None, numbers)
    return _make_problem((file, rule, message, Severity.INFO, Action.ACCEPT, *rest))


def _where(entry: Named) -> Where:
    """Return the file, the sheet and the row in which something was read first."""
    if isinstance(entry, Entry):
        place = entry.sources[0]
        return place.file, place.sheet, place.row
    return entry.table.file, entry.table.sheet, entry.number


def _row(named: Named) -> int | None:
    return named.number if isinstance(named, NamedRow) else _where(named)[2]
