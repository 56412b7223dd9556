"""What the cells of lists say: letter prefixes taken off, codes found, words of a lane named."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from journeyviewer.ingest import answers
from journeyviewer.ingest.dates import is_missing, is_open_word
from journeyviewer.ingest.mapper import map_words
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.ingest.vocabulary import find_code, other_codes
from journeyviewer.model.chronology import AttributeValue
from journeyviewer.model.lanes import Category, EventKind, lane, loose
from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource

LETTER = re.compile(r"^\s*[a-z]{1,2}\)\s*")
"""The letter before an answer of Annex A: "a) Yes", "q) 6: Police"."""
SUPPRESSED = frozenset("czxk")
"""Letters that stand for a number that is held back; it is not nought."""
NOT_GIVEN_DISTANCE = 999.9
"""The distance that stands for "not known" in the return."""


@dataclass(frozen=True, slots=True)
class Named:
    """What words were found to mean: a code, the words shown, and the category of the lane.

    `known` is False for words that no list holds. `meaning` is what a list of codes says of it.
    """

    label: str
    code: str | None = None
    meaning: str = ""
    category: Category | EventKind | None = None
    known: bool = True
    short_forms: tuple[str, ...] = ()
    out_of_area: bool | None = None


@lru_cache(maxsize=20_000, typed=True)
def plain(cell: Cell) -> str:
    """Return the text of a cell without the letter before it, "" for words for nothing."""
    text = LETTER.sub("", text_of(cell))
    return "" if is_missing(text) or not answers.is_said(text) else text


def is_lost(cell: Cell) -> bool:
    """True for a cell of a date that holds something other than a date or a word for none."""
    text = text_of(cell)
    empty = {"", "-", "null", "nan", "nat", "none", "n/a", "na", "#n/a", "<na>", "pd.na"}
    return text.casefold() not in empty and not is_open_word(cell)


@cache
def code_list(name: str) -> Mapping[str, tuple[str, str]]:
    """Return a list of codes: by code its words and its meaning."""
    own = {row["code"]: (row["label"], row["meaning"]) for row in _rows() if row["list"] == name}
    return own or {code: (item.label, item.meaning) for code, item in other_codes(name).items()}


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    path = resource("vocabularies", "list_codes.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _aliases(name: str) -> Mapping[str, str]:
    found = {loose(label): code for code, (label, _) in code_list(name).items()}
    for row in _rows():
        if row["list"] == name and row["aliases"]:
            found |= {loose(alias): row["code"] for alias in row["aliases"].split("|")}
    return found


@cache
def named_in(name: str, text: str) -> Named | None:
    """Return what a cell says by a list of codes; its own words when the list holds none.

    The code may stand alone, before its words ("6: Police", "N1 - Abuse") or in brackets.
    """
    words = LETTER.sub("", text).strip() if name == "MISSING" else plain(text)
    if not words:
        return None
    code = _code(name, words) or _mapped(name, words)
    if code is None:
        return Named(words, known=False)
    label, meaning = code_list(name)[code]
    return Named(label, code, meaning)


MAPPED = {
    "SOURCE": "referral_source",
    "NEED": "need",
    "ABUSE": "abuse",
    "CLOSURE": "closure_reason",
    "PROVIDER": "provider",
    "REC": "end_reason",
}
"""Lists whose spellings the mapper knows, by the name they have there."""


def _mapped(name: str, words: str) -> str | None:
    if name not in MAPPED:
        return None
    found = map_words(words, MAPPED[name])
    sure = found.code is not None and not found.suggestion
    return found.code if sure and found.code in code_list(name) else None


def _code(name: str, words: str) -> str | None:
    known = code_list(name)
    upper = words.upper()
    if upper in known:
        return upper
    alias = _aliases(name).get(loose(words))
    if alias is not None:
        return alias
    suitable = "[12]?" if name == "ACCOMMODATION" else ""
    for code in sorted(known, key=len, reverse=True):
        mark = re.escape(code) + suitable
        if re.match(rf"\(?{mark}(?!\w)", upper) or re.search(rf"[\[(]{mark}[\])]", upper):
            return code
    rest = re.sub(r"^[A-Z0-9]{1,4}\s*[-:–]\s*", "", words)
    return _aliases(name).get(loose(rest)) or _within(name, loose(words))


CONTAINED = frozenset({"ACCOMMODATION", "ACTIVITY", "ELIGIBLE", "PERMANENCE", "CHECK"})
"""Lists in whose cells a known spelling may stand among other words."""
SHORTEST = 8
"""Letters that a spelling must have to be looked for among others."""


def _within(name: str, words: str) -> str | None:
    """Return the code of the longest spelling that stands among words, None without one."""
    if name not in CONTAINED:
        return None
    inside = [
        spelling
        for spelling in _aliases(name)
        if len(spelling) >= SHORTEST and f" {spelling} " in f" {words} "
    ]
    return _aliases(name)[max(inside, key=len)] if inside else None


PRIVATE_FOSTERING = re.compile(r"private(ly)? foster", re.IGNORECASE)


@cache
def named_by_lane(key: str, text: str) -> Named | None:
    """Return what a cell says in the words of a lane; two codes in one cell are both shown."""
    words = plain(text)
    if not words:
        return None
    found = map_words(words, key)
    here = [each for each in found.meanings if each.lane == key and each.kind is not None]
    if found.suggestion or not here:
        if key == "legal" and PRIVATE_FOSTERING.search(words):
            return Named(words, "PF", known=True)
        return Named(words, known=found.no_data is not None, out_of_area=found.out_of_area)
    category = lane(key).category(here[0].kind) or lane(key).event(here[0].kind)
    codes = [find_code(key, each.code or "") for each in here]
    known = [code for code in codes if code is not None]
    label = " + ".join(code.label for code in known) if known else words
    return Named(
        label,
        here[0].code,
        category=category,
        short_forms=tuple(code.short for code in known if code.short),
        out_of_area=found.out_of_area,
    )


def yes_or_no(cell: Cell) -> bool | None:
    """Return the answer in a cell; raises ValueError for words that are neither."""
    words = plain(cell)
    return answers.yes_or_no(words) if words else None


def whole_number(cell: Cell) -> int | float | None:
    """Return the number in a cell; raises ValueError for one that is held back or no number."""
    words = plain(cell)
    if not words:
        return None
    found = answers.number(words)
    if found is None:
        raise ValueError(words)
    return found


def interview(offered: Cell, accepted: Cell) -> dict[str, AttributeValue]:
    """Return what two cells say of the return interview: whether offered, and whether accepted.

    Raises ValueError for words that say neither.
    """
    found: dict[str, AttributeValue] = {}
    for name, cell in (("rhi_offered", offered), ("rhi_accepted", accepted)):
        words = plain(cell)
        if not words:
            continue
        try:
            answer = answers.yes_or_no(words)
        except ValueError:
            found |= answers.interview(words)
            continue
        if answer is not None:
            found[name] = answer
    if found.get("rhi_accepted") is True:
        found["return_interview"] = "yes"
    elif False in (found.get("rhi_offered"), found.get("rhi_accepted")):
        found["return_interview"] = "no"
    return found


def from_json(text: str) -> list[str]:
    """Return what a cell of a JSON list or object says: its entries, or the keys answered yes."""
    try:
        data = json.loads(text)
    except ValueError:
        words = plain(text)
        return [part.strip() for part in re.split(r"[,;|]", words) if part.strip()]
    if isinstance(data, dict):
        return [
            _key_words(key) if _is_yes(value) else f"{_key_words(key)}: {value}"
            for key, value in _told(data)
        ]
    if isinstance(data, list):
        return [str(item) for item in data if plain(str(item))]
    return [str(data)] if plain(str(data)) else []


def _key_words(key: str) -> str:
    """Return the name of a flag in words: "OUTCOME_SINGLE_ASSESSMENT_FLAG" as they are read."""
    if "_" not in key:
        return key
    bare = key.upper().removeprefix("OUTCOME_").removesuffix("_FLAG")
    return bare.replace("_", " ").lower()


def _told(data: Mapping[str, object]) -> list[tuple[str, object]]:
    return [(key, value) for key, value in data.items() if not _is_no(value)]


def _is_yes(value: object) -> bool:
    return str(value).casefold() in answers.YES


def _is_no(value: object) -> bool:
    return value is None or not plain(str(value)) or str(value).casefold() in answers.NO
