"""Word documents: their tables as sheets, and what is said of the rest."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from journeyviewer.ingest import word_parser
from journeyviewer.ingest.sheets import expand, load
from journeyviewer.ingest.table import Sheet
from journeyviewer.model.problems import JourneyError, Problem
from tests.documents import cell, document, line, part, row, run, table

HEAD = ("Date", "Event")
CHANGE = 'w:id="1" w:author="A" w:date="2015-01-01T00:00:00Z"'


def opened(tmp_path: Path, content: bytes) -> tuple[list[Sheet], dict[str, Problem]]:
    path = tmp_path / "Case 3.docx"
    path.write_bytes(content)
    sheets, problems = load(path)
    return sheets, {problem.rule: problem for problem in problems}


def refusal(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "Case 3.docx"
    path.write_bytes(content)
    with pytest.raises(JourneyError) as caught:
        load(path)
    assert path.name in caught.value.message and caught.value.advice
    return caught.value.message


def test_every_table_is_a_sheet_with_its_own_rows_and_the_lines_above_it(tmp_path: Path) -> None:
    content = document(
        line("Chronology"),
        line("Child: YP-07"),
        table(HEAD, ("12/03/2014", "Police visit")),
        line("Child: YP-08"),
        table(HEAD, ("13/03/2014", "School meeting"), ("14/03/2014", "Home visit")),
        line("End"),
    )
    sheets, said = opened(tmp_path, content)

    assert [(sheet.name, len(sheet.rows)) for sheet in sheets] == [("Table 1", 2), ("Table 2", 3)]
    assert sheets[0].above == ("Chronology", "Child: YP-07")
    assert sheets[1].above == ("Child: YP-08",)
    assert sheets[1].rows[2] == ("14/03/2014", "Home visit")
    assert said["text-outside-tables"].message.startswith("4 lines of text")


def test_paragraphs_line_breaks_and_tabs_of_a_cell_stay_apart(tmp_path: Path) -> None:
    inside = line("One") + line(
        "<w:r><w:t>Two</w:t><w:br/><w:t>Three</w:t><w:tab/><w:t>4</w:t></w:r>"
    )
    sheets, _ = opened(tmp_path, document(table(HEAD, ("", cell(inside)))))
    assert sheets[0].rows[1] == (None, "One\nTwo\nThree 4")


def test_a_field_that_nobody_filled_in_is_empty(tmp_path: Path) -> None:
    blank = ("Click or tap to enter a date.", "Choose an item.")
    sheets, _ = opened(
        tmp_path, document(table(HEAD, blank, ("12/03/2014", "She could choose an item of hers")))
    )
    assert sheets[0].rows[1:] == ((None, None), ("12/03/2014", "She could choose an item of hers"))


def test_insertions_are_read_deletions_are_not_and_both_are_counted(tmp_path: Path) -> None:
    inside = (
        run("The police ")
        + f"<w:del {CHANGE}><w:r><w:delText>never </w:delText></w:r></w:del>"
        + f"<w:ins {CHANGE}>{run('at once ')}</w:ins>"
        + f"<w:moveFrom {CHANGE}>{run('then ')}</w:moveFrom>"
        + f"<w:ins {CHANGE}><w:del {CHANGE}>{run('perhaps ')}</w:del></w:ins>"
        + run("came.")
    )
    gone = row("15/03/2014", "A row taken out", settings=f"<w:del {CHANGE}/>")
    content = document(table(HEAD, gone, ("12/03/2014", cell(line(inside)))))
    sheets, said = opened(tmp_path, content)

    assert sheets[0].rows == (HEAD, (), ("12/03/2014", "The police at once came."))
    assert "2 insertions were read, 4 deletions were not" in said["tracked-changes"].message
    assert said["deleted-rows"].rows == (2,)


def test_a_mark_of_a_paragraph_that_was_deleted_takes_no_text_along(tmp_path: Path) -> None:
    mark = f"<w:pPr><w:rPr><w:del {CHANGE}/><w:vanish/></w:rPr></w:pPr>"
    sheets, said = opened(tmp_path, document(table((f"{mark}{run('Kept')}", "Event"))))
    assert sheets[0].rows == (("Kept", "Event"),)
    assert not {"tracked-changes", "hidden-text"} & said.keys()


def test_hidden_text_is_not_read_and_said_whether_by_setting_or_by_style(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Deeper"><w:basedOn w:val="Secret"/></w:style>'
        '<w:style w:styleId="Shown"><w:basedOn w:val="Secret"/>'
        '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>',
    )
    inside = (
        line(run("Open. ") + run("By setting. ", "<w:vanish/>"))
        + line(run("By style. ") + run("Shown again. ", '<w:vanish w:val="false"/>'), "Deeper")
        + line(run("Never hidden. "), "Shown")
        + line(run("By its own style. ", '<w:rStyle w:val="Secret"/>'))
    )
    content = document(table(HEAD, ("", cell(inside))), beside={"word/styles.xml": styles})
    sheets, said = opened(tmp_path, content)

    assert sheets[0].rows[1] == (None, "Open. \nShown again. \nNever hidden.")
    assert said["hidden-text"].message.startswith("3 pieces of hidden text")


def test_a_hidden_row_stands_as_empty_and_is_named(tmp_path: Path) -> None:
    hidden = row("12/03/2014", "Not for all eyes", settings="<w:hidden/>")
    sheets, said = opened(tmp_path, document(table(HEAD, hidden)))
    assert sheets[0].rows == (HEAD, ()) and sheets[0].hidden_rows == {2}
    assert said["hidden-cells"].rows == (2,)


def test_merged_cells_are_filled_downwards_and_said(tmp_path: Path) -> None:
    wide = row(cell("Chronology of events", '<w:gridSpan w:val="3"/>'))
    top = row(cell("12/03/2014", '<w:vMerge w:val="restart"/>'), "Visit", "Seen")
    below = row(cell("", "<w:vMerge/>"), "Meeting", "Held")
    late = row("Alone", settings='<w:gridBefore w:val="1"/>')
    sheets, said = opened(
        tmp_path, document(table(wide, ("Date", "Event", "Note"), top, below, late))
    )

    assert sheets[0].rows[0] == ("Chronology of events", None, None)
    assert sheets[0].rows[3] == ("12/03/2014", "Meeting", "Held")
    assert sheets[0].rows[4] == (None, "Alone")
    assert "Cells A4 were filled" in said["merged-cells"].message


def test_a_table_inside_a_cell_becomes_part_of_its_text(tmp_path: Path) -> None:
    inner = table(("Name", "Role"), ("Aunt", "Carer"))
    sheets, said = opened(tmp_path, document(table(HEAD, ("", cell(line("Present:") + inner)))))
    assert sheets[0].rows[1] == (None, "Present:\nName\nRole\nAunt\nCarer")
    assert "1 table inside cells" in said["nested-tables"].message


def test_a_document_too_deeply_nested_is_refused(tmp_path: Path) -> None:
    deep = line("end")
    for _ in range(3000):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    assert "too deeply nested" in refusal(tmp_path, document(deep))
    deeper = "<w:sdt>" * 3000 + "</w:sdt>" * 3000
    assert "too deeply nested" in refusal(tmp_path, document(deeper))


@pytest.mark.parametrize(
    "declared", ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]>']
)
def test_a_document_with_entities_is_refused_and_never_read_as_empty(
    tmp_path: Path, declared: str
) -> None:
    body = table(HEAD, ("", cell("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")))
    assert "document type definition" in refusal(tmp_path, document(body, before=declared))


def test_entities_beside_the_text_are_refused(tmp_path: Path) -> None:
    styles = f'<!DOCTYPE x [<!ENTITY a "b">]>{part("styles", "")}'
    content = document(table(HEAD), beside={"word/styles.xml": styles})
    assert "damaged" in refusal(tmp_path, content)


def test_a_text_of_hundreds_of_megabytes_is_refused_before_it_is_held(tmp_path: Path) -> None:
    content = document(table(HEAD, ("", "x" * 3_000_000)))
    assert "over 1,048,576 characters" in refusal(tmp_path, content)


def test_more_paragraphs_than_can_be_read_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_parser, "MOST_PARAGRAPHS", 5)
    few = document(table(("a", "b"), ("c", "d")))
    assert len(opened(tmp_path, few)[0]) == 1
    assert "paragraphs" in refusal(tmp_path, document(table(*[("a", "b")] * 3)))


def test_rows_beyond_the_limit_are_counted_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_parser, "MOST_ROWS", 3)
    sheets, said = opened(tmp_path, document(table(*[("a", "b")] * 5)))
    assert (len(sheets[0].rows), sheets[0].unread_rows) == (3, 2)
    assert "too-many-rows" in said


def test_what_lies_beside_the_text_is_said_to_exist(tmp_path: Path) -> None:
    beside = {
        "word/comments.xml": part("comments", f"<w:comment>{line('Why?')}</w:comment>" * 2),
        "word/header1.xml": part("hdr", line("Confidential")),
        "word/footer1.xml": part("ftr", "<w:p/>"),
        "word/footnotes.xml": part("footnotes", line("See above")),
        "word/media/image1.png": "x",
    }
    _, said = opened(tmp_path, document(table(HEAD), beside=beside))
    message = said["beside-the-cells"].message
    assert "2 comments, page headers, footnotes and pictures: not read" in message


def test_what_is_struck_highlighted_or_shaded_is_read_and_said(tmp_path: Path) -> None:
    looks = run("Struck", "<w:strike/>") + run("Bright", '<w:highlight w:val="yellow"/>')
    shaded = cell("Red", '<w:shd w:val="clear" w:fill="FF0000"/>')
    sheets, said = opened(tmp_path, document(table((shaded, cell(line(looks))))))
    assert sheets[0].rows[0] == ("Red", "StruckBright")
    message = said["meaning-in-looks"].message
    assert (
        "1 piece of struck-through text, 1 piece of highlighted text and 1 shaded cell" in message
    )


def test_text_of_a_shape_is_not_read_twice(tmp_path: Path) -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps"><w:txbxContent>'
        f"{line('In a box')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
        f"{line('In a box')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    )
    sheets, _ = opened(
        tmp_path, document(table((cell(line(run("Before") + box + run("After"))), "x")))
    )
    assert sheets[0].rows[0][0] == "In a box\nBeforeAfter"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (document(line("Only prose")), "holds no table"),
        (document(table(HEAD))[:-200], "damaged"),
        (document("<w:p>"), "damaged"),
        (b"{\\rtf1 chronology}", "rich text"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(
    tmp_path: Path, content: bytes, words: str
) -> None:
    assert words in refusal(tmp_path, content)


def test_a_part_that_points_outside_is_refused(tmp_path: Path) -> None:
    content = document(table(HEAD), beside={"../evil.xml": "x"})
    assert "points outside" in refusal(tmp_path, content)


def test_a_document_is_found_in_a_folder_and_told_from_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(document(table(HEAD)))
    (tmp_path / "~$a.docx").write_bytes(b"lock")
    assert [path.name for path in expand([tmp_path])] == ["a.docx"]
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(JourneyError, match="OpenDocument"):
        load(tmp_path / "b.docx")
