"""Tables no reader knows: what is guessed of their columns, and reading them as chosen."""

from __future__ import annotations

from journeyviewer.ingest.columns import fingerprint, guess, preview
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions
from journeyviewer.model.tables import missing_fields
from tests.tables import said, table

EXCLUSIONS = """
    tableid,NativeId,startdate,sessions,category
    a-1,YP1,2014-Feb-14 00:00:00,10,SUSP
    a-2,YP2,2014-Mar-02 00:00:00,4,PERM
    a-3,YP1,2015-Mar-03 00:00:00,6,SUSP
    a-4,YP2,,6,SUSP
"""
CHOSEN = {"NativeId": "case", "startdate": "start", "category": "what", "=lane": "education"}


def decided(sheet: Sheet, chosen: dict[str, str]) -> Terms:
    found = preview(sheet, {})
    assert found is not None
    return Terms(decisions=Decisions(columns={found.fingerprint: chosen}))


def read_as(sheet: Sheet, chosen: dict[str, str]) -> Reading:
    reading = read_sheets([sheet], decided(sheet, chosen))
    assert all(tally.adds_up for tally in reading.tallies)
    return reading


def test_an_unknown_table_is_shown_with_a_guess_and_a_reason_for_each_column() -> None:
    reading = read_sheets([table(EXCLUSIONS)])
    (shown,) = reading.tables
    assert shown.headings == ("tableid", "NativeId", "startdate", "sessions", "category")
    assert shown.count == 4 and shown.header == 1 and shown.rows[0][1] == "YP1"
    fields = {guess.heading: guess.field for guess in shown.guesses}
    assert fields["startdate"] == "start" and fields["NativeId"] == "case"
    assert all(guess.reason for guess in shown.guesses)
    assert said(reading, "not-recognised")


def test_a_table_is_read_with_the_columns_that_were_chosen() -> None:
    reading = read_as(table(EXCLUSIONS), CHOSEN)
    assert [case.id for case in reading.cases] == ["YP1", "YP2"]
    first = reading.cases[0]
    assert [entry.lane for entry in first.entries] == ["education", "education"]
    assert [str(entry.start.earliest) for entry in first.entries] == ["2014-02-14", "2015-03-03"]
    assert len(reading.tray) == 1 and reading.tray[0].row == 5
    cells = dict(first.entries[0].sources[0].cells)
    assert cells["startdate"].startswith("2014-Feb-14") and cells["tableid"] == "a-1"
    assert reading.tables[0].chosen == CHOSEN


def test_the_same_headings_in_another_file_are_read_in_the_same_way() -> None:
    terms = decided(table(EXCLUSIONS), CHOSEN)
    other = table("tableid,nativeid,StartDate,sessions,category\nb,YP9,1 May 2014,2,PERM", "b.csv")
    assert [case.id for case in read_sheets([other], terms).cases] == ["YP9"]


def test_a_choice_without_a_date_is_not_used() -> None:
    chosen = {"NativeId": "case", "category": "what", "=lane": "education"}
    assert missing_fields(chosen) == ("start",)
    assert not read_as(table(EXCLUSIONS), chosen).cases


def test_a_case_and_words_can_be_the_same_for_a_whole_table() -> None:
    sheet = table("When,Note\n3 May 2014,Ran from school\n4 May 2014,Back again", "YP7.csv")
    chosen = {"When": "start", "Note": "what", "=lane": "missing", "=case": "YP7"}
    (case,) = read_as(sheet, chosen).cases
    assert case.id == "YP7" and [entry.label for entry in case.entries] == [
        "Ran from school",
        "Back again",
    ]


def test_fingerprints_do_not_change_with_case_and_spaces_but_with_words() -> None:
    assert fingerprint(["Start  date", "ID"]) == fingerprint(["start date", "id"])
    assert fingerprint(["Start date", "ID"]) != fingerprint(["ID", "Start date"])


def test_repeated_and_empty_headings_are_told_apart() -> None:
    sheet = table("Name of thing,Date of it,,Date of it\na,1 May 2014,x,2 May 2014")
    found = preview(sheet, {})
    assert found is not None and found.headings[2:] == ("(column C)", "Date of it (column D)")


def test_each_field_is_guessed_for_one_column() -> None:
    rows = [("YP1", "1 May 2014", "2 May 2014"), ("YP1", "3 May 2014", "4 May 2014")]
    found = guess(("a", "b", "c"), rows)
    fields = [item.field for item in found if item.field]
    assert len(fields) == len(set(fields)) and {"start", "end"} <= set(fields)
