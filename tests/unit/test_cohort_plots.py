"""Counts of a cohort: raw numbers, with the number of cases they are of."""

from __future__ import annotations

from datetime import date

from journeyviewer.analysis.cohort import as_csv, cohort_table, dateless
from journeyviewer.analysis.cohort_facts import case_facts
from journeyviewer.analysis.cohort_plots import beside_event, missing_by_month, placements_by_age
from journeyviewer.model.chronology import Cohort, Coverage
from tests.builders import case, event, spell, window_count

DAY = date(2013, 2, 4)


def test_missing_episodes_count_by_month_from_the_event() -> None:
    one = case(
        spell("missing", "M", "2013-02-04", "2013-02-05"),
        spell("missing", "M", "2013-02-28", "2013-03-01"),
        spell("missing", "M", "2013-02-03", "2013-02-03"),
        spell("missing", "M", "2008-02-03", "2008-02-03"),
    )
    tally = missing_by_month([(one, DAY), (case(id="2"), None)], (-48, 36))
    assert tally.counts == ((-1, 1), (0, 2)) and tally.cases == 1 and tally.total == 3


def test_placements_count_by_year_of_age() -> None:
    one = case(
        spell("residence", "H", "1998-05", "2013-01-10"),
        spell("residence", "FC", "2013-01-10", "2013-04-01"),
        spell("residence", "RH", "2013-06-01"),
    )
    unborn = case(spell("residence", "FC", "2013-01-10"), id="2", birth=None)
    tally = placements_by_age([one, unborn])
    assert tally.counts == ((14, 1), (15, 1)) and tally.cases == 1


def test_records_count_before_and_after_the_event() -> None:
    one = case(
        event("referrals", "REF", "2012-02-04"),
        event("referrals", "REF", "2012-02-03"),
        spell("support", "PER", "2013-02-04"),
        spell("support", "PER", "2014-02-04"),
        window_count("missing", "2013-01-01", "2013-03-01", 5),
    )
    soon = case(id="2", read_on=date(2013, 6, 1))
    tally = beside_event([(one, DAY), (soon, DAY), (case(id="3"), None)])
    assert tally.lanes == (("Referrals", 1, 0), ("Support", 0, 1))
    assert (tally.cases, tally.whole) == (2, 1)


def test_no_case_gives_no_counts() -> None:
    assert missing_by_month([], (-48, 36)).counts == ()
    assert placements_by_age([]).counts == ()
    assert beside_event([]).lanes == ()


def test_the_table_to_copy_has_no_dates_and_no_formulas() -> None:
    made = case(
        spell("education", "FT", "2013-09-01", words="=School since 3 March 2013"),
        spell("residence", "FC", "2013-10-01"),
    )
    text = as_csv(dateless(cohort_table(Cohort(name="one", cases=(made,)))), "\t")
    assert "2013" not in text and "\t'=School since [date withheld]\t" in text


def test_facts_are_ages_and_words_without_dates() -> None:
    made = case(
        spell("legal", "S31", "2013-10-01", "2014-10-01"),
        spell("residence", "FC", "2013-10-01", words="Foster care since March 2013"),
        event("referrals", "REF", "1999-01-10"),
    )
    facts = case_facts(made)
    assert facts.legal == "S31 / –" and facts.first_referral == "Under 1"
    assert "2013" not in facts.residence
    assert facts.identified == facts.education == "Not recorded"


def test_what_no_source_covers_is_not_said_to_be_unrecorded() -> None:
    read = (Coverage("Return", "residence", None, None),)
    facts = case_facts(case(spell("residence", "FC", "2013-10-01"), coverage=read))
    assert (facts.legal, facts.education) == ("Not read", "Not read")
    assert (facts.first_referral, facts.identified) == ("Not read", "Not read")
    nothing_said = case_facts(case(spell("residence", "FC", "2013-10-01"), coverage=()))
    assert nothing_said.legal == nothing_said.identified == "Not recorded"
