"""Word reports: read back by the library and as XML, on an organisation's own styles too."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from journeyviewer.cli import main
from journeyviewer.export.figure import FigureRequest, export_figures
from journeyviewer.export.papers import export_papers
from journeyviewer.export.word_parts import DOCUMENT_KIND, TEMPLATE_KIND
from journeyviewer.model.chronology import Case, Cohort, Tally
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Note
from journeyviewer.paths import samples
from tests.journeys import OPEN, a_case, entry, full_journey
from tests.written import SAID, a_note, a_study

YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-2]\d|2030)(?!\d)")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W = f'xmlns:w="{WORD[1:-1]}"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""


def cohort(*cases: Case) -> Cohort:
    tally = Tally(file="journeys.csv", sheet=None, rows_read=9, used=7, tray=1, non_data=1)
    return Cohort(name="x", cases=cases, tallies=(tally,))


def report(folder: Path, case: Case, notes: int = 30, **how: object) -> Path:
    values: dict[str, object] = {"study": a_study(case, notes), "dpi": 72, **how}
    request = FigureRequest(folder=folder, formats=("docx",), **values)  # type: ignore[arg-type]
    (path,) = export_figures(cohort(case), request)
    return path


def xml(path: Path, part: str = "word/document.xml") -> ElementTree.Element:
    with zipfile.ZipFile(path) as parts:
        return ElementTree.fromstring(parts.read(part))


def all_words(path: Path) -> str:
    """Return every word and every attribute of every part, pictures left out."""
    found = []
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            # Styles and themes are the template's own; names of schemas hold years.
            if name.endswith(".xml") and not re.search("styles|theme|fontTable|settings", name):
                data = re.sub(rb"http://[^\s\"']*", b"", parts.read(name)).decode()
                found.append(re.sub(r"<[^>]*? descr=\"([^\"]*)\"[^>]*>|<[^>]*>", r"\1", data))
    return "\n".join(found)


def test_a_report_tells_the_journey_in_phases(tmp_path: Path) -> None:
    case = full_journey()
    read = docx.Document(str(report(tmp_path, case)))
    styled = [(line.style.name, line.text) for line in read.paragraphs if line.style and line.text]
    heads = [words for style, words in styled if style == "Heading 2"][:6]
    assert heads[0] == "Phase 1: Early years: stop-start help" and len(heads) == 6
    escalation = styled.index(("Heading 2", "Phase 3: Rapid escalation"))
    told = [words for style, words in styled[escalation + 1 : escalation + 5]]
    assert told[0] == "14y 4m to 15y 0m." and told[1] == "What the file tells of phase 3."
    assert told[2].startswith("Key development 4: Identified as high risk of CSE, 14y 9m")
    assert styled[0][0] == "Title"
    notes, questions, accounting = read.tables
    assert len(questions.rows) == 7 and ("Heading 2", "Case 1: to check with somebody") in styled
    assert [cell.text for cell in notes.columns[0].cells] == ["Number", *map(str, range(1, 31))]
    assert {row.cells[-2].text for row in notes.rows} | {
        row.cells[-1].text for row in notes.rows
    } >= (set(SAID))
    assert accounting.rows[1].cells[0].text == "File 1"
    assert "OFFICIAL-SENSITIVE" in read.sections[0].header.paragraphs[0].text


def test_every_picture_has_words_and_every_table_a_head(tmp_path: Path) -> None:
    path = report(tmp_path, full_journey())
    pictures = list(xml(path).iter(f"{DRAWING}docPr"))
    assert len(pictures) == 1
    assert "115 records" in pictures[0].get("descr", "") and pictures[0].get("title")
    tables = list(xml(path).iter(f"{WORD}tbl"))
    assert tables
    for table in tables:
        assert table.find(f"{WORD}tr/{WORD}trPr/{WORD}tblHeader") is not None
        assert table.find(f"{WORD}tblPr/{WORD}tblDescription") is not None
    with zipfile.ZipFile(path) as parts:
        image = QImage.fromData(parts.read("word/media/image1.png"))
    assert (image.width(), image.height()) == (842, 595)
    languages = {one.get(f"{WORD}val") for one in xml(path, "word/styles.xml").iter(f"{WORD}lang")}
    assert languages == {"en-GB"}


def test_a_report_says_nothing_of_who_wrote_it_and_when(tmp_path: Path) -> None:
    one = report(tmp_path / "one", full_journey(), 3).read_bytes()
    assert one == report(tmp_path / "two", full_journey(), 3).read_bytes()
    about = docx.Document(io.BytesIO(one)).core_properties
    assert about.title and not about.author and not about.last_modified_by and not about.comments
    assert about.created.year == about.modified.year == 1970
    with zipfile.ZipFile(io.BytesIO(one)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name]


def test_no_date_place_or_name_is_in_any_part(tmp_path: Path) -> None:
    said = "Seen on 3 March 2013 by Mr Harold Canary at SW1A 1AA"
    case = a_case(*full_journey().entries, entry("voice", "W", "2013-03-03", words="In May 2013"))
    study = a_study(case, 3, [a_note(9, case.id, said)])
    words = all_words(report(tmp_path, case, study=study))
    assert "Seen on [date withheld]" in words
    assert "Canary" not in words and "SW1A" not in words
    assert not YEAR.search(words)


def template(path: Path, kind: bytes = DOCUMENT_KIND) -> Path:
    """Write a template of an organisation: green headings, its own page, a body to be left out."""
    made = docx.Document()
    made.styles["Heading 1"].font.size = Pt(31)
    made.sections[0].page_width = Mm(200)
    made.sections[0].header.paragraphs[0].text = "Council of Examples"
    made.add_paragraph("Write here")
    # A template may lack a style that reports use.
    made.styles["Heading 3"].delete()
    made.styles.add_style("House style", WD_STYLE_TYPE.PARAGRAPH)
    stream = io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as parts, zipfile.ZipFile(path, "w") as written:
        for name in parts.namelist():
            written.writestr(name, parts.read(name).replace(DOCUMENT_KIND, kind))
    return path


@pytest.mark.parametrize(
    ("name", "kind"), [("own.docx", DOCUMENT_KIND), ("own.dotx", TEMPLATE_KIND)]
)
def test_an_organisation_s_template_gives_the_styles(
    tmp_path: Path, name: str, kind: bytes
) -> None:
    own = template(tmp_path / name, kind)
    before = own.read_bytes()
    other = a_case(entry("residence", "FC", "2005-01-01", OPEN), id="2")
    request = FigureRequest(
        folder=tmp_path,
        formats=("docx",),
        study=a_study(full_journey(), 2),
        template=own,
        dpi=72,
    )
    (path,) = export_papers(cohort(full_journey(), other), request)
    read = docx.Document(str(path))
    assert own.read_bytes() == before
    assert read.styles["Heading 1"].font.size == Pt(31) and "House style" in read.styles
    assert read.sections[0].header.paragraphs[0].text == "Council of Examples"
    assert {round(section.page_width / Mm(1)) for section in read.sections} == {200, 279}
    words = [line.text for line in read.paragraphs]
    assert "Write here" not in words and words.count("OFFICIAL-SENSITIVE") == 1
    assert len(list(xml(path).iter(f"{DRAWING}docPr"))) == 2


def old_report(path: Path) -> Path:
    """Write a report on another child, as people take for a template: much of it out of sight."""
    made = docx.Document()
    line = made.add_paragraph("Canary told her carer")
    picture = QImage(9, 9, QImage.Format.Format_RGB32)
    picture.fill(0x123456)
    assert picture.save(str(path.with_suffix(".png")))
    made.add_picture(str(path.with_suffix(".png")))
    made.add_comment(line.runs, text="Is Canary her name?", author="C. Canary", initials="CC")
    about = made.core_properties
    about.author = about.identifier = about.content_status = about.version = "Canary"
    made.settings.element.append(
        parse_xml(f'<w:docVars {W}><w:docVar w:name="Canary"/></w:docVars>')
    )
    notes = (
        f"<w:footnotes {W}><w:footnote w:type='separator' w:id='-1'/>"
        "<w:footnote w:id='2'><w:p><w:r><w:t>Canary again</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    for link, target, data in (
        (f"{LINKS}/footnotes", "/word/footnotes.xml", notes),
        (
            "http://schemas.microsoft.com/office/2011/relationships/people",
            "/word/p.xml",
            "<Canary/>",
        ),
        (f"{LINKS}/glossaryDocument", "/word/glossary/document.xml", "<Canary/>"),
    ):
        name = PackURI(target)
        part = Part(name, "application/xml", data.encode(), made.part.package)
        made.part.relate_to(part, link)
    settings = made.part._settings_part
    settings.relate_to("file:///C:/Users/canary/t.dotx", f"{LINKS}/attachedTemplate", True)
    company = PackURI("/docProps/custom.xml")
    own = Part(company, "application/xml", b"<Canary/>", made.part.package)
    made.part.package.relate_to(own, f"{LINKS}/custom-properties")
    made.save(str(path))
    return path


def test_an_older_report_taken_for_a_template_leaves_nothing_of_itself(tmp_path: Path) -> None:
    old = old_report(tmp_path / "old canary.docx")

    def parts(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as packed:
            return {name: packed.read(name) for name in packed.namelist()}

    before = parts(old)
    assert sum(b"canary" in data.lower() for data in before.values()) >= 8
    after = parts(report(tmp_path / "out", full_journey(), 0, template=old))
    assert not [name for name, data in after.items() if b"canary" in data.lower()]
    pictures = {data for name, data in before.items() if name.endswith(".png")}
    assert pictures and pictures.isdisjoint(after.values())
    assert b"separator" in after["word/footnotes.xml"]
    assert not {name for name in after if name.startswith(("customXml", "word/glossary"))}
    # What has no template either tells of no other program and of nobody.
    plain = parts(report(tmp_path / "plain", full_journey(), 0))
    assert {name for name in plain if name.startswith("docProps")} == {"docProps/core.xml"}


def test_what_is_no_template_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.dotx").write_text("not a document")
    with pytest.raises(JourneyError, match="own.dotx.*no Word template"):
        report(tmp_path, full_journey(), template=tmp_path / "own.dotx")
    given = ["export", str(samples() / "Case 9.xlsx"), "-o", str(tmp_path), "--format", "docx"]
    assert main([*given, "--template", str(tmp_path / "gone.dotx")]) == 1
    assert "gone.dotx" in capsys.readouterr().err
    assert not (tmp_path / "Case 9.docx").exists()


def test_odd_letters_do_not_break_a_report(tmp_path: Path) -> None:
    case = a_case(entry("residence", "FC", "2005-01-01", OPEN, words="bell \x07 <b>&amp; \ud800"))
    read = docx.Document(str(report(tmp_path, case, 0)))
    assert any("bell � <b>&amp; �" in line.text for line in read.paragraphs)


def questions(case: Case) -> list[Note]:
    asked = (
        ("the school", "Why was she excluded?"),
        ("the social worker", "Was a family meeting offered?"),
        ("the school", "Who told her mother in 2012?"),
    )
    return [
        a_note(50 + number, case.id, words, to_check=True, whom=whom)
        for number, (whom, words) in enumerate(asked, 1)
    ]


def test_questions_stand_by_case_and_by_who_can_say_with_room_for_answers(tmp_path: Path) -> None:
    case = full_journey()
    study = a_study(case, 10, questions(case))
    path = report(tmp_path, case, study=study)
    document = docx.Document(str(path))
    words = [paragraph.text for paragraph in document.paragraphs]
    at = words.index("Questions to ask")
    heads = [text for text in words[at:] if text.startswith("Case 1: to ")]
    # Those of whom nobody was named come last.
    assert heads == [
        "Case 1: to ask the school",
        "Case 1: to ask the social worker",
        "Case 1: to check with somebody",
    ]
    asked = [table for table in document.tables if table.rows[0].cells[3].text == "Question"]
    rows = [[[cell.text for cell in row.cells] for row in table.rows[1:]] for table in asked]
    assert len(rows[0]) == 2 and rows[0][0][3] == "Why was she excluded?"
    assert [row[3] for row in rows[1]] == ["Was a family meeting offered?"]
    assert all(row[4].strip() == "" for table in rows for row in table)
    # They have the numbers of their squares, and no year leaves.
    numbers = {str(number) for number, _ in study.numbered(case.id)}
    assert {row[0] for table in rows for row in table} <= numbers
    assert not YEAR.search(all_words(path))


def test_without_questions_nothing_is_said_of_them(tmp_path: Path) -> None:
    case = full_journey()
    notes = [a_note(1, case.id, "Seen once", to_check=False)]
    path = report(tmp_path, case, study=a_study(case, 0, notes))
    assert "Questions to ask" not in all_words(path)
