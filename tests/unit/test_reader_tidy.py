"""The tidy long table: what its rows become, and that the template reads to the same records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journeyviewer.ingest.table import Reading
from journeyviewer.model.chronology import Coverage, Entry, Kind, Sex
from journeyviewer.model.times import EndState, Precision
from tests.tables import asked, facts, make_samples, only_case, read, said, table, workbook

HEAD = (
    "Case,Gender,Born,Read on,Lane,Kind,Start,End,Still going on,What,In the file's words,"
    "Short form,Detail,Source,Out of borough,Planned,High-cost,Tool,Score,Level,"
    "Start time,End time,Return interview"
)
TABLE = f"""{HEAD}
    3,Female,May 1999,30/04/2015,coverage,,June 2003,30/04/2015,,All lanes,,,,Case file
    3,,,,legal,,14/03/2012,02/11/2012,,Accommodated by agreement (S20),Section 20,S20
    3,,,,legal,,02/11/2012,,yes,C2,,,,Court order
    3,,,,residence,,14/03/2012,August 2012,,Foster care,Foster carer A,Foster carer A | FA,,,yes,no,
    3,,,,Placements,,August 2012,,,Secure children’s home,,,,,no,yes,yes
    3,,,,education,,September 2010,,yes,Stayed at aunt's shop
    3,,,,referrals,,c. May 2011,,,Police referral,Referral by the police
    3,,,,cse,,20/01/2013,01/06/2013,,Assessed level: high,,,,,,,,Invented tool,17,high
    3,,,,cse,,20/01/2013,,,Scored assessment,Score 17,,,,,,,Invented tool,17
    3,,,,missing,,06/02/2013,07/02/2013,,Missing episode,,,,,,,,,,,21:30,06:15,declined
    3,,,,missing,,08/02/2013,,,Missing episode,,,,,,,,,,,,,yes
    3,,,,support,,summer 2011,,yes,Person who helped,Grandmother,Gran
    3,,,,voice,,11/04/2013,,,Their words,“I want to stay.”
    3,,,,health,,early 2013,June 2013,,Waiting list
    3,,,,family,,before 2009,,,Parents separated
    3,,,,justice,,19/05/2013,,,Police contact
    3,,,,justice,,19/05/2013,,,Police contact,Seen again in town
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(table(TABLE))


def entry(reading: Reading, lane: str, place: int = 0) -> Entry:
    return only_case(reading).in_lane(lane)[place]


def test_a_case_takes_its_person_from_the_first_row_that_says_it(reading: Reading) -> None:
    case = only_case(reading)

    assert (case.id, case.sex, case.read_on) == ("3", Sex.FEMALE, date(2015, 4, 30))
    assert case.birth is not None
    assert (case.birth.earliest, case.birth.precision) == (date(1999, 5, 1), Precision.MONTH)
    assert case.coverage == (Coverage("Case file", "all", date(2003, 6, 1), date(2015, 4, 30)),)


def test_a_category_makes_a_spell_with_its_code_and_the_words_of_the_file(
    reading: Reading,
) -> None:
    spell = entry(reading, "legal")

    assert (spell.kind, spell.category, spell.code) == (Kind.SPELL, "S20", "V2")
    assert (spell.label, spell.words, spell.short_forms) == ("Section 20", "Section 20", ("S20",))
    assert (spell.end_state, spell.end and spell.end.first) == (
        EndState.CLOSED,
        date(2012, 11, 2),
    )


def test_a_code_of_the_return_is_understood_and_shown_in_words(reading: Reading) -> None:
    spell = entry(reading, "legal", 1)

    assert (spell.category, spell.code, spell.label) == ("S31", "C2", "Care order (S31)")
    assert (spell.end, spell.end_state) == (None, EndState.OPEN)


def test_short_forms_run_from_the_longest_to_the_category_without_the_label(
    reading: Reading,
) -> None:
    spell = entry(reading, "residence")

    assert spell.label == "Foster carer A"
    assert spell.short_forms == ("FA", "Foster")


def test_placement_answers_become_attributes_and_blank_ones_none(reading: Reading) -> None:
    foster, secure = entry(reading, "residence"), entry(reading, "residence", 1)

    assert dict(foster.attributes) == {"out_of_area": True, "planned": False}
    assert dict(secure.attributes) == {"out_of_area": False, "planned": True, "high_cost": True}


def test_a_spell_without_an_end_that_is_not_going_on_has_an_unknown_end(
    reading: Reading,
) -> None:
    assert entry(reading, "residence", 1).end_state is EndState.UNKNOWN
    assert [problem.row for problem in said(reading, "end-unknown")] == [6, 12]


def test_words_of_no_vocabulary_are_kept_and_said_once(reading: Reading) -> None:
    spell = entry(reading, "education")

    assert (spell.kind, spell.category, spell.label) == (
        Kind.SPELL,
        None,
        "Stayed at aunt's shop",
    )
    assert [problem.rows for problem in said(reading, "unknown-word")] == [(7,)]


def test_a_level_is_a_spell_and_a_scored_assessment_a_score(reading: Reading) -> None:
    level = next(item for item in only_case(reading).in_lane("cse") if item.kind is Kind.SPELL)
    score = next(item for item in only_case(reading).in_lane("cse") if item.kind is Kind.SCORE)

    assert (level.category, level.value) == ("HIGH", "high")
    assert (level.attributes["score"], level.attributes["tool"]) == (17, "Invented tool")
    assert (score.category, score.value, score.label) == ("SCORE", 17, "Score 17")


def test_missing_episodes_keep_times_and_what_is_said_of_the_interview(
    reading: Reading,
) -> None:
    declined, held = only_case(reading).in_lane("missing")

    assert str(declined.start.clock) == "21:30:00"
    assert declined.start.precision is Precision.MINUTE
    assert dict(declined.attributes) == {
        "return_interview": "no",
        "rhi_offered": True,
        "rhi_accepted": False,
    }
    assert (held.kind, held.end_state) == (Kind.SPELL, EndState.UNKNOWN)
    assert held.attributes["return_interview"] == "yes"


def test_entries_are_in_order_and_keep_the_row_they_came_from(reading: Reading) -> None:
    case = only_case(reading)
    firsts = [item.start.first for item in case.entries]
    contacts = case.in_lane("justice")

    assert firsts == sorted(firsts)
    assert [contact.sources[0].row for contact in contacts] == [17, 18]
    assert ("What", "Police contact") in contacts[0].sources[0].cells
    assert len({item.id for item in case.entries}) == len(case.entries)


def test_the_filled_template_reads_to_the_same_records(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "journeys.csv").write_text(
        "\n".join(line.strip() for line in TABLE.splitlines()), encoding="utf-8"
    )

    code = make_samples().main(tmp_path / "journeys.csv", tmp_path)
    filled = read(*workbook((tmp_path / "Case 3.xlsx").read_bytes()))

    assert code == 0
    one, other = only_case(reading), only_case(filled)
    assert [facts(item) for item in one.entries] == [facts(item) for item in other.entries]
    assert (one.sex, one.birth, one.read_on, one.coverage) == (
        other.sex,
        other.birth,
        other.read_on,
        other.coverage,
    )
    assert filled.tray == []


def test_the_same_case_in_two_files_is_one_case_with_both_places_as_sources(
    reading: Reading,
) -> None:
    both = read(table(TABLE, "one.csv", 0), table(TABLE, "two.csv", 1))
    first = only_case(both).entries[0]

    assert len(only_case(both).entries) == len(only_case(reading).entries)
    assert [source.file for source in first.sources] == ["one.csv", "two.csv"]
    assert sum(tally.hidden_duplicates for tally in both.tallies) == 16


def test_headings_are_matched_loosely_below_a_title() -> None:
    reading = read(
        table(
            """Extract for the study,,,,
            ,,,,
            YP ,DOB,Domain,From,To,EVENT
            007,2001-03,Legal,01/02/2010,ongoing,s.20
            YP ,DOB,Domain,From,To,EVENT
            007,2001-03,housing,01/02/2010,,Moved to aunt
            """
        )
    )

    case = only_case(reading)
    assert case.id == "007"
    assert case.birth is not None and case.birth.earliest == date(2001, 3, 1)
    assert case.in_lane("legal")[0].end_state is EndState.OPEN
    assert case.in_lane("other")[0].label == "Moved to aunt"
    assert [tally.non_data for tally in reading.tallies] == [4]


def test_rows_that_cannot_be_placed_go_to_the_tray_with_advice() -> None:
    reading = read(
        table(
            """case,lane,start,end,what
            1,legal,,,C2
            1,legal,sometime,,C2
            1,residence,01/03/2016,01/02/2016,Foster care
            ,legal,01/03/2016,,C2
            1.23E+10,legal,01/03/2016,,C2
            1,legal,01/03/2016,,
            1,legal,01/03/2016,31/02/2016x,C2
            """
        )
    )

    rules = {problem.rule: problem for problem in reading.problems}
    assert [row.row for row in reading.tray] == [2, 3, 4, 5, 6, 7]
    assert rules["end-before-start"].column == "end"
    assert "swap" in rules["end-before-start"].message
    assert len(only_case(reading).entries) == 1
    assert only_case(reading).entries[0].end_state is EndState.UNKNOWN


def test_a_repeated_row_is_shown_once_and_counted() -> None:
    reading = read(
        table(
            """case,lane,start,what
            1,referrals,01/03/2016,Contact
            1,referrals,01/03/2016,Contact
            """
        )
    )

    assert len(only_case(reading).entries) == 1
    assert [source.row for source in only_case(reading).entries[0].sources] == [2, 3]
    assert reading.tallies[0].hidden_duplicates == 1


def test_month_first_is_decided_for_the_whole_table() -> None:
    reading = read(
        table(
            """case,lane,start,what
            1,referrals,03/04/2014,Contact
            1,referrals,03/25/2014,Contact
            """
        )
    )

    firsts = [item.start.first for item in only_case(reading).entries]
    assert firsts == [date(2014, 3, 4), date(2014, 3, 25)]


def test_an_id_stays_the_same_when_rows_move() -> None:
    rows = ["1,referrals,01/03/2016,Contact", "1,legal,01/04/2016,C2"]
    one, other = (
        only_case(read(table("case,lane,start,what\n" + "\n".join(order))))
        for order in (rows, [*reversed(rows), ",,,", "1,family,01/01/2010,Bereavement"])
    )

    assert {item.id for item in one.entries} < {item.id for item in other.entries}


def test_overlaps_of_a_lane_with_one_state_and_late_dates_are_said() -> None:
    reading = read(
        table(
            """case,read on,lane,start,end,what
            1,01/01/2016,residence,01/03/2014,01/06/2014,Foster care
            1,,residence,01/05/2014,01/09/2014,Residential school
            1,,legal,01/03/2014,01/06/2014,C2
            1,,legal,01/05/2014,01/09/2014,S25
            1,,referrals,01/05/2018,,Contact
            """
        )
    )

    assert [problem.rows for problem in said(reading, "overlap")] == [(2, 3)]
    assert [problem.row for problem in said(reading, "after-reading")] == [6]


def test_ids_that_look_alike_stay_two_cases_and_are_asked_about() -> None:
    reading = read(
        table(
            """case,lane,start,what
            YP1,legal,2012,C2
            yp 01,legal,2013,C2
            YP10,legal,2013,C2
            """
        )
    )

    assert [case.id for case in reading.cases] == ["YP1", "yp 01", "YP10"]
    assert [question.detail[:20] for question in asked(reading)] == ["YP1 and yp 01 differ"]


def test_a_table_with_headings_only_says_so() -> None:
    reading = read(table("case,lane,start,what"))

    assert [problem.rule for problem in reading.problems] == ["no-rows"]


def test_the_column_whose_cells_name_lanes_is_the_lane_whatever_its_heading() -> None:
    reading = read(
        table(
            """young person,type,date,event
            1,Legal,2012,C2
            1,CSE,2013,Concern noted
            1,Police,2013,Arrest
            """
        )
    )

    assert {item.lane for item in only_case(reading).entries} == {"legal", "cse", "justice"}


def test_cells_beyond_the_last_heading_are_said_and_the_row_is_kept() -> None:
    reading = read(
        table(
            """Case,Lane,Start,What
            1,legal,01/02/2010,C2
            1,legal,01/02/2011,C2,stray
            1,legal,01/02/2012,C2,,
            """
        )
    )

    assert len(only_case(reading).entries) == 3
    assert [problem.rows for problem in said(reading, "cells-beyond-headings")] == [(3,)]


def test_a_placement_code_can_say_that_the_place_is_out_of_the_area() -> None:
    reading = read(
        table(
            """Case,Lane,Start,End,What,Out of borough
            1,residence,01/02/2010,01/02/2011,K2OUT,
            1,residence,01/02/2011,01/02/2012,K2OUT,no
            1,residence,01/02/2012,01/02/2013,K2,
            """
        )
    )

    homes = only_case(reading).in_lane("residence")
    assert [home.attributes.get("out_of_area") for home in homes] == [True, False, None]


def test_a_start_before_any_birth_is_kept_aside_but_for_the_family() -> None:
    reading = read(
        table(
            """Case,Lane,Start,What
            1,legal,01/02/1917,C2
            1,family,1985,Grandmother in care
            1,legal,01/02/2010,C2
            """
        )
    )

    assert [item.lane for item in only_case(reading).entries] == ["family", "legal"]
    assert [problem.row for problem in said(reading, "year-too-early")] == [2]


def test_a_code_outside_its_years_is_kept_and_said() -> None:
    reading = read(
        table(
            "Case,Lane,Start,End,What\n"
            "A,Residence,01/02/2024,01/05/2024,H5\n"
            "A,Residence,01/06/2024,01/09/2024,H5\n"
            "A,Residence,01/10/2024,01/02/2025,K3\n"
            "B,Residence,01/02/2023,01/05/2023,K3\n"
        )
    )
    found = said(reading, "code-not-in-use")
    assert [(one.row, one.column) for one in found] == [(3, "What"), (5, "What")]
    assert "H5 is in use until 31 March 2024; this record begins on 1 June 2024" in found[0].message
    assert "K3 is in use from 1 April 2024" in found[1].message
    assert [len(case.entries) for case in reading.cases] == [3, 1]


@pytest.mark.parametrize(
    ("words", "lane"),
    [
        ("Where living", "residence"),
        ("AWOL", "missing"),
        ("YOT", "justice"),
        ("Drugs", "substances"),
        ("Voice of the child", "voice"),
        ("Something else", "other"),
    ],
)
def test_lanes_are_understood_in_local_words(words: str, lane: str) -> None:
    reading = read(table(f"Case,Lane,Start,What\nYP1,{words},13/02/2014,It changed"))

    assert [entry.lane for entry in only_case(reading).entries] == [lane]


@pytest.mark.parametrize("heading", ["Case", "Family"])
def test_children_numbered_within_a_family_are_told_apart(heading: str) -> None:
    reading = read(
        table(
            f"""{heading},Child,Lane,Start,What
            FAM1,1,Legal,13/02/2014,S20
            FAM1,2,Legal,14/02/2014,ICO
            FAM2,1,Legal,15/02/2014,S20
            """
        )
    )

    assert [case.id for case in reading.cases] == ["FAM1 1", "FAM1 2", "FAM2 1"]
    assert asked(reading)[0].title == "Are these different children?"
