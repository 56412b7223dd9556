"""The records as read come back exactly; anything else is refused in a sentence."""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyviewer.model.chronology import Case, Cohort, Entry, EntryId, Kind, RowCells, SourceRow
from journeyviewer.model.times import day
from journeyviewer.study.records_codec import records_from_text, records_to_text

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
CELLS = st.one_of(
    st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    st.lists(st.tuples(TEXTS, st.none() | TEXTS), max_size=3).map(
        lambda pairs: RowCells(tuple(one for one, _ in pairs), tuple(two for _, two in pairs))
    ),
)


SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    # Nothing below zero is nothing: what is as at first is not written.
    float: st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0),
    time: st.times().map(lambda clock: clock.replace(fold=0)),
    type(None): st.none(),
}


@cache
def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return what makes values of a declared type, so that no field of the model is forgotten."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if origin is Sequence:
        return CELLS
    if origin is tuple and parts[-1] is Ellipsis:
        return st.lists(values_of(parts[0]), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(TEXTS, values_of(parts[1]), max_size=2).map(MappingProxyType)
    if parts:
        return st.one_of(*(values_of(part) for part in parts))
    if isinstance(hint, typing.NewType):
        return values_of(hint.__supertype__)
    if is_dataclass(hint):
        known = typing.get_type_hints(hint)
        made = {one.name: values_of(known[one.name]) for one in fields(hint)}
        return st.builds(hint, **made)
    return st.from_type(hint)


# One field of the cohort at a time: all of them at once are slow to make.
COHORTS = st.sampled_from([one.name for one in fields(Cohort) if one.name != "name"]).flatmap(
    lambda name: st.builds(
        Cohort, name=TEXTS, **{name: values_of(typing.get_type_hints(Cohort)[name])}
    )
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(COHORTS)
def test_any_cohort_comes_back_as_it_was(cohort: Cohort) -> None:
    again = records_from_text(records_to_text(cohort))
    assert again == cohort
    # 1, 1.0 and True are equal and do not say the same.
    assert repr(again) == repr(cohort)


def small() -> Cohort:
    cells = RowCells(("Date", "What"), ("3 May 2013", "Care order"))
    entry = Entry(
        id=EntryId("e"),
        kind=Kind.SPELL,
        lane="legal",
        record_lane="legal",
        category=None,
        label="Care order",
        start=day(date(2013, 5, 3)),
        value=1,
        attributes={"own": True, "count": 1},
        sources=(SourceRow("a.xlsx", "Sheet1", 3, cells),),
    )
    return Cohort(name="Set", cases=(Case(id="1", entries=(entry, entry)),))


def test_a_truth_a_number_and_a_text_stay_what_they_are() -> None:
    attributes = records_from_text(records_to_text(small())).cases[0].entries[0].attributes
    assert {name: type(value) for name, value in attributes.items()} == {"own": bool, "count": int}


def test_headings_are_said_once() -> None:
    assert records_to_text(small()).count("Date") == 1


def test_half_of_a_broken_letter_becomes_a_mark() -> None:
    assert records_from_text(records_to_text(Cohort(name="a\ud800b"))).name == "a\ufffdb"


def test_what_a_later_program_adds_is_left_out() -> None:
    data = json.loads(records_to_text(small()))
    data["cohort"]["colour"] = "blue"
    data["cohort"]["cases"][0]["entries"][0]["shade"] = ["dark"]
    assert records_from_text(json.dumps(data)) == small()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("format",), "jv-records-2"),
        (("headings",), [["a", 1]]),
        (("headings",), None),
        (("cohort",), []),
        (("cohort", "name"), 4),
        (("cohort", "cases"), {}),
        (("cohort", "cases", 0, "id"), None),
        (("cohort", "cases", 0, "entries", 0, "kind"), "rumour"),
        (("cohort", "cases", 0, "entries", 0, "value"), {"a": 1}),
        (("cohort", "cases", 0, "entries", 0, "value"), True),
        (("cohort", "cases", 0, "entries", 0, "start"), None),
        (("cohort", "cases", 0, "entries", 0, "start", "earliest"), "2013-02-30"),
        (("cohort", "cases", 0, "entries", 0, "attributes", "own"), [1]),
        (("cohort", "cases", 0, "entries", 0, "sources", 0, "cells", "headings"), 9),
        (("cohort", "cases", 0, "entries", 0, "sources", 0, "cells", "headings"), -1),
        (("cohort", "cases", 0, "entries", 0, "sources", 0, "cells", "texts"), [3]),
        (("cohort", "cases", 0, "entries", 0, "sources", 0, "cells"), [["a"]]),
    ],
)
def test_a_value_of_another_kind_is_refused(place: tuple[Any, ...], value: object) -> None:
    data = json.loads(records_to_text(small()))
    at = data
    for name in place[:-1]:
        at = at[name]
    assert place[-1] in at or isinstance(at, list)
    at[place[-1]] = value
    with pytest.raises(ValueError):
        records_from_text(json.dumps(data))


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 200_000, '{"a":' * 100_000])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        records_from_text(text)


def test_the_sample_cases_come_back_as_they_were() -> None:
    from journeyviewer.ingest.read import read_paths

    cohort = read_paths([Path(__file__).resolve().parents[2] / "sample_cases"])
    assert len(cohort.cases) == 10
    assert records_from_text(records_to_text(cohort)) == cohort
