"""Dates in words, and free text with its dates taken out."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.model.times import FuzzyDate, Precision, day, month
from journeyviewer.model.words import (
    MONTHS,
    calendar_words,
    date_words,
    length_words,
    lower_first,
    period_words,
    without_dates,
)

GONE = "[date withheld]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moved on 24/04/2013 to carer B", f"Moved on {GONE} to carer B"),
        ("in April 2013, 3 weeks", f"in {GONE}, 3 weeks"),
        ("by 14 March", f"by {GONE}"),
        ("the 2012/13 school year", f"the {GONE} school year"),
        ("Mar 2012–May 2013", f"{GONE}–{GONE}"),
        ("20130424", GONE),
        ("in September she started", f"in {GONE} she started"),
        ("May help; may 5 people", "May help; may 5 people"),
        ("Children Act 1989, aged 15, 2,013 pounds", "Children Act 1989, aged 15, 2,013 pounds"),
        ("Phoenix score 24", "Phoenix score 24"),
        ("Seen on 3/4, and until 31/12", f"Seen on {GONE}, and until {GONE}"),
        ("scored 3/5, cut by 3/4, open 24/7", "scored 3/5, cut by 3/4, open 24/7"),
        ("Year 12/13, aged 12/13, 3 to 4 may", "Year 12/13, aged 12/13, 3 to 4 may"),
        ("V2 12/2013 and 1 Apr-31 Mar", f"V2 {GONE} and {GONE}-{GONE}"),
    ],
)
def test_dates_go_and_the_rest_stays(text: str, expected: str) -> None:
    """Years from 1990 to 2030 and months go; ages, sums and Acts stay."""
    assert without_dates(text) == expected


@pytest.mark.parametrize(
    "written",
    [
        *("3-May-2013", "03-MAY-13", "7-Jan", "Jan-7", "03May13", "3May2013", "3.May.2013"),
        *("May13", "Sep-13", "Apr.13", "2013May03", "2013-Dec-01", "3. May 2013", "3 rd May 2013"),
        *("May the 3rd", "the third of May", "twenty-first of June 2013", "3 October 1954"),
        *("3-5 May", "3rd-5th May", "3 and 4 May", "3 & 4 May 2013", "May 3-5", "12-15/03/2014"),
        *("12 / 3 / 2013", "12. 3. 2013", "03–05–2013", "03‑05‑2013", "3⁄5⁄2013", "3·5·2013"),
        *("03_05_2013", "2013_05_03", "3, 5, 2013", "03 05 2013", "03052013", "20130503"),
        *("5/2013", "05-2013", "5.2013", "2013/5", "2013-4", "Jan - Mar 2013", "May or June 2013"),
        *("Christmas 2013", "Easter hols 2008", "summer of '13", "autumn term 2013/14"),
        *("spring 2012", "New Year’s Eve 2013", "12/03", "03/12", "05/13"),
    ],
)
def test_a_date_leaves_no_part_of_itself(written: str) -> None:
    """A day or a month that stays behind tells a birth by the age beside it."""
    left = without_dates(f"Moved, {written}: carer B").replace("the ", "")
    assert left == f"Moved, {GONE}: carer B"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 12/3 and 14/3", f"on {GONE}"),
        ("on 3.05, in ’13", f"on {GONE}, in {GONE}"),
        ("autumn term 13/14, AY13/14", f"autumn term {GONE}, AY{GONE}"),
    ],
)
def test_a_date_without_its_year_goes_after_words_that_tell_it(text: str, expected: str) -> None:
    """What could be a sum goes only where a word before it says that it is none."""
    assert without_dates(text) == expected


@given(
    st.lists(
        st.sampled_from(
            ("in ", "On ", "since-", "May", "march ", "Sept", "ſep 4", "12", "3", "٣", "20", "199")
            + ("/", "-", ".", " of ", "th ", "’", " ", "January", "bc", "2013", "term ", "0")
            + ("Easter", "third", " and ", "–", ", ")
        ),
        max_size=8,
    ).map("".join)
)
def test_what_is_listed_is_what_goes(text: str) -> None:
    """A text that is soon passed over has no date in it, in whatever figures and letters."""
    assert (without_dates(text) != text) == bool(calendar_words(text))
    assert without_dates(text).count(GONE) == len(calendar_words(text))


@given(
    st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    st.sampled_from(("{d}/{m}/{y}", "{y}-{m:02}-{d:02}", "{d} {n} {y}", "{n} {y}", "{y}", "x{y}x")),
    st.text("ab .,()-'", max_size=6),
    st.text("ab .,()-'", max_size=6),
)
def test_no_year_survives(when: date, form: str, before: str, after: str) -> None:
    """Whatever stands around it, no year from 1990 to 2030 is left."""
    text = form.format(d=when.day, m=when.month, y=when.year, n=MONTHS[when.month - 1])
    left = without_dates(before + text + after)
    assert not re.search(r"199\d|20[0-2]\d|2030", left)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (day(date(2013, 4, 24)), "24 April 2013"),
        (month(2013, 4), "April 2013"),
        (FuzzyDate(date(2012, 3, 1), date(2012, 3, 31), Precision.MONTH, True), "about March 2012"),
        (FuzzyDate(date(2011, 1, 1), date(2011, 12, 31), Precision.YEAR), "2011"),
        (FuzzyDate(None, date(2008, 12, 31), Precision.BEFORE), "before 2009"),
        (FuzzyDate(date(2014, 6, 1), None, Precision.AFTER), "June 2014 or later"),
        (FuzzyDate(None, None, Precision.UNKNOWN), "date not recorded"),
        (
            FuzzyDate(date(2010, 6, 1), date(2010, 8, 31), Precision.SEASON),
            "between 1 June 2010 and 31 August 2010",
        ),
    ],
)
def test_a_date_claims_no_more_than_is_known(when: FuzzyDate, expected: str) -> None:
    """A month is said as a month, a bound as a bound."""
    assert date_words(when) == expected


def test_periods_and_lengths() -> None:
    """The year is said once; lengths are half-open."""
    start, end = day(date(2013, 4, 24)), day(date(2013, 7, 19))
    assert period_words(start, end) == "24 April to 19 July 2013"
    assert period_words(month(2012, 4), month(2013, 4)) == "April 2012 to April 2013"
    assert length_words(date(2013, 4, 24), date(2013, 4, 25)) == "1 day"
    assert length_words(date(2013, 4, 24), date(2013, 4, 24)) == "under a day"
    assert length_words(date(2013, 4, 24), date(2013, 7, 19)) == "2 months"
    assert length_words(date(2003, 6, 1), date(2015, 11, 18)) == "12 years"


def test_small_first_letter_leaves_abbreviations() -> None:
    """Words after a slash begin small, except PRU and the like."""
    assert lower_first("Supported accommodation") == "supported accommodation"
    assert lower_first("PRU, part-time") == "PRU, part-time"
    assert lower_first("S31") == "S31"
