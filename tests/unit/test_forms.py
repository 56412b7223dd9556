"""Chronologies of small forms, a label and what it says for each event, in documents and sheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions, Topic
from journeyviewer.model.times import EndState
from tests.documents import document, line
from tests.documents import table as word_table
from tests.unit.reading_help import read_whole, told

Form = Sequence[tuple[str, str]]
ONE: Form = (
    ("Date", "3 May 2012"),
    ("Event", "Referral from school, older boyfriend"),
    ("Source", "School"),
    ("Action taken", "Strategy meeting"),
)
TWO: Form = (("Date", "14 June 2012"), ("Event", "Visit"), ("Source", ""), ("Action taken", ""))
THREE: Form = (("Date", "2 July 2012"), ("Event", "Assessed"), ("Source", "File"))
FOUR: Form = (("Date", "1 August 2012"), ("Event", "Started school"))
DAYS = ["2012-05-03", "2012-06-14", "2012-07-02"]


def lines(*forms: Form, sign: str = ": ") -> list[str]:
    return [f"{label}{sign}{value}" for form in forms for label, value in form]


def paragraphs(*texts: str) -> bytes:
    return document(*map(line, texts))


def tables(*forms: Form) -> bytes:
    return document(line("Chronology for YP-07"), *[part for form in forms for part in boxed(form)])


def boxed(form: Form) -> tuple[str, str]:
    return word_table(*form), line("")


def book(rows: Sequence[Sequence[object]]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(list(row))
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def as_csv(*forms: Form) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(pair for form in forms for pair in form)
    return text.getvalue()


FORMS = (ONE, TWO, THREE)
TITLE = "Chronology for YP-07"
WITH_DAYS = [[label.replace("Date", "Date:"), value] for form in FORMS for label, value in form]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lines.docx", paragraphs(TITLE, *lines(*FORMS))),
        ("breaks.docx", paragraphs(TITLE, *("\n".join(lines(form)) for form in FORMS))),
        ("below.docx", paragraphs(TITLE, *"\n".join(lines(*FORMS, sign=":\n")).split("\n"))),
        ("tables.docx", tables(*FORMS)),
        ("long.docx", tables([pair for form in FORMS for pair in form])),
        ("cells.docx", document(line(TITLE), word_table(*[["\n".join(lines(f))] for f in FORMS]))),
        ("lines.txt", "\n".join([TITLE, *lines(*FORMS)])),
        ("tight.txt", "\n\n".join([TITLE, *("\n".join(lines(f, sign=":")) for f in FORMS)])),
        ("dashes.txt", "\n".join([TITLE, *lines(*FORMS, sign=" - ")])),
        ("columns.csv", f"{TITLE},\n{as_csv(*FORMS)}"),
        ("columns.xlsx", book([[TITLE], *WITH_DAYS])),
        ("apart.xlsx", book([[None, TITLE], *([None, *pair] for f in FORMS for pair in (*f, ()))])),
    ],
)  # fmt: skip
def test_each_form_is_one_record_of_its_child(
    tmp_path: Path, name: str, content: bytes | str
) -> None:
    cohort = read_whole(tmp_path, name, content)
    assert [(case, day) for case, day, _ in told(cohort)] == [("YP-07", day) for day in DAYS]
    first = cohort.cases[0].entries[0]
    assert first.words == "Referral from school, older boyfriend"
    assert (first.source_name, first.detail) == ("School", "Action taken: Strategy meeting")
    assert not cohort.tray
    assert any(problem.rule == "forms-read" for problem in cohort.problems)


def test_values_of_several_paragraphs_stay_whole_and_what_was_said_is_no_label(
    tmp_path: Path,
) -> None:
    more = [
        "She was seen alone.",
        "Worker: where were you?",
        "Mother: I do not know.",
        "Mother: no",
    ]
    texts = [text for form in FORMS for text in (*lines(form)[:2], *more, *lines(form)[2:])]
    cohort = read_whole(tmp_path, "notes.docx", paragraphs(TITLE, *texts, "It was agreed to wait."))
    assert [words.split("\n")[1:] for _, _, words in told(cohort)] == [more] * 3
    assert cohort.cases[0].entries[-1].source_name.endswith("It was agreed to wait.")


def test_what_stands_above_the_forms_of_one_child_is_not_about_those_of_another(
    tmp_path: Path,
) -> None:
    of_one = ["Child: YP-07", "DOB: 05/1999", *lines(ONE, TWO, THREE)]
    parted = read_whole(tmp_path, "lines.docx", paragraphs(*of_one, "Child: YP-08", *lines(FOUR)))
    assert [case for case, _, _ in told(parted)] == ["YP-07", "YP-07", "YP-07", "YP-08"]
    assert [str(case.birth and case.birth.earliest) for case in parted.cases] == [
        "1999-05-01",
        "None",
    ]
    parts = [*boxed(ONE), *boxed(TWO), line("YP-08"), *boxed(THREE)]
    by_table = read_whole(tmp_path, "tables.docx", document(line("YP-07"), *parts))
    assert [case for case, _, _ in told(by_table)] == ["YP-07", "YP-07", "YP-08"]
    own = [(("Child", "YP-07"), *ONE), (("Child", "YP-08"), *TWO), (("Child", ""), *THREE)]
    named = read_whole(tmp_path, "own.txt", "\n".join(lines(*own)))
    assert [case for case, _, _ in told(named)] == ["YP-07", "YP-08"]
    assert {kept.row for kept in named.tray} == {11, 12, 13, 14}


def test_a_sibling_named_between_forms_is_asked_about(tmp_path: Path) -> None:
    texts = [TITLE, *lines(ONE, TWO), "Sibling: Alex", *lines(THREE)]
    cohort = read_whole(tmp_path, "lines.docx", paragraphs(*texts))
    assert [day for _, day, _ in told(cohort)] == DAYS[:2]
    assert [question.topic for question in cohort.questions] == [Topic.PERSON]


BLANK: Form = (("Date", "2 July 2012"), ("Event", "Assessed"), ("Action taken", ""))


@pytest.mark.parametrize(
    ("line_between", "others"),
    [
        ("Chronology for YP-08", ["YP-08"]),
        ("Child: YP-08", ["YP-08"]),
        ("YP-08", ["YP-08"]),
        ("The following relates to her brother Alex", []),
        ("Events for her younger sister", []),
        ("Alex", []),
    ],
)
@pytest.mark.parametrize("last", [THREE, BLANK])
def test_a_line_about_another_child_below_a_form_is_no_part_of_it(
    tmp_path: Path, last: Form, line_between: str, others: list[str]
) -> None:
    texts = [TITLE, *lines(ONE, TWO, last), line_between, *lines(FOUR)]
    for name, content in (("a.docx", paragraphs(*texts)), ("a.txt", "\n".join(texts))):
        cohort = read_whole(tmp_path, name, content)
        assert [case for case, _, _ in told(cohort)] == ["YP-07"] * 3 + others
        assert len(cohort.tray) == (0 if others else 2)


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(
    ("names", "beside"),
    [(("YP-07", "YP-08"), None), (("YP-07", "YP-08"), "female"), (("Alex", "Sam"), None)],
)
def test_names_that_come_again_above_forms_are_no_labels(
    tmp_path: Path, names: tuple[str, str], beside: str | None, apart: bool
) -> None:
    rows: list[list[object]] = [["Name", names[0]]]
    for name, form in zip((*names, *names), (ONE, TWO, BLANK, FOUR), strict=True):
        rows += [[name, beside], *map(list, form), *[[]] * apart]
    cohort = read_whole(tmp_path, "again.xlsx", book(rows))
    found = {day: case for case, day, _ in told(cohort)}
    if names[0] == "YP-07":
        assert [found[day] for day in (*DAYS, "2012-08-01")] == [*names, *names]
    else:
        assert set(found.values()) <= {"Alex"} and set(found) <= {DAYS[0]}


def test_a_form_that_lost_its_date_takes_none_of_another(tmp_path: Path) -> None:
    for name, content in (
        ("tables.docx", tables(ONE, TWO[1:], THREE)),
        ("lines.docx", paragraphs(TITLE, *lines(ONE, TWO[1:], THREE))),
        ("apart.txt", "\n\n".join("\n".join(lines(form)) for form in (TWO[1:], ONE, THREE))),
    ):
        cohort = read_whole(tmp_path, name, content)
        assert [day for _, day, _ in told(cohort)] == [DAYS[0], DAYS[2]]
        assert len(cohort.tray) == 3
        assert "There is no date" in cohort.tray[0].reason


def test_a_form_without_a_day_is_no_part_of_the_one_above(tmp_path: Path) -> None:
    undated: Form = (("Date", ""), ("Event", "s47 enquiry"), ("Source", "Social worker"))
    cohort = read_whole(tmp_path, "YP-07.txt", "\n".join(lines(ONE, undated, THREE)))
    assert [text for _, _, text in told(cohort)] == [ONE[1][1], THREE[1][1]]
    assert {row.row for row in cohort.tray} == {5, 6, 7}
    assert not cohort.repairs


def test_where_forms_begin_is_asked_when_nothing_shows_it(tmp_path: Path) -> None:
    content = paragraphs(TITLE, *lines(ONE[1:], TWO, THREE))
    asked = read_whole(tmp_path, "lines.docx", content)
    assert not asked.cases
    (question,) = asked.questions
    assert question.topic is Topic.FORM
    assert {kept.waits_for for kept in asked.tray} == {question.key}
    for answer, days in (("date", DAYS[1:]), ("event", DAYS[1:])):
        terms = Terms(decisions=Decisions(given={question.key: answer}))
        read = read_whole(tmp_path, "lines.docx", content, terms)
        words = "Visit" if answer == "date" else ONE[1][1]
        assert told(read)[0][1:] == (DAYS[1], words)
        assert [day for _, day, _ in told(read)] == days


def test_forms_of_one_lane_are_spells(tmp_path: Path) -> None:
    rows = [
        ["Placement type", "Foster care"], ["Start date", datetime(2012, 3, 1)],
        ["End date", datetime(2012, 11, 20)], [],
        ["Placement type", "Secure"], ["Start date", datetime(2013, 3, 1)], ["End date", "ongoing"],
    ]  # fmt: skip
    made = openpyxl.Workbook()
    made.active.title = "Placements"
    for row in rows:
        made.active.append(row)
    content = io.BytesIO()
    made.save(content)
    (case,) = read_whole(tmp_path, "Case 3.xlsx", content.getvalue()).cases
    spells = [entry for entry in case.entries if not entry.suggested]
    assert [entry.lane for entry in spells] == ["residence"] * 2
    assert [entry.end_state for entry in spells] == [EndState.CLOSED, EndState.OPEN]


@pytest.mark.parametrize(
    "texts",
    [
        [text for form in FORMS for text in ("From: TM", "To: SW", *lines(form)[:1], "Subject: x")],
        ["Date: 3 May 2012", "Author: a worker", "Summary: of one event alone"],
        ["Date: to be agreed", "Event: x", "Date: not known", "Event: y"],
    ],
)
def test_what_only_looks_like_forms_is_not_read(tmp_path: Path, texts: list[str]) -> None:
    assert not told(read_whole(tmp_path, "lines.docx", paragraphs(*texts)))


def test_a_title_above_each_form_is_no_name(tmp_path: Path) -> None:
    parts = [
        part
        for title, form in zip(("Strategy Meeting", "Missing From Home", "Sam"), FORMS, strict=True)
        for part in (line(title), *boxed(form))
    ]
    cohort = read_whole(tmp_path, "titles.docx", document(line(TITLE), *parts))
    assert told(cohort) == [("YP-07", DAYS[0], ONE[1][1]), ("YP-07", DAYS[1], "Visit")]
    assert [question.topic for question in cohort.questions] == [Topic.PERSON]


def test_two_events_side_by_side_are_not_mixed(tmp_path: Path) -> None:
    rows = [[*one, *two] for one, two in zip(ONE, TWO, strict=True)]
    assert not told(
        read_whole(tmp_path, "side.docx", document(word_table(*rows), word_table(*rows)))
    )


def test_headings_below_a_long_front_matter_are_found(tmp_path: Path) -> None:
    front = [[f"Paragraph {number} of what the file is about, in words."] for number in range(40)]
    rows = [["Name: YP-07"], *front, ["Date", "Event"], ["03/05/2012", "Referral from school"]]
    cohort = read_whole(tmp_path, "front.xlsx", book(rows))
    assert told(cohort) == [("YP-07", "2012-05-03", "Referral from school")]
    assert [entry.sources[0].row for entry in cohort.cases[0].entries] == [43]
    deep = book([["YP-07"], *front, *WITH_DAYS])
    assert [day for _, day, _ in told(read_whole(tmp_path, "deep.xlsx", deep))] == DAYS


def test_labels_that_seem_to_be_of_a_child_and_are_not(tmp_path: Path) -> None:
    staff = [
        (*form[:2], ("Completed by", ""), ("Name", f"Worker {at}"), ("Role", "Nurse"))
        for at, form in enumerate(FORMS)
    ]
    assert told(read_whole(tmp_path, "a.docx", tables(*staff))) == [
        ("YP-07", day, form[1][1]) for day, form in zip(DAYS, FORMS, strict=True)
    ]
    said = ("wants to go home", "would not talk", "happy at school")
    voice = [(*form[:2], ("YP", words)) for form, words in zip(FORMS, said, strict=True)]
    cohort = read_whole(tmp_path, "b.docx", paragraphs(TITLE, *lines(*voice)))
    assert [(case, words.split("\n")[1]) for case, _, words in told(cohort)] == [
        ("YP-07", f"YP: {words}") for words in said
    ]
    names = [
        (("Child", name), *form) for name, form in zip(("sam", "alex", "sam"), FORMS, strict=True)
    ]
    cohort = read_whole(tmp_path, "c.docx", paragraphs(*lines(*names)))
    assert [case for case, _, _ in told(cohort)] == ["alex", "sam", "sam"]


def test_text_without_a_label_below_a_date_tells_what_happened(tmp_path: Path) -> None:
    texts = ["Date: 3 May 2012", "• Referral", "• Police told", "Date: 14 June 2012", "• Moved"]
    more = ["Education", "Date: 2 July 2012", "Left school.", "YP-08", "Date: 3 July 2012", "Seen"]
    cohort = read_whole(tmp_path, "dates.docx", paragraphs(TITLE, *texts, *more))
    assert told(cohort) == [
        ("YP-07", DAYS[0], "• Referral\n• Police told"),
        ("YP-07", DAYS[1], "• Moved"),
        ("YP-07", DAYS[2], "Left school."),
        ("YP-08", "2012-07-03", "Seen"),
    ]


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("first", ["Child", "Date", "Event"])
def test_no_lost_line_moves_a_date_or_a_child(first: str, apart: bool) -> None:
    labels = ["Child", "Date", "Event", "Source"]
    labels.insert(0, labels.pop(labels.index(first)))
    rows: list[tuple[str, ...]] = []
    truth = {}
    for number in range(5):
        child, event = f"YP-0{number % 2 + 1}", f"What happened in form {number}"
        told_there = dict(Child=child, Date=f"1{number}/03/2012", Event=event, Source="File")
        truth[event] = child, f"2012-03-1{number}"
        rows += [(label, told_there[label]) for label in labels] + [()] * apart
    for lost in [at for at, row in enumerate(rows) if row]:
        left = tuple(row for at, row in enumerate(rows) if at != lost)
        reading = read_sheets([Sheet("forms.xlsx", "Sheet1", left)])
        assert all(tally.adds_up for tally in reading.tallies)
        for case in reading.cases:
            for entry in case.entries:
                if entry.words in truth:
                    assert (case.id, str(entry.start.earliest)) == truth[entry.words]
