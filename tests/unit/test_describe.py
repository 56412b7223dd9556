"""A journey in plain words, with dates and with ages only."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from journeyviewer.model.chronology import Case, Coverage
from journeyviewer.model.times import FuzzyDate, Precision
from journeyviewer.timeline.describe import describe, item_name
from tests.builders import UNKNOWN, case, event, score, spell, window_count

YEAR = re.compile(r"199\d|20[0-2]\d|2030")


@pytest.fixture
def journey() -> Case:
    """A short journey with a date in every place where one can hide."""
    return case(
        spell("legal", "S31", "2013-10-01"),
        spell(
            "residence",
            "SCH",
            "2013-04-24",
            "2013-07-19",
            attributes={"out_of_area": True, "planned": False},
        ),
        spell("residence", "SA", "2013-09-19", words="Flat, since 19 September 2013"),
        spell(
            "cse",
            "HIGH",
            "2013-02-25",
            "2014-02",
            attributes={"score": 24, "tool": "Screening tool (invented), 2012 edition"},
        ),
        score("cse", "SCORE", "2013-09-01", 22),
        event("referrals", "REF", FuzzyDate(date(2001, 1, 1), date(2001, 12, 31), Precision.YEAR)),
        event("voice", "W", "2013-05-01", words="In April 2013 I was 14"),
        window_count("missing", "2014-01-01", "2014-12-31", 3),
        *(
            spell(
                "missing",
                "M",
                f"2013-0{number}-03",
                f"2013-0{number}-05",
                attributes={"return_interview": "yes" if number > 2 else "no"},
            )
            for number in range(1, 9)
        ),
        coverage=(Coverage("File of 2015", "all", date(1998, 5, 1), date(2015, 11, 18)),),
    )


def named(journey: Case, category: str, dates: bool) -> str:
    """Return the name of the item with a category."""
    entry = next(item for item in journey.entries if item.category == category)
    return item_name(entry, journey, dates)


def test_item_names_with_dates(journey: Case) -> None:
    """The form the design gives: what, when, how old, where, how sure."""
    assert named(journey, "SCH", True) == (
        "Residence: Secure children’s home, 24 April to 19 July 2013, aged 14, "
        "out of borough, unplanned move, exact dates"
    )
    assert named(journey, "S31", True) == (
        "Legal status: Care order (S31), from 1 October 2013, still going on, aged 15, exact start"
    )
    assert named(journey, "REF", True) == (
        "Referrals & plans: Referral, 2001, aged 2 or 3, date not exact"
    )


def test_item_names_with_ages_only(journey: Case) -> None:
    """Ages to the nearest month, as in the figure, and the length in days."""
    assert named(journey, "SCH", False) == (
        "Residence: Secure children’s home, from 15y 0m to 15y 3m, 86 days, "
        "out of borough, unplanned move"
    )
    assert named(journey, "REF", False) == ("Referrals & plans: Referral, between 2y 8m and 3y 8m")
    assert named(journey, "W", False) == (
        "Young person’s voice: In [date withheld] I was 14, at 15y 0m"
    )


def test_a_level_is_said_to_be_what_was_assessed_with_its_score(journey: Case) -> None:
    """As on the bar; what the level stands for is a word and no number."""
    level = next(item for item in journey.entries if item.category == "HIGH")
    for known in (level, replace(level, label="High", value="high")):
        name = item_name(known, journey, True)
        assert name.startswith("CSE concerns & response: Assessed level: high, score 24, Screening")


def test_a_tool_with_brackets_of_its_own_stands_after_a_comma(journey: Case) -> None:
    level = next(item for item in journey.entries if item.category == "HIGH")
    known = replace(level, attributes={**level.attributes, "tool": "own tool (2013 form)"})
    assert "score 24, own tool (2013 form), " in item_name(known, journey, True)


def test_a_spell_within_one_month_of_age_is_at_that_age() -> None:
    told = case(spell("legal", "S20", "2013-05-02", "2013-05-11"))
    assert "at 15y 0m, 9 days" in item_name(told.entries[0], told, dates=False)
    assert "from" not in describe(told).split("Legal status")[1].splitlines()[1]


def test_no_year_with_ages_only(journey: Case) -> None:
    """Not in labels, tools, sources, titles or gaps."""
    assert YEAR.search(describe(journey, "dates"))
    assert not YEAR.search(describe(journey, "ages"))
    assert not YEAR.search(describe(journey))


def test_without_a_birth_months_count_from_the_first_record() -> None:
    """No age is invented."""
    one = case(
        spell("residence", "FC", "2013-04-24", UNKNOWN),
        event("voice", "W", "2012-04-24"),
        birth=None,
        id="2012-7",
    )
    text = describe(one, "ages")
    assert "Foster care, from 12 months after the first record, end not recorded" in text
    assert not YEAR.search(text)


def test_every_lane_is_accounted_for(journey: Case) -> None:
    """Lanes with records come with their counts, the others are named as silent."""
    text = describe(journey, "dates")
    assert "Missing episodes: 8 episodes; 6 return interviews recorded" in text
    assert "In 2013: 8 episodes, 6 return interviews recorded, the longest 2 days" in text
    assert "Missing episodes, 3, 1 January to 31 December 2014" in text
    assert "Not recorded from 19 July 2013 to 19 September 2013, 8 weeks" in text
    assert "Nothing recorded under education & work, support & strengths, health" in text
    assert "File of 2015: all lanes, from 1 May 1998 to 18 November 2015" in text


def test_ages_change_where_the_figure_changes_them(journey: Case) -> None:
    """Missing episodes are grouped by age when dates are withheld."""
    text = describe(journey, "ages")
    assert "Aged 14: 4 episodes, 2 return interviews recorded" in text
    assert "Aged 15: 4 episodes, 4 return interviews recorded" in text


def test_a_sentence_of_the_file_does_not_end_the_sentence_it_stands_in() -> None:
    told = case(event("other", "She moved home.", "2013-05-01"))

    assert "She moved home, " in item_name(told.entries[0], told, dates=True)
    assert "home.," not in describe(told, "dates")
