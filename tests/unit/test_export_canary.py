"""A word planted wherever a source or a study can hold one is found in no byte of any export."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.cli import main
from journeyviewer.export.figure import ALL_FORMATS, FigureRequest, export_figures
from journeyviewer.export.papers import export_papers
from journeyviewer.export.sharing import Sharing
from journeyviewer.export.typed_words import typed_words
from journeyviewer.model.chronology import Cohort, Coverage, SourceRow, Tally, TrayRow
from journeyviewer.model.items import ItemId
from journeyviewer.model.problems import Problem
from journeyviewer.model.study import OwnCoverage
from tests.journeys import full_journey
from tests.written import a_note, a_study, own_entry, study_file

CANARY = re.compile(rb"canary", re.IGNORECASE)
HEADINGS = "Case,Gender,Born,Read on,Lane,Kind,Start,End,What,In the file's words,Detail,Source"
ROW = (
    "YP1,Female,May 2000,{read},residence,spell,2010-01-02,2012-03-04,Foster care,,{words},{words}"
)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""


def bytes_of(path: Path) -> bytes:
    """Return everything a file holds, unpacked, with its name."""
    data = path.read_bytes()
    found = [str(path.name).encode(), data]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            found += [part.comment + part.extra for part in parts.infolist()]
            found += [parts.read(name) for name in parts.namelist()]
    if path.suffix == ".pdf":
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                found.append(zlib.decompressobj().decompress(stream))
            except zlib.error:
                continue
        if shutil.which("pdftotext"):
            told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
            found.append(told.stdout)
    return b"\n".join(found)


def planted() -> Cohort:
    """The full journey with the word in everything that does not leave."""
    source = SourceRow("canary 2013.xlsx", "canary sheet", 7, (("Notes", "canary cell"),))
    entries = [
        replace(entry, detail="canary detail", sources=(source,), source_name="canary source")
        for entry in full_journey().entries
    ]
    hidden = replace(entries[0], id="canary-id", label="canary suggestion", suggested=True)
    case = replace(full_journey(), entries=(*entries, hidden))
    place = {"file": "canary.xlsx", "sheet": "canary"}
    return Cohort(
        name="canary cohort",
        cases=(case,),
        message="canary message",
        problems=(Problem(rule="canary", message="canary problem", **place),),
        tray=(TrayRow("canary.xlsx", "canary", 3, "canary reason", (("a", "canary"),)),),
        tallies=(Tally(rows_read=3, used=2, tray=1, **place),),
        sources=("/canary/folder",),
    )


def test_nothing_planted_leaves_in_any_format(tmp_path: Path) -> None:
    cohort = planted()
    case = cohort.cases[0]
    left_out = [
        a_note(90, case.id, "Note of a canary"),
        replace(a_note(91, case.id, "x"), author="A. Canary"),
    ]
    study = replace(a_study(case, 3, left_out), title="Canary study", analyst="Canary analyst")
    request = FigureRequest(
        folder=tmp_path, formats=ALL_FORMATS, study=study, notes=False, beside=True, dpi=72
    )
    written = export_figures(cohort, request)
    written += export_papers(cohort, replace(request, formats=("html", "csv", "xlsx", "docx")))
    assert {path.suffix.removeprefix(".") for path in written} == {*ALL_FORMATS, "txt"}
    for path in written:
        assert not CANARY.search(bytes_of(path)), path


def test_the_search_finds_what_may_leave(tmp_path: Path) -> None:
    """The search itself works: a word in a label is found in every format with words."""
    first, *rest = full_journey().entries
    case = replace(full_journey(), entries=(replace(first, label="A canary"), *rest))
    formats = ("svg", "pdf", "html", "csv", "xlsx", "docx")
    request = FigureRequest(folder=tmp_path, formats=formats, dpi=72)
    for path in export_figures(Cohort(name="x", cases=(case,)), request):
        if path.name.startswith("Case 1."):
            if path.suffix == ".pdf" and not shutil.which("pdftotext"):
                continue
            assert CANARY.search(bytes_of(path)), path


def test_what_points_at_somebody_in_an_added_entry_leaves_in_no_format(tmp_path: Path) -> None:
    case = full_journey()
    said = "Stayed with Mr Harold Canary at canary@home.example"
    read = OwnCoverage(id=ItemId("read"), case=case.id, source="Letters of Mr Harold Canary")
    study = a_study(case, 0, [own_entry(case.id, said), read])
    for axis in ("ages", "dates"):
        request = FigureRequest(
            folder=tmp_path / axis, formats=ALL_FORMATS, study=study, beside=True, dpi=72, axis=axis
        )
        cohort = Cohort(name="x", cases=(case,))
        written = export_figures(cohort, request)
        written += export_papers(cohort, replace(request, formats=("html", "csv", "xlsx", "docx")))
        for path in written:
            assert not CANARY.search(bytes_of(path)), path
        assert "Stayed with █████ at █████" in (tmp_path / axis / "Case 1.txt").read_text("utf-8")
    found = typed_words(study, Sharing())
    assert {one.words for one in found} == {"Mr Harold Canary", "canary@home.example"}


def test_no_name_of_a_file_leaves_with_what_was_read(tmp_path: Path) -> None:
    case = full_journey()
    read = [
        Coverage(source, "residence", None, None)
        for source in (
            "SSDA903 episodes (Episodes (2) Canarytown.CSV)",
            "Canarytown chronology.docx",
            "Canarytown chronology, part 2.docx",
            "Placements (Canarytown).xlsx list 4",
            "Letters of Canary.txt, page 2",
            "Paper file, part 1",
        )
    ]
    case = replace(case, coverage=tuple(read))
    for axis in ("ages", "dates"):
        request = FigureRequest(folder=tmp_path / axis, formats=ALL_FORMATS, dpi=72, axis=axis)
        cohort = Cohort(name="x", cases=(case,))
        written = export_figures(cohort, replace(request, beside=True))
        written += export_papers(cohort, replace(request, formats=("html", "docx")))
        for path in written:
            assert not CANARY.search(bytes_of(path)), path
        told = (tmp_path / axis / "Case 1.txt").read_text("utf-8")
        for said in (
            "SSDA903 episodes: ",
            "One file: ",
            "One file list 4: ",
            "One file, page 2: ",
            "Paper file, part 1: ",
        ):
            assert f"  {said}residence, without bounds\n" in told


def test_nothing_planted_in_a_file_leaves_by_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "canary of 2013.csv"
    words = "told the canary"
    rows = [HEADINGS, ROW.format(read="2015-01-01", words=words), ROW.replace("YP1", "YP2")]
    rows[2] = rows[2].format(read="2015-01-01", words=words)
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    study = a_study(replace(full_journey(), id="YP1"), 0, [a_note(9, "YP1", "Mr Harold Canary")])
    kept = study_file(tmp_path / "Canary.jvstudy", study)
    out = tmp_path / "out"
    given = ["export", str(source), "-o", str(out), "--study", str(kept), "--dpi", "72"]
    assert main([*given, "--format", ",".join(ALL_FORMATS)]) == 0
    assert main([*given, "--format", "html,csv,xlsx,docx", "--cohort"]) == 0
    capsys.readouterr()
    written = list(out.iterdir())
    assert len(written) > 20
    for path in written:
        assert not CANARY.search(bytes_of(path)), path
