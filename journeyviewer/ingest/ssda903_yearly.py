"""What the modules without dates say: OC2 for a whole year, OC3 at a birthday in it.

OC2 is the year's outcomes of those looked after for at least twelve months on 31 March; OC3 how
care leavers are doing around their birthday, from the 17th to the 21st.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from journeyviewer.ingest.answers import number
from journeyviewer.ingest.findings import Row, RowError, Weight
from journeyviewer.ingest.return_facts import Told, changed, point
from journeyviewer.ingest.ssda903_care import Setting
from journeyviewer.ingest.ssda903_years import Year
from journeyviewer.ingest.vocabulary import other_codes
from journeyviewer.model.chronology import Entry, Kind
from journeyviewer.model.times import FuzzyDate, Precision, add_months, day

MOST_SDQ = 40
AGES = (17, 21)
"""The birthdays OC3 asks about, first and last."""
CHECKS = (
    ("HEALTH_ASSESSMENT", "health assessment"),
    ("TEETH_CHECK", "teeth checked"),
)
"""The checks that were due in the year, which are counted together."""
HELP = (("INTERVENTION_OFFERED", "offered"), ("INTERVENTION_RECEIVED", "received"))
"""What was done where substance use was identified in the year."""
AT_END = (
    ("IMMUNISATIONS", "Immunisations up to date", "Immunisations not up to date"),
    ("HEALTH_CHECK", "Development checks up to date", "Development checks not up to date"),
)
"""The questions about how things stand at the end of the year, with both answers."""


def outcomes(row: Row, setting: Setting) -> list[Told]:
    """Return a year's score and counts; what holds in a year is never given a day of it."""
    year = setting.years.of_row(row.sheet, row.number, row.header.index)
    if year is None:
        message = (
            "The file does not say which year its answers are for. Read it together with the "
            "episodes of that year, or write the year in its name, such as OC2 2018.csv."
        )
        raise RowError("year-unknown", message)
    told = [*_score(row, setting, year), *_checks(row, setting, year)]
    convicted = setting.answer(row, "CONVICTED")
    if convicted is not None:
        entry = _count(row, ("justice", "Convicted or cautioned", "Convicted"), convicted, year)
        told.append(Told(("CONVICTED", year.ends), entry))
    used = setting.answer(row, "SUBSTANCE_MISUSE")
    helped = _answers(row, setting, HELP)
    if used is not None or helped:
        found = used if used is not None else True
        entry = _count(row, ("substances", "Substance use identified", "Identified"), found, year)
        detail = "; ".join(f"help {name}: {_yes(said)}" for name, said in helped.items())
        attributes = MappingProxyType({f"help_{name}": said for name, said in helped.items()})
        entry = changed(entry, detail=_sentence(detail), attributes=attributes)
        told.append(Told(("SUBSTANCE_MISUSE", year.ends), entry))
    for field, label, otherwise in AT_END:
        answer = setting.answer(row, field)
        if answer is not None:
            words = label if answer else otherwise
            entry = point(row, "health", None, words, day(year.end, year.words), "SSDA903 OC2")
            told.append(Told((field, year.ends), entry))
    return told


def _answers(row: Row, setting: Setting, fields: Sequence[tuple[str, str]]) -> dict[str, bool]:
    """Return the answers that are given, by the names of the questions."""
    asked = {name: setting.answer(row, field) for field, name in fields}
    return {name: answer for name, answer in asked.items() if answer is not None}


def _checks(row: Row, setting: Setting, year: Year) -> list[Told]:
    """Return how many of the checks due in the year there were, and which."""
    answers = _answers(row, setting, CHECKS)
    if not answers:
        return []
    entry = _count(row, ("health", "Health checks", "Checks"), sum(answers.values()), year)
    detail = "; ".join(f"{name}: {_yes(said)}" for name, said in answers.items())
    attributes = {name.replace(" ", "_"): said for name, said in answers.items()}
    entry = changed(entry, detail=_sentence(detail), attributes=MappingProxyType(attributes))
    return [Told(("checks", year.ends), entry)]


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _score(row: Row, setting: Setting, year: Year) -> list[Told]:
    """Return the total difficulties score of the year, or that there is none and why."""
    if not row.text("SDQ_SCORE"):
        reason = setting.label(row, "SDQ_REASON", "SDQ_REASON")
        if not reason:
            return []
        label = f"No SDQ form: {reason}"
        entry = point(row, "health", None, label, year.window, "SSDA903 OC2")
        entry = changed(entry, words=row.text("SDQ_REASON"), short_forms=("No SDQ",))
        return [Told(("SDQ", year.ends), entry)]
    score = number(row.cell("SDQ_SCORE"))
    if score is None or not 0 <= score <= MOST_SDQ:
        message = f"“{row.text('SDQ_SCORE')}” is no SDQ score (0 to {MOST_SDQ}); it is not drawn."
        setting.findings.say(row, "score-out-of-range", message, "SDQ_SCORE", Weight.WARN)
        return []
    entry = changed(
        point(row, "health", "SDQ", "SDQ score", year.window, "SSDA903 OC2"),
        kind=Kind.SCORE,
        value=score,
        words=row.text("SDQ_SCORE"),
        attributes=MappingProxyType({"tool": "SDQ"}),
    )
    return [Told(("SDQ", year.ends), entry, year.window, "SDQ_SCORE")]


def _count(row: Row, what: tuple[str, str, str], value: int, year: Year) -> Entry:
    """Return a count over the year: 1 for yes and 0 for no; there is one for each lane."""
    lane, label, short = what
    start, end = day(year.start, year.words), day(year.end, year.words)
    return changed(
        point(row, lane, None, label, start, "SSDA903 OC2"),
        kind=Kind.COUNT,
        end=end,
        value=int(value),
        short_forms=(short,),
    )


def leaver(row: Row, setting: Setting) -> list[Told]:
    """Return what a care leaver did and where she or he lived around a birthday."""
    when, words = _birthday(row, setting)
    touch = setting.label(row, "IN_TOUCH", "IN_TOUCH")
    known = other_codes("IN_TOUCH").get(row.text("IN_TOUCH").upper())
    attributes = MappingProxyType({"in_touch": touch.lower()} if touch else {})
    told = []
    activity = setting.label(row, "ACTIV", "ACTIV")
    if activity:
        entry = changed(
            point(row, "education", None, f"{words}: {_small(activity)}", when, "SSDA903 OC3"),
            code=row.text("ACTIV").upper(),
            words=row.text("ACTIV"),
            short_forms=(activity,),
            attributes=attributes,
        )
        told.append(Told(("activity", when.earliest), entry))
    home, suitable = _home(row, setting)
    if home:
        entry = changed(
            point(row, "residence", None, f"{words}: {_small(home)}", when, "SSDA903 OC3"),
            code=row.text("ACCOM").upper(),
            words=row.text("ACCOM"),
            short_forms=(home,),
            attributes=MappingProxyType({**attributes, **suitable}),
        )
        told.append(Told(("home", when.earliest), entry))
    if touch and (not told or (known is not None and known.meaning)):
        entry = point(row, "other", None, f"{words}: {_small(touch)}", when, "SSDA903 OC3")
        told.append(Told(("touch", when.earliest), changed(entry, words=row.text("IN_TOUCH"))))
    return told


def _birthday(row: Row, setting: Setting) -> tuple[FuzzyDate, str]:
    """Return the birthday in the file's year, or all that may be meant; raises RowError."""
    birth = setting.birth_of(row)
    if birth is None or birth.earliest is None or birth.latest is None:
        message = "It tells how things were around a birthday, and no birth (DOB) is given."
        raise RowError("birth-missing", message, "DOB")
    year = setting.years.of_row(row.sheet, row.number, row.header.index)
    if year is None:
        first, last = (add_months(birth.earliest, age * 12) for age in AGES)
        when = FuzzyDate(first, last, Precision.RANGE, raw="17th to 21st birthday")
        message = "The file does not say which birthday it tells of: it may be any from 17 to 21."
        setting.findings.say_once(row, "birthday-unknown", message, "")
        return when, "Around a birthday"
    # Birthdays from January to March fall in the calendar year in which the year ends.
    age = year.ends - birth.earliest.year - (birth.earliest.month >= year.start.month)
    when = FuzzyDate(
        add_months(birth.earliest, age * 12),
        add_months(birth.latest, age * 12),
        Precision.DAY if birth.exact else Precision.RANGE,
        raw=f"birthday in {year.words}",
    )
    if not AGES[0] <= age <= AGES[1]:
        message = (
            f"The birthday in {year.words} is the {age}th, and this module asks about the 17th to "
            "the 21st. Check the birth and the year of the file."
        )
        setting.findings.say(row, "age-unexpected", message, "DOB", Weight.WARN)
    return when, f"At {age}"


def _home(row: Row, setting: Setting) -> tuple[str, dict[str, bool]]:
    """Return where a care leaver lives in words, and whether that is called suitable."""
    text = row.text("ACCOM").upper()
    letters = other_codes("ACCOM")
    known = letters.get(text[:1]) if text[1:] in ("", "1", "2") else None
    if known is None:
        setting.code(row, "ACCOM", letters)
        return row.text("ACCOM"), {}
    return known.label, {"suitable": text[1:] == "1"} if len(text) > 1 else {}


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


READS: Mapping[str, Callable[[Row, Setting], list[Told]]] = {"OC2": outcomes, "OC3": leaver}
"""The modules whose rows give no date of their own."""
LANES: Mapping[str, tuple[str, ...]] = {"OC2": ("health", "substances", "justice")}
"""The lanes that the modules cover for their year."""
