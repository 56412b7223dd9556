"""Columns that point at a real person or place by what their heading says they hold."""

from __future__ import annotations

import re
from functools import lru_cache

from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later
from journeyviewer.model.tables import FIELDS
from journeyviewer.model.words import MONTHS

_IDS = "A number of a register leads to one person."
_NAMES = "A name leads to one person."
_WORKERS = "A worker’s name or number leads to a real person, and through them to the young person."
_BIRTHS = "A full date of birth is nearly a name. Keep the month and year, and leave the day out."
_POSTS = "A postcode leads to a few houses. Leave it out, or keep distance or area in words."
_ADDRESSES = "An address leads to one house."
_CONTACTS = "A telephone number, e-mail or user name leads to one person."
_PLACES = "The name or number of a school, home or provider leads to one place."
_MOTHERS = "Having a child, or the child’s day of birth, can single out one young person."
_TRAITS = "With an age and an area this can single out one young person."
_SYSTEMS = "A number of the council’s or police’s own system leads to the real file."

_PERSON = (
    r"(?:child|young person|yp|person|pupil|student|mother|father|parent|carer|sibling|worker"
    r"|case worker|practitioner|manager|teacher|perpetrator|suspect|friend|associate|adviser"
    r"|guardian|chair|iro|author|professional|contact|referrer|adopter|partner|doctor|gp)"
)
_PLACE = r"(?:school|placement|provider|home|establishment|hospital|setting|college|agency|surgery)"
_SYSTEM = (
    r"(?:mosaic|lcs|liquid ?logic|care ?first|icm|framework ?i|swift|protocol|eclipse|niche|athena"
    r"|crn|crime|capita|ehm|paris|rio|court|prep court|legacy|pers legacy)"
)
_ANY = r"(?:\w+ ){0,4}"
"""Further words may stand before: "placement postcode", "pers_surname"."""

_SAYS_NOTHING = (r".*\bunknown\b.*", r".*\bflag\b.*", r".*\bchange reason\b.*", r".*\bcount of\b.*")
"""Headings about such a column, which point at nobody themselves."""
_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        _IDS,
        (
            _ANY + r"(?:upn|uln|unique pupil (?:no|number)|unique learner (?:no|number))",
            _ANY + r"(?:nhs|common child|nhs identity)(?: no| number| num| id)?",
            _ANY + r"(?:nino|ni no|ni number|national insurance(?: no| number)?)",
            _ANY + r"(?:passport|home office|pnc|cro)(?: no| number| id| ref| reference)?",
        ),
    ),
    (_MOTHERS, ("mc dob", "mother")),
    (
        _BIRTHS,
        (_ANY + r"(?:dob|d o b|date of birth|birth ?date|birthday|day of birth)",),
    ),
    (_POSTS, (_ANY + r"(?:post|post ?code|zip|zip code)(?: of .*)?",)),
    (_ADDRESSES, (_ANY + r"(?:address|addr)(?: line)?(?: \d| json)?", _ANY + r"(?:street|uprn)")),
    (
        _CONTACTS,
        (
            _ANY + r"(?:phone|telephone|tel|mobile|landline|fax|e ?mail)(?: no| number| address)?",
            _ANY + r"(?:facebook|snapchat|instagram|whatsapp|user ?name)(?: name| id)?",
        ),
    ),
    (
        _PLACES,
        (_ANY + r"urn(?: .*)?", _ANY + _PLACE + " name", f"name of {_ANY}{_PLACE}"),
    ),
    (
        _NAMES,
        (
            _ANY + r"(?:sur|fore|first |last |family |given |maiden )names?",
            r"(?:full |preferred |known )?names?",
            r"(?:alias|aliases|aka|initials|signature|signed)",
            f"{_ANY}{_PERSON}s? names?",
            f"names? of (?:the )?{_ANY}{_PERSON}s?",
        ),
    ),
    (
        _WORKERS,
        (
            _ANY
            + r"(?:worker|practitioner|professional|manager|author)s?(?: id| name| no| number)?",
            _ANY + r"(?:worker registration no|staff id|personal advis[eo]r|allocated to)",
            r"(?:allocated|allocated officer|sw id|iro|iro name|inputter|author)",
            r"(?:recorded|completed|entered|created|updated) by(?: .*)?",
        ),
    ),
    (
        _TRAITS,
        (
            _ANY + r"(?:ethnic|ethnicity|ethnic (?:group|origin|background)|religion|nationality)",
            _ANY + r"(?:first language|country of (?:birth|origin)|place of birth|birthplace)",
        ),
    ),
    (
        _SYSTEMS,
        (
            _SYSTEM + r"(?: id| no| number| ref| reference)",
            r"local authority (?:child|person) id",
        ),
    ),
)
_ALL = tuple((later("|".join(patterns)), reason) for reason, patterns in _RULES)
_NOTHING = later("|".join(_SAYS_NOTHING))
_MONTH_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|Sept"
_NO_DAY = later(
    rf"(?:(?:0?[1-9]|1[0-2])[/.-]|(?:{_MONTH_NAMES})\.?[ -]?)?(?:19|20)\d\d"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])",
    re.IGNORECASE,
)
_JOIN = later(r"(?<=[a-z])(?=[A-Z])|_")
OURS = frozenset({*FIELDS, "kind"})
"""Headings of the template, which point at nobody: nothing is compiled to find that."""


@lru_cache(maxsize=4_000)
def identifying_column(heading: str) -> str | None:
    """Return why a column points at a real person or place, None when its heading does not say.

    Ethnicity, the register numbers of places and whether a young person is a mother count, as in
    the SSDA903 reader. A full date of birth is better coarsened than dropped, and the reason says
    so; "Born", the template's own, holds month and year and is not named.
    """
    words = loose(_JOIN.sub(" ", heading))
    return None if words in OURS else _pointing(words)


def _pointing(words: str) -> str | None:
    """Return the same for a heading in loose words."""
    if _NOTHING.fullmatch(words):
        return None
    return next((reason for pattern, reason in _ALL if pattern.fullmatch(words)), None)


def points(reason: str | None, text: str) -> bool:
    """True for a cell that a column with such a reason points by: a birth only with its day."""
    return bool(text) and not (reason == _BIRTHS and _NO_DAY.fullmatch(text.strip()))
