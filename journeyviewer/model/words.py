"""Plain words for counts, dates and lengths, and free text with its dates taken out."""

from __future__ import annotations

import re
from datetime import date, timedelta

from journeyviewer.model.patterns import later
from journeyviewer.model.times import FuzzyDate, Precision, add_months

NOT_RECORDED = "not recorded"
WITHHELD = "[date withheld]"

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_DAYS_IN_YEAR = 365.25
_MONTH = r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|Sept)\.?"
_YEAR = r"(?<!\d)(?:199\d|20[0-2]\d|2030)(?!\d)"
_SHORT_YEAR = r"[’']\d\d(?!\d)"
_NTH = r"(?:\s?(?:st|nd|rd|th))?"
_DAY = rf"(?<!\d)\d{{1,2}}{_NTH}"
_SIGN = r"[-/._·⁄∕−‐-—]"
"""What stands within a date written in figures."""
_PART = rf"(?:\s?{_SIGN}\s?\d{{1,2}}\s?{_SIGN}\s?|\s\d{{1,2}}\s|,\s?\d{{1,2}},\s?)"
"""A month between its day and its year."""
# "may" and "march" with small letters are verbs unless a year follows.
_NOT_A_VERB = r"(?!(?-i:may|march|mar)\b)"
_ORDINAL = (
    r"\b(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)"
)
_SEASON = (
    r"\b(?:spring|summer|autumn|winter|christmas|xmas|easter|new year(?:[’']?s)?|ramadan|eid"
    r"|diwali|half[- ]term)(?: (?:eve|day|term|holidays?|hols|break|time|half[- ]term))?"
)
# Days before the last one of several: "3 and 4 May", "3rd-5th May".
_EARLIER = rf"(?:(?<!\d)\d{{1,2}}{_NTH}(?:[-–—/]|\s?&\s?|\s(?:and|to|or)\s))?"
_ANY_YEAR = r"(?:\d{4}|[’']?\d\d)(?!\d)"
_NAMES = "|".join(name[:3] for name in MONTHS)
_OF_YEAR = (
    rf"(?:,?\s+{_ANY_YEAR}|{_SIGN}?(?:{_YEAR}|{_SHORT_YEAR})"
    rf"|{_SIGN}{_ANY_YEAR}(?!\s?(?:{_NAMES}))|\d\d(?!\d))"
)
_SCHOOL_YEAR = rf"{_YEAR}\s*[-/–]\s*\d\d(?!\d)"
_DATES = later(
    "|".join(
        (
            rf"(?<!\d)\d{{4}}({_SIGN})\d{{1,2}}\1\d{{1,2}}(?!\d)",
            rf"{_EARLIER}(?<!\d)\d{{1,2}}({_SIGN})\d{{1,2}}\2(?:\d{{4}}|\d{{2}})(?!\d)",
            rf"(?<!\d)\d{{1,2}}{_PART}{_YEAR}(?!{_SIGN}\d)",
            rf"{_YEAR}\s?{_SIGN}\s?\d{{1,2}}\s?{_SIGN}\s?\d{{1,2}}(?!\d)",
            r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:199\d|20[0-2]\d|2030)(?!\d)",
            rf"{_EARLIER}{_DAY}(?:\s+(?:of\s+)?|{_SIGN}|){_NOT_A_VERB}{_MONTH}{_OF_YEAR}?(?!\w)",
            rf"{_DAY}[.,]\s+{_MONTH}{_OF_YEAR}(?!\w)",
            rf"{_ORDINAL}\s+(?:day\s+)?of\s+{_NOT_A_VERB}{_MONTH}{_OF_YEAR}?(?!\w)",
            rf"\b{_NOT_A_VERB}{_MONTH}"
            rf"(?:(?:\s+|[-/.,]){_DAY}(?:[-–—]\d{{1,2}}{_NTH})?(?:,\s*{_YEAR})?(?!\w)"
            rf"|\s+the\s+\d{{1,2}}(?:st|nd|rd|th)(?:,?\s*{_YEAR})?(?!\w)"
            rf"|\s?(?:[-–—/&]|(?:and|to|or)\b)\s?{_MONTH},?\s?{_YEAR})",
            rf"\b{_MONTH}(?:(?:\s+of)?[\s,/-]*(?:{_YEAR}|{_SHORT_YEAR})|[-/]?\d\d(?!\w))",
            rf"{_SEASON}(?: of| in)?[\s,/-]{{0,2}}(?:{_SCHOOL_YEAR}|{_YEAR}|{_SHORT_YEAR})",
            _SCHOOL_YEAR,
            rf"{_YEAR}(?:[-/]\d(?!\d)|[-/.]?{_MONTH}(?:{_SIGN}?\d{{1,2}})?(?!\w))",
            r"(?<!\d)(?:199\d|20[0-2]\d|2030)(?:0\d|1[0-2])[0-3]\d(?!\d)",
            rf"(?<![\d.])(?:0?[1-9]|1[0-2])[-/.–]{_YEAR}(?!{_SIGN}\d)",
            _YEAR,
        )
    ),
    re.IGNORECASE,
)
# What a text with a date in it has: most words of a file have none, and are soon looked through.
_DIGIT = re.compile(r"\d")
_LIKE_A_DATE = later(rf"\d{_SIGN}\d|\d{{4}}|[’']\d\d|{_NAMES}", re.IGNORECASE)
_MONTH_AFTER = later(rf"[ -](?:{'|'.join(MONTHS)})\b")
_IN_YEAR = r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![/\d])"
# Without a year: a month after such a word, and a day as "on 3/4", where no sum is meant; a naught
# before a figure is in no sum. Of a year, its last figures after such a word.
_WITHOUT_YEAR = later(
    r"\b(in|since|until|till|from|by|before|after|during|early|mid|late|to|last|next)([ -])"
    r"(?:" + "|".join(MONTHS) + r")\b"
    r"|\b(on|On|since|Since|until|Until|till|before|Before|after|After|dated|w/c)( )"
    rf"{_IN_YEAR}(?:(?:,| and|, and| to| &|[-–]) ?{_IN_YEAR})*"
    r"|(?<![\d/.])(?:0\d/\d\d?|\d\d?/0\d)(?![/\d])"
    r"|\b(on|On|dated|w/c)( )(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?!\.?\d)"
    r"|\b([Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|[Ee]arly|[Mm]id|[Ll]ate)([ -])"
    r"[’']\d\d(?![\w’'])"
    r"|\b(term|school year|academic year|financial year|AY|FY)( ?)\d\d/\d\d(?![/\d])"
)


def without_dates(text: str) -> str:
    """Return the text with calendar dates replaced by "[date withheld]".

    Taken out are years from 1990 to 2030 with what belongs to them, such as a season or a holiday,
    days and months written in figures or words, and month names after words such as "in", and days
    such as "on 3/4" and "03/04". Sums and ages stay as they are.
    """
    dated = _DIGIT.search(text) and _LIKE_A_DATE.search(text)
    if not dated and _MONTH_AFTER.search(text) is None:
        return text
    text = _DATES.sub(WITHHELD, text)
    return _WITHOUT_YEAR.sub(_withheld, text)


def _withheld(found: re.Match[str]) -> str:
    """Return what stands before a day or a month without its year, and that it is withheld."""
    return "".join(part for part in found.groups() if part) + WITHHELD


def calendar_words(text: str) -> tuple[str, ...]:
    """Return what `without_dates` would take out of a text, each as written, in its order."""
    found = [(one.start(), one.group()) for one in _DATES.finditer(text)]
    left = _DATES.sub(lambda one: " " * len(one.group()), text)
    found += [(one.start(), one.group()) for one in _WITHOUT_YEAR.finditer(left)]
    return tuple(words for _, words in sorted(found))


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun, such as "1 placement" or "8 placements"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def often(times: int) -> str:
    """Return how often something is so: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(times, f"{times:,} times")


def lower_first(text: str) -> str:
    """Return the text with a small first letter, unless it opens with an abbreviation."""
    first_word = re.split(r"[\s,/-]", text, maxsplit=1)[0]
    if any(letter.isupper() or letter.isdigit() for letter in first_word[1:]):
        return text
    if len(first_word) == 1 and text[1:2] == " " and first_word not in "AI":
        return text
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def with_aside(words: str, aside: str) -> str:
    """Return words with an aside in brackets, after a comma where it has brackets of its own."""
    return f"{words}, {aside}" if "(" in aside else f"{words} ({aside})"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Return the words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def day_words(when: date) -> str:
    """Return a day such as "24 April 2013"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """Return a day such as "24 Apr 2013"."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def month_words(when: date) -> str:
    """Return a month such as "April 2013"."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def date_words(when: FuzzyDate) -> str:
    """Return a date as finely as it is known: "24 April 2013", "about March 2012", "2011"."""
    if not when.known:
        return "date not recorded"
    about = "about " if when.approximate else ""
    return about + _window_words(when)


def _window_words(when: FuzzyDate) -> str:
    if when.earliest is None:
        return f"before {_boundary(when.last + timedelta(days=1))}"
    if when.latest is None:
        # The first day that is possible, so that no day is claimed that was not written.
        return f"{_boundary(when.first)} or later"
    if when.earliest == when.latest:
        return day_words(when.earliest)
    if when.precision is Precision.MONTH:
        return month_words(when.earliest)
    if when.precision is Precision.YEAR:
        return str(when.earliest.year)
    return f"between {day_words(when.earliest)} and {day_words(when.latest)}"


def _boundary(when: date) -> str:
    if (when.month, when.day) == (1, 1):
        return str(when.year)
    return month_words(when) if when.day == 1 else day_words(when)


def period_words(start: FuzzyDate, end: FuzzyDate) -> str:
    """Return two dates as a period: "24 April to 19 July 2013"."""
    first, last = date_words(start), date_words(end)
    if first == last:
        return first
    year = str(end.last.year) if end.known else ""
    same_year = year and start.known and start.exact and end.exact
    if same_year and start.first.year == end.last.year:
        first = first.removesuffix(f" {year}")
    return f"{first} to {last}"


def length_words(start: date, end: date) -> str:
    """Return the length of [start, end): whole years from 3 on, months from 2 on, else days."""
    days = (end - start).days
    months = months_between(start, end)
    if months >= 36:
        return counted(months // 12, "year")
    if months >= 2:
        return counted(months, "month")
    return days_words(days)


def years_and_months(start: date, end: date) -> str:
    """Return the length of [start, end): "3 years 5 months", under two months in weeks or days."""
    months = months_between(start, end)
    if months < 2:
        days = (end - start).days
        return counted(days // 7, "week") if days >= 28 else days_words(days)
    years, rest = divmod(months, 12)
    parts = [counted(years, "year") if years else "", counted(rest, "month") if rest else ""]
    return " ".join(part for part in parts if part)


def days_words(days: int) -> str:
    """Return a number of days; a spell that ends the day it starts is under a day."""
    return counted(days, "day") if days > 0 else "under a day"


def span_of_time(days: int) -> str:
    """Return a sum of days as weeks, from two years on as whole years."""
    if days >= 2 * _DAYS_IN_YEAR:
        return counted(int(days / _DAYS_IN_YEAR), "year")
    return counted(days // 7, "week")


def months_between(start: date, end: date) -> int:
    """Return the whole months in [start, end), 0 when the end is not after the start."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and add_months(start, months) > end:
        months -= 1
    return max(months, 0)


def nearest_month(start: date, when: date) -> int:
    """Return the months from `start` to the nearest whole one at `when`; 0 for days before it."""
    below = months_between(start, when)
    lower, upper = add_months(start, below), add_months(start, below + 1)
    return below + 1 if (when - lower) * 2 >= upper - lower else below


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts "Case 2" before "Case 10"."""
    parts = re.split(r"(\d+)", text.casefold())
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p)
