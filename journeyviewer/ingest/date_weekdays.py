"""Days of the week before a date, as in “Mon 17 Feb 2014”."""

from __future__ import annotations

import re
from datetime import date

WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = tuple(name[:3].casefold() for name in NAMES)


def other_weekday(before: str, day: date) -> str:
    """Return a sentence where words before a day name another day of the week, "" where not."""
    named = re.search(rf"\b({'|'.join(SHORT)})", before)
    if named is None or SHORT[day.weekday()] == named[1]:
        return ""
    return f"That day was a {NAMES[day.weekday()]}."
