"""Returns in XML: read without following anything, and as the same tables as their CSV."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.ingest import xml_files
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.sheets import expand, load
from journeyviewer.ingest.table import Reading
from journeyviewer.model.problems import JourneyError
from tests.tables import facts, said, table

CHILD = (
    "<CHILD><HEADER><CHILDID>41</CHILDID><UPN>Z9</UPN><SEX>2</SEX><DOB>12/06/2003</DOB>"
    "<ETHNIC>NOBT</ETHNIC><UASC /><AREVIEW><REVIEW>02/03/2017</REVIEW>"
    "<REVIEW_CODE>PN5</REVIEW_CODE></AREVIEW><AMISSING><MISSING>M</MISSING>"
    "<MIS_START>05/05/2017</MIS_START><MIS_END>06/05/2017</MIS_END></AMISSING><MOTHER /><MC_DOB />"
    "<OC2><SDQ_SCORE>17</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2></HEADER>"
    "<EPISODE><DECOM>11/11/2016</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>K2</PL>"
    "<PL_POST>X1 1XX</PL_POST><PLACE_PROVIDER>PR4</PLACE_PROVIDER><DEC>26/04/2017</DEC>"
    "<REC>E4A</REC><REASON_PLACE_CHANGE /></EPISODE></CHILD>"
)
RETURN = f"<?xml version='1.0' encoding='us-ascii'?>\n<EXPSSDA903>{CHILD}</EXPSSDA903>"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<EXPSSDA903><CHILD>&b;</CHILD></EXPSSDA903>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    "<EXPSSDA903><CHILD>&e;</CHILD></EXPSSDA903>"
)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path) -> Reading:
    sheets, problems = load(path)
    reading = read_sheets(sheets)
    assert all(tally.adds_up for tally in reading.tallies)
    assert sum(tally.rows_read for tally in reading.tallies) == sum(
        len(sheet.rows) for sheet in sheets
    )
    reading.problems.extend(problems)
    return reading


def refusal(path: Path) -> str:
    with pytest.raises(JourneyError) as caught:
        load(path)
    assert path.name in caught.value.message and caught.value.advice
    return str(caught.value)


PLAIN_DTD = '<!DOCTYPE EXPSSDA903 SYSTEM "return.dtd"><EXPSSDA903><CHILD/></EXPSSDA903>'


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, PLAIN_DTD, LAUGHS.encode("utf-16")])
def test_a_dtd_is_refused_before_anything_is_read(tmp_path: Path, content: str | bytes) -> None:
    assert "contains a DTD" in refusal(write(tmp_path / "return.xml", content))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<EXPSSDA903>" + "<A>" * 200_000, "nested too deeply"),
        ("<EXPSSDA903><CHILD><HEADER>", "damaged: line 1"),
        ("<EXPSSDA903>\n<CHILD></HEADER>", "damaged: line 2"),
        ("<EXPSSDA903>a & b</EXPSSDA903>", "damaged"),
        ("<EXPSSDA903></EXPSSDA903>", "names no child"),
        ("<?xml version='1.0'?><Workbook/>", "another kind"),
        ("<Message><Pupils/></Message>", "names no child"),
        (f"<EXPSSDA903><CHILD><LS>{'x' * 1_100_000}</LS></CHILD></EXPSSDA903>", "characters"),
    ],
)
def test_what_is_no_return_is_refused_and_named(tmp_path: Path, content: str, words: str) -> None:
    assert words in refusal(write(tmp_path / "return.xml", content))


def test_too_many_elements_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_files, "MOST_CELLS", 50)

    assert "elements" in refusal(write(tmp_path / "return.xml", RETURN.replace(CHILD, CHILD * 3)))


def test_rows_beyond_the_limit_are_counted_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_files, "MOST_ROWS", 3)

    sheets, problems = load(write(tmp_path / "return.xml", RETURN.replace(CHILD, CHILD * 5)))

    episodes = next(sheet for sheet in sheets if sheet.name == "Episodes")
    assert (len(episodes.rows), episodes.unread_rows) == (3, 3)
    assert episodes.unread_cases == {"41": 3}
    said = next(item for item in problems if item.rule == "too-many-rows")
    assert said.message.endswith("Those that were not read are of 41 (3 rows).")


def test_the_return_in_xml_says_what_its_csv_says(tmp_path: Path) -> None:
    in_xml = read(write(tmp_path / "return.xml", RETURN))
    in_csv = read_sheets(
        [
            table("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER\n41,2,12/06/2003,NOBT,Z9,", "return.csv"),
            table(
                "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
                "41,11/11/2016,S,C2,N1,K2,PR4,26/04/2017,E4A",
                "episodes.csv",
            ),
            table("CHILD,DOB,REVIEW,REVIEW_CODE\n41,12/06/2003,02/03/2017,PN5", "reviews.csv"),
            table(
                "CHILD,DOB,MISSING,MIS_START,MIS_END\n41,12/06/2003,M,05/05/2017,06/05/2017",
                "missing.csv",
            ),
            table("CHILD,DOB,SDQ_SCORE,CONVICTED\n41,12/06/2003,17,0", "oc2.csv"),
        ]
    )

    one, other = in_xml.cases[0], in_csv.cases[0]
    assert (one.id, one.sex, one.birth) == (other.id, other.sex, other.birth)
    assert [facts(entry) for entry in one.entries] == [facts(entry) for entry in other.entries]
    assert {entry.lane for entry in one.entries} == {
        "legal", "residence", "referrals", "missing", "health", "justice"
    }  # fmt: skip
    assert "X1 1XX" not in repr(in_xml) and "Z9" not in repr(in_xml)


def test_a_row_of_an_element_names_the_file_and_the_element(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "return.xml", RETURN))

    source = reading.cases[0].in_lane("missing")[0].sources[0]
    assert (source.file, source.sheet, source.row) == ("return.xml", "Missing", 2)


@pytest.mark.parametrize(
    "content",
    [
        RETURN.encode(),
        codecs.BOM_UTF8 + RETURN.encode(),
        RETURN.replace("us-ascii", "utf-16").encode("utf-16"),
        RETURN.replace("us-ascii", "UTF-8").replace("<CIN>N1", "<CIN>N1 – é").encode("cp1252"),
        RETURN.replace("us-ascii", "windows-1252").encode("cp1252"),
        RETURN.replace("us-ascii", "no-such-thing").encode(),
        RETURN.replace("<CIN>N1", "<CIN>N1\x01").encode(),
        RETURN.replace("<PL>K2</PL>", "<PL>K2</PL><PL>R1</PL>").encode(),
        ("<!-- made by hand -->" + RETURN.partition("\n")[2]).encode(),
        RETURN.replace("<EXPSSDA903>", '<r:EXPSSDA903 xmlns:r="u">')
        .replace("</EXPSSDA903>", "</r:EXPSSDA903>")
        .encode(),
    ],
)
def test_encodings_marks_and_prefixes_do_not_matter(tmp_path: Path, content: bytes) -> None:
    reading = read(write(tmp_path / "return.xml", content))

    assert [entry.code for entry in reading.cases[0].in_lane("residence")] == ["K2"]


def test_stray_text_and_unknown_elements_are_said_and_tolerated(tmp_path: Path) -> None:
    content = RETURN.replace("<UASC />", "UASC\n<LOCAL>1</LOCAL>")

    reading = read(write(tmp_path / "return.xml", content))

    assert "“UASC”" in said(reading, "stray-text")[0].message
    assert "LOCAL" in said(reading, "column-ignored")[0].message
    assert len(reading.cases) == 1


def test_one_long_line_of_many_children_is_read(tmp_path: Path) -> None:
    many = "".join(CHILD.replace(">41<", f">{number}<") for number in range(1, 401))

    reading = read(write(tmp_path / "return.xml", f"<EXPSSDA903>{many}</EXPSSDA903>"))

    assert len(reading.cases) == 400


def test_xml_files_of_a_folder_are_sources(tmp_path: Path) -> None:
    write(tmp_path / "a.xml", RETURN)

    assert [path.name for path in expand([tmp_path])] == ["a.xml"]


@given(st.binary(max_size=300))
def test_no_content_gives_anything_but_sheets_or_advice(content: bytes) -> None:
    try:
        xml_files.load_xml("x.xml", b"<EXPSSDA903><CHILD>" + content, 0)
    except JourneyError as error:
        assert error.message and error.advice
