"""Dates named by a holiday: Christmas 2013, Easter 2014, the summer holidays of 2014."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from journeyviewer.ingest.date_forms import Context, full_year
from journeyviewer.ingest.date_windows import Found, check_year
from journeyviewer.model.patterns import later
from journeyviewer.model.times import Precision

HOLIDAY = later(
    r"(?:over |the )*(?P<name>christmas|xmas|new year'?s?(?: eve| day)?|easter|summer)"
    r"(?P<more>\s+(?:hols?|holidays?|break|vacation))?\s*(?:of|in)?\s*(?P<year>\d{4}|'?\d{2})"
)
CHRISTMAS = (12, 15), (1, 5)
"""From the middle of December to the first days of January, as schools are closed."""
NEW_YEAR = (12, 30), (1, 3)
SUMMER = (7, 15), (9, 10)
"""The summer holidays of schools in England, as early and as late as they are."""
AROUND_EASTER = timedelta(days=14)
"""On either side of Easter Sunday: the holidays begin before it or after it."""


def holiday(text: str, context: Context) -> Found | None:
    """Return the days that a holiday may mean, with a note that says so; None for other texts.

    “Summer 2014” is the season: only the summer holidays are read here.
    """
    match = HOLIDAY.fullmatch(text)
    if match is None or (match["name"] == "summer" and not match["more"]):
        return None
    year, note = full_year(match["year"], context)
    first, last = _days(match["name"], check_year(year))
    note = f"{note} Holidays move from year to year, so all days are taken that it may mean."
    return replace(Found(first, last, Precision.RANGE), note=note.strip())


def _days(name: str, year: int) -> tuple[date, date]:
    if name == "easter":
        sunday = easter(year)
        return sunday - AROUND_EASTER, sunday + AROUND_EASTER
    if name == "summer":
        return date(year, *SUMMER[0]), date(year, *SUMMER[1])
    if re.match("new year", name):
        # New Year 2014 is the one that 2014 begins with.
        return date(year - 1, *NEW_YEAR[0]), date(year, *NEW_YEAR[1])
    return date(year, *CHRISTMAS[0]), date(year + 1, *CHRISTMAS[1])


def easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (the method of 1876, in whole numbers)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
