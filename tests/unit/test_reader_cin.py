"""The children in need census: XML and tables, lanes of its records, and years together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journeyviewer.ingest.cin_codes import codes
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.sheets import load
from journeyviewer.ingest.table import Reading
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Case, Entry, Sex
from journeyviewer.model.decisions import Decisions
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import EndState
from tests.tables import only_case, read, said, table

HEAD = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>"
    "<ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails></Header><Children>"
)
FOOT = "</Children></Message>"
PERSON = (
    "<ChildIdentifiers><LAchildID>C7</LAchildID><UPN>A1</UPN>"
    "<PersonBirthDate>2008-06-20</PersonBirthDate>"
    "<GenderCurrent>2</GenderCurrent></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI"
    "</Ethnicity><Disabilities><Disability>AUT</Disability></Disabilities></ChildCharacteristics>"
)
REFERRAL = (
    "<CINreferralDate>2022-05-06</CINreferralDate><ReferralSource>6</ReferralSource>"
    "<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>{nfa}</ReferralNFA>"
)
ASSESSMENT = (
    "<Assessments><AssessmentActualStartDate>2022-05-09</AssessmentActualStartDate>"
    "<AssessmentAuthorisationDate>2022-06-20</AssessmentAuthorisationDate>"
    "<FactorsIdentifiedAtAssessment><AssessmentFactors>11A</AssessmentFactors>"
    "<AssessmentFactors>10A</AssessmentFactors><AssessmentFactors>2A</AssessmentFactors>"
    "<AssessmentFactors>4A</AssessmentFactors><AssessmentFactors>24A</AssessmentFactors>"
    "<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>21</AssessmentFactors>"
    "<AssessmentFactors>ZZ</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>"
)
ENQUIRY = (
    "<Section47><S47ActualStartDate>2022-07-01</S47ActualStartDate>"
    "<DateOfInitialCPC>2022-07-15</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired>"
    "</Section47><DateOfInitialCPC>2022-07-15</DateOfInitialCPC>"
)
PLAN = (
    "<ChildProtectionPlans><CPPstartDate>2022-07-15</CPPstartDate>{end}"
    "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>SAB</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>"
    "<Reviews><CPPreviewDate>2022-10-10</CPPreviewDate>"
    "<CPPreviewDate>2023-01-10</CPPreviewDate></Reviews></ChildProtectionPlans>"
)


def census(path: Path, inside: str, year: int = 2023) -> Path:
    text = HEAD.format(year=year) + f"<Child>{PERSON}<CINdetails>{inside}</CINdetails></Child>"
    path.write_text(text + FOOT, encoding="utf-8")
    return path


def read_files(*paths: Path, terms: Terms | None = None) -> Reading:
    sheets = [sheet for group, path in enumerate(paths) for sheet in load(path, group)[0]]
    reading = read_sheets(sheets, terms or Terms())
    assert all(tally.adds_up for tally in reading.tallies)
    return reading


def marks(case: Case, key: str) -> list[tuple[str | None, str | None, str]]:
    return [(item.category, item.code, str(item.start.earliest)) for item in case.in_lane(key)]


def one(case: Case, category: str) -> Entry:
    (found,) = [entry for entry in case.entries if entry.category == category]
    return found


def test_a_census_gives_the_person_and_its_reference_date_is_the_day_of_reading(
    tmp_path: Path,
) -> None:
    reading = read_files(census(tmp_path / "cin.xml", REFERRAL.format(nfa=0)))

    case = only_case(reading)
    assert (case.id, case.sex, case.read_on) == ("C7", Sex.FEMALE, date(2023, 3, 31))
    assert case.birth is not None and case.birth.earliest == date(2008, 6, 20)
    assert {(item.lane, item.start, item.end) for item in case.coverage} == {
        ("referrals", date(2022, 4, 1), date(2023, 3, 31))
    }
    assert "A1" not in repr(case) and "WBRI" not in repr(case)
    assert "Disabilities" in said(reading, "no-date")[0].message


@pytest.mark.parametrize(
    ("written", "nfa"), [("0", False), ("TRUE", True), ("1", True), ("false", False), ("", None)]
)
def test_a_referral_says_who_made_it_and_whether_more_was_done(
    tmp_path: Path, written: str, nfa: bool | None
) -> None:
    case = only_case(read_files(census(tmp_path / "cin.xml", REFERRAL.format(nfa=written))))

    referral = one(case, "PREF")
    assert (referral.code, referral.record_lane) == ("REF", "referral")
    assert referral.detail == "From the police. Need: abuse or neglect."
    assert referral.attributes.get("nfa") == nfa


def test_factors_are_points_of_their_lanes_on_the_day_of_authorisation(tmp_path: Path) -> None:
    reading = read_files(census(tmp_path / "cin.xml", REFERRAL.format(nfa=0) + ASSESSMENT))
    case = only_case(reading)

    assert marks(case, "cse") == [("CONC", "11A", "2022-06-20")]
    assert marks(case, "missing") == [(None, "10A", "2022-06-20")]
    assert marks(case, "substances") == [("SNOTE", "2A", "2022-06-20")]
    assert marks(case, "health") == [(None, "4A", "2022-06-20")]
    assert marks(case, "family") == [("FDV", "3B", "2022-06-20")]
    assert {entry.words for entry in case.in_lane("other")} == {"24A", "ZZ"}
    assert all(entry.kind.value == "point" for entry in case.entries)
    assert (one(case, "SA").start.earliest, one(case, "SA").attributes["authorised"]) == (
        date(2022, 5, 9),
        "2022-06-20",
    )


def test_every_factor_has_a_lane_and_a_kind_that_is_drawn() -> None:
    known = codes("FACTOR")

    assert len(known) == 44
    for code in known.values():
        assert code.code == "21" or lane(code.lane)
        assert not code.category or lane(code.lane).event(code.category)
    for name in ("SOURCE", "CLOSURE"):
        for code in codes(name).values():
            assert not code.category or lane("referrals").event(code.category)


def test_an_enquiry_and_its_conference_come_once_each(tmp_path: Path) -> None:
    reading = read_files(census(tmp_path / "cin.xml", REFERRAL.format(nfa=0) + ENQUIRY))

    assert one(only_case(reading), "S47").attributes["icpc_not_required"] is False
    assert len(one(only_case(reading), "ICPC").sources) == 2
    assert reading.repairs == []


def test_plans_are_spells_with_their_reviews(tmp_path: Path) -> None:
    plans = PLAN.format(end="") + (
        "<CINPlanDates><CINPlanStartDate>2022-06-25</CINPlanStartDate>"
        "<CINPlanEndDate>2022-07-15</CINPlanEndDate></CINPlanDates>"
    )
    case = only_case(read_files(census(tmp_path / "cin.xml", REFERRAL.format(nfa=0) + plans)))

    need, protection = one(case, "CIN"), one(case, "CP")
    assert (need.code, need.end_state, need.record_lane) == ("CIN", EndState.CLOSED, "protection")
    assert (protection.code, protection.end_state) == ("CPP", EndState.OPEN)
    assert protection.label == "Child protection plan (sexual abuse)"
    assert protection.attributes["previous_plans"] == 1
    assert [item[2] for item in marks(case, "referrals") if item[0] == "RCPC"] == [
        "2022-10-10",
        "2023-01-10",
    ]


@pytest.mark.parametrize(("reason", "category"), [("RC8", "NFA"), ("RC7", None)])
def test_a_closure_has_its_reason(tmp_path: Path, reason: str, category: str | None) -> None:
    closing = (
        f"<CINclosureDate>2022-08-01</CINclosureDate><ReasonForClosure>{reason}</ReasonForClosure>"
    )
    case = only_case(read_files(census(tmp_path / "cin.xml", REFERRAL.format(nfa=0) + closing)))

    (closed,) = [entry for entry in case.entries if entry.label.startswith("Case closed")]
    assert (closed.category, closed.code) == (category, reason)


def test_two_years_together_say_each_thing_once(tmp_path: Path) -> None:
    first = REFERRAL.format(nfa=0) + ASSESSMENT + PLAN.format(end="")
    second = first.replace(
        PLAN.format(end=""), PLAN.format(end="<CPPendDate>2023-06-01</CPPendDate>")
    )
    paths = (
        census(tmp_path / "2023.xml", first, 2023),
        census(tmp_path / "2024.xml", second, 2024),
    )

    reading = read_files(*paths)
    case = only_case(reading)
    plan = one(case, "CP")
    assert plan.end is not None and plan.end.latest == date(2023, 6, 1)
    assert [source.file for source in plan.sources] == ["2024.xml", "2023.xml"]
    assert len(one(case, "PREF").sources) == 2
    assert case.read_on == date(2024, 3, 31)
    assert {item.start for item in case.coverage} == {date(2022, 4, 1), date(2023, 4, 1)}
    hidden = {(tally.file, tally.sheet): tally.hidden_duplicates for tally in reading.tallies}
    assert hidden["2023.xml", "ChildProtectionPlans"] == 1
    assert hidden["2024.xml", "Assessments"] == 1


def test_the_tables_of_a_census_are_read_as_its_xml_is(tmp_path: Path) -> None:
    in_xml = only_case(
        read_files(census(tmp_path / "cin.xml", REFERRAL.format(nfa=1) + ASSESSMENT))
    )
    in_csv = only_case(
        read(
            table(
                ",LAchildID,UPN,PersonBirthDate,GenderCurrent\n0,C7,A1,2008-06-20,2", "people.csv"
            ),
            table(
                ",LAchildID,CINdetailsID,CINreferralDate,ReferralSource,PrimaryNeedCode,"
                "ReferralNFA\n0,C7,1,06/05/2022,6,N1,TRUE",
                "details.csv",
            ),
            table(
                "LAchildID,CINdetailsID,AssessmentActualStartDate,AssessmentAuthorisationDate,"
                "AssessmentFactors\nC7,1,2022-05-09,2022-06-20,\"['11A', '10A', '2A', '4A', "
                "'24A', '3B', '21', 'ZZ']\"",
                "assessments.csv",
            ),
        )
    )

    def facts(case: Case) -> list[tuple[object, ...]]:
        return [
            (item.lane, item.category, item.code, item.label, item.start.earliest)
            for item in case.entries
        ]

    assert facts(in_xml) == facts(in_csv)
    assert in_csv.read_on is None


def test_one_row_for_each_factor_makes_one_assessment() -> None:
    head = "LAchildID,AssessmentActualStartDate,AssessmentAuthorisationDate,AssessmentFactors\n"
    reading = read(
        table(
            head + "C7,2022-05-09,2022-06-20,11A\nC7,2022-05-09,2022-06-20,15A\n"
            "C7,2022-05-09,2022-06-20,15A",
            "assessments.csv",
        )
    )

    assert [entry.code for entry in only_case(reading).entries] == ["ASMT", "11A", "15A"]
    assert (reading.tallies[0].used, reading.tallies[0].hidden_duplicates) == (2, 1)


def test_an_expected_birth_is_a_birth_until_the_child_is_born() -> None:
    head = "LAchildID,PersonBirthDate,ExpectedPersonBirthDate,Sex\n"
    expected = table(head + "7,,2022-09-10,U", "2022.csv")
    born = table(head + "7,2022-09-20,,M", "2023.csv", group=1)

    alone, both = only_case(read(expected)), only_case(read(expected, born))

    assert alone.birth is not None and alone.birth.earliest == date(2022, 9, 10)
    assert alone.sex is None
    assert both.birth is not None and both.birth.earliest == date(2022, 9, 20)
    assert both.sex is Sex.MALE


def test_rows_without_a_child_a_date_or_in_order_are_kept_aside() -> None:
    reading = read(
        table(
            "LAchildID,CINPlanStartDate,CINPlanEndDate\n,2022-05-09,\n7,,\n"
            "7,2022-05-09,2022-05-01\n1.23E+10,2022-05-09,",
            "plans.csv",
        )
    )

    assert [row.row for row in reading.tray] == [2, 3, 4, 5]


def test_plans_that_overlap_are_drawn_and_a_trim_is_offered(tmp_path: Path) -> None:
    plans = PLAN.format(end="<CPPendDate>2023-03-01</CPPendDate>") + (
        "<CINPlanDates><CINPlanStartDate>2022-06-25</CINPlanStartDate>"
        "<CINPlanEndDate>2022-08-15</CINPlanEndDate></CINPlanDates>"
    )
    path = census(tmp_path / "cin.xml", REFERRAL.format(nfa=0) + plans)

    reading = read_files(path)
    (question,) = reading.questions
    assert len(said(reading, "overlap")) == 1
    terms = Terms(decisions=Decisions(given={question.key: "earlier"}))
    trimmed = one(only_case(read_files(path, terms=terms)), "CIN")
    assert trimmed.end is not None and trimmed.end.latest == date(2022, 7, 15)


def test_an_open_plan_before_another_of_its_kind_has_an_unknown_end() -> None:
    reading = read(
        table(
            "LAchildID,CINPlanStartDate,CINPlanEndDate\n7,2022-05-09,\n7,2022-09-09,", "plans.csv"
        )
    )

    states = [entry.end_state for entry in only_case(reading).entries]
    assert states == [EndState.UNKNOWN, EndState.OPEN]


def test_contradictory_births_keep_the_first_and_are_said() -> None:
    head = "LAchildID,PersonBirthDate,Sex\n"
    reading = read(table(head + "7,2008-06-20,F\n7,2008-07-20,M", "people.csv"))

    case = only_case(reading)
    assert case.birth is not None and case.birth.earliest == date(2008, 6, 20)
    assert [item.column for item in said(reading, "contradictory-person")] == [
        "Sex",
        "PersonBirthDate",
    ]
