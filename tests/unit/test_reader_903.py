"""The looked-after children return: which rows become one bar, and what is said about them."""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.ingest.table import Reading, Sheet
from journeyviewer.ingest.vocabulary import codes, find_code, find_codes
from journeyviewer.model.chronology import Coverage, Entry, Sex
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import EndState, Precision
from tests.tables import only_case, read, said, table

EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
    "HOME_POST,PL_POST,URN\n"
)
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"


def episodes(*rows: str, file: str = "episodes.csv", group: int = 0) -> Sheet:
    """Return an Episodes file; rows are child, DECOM, RNE, LS, PLACE, DEC, REC, reason."""
    lines = []
    for row in rows:
        child, start, rne, legal, place, end, rec, reason = (row.split(",") + [""] * 8)[:8]
        lines.append(
            f"{child},{start},{rne},{legal},N1,{place},PR4,{end},{rec},{reason},AB1 2CD,,7"
        )
    return table(EPISODES + "\n".join(lines), file, group)


def bars(reading: Reading, key: str) -> list[tuple[str | None, str, str, str]]:
    """Return the code, start, end and end state of the only case's spells in a lane."""
    return [
        (
            item.code,
            f"{item.start.first:%d/%m/%Y}",
            f"{item.end.last:%d/%m/%Y}" if item.end else "",
            item.end_state.value,
        )
        for item in only_case(reading).in_lane(key)
    ]


def spell(reading: Reading, key: str, place: int = 0) -> Entry:
    return only_case(reading).in_lane(key)[place]


def test_touching_rows_become_one_bar_on_each_lane_that_did_not_change() -> None:
    reading = read(
        episodes(
            "1,01/04/2016,S,V2,U6,01/06/2016,X1,CARPL",
            "1,01/06/2016,P,V2,U4,01/09/2016,X1",
            "1,01/09/2016,L,C1,U4,01/12/2016,X1",
            "1,01/12/2016,U,C2,U4,01/03/2017,X1",
            "1,01/03/2017,P,C2,U4,,",
        )
    )

    assert bars(reading, "legal") == [
        ("V2", "01/04/2016", "01/09/2016", "closed"),
        ("C1", "01/09/2016", "01/12/2016", "closed"),
        ("C2", "01/12/2016", "", "open"),
    ]
    assert bars(reading, "residence") == [
        ("U6", "01/04/2016", "01/06/2016", "closed"),
        ("U4", "01/06/2016", "01/03/2017", "closed"),
        ("U4", "01/03/2017", "", "open"),
    ]
    assert [source.row for source in spell(reading, "residence", 1).sources] == [3, 4, 5]


def test_a_placement_knows_whether_the_move_into_it_was_planned() -> None:
    reading = read(
        episodes(
            "1,01/04/2016,S,V2,U6,01/06/2016,X1,CARPL",
            "1,01/06/2016,P,V2,U4,01/09/2016,X1,CREQB",
            "1,01/09/2016,P,V2,K2,01/10/2016,X1,OTHER",
            "1,01/10/2016,P,V2,K1,01/11/2016,E4A",
        )
    )

    homes = only_case(reading).in_lane("residence")
    assert [home.attributes.get("planned") for home in homes] == [None, True, False, None]
    assert homes[3].attributes["end_reason"] == "Returned home, planned"
    assert spell(reading, "legal").attributes["end_reason"] == "Returned home, planned"
    assert {item.lane for item in only_case(reading).entries} == {"legal", "residence"}


def test_a_secure_home_makes_no_order_and_a_remand_is_youth_justice() -> None:
    reading = read(
        episodes("1,01/04/2016,S,C2,K1,01/06/2016,X1", "1,01/06/2016,B,J1,R5,01/09/2016,E14")
    )

    assert {item.record_lane for item in only_case(reading).entries} == {"legal", "residence"}
    assert [item.category for item in only_case(reading).in_lane("legal")] == ["S31", "REM"]
    assert [item.category for item in only_case(reading).in_lane("residence")] == ["SCH", "YOI"]


def test_an_episode_that_returns_closed_in_the_next_year_is_drawn_once() -> None:
    reading = read(
        episodes("1,01/02/2017,S,V2,U4", file="2017.csv"),
        episodes("1,01/02/2017,S,V2,U4,01/05/2017,E4B", file="2018.csv", group=1),
    )

    assert bars(reading, "legal") == [("V2", "01/02/2017", "01/05/2017", "closed")]
    assert [source.file for source in spell(reading, "legal").sources] == ["2018.csv", "2017.csv"]
    assert [(tally.used, tally.hidden_duplicates) for tally in reading.tallies] == [(0, 1), (1, 0)]


def test_two_different_ends_are_both_drawn_and_asked_about() -> None:
    reading = read(
        episodes("1,01/02/2017,S,V2,U4,30/05/2017,E4B", file="2017.csv"),
        episodes("1,01/02/2017,S,V2,U4,25/01/2018,E4B", file="2018.csv", group=1),
    )

    assert [bar[2] for bar in bars(reading, "legal")] == ["30/05/2017", "25/01/2018"]
    assert [problem.severity.value for problem in said(reading, "conflicting-ends")] == ["question"]
    assert said(reading, "overlap") == []


def test_a_repeated_row_is_hidden_and_counted() -> None:
    reading = read(episodes(*["1,01/02/2017,S,V2,U4,30/05/2017,E4B"] * 2))

    assert len(bars(reading, "legal")) == 1
    assert reading.tallies[0].hidden_duplicates == 1


@pytest.mark.parametrize(
    ("rows", "rule", "row"),
    [
        (
            ("1,01/02/2017,S,V2,U4,10/05/2017,X1", "1,01/05/2017,P,V2,U6,01/06/2017,E8"),
            "overlap",
            3,
        ),
        (
            ("1,01/02/2017,S,V2,U4,10/05/2017,X1", "1,14/05/2017,P,V2,U6,01/06/2017,E8"),
            "gap-after-x1",
            3,
        ),
        (("1,01/02/2017,S,V2,U4,,", "1,01/05/2017,P,V2,U6,01/06/2017,E8"), "open-then-later", 2),
        (("1,01/02/2017,S,V2,U4,,E4B",), "reason-without-end", 2),
        (("1,01/02/2017,S,V2,U4", "1,05/02/2017,S,V2,U4,01/06/2017,E8"), "possible-duplicate", 3),
        (("1,01/02/2010,S,D1,U4",), "code-not-in-use", 2),
        (("1,01/02/2010,S,V2,Q9",), "unknown-word", 2),
    ],
)
def test_what_does_not_fit_is_drawn_and_said(rows: tuple[str, ...], rule: str, row: int) -> None:
    reading = read(episodes(*rows))

    assert [problem.row for problem in said(reading, rule)] == [row]
    assert reading.tray == []
    assert len(only_case(reading).in_lane("residence")) == len(rows)


def test_an_end_of_care_followed_later_by_a_new_start_is_no_gap() -> None:
    reading = read(
        episodes("1,01/02/2017,S,V2,U4,10/05/2017,E4A", "1,10/05/2017,S,V2,U4,01/08/2017,E4A")
    )

    assert said(reading, "gap-after-x1") == []
    assert [bar[1] for bar in bars(reading, "legal")] == ["01/02/2017", "10/05/2017"]


def test_x1_is_kept_by_an_open_episode_that_begins_the_same_day() -> None:
    reading = read(
        episodes(
            "1,01/02/2017,S,V2,U4,10/05/2017,X1",
            "1,10/05/2017,P,V2,U6",
            "1,01/08/2017,P,V2,K2,01/09/2017,E8",
        )
    )

    assert said(reading, "gap-after-x1") == []
    assert len(said(reading, "open-then-later")) == 1


def test_an_open_episode_before_a_later_one_has_an_unknown_end() -> None:
    reading = read(episodes("1,01/02/2017,S,V2,U4", "1,01/05/2017,P,C2,U6"))

    assert [bar[3] for bar in bars(reading, "residence")] == ["unknown", "open"]


def test_an_end_before_its_start_goes_to_the_tray_with_advice() -> None:
    reading = read(episodes("1,01/03/2016,S,V2,U4,01/02/2016,E4A", "1,32/13/2016,S,V2,U4"))

    assert [row.row for row in reading.tray] == [2, 3]
    assert "swap" in said(reading, "end-before-start")[0].message
    assert said(reading, "date-unreadable")[0].column == "DECOM"


def test_what_a_pipeline_closed_and_what_is_cut_on_the_left_is_marked() -> None:
    reading = read(
        episodes("1,01/02/2017,P,V2,T4,01/05/2017,X1", "1,01/05/2017,P,V2,U4,31/03/2018,E99,LIIAF")
    )

    first, second = only_case(reading).in_lane("residence")
    assert (first.flag("left_cut"), first.flag("temporary"), first.category) == (True, True, "TEMP")
    assert (second.flag("closed_by_pipeline"), second.flag("left_cut")) == (True, False)
    assert spell(reading, "legal").flag("closed_by_pipeline")


def test_the_header_gives_sex_and_month_of_birth_and_contradictions_are_asked() -> None:
    header = table(HEADER + "1,2,15/05/2004,WBRI,A123,,\n1,1,03/06/2004,WBRI,A123,,", "header.csv")

    reading = read(header, episodes("1,01/04/2016,S,V2,U6", "2,01/04/2016,S,V2,U6"))

    one, two = reading.cases
    assert one.sex is Sex.FEMALE
    assert one.birth is not None
    assert (one.birth.earliest, one.birth.precision) == (date(2004, 5, 1), Precision.MONTH)
    assert (two.id, two.sex, two.birth) == ("2", None, None)
    asked = said(reading, "contradictory-person")
    assert [(problem.row, problem.column) for problem in asked] == [(3, "SEX"), (3, "DOB")]
    assert [problem.rows for problem in said(reading, "child-not-in-header")] == [(3,)]


def test_columns_that_point_at_a_person_or_place_are_never_kept() -> None:
    header = table(HEADER + "1,2,15/05/2004,WBRI,A123,,", "header.csv")

    reading = read(header, episodes("1,01/04/2016,S,V2,U6"))

    kept = {name for entry in only_case(reading).entries for name, _ in entry.sources[0].cells}
    assert kept == {"CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER"}
    assert "A123" not in repr(reading) and "AB1 2CD" not in repr(reading)


def test_missing_spells_say_nothing_of_interviews() -> None:
    missing = table(
        MISSING + "1,15/05/2004,M,06/02/2017,06/02/2017\n1,15/05/2004,A,08/02/2017,", "missing.csv"
    )

    reading = read(missing, episodes("1,01/04/2016,S,V2,U6"))

    gone, away = only_case(reading).in_lane("missing")
    assert (gone.code, gone.end_state, dict(gone.attributes)) == ("M", EndState.CLOSED, {})
    assert (away.code, away.end_state) == ("A", EndState.UNKNOWN)


def test_files_cover_the_financial_years_their_rows_mention() -> None:
    missing = table(MISSING + "9,15/05/2004,M,06/02/2017,07/02/2017", "missing.csv")

    reading = read(missing, episodes("1,31/03/2016,S,V2,U6,01/04/2016,E8"))

    case = next(case for case in reading.cases if case.id == "1")
    years = date(2015, 4, 1), date(2017, 3, 31)
    assert case.coverage == (
        Coverage("SSDA903 episodes (episodes.csv)", "legal", *years),
        Coverage("SSDA903 episodes (episodes.csv)", "residence", *years),
        Coverage("SSDA903 missing (missing.csv)", "missing", date(2016, 4, 1), date(2017, 3, 31)),
    )


def test_columns_beyond_the_return_are_named_once_and_missing_ones_do_not_matter() -> None:
    text = "LA,YEAR,CHILD,DECOM,LS,PLACE,DEC\nNewham,2017,007,2016-04-01,c2 - Care order,K2OUT,"

    reading = read(table(text, "some export.csv"))

    assert only_case(reading).id == "007"
    assert said(reading, "column-ignored")[0].message.endswith("LA, YEAR.")
    assert spell(reading, "legal").code == "C2"
    assert spell(reading, "residence").flag("out_of_area")
    assert "Newham" not in repr(only_case(reading))


@pytest.mark.parametrize("key", ["legal", "residence"])
def test_every_code_is_drawn_as_a_category_of_its_lane(key: str) -> None:
    assert all(lane(key).category(code.category) for code in codes(key).values())
    assert len(codes("legal")) == 13


@pytest.mark.parametrize(
    ("words", "code"),
    [("k3", "K3"), ("C2: FCO", None), ("U4 - Long term", "U4"), ("K2OUT", "K2"), ("Z14", "Z14")],
)
def test_codes_are_found_among_words(words: str, code: str | None) -> None:
    found = find_code("residence", words)

    assert (found.code if found else None) == code


def test_two_statuses_in_one_cell_are_both_found() -> None:
    found = find_codes("legal", "E1 - Placement order granted AND C2 - Full Care Order")

    assert [code.code for code in found] == ["E1", "C2"]
