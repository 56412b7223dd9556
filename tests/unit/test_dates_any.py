"""Dates of any day, written in every form, come back as the day, month or year they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.ingest.dates import DateTrouble, parse_date
from journeyviewer.model.times import FuzzyDate, month_end

MONTHS = "January February March April May June July August September October November December"
days = st.dates(date(1954, 10, 3), date(2064, 4, 8))
recent = st.dates(date(2000, 1, 1), date(2025, 12, 31))


def name(when: date, length: int = 20) -> str:
    return MONTHS.split()[when.month - 1][:length]


FORMS: dict[str, Callable[[date], object]] = {
    "11/12/2018": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "1.2.2018": lambda day: f"{day.day}.{day.month}.{day.year}",
    "ISO": lambda day: day.isoformat(),
    "ISO with midnight": lambda day: f"{day.isoformat()}T00:00:00",
    "2024-Dec-01 00:00:00": lambda day: f"{day.year}-{name(day, 3)}-{day.day:02} 00:00:00",
    "January 3, 2023": lambda day: f"{name(day)} {day.day}, {day.year}",
    "12 Mar 2014": lambda day: f"{day.day} {name(day, 3)} {day.year}",
    "day number": lambda day: (day - date(1899, 12, 30)).days,
    "day number as text": lambda day: str((day - date(1899, 12, 30)).days),
    "native": lambda day: day,
    "mistyped": lambda day: f"{day.day}.{day.month:02}/{day.year}",
}


@given(days)
def test_every_form_of_a_day_names_that_day(day: date) -> None:
    for form, write in FORMS.items():
        when = parse_date(write(day))  # type: ignore[arg-type]
        assert (when.earliest, when.latest) == (day, day), form
        assert when.exact, form


@given(days)
def test_months_and_years_keep_their_whole_window(day: date) -> None:
    for text in (
        f"{name(day)} {day.year}",
        f"zz/{day.month:02}/{day.year}",
        f"{name(day, 3)} {day.year}",
    ):
        when = parse_date(text)
        assert (when.earliest, when.latest) == (day.replace(day=1), month_end(day))
    assert parse_date(f"zz/zz/{day.year}").earliest == date(day.year, 1, 1)


@given(recent, recent)
def test_two_digit_years_are_the_last_ones_before_the_reading(day: date, read_on: date) -> None:
    when = parse_date(f"{day.day}/{day.month}/{day.year % 100:02}", not_after=read_on)
    assert when.first.year <= read_on.year < when.first.year + 100
    assert when.first.year % 100 == day.year % 100


@given(days, st.integers(0, 400))
def test_ranges_run_from_their_first_to_their_last_day(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    written = f"{first:%d/%m/%Y}", f"{last:%d/%m/%Y}"
    for text in ("{} - {}", "{}-{}", "between {} and {}", "from {} to {}", "{} to {}"):
        when = parse_date(text.format(*written))
        assert (when.earliest, when.latest) == (first, last), text


WORDS = (
    "about early late mid before since until between and to winter summer term 2013/14 2014-15 "
    "12 March Mar 2014 12/03/2014 31/06/2014 15 - / zz ? ~ c. aged Y9 4 13-14 autumn 43445 w/c "
    "onwards 14:30 from by O1/02/2014 22.05/16 99 00"
)
words = st.sampled_from(WORDS.split())


@settings(max_examples=400)
@given(st.one_of(st.lists(words, max_size=6).map(" ".join), st.text(max_size=30)))
def test_whatever_is_written_gives_an_ordered_window_or_a_reason(text: str) -> None:
    birth = FuzzyDate(date(2000, 5, 1), date(2000, 5, 31))
    try:
        when = parse_date(text, birth=birth, not_after=date(2016, 6, 30))
    except DateTrouble as trouble:
        assert str(trouble).endswith(".")
        return
    assert when.raw == text.replace("\u00a0", " ").strip()
    if when.earliest and when.latest:
        assert when.earliest <= when.latest
