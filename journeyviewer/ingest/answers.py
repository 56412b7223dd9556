"""What short cells say: yes or no, an interview, a number, a sex, an id, the name of a lane."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.model.chronology import AttributeValue, Sex
from journeyviewer.model.lanes import Lane, lanes, loose

YES = frozenset({"yes", "y", "true", "t", "1", "x", "✓", "✔", "a yes"})
NO = frozenset({"no", "n", "false", "f", "0", "none", "b no"})
NOT_SAID = frozenset({"", "-", "n/a", "na", "not known", "unknown", "not recorded", "not stated"})

SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(("f", "female", "girl", "woman", "2", "b female"), Sex.FEMALE),
    **dict.fromkeys(("m", "male", "boy", "man", "1", "a male"), Sex.MALE),
}

INTERVIEWS: tuple[tuple[str, Mapping[str, AttributeValue]], ...] = (
    ("not offered", {"return_interview": "no", "rhi_offered": False}),
    (
        "declin|refus|not accepted",
        {"return_interview": "no", "rhi_offered": True, "rhi_accepted": False},
    ),
    (
        "accepted|held|took place|completed|^yes|^y$|^true$|^1$",
        {"return_interview": "yes", "rhi_offered": True, "rhi_accepted": True},
    ),
    ("offered", {"rhi_offered": True}),
    ("^no|^n$|^false$|^0$", {"return_interview": "no"}),
)
"""Words about a return interview, first match first, and what they say."""


LETTER = re.compile(r"^[a-z]\)\s*")
"""The letter that some lists put before an answer: "a) Yes"."""
# Tables repeat the same short answers in every row. Typed, so that 1 is not True.
remember = lru_cache(maxsize=10_000, typed=True)


@remember
def is_said(cell: Cell) -> bool:
    """True when a cell holds an answer at all, rather than nothing, a dash or "not known"."""
    return text_of(cell).casefold() not in NOT_SAID


@remember
def yes_or_no(cell: Cell) -> bool | None:
    """Return the answer in a cell, None when there is none; raises ValueError for other words."""
    if not is_said(cell):
        return None
    words = text_of(cell).casefold().strip(" .)(")
    if words in YES or loose(words) in YES:
        return True
    if words in NO or loose(words) in NO:
        return False
    raise ValueError(text_of(cell))


@remember
def out_of_area(cell: Cell) -> bool | None:
    """Return an answer about the area: yes, no, "OOB", "out of borough", "in borough"."""
    words = loose(text_of(cell))
    if re.match(r"oob\b|ooa\b|out\b|b out\b", words):
        return True
    if re.match(r"in\b|within\b|a in\b", words):
        return False
    return yes_or_no(cell)


def interview(cell: Cell) -> Mapping[str, AttributeValue]:
    """Return what a cell says of the return interview; raises ValueError for other words."""
    if not is_said(cell):
        return {}
    words = LETTER.sub("", text_of(cell).casefold())
    for pattern, said in INTERVIEWS:
        if re.search(pattern, words):
            return said
    raise ValueError(text_of(cell))


@remember
def number(cell: Cell) -> int | float | None:
    """Return the number a cell is, or the only one its words hold; None when there is none."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if float(cell).is_integer() else cell
    found = re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\w)", text_of(cell))
    if len(found) != 1:
        return None
    value = float(found[0])
    return int(value) if value.is_integer() else value


def sex_named(cell: Cell) -> Sex | None:
    """Return the sex a cell names, None for any other word."""
    return SEXES.get(loose(text_of(cell)))


@remember
def id_text(cell: Cell) -> str:
    """Return an id as text, trimmed, without the ".0" a spreadsheet adds to a number."""
    return re.sub(r"^(\d+)\.0$", r"\1", text_of(cell))


TOTAL_ROW = "It sums other rows up: it is no record, and no young person."
TOTALS = re.compile(r"\W*(?:sub[\s-]?|grand |overall )?totals?\W*|count\W*", re.IGNORECASE)


@remember
def is_damaged_id(text: str) -> bool:
    """True for an id that a spreadsheet has turned into a power of ten: digits are lost."""
    return re.fullmatch(r"\d(\.\d+)?E\+?\d+", text, re.IGNORECASE) is not None


@remember
def is_total_id(text: str) -> bool:
    """True for what stands in place of an id in a row that sums others up."""
    return TOTALS.fullmatch(text) is not None


@cache
def lane_named(words: str) -> Lane | None:
    """Return the drawn lane that a key, title, sheet name or lane of the records file names."""
    wanted = loose(words)
    for lane in lanes():
        names = (lane.key, lane.title, lane.short_title, lane.sheet or "", *lane.record_lanes)
        if wanted in {loose(name) for name in names if name}:
            return lane
    singular = {"placement": "residence", "plans": "referrals", "strengths": "support"}
    return lane_named(singular[wanted]) if wanted in singular else None


LOCAL: Mapping[str, str] = {
    word: key
    for key, words in {
        "legal": "legal orders | court | court orders | care status",
        "residence": (
            "placement | where living | living arrangements | living situation | accommodation | "
            "address | addresses | home | placement moves"
        ),
        "education": "school | schools | schooling | employment | education training employment",
        "referrals": "plans | social care | plan | assessments and plans",
        "cse": "exploitation | sexual exploitation | cse risk | child sexual exploitation",
        "missing": "awol | missing from home | missing from care",
        "support": "strengths | protective factors | support services | interventions",
        "voice": "voice of the child | voice of child | childs voice | wishes and feelings",
        "health": "mental health | camhs | health and wellbeing | emotional health",
        "substances": "drugs | drugs and alcohol | alcohol | substance misuse | substance use",
        "family": "parents | family life | family history | family events",
        "justice": "yot | yos | police | offences | crime | youth justice | criminal justice",
    }.items()
    for word in words.split(" | ")
}
"""What else councils call our lanes, loosely; below a heading “Lane” alone, as “Police” or “Home”
may as well be where something was told or happened.
"""


def lane_in_column(words: str) -> Lane | None:
    """Return the drawn lane that a cell of a column of lanes names."""
    return lane_named(words) or lane_named(LOCAL.get(loose(words), ""))


OF_A_TABLE = frozenset(
    "history episodes episode records record log table list details risk risks level levels "
    "assessment assessments scores".split()
)
"""Words after a lane in the title of a table: “Placement history”, “Missing episodes”."""


def lane_of_title(title: str) -> Lane | None:
    """Return the drawn lane that the title of a table or sheet names."""
    words = title.split()
    found = lane_named(title) if title else None
    if found is None and len(words) > 1 and loose(words[-1]) in OF_A_TABLE:
        return lane_named(" ".join(words[:-1]))
    return found
