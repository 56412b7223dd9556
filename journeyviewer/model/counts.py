"""Plain counts of one case, as the lane headers and the cohort table give them; never a score.

Suggested entries are not counted. Lengths are whole days of half-open spans.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.gaps import gaps
from journeyviewer.model.ladders import NONE, current, highest
from journeyviewer.model.lanes import lane, loose
from journeyviewer.model.moves import out_of_borough, placements
from journeyviewer.model.spells import (
    category_of,
    end_day,
    is_not_recorded,
    reading_day,
    spells,
    union_days,
)
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, length_words, lower_first, span_of_time

NOTHING = "Nothing recorded"
ASSESSMENT_SHAPES = frozenset(("square", "boxed"))


def summary_lines(case: Case, lane_key: str) -> tuple[str, ...]:
    """Return the lane header's lines, the most important first; one line when it is empty."""
    number = sum(entry.lane == lane_key for entry in drawn(case))
    if not number:
        return (NOTHING,)
    lines = tuple(line for line in _SUMMARIES[lane_key](case) if line)
    # Records of no known kind are counted as they are.
    return lines or (counted(number, "record"),)


def drawn(case: Case) -> list[Entry]:
    """Return the entries that count: all but those merely suggested to the reader."""
    return [entry for entry in case.entries if not entry.suggested]


def record_count(case: Case) -> int:
    """Return the number of records of a case."""
    return len(drawn(case))


def events(case: Case, lane_key: str, *categories: str) -> list[Entry]:
    """Return the lane's events and scores, of some kinds only when they are named."""
    return [
        entry
        for entry in drawn(case)
        if entry.lane == lane_key
        and entry.kind in (Kind.EVENT, Kind.SCORE)
        and (not categories or entry.category in categories)
    ]


def settings(case: Case) -> list[Entry]:
    """Return the education spells that are a setting.

    Having no place, NEET and "not recorded" are none, and a reduced timetable that follows
    another spell of education is taken to be at the same setting.
    """
    chosen: list[Entry] = []
    before: Entry | None = None
    for entry in spells(case, "education"):
        category = category_of(entry)
        hollow = category is not None and category.drawn != "span"
        reduced = entry.category == "PT" and before is not None and before in chosen
        if not hollow and not reduced:
            chosen.append(entry)
        if not reduced:
            before = entry
    return chosen


def days_not_recorded(case: Case, lane_key: str) -> int:
    """Return the days in gaps and in spells that say "not recorded", counted once."""
    reading = reading_day(case)
    if reading is None:
        return 0
    ranges: list[tuple[date, date]] = [(gap.start, gap.end) for gap in gaps(case, lane_key)]
    for entry in spells(case, lane_key):
        end = end_day(entry, reading)
        if is_not_recorded(entry) and end is not None:
            ranges.append((entry.start.first, end))
    return union_days(ranges)


def assessments(case: Case) -> int:
    """Return the number of CSE assessments: days on which a level, a score or one is recorded."""
    days = set()
    for entry in drawn(case):
        if entry.lane != "cse" or not entry.start.known:
            continue
        category = category_of(entry)
        level = category is not None and (category.value is not None or category.code == "NKR")
        if entry.kind is Kind.SCORE or entry.category == "CASS" or level:
            days.add(entry.start.first)
    return len(days)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCounts:
    """Missing episodes, what the source says of return interviews, and days missing.

    `days` counts a day in two episodes once; an episode that ends on the day it began adds
    none, nor does one whose end is not known. `silent` episodes are those for which the source
    does not say whether there was an interview.
    """

    episodes: int
    interviews: int
    silent: int
    days: int


def missing_counts(case: Case) -> MissingCounts:
    """Return the counts of the missing lane."""
    episodes = spells(case, "missing")
    reading = reading_day(case)
    said = [interview_recorded(entry) for entry in episodes]
    ends = [(entry, end_day(entry, reading)) for entry in episodes] if reading else []
    return MissingCounts(
        episodes=len(episodes),
        interviews=said.count(True),
        silent=said.count(None),
        days=union_days((entry.start.first, end) for entry, end in ends if end is not None),
    )


def interview_recorded(entry: Entry) -> bool | None:
    """Return whether a return interview is recorded; None where the source does not say."""
    words = entry.attributes.get("return_interview")
    if isinstance(words, str):
        return {"yes": True, "no": False}.get(words)
    accepted = entry.attributes.get("rhi_accepted")
    if isinstance(accepted, bool):
        return accepted
    return False if entry.attributes.get("rhi_offered") is False else None


def support_sources(case: Case) -> list[str]:
    """Return the people, services and activities that helped, each once, by their words."""
    found: dict[str, str] = {}
    for entry in spells(case, "support"):
        found.setdefault(loose(source_name(entry)), source_name(entry))
    return list(found.values())


def source_name(entry: Entry) -> str:
    """Return who or what helped: the label up to its first colon or comma."""
    label = entry.label.split(":", 1)[0]
    return label.split(",", 1)[0].strip() or entry.label


def achievements(case: Case) -> int:
    """Return the number of achievements recorded, at school and elsewhere."""
    return len(events(case, "support", "ACH")) + len(events(case, "education", "EACH"))


def _legal(case: Case) -> list[str]:
    top, now = highest(case, "legal"), current(case, "legal")
    if not top.recorded:
        return [_number(case, "legal", "order", "record")]
    if top.rank == 0:
        return ["No legal order recorded"]
    if now.words == top.words:
        return [f"{now.words} now"]
    if now.words == NONE:
        return [f"{top.words} highest, no order now"]
    return [f"{top.words} highest, {now.words} now"]


def _residence(case: Case) -> list[str]:
    number, outside = len(placements(case)), len(out_of_borough(case))
    line = counted(number, "placement") if number else "No placements recorded"
    if outside:
        line += f", {outside} out of borough"
    return [line, _silence(case, "residence")]


def _education(case: Case) -> list[str]:
    number = len(settings(case))
    line = counted(number, "setting") if number else "No settings recorded"
    return [line, _silence(case, "education")]


def _referrals(case: Case) -> list[str]:
    plans = [entry for entry in spells(case, "referrals") if not is_not_recorded(entry)]
    kinds = lane("referrals")
    assessed = [
        entry
        for entry in events(case, "referrals")
        if (kind := kinds.event(entry.category)) and kind.shape in ASSESSMENT_SHAPES
    ]
    contacts = len(events(case, "referrals")) - len(assessed)
    return [
        counted(len(plans), "plan") if plans else "",
        counted(contacts, "contact or meeting", "contacts and meetings") if contacts else "",
        counted(len(assessed), "assessment") if assessed else "",
    ]


def _cse(case: Case) -> list[str]:
    number = assessments(case)
    others = len(events(case, "cse")) - len(events(case, "cse", "SCORE", "CASS"))
    return [
        counted(number, "assessment") if number else "",
        counted(others, "other record") if others else "",
    ]


def _missing(case: Case) -> list[str]:
    counts = missing_counts(case)
    lines = [counted(counts.episodes, "episode")] if counts.episodes else []
    if counts.silent < counts.episodes:
        lines.append(counted(counts.interviews, "return interview") + " recorded")
    if counts.silent:
        lines.append(f"Interview not stated for {counts.silent}")
    lines += [
        f"A count of {entry.value} over a period"
        for entry in drawn(case)
        if entry.lane == "missing" and entry.kind is Kind.COUNT
    ]
    other = len(events(case, "missing"))
    return [*lines, counted(other, "other record") if other else ""]


def _support(case: Case) -> list[str]:
    number = len(support_sources(case))
    hexagons = len(events(case, "support", "ACH"))
    strengths = len(events(case, "support", "STR"))
    return [
        counted(number, "source", "sources") + " of support" if number else "",
        counted(hexagons, "achievement") if hexagons else "",
        _longest(case),
        counted(strengths, "strength") + " noted" if strengths else "",
    ]


def _longest(case: Case) -> str:
    reading = reading_day(case)
    known = [
        (end - entry.start.first, entry, end)
        for entry in spells(case, "support")
        if reading is not None and (end := end_day(entry, reading)) is not None
    ]
    if len(known) < 2:
        return ""
    _, entry, end = max(known, key=lambda item: item[0])
    name = lower_first(source_name(entry))
    return f"Longest: {name}, {length_words(entry.start.first, end)}"


def _voice(case: Case) -> list[str]:
    silent = len(events(case, "voice", "VNR"))
    words = len(events(case, "voice")) - silent
    return [
        counted(words, "time") + " in their words" if words else "",
        counted(silent, "meeting") + " without views" if silent else "",
    ]


def _health(case: Case) -> list[str]:
    unseen = len(events(case, "health", "HDNA"))
    seen = len(events(case, "health")) - unseen
    return [
        _number(case, "health", "period of need or help", "", "periods of need or help"),
        counted(seen, "contact") if seen else "",
        f"{unseen} did not attend" if unseen else "",
    ]


def _substances(case: Case) -> list[str]:
    return [_number(case, "substances", "period noted", "record", "periods noted")]


def _family(case: Case) -> list[str]:
    return [_number(case, "family", "circumstance", "event")]


def _justice(case: Case) -> list[str]:
    return [_number(case, "justice", "outcome", "contact")]


def _other(case: Case) -> list[str]:
    number = sum(entry.lane == "other" for entry in drawn(case))
    return [counted(number, "record")]


def _number(case: Case, lane_key: str, spell: str, event: str, plural: str = "") -> str:
    """Return how many spells, and events when they have a noun, the lane holds."""
    known = [entry for entry in spells(case, lane_key) if not is_not_recorded(entry)]
    points = len(events(case, lane_key)) if event else 0
    parts = [
        counted(len(known), spell, plural) if known else "",
        counted(points, event) if points else "",
    ]
    return ", ".join(part for part in parts if part)


def _silence(case: Case, lane_key: str) -> str:
    days = days_not_recorded(case, lane_key)
    return f"{span_of_time(days)} not recorded" if days >= 14 else ""


_SUMMARIES: dict[str, Callable[[Case], list[str]]] = {
    "legal": _legal,
    "residence": _residence,
    "education": _education,
    "referrals": _referrals,
    "cse": _cse,
    "missing": _missing,
    "support": _support,
    "voice": _voice,
    "health": _health,
    "substances": _substances,
    "family": _family,
    "justice": _justice,
    "other": _other,
}
