"""A journey in plain words: what a screen reader reads, and what goes beside a figure.

With ages only, ages are rounded to the nearest month as in the figure, and dates inside free
text are withheld.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeGuard

from journeyviewer.model.chronology import Case, Coverage, Entry, Kind, Sex
from journeyviewer.model.counts import interview_recorded, record_count, summary_lines
from journeyviewer.model.gaps import EVERY_LANE, covered_lane, gaps
from journeyviewer.model.lanes import Lane, lane, lanes, loose
from journeyviewer.model.spells import days_of, is_temporary, label_of, reading_day
from journeyviewer.model.times import Age, EndState, FuzzyDate, age_on
from journeyviewer.model.words import (
    counted,
    date_words,
    day_words,
    days_words,
    listed,
    lower_first,
    nearest_month,
    period_words,
    span_of_time,
    with_aside,
    without_dates,
)

GENDER = {Sex.FEMALE: "Female", Sex.MALE: "Male"}
INTERVIEWS = {
    True: "return interview recorded",
    False: "no return interview recorded",
    None: "return interview not stated",
}

SHORT_DOUBT = 31
"""Days of doubt up to which one age stands for a vague date."""


def describe(case: Case, axis: str = "ages", told: Sequence[str] = ()) -> str:
    """Return the journey in words, lane by lane; `axis` is "ages" or "dates".

    `told` are the keys of the lanes that are told of, () for all: of others no silence is said.
    """
    dates = axis == "dates"
    by_lane: dict[str, list[Entry]] = {}
    for entry in case.entries:
        if entry.start.known and not entry.suggested:
            by_lane.setdefault(entry.lane, []).append(entry)
    blocks = [_opening(case, dates)]
    blocks += [
        _lane_block(case, item, by_lane[item.key], dates) for item in lanes() if item.key in by_lane
    ]
    left_out = {item.key for item in lanes() if told and item.key not in told}
    blocks += [_silent_lanes(left_out.union(by_lane)), what_was_read(case, dates)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def item_name(entry: Entry, case: Case, dates: bool) -> str:
    """Return what a screen reader says of an item.

    Such as "Residence: Secure children’s home, 24 April to 19 July 2013, aged 15, out of
    borough, exact dates", or "..., from 15y 0m to 15y 3m, 86 days" with ages only.
    """
    return f"{lane(entry.lane).title}: {_item_words(entry, case, dates)}"


def item_facts(entry: Entry, case: Case, dates: bool) -> tuple[str, str, str]:
    """Return an item's label, when it was with what the bar says, and how exact that is."""
    if dates:
        parts = [_dated(entry), _aged(entry, case), *_marks(entry)]
    else:
        parts = [_at_ages(entry, case), _length(entry, case), *_marks(entry)]
    when = ", ".join(part for part in parts if part)
    return _label(entry, dates), when, _exactness(entry)


def _item_words(entry: Entry, case: Case, dates: bool) -> str:
    parts = [_label(entry, dates)]
    if dates:
        parts += [_dated(entry), _aged(entry, case), *_marks(entry), _exactness(entry)]
    else:
        parts += [_at_ages(entry, case), _length(entry, case), *_marks(entry)]
    return ", ".join(part for part in parts if part)


def _label(entry: Entry, dates: bool) -> str:
    label = label_of(entry)
    if not label.endswith(".."):
        # A sentence of the file goes on here in one of ours.
        label = label.removesuffix(".")
    # What a level stands for is a word: its score is beside it.
    said = (entry.value, entry.attributes.get("score"))
    number = next((each for each in said if _is_number(each)), None)
    tool = str(entry.attributes.get("tool", "")).strip()
    if number is not None:
        noun = "" if entry.kind is Kind.COUNT else "score "
        label += f", {noun}{number:g}"
        if tool and tool.casefold() not in label.casefold():
            label = with_aside(label, tool)
    return label if dates else without_dates(label)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _dated(entry: Entry) -> str:
    clock = f", {entry.start.clock:%H:%M}" if entry.start.clock else ""
    if entry.kind in (Kind.EVENT, Kind.SCORE):
        return date_words(entry.start) + clock
    if entry.end is not None and entry.end.known:
        return period_words(entry.start, entry.end)
    state = "still going on" if entry.end_state is EndState.OPEN else "end not recorded"
    return f"from {date_words(entry.start)}, {state}"


def _aged(entry: Entry, case: Case) -> str:
    if case.birth is None or not case.birth.known or not entry.start.known:
        return ""
    if entry.start.first < case.birth.first:
        return "before birth"
    oldest = age_on(case.birth.first, entry.start.last).years
    youngest = age_on(case.birth.last, entry.start.first).years
    if oldest == 0:
        return "aged under 1"
    return f"aged {oldest}" if oldest == youngest else f"aged {youngest} or {oldest}"


def _at_ages(entry: Entry, case: Case) -> str:
    start = age_words(entry.start, case)
    if entry.kind in (Kind.EVENT, Kind.SCORE):
        return f"at {start}" if start[:1].isdigit() or start.startswith("about") else start
    if entry.end is not None and entry.end.known:
        end = age_words(entry.end, case)
        # So short that both ends are in one month of age.
        return f"at {start}" if end == start and start[:1].isdigit() else f"from {start} to {end}"
    state = "still going on" if entry.end_state is EndState.OPEN else "end not recorded"
    return f"from {start}, {state}"


def age_words(when: FuzzyDate, case: Case) -> str:
    """Return a date as an age to the nearest month: "15y 3m", "about 15y 3m", "before 9y 0m"."""
    if not when.known:
        return "an age that is not recorded"
    if when.earliest is None:
        return f"before {_age(when.last, case)}"
    if when.latest is None:
        return f"{_age(when.first, case)} or later"
    if when.days_of_doubt > SHORT_DOUBT:
        about = "about " if when.approximate else ""
        return f"{about}between {_age(when.first, case)} and {_age(when.last, case)}"
    middle = _age(when.first + (when.last - when.first) / 2, case)
    return middle if when.exact or not middle[:1].isdigit() else f"about {middle}"


def _age(when: date, case: Case) -> str:
    """Return an age such as "15y 3m"; months after the first record where no birth is known."""
    if case.birth is None or not case.birth.known:
        first = min(entry.start.first for entry in case.entries if entry.start.known)
        months = nearest_month(first, when)
        after = f"{counted(months, 'month')} after " if months else ""
        return f"{after}the first record"
    if when < case.birth.first:
        return "before birth"
    months = nearest_month(case.birth.first, when)
    return "birth" if months == 0 else str(Age(*divmod(months, 12)))


def _length(entry: Entry, case: Case) -> str:
    """Return the days of a spell that has ended and whose ends are exact."""
    reading = reading_day(case)
    ended = entry.kind is Kind.SPELL and entry.end is not None and entry.end.exact
    if not ended or reading is None or not entry.start.exact:
        return ""
    days = days_of(entry, reading)
    return "" if days is None else days_words(days)


def _marks(entry: Entry) -> list[str]:
    """Return what the marks on the bar say, in words."""
    said = []
    if entry.flag("out_of_area"):
        said.append("out of borough")
    planned = entry.attributes.get("planned")
    if isinstance(planned, bool):
        said.append("planned move" if planned else "unplanned move")
    if entry.flag("high_cost"):
        said.append("high-cost placement")
    if entry.kind is Kind.SPELL and is_temporary(entry):
        said.append("temporary")
    if entry.lane == "missing" and entry.kind is Kind.SPELL:
        said.append(INTERVIEWS[interview_recorded(entry)])
    if entry.flag("own"):
        said.append("added by the reader")
    if entry.flag("closed_by_pipeline"):
        said.append("end written by a data pipeline")
    return said


def _exactness(entry: Entry) -> str:
    if entry.kind in (Kind.EVENT, Kind.SCORE):
        return "exact date" if entry.start.exact else "date not exact"
    end_exact = entry.end is None or entry.end.exact
    if entry.start.exact and end_exact:
        return "exact dates" if entry.end is not None else "exact start"
    return "dates not exact"


def _opening(case: Case, dates: bool) -> str:
    reading = reading_day(case)
    who = [GENDER[case.sex]] if case.sex else []
    if reading is not None and case.birth is not None and case.birth.known:
        who.append(f"{age_on(case.birth.first, reading).years} when the file was read")
    if dates and reading is not None:
        who.append(f"read on {day_words(reading)}")
    facts = [", ".join(who), counted(record_count(case), "record")]
    facts.append("Dates and ages" if dates else "Ages only; dates withheld")
    title = case.title if dates else without_dates(case.title)
    return f"{title}\n{'. '.join(fact for fact in facts if fact)}."


def _silent_lanes(in_use: set[str]) -> str:
    titles = [lower_first(item.title) for item in lanes() if item.key not in in_use | {"other"}]
    if not titles:
        return ""
    silence = "None may have happened, or none was written down."
    return f"Nothing recorded under {listed(titles)}. {silence}"


def _lane_block(case: Case, item: Lane, entries: Sequence[Entry], dates: bool) -> str:
    summary = "; ".join(
        line if index == 0 else lower_first(line)
        for index, line in enumerate(summary_lines(case, item.key))
    )
    lines = [
        f"{item.title}: {summary if dates else without_dates(summary)}." if summary else item.title
    ]
    episodes = [e for e in entries if item.layout == "missing" and e.kind is Kind.SPELL]
    lines += _missing_lines(episodes, case, dates)
    lines += [f"  {_item_words(e, case, dates)}" for e in entries if e not in episodes]
    lines += _gap_lines(case, item.key, dates)
    return "\n".join(lines)


def _missing_lines(episodes: Sequence[Entry], case: Case, dates: bool) -> list[str]:
    """Return missing episodes by year of age, or by calendar year, when there are many."""
    if len(episodes) <= 6:
        return [f"  {_item_words(entry, case, dates)}" for entry in episodes]
    groups: dict[str, list[Entry]] = {}
    for entry in episodes:
        groups.setdefault(_year_of(case, dates)(entry), []).append(entry)
    return [f"  {name}: {_episodes_words(group, case)}" for name, group in groups.items()]


def _year_of(case: Case, dates: bool) -> Callable[[Entry], str]:
    birth = case.birth.first if case.birth and case.birth.known else None
    if dates:
        return lambda entry: f"In {entry.start.first.year}"
    if birth is None:
        first = min(entry.start.first for entry in case.entries if entry.start.known)
        return lambda entry: f"Year {age_on(first, entry.start.first).years + 1} of the record"
    return lambda entry: f"Aged {age_on(birth, entry.start.first).years}"


def _episodes_words(group: Sequence[Entry], case: Case) -> str:
    reading = reading_day(case) or group[-1].start.last
    interviews = [interview_recorded(entry) for entry in group]
    parts = [counted(len(group), "episode")]
    if any(said is not None for said in interviews):
        parts.append(f"{counted(interviews.count(True), 'return interview')} recorded")
    longest = max((days_of(entry, reading) or 0 for entry in group), default=0)
    if longest:
        parts.append(f"the longest {days_words(longest)}")
    return ", ".join(parts)


def _gap_lines(case: Case, lane_key: str, dates: bool) -> list[str]:
    lines = []
    for gap in gaps(case, lane_key):
        between = (
            f"from {day_words(gap.start)} to {day_words(gap.end)}"
            if dates
            else f"from {_age(gap.start, case)} to {_age(gap.end, case)}"
        )
        lines.append(f"  Not recorded {between}, {span_of_time(gap.days)}")
    return lines


def what_was_read(case: Case, dates: bool) -> str:
    """Return which sources were read for which lanes and days, a line each after the first."""
    if not case.coverage:
        return "What was read: not stated."
    by_window: dict[tuple[str, date | None, date | None], list[str]] = {}
    for window in case.coverage:
        key = (window.source, window.start, window.end)
        by_window.setdefault(key, []).append(_named(window))
    lines = ["What was read:"]
    for (source, start, end), names in by_window.items():
        what = f"{source}: {listed(list(dict.fromkeys(names)))}"
        what = what if dates else without_dates(what)
        lines.append(f"  {what}, {_window_words(case, start, end, dates)}")
    return "\n".join(lines)


def _named(window: Coverage) -> str:
    if loose(window.lane) in EVERY_LANE:
        return "all lanes"
    key = covered_lane(window.lane)
    return lower_first(lane(key).title) if key else window.lane


def _window_words(case: Case, start: date | None, end: date | None, dates: bool) -> str:
    say: Callable[[date], str] = day_words if dates else lambda day: _age(day, case)
    if start is None and end is None:
        return "without bounds"
    if start is None:
        return f"up to {say(end)}" if end else ""
    return f"from {say(start)} to {say(end)}" if end else f"from {say(start)} on"
