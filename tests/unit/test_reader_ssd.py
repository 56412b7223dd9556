"""The tables of the safeguarding dataset: joined by their keys, one set of journeys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Coverage, Entry, Kind, Sex
from journeyviewer.model.decisions import NO_DECISIONS, Topic
from journeyviewer.model.times import EndState
from tests.tables import only_case, read, said, table

AS_AT = Terms(as_at=date(2021, 3, 31))
EPISODES = (
    "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,"
    "clae_cla_episode_start_reason,clae_cla_primary_need_code,clae_cla_episode_ceased_date,"
    "clae_cla_episode_ceased_reason,clae_cla_id,clae_entered_care_date\n"
)
PLACEMENTS = (
    "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_type,"
    "clap_cla_placement_urn,clap_cla_placement_distance,clap_cla_id,clap_cla_placement_provider,"
    "clap_cla_placement_postcode,clap_cla_placement_end_date,clap_cla_placement_change_reason\n"
)
STATUSES = (
    "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,"
    "lega_legal_status_end_date\n"
)
PERSONS = "pers_person_id,pers_forename,pers_sex,pers_ethnicity,pers_dob\n"
MISSING = (
    "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
    "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n"
)
REFERRALS = (
    "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,"
    "cine_referral_source_code,cine_referral_source_desc,cine_referral_outcome_json,"
    "cine_referral_nfa,cine_close_reason,cine_close_date,cine_referral_worker_id\n"
)
ASSESSMENTS = (
    "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,"
    "cina_assessment_child_seen,cina_assessment_auth_date\n"
)
FACTORS = "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n"


def joined(*sheets: Sheet, terms: Terms = AS_AT) -> Reading:
    """Read tables as one set, every row accounted for."""
    reading = read_sheets(sheets, terms)
    assert all(tally.adds_up for tally in reading.tallies)
    assert sum(tally.rows_read for tally in reading.tallies) == sum(len(s.rows) for s in sheets)
    return reading


def cells_of(entries: tuple[Entry, ...]) -> str:
    return " ".join(
        f"{heading} {text}" for e in entries for s in e.sources for heading, text in s.cells
    )


def test_statuses_beside_those_of_the_return_are_read_too() -> None:
    reading = joined(
        table(
            STATUSES + "1,P1,V2,2018-01-10,2018-06-01\n"
            "2,P1,C2: Full care order,2018-06-01 00:00:00,\n"
            "3,P1,Special Guardianship Order,2020-01-10,\n"
            "4,P1,Secure Accommodation S25(1),2019-01-10,2019-04-10\n"
            "5,P1,Private fostering arrangement,2016-01-10,2016-05-10\n"
            "6,P1,Interim Supervision Order,2016-01-10,NULL\n"
            "7,P1,Care leaver,2021-01-10,01/01/2300"
        )
    )

    spells = {e.words: e for e in only_case(reading).in_lane("legal")}
    assert {words: e.code for words, e in spells.items()} == {
        "V2": "V2",
        "C2: Full care order": "C2",
        "Special Guardianship Order": "SGO",
        "Secure Accommodation S25(1)": "S25",
        "Private fostering arrangement": "PF",
        "Interim Supervision Order": "ISO",
        "Care leaver": "CL",
    }
    assert spells["Secure Accommodation S25(1)"].record_lane == "liberty"
    assert spells["C2: Full care order"].end_state is EndState.OPEN
    assert spells["Care leaver"].end_state is EndState.OPEN


def test_a_placement_finds_its_child_through_the_episode_of_care() -> None:
    reading = joined(
        table(EPISODES + "E1,P1,2018-01-10,S,N1,,,C1,2018-01-10", "e.csv"),
        table(
            PLACEMENTS + "1,2018-01-10,U6,SC1,12.34,C1,PR1,AB1 2CD,2018-09-01,CREQB\n"
            "2,2018-09-01,K2,SC2,999.9,C1,PR4,AB1 2CD,,\n"
            "3,2018-09-01,K2,SC2,3,C9,PR4,AB1 2CD,,",
            "p.csv",
        ),
    )

    first, second = only_case(reading).in_lane("residence")
    assert (first.code, second.code) == ("U6", "K2")
    assert first.attributes["distance_miles"] == 12.3
    assert "distance_miles" not in second.attributes
    assert second.attributes["planned"] is False
    assert "planned" not in first.attributes
    assert [row.row for row in reading.tray] == [4]
    assert "C9 is not in the table ssd_cla_episodes" in reading.tray[0].reason
    assert "AB1" not in cells_of(only_case(reading).entries)


def test_kilometres_are_miles_once_a_person_has_said_so() -> None:
    sheets = (
        table(EPISODES + "E1,P1,2018-01-10,S,N1,,,C1,2018-01-10", "e.csv"),
        table(PLACEMENTS + "1,2018-01-10,U6,,16.1,C1,PR1,,,", "p.csv"),
    )
    first = joined(*sheets)
    (question,) = first.questions
    decided = replace(NO_DECISIONS, given={question.key: "km"})
    second = joined(*sheets, terms=replace(AS_AT, decisions=decided))

    assert (question.topic, question.answer) == (Topic.UNIT, "miles")
    distances = [
        only_case(reading).in_lane("residence")[0].attributes["distance_miles"]
        for reading in (first, second)
    ]
    assert distances == [16.1, 10.0]


def test_a_missing_episode_keeps_its_times_and_what_is_said_of_the_interview() -> None:
    reading = joined(
        table(
            MISSING + "1,P1,2019-05-01 22:30:00,M,2019-05-02 07:00:00,Y,N\n"
            "2,P1,2019-06-01,Absent,2019-06-01,NA,NA\n"
            "3,P1,2019-07-01,Missing,,Not Offered (Missing Again),\n"
            "4,P1,2019-08-01,M,,Offered and Declined (by YP),"
        )
    )

    first, second, third, last = only_case(reading).in_lane("missing")
    assert (first.start.clock, first.end and first.end.clock) == (time(22, 30), time(7))
    assert (first.attributes["rhi_offered"], first.attributes["rhi_accepted"]) == (True, False)
    assert (second.category, dict(second.attributes)) == ("A", {})
    assert (third.category, third.end_state) == ("M", EndState.UNKNOWN)
    assert third.attributes["rhi_offered"] is False
    assert last.end_state is EndState.OPEN
    assert last.attributes["rhi_accepted"] is False
    assert [problem.row for problem in said(reading, "open-then-later")] == [4]


def test_factors_belong_to_their_assessment_on_the_day_it_was_authorised() -> None:
    reading = joined(
        table(FACTORS + '1,A1,"[""11A"", ""1B"", ""18A""]"\n2,A9,"[""10A""]"', "a.csv"),
        table(ASSESSMENTS + "A1,P1,R1,2017-01-11,Y,2017-02-20", "b.csv"),
    )

    case = only_case(reading)
    (assessment,) = case.in_lane("referrals")
    (exploitation,) = case.in_lane("cse")
    assert assessment.attributes["factors"] == "11A 1B 18A"
    assert (exploitation.kind, exploitation.category) == (Kind.EVENT, "CONC")
    assert exploitation.start.first == date(2017, 2, 20)
    assert [entry.code for entry in case.in_lane("family")] == ["1B"]
    assert [row.row for row in reading.tray] == [3]


def test_factors_answered_yes_and_no_are_told_apart() -> None:
    reading = joined(
        table(FACTORS + '1,A1,"{""11A"": ""No"", ""10A"": ""Yes"", ""15A"": true}"', "a.csv"),
        table(ASSESSMENTS + "A1,P1,R1,2017-01-11,Y,", "b.csv"),
    )

    case = only_case(reading)
    assert case.in_lane("cse") == ()
    assert {entry.code for entry in case.entries} == {"ASMT", "10A", "15A"}


def test_a_plan_without_a_person_finds_the_child_through_the_referral() -> None:
    reading = joined(
        table(REFERRALS + "R1,P1,2017-01-10,N1,6,Police,,N,RC7,2017-05-10,W1", "r.csv"),
        table(
            "cinp_cin_plan_id,cinp_referral_id,cinp_person_id,cinp_cin_plan_start_date,"
            "cinp_cin_plan_end_date\n1,R1,,2017-02-01,2017-05-10",
            "p.csv",
        ),
    )

    referral, plan = only_case(reading).in_lane("referrals")
    assert (referral.category, referral.code, referral.attributes["nfa"]) == ("PREF", "REF", False)
    assert "Primary need: abuse or neglect." in referral.detail
    assert (plan.code, plan.end and plan.end.first) == ("CIN", date(2017, 5, 10))


def test_a_health_and_care_plan_is_found_through_four_tables() -> None:
    reading = joined(
        table("send_table_id,send_upn,send_person_id\nS1,A1,P2", "1.csv"),
        table("ehcr_ehcp_request_id,ehcr_send_table_id,ehcr_ehcp_req_date\nQ1,S1,2016-01-01"),
        table("ehca_ehcp_assessment_id,ehca_ehcp_request_id\nA1,Q1", "3.csv"),
        table("ehcn_named_plan_id,ehcn_ehcp_asmt_id,ehcn_named_plan_start_date\n1,A1,2016-06-01"),
    )

    case = only_case(reading)
    assert case.id == "P2"
    assert [(e.lane, e.label) for e in case.entries][-1] == (
        "support",
        "Education, health and care plan",
    )


def test_a_change_of_worker_keeps_no_worker() -> None:
    reading = joined(
        table(
            "invo_involvements_id,invo_professional_id,invo_professional_role_id,"
            "invo_professional_team,invo_involvement_start_date,invo_involvement_end_date,"
            "invo_worker_change_reason,invo_person_id\n"
            "1,W77,ALLOCATED CASE WORKER,North team,2018-01-01,2018-05-01,LEFTRL,P1"
        )
    )

    (change,) = only_case(reading).entries
    assert (change.category, change.attributes["days"]) == ("ALLOC", 120)
    assert "the worker before left the role" in change.detail
    assert "W77" not in repr(change) and "North" not in repr(change)


def test_scores_checks_and_use_of_substances_say_also_what_did_not_take_place() -> None:
    reading = joined(
        table(
            "csdq_table_id,csdq_person_id,csdq_sdq_completed_date,csdq_sdq_reason,csdq_sdq_score\n"
            "1,P1,2019-01-01,,17\n2,P1,2020-01-01,SDQ5,"
        ),
        table(
            "clah_health_check_id,clah_person_id,clah_health_check_type,clah_health_check_date,"
            "clah_health_check_status\n1,P1,Health Assessment,2019-02-01,Completed\n"
            "2,P1,Dental Check,2019-02-02,Refused"
        ),
        table(
            "clas_substance_misuse_id,clas_person_id,clas_substance_misuse_date,"
            "clas_substance_misused,clas_intervention_received\n1,P1,2019-02-01,Cannabis,Y\n"
            "2,P1,2019-03-01,N,"
        ),
    )

    case = only_case(reading)
    scores = [e.value for e in case.in_lane("health") if e.kind is Kind.SCORE]
    checks = [(e.label, e.category) for e in case.in_lane("health") if e.kind is Kind.EVENT]
    assert scores == [17, None]
    assert checks == [("Health assessment", "HASS"), ("Dental check (declined)", "HDNA")]
    assert [e.label for e in case.in_lane("substances")] == [
        "Alcohol or substance use noted (Cannabis)",
        "Alcohol or substance use: none noted",
    ]


def test_a_cancelled_review_is_no_review() -> None:
    reading = joined(
        table(EPISODES + "E1,P1,2018-01-10,L,N1,,,C1,", "e.csv"),
        table(
            "clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,"
            "clar_cla_review_cancelled,clar_cla_review_participation\n"
            "1,C1,2018-05-01,2018-05-02,N,PN1\n2,C1,2018-11-01,2018-11-02,Y,"
        ),
    )

    (review,) = only_case(reading).entries
    assert (review.category, review.start.first) == ("LACR", date(2018, 5, 2))
    assert "Young person: came and spoke for themselves." in review.detail


def test_persons_come_from_their_table_or_from_an_id_alone() -> None:
    reading = joined(
        table(PERSONS + "P1,Ann,F,WBRI,2005-05-01\nP2,Ced,M,WBRI,2006-03-15", "persons.csv"),
        table(STATUSES + "1,P1,C2,2018-01-10,\n2,P3,C2,2018-01-10,", "statuses.csv"),
    )

    cases = {case.id: case for case in reading.cases}
    assert set(cases) == {"P1", "P2", "P3"}
    assert (cases["P1"].sex, cases["P2"].sex, cases["P3"].sex) == (Sex.FEMALE, Sex.MALE, None)
    assert cases["P1"].birth is not None
    assert (cases["P1"].birth.earliest, cases["P1"].birth.latest) == (
        date(2005, 5, 1),
        date(2005, 5, 31),
    )
    (unlisted,) = said(reading, "child-not-in-header")
    assert "P3" in unlisted.message
    assert "Ann" not in cells_of(tuple(e for case in reading.cases for e in case.entries))


def test_tables_that_are_known_and_not_read_are_kept_aside_by_name() -> None:
    reading = joined(
        table("voch_table_id,voch_person_id,voch_explained_worries\n1,P1,Y", "voice.csv"),
        table("day,month\n1,2", "ssd_dim_date.csv"),
        table("dolz_table_id,dolz_person_id,dolz_start\n1,P1,2019-01-01", "ssd_dols.csv"),
        table(STATUSES + "1,P1,C2,2018-01-10,", "statuses.csv"),
    )

    reasons = [row.reason for row in reading.tray]
    assert reasons[0].startswith("The table ssd_voice_of_child")
    assert reasons[1].startswith("The table ssd_dim_date")
    assert reasons[2].startswith("The table ssd_dols is not one that is read")
    assert len(only_case(reading).entries) == 1


def test_a_table_of_records_in_a_file_of_such_a_name_is_read_as_what_it_is() -> None:
    reading = read(table("case,lane,start,what\n1,legal,2018-01-10,Care order", "ssd_notes.csv"))

    assert reading.recognised[0].form == "table of records"


def test_six_years_are_covered_up_to_the_last_day_told_of() -> None:
    reading = read(table(STATUSES + "1,P1,V2,2018-01-10,2020-06-30\n2,P1,C2,2020-06-30,"))

    case = only_case(reading)
    assert case.read_on == date(2020, 6, 30)
    assert case.coverage == (
        Coverage("SSD ssd_legal_status (table.csv)", "legal", date(2014, 6, 30), date(2020, 6, 30)),
    )
