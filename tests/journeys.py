"""A small language for writing chronologies in tests, and one full invented journey."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import count

from journeyviewer.model.chronology import AttributeValue, Case, Entry, EntryId, Kind, Sex
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.times import EndState, FuzzyDate, Precision, day, month

OPEN = "open"
UNKNOWN = "unknown"
_numbers = count(1)


def when(text: str) -> FuzzyDate:
    """Read "2013-04-24", "2013-04" or "2013"."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return day(date(*parts))
    if len(parts) == 2:
        return month(*parts)
    return FuzzyDate(date(parts[0], 1, 1), date(parts[0], 12, 31), Precision.YEAR, raw=text)


def entry(
    lane: str,
    what: str,
    start: str | FuzzyDate,
    end: str | None = None,
    *,
    words: str = "",
    short: Iterable[str] = (),
    kind: Kind | None = None,
    value: int | str | None = None,
    **attributes: AttributeValue,
) -> Entry:
    """Write one entry; a category of the lane makes a spell, everything else an event."""
    found = lane_of(lane).find(what)
    spell = kind is Kind.SPELL or (kind is None and found in lane_of(lane).categories)
    number = next(_numbers)
    state = EndState.CLOSED
    if end == OPEN:
        state = EndState.OPEN
    elif end == UNKNOWN or (spell and end is None):
        state = EndState.UNKNOWN
    return Entry(
        id=EntryId(f"entry-{number}"),
        kind=kind or (Kind.SPELL if spell else Kind.EVENT),
        lane=lane,
        record_lane=found.record_lane if found else lane_of(lane).record_lanes[0],
        category=found.code if found else None,
        label=words or (found.label if found else what),
        start=when(start) if isinstance(start, str) else start,
        end=when(end) if end and end not in (OPEN, UNKNOWN) else None,
        end_state=state,
        words=words,
        short_forms=tuple(short),
        value=value,
        attributes=attributes,
        order=number,
    )


def a_case(
    *entries: Entry,
    id: str = "1",
    birth: str | None = "1998-05",
    read_on: str | None = "2015-11-18",
    sex: Sex | None = Sex.FEMALE,
) -> Case:
    """Put entries together as one case, in order of date."""
    ordered = sorted(entries, key=lambda item: (item.start.first, item.order))
    return Case(
        id=id,
        sex=sex,
        birth=when(birth) if birth else None,
        read_on=date.fromisoformat(read_on) if read_on else None,
        entries=tuple(ordered),
    )


@cache
def full_journey() -> Case:
    """One invented life with something of everything that can be drawn."""
    return a_case(
        *_legal(),
        *_residence(),
        *_education(),
        *_referrals(),
        *_cse(),
        *_missing(),
        *_support(),
        *_rest(),
    )


def _legal() -> list[Entry]:
    return [
        entry("legal", "NONE", "1998-05", "2013-03-14"),
        entry("legal", "S46", "2013-03-14", "2013-03-17"),
        entry("legal", "S20", "2013-03-17", "2013-04-10"),
        entry(
            "legal", "S38", "2013-04-10", "2013-09-20", words="Interim care order", short=["ICO"]
        ),
        entry("legal", "S31", "2013-09-20", OPEN, words="Care order (S31)"),
        entry("legal", "S25", "2013-04-24", "2013-07-19", words="Secure order (S25)"),
        entry("legal", "LC", "2014-04-10", OPEN, words="Eligible for leaving care support"),
    ]


def _residence() -> list[Entry]:
    away = {"out_of_area": True}
    return [
        entry("residence", "H", "1998-05", "2006", words="At home with mother"),
        entry("residence", "FF", "2006", "2008-06", words="With grandmother", short=["GM"]),
        entry(
            "residence", "H", "2008-06", "2013-03-14", words="At home with mother and stepfather"
        ),
        entry("residence", "EFC", "2013-03-14", "2013-04-24", short=["EFC"], planned=False),
        entry("residence", "SCH", "2013-04-24", "2013-07-19", planned=False, **away),
        entry(
            "residence",
            "FC",
            "2013-07-19",
            "2013-09-02",
            words="Foster carer A",
            short=["FA"],
            **away,
        ),
        entry("residence", "TEMP", "2013-08-01", "2013-08-12", words="Respite", temporary=True),
        entry("residence", "FC", "2013-09-02", "2013-10-05", words="Foster carer B", short=["FB"]),
        entry(
            "residence", "RH", "2013-10-05", "2014-05-06", short=["Res. home"], planned=True, **away
        ),
        entry("residence", "SpH", "2014-05-06", "2015-03-01", high_cost=True, planned=True, **away),
        entry("residence", "SA", "2015-03-01", OPEN, words="Supported flat", planned=True, **away),
    ]


def _education() -> list[Entry]:
    return [
        entry("education", "FT", "2002-09-03", "2009-07-20", words="Primary school"),
        entry(
            "education", "FT", "2009-09-01", "2012-05-10", words="Secondary school", short=["Sec"]
        ),
        entry("education", "PRU", "2012-10-01", "2013-04-24"),
        entry("education", "NR", "2013-07-19", "2013-11-01"),
        entry("education", "HT", "2013-11-01", UNKNOWN),
        entry("education", "NEET", "2014-12-12", OPEN, words="NEET, exploring vocational training"),
        entry("education", "Fixed-term exclusion", "2011-11-02", words="Excluded 5 days"),
        entry("education", "Achievement", "2014-06-20", words="Passed English and maths units"),
    ]


def _referrals() -> list[Entry]:
    days = "2001-04-04 2001-12-01 2002-12-01 2003-01-01 2003-02-01 2006-01-01 2012-01-02".split()
    meetings = (
        "2012-09-21 2012-10-06 2013-01-04 2013-02-10 2013-02-20 2013-03-15 2013-03-20".split()
    )
    reviews = "2013-05-25 2013-07-10 2014-02-20 2014-08-20 2015-01-20 2015-08-20".split()
    return [
        entry("referrals", "CIN", "2002-02", "2003-05-01"),
        entry("referrals", "CP", "2003-05-01", "2004-06-01"),
        entry("referrals", "CIN", "2012-01-20", "2012-09-20"),
        entry("referrals", "CP", "2012-09-20", "2013-04-24"),
        entry("referrals", "LAC", "2013-04-24", "2014-04-10"),
        entry("referrals", "PP", "2014-04-10", OPEN),
        *(entry("referrals", "Referral", text) for text in days),
        *(entry("referrals", "Strategy meeting", text) for text in meetings),
        *(entry("referrals", "Looked-after review", text) for text in reviews),
        entry("referrals", "S47 enquiry", "2012-09-20"),
        entry("referrals", "Initial assessment", "2012-01-10"),
    ]


def _cse() -> list[Entry]:
    concern = FuzzyDate(date(2011, 10, 1), date(2011, 12, 31), Precision.TERM)
    tool = {"tool": "screening tool (invented)"}
    return [
        entry("cse", "MED", "2012-08-20", "2013-02-04", score=11, **tool),
        entry("cse", "HIGH", "2013-02-04", "2014-07-01", score=24, **tool),
        entry("cse", "STD", "2014-07-01", OPEN, score=6, **tool),
        entry("cse", "Scored assessment", "2013-08-10", kind=Kind.SCORE, value=22),
        entry("cse", "Concern noted", concern, words="Concern noted by school nurse"),
        entry("cse", "Police action", "2013-02-20"),
        entry("cse", "Told someone what happened", "2013-05-28", words="Told an art tutor"),
    ]


def _missing() -> list[Entry]:
    first = date(2012, 3, 3)
    episodes = []
    for number in range(40):
        start = first + timedelta(days=number * number % 430)
        end = start + timedelta(days=(0, 1, 2, 5)[number % 4])
        interview = ("yes", "no", "yes")[number % 3]
        episodes.append(entry("missing", "M", str(start), str(end), return_interview=interview))
    return episodes


def _support() -> list[Entry]:
    return [
        entry(
            "support",
            "PER",
            "2003",
            OPEN,
            words="Grandmother: steady contact",
            short=["Grandmother"],
        ),
        entry("support", "SVC", "2011-07-01", "2012-06-10", words="Learning mentor at school"),
        entry("support", "PER", "2013-02-10", "2015-09-10", words="Same social worker, 31 months"),
        entry("support", "ACT", "2013-05-05", "2013-07-10", words="Art group", short=["Art"]),
        entry("support", "Achievement", "2015-03-01", words="Own flat"),
    ]


def _rest() -> list[Entry]:
    return [
        entry("voice", "Their words", "2012-09-20", words="“I want to live with my nan.”"),
        entry("voice", "Meeting held, views not recorded", "2013-12-20"),
        entry("health", "Health contact", "2005-05-05"),
        entry("health", "TH", "2014-06-01", "2015-03-01"),
        entry("substances", "NOTED", "2012-02", "2013-09-01"),
        entry("family", "F", "2007-02", "2013-06-01"),
        entry("family", "Family event", "2002-09-09"),
        entry("justice", "Police contact", "2012-05-05"),
        entry("justice", "CUS", "2013-01-10", "2013-02-01"),
    ]
