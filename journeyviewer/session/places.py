"""Reading what a person types to get to a place in a journey: a date, or an age."""

from __future__ import annotations

import re
from datetime import date

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.times import FuzzyDate, Minute, Precision, add_months, minute_of
from journeyviewer.timeline.plan import Journey

YEARS = r"(?:age|aged|at)?\s*(\d{1,2})\s*"
MONTHS = r"[\s,]*(?:(\d{1,2})\s*(?:m|mo|month|months)?)?"
AGES = (
    re.compile(YEARS + r"(?:years|year|yrs|yr|y)" + MONTHS + r"(?:\s*old)?"),
    re.compile(YEARS + r"()"),
)
HINT = "Try “14 Mar 2013”, “Mar 2013”, “2013”, “12y 3m” or “15”."


def place_of(words: str, journey: Journey, dates: bool) -> Minute:
    """Return the position that is meant; raises JourneyError with a sentence when none is.

    An age counts from the birth of the record, or from its first month where only that is known.
    A month or a year means its first day. With dates hidden only ages are understood, so that
    a date cannot be found out by trying.
    """
    text = " ".join(words.split())
    found = next((found for form in AGES if (found := form.fullmatch(text.casefold()))), None)
    if found is not None:
        when = _at_age(int(found[1]), int(found[2] or 0), journey)
    elif dates:
        when = read_typed(text, HINT).first
    else:
        raise JourneyError(f"“{text}” is no age.", "Dates are hidden; try “12y 3m” or “15”.")
    at = minute_of(when)
    if not journey.start <= at <= journey.end:
        raise JourneyError(f"“{text}” is outside this journey.", "Nothing is recorded there.")
    return at


def _at_age(years: int, months: int, journey: Journey) -> date:
    if journey.birth is None:
        raise JourneyError("The file gives no birth, so ages are not known.", "Try a date.")
    return add_months(journey.birth, years * 12 + months)


def read_typed(text: str, hint: str, birth: FuzzyDate | None = None) -> FuzzyDate:
    """Return the date that a person typed; raises JourneyError where it is none.

    A day that its month does not have is read as the month in a file, with a question. Who types
    it is told instead: nothing would show that the day was left out.
    """
    from journeyviewer.ingest.date_windows import DateTrouble
    from journeyviewer.ingest.dates import parse_date_noted

    try:
        found, note = parse_date_noted(text, birth=birth)
    except DateTrouble:
        raise JourneyError(f"“{text}” is no date that is understood.", hint) from None
    if note and found.precision is Precision.MONTH:
        raise JourneyError(f"“{text}” is no day of any calendar.", hint)
    if not found.known:
        raise JourneyError(f"“{text}” is no date that is understood.", hint)
    return found
