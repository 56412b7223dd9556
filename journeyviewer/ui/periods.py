"""Periods and days in words, as dates and ages or as ages alone."""

from __future__ import annotations

from datetime import date

from journeyviewer.model.times import Minute, age_on, date_of
from journeyviewer.model.words import short_day, years_and_months
from journeyviewer.session.session import Session
from journeyviewer.timeline.axis import age_words
from journeyviewer.timeline.plan import Journey


def span_said(start: Minute, end: Minute) -> str:
    """Return the length of a period, such as "3 years 5 months", to the nearest day."""
    return years_and_months(date_of(start + 720), date_of(end + 720))


def day_said(journey: Journey | None, day: date, dates: bool) -> str:
    """Return a day as "24 Apr 2013, 15y 0m", as the age alone when dates are hidden."""
    parts = [short_day(day)] if dates else []
    if journey is not None and journey.birth is not None and day >= journey.birth:
        parts.append(str(age_on(journey.birth, day)))
    elif journey is not None and not dates:
        parts.append(_since(journey, day))
    return ", ".join(parts)


def period_said(session: Session, start: Minute, end: Minute) -> str:
    """Return a period from one day to another, as dates and ages or as ages alone."""
    dates = session.view.dates
    said = [day_said(session.journey, date_of(at), dates) for at in (start, end)]
    return " to ".join(said)


def curtain_said(session: Session) -> str:
    """Return what says that the case is shown as it was known by a day; "" without a curtain."""
    if session.curtain is None:
        return ""
    dates = session.view.dates
    words = day_said(session.journey, session.curtain, dates)
    return f"As known {'on' if dates else 'at'} {words}"


def _since(journey: Journey, day: date) -> str:
    if journey.birth is not None:
        return "before birth"
    age = age_on(date_of(journey.start), max(day, date_of(journey.start)))
    return age_words(12 * age.years + age.months, with_birth=False)
