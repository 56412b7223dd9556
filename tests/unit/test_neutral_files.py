"""The neutral records file of real readings: of its form, with windows and counts that hold."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from journeyviewer.__main__ import main
from journeyviewer.paths import samples
from tests.hostile import HEAD, TAIL, USUAL, locked_workbook, parts_of, zipped

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "neutral.schema.json").read_text("utf-8"))
FORM = jsonschema.Draft202012Validator(SCHEMA)


def records(folder: Path, *paths: Path) -> dict:
    """Return the file that the command writes, seen to be of the form that is promised."""
    target = folder / "out.json"
    main(["records", *map(str, paths), "--json", str(target)])
    data = json.loads(target.read_bytes().decode("utf-8"), parse_constant=no_number)
    FORM.validate(data)
    check_days(data)
    check_rows(data)
    return data


def no_number(name: str) -> None:
    raise AssertionError(f"{name} is no number of JSON")


def check_days(data: dict) -> None:
    for window in windows(data):
        days = [date.fromisoformat(day) for day in window.values() if day]
        assert days == sorted(days)


def windows(data: dict) -> list[dict]:
    found = [record[side] for record in data["records"] for side in ("start", "end")]
    found += [person["birth"] for person in data["persons"]]
    return [window for window in found if window]


def check_rows(data: dict) -> None:
    """Counts add up, and everything points at a row that was read and a person that is listed."""
    sheets = {}
    for sheet in data["accounting"]:
        parts = ("records", "tray", "hidden_duplicates", "non_data")
        assert sheet["rows_read"] == sum(sheet[part] for part in parts)
        sheets[sheet["file"], sheet["sheet"]] = sheet["rows_read"]
    persons = [person["id"] for person in data["persons"]]
    assert len(persons) == len(set(persons))
    for record in data["records"]:
        assert record["person"] in persons
        source = record["source"]
        for place in source if isinstance(source, list) else [source]:
            assert 1 <= place["row"] <= sheets[place["file"], place["sheet"]]
    for row in data["tray"]:
        assert (row["file"], row["sheet"]) in sheets


@pytest.mark.slow
def test_the_samples_are_of_the_form(tmp_path: Path) -> None:
    data = records(tmp_path, samples())
    assert data["outcome"] == "ok" and data["message"] == ""
    assert len(data["persons"]) == 10 and len(data["records"]) > 1000
    assert {record["kind"] for record in data["records"]} == {"spell", "point", "score"}
    assert data["seconds"] > 0


FIXTURES = {
    "return.csv": (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
        "A1,01/04/2013,S,E1,N1,U1,PR1,01/05/2013,X1\nA1,01/05/2013,P,E1,N1,K2,PR1,,\n"
        "A1,45/05/2013,P,E1,N1,K2,PR1,,\n"
    ),
    "tidy.csv": (
        "Case,Gender,Born,Lane,Start,End,What,Kind,Score\n"
        "1,Female,May 2000,cse,01/02/2014,,Assessed,score,24\n"
        "1,Female,May 2000,missing,01/02/2014,01/03/2014,Missing,count,3\n"
        "1,Female,May 2000,health,c. 2012,,Poorly,,\n"
        "1,Female,May 2000,legal,01/02/2014,01/02/2013,Care order,,\n"
        "1.0,Female,May 2000,legal,before 2011,ongoing,Care order,,\n"
    ),
}


@pytest.mark.parametrize("name", sorted(FIXTURES))
def test_tables_are_of_the_form(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FIXTURES[name], encoding="utf-8")
    data = records(tmp_path, tmp_path / name)
    assert data["unit"] == str(tmp_path / name)
    assert data["outcome"] == "partial" and name in data["message"]
    assert len(data["persons"]) == 1 and data["tray"]
    assert {issue["file"] for issue in data["issues"]} == {name}
    for record in data["records"]:
        if record["kind"] == "count":
            assert record["start"]["earliest"] and record["end"]["latest"]


@pytest.mark.parametrize("locked", [True, False])
def test_a_refused_and_a_missing_file_are_of_the_form(tmp_path: Path, locked: bool) -> None:
    path = tmp_path / "locked.xlsx"
    if locked:
        path.write_bytes(locked_workbook())
    data = records(tmp_path, path)
    assert data["outcome"] == "error" and "locked.xlsx" in data["message"]
    assert not data["persons"] and not data["records"]


def test_a_workbook_read_in_part_says_which_sheet(tmp_path: Path) -> None:
    wrong = USUAL + '<row r="7"><c r="D7" t="e"><v>#SPILL!</v></c></row>'
    parts = parts_of({"Wrong": HEAD + wrong + TAIL, "Right": HEAD + USUAL + TAIL})
    data = records(tmp_path, zipped(tmp_path / "book.xlsx", parts))
    assert data["outcome"] == "partial" and "Wrong" in data["message"]
    (issue,) = (item for item in data["issues"] if item["severity"] == "error")
    assert (issue["sheet"], issue["row"], issue["action"]) == ("Wrong", 7, "refuse")


GOOD = {
    "person": "1",
    "lane": "missing",
    "kind": "count",
    "start": {"earliest": "2014-01-01", "latest": "2014-01-01"},
    "end": {"earliest": "2014-12-31", "latest": "2014-12-31"},
    "end_state": "closed",
    "label": "Missing",
    "raw": "3 times",
    "code": None,
    "value": 3,
    "attrs": {},
    "suggested": False,
    "source": {"file": "a.csv", "sheet": None, "row": 2},
}


@pytest.mark.parametrize(
    "change",
    [
        {"lane": "house"},
        {"kind": "span"},
        {"start": {"earliest": "01/02/2014", "latest": None}},
        {"start": {"earliest": "2014-02-01"}},
        {"start": None},
        {"end": None},
        {"value": None},
        {"end_state": "open"},
        {"kind": "point"},
        {"kind": "score", "end": None, "value": None},
        {"person": ""},
        {"attrs": {"rhi_offered": None}},
        {"attrs": {"rhi_offered": "yes"}},
        {"source": []},
        {"source": {"file": "a.csv", "sheet": None, "row": 0}},
        {"more": 1},
    ],
)
def test_the_form_says_no_to_what_is_not_promised(change: dict) -> None:
    form = jsonschema.Draft202012Validator({**SCHEMA["$defs"]["record"], "$defs": SCHEMA["$defs"]})
    form.validate(GOOD)
    assert not form.is_valid({**GOOD, **change})
