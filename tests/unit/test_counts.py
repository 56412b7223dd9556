"""The plain counts of the lane headers, moves, gaps and days."""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.model.chronology import Case, Coverage
from journeyviewer.model.counts import missing_counts, record_count, summary_lines
from journeyviewer.model.gaps import Gap, covered, gaps
from journeyviewer.model.moves import moves, placements
from journeyviewer.model.times import FuzzyDate, Precision
from tests.builders import UNKNOWN, case, event, score, spell, window_count

NO = {"out_of_area": False}
OUT = {"out_of_area": True}


@pytest.fixture
def drawn_case() -> Case:
    """The residences of the design's invented Case 1."""
    return case(
        spell("legal", "S20", "2013-03-14", "2013-04-02"),
        spell("legal", "S38", "2013-04-02", "2013-10-01"),
        spell("legal", "S31", "2013-10-01"),
        spell("legal", "S25", "2013-04-24", "2013-07-19"),
        spell("residence", "H", "1998-05", "2007-02", words="At home with mother"),
        spell("residence", "FF", "2007-02", "2008-04", words="Grandmother"),
        spell("residence", "H", "2008-04", "2013-03-14", words="At home with mother"),
        spell("residence", "EFC", "2013-03-14", "2013-04-24", attributes=NO),
        spell("residence", "SCH", "2013-04-24", "2013-07-19", attributes={**OUT, "planned": False}),
        spell("residence", "FC", "2013-07-19", "2013-09-02", attributes={**OUT, "planned": True}),
        spell("residence", "FC", "2013-09-02", "2013-10-11", attributes=NO),
        spell("residence", "TEMP", "2013-10-01", "2013-10-08"),
        spell("residence", "FC", "2013-10-11", "2014-02-01", attributes=OUT),
        spell("residence", "RH", "2014-02-01", "2014-06-01", attributes=OUT),
        spell("residence", "SpH", "2014-06-01", "2015-03-01", attributes=OUT),
        spell("residence", "SA", "2015-03-01", attributes=OUT),
    )


def test_header_lines_of_the_design(drawn_case: Case) -> None:
    """Home, the grandmother the family chose and a temporary stay are no placements."""
    assert summary_lines(drawn_case, "legal") == ("S25 highest, S31 now",)
    assert summary_lines(drawn_case, "residence") == ("8 placements, 6 out of borough",)
    assert record_count(drawn_case) == 16


def test_relatives_are_a_placement_while_looked_after() -> None:
    """The same residence counts once an order stands behind it, or a code of the return."""
    home = spell("residence", "FF", "2007-02-01")
    assert placements(case(home)) == []
    assert len(placements(case(home, spell("legal", "S20", "2007-01-01")))) == 1
    assert placements(case(home, spell("legal", "SGO", "2007-01-01"))) == []
    assert len(placements(case(spell("residence", "FF", "2007-02-01", code="U1")))) == 1


def test_moves_say_how_long_and_whether_planned(drawn_case: Case) -> None:
    """24 April to 19 July is 86 days; the end day is outside the spell."""
    made = moves(drawn_case)
    secure = next(move for move in made if move.before.category == "SCH")
    assert (secure.days, secure.gap, secure.planned, secure.out_of_borough) == (86, 0, True, True)
    assert len(made) == 10
    assert [move.planned for move in made].count(False) == 1


def test_home_to_home_is_no_move_and_an_unknown_end_has_no_length() -> None:
    """What is not known is None, not 0."""
    one = case(
        spell("residence", "H", "1998-05", "2006-01-01"),
        spell("residence", "PH", "2006-01-01", UNKNOWN),
        spell("residence", "FC", "2008-01-01", "2008-02-01"),
        spell("residence", "RH", "2008-02-11"),
    )
    made = moves(one)
    assert [(move.days, move.gap, move.planned) for move in made] == [
        (None, None, None),
        (31, 10, None),
    ]


def test_singular_and_empty_lanes() -> None:
    """One is one; an empty lane says so and claims nothing more."""
    home = spell("residence", "H", "1998-05", "2013-01-01")
    one = case(home, spell("residence", "FC", "2013-01-01", attributes=OUT))
    assert summary_lines(one, "residence") == ("1 placement, 1 out of borough",)
    assert summary_lines(one, "voice") == ("Nothing recorded",)
    assert summary_lines(case(spell("residence", "H", "1998-05")), "residence") == (
        "No placements recorded",
    )


def test_education_settings_and_weeks_not_recorded() -> None:
    """A reduced timetable is the same setting; NEET and "not recorded" are none."""
    one = case(
        spell("education", "N", "2001-09-01", "2002-09-01"),
        spell("education", "FT", "2002-09-01", "2011-01-01", words="Primary school"),
        spell("education", "PT", "2011-01-01", "2012-01-01"),
        spell("education", "PRU", "2012-01-01", "2013-01-01"),
        spell("education", "NR", "2013-01-01", "2013-02-01"),
        spell("education", "COL", "2013-04-16", "2015-01-01"),
        spell("education", "NEET", "2015-01-01"),
    )
    assert gaps(one, "education") == (Gap(date(2013, 2, 1), date(2013, 4, 16)),)
    assert summary_lines(one, "education") == ("4 settings", "15 weeks not recorded")


def test_a_school_holiday_is_no_gap_but_a_longer_one_is() -> None:
    """Six weeks over August end nothing; six weeks in term do."""

    def between(end: str, start: str) -> tuple[Gap, ...]:
        return gaps(
            case(
                spell("education", "FT", "2003-09-01", end),
                spell("education", "FT", start, words="Another school"),
            ),
            "education",
        )

    assert between("2010-07-20", "2010-09-03") == ()
    assert len(between("2010-02-12", "2010-03-26")) == 1
    assert between("2010-03-26", "2010-04-12") == ()  # Easter 2010 was on 4 April
    assert len(between("2010-07-01", "2010-10-01")) == 1


def test_gaps_stay_inside_what_was_read() -> None:
    """Neither time outside coverage nor time before the first record is a gap."""
    spells = (
        spell("residence", "H", "2008-01-01", "2010-01-01"),
        spell("residence", "FC", "2010-01-14", "2012-01-01"),
        spell("residence", "RH", "2012-02-01"),
    )
    placements_read = Coverage("Placements", "Placements", date(2009, 1, 1), date(2012, 1, 10))
    one = case(*spells, coverage=(placements_read,))
    assert covered(one, "residence") == (Gap(date(2009, 1, 1), date(2012, 1, 11)),)
    assert covered(one, "education") == ()
    assert gaps(one, "residence") == ()  # 13 days, and 10 of 31 inside what was read
    whole = case(*spells)
    assert gaps(whole, "residence") == (Gap(date(2012, 1, 1), date(2012, 2, 1)),)
    assert gaps(case(*spells, coverage=()), "residence") == ()


def test_coverage_of_two_sources_joins_and_names_lanes_loosely() -> None:
    """Titles, sheets and "All lanes" reach the lane they name."""
    one = case(
        spell("residence", "H", "2008-01-01"),
        coverage=(
            Coverage("A", "All lanes", date(2008, 1, 1), date(2008, 12, 31)),
            Coverage("B", "Residence", date(2009, 1, 1), None),
            Coverage("C", "Missing episodes", date(2001, 1, 1), date(2001, 1, 31)),
        ),
    )
    assert covered(one, "residence") == (Gap(date(2008, 1, 1), date(2015, 11, 19)),)
    assert covered(one, "missing") == (
        Gap(date(2001, 1, 1), date(2001, 2, 1)),
        Gap(date(2008, 1, 1), date(2009, 1, 1)),
    )


def test_vague_dates_do_not_make_gaps() -> None:
    """A spell that may have lasted to the end of March leaves no gap in March."""
    march = FuzzyDate(date(2010, 3, 1), date(2010, 3, 31), Precision.MONTH)
    one = case(
        spell("residence", "H", "1998-05", march),
        spell("residence", "FC", "2010-04-10"),
    )
    assert gaps(one, "residence") == ()


def test_missing_days_are_counted_once_and_silence_is_said() -> None:
    """Overlapping episodes share days; a same-day episode has none; a count is not episodes."""
    yes, no = {"rhi_accepted": True}, {"rhi_offered": False}
    one = case(
        spell("missing", "M", "2013-05-01", "2013-05-04", attributes=yes),
        spell("missing", "A", "2013-05-03", "2013-05-06", attributes=no),
        spell("missing", "M", "2013-06-01", "2013-06-01", attributes={"return_interview": "yes"}),
        spell("missing", "M", "2013-07-01", UNKNOWN),
        window_count("missing", "2014-01-01", "2014-12-31", 3),
    )
    counts = missing_counts(one)
    assert (counts.episodes, counts.interviews, counts.silent, counts.days) == (4, 2, 1, 5)
    assert summary_lines(one, "missing") == (
        "4 episodes",
        "2 return interviews recorded",
        "Interview not stated for 1",
        "A count of 3 over a period",
    )


def test_support_cse_and_the_rest() -> None:
    """The longest source is named, the rest are plain numbers."""
    one = case(
        spell("support", "PER", "2003-06-01", words="Grandmother: steady contact"),
        spell("support", "SVC", "2013-01-01", "2013-02-01", words="Art group"),
        spell("support", "SVC", "2014-01-01", "2014-02-01", words="Art group, again"),
        event("support", "ACH", "2014-06-01"),
        spell("cse", "HIGH", "2013-02-25", "2014-02-01"),
        score("cse", "SCORE", "2013-02-25", 24),
        score("cse", "SCORE", "2013-09-01", 22),
        event("cse", "CONC", "2012-01-01"),
        event("voice", "W", "2013-01-01"),
        event("voice", "VNR", "2013-01-02"),
        event("voice", "VNR", "2013-01-03"),
        spell("referrals", "CP", "2012-01-01", "2013-01-01"),
        event("referrals", "REF", "2012-01-01"),
        event("referrals", "STRAT", "2012-01-01"),
        event("referrals", "IA", "2012-01-01"),
    )
    assert summary_lines(one, "support") == (
        "2 sources of support",
        "1 achievement",
        "Longest: grandmother, 12 years",
    )
    assert summary_lines(one, "cse") == ("2 assessments", "1 other record")
    assert summary_lines(one, "voice") == ("1 time in their words", "2 meetings without views")
    assert summary_lines(one, "referrals") == ("1 plan", "2 contacts and meetings", "1 assessment")
