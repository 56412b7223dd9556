"""Dates that the analyst types: as a record writes them, or as ages."""

from __future__ import annotations

from datetime import date, timedelta

from journeyviewer.model.chronology import Case
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.times import FuzzyDate, Precision, add_months
from journeyviewer.model.words import date_words, short_day
from journeyviewer.session.places import AGES, read_typed
from journeyviewer.timeline.describe import age_words

HINT = "Try “14 Mar 2013”, “Mar 2013”, “about 2012” or “12y 3m”."


def typed_date(words: str, case: Case, dates: bool) -> FuzzyDate | None:
    """Return what is meant, None for nothing typed; raises JourneyError with a sentence.

    An age counts from the birth of the record and is a month long. With dates hidden only ages
    are understood.
    """
    text = " ".join(words.split())
    if not text:
        return None
    found = next((found for form in AGES if (found := form.fullmatch(text.casefold()))), None)
    if found is not None:
        return _at_age(int(found[1]), int(found[2] or 0), case, text)
    if not dates:
        raise JourneyError(f"“{text}” is no age.", "Dates are hidden; try “12y 3m” or “15”.")
    return read_typed(text, HINT, case.birth)


def typed_end(words: str, case: Case, dates: bool) -> date | None:
    """Return the day after the last day that is meant: half-open ends; None for still going on."""
    when = typed_date(words, case, dates)
    return None if when is None else when.last + timedelta(days=1)


def shown_date(when: FuzzyDate | date | None, case: Case, dates: bool) -> str:
    """Return a date as a field shows it, so that reading it again gives the same; "" for none."""
    if when is None:
        return ""
    if isinstance(when, date):
        when = FuzzyDate(when, when, Precision.DAY)
    if not dates:
        return age_words(when, case)
    if when.raw and not when.exact:
        return when.raw
    return short_day(when.first) if when.exact else date_words(when)


def _at_age(years: int, months: int, case: Case, text: str) -> FuzzyDate:
    if case.birth is None or not case.birth.known:
        raise JourneyError("The file gives no birth, so ages are not known.", "Try a date.")
    first = add_months(case.birth.first, years * 12 + months)
    last = add_months(first, 1) - timedelta(days=1)
    return FuzzyDate(first, last, Precision.MONTH, raw=text)
