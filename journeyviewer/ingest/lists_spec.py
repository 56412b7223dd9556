"""What each list of a known extract holds and which records come out of it, as data.

The tables stand in `resources/vocabularies/annex_a.json` and `ssd.json`, with their sources named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from journeyviewer.model.chronology import Kind
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource

FACTORS = "factors"
"""The one kind of record that is no kind of entry: the factors found at an assessment."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the detail: the field it is about, the words, and how the cell is read.

    `codes` names a list of codes; `how` is "day", "number", "words", "json", "yes or no" or
    "only yes" (the sentence stands only where the cell says yes).
    """

    field: str
    says: str
    codes: str = ""
    how: str = "words"


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of the record, the field it is read from and how; without a field `how` is it.

    `how` is "yes", "number", "day", "area", "miles", "code", "label" or "words"; `codes` is the
    list that "code" and "label" look in.
    """

    name: str
    field: str
    how: str
    codes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One kind of record that a row of a list makes; the names are fields of the list.

    `what` is a category or event kind of the lane. `named` gives the words (`or_named` where it is
    blank), read by the list of codes `codes` or, for "vocabulary", by the words of the lane; with
    `by_code` the code also says which category it is. `label` takes these words in place of {}, and
    `words` stands where there are none. A `main` record must have its date, or the row is kept
    aside. `undated` marks a state that held on the day of the lists and began some day before;
    with `or_undated` a state without a start is taken so.
    `only` and `not_word` choose the rows by a code; `cut` is the start of the whole history, of
    which this record is the last part. `months` is the length of the window of a count.
    """

    kind: str
    lane: str
    what: str = ""
    start: str = ""
    or_start: str = ""
    end: str = ""
    or_end: str = ""
    blank_end: str = "unknown"
    named: str = ""
    or_named: str = ""
    codes: str = ""
    by_code: bool = False
    label: str = ""
    words: str = ""
    code: str = ""
    how: str = ""
    value: str = ""
    months: int = 0
    main: bool = False
    undated: bool = False
    or_undated: bool = False
    only: tuple[str, ...] = ()
    not_word: tuple[str, ...] = ()
    needs_word: str = ""
    unless_yes: str = ""
    status: str = ""
    cut: str = ""
    interview: tuple[str, ...] = ()
    details: tuple[Said, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    @property
    def entry_kind(self) -> Kind:
        """The kind of entry it makes; factors make events."""
        return Kind.EVENT if self.kind == FACTORS else Kind(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How a table without a person finds one: the value of `field` among `keys` of table `to`."""

    field: str
    to: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list of an extract: how it is told from the others and what comes out of it.

    `columns` holds the pattern of the heading of each field, `headings` its usual words, loosely,
    for slips of the pen. `identifying` columns point at a real person or place and are not kept,
    `unread` ones are known and say nothing that is drawn.
    `aside` says why the rows of a list that is known are kept aside, "" for lists that are read;
    `about_child` is False where they are not about a child at all.
    `covers` are drawn lanes, known for `months` before the day of the lists (0: not said); `latest`
    are lanes of which it gives the latest value only, known since that began.
    """

    key: str
    title: str
    names: tuple[str, ...]
    position: int
    prefix: str
    columns: Mapping[str, re.Pattern[str]]
    headings: Mapping[str, str]
    identifying: tuple[re.Pattern[str], ...]
    unread: tuple[re.Pattern[str], ...]
    needs: tuple[str, ...]
    telling: tuple[str, ...]
    records: tuple[Record, ...]
    aside: str
    about_child: bool
    persons: bool
    keys: tuple[str, ...]
    link: Link | None
    covers: tuple[str, ...]
    months: int
    latest: tuple[str, ...]

    @property
    def own(self) -> int:
        """How many columns it has beside those of the person."""
        return len(set(self.columns) - PERSON)


PERSON = frozenset({"child", "sex", "birth", "age"})
"""Fields about the person, which all lists may hold."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A kind of extract: its name for people, the name of its sources, and its lists."""

    form: str
    source_name: str
    prefix: str
    tables: tuple[Table, ...]

    def table(self, key: str) -> Table | None:
        """Return the list with this key."""
        return next((table for table in self.tables if table.key == key), None)


@cache
def extract(name: str) -> Extract:
    """Return the extract described by a file of the vocabularies, "annex_a" or "ssd"."""
    data = json.loads(resource("vocabularies", f"{name}.json").read_text(encoding="utf-8"))
    common = data["common"]
    tables = tuple(_table(row, common) for row in data["tables"])
    return Extract(data["form"], data["source_name"], data["prefix"], tables)


def _table(row: Mapping[str, Any], common: Mapping[str, Mapping[str, str]]) -> Table:
    aside = row.get("no_person", row.get("not_read", ""))
    coverage = row.get("coverage", {})
    link = row.get("link")
    shared = {} if aside else common["columns"]
    return Table(
        key=row["key"],
        title=row["title"],
        names=tuple(row["names"]),
        position=row.get("position", 0),
        prefix=row.get("prefix", ""),
        columns={field: _pattern(text) for field, text in {**shared, **row["columns"]}.items()},
        headings={field: loose(text) for field, text in row.get("headings", {}).items()},
        identifying=_patterns(common["identifying"], row.get("identifying", {})),
        unread=_patterns(common["unread"], row.get("unread", {})),
        needs=tuple(row["needs"]),
        telling=tuple(row.get("telling", ())),
        records=tuple(_record(item) for item in row["records"]),
        aside=aside,
        about_child="no_person" not in row,
        persons=row.get("persons", False),
        keys=tuple(row.get("keys", ())),
        link=Link(field=link["field"], to=link["to"], keys=tuple(link["keys"])) if link else None,
        covers=tuple(coverage.get("lanes", ())),
        months=coverage.get("months", 0),
        latest=tuple(row.get("latest", ())),
    )


def _patterns(*parts: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(text) for part in parts for text in part.values())


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def _record(item: Mapping[str, Any]) -> Record:
    codes_of: Mapping[str, str] = item.get("codes_of", {})
    details = tuple(
        Said(said["field"], said["says"], said.get("codes", ""), said.get("as", "words"))
        for said in item.get("details", ())
    )
    attributes = tuple(
        Attribute(part["name"], part["field"], part["as"], codes_of.get(part["field"], ""))
        for part in item.get("attributes", ())
    )
    plain = {key: _value(value) for key, value in item.items() if key not in TAKEN_APART}
    return Record(details=details, attributes=attributes, **plain)


TAKEN_APART = frozenset({"details", "attributes", "codes_of"})


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
