"""The cohort table: the published columns, the measures after them, and its three forms."""

from __future__ import annotations

import csv
import io
import json
import time
from dataclasses import replace
from datetime import date

from journeyviewer.analysis.cohort import as_csv, as_json, as_text, cohort_table
from journeyviewer.analysis.measures import MEASURES
from journeyviewer.model.chronology import Case, Cohort, Sex
from journeyviewer.model.times import month
from tests.builders import case, event, spell

OUT = {"out_of_area": True}
IN = {"out_of_area": False}


def published() -> list[Case]:
    """Ten cases with no more than the records that the published table takes."""
    girl, boy = {"sex": Sex.FEMALE}, {"sex": Sex.MALE}
    home = "RH"
    return [
        case(
            spell("legal", "S31", "2013-10-01"),
            spell("legal", "S25", "2013-04-24", "2013-07-19"),
            spell("residence", "SCH", "2013-04-24", "2013-07-19", attributes=OUT),
            spell(
                "residence",
                "SA",
                "2014-07-19",
                words="Supported accommodation, transitioning to independence",
                attributes=OUT,
            ),
            spell("education", "NEET", "2015-02-01", words="NEET, exploring vocational training"),
            birth=month(1998, 5),
            **girl,
        ),
        case(
            spell("legal", "S31", "2013-10-01"),
            spell("residence", home, "2014-07-19", attributes=OUT),
            spell("education", "PS", "2014-09-01", words="Education linked to placement"),
            id="2",
            birth=month(2000, 5),
            **boy,
        ),
        case(
            spell("legal", "S31", "2013-10-01"),
            spell("residence", home, "2014-07-19", attributes=IN),
            spell("education", "FT", "2014-09-01", words="Mainstream school"),
            id="3",
            birth=month(2000, 5),
            **girl,
        ),
        case(
            spell("legal", "No legal order", "2013-10-01"),
            spell("residence", "H", "2000-05", words="With parents"),
            spell("education", "FT", "2014-09-01", words="Mainstream school"),
            id="9",
            birth=month(2001, 5),
            **girl,
        ),
        case(
            spell("legal", "S20", "2012-10-01", "2013-10-01"),
            spell("residence", "EFC", "2012-10-01", "2013-10-01", attributes=IN),
            spell(
                "residence",
                "SA",
                "2013-10-01",
                words="Supported accommodation with vulnerable adults team",
            ),
            spell("education", "COLP", "2014-09-01", words="College, part-time"),
            id="10",
            birth=month(1997, 5),
            **girl,
        ),
    ]


PUBLISHED_ROWS = """\
1,17,Female,S25/S31,"Secure/supported accommodation, transitioning to independence",OOB,\
"NEET, exploring vocational training"
2,15,Male,S31,Residential children's home,OOB,Education linked to placement
3,15,Female,S31,Residential children's home,-,Mainstream school
9,14,Female,-,With parents,-,Mainstream school
10,18,Female,S20/ -,Emergency foster care/supported accommodation with vulnerable adults team,-,\
"College, part-time"
"""


def test_published_columns_to_the_letter() -> None:
    """The first seven columns are the report's own, in the order of the cases' numbers."""
    table = cohort_table(Cohort(name="x", cases=tuple(reversed(published()))))
    rows = list(csv.reader(io.StringIO(as_csv(table))))
    assert rows[0][:7] == [
        "Case",
        "Age",
        "Gender",
        "Legal status",
        "Residential status",
        "Out of borough",
        "Educational or employment status",
    ]
    assert [row[:7] for row in rows[1:]] == list(csv.reader(io.StringIO(PUBLISHED_ROWS)))


def test_as_at_an_earlier_day_knows_nothing_of_later_ones() -> None:
    """Later entries are left out and spells that end later are still going on."""
    table = cohort_table(Cohort(name="x", cases=(published()[0],)), date(2013, 5, 1))
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert row["Age"] in (14, "14-15")
    assert row["Legal status"] == "S25"
    assert row["Residential status"] == "Secure"
    assert row["Educational or employment status"] == "not recorded"
    assert (row["Placements"], row["Records"]) == (1, 2)


def test_what_is_missing_is_said_and_not_counted_as_nought() -> None:
    """Nobody looked: "not recorded". Somebody looked and found none: 0."""
    silent = case(id="A", sex=None, birth=None, coverage=())
    read = case(spell("missing", "M", "2013-05-01", "2013-05-02"), id="B")
    table = cohort_table(Cohort(name="x", cases=(silent, read)))
    first, second = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    assert {first[name] for name in table.columns if name not in ("Case", "Records")} == {
        "not recorded"
    }
    assert second["Placements"] == 0
    assert second["Missing episodes"] == 1
    assert second["Return interviews recorded"] == "not recorded"


def test_ages_at_first_referral_and_identification() -> None:
    """A contact is no referral; the level counts, not a concern."""
    one = case(
        event("referrals", "CONTACT", "1999-01-01"),
        event("referrals", "PREF", "2001-06-15"),
        event("cse", "CONC", "2012-01-01"),
        spell("cse", "MED", "2012-06-01", "2013-02-25"),
        spell("cse", "HIGH", "2013-02-25"),
    )
    table = cohort_table(Cohort(name="x", cases=(one,)))
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert row["First referral at age"] == "3y 1m"
    assert row["Identified as high risk at age"] == "14y 9m"


def test_no_cell_is_a_formula() -> None:
    """Text from a file cannot become a calculation in a spreadsheet."""
    one = case(spell("education", "FT", "2014-09-01", words="=HYPERLINK(1)"), id="+1")
    text = as_csv(cohort_table(Cohort(name="x", cases=(one,))))
    cells = next(iter(list(csv.reader(io.StringIO(text)))[1:]))
    assert cells[0] == "'+1"
    assert cells[6] == "'=HYPERLINK(1)"
    assert not any(cell[:1] in "=+@" for cell in cells if cell)


def test_text_fits_its_width_and_counts_without_percentages() -> None:
    """Nothing is cut: every word of a cell is there, and no line is too long."""
    text = as_text(cohort_table(Cohort(name="x", cases=tuple(published()))), 100)
    assert max(len(line) for line in text.splitlines()) <= 100
    assert "%" not in text
    assert "vulnerable adults team" in " ".join(text.split())
    assert all(measure.title.split()[0] in text for measure in MEASURES)


def test_json_has_numbers_and_definitions() -> None:
    """Counts are numbers, and each measure says what it is."""
    data = json.loads(json.dumps(as_json(cohort_table(Cohort(name="x", cases=(published()[0],))))))
    assert data["rows"][0]["Placements"] == 2
    assert set(data["definitions"]) == {measure.title for measure in MEASURES}


def test_thousands_of_cases_take_seconds() -> None:
    """A year of an authority: 2,675 cases, each with a dozen records."""
    one = published()[0]
    many = tuple(replace(one, id=str(number)) for number in range(2675))
    started = time.perf_counter()
    table = cohort_table(Cohort(name="x", cases=many))
    as_csv(table)
    assert len(table.rows) == 2675
    assert time.perf_counter() - started < 10
