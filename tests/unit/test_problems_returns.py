"""Each problem of the catalogue that statutory returns have, with its example and its action."""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Reading, Sheet
from journeyviewer.ingest.terms import NO_TERMS, Terms
from journeyviewer.model.chronology import Entry
from journeyviewer.model.counts import missing_counts
from journeyviewer.model.decisions import UNDO, Decisions, Question
from journeyviewer.model.times import EndState
from tests.tables import only_case, said, table

EPISODES = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC,REASON_PLACE_CHANGE\n"
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
CIN_PEOPLE = "LAchildID,PersonBirthDate,ExpectedPersonBirthDate,Sex,PersonDeathDate\n"


def episodes(*rows: str, file: str = "episodes.csv", group: int = 0) -> Sheet:
    return table(EPISODES + "\n".join(rows), file, group)


def read(*sheets: Sheet, terms: Terms = NO_TERMS) -> Reading:
    """Read sheets on terms; every row is accounted for, whatever was decided."""
    reading = read_sheets(sheets, terms)
    assert all(tally.adds_up for tally in reading.tallies)
    assert sum(tally.tray for tally in reading.tallies) == len(reading.tray)
    return reading


def decided(*sheets: Sheet, **answers: str) -> Reading:
    """Read once, answer the questions whose keys begin with the names given, and read again."""
    first = read(*sheets)
    given = {}
    for name, answer in answers.items():
        question = asked(first, name.replace("_", "-"))
        assert answer in {choice.id for choice in question.choices}
        assert question.default != answer, "the safe answer changes nothing"
        given[question.key] = answer
    return read(*sheets, terms=Terms(decisions=Decisions(given=given)))


def undone(*sheets: Sheet) -> Reading:
    """Read once, take every repair back, and read again."""
    given = {repair.key: UNDO for repair in read(*sheets).repairs}
    return read(*sheets, terms=Terms(decisions=Decisions(given=given)))


def asked(reading: Reading, topic: str) -> Question:
    found = [item for item in reading.questions if item.key.startswith(f"{topic}:")]
    assert len(found) == 1
    return found[0]


def homes(reading: Reading) -> list[tuple[str, str, str]]:
    """Return start, end and end state of the only case's placements."""
    return [
        (str(item.start.first), str(item.end.last) if item.end else "", item.end_state.value)
        for item in only_case(reading).in_lane("residence")
    ]


def legal(reading: Reading) -> Entry:
    return only_case(reading).in_lane("legal")[0]


def test_problem_14_a_blank_end_is_open_for_the_last_row_and_unknown_before_it() -> None:
    reading = read(episodes("1,01/02/2017,S,V2,U4", "1,01/05/2017,P,V2,U6"))

    assert [home[2] for home in homes(reading)] == ["unknown", "open"]
    assert [problem.row for problem in said(reading, "open-then-later")] == [2]


def test_problem_15_an_open_row_before_a_later_one_is_closed_on_request_only() -> None:
    sheet = episodes("1,01/02/2017,S,V2,U4", "1,20/08/2017,P,V2,U6,01/12/2017,E4A")

    assert homes(read(sheet))[0] == ("2017-02-01", "", "unknown")
    assert read(sheet).repairs == []
    closed = decided(sheet, open_then_later="close")
    assert homes(closed)[0] == ("2017-02-01", "2017-08-20", "closed")
    repair = closed.repairs[0]
    assert (repair.row, repair.before, repair.after) == (2, "no end", "20/08/2017")
    assert said(closed, "open-then-later") == []


OVERLAP = ("1,01/02/2018,S,C1,U4,24/12/2018,X1", "1,20/12/2018,P,C1,U6,01/03/2019,E4A")


@pytest.mark.parametrize(
    ("answer", "edges"),
    [("", ("2018-12-24", "2018-12-20")), ("earlier", ("2018-12-20", "2018-12-20")),
     ("later", ("2018-12-24", "2018-12-24"))],
)  # fmt: skip
def test_problem_16_an_overlap_is_drawn_and_a_trim_is_offered(
    answer: str, edges: tuple[str, str]
) -> None:
    sheet = episodes(*OVERLAP)
    reading = decided(sheet, overlap=answer) if answer else read(sheet)

    first, second = homes(reading)
    assert (first[1], second[0]) == edges
    assert bool(said(reading, "overlap")) is not bool(answer)
    assert len(reading.repairs) == bool(answer)


def test_problem_16_a_trim_can_be_taken_back() -> None:
    sheet = episodes(*OVERLAP)
    question = asked(read(sheet), "overlap")
    trimmed = decided(sheet, overlap="earlier")
    given = {question.key: "earlier", trimmed.repairs[0].key: UNDO}

    back = read(sheet, terms=Terms(decisions=Decisions(given=given)))

    assert homes(back) == homes(read(sheet))
    assert back.repairs[0].undone


def test_problem_17_a_gap_where_x1_promises_none_is_drawn_and_said() -> None:
    reading = read(
        episodes("1,01/02/2020,S,V2,U4,29/03/2020,X1", "1,02/04/2020,P,V2,U6,01/06/2020,E4A")
    )

    assert [home[:2] for home in homes(reading)] == [
        ("2020-02-01", "2020-03-29"),
        ("2020-04-02", "2020-06-01"),
    ]
    assert "4 days" in said(reading, "gap-after-x1")[0].message


def test_problem_18_an_end_before_the_start_is_kept_aside_and_a_swap_is_offered() -> None:
    sheet = episodes("1,01/03/2016,S,V2,U4,01/02/2016,E4A")

    assert [row.row for row in read(sheet).tray] == [2]
    swapped = decided(sheet, end_before_start="swap")
    assert homes(swapped) == [("2016-02-01", "2016-03-01", "closed")]
    assert swapped.tray == []
    assert swapped.repairs[0].after == "01/02/2016 to 01/03/2016"
    assert homes(decided(sheet, end_before_start="no-end")) == [("2016-03-01", "", "open")]


def test_problem_19_a_spell_of_no_length_is_kept() -> None:
    reading = read(
        episodes("1,01/02/2017,S,V2,U4,01/02/2017,X1", "1,01/02/2017,P,V2,U6,01/06/2017,E4A")
    )

    assert homes(reading)[0] == ("2017-02-01", "2017-02-01", "closed")
    assert said(reading, "overlap") == said(reading, "gap-after-x1") == []


def test_problem_20_an_episode_in_two_files_is_one_with_both_rows_and_can_be_parted() -> None:
    years = (
        episodes("1,01/02/2017,S,V2,U4", file="2017.csv"),
        episodes("1,01/02/2017,S,V2,U4,01/05/2017,E4B", file="2018.csv", group=1),
    )

    reading = read(*years)
    assert homes(reading) == [("2017-02-01", "2017-05-01", "closed")]
    assert {source.file for source in legal(reading).sources} == {"2017.csv", "2018.csv"}
    repair = reading.repairs[0]
    assert (repair.file, repair.before, repair.after) == (
        "2017.csv",
        "no end",
        "01/05/2017 (row 2 of 2018.csv)",
    )
    assert len(homes(undone(*years))) == 2


def test_problem_21_two_ends_are_both_drawn_until_one_is_chosen() -> None:
    years = (
        episodes("1,01/02/2017,S,V2,U4,30/05/2017,E4B", file="2017.csv"),
        episodes("1,01/02/2017,S,V2,U4,25/01/2018,E4B", file="2018.csv", group=1),
    )

    assert [home[1] for home in homes(read(*years))] == ["2017-05-30", "2018-01-25"]
    chosen = decided(*years, conflicting_ends="2018-01-25")
    assert [home[1] for home in homes(chosen)] == ["2018-01-25"]
    assert [(tally.used, tally.hidden_duplicates) for tally in chosen.tallies] == [(0, 1), (1, 0)]


def test_problem_22_a_start_a_few_days_later_is_said_and_nothing_is_changed() -> None:
    reading = read(
        episodes("1,23/09/2016,S,V2,U4,01/12/2016,E4A", "1,27/09/2016,S,V2,U4,01/12/2016,E4A")
    )

    assert len(homes(reading)) == 2
    assert [problem.row for problem in said(reading, "possible-duplicate")] == [3]


def test_problem_23_a_repeated_row_is_hidden_counted_and_can_be_shown() -> None:
    sheet = episodes(*["1,01/02/2017,S,V2,U4,30/05/2017,E4B"] * 2)

    reading = read(sheet)
    assert (len(homes(reading)), reading.tallies[0].hidden_duplicates) == (1, 1)
    assert [(repair.row, repair.rule) for repair in reading.repairs] == [(3, "duplicate-row")]


def test_problem_24_an_end_that_a_pipeline_wrote_is_marked() -> None:
    reading = read(episodes("1,01/02/2017,S,V2,U4,31/03/2018,E99"))

    assert legal(reading).flag("closed_by_pipeline")
    assert [problem.rows for problem in said(reading, "closed-by-pipeline")] == [(2,)]


def test_problem_25_a_temporary_placement_is_no_move() -> None:
    reading = read(
        episodes(
            "1,01/02/2017,S,V2,U4,01/03/2017,X1",
            "1,01/03/2017,P,V2,T4,05/03/2017,X1",
            "1,05/03/2017,P,V2,U4,01/06/2017,E4A",
        )
    )

    placed = only_case(reading).in_lane("residence")
    assert [item.flag("temporary") for item in placed] == [False, True, False]


@pytest.mark.parametrize(
    ("status", "end", "over"),
    [("L1", "10/02/2017", True), ("L1", "04/02/2017", False), ("L2", "03/03/2017", True)],
)
def test_problem_26_a_status_over_its_legal_limit_is_drawn_and_said(
    status: str, end: str, over: bool
) -> None:
    reading = read(episodes(f"1,01/02/2017,S,{status},U4,{end},E4A"))

    assert legal(reading).end is not None
    assert [problem.severity.value for problem in said(reading, "over-legal-limit")] == (
        ["info"] if over else []
    )


@pytest.mark.parametrize(
    "row", ["1,01/02/2010,S,D1,U4", "1,01/02/2019,S,C2,K3", "1,01/02/2019,S,C2,U4,01/06/2020,E43"]
)
def test_problem_27_a_code_out_of_its_time_is_kept_and_said(row: str) -> None:
    reading = read(episodes(row))

    assert [problem.row for problem in said(reading, "code-not-in-use")] == [2]
    assert legal(reading).code in ("D1", "C2")


def test_problem_27_sex_as_a_number_is_out_of_use_in_2025() -> None:
    header = table("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER\n1,1,15/05/2010,WBRI,A1,", "header.csv")

    late = read(header, episodes("1,01/06/2024,S,C2,U4,01/02/2025,E4A"))
    early = read(header, episodes("1,01/06/2017,S,C2,U4,01/02/2018,E4A"))

    assert [problem.file for problem in said(late, "code-not-in-use")] == ["header.csv"]
    assert said(early, "code-not-in-use") == []


@pytest.mark.parametrize(
    ("start", "rule"), [("2010-11-19", "unborn"), ("2009-11-19", "before-birth")]
)
def test_problem_52_a_plan_may_begin_before_the_birth(start: str, rule: str) -> None:
    reading = read(
        table(CIN_PEOPLE + "7,2010-12-31,,F,", "identifiers.csv"),
        table(f"LAchildID,CPPstartDate,CPPendDate\n7,{start},2011-03-01", "plans.csv"),
    )

    assert only_case(reading).entries[0].code == "CPP"
    assert [problem.rows for problem in said(reading, rule)] == [(2,)]
    assert len(said(reading, "unborn") + said(reading, "before-birth")) == 1


def test_problem_53_what_is_after_18_death_or_reading_is_drawn_and_said() -> None:
    sheets = (
        table(CIN_PEOPLE + "7,2006-12-31,,F,2025-02-01", "identifiers.csv"),
        table("LAchildID,CINreferralDate,ReferralSource\n7,2028-04-28,6", "details.csv"),
    )

    reading = read(*sheets, terms=Terms(as_at=date(2024, 3, 31)))

    for rule in ("after-18", "after-death", "after-reading"):
        assert ("details.csv", (2,)) in [(item.file, item.rows) for item in said(reading, rule)]
    assert "REF" in {entry.code for entry in only_case(reading).entries}


def test_problem_58_absences_within_one_another_are_drawn_and_their_days_count_once() -> None:
    rows = "1,15/05/2004,M,01/05/2017,05/05/2017\n1,15/05/2004,A,03/05/2017,06/05/2017"
    reading = read(table(MISSING + rows, "missing.csv"))

    assert [problem.rows for problem in said(reading, "missing-overlap")] == [(2, 3)]
    assert missing_counts(only_case(reading)).days == 5


def test_problem_58_an_absence_without_an_end_before_another_is_said() -> None:
    rows = "1,15/05/2004,M,01/05/2017,\n1,15/05/2004,M,03/05/2017,04/05/2017"
    reading = read(table(MISSING + rows, "missing.csv"))

    assert len(said(reading, "missing-overlap")) == 1
    assert only_case(reading).in_lane("missing")[0].end_state is EndState.UNKNOWN


def test_problem_59_a_child_that_no_header_names_is_made_from_its_id() -> None:
    header = table("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER\n1,2,15/05/2004,WBRI,A1,", "header.csv")
    reading = read(header, episodes("2,01/02/2017,S,V2,U4"))

    assert {case.id for case in reading.cases} == {"1", "2"}
    assert said(reading, "child-not-in-header")[0].rows == (2,)


def test_problem_60_contradictory_facts_keep_the_first_and_name_both() -> None:
    header = table("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER\n1,2,15/05/2004,WBRI,A1,", "header.csv")
    reviews = table(
        "CHILD,DOB,REVIEW,REVIEW_CODE\n1,15/06/2004,01/02/2017,PN1\n1,15/06/2004,01/08/2017,PN1",
        "reviews.csv",
    )

    reading = read(header, reviews)

    assert only_case(reading).birth is not None
    problem = said(reading, "contradictory-person")
    assert [item.row for item in problem] == [2]
    assert "15/06/2004" in problem[0].message and "15/05/2004" in problem[0].message


def test_problem_66_a_reason_without_an_end_leaves_the_row_open() -> None:
    reading = read(episodes("1,01/02/2017,S,V2,U4,,E4B"))

    assert homes(reading) == [("2017-02-01", "", "open")]
    assert [problem.rows for problem in said(reading, "reason-without-end")] == [(2,)]


def test_problem_67_a_history_cut_on_the_left_is_covered_from_its_first_day_only() -> None:
    cut = read(episodes("1,01/09/2016,P,C2,U4,01/02/2017,E4A"))
    whole = read(episodes("1,01/09/2016,S,C2,U4,01/02/2017,E4A"))

    assert legal(cut).flag("left_cut")
    assert {item.start for item in only_case(cut).coverage} == {date(2016, 9, 1)}
    assert {item.start for item in only_case(whole).coverage} == {date(2016, 4, 1)}
