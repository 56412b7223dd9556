"""Times of day as records write them."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from journeyviewer.ingest.date_windows import DateTrouble
from journeyviewer.ingest.date_words import is_missing
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.model.patterns import later

SECONDS_PER_DAY = 86400
WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0)}
CLOCK = later(
    r"(?P<hour>\d{1,2})(?:\s*[:.]\s*(?P<minute>\d{2})(?:\s*[:.]\s*(?P<second>\d{2})(?:\.\d+)?)?)?"
    r"\s*(?P<half>am|pm|a\.m|p\.m)?\.?\s*(?:hours|hrs|h)?"
)
BARE = later(r"(?P<hour>\d{2})(?P<minute>\d{2})\s*(?:hours|hrs|h)?")
TAIL = later(
    r"(?P<rest>.*?\d)(?:\s*t\s*|,?\s+(?:at\s+)?)(?P<clock>\d{1,2}\s*[:.]\s*\d{2}"
    r"(?:\s*[:.]\s*\d{2}(?:\.\d+)?)?\s*(?:am|pm)?\s*(?:hrs|hours)?|\d{1,2}\s*(?:am|pm)|"
    r"\d{4}\s*(?:hrs|hours)|noon|midday|midnight)\s*(?:z|[+-]\d{2}:?\d{2})?"
)


def parse_clock(cell: Cell) -> time | None:
    """Return the time of day of a cell, None when it is empty; raises DateTrouble for other text.

    Reads 22:30, 22.30, 2230, 10.30pm, noon, spreadsheet times and fractions of a day.
    """
    if isinstance(cell, datetime):
        return cell.time().replace(microsecond=0, tzinfo=None)
    if isinstance(cell, time):
        return cell.replace(microsecond=0, tzinfo=None)
    if is_missing(cell):
        return None
    if isinstance(cell, float) and 0 <= cell < 1:
        return _of_fraction(cell)
    text = " ".join(text_of(cell).casefold().split())
    clock = read_clock(re.sub(r"^(?:about|approx\.?|around|circa|c\.|at|[~?])\s*", "", text))
    if clock is None:
        raise DateTrouble("It is not a time of day.")
    return clock


def _of_fraction(part: float) -> time:
    moment = datetime(1900, 1, 1) + timedelta(
        seconds=round(part * SECONDS_PER_DAY) % SECONDS_PER_DAY
    )
    return moment.time()


def read_clock(text: str) -> time | None:
    """Return the time of day a text in small letters names, None when it is none."""
    if text in WORDS:
        return WORDS[text]
    match = BARE.fullmatch(text.zfill(4) if re.fullmatch(r"\d{3}", text) else text)
    match = match or CLOCK.fullmatch(text)
    if not match:
        return None
    parts = match.groupdict()
    if parts["minute"] is None and not parts.get("half"):
        return None
    hour = _hour(int(parts["hour"]), parts.get("half"))
    try:
        return time(hour, int(parts["minute"] or 0), int(parts.get("second") or 0))
    except ValueError:
        return None


def _hour(hour: int, half: str | None) -> int:
    """Return the hour of 24 for an hour of 12 with am or pm; 99 when it cannot be."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return 99
    return hour % 12 + (12 if half.startswith("p") else 0)


def split_clock(text: str) -> tuple[str, time | None]:
    """Return a text without its closing time of day, and that time; None when it has none."""
    match = TAIL.fullmatch(text)
    clock = read_clock(match["clock"]) if match else None
    if match is None or clock is None:
        return text, None
    return match["rest"], clock
