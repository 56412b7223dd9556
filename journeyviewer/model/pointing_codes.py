"""Points out what is known by its form: numbers, postcodes, telephones, addresses of the web."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache

from journeyviewer.model.lanes import lanes
from journeyviewer.model.patterns import later
from journeyviewer.model.pointing_hits import Hit, Pointer, Sureness
from journeyviewer.model.pointing_numbers import (
    insurance_prefix_issued,
    nhs_number_agrees,
    pupil_number_agrees,
)
from journeyviewer.model.words import MONTHS
from journeyviewer.paths import resource

_SURE, _LIKELY, _PERHAPS = Sureness.SURE, Sureness.LIKELY, Sureness.PERHAPS
_DIGIT = later(r"\d")
_PLAIN_DAY = later(r"\d{1,4}(?:[/.:-]\d{1,4}){0,2}(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|"
    "EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|"
    "LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|"
    "SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
"""The postcode areas of the Royal Mail."""
_DISTRICT = rf"(?:{_AREAS})(?:\d\d?|\d[A-Z])"
_INWARD = r"\d[ABD-HJLNP-UW-Z]{2}"
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|Sept"
_DAY = (
    r"(?:\d{1,2} ?(?P<sep>[/.-]) ?\d{1,2} ?(?P=sep) ?(?:\d{4}|\d\d)(?!\d)|\d{4}-\d\d-\d\d(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -](?:{_MONTH})\b\.?(?:,?[ -](?:\d{{4}}|'?\d\d)(?!\d))?"
    rf"|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?)"
)
_BORN = r"(?:d\.? ?o\.? ?b\b\.?|date of birth|day of birth|birth ?date|birthday|born|b\.)"
_NOT_INSIDE = r"(?<![\w])"
_ENDS = r"(?!\w)"


def _rule(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return later(pattern, flags)


_TEN = _rule(rf"(?<![\w+.])(\d{{3}}([ -]?)\d{{3}}\2\d{{4}}){_ENDS}")
_PUPIL = _rule(rf"{_NOT_INSIDE}[A-HJ-NP-RT-Z] ?\d{{11}}[\dA-HJ-NP-RT-Z]{_ENDS}")
_INSURANCE = _rule(rf"{_NOT_INSIDE}([A-Z]{{2}}) ?\d\d ?\d\d ?\d\d ?[A-D]{_ENDS}")
_EMAIL = _rule(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_WEB = _rule(
    r"(?:https?://|\bwww\.)[^\s<>\"]{2,300}"
    r"|(?<![\w.@-])(?:[a-z0-9-]{1,63}\.){1,4}(?:uk|com|org|net)\b(?:/[^\s<>\"]{0,300})?"
)
_USER = _rule(r"(?<![\w.@])@[A-Za-z_][\w.]{2,30}\b")
_GAP = r"[ .-]?"
_PHONE = _rule(
    rf"(?<![\w/.-])(?:\+ ?44 ?(?:\(0\) ?)?|00 ?44 ?|\(?0)"
    rf"(?:7\d{{3}}\)?{_GAP}\d{{3}}{_GAP}\d{{3}}|7\d\d\)?{_GAP}\d{{3}}{_GAP}\d{{4}}"
    rf"|7(?:\d{_GAP}){{8}}\d"
    rf"|[12389]\d\)?{_GAP}\d{{4}}{_GAP}\d{{4}}|[12389]\d\d\)?{_GAP}\d{{3}}{_GAP}\d{{4}}"
    rf"|[12389]\d{{3}}\)?{_GAP}\d{{3}}{_GAP}\d{{2,3}}|[12389]\d{{4}}\)?{_GAP}\d{{4,5}}){_ENDS}"
)
_CALLED = _rule(
    r"\b(?:tel|telephone|phone|mobile|mob|landline|fax)\b\.?(?: no\.?| number)?(?: is)?[ :]{0,3}"
    r"(\+?\d(?:[ -]?\d){5,13})(?!\w)"
)
_ABROAD = _rule(r"(?<![\w+])\+ ?\d{1,3}(?:[ -]?\d){7,11}(?!\w)")
_BIRTH = _rule(rf"\b{_BORN}(?:[\s:,;=()-]|on\b|was\b|is\b|approx\b|the\b){{0,8}}(?P<day>{_DAY})")
_BEFORE_BIRTH = _rule(rf"(?<!\d)(?P<day>{_DAY}) ?\(?(?:d\.?o\.?b\b|date of birth)")
_POSTCODE = _rule(rf"{_NOT_INSIDE}({_DISTRICT})([ -]{{0,2}})({_INWARD}){_ENDS}")
_OUTWARD = later(rf"{_NOT_INSIDE}{_DISTRICT}(?: \d)?(?![\w-])")
_ONE_LETTER_OUTWARD = _rule(
    rf"\bpost ?code\b(?: is| was| area| district)?[ :]{{0,2}}({_DISTRICT}(?: \d)?){_ENDS}"
    rf"|{_NOT_INSIDE}({_DISTRICT}) (?:area|postcode)\b"
)
_SOCIAL_WORKER = later(r"SW\d")
_SHORT_WORD = later(r"\d(?:hr|st|nd|rd|th|wk|yr|pt|ft|lb)$")
_VEHICLE = later(rf"{_NOT_INSIDE}[A-HJ-PR-Y][A-Z](?:0[1-9]|[1-9]\d) ?[A-HJ-PR-Z]{{3}}{_ENDS}")
_OLD_VEHICLE = _rule(
    r"\b(?:reg|registration|vrm|index|number plate)\b\.?(?: no\.?| number| mark)?(?: is)?[ :]{0,2}"
    r"((?-i:[A-Z]{1,3} ?\d{1,4} ?[A-Z]{0,3}|[A-Z]{2}\d\d ?[A-Z]{3}))(?!\w)"
)
_COURT = later(rf"{_NOT_INSIDE}[A-Z]{{2}}\d\d[A-Z]\d{{4,5}}{_ENDS}")
_CITED = _rule(r"[\[(](?:19|20)\d\d[\])] (?:EWFC|EWHC|EWCA(?: Civ| Crim)?|UKSC|EWCOP) (?:B ?)?\d+")
_POLICE = _rule(rf"{_NOT_INSIDE}\d{{2,4}}/\d{{1,7}}[A-Z]{_ENDS}")
_NUMBERED = _rule(
    r"\b(?:crime|incident|court|claim|log|custody|crn|cad|pnc|cro|uln|urn|passport|hospital"
    r"|patient|mosaic|liquidlogic|lcs|carefirst|niche|athena|reference|ref|case|client|nhs"
    r"|home office)\b\.?(?: ref\b\.?| reference| record| id| no\b\.?| number| num\b\.?| nr){0,2}"
    r"(?: is| was)?[ :#=-]{0,3}"
    r"((?=[A-Z/-]{0,6}\d)[A-Z0-9](?:[A-Z0-9]|[/-](?=[A-Z0-9])){3,24})(?!\w)"
)
_TIMES = later(r"(?:19|20)\d\d(?:[/-]\d{2,4})?|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d\d-\d\d")


def codes_in(text: str) -> Iterator[Hit]:
    """Point out what is known by its form in a plain text, in no order; hits may overlap."""
    small = text.lower()
    if "@" in text or _on_the_web(text, small):
        for pattern, hits in _OF_THE_WEB:
            for match in pattern.finditer(text):
                yield from hits(match)
    if not _DIGIT.search(text) or _PLAIN_DAY.fullmatch(text):
        return
    for can_hold, rules in _RULES:
        if can_hold(text, small):
            for pattern, hits in rules:
                for match in pattern.finditer(text):
                    yield from hits(match)


def _ten_digits(match: re.Match[str]) -> Iterator[Hit]:
    digits = re.sub(r"\D", "", match[1])
    before = match.string[max(0, match.start() - 20) : match.start()]
    called = re.search(r"nhs\W*(?:no|number|num)?\W*$", before, re.IGNORECASE) is not None
    if nhs_number_agrees(digits):
        reason = "ten digits whose check digit is that of an NHS number"
        yield Hit(match.start(1), match.end(1), Pointer.NHS_NUMBER, _SURE, reason)
    elif called:
        reason = "called an NHS number, though its check digit does not agree"
        yield Hit(match.start(1), match.end(1), Pointer.NHS_NUMBER, _LIKELY, reason)


def _pupil(match: re.Match[str]) -> Iterator[Hit]:
    if pupil_number_agrees(match[0].replace(" ", "")):
        reason = "the check letter and the form of a unique pupil number"
        yield Hit(*match.span(), Pointer.PUPIL_NUMBER, _SURE, reason)
    else:
        reason = "the form of a unique pupil number, though its check letter does not agree"
        yield Hit(*match.span(), Pointer.PUPIL_NUMBER, _LIKELY, reason)


def _insurance(match: re.Match[str]) -> Iterator[Hit]:
    if insurance_prefix_issued(match[1]):
        reason = "the form of a National Insurance number, with letters that are issued"
        yield Hit(*match.span(), Pointer.INSURANCE_NUMBER, _LIKELY, reason)
    else:
        reason = "the form of a National Insurance number, though its letters are not issued"
        yield Hit(*match.span(), Pointer.INSURANCE_NUMBER, _PERHAPS, reason)


def _web(match: re.Match[str]) -> Iterator[Hit]:
    end = match.start() + len(match[0].rstrip(".,;:!?)'\""))
    yield Hit(match.start(), end, Pointer.WEB, _LIKELY, "the form of a web address")


def _birth(match: re.Match[str]) -> Iterator[Hit]:
    whole = re.search(r"\d{4}|[/.-] ?\d\d$|'\d\d$| \d\d$", match["day"]) is not None
    reason = "a full date beside words for birth; month and year are enough"
    yield Hit(*match.span("day"), Pointer.BIRTH, _LIKELY if whole else _PERHAPS, reason)


def _postcode(match: re.Match[str]) -> Iterator[Hit]:
    outward, inward = match[1], match[3]
    same_case = (outward + inward).isupper() or (outward + inward).islower()
    if not same_case or _SHORT_WORD.search(inward) or match[0].upper() in _known_codes():
        return
    yield Hit(*match.span(), Pointer.POSTCODE, _LIKELY, "the form of a full postcode")


@cache
def _known_codes() -> frozenset[str]:
    """Codes of our own vocabularies that look like the first half of a postcode."""
    spelled: set[str] = set()
    for lane in lanes():
        for category in lane.categories:
            spelled |= {category.code, *category.aliases}
        spelled |= {event.code for event in lane.events}
    for name in ("ssda903_codes.csv", "ssda903_legal.csv", "ssda903_placement.csv"):
        with resource("vocabularies", name).open(encoding="utf-8", newline="") as file:
            spelled |= {row["code"] for row in csv.DictReader(file)}
    return frozenset(text.upper() for text in spelled)


def _outward(match: re.Match[str]) -> Iterator[Hit]:
    # A letter and a number is a code of the field far more often: S20, E1, L1, W2.
    # SW1, SW2 ... alone are the social workers of a chronology far more often than London.
    if _SOCIAL_WORKER.fullmatch(match[0]):
        return
    if match[0][1].isalpha() and match[0] not in _known_codes():
        reason = "the form of the first half of a postcode"
        yield Hit(*match.span(), Pointer.POSTCODE, _PERHAPS, reason)


def _one_letter_outward(match: re.Match[str]) -> Iterator[Hit]:
    group = 1 if match[1] else 2
    if group == 1 or match[2].upper() not in _known_codes():
        reason = "the first half of a postcode, said to be one"
        yield Hit(*match.span(group), Pointer.POSTCODE, _LIKELY, reason)


def _numbered(match: re.Match[str]) -> Iterator[Hit]:
    digits = sum(letter.isdecimal() for letter in match[1])
    if digits >= 3 and len(match[1]) >= 4 and not _TIMES.fullmatch(match[1]):
        reason = "a number said to be that of a case, a crime, a court or a register"
        yield Hit(*match.span(1), Pointer.CASE_NUMBER, _LIKELY, reason)


def _plainly(
    kind: Pointer, sureness: Sureness, reason: str, group: int = 0
) -> Callable[[re.Match[str]], Iterator[Hit]]:
    """Return what makes a hit of a match without a further look."""

    def hits(match: re.Match[str]) -> Iterator[Hit]:
        yield Hit(*match.span(group), kind, sureness, reason)

    return hits


def _has(*words: str) -> Callable[[str, str], bool]:
    """Return what tells whether a text holds one of these, written with small letters."""

    def has(text: str, small: str) -> bool:
        # Asked of every text; a generator would take three times as long.
        for word in words:
            if word in small:
                return True
        return False

    return has


def _matches(pattern: str) -> Callable[[str, str], bool]:
    """Return what tells whether a text matches; quick for patterns that begin with a digit."""
    search = re.compile(pattern, re.IGNORECASE).search
    return lambda text, small: search(text) is not None


_on_the_web = _has("://", "www.", ".uk", ".com", ".org", ".net")
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Hit]]]

_OF_THE_WEB: tuple[_Rule, ...] = (
    (_EMAIL, _plainly(Pointer.EMAIL, _LIKELY, "the form of an e-mail address")),
    (_WEB, _web),
    (_USER, _plainly(Pointer.USER_NAME, _LIKELY, "the form of a user name")),
)
_RULES: tuple[tuple[Callable[[str, str], bool], tuple[_Rule, ...]], ...] = (
    (
        _matches(r"\d(?:[ .()-]{0,3}\d){5}"),
        (
            (_TEN, _ten_digits),
            (_PUPIL, _pupil),
            (_INSURANCE, _insurance),
            (_PHONE, _plainly(Pointer.PHONE, _LIKELY, "the form of a telephone number")),
            (_ABROAD, _plainly(Pointer.PHONE, _LIKELY, "the form of a telephone number abroad")),
            (_CALLED, _plainly(Pointer.PHONE, _PERHAPS, "digits beside a word for a telephone", 1)),
        ),
    ),
    (
        _has("birth", "born", "dob", "d.o", "d o b", "d. o", " b. "),
        ((_BIRTH, _birth), (_BEFORE_BIRTH, _birth)),
    ),
    (_matches(r"\d[A-Z]{2}(?!\w)"), ((_POSTCODE, _postcode),)),
    (
        _matches(r"\d(?<=[A-Z]\d)"),
        (
            (_OUTWARD, _outward),
            (_VEHICLE, _plainly(Pointer.VEHICLE, _LIKELY, "the form of a vehicle registration")),
            (_COURT, _plainly(Pointer.CASE_NUMBER, _LIKELY, "the form of a court's case number")),
        ),
    ),
    (_has("postcode", "post code", " area"), ((_ONE_LETTER_OUTWARD, _one_letter_outward),)),
    (
        _has("reg", "vrm", "index", "number plate"),
        ((_OLD_VEHICLE, _plainly(Pointer.VEHICLE, _PERHAPS, "beside words for a vehicle", 1)),),
    ),
    (
        _has("ewfc", "ewhc", "ewca", "uksc", "ewcop"),
        ((_CITED, _plainly(Pointer.CASE_NUMBER, _LIKELY, "the form of a reported judgment")),),
    ),
    (
        _has("/"),
        ((_POLICE, _plainly(Pointer.CASE_NUMBER, _PERHAPS, "the form of a police reference")),),
    ),
    (_matches(r"\d(?:\d\d(?:\d|[A-Z/-]\w)|\d?[A-Z]{1,4}/?\d\d)"), ((_NUMBERED, _numbered),)),
)
"""Rules with a quick look that tells whether they can find anything."""
