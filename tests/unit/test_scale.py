"""The two-speed and the plain axis."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.model.times import Minute, minute_of
from journeyviewer.timeline.scale import SEAM, PlainScale, TwoSpeedScale

BIRTH = minute_of(date(1998, 5, 1))
FOLD = minute_of(date(2011, 9, 1))
READ = minute_of(date(2015, 11, 18))
TWO_SPEED = TwoSpeedScale(BIRTH, FOLD, READ, 186, 1318)


def test_a_year_left_of_the_fold_is_as_wide_as_a_month_right_of_it() -> None:
    year = TWO_SPEED.x(minute_of(date(2005, 1, 1))) - TWO_SPEED.x(minute_of(date(2001, 1, 1)))
    month = TWO_SPEED.x(minute_of(date(2015, 1, 1))) - TWO_SPEED.x(minute_of(date(2014, 1, 1)))
    assert year / 4 == pytest.approx(month / 12, rel=1e-3)


def test_the_axis_runs_from_edge_to_edge_with_a_seam_between() -> None:
    assert TWO_SPEED.x(BIRTH) == pytest.approx(186)
    assert TWO_SPEED.x(READ) == pytest.approx(1318)
    assert TWO_SPEED.x(FOLD) - TWO_SPEED.x(FOLD - 1) == pytest.approx(SEAM, abs=0.01)


@given(st.integers(BIRTH, READ))
def test_a_pixel_leads_back_to_its_minute(position: int) -> None:
    at = Minute(position)
    # A month is some 18 pixels wide: rounding to a pixel fraction costs under a minute.
    assert abs(TWO_SPEED.minute(TWO_SPEED.x(at)) - at) <= 1


@given(st.integers(BIRTH, READ), st.integers(BIRTH, READ))
def test_later_is_never_further_left(one: int, other: int) -> None:
    early, late = sorted((one, other))
    assert TWO_SPEED.x(early) <= TWO_SPEED.x(late)


def test_the_seam_is_the_fold() -> None:
    assert TWO_SPEED.minute(TWO_SPEED.seam_left + SEAM / 2) == FOLD


def test_a_plain_axis_is_linear_beyond_its_ends() -> None:
    scale = PlainScale(Minute(0), Minute(1000), 0, 100)
    assert scale.x(-100) == -10
    assert scale.minute(110) == 1100
