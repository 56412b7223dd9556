"""The modules of the return beside header, episodes and missing: what each row becomes."""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Entry, Kind, Sex
from journeyviewer.model.decisions import UNDO, Decisions
from tests.tables import only_case, read, said, table

EPISODES = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n1,01/06/2016,S,C2,K2,01/02/2018,E4A"
OC2 = (
    "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
    "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n"
)
OC3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"


def rows(entries: tuple[Entry, ...]) -> list[tuple[str, str, str]]:
    return [(entry.label, str(entry.start.earliest), entry.kind.value) for entry in entries]


def episodes(file: str = "episodes.csv", text: str = EPISODES) -> Sheet:
    return table(text, file, group=9)


def answered(sheets: list[Sheet], answer: str) -> Reading:
    """Read, answer the only question, and read again."""
    (question,) = read_sheets(sheets).questions
    given = {question.key: answer}
    return read_sheets(sheets, Terms(decisions=Decisions(given=given)))


def test_a_review_says_how_the_young_person_took_part() -> None:
    reading = read(
        table(
            "CHILD,DOB,REVIEW,REVIEW_CODE\n1,12/06/2003,02/03/2017,PN5\n"
            "1,12/06/2003,02/09/2017,pn7\n1,12/06/2003,,PN1",
            "reviews.csv",
        )
    )

    heard, silent = only_case(reading).in_lane("referrals")
    assert (heard.category, heard.start.earliest) == ("LACR", date(2017, 3, 2))
    assert dict(heard.attributes) == {"participation": "PN5", "views_heard": True}
    assert dict(silent.attributes) == {"participation": "PN7", "views_heard": False}
    assert [row.row for row in reading.tray] == [4]


def test_the_end_of_an_unaccompanied_childs_status_is_a_day_and_its_row_gives_the_person() -> None:
    reading = read(
        table("CHILD,SEX,DOB,DUC\n1,2,12/06/2003,11/06/2021\n2,1,12/06/2003,", "uasc.csv")
    )

    one, two = reading.cases
    assert (one.sex, two.sex) == (Sex.FEMALE, Sex.MALE)
    assert [(entry.start.earliest, entry.flag("uasc")) for entry in one.entries] == [
        (date(2021, 6, 11), True)
    ]
    assert two.entries == ()
    assert said(reading, "status-undated")[0].rows == (3,)
    assert said(reading, "after-18") == []


def test_adoption_gives_decisions_and_no_placement() -> None:
    reading = read(
        table(
            "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
            "1,12/06/2013,01/02/2015,01/05/2015,1,2,MF,L11",
            "ad1.csv",
        ),
        table(
            "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
            "1,12/06/2013,03/02/2015,01/04/2015,RD3",
            "placed.csv",
        ),
        table(
            "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,12/06/2013,P2,E09000001,zz/05/2014\n"
            "1,12/06/2013,P1,,zz/zz/zzzz\n1,12/06/2013,Z1,,",
            "permanence.csv",
        ),
    )

    assert rows(only_case(reading).in_lane("legal")) == [
        ("Earlier permanence: special guardianship order", "2014-05-01", "point"),
        ("Decision for adoption", "2015-02-01", "point"),
        ("Decision: should be placed for adoption", "2015-02-03", "point"),
        ("Decision: should no longer be placed for adoption", "2015-04-01", "point"),
        ("Matched with adopters", "2015-05-01", "point"),
    ]
    assert only_case(reading).in_lane("legal")[0].code == "SGO"
    assert only_case(reading).in_lane("residence") == ()
    assert [(row.file, row.row) for row in reading.tray] == [("permanence.csv", 3)]
    assert "E09000001" not in repr(only_case(reading)) and "L11" not in repr(only_case(reading))


def test_a_change_of_worker_is_an_event_and_names_nobody() -> None:
    reading = read(
        table(
            "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
            "1,12/06/2003,SW777,02/04/2023,01/09/2023,LEFTRL",
            "workers.csv",
        )
    )

    (change,) = only_case(reading).entries
    assert (change.lane, change.category, change.kind) == ("referrals", "ALLOC", Kind.EVENT)
    assert "the worker before left the role" in change.detail
    assert "SW777" not in repr(reading)


def test_a_deprivation_of_liberty_is_the_welfare_overlay_of_the_legal_lane() -> None:
    text = "CHILD,DOB,DOLO_START,DOLO_END\n1,12/06/2010,01/01/2025,02/03/2025"

    (order,) = only_case(read(table(text, "dolo.csv"))).entries

    assert (order.lane, order.record_lane, order.category) == ("legal", "liberty", "DOL")
    assert order.end is not None and order.end.latest == date(2025, 3, 2)


def test_a_young_mothers_first_child_is_known_to_the_month() -> None:
    header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
    text = header + "1,2,12/06/2003,WBRI,A1,1.0,23/05/2019\n2,2,12/06/2003,WBRI,A2,1,"

    reading = read(table(text, "header.csv"))

    one, two = reading.cases
    assert [(str(entry.start.earliest), str(entry.start.latest)) for entry in one.entries] == [
        ("2019-05-01", "2019-05-31")
    ]
    assert "23/05/2019" not in repr(one)
    assert two.entries == () and said(reading, "mother-undated")[0].rows == (3,)


def test_answers_for_a_year_are_never_given_a_day_of_it() -> None:
    row = "1,12/06/2003,17,,1,,1,1,0,1,0,1"

    reading = read(episodes(), table(OC2 + row, "oc2.csv"))

    case = only_case(reading)
    (score,) = [entry for entry in case.entries if entry.kind is Kind.SCORE]
    assert (score.value, score.category) == (17, "SDQ")
    assert (score.start.earliest, score.start.latest) == (date(2017, 4, 1), date(2018, 3, 31))
    counts = [entry for entry in case.entries if entry.kind is Kind.COUNT]
    assert {(entry.lane, entry.label, entry.value): dict(entry.attributes) for entry in counts} == {
        ("justice", "Convicted or cautioned", 1): {},
        ("health", "Health checks", 1): {"teeth_checked": True, "health_assessment": False},
        ("substances", "Substance use identified", 1): {
            "help_offered": True,
            "help_received": False,
        },
    }
    for entry in counts:
        assert entry.end is not None
        window = (entry.start.earliest, entry.end.latest)
        assert window == (date(2017, 4, 1), date(2018, 3, 31))
    points = [entry for entry in case.in_lane("health") if entry.kind is Kind.EVENT]
    assert rows(tuple(points)) == [("Immunisations up to date", "2018-03-31", "point")]


@pytest.mark.parametrize(
    ("score", "reason", "label"),
    [("", "SDQ2", "No SDQ form: the carer refused"), ("99", "", ""), ("", "", "")],
)
def test_a_score_that_is_none_is_not_made_up(score: str, reason: str, label: str) -> None:
    reading = read(episodes(), table(OC2 + f"1,12/06/2003,{score},{reason},,,,,,,,", "oc2.csv"))

    health = only_case(reading).in_lane("health")
    assert [entry.label for entry in health] == ([label] if label else [])
    assert all(entry.start.days_of_doubt == 364 for entry in health)
    assert len(said(reading, "score-out-of-range")) == (score == "99")
    assert reading.tray == []


def test_the_year_of_a_file_without_dates_is_asked_and_the_answer_holds() -> None:
    sheets = [episodes(), table(OC2 + "1,12/06/2003,17,,,,,,,,,", "oc2.csv")]

    (question,) = read_sheets(sheets).questions
    assert (question.default, question.topic.value) == ("2018", "date")
    moved = answered(sheets, "2017")
    assert moved.cases[0].in_lane("health")[0].start.earliest == date(2016, 4, 1)
    unknown = answered(sheets, "unknown")
    assert [row.file for row in unknown.tray] == ["oc2.csv"]


def test_only_the_episodes_speak_for_the_year_where_there_are_some() -> None:
    reading = read(
        episodes(),
        table("CHILD,DOB,REVIEW,REVIEW_CODE\n1,12/06/2003,02/03/2025,PN5", "reviews.csv"),
        table(OC2 + "1,12/06/2003,17,,1,,,1,,1,,", "oc2.csv"),
    )

    assert reading.questions[0].default == "2018"
    assert len([item for item in said(reading, "coverage") if item.file == "oc2.csv"]) == 1


def test_a_file_of_headings_alone_is_said() -> None:
    reading = read(episodes(), table("CHILD,DOB,REVIEW,REVIEW_CODE", "reviews.csv"))

    assert [problem.file for problem in said(reading, "no-rows")] == ["reviews.csv"]


def test_without_other_files_the_name_says_the_year_or_the_rows_are_kept_aside() -> None:
    named = read(table(OC2 + "1,12/06/2003,17,,,,,,,,,", "OC2_2018.csv"))
    nameless = read(table(OC2 + "1,12/06/2003,17,,,,,,,,,", "oc2.csv"))

    assert only_case(named).entries[0].start.latest == date(2018, 3, 31)
    assert len(nameless.tray) == 1 and "which year" in nameless.tray[0].reason


def test_a_column_of_years_says_the_year_of_every_row() -> None:
    text = "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,YEAR\n1,12/06/2003,17,,,2017\n1,,21,,,2018"

    reading = read(table(text, "oc2.csv"))

    scores = only_case(reading).entries
    assert [(entry.value, str(entry.start.latest)) for entry in scores] == [
        (17, "2017-03-31"),
        (21, "2018-03-31"),
    ]
    assert reading.questions == [] and said(reading, "column-ignored") == []


def test_files_of_two_years_take_the_year_of_the_episodes_of_like_name() -> None:
    later = EPISODES.replace("01/02/2018", "01/02/2019")
    reading = read(
        episodes("2018-episodes.csv"),
        episodes("2019-episodes.csv", later),
        table(OC2 + "1,12/06/2003,17,,,,,,,,,", "2018-oc2.csv"),
        table(OC2 + "1,12/06/2003,12,,,,,,,,,", "2019-oc2.csv", group=2),
    )

    scores = only_case(reading).in_lane("health")
    assert [(entry.value, str(entry.start.latest)) for entry in scores] == [
        (17, "2018-03-31"),
        (12, "2019-03-31"),
    ]


@pytest.mark.parametrize(
    ("birth", "label", "when"),
    [
        ("20/06/1999", "At 18: not in education or work: other reasons", "2017-06-20"),
        ("20/02/2000", "At 18: not in education or work: other reasons", "2018-02-20"),
    ],
)
def test_a_care_leaver_is_told_of_at_the_birthday_in_the_year(
    birth: str, label: str, when: str
) -> None:
    reading = read(episodes(), table(OC3 + f"8,{birth},YES,G5,E2", "oc3.csv"))

    case = next(case for case in reading.cases if case.id == "8")
    (work,), (home,) = case.in_lane("education"), case.in_lane("residence")
    assert (work.label, str(work.start.earliest), work.code) == (label, when, "G5")
    assert (home.label, home.kind) == ("At 18: supported lodgings", Kind.EVENT)
    assert dict(home.attributes) == {"in_touch": "in touch", "suitable": False}
    assert said(reading, "after-18") == []


def test_an_unknown_year_leaves_the_birthday_open_and_a_death_is_always_shown() -> None:
    reading = read(table(OC3 + "8,20/06/1999,DIED,F2,U1\n9,20/06/1999,REFU,,", "oc3.csv"))

    died, refused = reading.cases
    when = died.in_lane("education")[0].start
    assert (str(when.earliest), str(when.latest)) == ("2016-06-20", "2020-06-20")
    assert [entry.label for entry in died.in_lane("other")] == [
        "Around a birthday: died after leaving care"
    ]
    assert [entry.label for entry in refused.entries] == [
        "Around a birthday: does not want contact"
    ]


def test_a_birthday_that_does_not_fit_the_module_is_said() -> None:
    reading = read(episodes(), table(OC3 + "8,20/06/2010,YES,F2,U1", "oc3.csv"))

    assert [problem.row for problem in said(reading, "age-unexpected")] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "CHILD,DOB,REVIEW,REVIEW_CODE\n1,12/06/2003,02/03/2017,PN5",
        "CHILD,DOB,DOLO_START,DOLO_END\n1,12/06/2010,01/01/2025,02/03/2025",
        "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,12/06/2003,S1,02/04/2023,,LEFTRL",
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,,03/02/2015,,",
    ],
)
def test_the_same_row_in_two_years_is_drawn_once_and_counted(text: str) -> None:
    reading = read(table(text, "2017.csv"), table(text, "2018.csv", group=1))

    (entry,) = only_case(reading).entries
    assert [source.file for source in entry.sources] == ["2017.csv", "2018.csv"]
    assert [(tally.used, tally.hidden_duplicates) for tally in reading.tallies] == [(1, 0), (0, 1)]
    assert len(reading.repairs) == 1


def test_an_order_open_in_one_year_and_ended_in_the_next_is_one() -> None:
    head = "CHILD,DOB,DOLO_START,DOLO_END\n"
    reading = read(
        table(head + "1,12/06/2010,01/01/2025,", "2025.csv"),
        table(head + "1,12/06/2010,01/01/2025,02/06/2025", "2026.csv", group=1),
    )

    (order,) = only_case(reading).entries
    assert order.end is not None and order.end.latest == date(2025, 6, 2)
    assert (reading.repairs[0].file, reading.repairs[0].rule) == ("2025.csv", "episode-repeated")


def test_two_ends_of_one_absence_are_both_drawn_until_one_is_chosen() -> None:
    head = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
    sheets = [
        table(head + "1,12/06/2003,M,01/05/2017,05/05/2017", "2017.csv"),
        table(head + "1,12/06/2003,M,01/05/2017,09/05/2017", "2018.csv", group=1),
    ]

    assert len(only_case(read(*sheets)).entries) == 2
    assert len(said(read(*sheets), "conflicting-ends")) == 1
    (question,) = read(*sheets).questions
    later = next(choice.id for choice in question.choices if "09/05/2017" in choice.label)
    chosen = answered(sheets, later)
    (absence,) = only_case(chosen).entries
    assert absence.end is not None and absence.end.latest == date(2017, 5, 9)
    assert [(tally.used, tally.hidden_duplicates) for tally in chosen.tallies] == [(0, 1), (1, 0)]


def test_a_row_hidden_as_a_repeat_can_be_shown_again() -> None:
    text = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,12/06/2003,02/03/2017,PN5"
    sheets = [table(text, "2017.csv"), table(text, "2018.csv", group=1)]
    (repair,) = read(*sheets).repairs

    shown = read_sheets(sheets, Terms(decisions=Decisions(given={repair.key: UNDO})))

    assert len(only_case(shown).entries) == 2
    assert all(tally.hidden_duplicates == 0 for tally in shown.tallies)


def test_a_code_that_no_list_holds_is_kept_and_said() -> None:
    text = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,12/06/2003,S1,02/04/2023,,HOLIDAY"

    reading = read(table(text, "workers.csv"))

    assert only_case(reading).entries[0].words == "HOLIDAY"
    assert "HOLIDAY" in said(reading, "unknown-code")[0].message


def test_a_reason_for_an_end_that_is_no_code_is_said() -> None:
    reading = read(episodes(text=EPISODES.replace("E4A", "E77")))

    assert "E77" in said(reading, "unknown-code")[0].message
    assert only_case(reading).entries[0].attributes["end_reason"] == "E77"


def test_what_each_file_covers_is_said() -> None:
    reading = read(
        episodes(),
        table("CHILD,DOB,REVIEW,REVIEW_CODE\n1,12/06/2003,02/03/2017,PN5", "reviews.csv"),
    )

    assert [(item.file, item.message[:43]) for item in said(reading, "coverage")] == [
        ("episodes.csv", "It covers 1 April 2016 to 31 March 2018, by"),
        ("reviews.csv", "It covers 1 April 2016 to 31 March 2017, by"),
    ]
