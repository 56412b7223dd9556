"""A part of a journey, tiled pages, and what a PDF says of itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from journeyviewer.cli import main
from journeyviewer.export.disclosure import ages_only
from journeyviewer.export.figure import FigureRequest, export_figures, page_scenes
from journeyviewer.export.leaving import Choice, leaving
from journeyviewer.export.parts import MOST_TILES, Part, part_of_ages, tiles
from journeyviewer.export.picture import pdf_bytes
from journeyviewer.export.sharing import Sharing
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.items import new_id
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import KeyDevelopment, Note, Target
from journeyviewer.paths import samples
from journeyviewer.render.fonts import load_fonts
from journeyviewer.render.theme import theme
from journeyviewer.timeline.plan import plan_journey
from journeyviewer.timeline.scene import Scene, Text
from tests.journeys import OPEN, a_case, entry, full_journey
from tests.scene_checks import colliding_texts, texts_outside
from tests.written import a_note, a_study, anchor_on


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""
    load_fonts()


def pages(case: Case, notes: int = 0, tiles: int = 1, choice: Choice | None = None) -> list[Scene]:
    study = a_study(case, notes) if notes else None
    request = FigureRequest(folder=Path(), study=study, tiles=tiles)
    sharing = request.sharing(Cohort(name="", cases=(case,)))
    return page_scenes(leaving(case, "Case 1", sharing, study, choice or Choice()), request)


def words(scene: Scene) -> str:
    return "\n".join(mark.text for mark in scene.marks if isinstance(mark, Text))


@given(st.integers(2, MOST_TILES), st.one_of(st.none(), st.integers(0, 12)))
def test_tiles_overlap_and_leave_nothing_out(count: int, first_year: int | None) -> None:
    journey = ages_only(plan_journey(full_journey()))
    part = None if first_year is None else part_of_ages(journey, (first_year * 12, 17 * 12))
    found = tiles(journey, part, count)
    assert len(found) == count
    for one, other in zip(found, found[1:], strict=False):
        assert one.start < other.start <= one.end < other.end
    start = part.start if part else journey.birth
    assert found[0].start == start
    until = part.span[1] if part else journey.end
    assert found[-1].span[1] >= until - 31 * 24 * 60
    assert [one.words.split(":")[0] for one in found] == [
        f"Page {number} of {count}" for number in range(1, count + 1)
    ]


def test_tiled_pages_have_the_same_lanes_at_the_same_heights() -> None:
    *drawn, notes = pages(full_journey(), notes=12, tiles=3)
    assert len(drawn) == 3
    heights = [
        [
            (mark.text, mark.y)
            for mark in scene.marks
            if isinstance(mark, Text) and mark.text in ("Legal status", "Residence", "Family")
        ]
        for scene in drawn
    ]
    assert heights[0] == heights[1] == heights[2] and len(heights[0]) == 3
    assert "Key developments" in words(notes) and "Own supported flat" in words(notes)
    for scene in (*drawn, notes):
        assert colliding_texts(scene) == [] and texts_outside(scene) == []


def canary_case() -> Case:
    return a_case(
        entry("residence", "FC", "2003-01-01", "2005-01-01", words="Early canary"),
        entry("residence", "FC", "2012-01-01", "2013-01-01", words="Inside the period"),
        entry("support", "PER", "2012-01-01", OPEN, words="Canary aunt"),
        entry("voice", "W", "2015-06-01", words="Late canary"),
    )


def test_what_lies_outside_a_part_is_in_no_byte(tmp_path: Path) -> None:
    case = canary_case()
    aside = Target(case=case.id, lane="health", start=date(2012, 6, 1))
    other = Note(id=new_id(), target=aside, text="A canary on a lane that is not shown")
    moment = KeyDevelopment(id=new_id(), target=aside, title="Canary of that lane")
    study = a_study(case, 0, [a_note(1, case.id, "Note canary"), other, moment])
    choice = Choice(ages=(13 * 12, 15 * 12), lanes=("residence", "voice"))
    request = FigureRequest(
        folder=tmp_path,
        formats=("svg", "html", "csv", "docx", "xlsx"),
        study=study,
        choice=choice,
        beside=True,
        dpi=72,
    )
    export_figures(Cohort(name="x", cases=(case,)), request)
    for path in tmp_path.iterdir():
        if path.suffix in (".svg", ".html", ".csv", ".txt"):
            data = path.read_text(encoding="utf-8")
        else:
            data = "\n".join(unpacked(path))
        assert "anary" not in data, path
        if path.stem == "Case 1" and "," not in path.stem:
            assert "Inside the period" in data, path


def test_of_lanes_that_are_left_out_nothing_is_said() -> None:
    case = full_journey()
    aside = Target(case=case.id, lane="health", start=date(2012, 6, 1))
    moment = KeyDevelopment(id=new_id(), target=aside, title="Canary of health")
    study = a_study(case, 0, [moment])
    number = dict((item.id, number) for number, item in study.developments_of(case.id))[moment.id]
    choice = Choice(lanes=("residence", "justice"))
    left = leaving(case, "Case 1", Sharing(), study, choice)
    whole = leaving(case, "Case 1", Sharing(), study)
    # Who reads both sees the same numbers.
    assert [line.number for line in whole.lines.developments if line.id == moment.id] == [number]
    assert [pin.number for pin in whole.journey.annotations.developments if pin.id == moment.id]
    for shown in (left.lines.developments, left.journey.annotations.developments):
        assert moment.id not in {one.id for one in shown} and number not in {
            one.number for one in shown
        }
        assert len(shown) == len(whole.lines.developments) - 1
    assert "Nothing recorded under" not in left.words
    assert "health" not in left.words and "education" not in left.words


def unpacked(path: Path) -> list[str]:
    import zipfile

    with zipfile.ZipFile(path) as parts:
        return [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]


def test_a_phase_is_drawn_with_what_was_written_in_it() -> None:
    (scene,) = pages(full_journey(), notes=12, choice=Choice(phase=4))
    said = words(scene)
    assert "Case 1: phase 4, Four placements" in said
    assert "Care order made" in said and "Own supported flat" not in said


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(phase=9), "no phase 9"),
        (Choice(ages=(300, 400)), "under 3 months"),
        (Choice(lanes=("legal", "wishes")), "no lane “wishes”"),
    ],
)
def test_a_part_that_is_not_there_is_said(choice: Choice, message: str) -> None:
    with pytest.raises(JourneyError, match=message):
        pages(full_journey(), notes=1, choice=choice)


def test_a_part_holds_spells_that_reach_into_it() -> None:
    journey = ages_only(plan_journey(canary_case()))
    part = part_of_ages(journey, (13 * 12, 15 * 12))
    assert isinstance(part, Part) and part.holds(None)
    assert part.holds(part.start) and not part.holds(part.end)


def tool(name: str, *given: object) -> str:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([name, *map(str, given)], capture_output=True, check=True)
    return done.stdout.decode()


def test_one_file_of_all_cases_has_a_bookmark_for_each(tmp_path: Path) -> None:
    given = ["export", str(samples() / "one_table"), "-o", str(tmp_path), "--format", "pdf"]
    assert main([*given, "--one-file"]) == 0
    path = tmp_path / "All cases.pdf"
    assert not (tmp_path / "Case 1.pdf").exists()
    told = tool("pdftohtml", "-xml", "-stdout", "-i", path)
    marks = re.findall(r'<item page="(\d+)">([^<]*)</item>', told)
    assert marks == [(str(number), f"Case {number}") for number in range(1, 11)]
    about = tool("pdfinfo", path)
    assert re.search(r"Title:\s+10 journeys", about) and re.search(r"Pages:\s+10\b", about)
    assert "Case 7" in tool("pdftotext", "-f", "7", "-l", "7", path, "-")


def test_a_pdf_says_its_language_and_shows_its_title() -> None:
    scenes = pages(full_journey(), notes=34)
    data = pdf_bytes(scenes, theme("light"), "A title", [("One (first)", 0), ("Two – last", 1)])
    assert b"/Lang (en-GB)" in data and b"/DisplayDocTitle true" in data
    assert data.count(b"/Type /Outlines") == 1 and b"/Count 2" in data
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    for number, (offset, kind) in enumerate(re.findall(rb"(\d{10}) \d{5} ([nf]) ", data[start:])):
        if kind == b"n":
            assert data[int(offset) :].startswith(b"%d 0 obj" % number)
    assert b"/Outlines" not in pdf_bytes(scenes[:1], theme("light"), "A title")


def test_bookmarks_of_long_notes_lead_to_their_pages(tmp_path: Path) -> None:
    case = full_journey()
    request = FigureRequest(folder=tmp_path, formats=("pdf",), study=a_study(case, 34))
    (path,) = export_figures(Cohort(name="x", cases=(case,)), request)
    told = tool("pdftohtml", "-xml", "-stdout", "-i", path)
    marks = re.findall(r'<item page="(\d+)">([^<]*)</item>', told)
    assert marks == [("1", "Case 1"), ("2", "Case 1, page 2")]


@pytest.mark.parametrize("given", [("--ages", "16-12"), ("--ages", "x"), ("--tiles", "99")])
def test_parts_that_make_no_sense_are_wrong_usage(given: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", str(samples() / "Case 9.xlsx"), "-o", str(tmp_path), *given])
    assert left.value.code == 2


def test_notes_title_and_caption_can_be_chosen(tmp_path: Path) -> None:
    case = full_journey()
    choice = Choice(numbers=frozenset({2, 5}))
    request = FigureRequest(
        folder=tmp_path,
        formats=("svg", "csv", "html"),
        study=a_study(case, 8),
        choice=choice,
        title="What changed in May 2013",
        caption="Drawn for the group",
    )
    export_figures(Cohort(name="x", cases=(case,)), request)
    rows = (tmp_path / "Case 1, notes.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[1] for row in rows] == ["Number", "2", "5"]
    for name in ("Case 1.svg", "Case 1.html"):
        told = (tmp_path / name).read_text(encoding="utf-8")
        assert "What changed in [date withheld]" in told and "Drawn for the group" in told


def test_the_figure_of_a_cohort_takes_no_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["export", str(samples() / "Case 9.xlsx"), "-o", str(tmp_path / "out"), "--cohort"]
    for part in (("--ages", "12-16"), ("--tiles", "2"), ("--notes", "1-3"), ("--title", "x")):
        assert main([*given, *part]) == 1
        assert part[0] in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_words_left_off_are_in_no_picture_and_their_records_in_the_table(tmp_path: Path) -> None:
    case = a_case(
        entry("residence", "FC", "2003-01-01", "2012-01-01", words="Canary house"),
        entry("residence", "FC", "2012-01-01", "2016-01-01", words="Robin house"),
        entry("referrals", "Referral", "2005-03-01", words="Canary call"),
        entry("referrals", "Referral", "2009-03-01", words="Robin call"),
    )
    cohort = Cohort(name="x", cases=(case,))
    by_words = {item.label: item.id for item in case.entries}
    house, call = by_words["Canary house"], by_words["Canary call"]
    for wordless, gone in (
        (frozenset({house, call}), ("Canary",)),
        (frozenset({"residence", call}), ("Canary", "Robin house")),
        (frozenset(), ()),
    ):
        request = FigureRequest(
            folder=tmp_path, formats=("svg", "csv"), choice=Choice(wordless=wordless)
        )
        export_figures(cohort, request)
        about = Target(case=case.id, anchor=anchor_on(case.entries[0]))
        study = a_study(case, 0, [a_note(1, case.id, "A note", target=about)])
        left = leaving(case, "", request.sharing(cohort), study, request.choice)
        (line,) = left.lines.notes
        assert line.about == f"Residence: {'A period' if gone else 'Canary house'}"
        drawn = words(page_scenes(left, request)[0])
        picture = (tmp_path / "Case 1.svg").read_text(encoding="utf-8")
        picture = picture.partition("</desc>")[2]
        for word in ("Canary house", "Canary call", "Robin house", "Robin call"):
            off = word.startswith(gone) if gone else False
            assert (word in drawn) != off and not (off and word in picture), word
            assert (word.casefold() in left.words.casefold()) != off, word
        # Every record is told all the same.
        assert left.words.count("at ") + left.words.count("from ") >= 4
        table = (tmp_path / "Case 1.csv").read_text(encoding="utf-8")
        assert "Canary house" in table and "Canary call" in table


def test_a_header_names_no_record_whose_words_are_left_off() -> None:
    case = full_journey()
    sharing = FigureRequest(folder=Path()).sharing(Cohort(name="", cases=(case,)))

    def header(wordless: frozenset[str]) -> str:
        left = leaving(case, "", sharing, None, Choice(wordless=wordless))
        return " ".join(left.journey.lanes["support"].summary).casefold()

    assert "grandmother" in header(frozenset()) and "grandmother" in header(frozenset({"legal"}))
    assert "grandmother" not in header(frozenset({"support"}))
    assert "4 sources of support" in header(frozenset({"support"}))


def test_words_are_left_off_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source,) = samples().glob("Case 1.xlsx")
    said = {}
    for off in ("legal", "all"):
        asked = ["export", str(source), "-o", str(tmp_path / off), "--no-words", off]
        assert main([*asked, "--format", "svg"]) == 0
        said[off] = (tmp_path / off / "Case 1.txt").read_text(encoding="utf-8")
        assert "Care order" not in said[off]
    assert "Pupil Referral Unit" in said["legal"] and "Pupil Referral Unit" not in said["all"]
    capsys.readouterr()
    assert main(["export", str(source), "-o", str(tmp_path / "x"), "--no-words", "dreams"]) != 0
    assert "dreams" in capsys.readouterr().err and not (tmp_path / "x").exists()
