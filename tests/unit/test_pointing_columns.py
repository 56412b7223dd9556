"""Columns that point at someone by their heading."""

from __future__ import annotations

import pytest

from journeyviewer.ingest.headings import (
    ALIASES,
    COVERAGE_COLUMNS,
    EXTRA_COLUMNS,
    PERSON_COLUMNS,
    RECORD_COLUMNS,
)
from journeyviewer.ingest.ssda903_modules import IDENTIFYING
from journeyviewer.model.pointing_columns import identifying_column


@pytest.mark.parametrize("heading", sorted(IDENTIFYING))
def test_what_the_return_s_reader_drops_is_named(heading: str) -> None:
    assert identifying_column(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Allocated Worker", "Name", "Surname", "pers_forename", "Name of child", "Mother's name",
        "Social worker", "Key worker", "IRO", "Recorded by", "sw_id", "NHS Number", "FormerUPN",
        "Placement postcode", "clap_cla_placement_urn", "Home address", "Phone", "E-mail",
        "Mobile number", "School name", "Name of placement", "Mosaic ID", "Religion", "Ethnicity",
        "NI number", "prof_social_worker_registration_no", "Snapchat user name",
    ],
)  # fmt: skip
def test_headings_that_point_at_someone(heading: str) -> None:
    reason = identifying_column(heading)
    assert reason is not None and reason.endswith(".")


@pytest.mark.parametrize("heading", ["DOB", "Date of Birth", "PersonBirthDate", "pers_dob"])
def test_a_birth_is_to_be_coarsened_not_dropped(heading: str) -> None:
    assert "month and year" in (identifying_column(heading) or "")


def test_the_template_s_own_columns_and_their_names_are_not() -> None:
    headings = {*RECORD_COLUMNS, *PERSON_COLUMNS, *COVERAGE_COLUMNS}
    headings |= {name for names in EXTRA_COLUMNS.values() for name in names}
    for field, aliases in ALIASES.items():
        if field != "born":
            headings |= {field, *aliases.split(" | ")}
    assert {heading for heading in headings if identifying_column(heading)} == set()
    assert identifying_column("Month of birth") is None


@pytest.mark.parametrize(
    "heading",
    [
        "UPNunknown", "prof_agency_worker_flag", "invo_worker_change_reason", "Team name",
        "Type (Fact, Meeting, Event, Letter, Email)", "Referral Source", "Placement Type", "",
        "addr_address_start_date", "Legal status", "Allocated Team",
    ],
)  # fmt: skip
def test_headings_that_say_nothing_of_anyone(heading: str) -> None:
    assert identifying_column(heading) is None
