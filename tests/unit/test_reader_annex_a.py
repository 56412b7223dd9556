"""The lists of an inspection: which list a sheet is, and which records come out of it."""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.ingest.lists_spec import extract
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Case, Coverage, Entry, Kind
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import EndState
from tests.tables import only_case, read, said, table

AS_AT = Terms(as_at=date(2021, 3, 16))
PERSON = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years)"
CONTACTS = f"{PERSON},Date of Contact,Contact Source\n"
REFERRALS = (
    f"{PERSON},Date of Referral,Referral Source,Referral NFA?,"
    "Number of Referrals in Last 12 Months,Allocated Team,Allocated Worker\n"
)
CARE = (
    "Child Unique ID,Gender,Date of Birth,Date Started to be Looked After,"
    "Child's Category of Need,Start date of current legal status,Child's Legal Status,"
    "Date of Latest Statutory Review,Date of Last Health Assessment,Date of Last Dental Check,"
    "Number of Placements in the Last 12 months,Date Ceased to be Looked After,"
    "Reason Ceased to be Looked After,Start Date of Most Recent Placement,Placement Type,"
    "Placement Provider,Placement postcode,Placement Location,LA of Placement,"
    "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months,"
    "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months,"
    "Was the child offered a Return Interview after their last missing episode (Y/N)?,"
    "Did the child accept a Return Interview after their last missing episode (Y/N)?\n"
)
CHILD_IN_CARE = (
    "7,b) Female,25/01/2006,10/01/2018,N1 - Abuse or Neglect,01/06/2019,C2: FCO,02/02/2021,"
    "03/03/2020,04/04/2020,3,,,05/05/2020,k) K2: Children's home,e) PR4 - Private provision,"
    "nope,b) Out,Other Town,2,0,a) Yes,b) No"
)


def at_day(*sheets: Sheet) -> Reading:
    """Read sheets on the day of the lists, every row accounted for."""
    reading = read_sheets(sheets, AS_AT)
    assert all(tally.adds_up for tally in reading.tallies)
    assert sum(tally.rows_read for tally in reading.tallies) == sum(len(s.rows) for s in sheets)
    return reading


def sheet_of(text: str, name: str | None, file: str = "Annex A.xlsx") -> Sheet:
    """Return the sheet of a workbook given as text."""
    made = table(text, file)
    return Sheet(file, name, made.rows)


def of_kind(case: Case, kind: Kind, key: str) -> list[Entry]:
    return [entry for entry in case.in_lane(key) if entry.kind is kind]


def test_contacts_referrals_and_assessments_are_three_kinds_of_event() -> None:
    reading = at_day(
        table(CONTACTS + "7,a) Male,a) WBRI,25/01/2006,15.1,16/09/2020,q) 6: Police"),
        table(REFERRALS + "7,a) Male,,25/01/2006,15.1,18/09/2020,e) 2A: Schools,a) Yes,2,T,W"),
        table(
            f"{PERSON},Continuous Assessment Start Date,Child Seen During Continuous Assessment,"
            "Continuous Assessment Date of Authorisation\n"
            "7,a) Male,,25/01/2006,15.1,20/09/2020,a) Yes,04/11/2020"
        ),
    )

    contact, referral, assessment = of_kind(only_case(reading), Kind.EVENT, "referrals")
    assert (contact.category, contact.code, contact.label) == ("CONTACT", None, "Contact (police)")
    assert (referral.category, referral.code) == ("SREF", "REF")
    assert referral.attributes["nfa"] is True
    assert (assessment.category, assessment.code) == ("SA", "ASMT")
    assert assessment.attributes["days"] == 45
    assert "Child seen: yes." in assessment.detail
    assert contact.words == "q) 6: Police"


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Child Unique ID,Sex,Age,Date of contact,Source of contact", "List 1"),
        ("Unique ID, Gender ,Assessment start date,Assessment completion date", "List 2"),
        ("Child ID,DOB,Date of referral ,Referral source,Referral NFA", "List 3"),
        ("Child ID,Assessment start date,Assessment date of authorisation,Child seen", "List 4"),
        ("Child Unique ID,S47 start date,ICPC date,Number of ICPCs in last 12 months", "List 5"),
        ("Child Unique ID,CIN Start Date,CIN Closure Date,Case Status", "List 6"),
        ("Child unique id,CP plan start date,Initial category of abuse,CP end date", "List 7"),
        ("Child Unique ID,Legal status,Placement type,Legal status start date", "List 8"),
        ("Child Unique ID,Eligibility category,Activity status,LA in touch", "List 9"),
        ("Child Unique ID,Family identifier,Date of Placement Order,Date placed for adoption",
         "List 10"),
        ("Individual adopter identifier,Gender,Date enquiry received,Date Stage 1 started",
         "List 11"),
        ("Child Unique ID,EHCP start date,Number of suspensions,Permanent exclusion date",
         "SEND list"),
    ],
)  # fmt: skip
def test_each_list_is_known_by_its_columns_in_other_spellings(header: str, key: str) -> None:
    cells = ",".join("1" for _ in header.split(","))
    reading = read_sheets((sheet_of(f"{header}\n{cells}", "Sheet1"),), AS_AT)

    assert [found.form for found in reading.recognised] == ["Ofsted Annex A"]
    assert f"({key})" in reading.recognised[0].reason


def test_a_title_above_the_header_is_no_data() -> None:
    reading = at_day(
        table("Annex A,,\n,,\n" + CONTACTS + "7,a) Male,,25/01/2006,15.1,16/09/2020,q) 6: Police")
    )

    assert reading.tallies[0].non_data == 3
    assert len(only_case(reading).entries) == 1


def test_the_name_of_a_sheet_decides_only_between_equal_columns() -> None:
    header = "Child Unique ID,Gender,Assessment start date\n"
    early = read_sheets((sheet_of(header + "7,F,16/09/2020", "Early help"),), AS_AT)
    contacts = read_sheets(
        (sheet_of(CONTACTS + "7,F,,,,16/09/2020,q) 6: Police", "List 8"),), AS_AT
    )

    assert "(List 2)" in early.recognised[0].reason
    assert only_case(contacts).entries[0].category == "CONTACT"


def test_a_plan_begun_before_the_birth_of_an_unborn_child_is_taken() -> None:
    reading = at_day(
        table(
            f"{PERSON},Child Protection Plan Start Date,Initial Category of Abuse,"
            "Latest Category of Abuse,Child Protection Plan End Date,"
            "Number of Previous Child Protection Plans\n"
            "7,b) Female,,04/01/2021,0.19,23/11/2020,a) Neglect,b) Physical abuse,16/02/2021,1"
        )
    )

    (plan,) = only_case(reading).in_lane("referrals")
    assert (plan.code, plan.category, plan.kind) == ("CPP", "CP", Kind.SPELL)
    assert (plan.start.first, plan.end and plan.end.first) == (
        date(2020, 11, 23),
        date(2021, 2, 16),
    )
    assert plan.attributes["abuse"] == "NEG"
    assert plan.attributes["abuse_latest"] == "PHY"
    assert plan.attributes["previous_plans"] == 1
    assert said(reading, "before-birth") == []


def test_a_strategy_discussion_and_the_conference_are_two_events() -> None:
    reading = at_day(
        table(
            f"{PERSON},Strategy discussion initiating Section 47 Enquiry Start Date,"
            "Was an Initial Child Protection Conference deemed unnecessary?,"
            "Date of Initial Child Protection Conference,"
            "Did the Initial Child Protection Conference Result in a Child Protection Plan,"
            "Number of Section 47 Enquiries in the last 12 months,"
            "Number of ICPCs in the last 12 months\n"
            "7,F,,25/01/2006,15,16/09/2020,b) No,05/10/2020,a) Yes,1,c"
        )
    )

    events = of_kind(only_case(reading), Kind.EVENT, "referrals")
    assert [event.code for event in events] == ["S47", "ICPC"]
    assert events[1].attributes["plan_made"] is True
    (count,) = of_kind(only_case(reading), Kind.COUNT, "referrals")
    assert (count.value, count.start.first, count.end and count.end.last) == (
        1,
        date(2020, 3, 16),
        date(2021, 3, 16),
    )
    assert len(said(reading, "suppressed-value")) == 1


def test_the_list_of_children_in_care_gives_the_latest_values_only() -> None:
    case = only_case(at_day(table(CARE + CHILD_IN_CARE)))

    (status,) = of_kind(case, Kind.SPELL, "legal")
    (home,) = of_kind(case, Kind.SPELL, "residence")
    assert (status.code, status.start.first, status.end_state) == (
        "C2",
        date(2019, 6, 1),
        EndState.OPEN,
    )
    assert (home.code, home.start.first, home.end_state) == ("K2", date(2020, 5, 5), EndState.OPEN)
    assert status.flag("left_cut") and home.flag("left_cut")
    assert home.flag("out_of_area")
    assert "Provider: Private provider." in home.detail
    assert [c for c in case.coverage if c.lane in ("legal", "residence")] == [
        Coverage("Annex A List 8 (table.csv)", "legal", date(2019, 6, 1), date(2021, 3, 16)),
        Coverage("Annex A List 8 (table.csv)", "residence", date(2020, 5, 5), date(2021, 3, 16)),
    ]
    assert [entry.category for entry in case.in_lane("health")] == ["HASS", "HAPP"]


def test_numbers_over_twelve_months_are_never_dated_events() -> None:
    case = only_case(at_day(table(CARE + CHILD_IN_CARE)))

    missing = case.in_lane("missing")
    assert [(entry.kind, entry.category, entry.value) for entry in missing] == [
        (Kind.COUNT, "M", 2),
        (Kind.COUNT, "A", 0),
    ]
    assert dict(missing[0].attributes) == {
        "rhi_offered": True,
        "rhi_accepted": False,
        "return_interview": "no",
    }
    (placements,) = of_kind(case, Kind.COUNT, "residence")
    assert (placements.value, placements.start.first) == (3, date(2020, 3, 16))


def test_ceasing_to_be_looked_after_ends_both_bars_with_its_reason() -> None:
    row = CHILD_IN_CARE.replace("3,,,05/05/2020", "3,22/09/2020,k) E47: SGO,05/05/2020")
    case = only_case(at_day(table(CARE + row)))

    bars = [*of_kind(case, Kind.SPELL, "legal"), *of_kind(case, Kind.SPELL, "residence")]
    assert [bar.end and bar.end.first for bar in bars] == [date(2020, 9, 22)] * 2
    assert {bar.attributes["end_reason"] for bar in bars} == {
        "Special guardianship order to family or friends"
    }


def test_a_status_without_a_start_is_one_held_on_the_day_of_the_list() -> None:
    row = CHILD_IN_CARE.replace("01/06/2019,C2", ",C2")
    reading = at_day(table(CARE + row))

    (status,) = of_kind(only_case(reading), Kind.SPELL, "legal")
    assert (status.code, status.start.earliest, status.start.latest) == (
        "C2",
        None,
        date(2021, 3, 16),
    )
    assert len(said(reading, "start-unknown")) == 1


def test_ceasing_before_the_status_began_leaves_the_end_unknown_and_is_said() -> None:
    row = CHILD_IN_CARE.replace("3,,,05/05/2020", "3,22/09/2019,k) E47: SGO,05/05/2020")
    reading = at_day(table(CARE + row))

    (home,) = of_kind(only_case(reading), Kind.SPELL, "residence")
    assert home.end_state is EndState.UNKNOWN
    assert len(said(reading, "end-before-start")) == 1


def test_a_care_leavers_state_is_known_on_the_day_and_begun_on_a_day_unknown() -> None:
    reading = at_day(
        table(
            "Child Unique ID,Gender,Allocated Personal Advisor,Eligibility Category,"
            "Latest Pathway Plan Review Date,LA in Touch,Latest Date of Contact,"
            "Type of Accommodation,Suitability of Accommodation,Activity Status\n"
            "7,F,A Name,b) Former relevant child,01/02/2021,a) Yes,,U: Independent living,"
            "a) Suitable,F1: Full time in higher education\n"
            "8,F,,b) Former relevant child,,a) Yes,10/02/2021,B1,,"
        )
    )

    first, second = reading.cases
    states = [e for e in first.entries if e.kind is Kind.SPELL]
    assert {(e.lane, e.category, e.end_state) for e in states} == {
        ("legal", "LC", EndState.OPEN),
        ("education", "COL", EndState.OPEN),
        ("residence", "IND", EndState.OPEN),
    }
    assert {(e.start.earliest, e.start.latest) for e in states} == {(None, date(2021, 3, 16))}
    assert {e.start.latest for e in second.entries} == {date(2021, 2, 10)}
    assert [e.label for e in second.in_lane("residence")] == ["With parents or relatives"]
    assert first.in_lane("referrals")[0].category == "PPR"


def test_adopters_are_named_and_kept_aside() -> None:
    reading = at_day(
        table(
            "Individual adopter identifier,Gender,Date enquiry received,Date Stage 1 started\n"
            "99,b) Female,01/02/2019,01/03/2019"
        ),
        table(CONTACTS + "7,F,,,,16/09/2020,q) 6: Police"),
    )

    assert [case.id for case in reading.cases] == ["7"]
    assert [row.reason for row in reading.tray] == [
        "List 11 is about adopters and not about a child"
    ]


def test_steps_towards_adoption_are_points() -> None:
    reading = at_day(
        table(
            "Child Unique ID,Family identifier,Date the Child Entered Care,"
            "Date of Decision that Child Should be Placed for Adoption,Date of Placement Order,"
            "Date Placed for Adoption,Date of Adoption Order \n"
            "7,55,06/08/2009,11/08/2009,16/08/2009,26/08/2009,"
        )
    )

    case = only_case(reading)
    assert [entry.kind for entry in case.entries] == [Kind.EVENT] * 4
    assert [entry.code for entry in case.in_lane("legal")] == [None, None, "E1"]
    assert all("55" not in text for e in case.entries for _, text in e.sources[0].cells)


def test_the_list_of_special_needs_gives_plan_home_education_and_exclusions() -> None:
    reading = at_day(
        table(
            "Child Unique ID,EHCP start date,Establishment,Type of establishment,"
            "Start date of elective home education,Number of suspensions in the last 12 months,"
            "Permanent exclusion date\n"
            "7,01/09/2015,A Real School,Pupil Referral Unit,01/01/2020,4,01/12/2019"
        )
    )

    case = only_case(reading)
    (plan,) = case.in_lane("support")
    assert (plan.label, plan.end_state) == ("Education, health and care plan", EndState.OPEN)
    spells = of_kind(case, Kind.SPELL, "education")
    assert {entry.category for entry in spells} == {"EHE", "PRU"}
    assert [entry.value for entry in of_kind(case, Kind.COUNT, "education")] == [4]
    assert [entry.category for entry in of_kind(case, Kind.EVENT, "education")] == ["PEX"]
    assert "A Real School" not in repr(case)


def test_all_lists_are_one_set_by_the_id_of_the_child() -> None:
    reading = at_day(
        sheet_of(CONTACTS + "7,F,,25/01/2006,,16/09/2020,q) 6: Police", "List_1"),
        sheet_of(CARE + CHILD_IN_CARE, "Children in care"),
    )

    case = only_case(reading)
    assert {"legal", "residence", "referrals", "missing", "health"} <= {
        entry.lane for entry in case.entries
    }
    assert {c.lane: (c.start, c.end) for c in case.coverage}["referrals"] == (
        date(2020, 9, 16),
        date(2021, 3, 16),
    )


def test_every_kind_of_record_of_the_lists_has_its_lane_and_fields() -> None:
    for name in ("annex_a", "ssd"):
        for listed in extract(name).tables:
            for record in listed.records:
                drawn = lane(record.lane)
                fields = (record.start, record.or_start, record.end, record.named, record.value)
                assert not record.what or drawn.category(record.what) or drawn.event(record.what)
                assert all(not field or field in listed.columns for field in fields), listed.key
                assert all(part.field in listed.columns for part in record.details), listed.key
            assert all(field in listed.columns for field in (*listed.needs, *listed.telling))


def test_the_day_of_the_lists_is_where_births_and_ages_agree() -> None:
    rows = [
        ("11", "2006-01-25", 15.137, "2020-09-16"),
        ("12", "2010-05-10", 10.850, "2020-09-17"),
        ("13", "2004-11-01", 16.369, "2020-10-01"),
        ("14", None, 8.884, "2020-10-02"),
    ]
    header: tuple[Cell, ...] = ("Child Unique ID", "Date of Birth", "Age", "Date of Contact")
    reading = read(Sheet("a.xlsx", "List 1", (header, *rows)))

    assert {case.read_on for case in reading.cases} == {date(2021, 3, 16)}
    born = reading.cases[3].birth
    assert born is not None and born.earliest is not None and born.latest is not None
    assert born.earliest < date(2012, 4, 27) < born.latest
    assert (born.latest - born.earliest).days < 10
    assert len(said(reading, "birth-from-age")) == 1
