"""Notes without a table: lines and paragraphs that begin with their day are read as records."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.dated_lines import dated, notes_of
from journeyviewer.ingest.dated_prose import day_named
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort, Outcome
from journeyviewer.model.decisions import Decisions
from tests.documents import document, line
from tests.documents import table as word_table
from tests.unit.reading_help import accounted, read_whole, told

NOTES = """Chronology for YP-07

12/03/2012 - Referral from school, concerns about an older boyfriend
14/03/2012 - Visit to the home; mother present,
seen alone afterwards

2 April 2012: Strategy meeting, enquiry agreed
"""


def whole(tmp_path: Path, content: str, name: str = "notes.txt") -> Cohort:
    return read_whole(tmp_path, name, content)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("12/03/2012 - Referral", "12/03/2012", "Referral"),
        ("12.3.12: Referral", "12.3.12", "Referral"),
        ("2012-03-12 Referral", "2012-03-12", "Referral"),
        ("Monday 12th March 2012, referral", "Monday 12th March 2012", "referral"),
        ("  - Feb 2012 – Assessment", "Feb 2012", "Assessment"),
        ("c. March 2012: Moved", "c. March 2012", "Moved"),
        ("2014: At college", "2014", "At college"),
        ("12/03/2012 - 14/03/2012: Missing", "12/03/2012 - 14/03/2012", "Missing"),
        ("Summer 2014 moved to the unit", "Summer 2014", "moved to the unit"),
    ],
)
def test_a_line_that_begins_with_its_day(text: str, day: str, words: str) -> None:
    assert dated(text) == (day, words)


@pytest.mark.parametrize(
    "text",
    [
        "", "In March 2012 she moved", "2014 was a hard year", "12/03/2012", "31/31/2012: no day",
        "12/03/20121 a number", "Marching 2012 on", "3 bedrooms", "1.2.3 A heading", "Mayor 2012",
    ],
)  # fmt: skip
def test_a_line_that_does_not(text: str) -> None:
    assert dated(text) is None


def test_a_text_of_notes_becomes_the_records_of_whom_its_title_names(tmp_path: Path) -> None:
    cohort = whole(tmp_path, NOTES)
    assert told(cohort) == [
        ("YP-07", "2012-03-12", "Referral from school, concerns about an older boyfriend"),
        ("YP-07", "2012-03-14", "Visit to the home; mother present,\nseen alone afterwards"),
        ("YP-07", "2012-04-02", "Strategy meeting, enquiry agreed"),
    ]
    assert [entry.sources[0].row for entry in cohort.cases[0].entries][:3] == [3, 4, 7]
    assert [made.row for made in cohort.repairs if made.rule == "continuation-joined"] == [5]
    assert "begin with a date" in cohort.recognised[0].reason


def test_another_child_named_between_the_lines_starts_rows_of_its_own(tmp_path: Path) -> None:
    more = NOTES + "\nChronology for YP-08\n3 April 2012: Started school\n"
    assert {name for name, _, _ in told(whole(tmp_path, more))} == {"YP-07", "YP-08"}
    doubtful = whole(tmp_path, NOTES + "\nSibling: Alex\n3 April 2012: Started school\n")
    assert len(told(doubtful)) == 3
    assert [row.row for row in doubtful.tray] == [10]
    line_between = "\nThe following relates to her brother Alex\n"
    about_another = whole(tmp_path, NOTES + line_between + "3 April 2012: Started school\n")
    assert len(told(about_another)) == 3
    assert [row.row for row in about_another.tray] == [10]


@pytest.mark.parametrize(
    "content",
    [
        "Date,Event\n12/03/2012,Referral made\n13/03/2012,Visit made\n14/03/2012,Seen\n",
        "one,two,three\n12/03/2012,,\n13/03/2012,,\n14/03/2012,,,\n",
        "one,two,three\n12/03/2012,a,\n13/03/2012,a,\n14/03/2012,a,,\n",
        "12/03/2012,Referral,School,JS\n13/03/2012,Visit,Home,JS\n14/03/2012,Seen,Home,JS\n",
    ],
)
def test_a_table_stays_a_table(tmp_path: Path, content: str) -> None:
    cohort = whole(tmp_path, content, "table.csv")
    assert not any("begin with a date" in each.reason for each in cohort.recognised)


def test_prose_with_a_date_here_and_there_is_no_list_of_notes(tmp_path: Path) -> None:
    prose = "\n".join(["A sentence of the report without any day."] * 9)
    days = "12/03/2012: One\n13/03/2012: Two\n14/03/2012: Three\n"
    assert whole(tmp_path, days + prose).outcome is Outcome.ERROR
    assert whole(tmp_path, "12/03/2012: One\n13/03/2012: Two\n").outcome is Outcome.ERROR


def test_paragraphs_of_a_document_are_read_beside_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    lines = [line(text) for text in NOTES.splitlines() if text]
    path.write_bytes(document(*lines))
    alone = accounted(read_here([path]))
    assert [each[:2] for each in told(alone)] == [
        ("YP-07", "2012-03-12"),
        ("YP-07", "2012-03-14"),
        ("YP-07", "2012-04-02"),
    ]
    table = word_table(["Date", "Event"], ["01/05/2012", "Seen at school by the nurse"])
    path.write_bytes(document(*lines, line("Chronology for YP-07"), table))
    both = accounted(read_here([path]))
    assert len(told(both)) == 4 and {name for name, _, _ in told(both)} == {"YP-07"}
    assert {tally.sheet for tally in both.tallies} == {"Text", "Table 1"}
    path.write_bytes(document(line("In March 2012 she moved."), line("Then she came back.")))
    refused = read_here([path])
    assert (
        refused.outcome is Outcome.ERROR
        and "too few of its paragraphs give a date" in refused.message
    )


LINES = st.lists(
    st.one_of(
        st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30),
        st.builds("{:%d/%m/%Y}: {}".format, st.dates(), st.text("ab .,;", min_size=1, max_size=20)),
    ),
    max_size=30,
)


@given(LINES)
def test_every_line_is_a_row_with_all_of_its_words(lines: list[str]) -> None:
    sheet = notes_of("a.txt", None, lines, 0)
    if sheet is None:
        return
    assert len(sheet.rows) <= len(lines)
    assert not any(text.strip() for text in lines[len(sheet.rows) :])
    for text, row in zip(lines, sheet.rows, strict=False):
        letters = [sign for sign in text if sign.isalnum()]
        kept = [sign for cell in row for sign in str(cell or "") if sign.isalnum()]
        assert kept == letters or dated(text) is not None


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Summer 2012: Missing several times", "Summer 2012", "Missing several times"),
        ("Sept 12 onwards – lives with nan", "Sept 12 onwards", "lives with nan"),
        ("2013/14 school year: attendance 40%", "2013/14 school year", "attendance 40%"),
        ("w/c 3 March 2014 - Moved", "w/c 3 March 2014", "Moved"),
        ("12/03/2012 22:30 - Missing: back at 23:00", "12/03/2012 22:30", "Missing: back at 23:00"),
    ],
)
def test_all_before_a_dash_or_colon_may_be_the_date(text: str, day: str, words: str) -> None:
    assert dated(text) == (day, words)


def test_a_line_that_says_it_has_no_date_is_not_read_at_the_day_above(tmp_path: Path) -> None:
    cohort = whole(tmp_path, f"{NOTES}No date: told her teacher of an older man\n")

    assert [row.row for row in cohort.tray] == [8]
    assert not any("older man" in words for _, _, words in told(cohort))


PROSE = (
    "YP-05 is a girl who has been known to services since 2004.",
    "On 3 March 2014 she moved to a residential home. The carers had given notice.",
    "Her aunt visited often.",
    "In May 2014, a strategy meeting was held.",
    "She was reported missing on 12/06/2014 and came back the next day.",
)


def test_prose_is_read_by_the_day_it_names_first_only_once_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "YP-05.docx"
    path.write_bytes(document(*(line(each) for each in PROSE)))

    first = accounted(read_here([path]))
    assert (first.outcome, told(first), len(first.tray)) == (Outcome.ERROR, [], 5)
    assert "wait for an answer" in first.message
    (question,) = first.questions
    assert question.default == "keep aside" and "3 of 5 paragraphs" in question.detail

    given = {question.key: "read each"}
    again = accounted(read_here([path], Terms(decisions=Decisions(given=given))))
    assert [(case, day) for case, day, _ in told(again)] == [
        ("YP-05", "2014-03-03"),
        ("YP-05", "2014-05-01"),
        ("YP-05", "2014-06-12"),
    ]
    assert told(again)[0][2].startswith("On 3 March 2014 she moved")


@pytest.mark.parametrize(
    "paragraph",
    [
        "She was born on 3 March 2000 in the north.",
        "She has been known to services since March 2004.",
        "She moved home. On 3 March 2014 she moved again.",
        "There were 2014 pages in the file.",
    ],
)
def test_a_day_of_something_else_is_not_the_day_of_a_paragraph(paragraph: str) -> None:
    assert day_named(paragraph) == ""


@pytest.mark.parametrize(
    ("paragraph", "day"),
    [
        ("By September 2014 she was at school.", "By September 2014"),
        ("From 3 March 2014 to 5 May 2014 she lived with her aunt.", "3 March 2014 to 5 May 2014"),
        ("In 2014 things were calmer.", "2014"),
        ("Early in 2014 she moved.", "Early in 2014"),
        ("On 3.2.13 she moved.", "3.2.13"),
    ],
)
def test_the_day_a_paragraph_names_first_is_found(paragraph: str, day: str) -> None:
    assert day_named(paragraph) == day


def test_a_line_broken_before_a_date_within_its_sentence_goes_on(tmp_path: Path) -> None:
    text = """Chronology for YP-07
03/05/2012  Referral from school
14/06/2012  Missing overnight; seen by the police on
            15/06/2012 and
            16/06/2012 returned home
02/07/2012  Moved
"""
    cohort = whole(tmp_path, text)
    assert [day for _, day, _ in told(cohort)] == ["2012-05-03", "2012-06-14", "2012-07-02"]
    assert told(cohort)[1][2].endswith("16/06/2012 returned home")
    assert [made.row for made in cohort.repairs] == [4, 5]
    flush = "\n".join(line.strip() for line in text.splitlines())
    assert len(told(whole(tmp_path, flush))) == 5
