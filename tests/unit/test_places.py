"""Getting to a place in a journey by typing a date or an age."""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.times import date_of
from journeyviewer.session.places import place_of
from journeyviewer.session.typed import typed_date
from journeyviewer.timeline.plan import plan_journey
from tests.journeys import full_journey

JOURNEY = plan_journey(full_journey())


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12y 3m", date(2010, 8, 1)),
        ("12 years", date(2010, 5, 1)),
        ("12 years, 3 months", date(2010, 8, 1)),
        ("age 15", date(2013, 5, 1)),
        ("15", date(2013, 5, 1)),
        ("15y", date(2013, 5, 1)),
        ("Mar 2014", date(2014, 3, 1)),
        ("14/03/2014", date(2014, 3, 14)),
        (" 14  March 2014 ", date(2014, 3, 14)),
        ("2013", date(2013, 1, 1)),
    ],
)
def test_dates_and_ages_are_understood(words: str, day: date) -> None:
    assert date_of(place_of(words, JOURNEY, dates=True)) == day


@pytest.mark.parametrize(
    "words", ["soon", "32/01/2014", "31/02/2013", "29 Feb 2013", "", "3 4 5", "2031", "1850"]
)
def test_what_is_not_understood_is_said(words: str) -> None:
    with pytest.raises(JourneyError) as told:
        place_of(words, JOURNEY, dates=True)
    assert words in str(told.value)


def test_hidden_dates_cannot_be_found_out_by_trying() -> None:
    with pytest.raises(JourneyError):
        place_of("Mar 2014", JOURNEY, dates=False)
    assert date_of(place_of("15y 0m", JOURNEY, dates=False)) == date(2013, 5, 1)


@pytest.mark.parametrize("words", ["31/02/2013", "29 Feb 2013", "2013-11-31"])
def test_a_day_that_its_month_does_not_have_becomes_no_month_unsaid(words: str) -> None:
    with pytest.raises(JourneyError) as told:
        typed_date(words, full_journey(), dates=True)
    assert words in str(told.value) and "no day of any calendar" in str(told.value)
    meant = typed_date("28 Feb 2013", full_journey(), dates=True)
    assert meant is not None and meant.exact
