"""The codes of the children in need census and what they are drawn as."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from journeyviewer.ingest.vocabulary import Code
from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class CinCode(Code):
    """A code with the lane it is drawn in and its kind of event there, "" where it has none."""

    lane: str = ""


@cache
def codes(name: str) -> Mapping[str, CinCode]:
    """Return a list by code: SOURCE, NEED, CLOSURE, ABUSE or FACTOR; the kind is `category`."""
    with resource("vocabularies", "cin_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["list"] == name]
    return {
        row["code"]: CinCode(
            code=row["code"],
            label=row["label"],
            category=row["kind"],
            lane=row["lane"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in rows
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def factors(text: str) -> list[str]:
    """Return the codes of factors in a cell, each once: "11A, 15A" or "['11A', '15A']"."""
    return list(dict.fromkeys(re.findall(r"[0-9A-Z]+", text.upper())))
