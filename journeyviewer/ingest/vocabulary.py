"""The codes of the children looked after return and what they are drawn as."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource

LISTS = {"legal": "ssda903_legal.csv", "residence": "ssda903_placement.csv"}
"""The lanes whose categories have codes of the return, with their files."""

_LISTS_OF_THE_RETURN = {"end_reason": "REC", "provider": "PROVIDER"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code: its words, the category it is drawn as and the days (inclusive) it is in use.

    `out_of_area` is what a historic placement code says of its place, None when it says nothing.
    """

    code: str
    label: str
    short: str = ""
    category: str = ""
    meaning: str = ""
    out_of_area: bool | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def in_use(self, when: date) -> bool:
        """True when an episode that begins on this day may carry the code."""
        after = self.valid_from is None or when >= self.valid_from
        return after and (self.valid_to is None or when <= self.valid_to)


@cache
def codes(lane: str) -> Mapping[str, Code]:
    """Return the legal status or placement codes by code; empty for other lanes."""
    if lane not in LISTS:
        return {}
    return {row["code"]: _code(row) for row in _rows(LISTS[lane])}


@cache
def other_codes(name: str) -> Mapping[str, Code]:
    """Return a small list by code: RNE, REC, REASON, PROVIDER, MISSING or SEX."""
    return {row["code"]: _code(row) for row in _rows("ssda903_codes.csv") if row["list"] == name}


@cache
def listed_codes(name: str) -> Mapping[str, Code]:
    """Return a list of codes that are mapped and not drawn, by code; `meaning` is the group.

    The lists are those of `mapper_tables.LISTS`; an unknown name has no codes.
    """
    if name in _LISTS_OF_THE_RETURN:
        return other_codes(_LISTS_OF_THE_RETURN[name])
    return {row["code"]: _code(row) for row in _rows("code_lists.csv") if row["list"] == name}


@cache
def find_code(lane: str, text: str) -> Code | None:
    """Return the code in a cell: alone, in any case, or among words ("C2: FCO", "K2OUT")."""
    found = find_codes(lane, text)
    return found[0] if found else None


@cache
def find_codes(lane: str, text: str) -> tuple[Code, ...]:
    """Return every code in a cell, in order: "E1 and C2" holds two."""
    known = codes(lane)
    words = re.findall(r"[A-Z]\d{1,2}(?=OUT\b|IN\b|\b)", text.upper())
    return tuple(dict.fromkeys(known[word] for word in words if word in known))


def says_out_of_area(text: str) -> bool | None:
    """Return what a suffix of a placement code says of its place: "K2OUT" is out of area."""
    suffix = re.fullmatch(r"\s*[A-Z]\d{1,2}[\s-]*(OUT|IN)\s*", text.upper())
    return None if suffix is None else suffix.group(1) == "OUT"


def _rows(name: str) -> list[dict[str, str]]:
    with resource("vocabularies", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _code(row: Mapping[str, str]) -> Code:
    place = row.get("out_of_area", "")
    return Code(
        code=row["code"],
        label=row["label"],
        short=row.get("short", ""),
        category=row.get("category", ""),
        meaning=row.get("meaning", ""),
        out_of_area=None if not place else place == "yes",
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
