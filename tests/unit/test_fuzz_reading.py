"""Tables of any cells, laid out in any way, and files with any bytes changed: all are survived.

What is asked of each: rows are accounted for, dates are windows, nothing but JourneyError is
raised. `python3 start.py fuzz --minutes N` looks for longer.
"""

from __future__ import annotations

import json
import os
import random
import re
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyviewer.analysis.neutral import neutral
from journeyviewer.ingest.codec import decode_cohort, encode
from journeyviewer.ingest.read import read_paths
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.sheets import load
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.times import FuzzyDate
from tests.hostile import (
    HEAD,
    MAIN,
    RELATIONS,
    TAIL,
    USUAL,
    Parts,
    old_rows,
    old_workbook,
    one_sheet,
    open_document,
    parts_of,
    table_of,
    zipped,
)
from tests.tables import facts

EXAMPLES = int(os.environ.get("JOURNEYVIEWER_FUZZ_EXAMPLES", "100"))
"""A longer look asks for more."""
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FORM = jsonschema.Draft202012Validator(
    json.loads((Path(__file__).parents[1] / "data" / "neutral.schema.json").read_text("utf-8"))
)

TIDY = "Case Gender Born Lane Start End What Detail Score Kind".split()
FORMS: dict[str, Sequence[str]] = {
    "tidy": (*TIDY, "Read on", "Still going on"),
    "template": (
        "Case|Start|End|Still going on|What|In the file's words|Short form|Detail|Source"
    ).split("|"),
    "header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB".split(),
    "episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE".split(),
    "missing": "CHILD DOB MISSING MIS_START MIS_END".split(),
    "dated": "Date Event Who Notes".split(),
}
WORDS = (
    "1 YP1 1.0 F Female M 2 legal residence missing voice cse count score spell C2 E1 U1 V2 P2 S L "
    "T B N1 DV1 X1 A3 P01 01/02/2010 31/06/2014 03/04/2014 2013/14 2014 May_2000 March_2014 "
    "c._2012 44000 2010-02-01 01/02/10 yes no open ongoing present - ? n/a NULL zz/zz/2010 24 -1 "
    "high #N/A =1+1 <b>x</b> ␀ 1e400 nan Infinity 99/99/9999 0 between_2010_and_2012 14:30"
)
words = st.sampled_from([word.replace("_", " ") for word in WORDS.split()])
texts = st.one_of(words, words, words, st.text(max_size=12))
cells: st.SearchStrategy[Cell] = st.one_of(
    texts,
    texts,
    st.none(),
    st.integers(-(10**12), 10**12),
    st.integers(30_000, 45_000),
    st.floats(),
    st.booleans(),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1899, 12, 31), datetime(2099, 1, 1)),
    st.times(),
)


@st.composite
def tables(draw: st.DrawFn) -> list[Sheet]:
    """Draw one to three tables under headings that are known, with any cells in them."""
    sheets = []
    for group in range(draw(st.integers(1, 3))):
        form = draw(st.sampled_from(sorted(FORMS)))
        headings = FORMS[form]
        width = len(headings)
        row = st.lists(cells, min_size=0, max_size=width + 2).map(tuple)
        rows = [tuple(headings), *draw(st.lists(row, max_size=8))]
        name = draw(st.sampled_from([None, "Sheet1", "Legal", "Placements", form]))
        sheets.append(Sheet(f"{form}.csv", name, tuple(rows), group))
    return sheets


def check_window(when: FuzzyDate | None) -> None:
    if when is not None and when.earliest and when.latest:
        assert when.earliest <= when.latest


def check(reading: Reading, sheets: Sequence[Sheet]) -> None:
    """See that nothing was lost and that what was made of it can be handed on."""
    assert all(tally.adds_up for tally in reading.tallies)
    assert sum(tally.rows_read for tally in reading.tallies) == sum(
        len(sheet.rows) for sheet in sheets
    )
    assert sum(tally.tray for tally in reading.tallies) == len(reading.tray)
    for case in reading.cases:
        assert case.id
        check_window(case.birth)
        for entry in case.entries:
            check_window(entry.start)
            check_window(entry.end)
            assert entry.sources
    cohort = Cohort(
        name="fuzz",
        cases=tuple(reading.cases),
        problems=tuple(reading.problems),
        tray=tuple(reading.tray),
        tallies=tuple(reading.tallies),
        questions=tuple(reading.questions),
        repairs=tuple(reading.repairs),
        recognised=tuple(reading.recognised),
    )
    assert decode_cohort(json.loads(json.dumps(encode(cohort)))) == cohort
    data = neutral(cohort)
    FORM.validate(json.loads(json.dumps(data, allow_nan=False)))
    # Whoever looks for a row finds its sheet, also where that holds several tables.
    known = {(sheet.file, sheet.name) for sheet in sheets}
    for line in data["accounting"]:
        counts = line["records"], line["tray"], line["hidden_duplicates"], line["non_data"]
        assert line["rows_read"] == sum(counts) and (line["file"], line["sheet"]) in known
    assert {(row["file"], row["sheet"]) for row in data["tray"]} <= known


@fuzz
@given(tables())
def test_tables_of_any_cells_are_accounted_for(sheets: list[Sheet]) -> None:
    check(read_sheets(sheets), sheets)


GOOD = (
    (
        "1",
        "Female",
        "May 2000",
        "legal",
        "01/02/2010",
        "01/03/2011",
        "Care order",
        None,
        None,
        None,
    ),
    ("1", "Female", "May 2000", "residence", "March 2010", None, "Foster care", None, None, None),
    ("2", "Male", "2001", "missing", "13/04/2014", "14/04/2014", "Missing", "x", None, None),
    ("2", "Male", "2001", "cse", "20/04/2014", None, "Assessed", None, "24", "score"),
)


def contents(reading: Reading) -> list[tuple[str, list[str]]]:
    """Return what was read, whatever order and places it was read from."""
    return sorted(
        (
            case.id,
            sorted(
                repr({k: v for k, v in facts(entry).items() if k not in ("id", "order")})
                for entry in case.entries
            ),
        )
        for case in reading.cases
    )


@cache
def plainly_read() -> list[tuple[str, list[str]]]:
    return contents(read_sheets([Sheet("t.csv", None, (tuple(TIDY), *GOOD))]))


@fuzz
@given(st.data())
def test_the_layout_of_a_table_changes_nothing_that_is_read(data: st.DataObject) -> None:
    """Columns in any order, empty ones between them, empty rows, headings repeated."""
    order = data.draw(st.permutations(range(len(TIDY) + 3)))
    gaps = range(len(TIDY), len(TIDY) + 3)

    def laid(row: Sequence[Cell]) -> tuple[Cell, ...]:
        full = tuple(None if at in gaps else row[at] for at in order)
        while full and full[-1] is None and data.draw(st.booleans()):
            full = full[:-1]
        return full

    rows: list[tuple[Cell, ...]] = [()] * data.draw(st.integers(0, 3))
    rows.append(laid(TIDY))
    for row in data.draw(st.permutations(GOOD)):
        rows += [()] * data.draw(st.integers(0, 2))
        if data.draw(st.booleans()):
            rows.append(laid(TIDY))
        rows.append(laid(row))
    sheet = Sheet("t.csv", None, tuple(rows))
    reading = read_sheets([sheet])
    check(reading, [sheet])
    assert contents(reading) == plainly_read()


CSV = "Case,Gender,Born,Lane,Start,End,What\n" + "".join(
    ",".join(str(cell or "") for cell in row[:7]) + "\n" for row in GOOD
)


@cache
def whole_files() -> dict[str, bytes]:
    """Return one file of each form whose reader can be tried in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "whole"
        shown = (("Case", "Lane", "Start", "What"), ("1", "legal", "01/02/2010", "Care order"))
        return {
            "table.csv": CSV.encode(),
            "sixteen.csv": CSV.encode("utf-16"),
            "book.xlsx": one_sheet(path, USUAL).read_bytes(),
            "open.ods": open_document(path, table_of("First", *shown)).read_bytes(),
        }


@st.composite
def damage(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file with bytes changed, left out or put in, or its end cut off."""
    name = draw(st.sampled_from(sorted(whole_files())))
    data = bytearray(whole_files()[name])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        how = draw(st.sampled_from(["flip", "set", "cut", "drop", "put", "double"]))
        if how == "flip" and data:
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif how == "set" and data:
            data[at] = draw(st.sampled_from([0, 0xFF, 0x22, 0x2C, 0x0A, 0x3C, 0x80]))
        elif how == "cut":
            del data[at:]
        elif how == "drop":
            del data[at : at + draw(st.integers(1, 40))]
        elif how == "put":
            data[at:at] = draw(st.binary(max_size=20))
        else:
            data += data[at : at + 4096]
    return name, bytes(data)


@fuzz
@given(damage())
def test_damaged_files_are_read_or_refused(damaged: tuple[str, bytes]) -> None:
    name, data = damaged
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        read_or_refused(path)


def read_or_refused(path: Path) -> None:
    """See that a file is read with every row accounted for, or refused by its name."""
    try:
        sheets, problems = load(path)
    except JourneyError as error:
        assert path.name in error.message and error.advice
        return
    assert all(item.file == path.name and item.message for item in problems)
    check(read_sheets(sheets), sheets)


ODD = ("", "0", "-1", "1", "7", "1048577", "99999999999999999999", "1e9", "x", "A0", "XFD1048576")
VALUES = re.compile(r'(?<=[=">])[A-Za-z]{0,9}\d+(?=[<"])|(?<=")[a-zA-Z]+(?=")')


def inside(draw: st.DrawFn, parts: Parts) -> None:
    """Put odd numbers, places and words in place of those of one part of a workbook."""
    name = draw(st.sampled_from(sorted(parts)))
    text = str(parts[name])
    for _ in range(draw(st.integers(1, 4))):
        places = list(VALUES.finditer(text))
        if places:
            found = draw(st.sampled_from(places))
            text = text[: found.start()] + draw(st.sampled_from(ODD)) + text[found.end() :]
    parts[name] = text


RICH = (
    '<row r="3" hidden="0"><c r="A3" s="1"><v>40000</v></c><c r="B3" t="s"><v>0</v></c>'
    '<c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#N/A</v></c><c r="E3" s="2"><v>12</v></c></row>'
    '<row r="4" hidden="1"><c r="A4" t="str"><f>1+1</f><v>2</v></c><c r="B4" t="d"><v>2010</v></c>'
    "</row>"
)


@fuzz
@given(st.data())
def test_workbooks_with_odd_numbers_in_them_are_read_or_refused(data: st.DataObject) -> None:
    parts = parts_of(
        {
            "First": with_columns(HEAD + USUAL + RICH) + MERGED,
            "Second": HEAD + USUAL + TAIL,
        },
        within='<workbookPr date1904="0"/><definedNames><definedName name="a"/></definedNames>',
    )
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
        'formatCode="[h]:mm"/></numFmts><cellXfs count="3"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}" count="1"><si><t>legal</t></si></sst>'
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="s" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="t" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    )
    inside(data.draw, parts)
    with tempfile.TemporaryDirectory() as folder:
        read_or_refused(zipped(Path(folder) / "book.xlsx", parts))


MERGED = '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells></worksheet>'


def with_columns(sheet: str) -> str:
    return sheet.replace("<sheetData>", '<cols><col min="4" max="5" hidden="1"/></cols><sheetData>')


OPEN_ROWS = (
    '<table:table table:name="First"><table:table-column table:number-columns-repeated="3" '
    'table:visibility="visible"/><table:table-row table:number-rows-repeated="2">'
    '<table:table-cell office:value-type="float" office:value="40000"/><table:table-cell '
    'table:number-columns-repeated="4" office:value-type="date" office:date-value="2010-02-01"/>'
    '<table:table-cell office:value-type="time" office:time-value="PT12H30M00S"/>'
    "</table:table-row></table:table>"
)


@fuzz
@given(st.data())
def test_open_workbooks_with_odd_numbers_in_them_are_read_or_refused(data: st.DataObject) -> None:
    parts: Parts = {"content": OPEN_ROWS}
    inside(data.draw, parts)
    with tempfile.TemporaryDirectory() as folder:
        read_or_refused(open_document(Path(folder) / "open.ods", str(parts["content"])))


def test_damaged_old_workbooks_end_no_window(tmp_path: Path) -> None:
    """Their reader may end its process, so they are read in one, many at once."""
    luck = random.Random(int(os.environ.get("JOURNEYVIEWER_FUZZ_SEED", "1")))
    rows = (("Case", "Lane", "Start", "What"), ("1", "legal", "01/02/2010", "Care order"))
    whole = old_workbook({"First": old_rows(*rows)})
    for count in range(min(EXAMPLES, 60)):
        data = bytearray(whole)
        for _ in range(luck.randint(1, 5)):
            # The records and the tables of the container matter, its filler does not.
            at = luck.choice([luck.randrange(0, 1600), luck.randrange(len(data))])
            data[at] = luck.choice([0, 0xFF, 0x7F, luck.randrange(256)])
        (tmp_path / f"old{count}.xls").write_bytes(bytes(data))
    cohort = read_paths([tmp_path])
    assert all(tally.adds_up for tally in cohort.tallies)
    heard_of = {item.file for item in (*cohort.problems, *cohort.tallies)}
    assert heard_of == {path.name for path in tmp_path.glob("*.xls")}
