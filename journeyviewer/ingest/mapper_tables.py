"""The tables behind the mapper: targets, families, rules of words, spellings, words for nothing."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from journeyviewer.ingest.mapper_types import Meaning, NoData
from journeyviewer.ingest.vocabulary import Code, codes, listed_codes
from journeyviewer.model.lanes import Category, EventKind, Lane, lane, lanes, loose
from journeyviewer.model.patterns import later
from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource

LISTS = ("referral_source", "need", "end_reason", "closure_reason", "provider", "abuse")
"""Lists of codes that are mapped like lanes but are not drawn."""

ANY = "*"
"""The lane of a rule that holds in every lane."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that mean something: a pattern over plain words (`plain`) and what it stands for.

    `meaning` is None for words that are left as they are. A rule that is not `sure` makes a
    suggestion and never contradicts a code. `why` is said to the person.
    """

    pattern: re.Pattern[str]
    meaning: Meaning | None
    sure: bool
    why: str


@dataclass(frozen=True, slots=True)
class LocalCode:
    """A code of one council's own list and what it stands for."""

    meaning: Meaning
    note: str


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of `resources/vocabularies`."""
    with resource("vocabularies", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def vocabulary_of(key: str | None) -> str | None:
    """Return the lane or list that a lane, a record lane or a list is mapped in.

    None means every lane. Raises KeyError for a name that is none of these.
    """
    if key is None or key == "other":
        return None
    if key in LISTS:
        return key
    for item in lanes():
        if key == item.key or key in item.record_lanes:
            return item.key
    raise KeyError(key)


@cache
def known_codes(vocabulary: str) -> Mapping[str, Code]:
    """Return the codes of a lane or list by code; empty for a lane without codes."""
    return listed_codes(vocabulary) if vocabulary in LISTS else codes(vocabulary)


@cache
def local_codes(vocabulary: str) -> Mapping[str, LocalCode]:
    """Return the local codes of a lane or list by code."""
    return {
        row["code"]: LocalCode(target(row["to"]), row["note"])
        for row in rows("local_codes.csv")
        if row["lane"] == vocabulary
    }


@cache
def rules(vocabulary: str) -> tuple[Rule, ...]:
    """Return the rules of a lane or list, in the order in which they are tried."""
    return tuple(
        Rule(
            later(row["words"]),
            target(row["to"]) if row["to"] else None,
            row["sure"] == "yes",
            row["why"],
        )
        for row in (*rows("keyword_rules.csv"), *rows("keyword_rules_more.csv"))
        if row["lane"] == vocabulary or (row["lane"] == ANY and vocabulary not in LISTS)
    )


def named_things(lane_key: str) -> tuple[Category | EventKind, ...]:
    """Return the categories and event kinds of a lane, categories first."""
    where = lane(lane_key)
    return (*where.categories, *where.events)


@cache
def null_words() -> Mapping[str, NoData]:
    """Return the words that stand for no data, compared loosely."""
    return {loose(row["words"]): NoData(row["means"]) for row in rows("null_words.csv")}


@cache
def code_meaning(vocabulary: str, code: str) -> Meaning | None:
    """Return what a code of a code list or a local code stands for."""
    found = known_codes(vocabulary).get(code)
    if found is None:
        local = local_codes(vocabulary).get(code)
        return local.meaning if local else None
    if vocabulary in LISTS:
        return Meaning(
            vocabulary=vocabulary,
            lane=None,
            kind=None,
            code=code,
            label=found.label,
            family=_families().get((vocabulary, code), (found.meaning, None))[0],
        )
    return _in_lane(lane(vocabulary), found.category, code, found.label)


@cache
def kind_meaning(lane_key: str, kind: str, code: str | None = None) -> Meaning:
    """Return the meaning of a category or event kind; raises KeyError for an unknown one."""
    return _in_lane(lane(lane_key), kind, code, "")


def _in_lane(where: Lane, kind: str, code: str | None, label: str) -> Meaning:
    item = where.category(kind) or where.event(kind)
    if item is None:
        raise KeyError(kind)
    family, looked_after = _families().get((where.key, kind), ("", None))
    return Meaning(
        vocabulary=where.key,
        lane=where.key,
        kind=kind,
        code=code,
        label=label or item.label,
        family=family,
        looked_after=looked_after,
    )


@cache
def _families() -> Mapping[tuple[str, str], tuple[str, bool | None]]:
    says = {"yes": True, "no": False, "": None}
    return {
        (row["lane"], row["kind"]): (row["family"], says[row["looked_after"]])
        for row in rows("families.csv")
    }


@cache
def target(to: str) -> Meaning:
    """Return the meaning of "lane/kind/code", "list//code" or, a family alone, "lane/~family"."""
    where, kind, code = (to.split("/") + ["", ""])[:3]
    if where in LISTS:
        found = code_meaning(where, code)
        if found is None:
            raise KeyError(to)
        return found
    if kind.startswith("~"):
        family = kind[1:]
        return Meaning(
            vocabulary=where, lane=where, kind=None, code=None, label=family, family=family
        )
    listed = known_codes(where).get(code)
    if listed is not None:
        return _in_lane(lane(where), kind, code, listed.label)
    return kind_meaning(where, kind, code or None)


_SECTION = later(r"\b(?:s|section)s? ?(\d{1,3}[a-z]{0,2})\b")
_JOINED_NUMBER = later(r"(?<=[a-z]{3})(?=s\d)|(?<=[a-z]{5})(?=\d)")


@cache
def _spellings() -> tuple[re.Pattern[str], Mapping[str, str]]:
    read = {row["written"]: row["read"] for row in rows("spellings.csv")}
    longest = sorted(read, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b"), read


@lru_cache(maxsize=20_000)
def plain(words: str) -> str:
    """Return words for the rules: folded, short forms written out, "Section 20" as "s20"."""
    text = loose(words.replace("&", " and ").replace("_", " "))
    pattern, read = _spellings()
    text = pattern.sub(lambda found: read[found.group()], _JOINED_NUMBER.sub(" ", text))
    return _SECTION.sub(r"s\1", " ".join(text.split()))
