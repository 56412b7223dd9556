"""The cohort as a figure: every case on some page, no calendar, words apart."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.cli import main
from journeyviewer.export.cohort_figure import CohortRequest, cohort_scenes, export_cohort
from journeyviewer.ingest.read import read_paths
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.landmarks import Landmark
from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import samples
from journeyviewer.timeline.comparison import Comparison
from tests.scene_checks import colliding_texts, texts, texts_outside

TABLE = samples() / "one_table"
YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-2]\d|2030)(?!\d)")


@pytest.fixture(scope="module")
def cohort(qapp: QApplication) -> Cohort:
    return read_paths([TABLE])


@pytest.mark.parametrize("at", [Landmark.HIGH_RISK, Landmark.LOOKED_AFTER, None])
@pytest.mark.parametrize("page", ["a4", "a3", "16x9"])
def test_every_case_is_on_a_page_without_dates(
    cohort: Cohort, at: Landmark | None, page: str
) -> None:
    request = CohortRequest(folder=Path(), page=page, comparison=Comparison().with_event(at))
    scenes = cohort_scenes(cohort, request)
    names = []
    for scene in scenes:
        assert colliding_texts(scene) == [] and texts_outside(scene) == []
        words = [text.text for text in texts(scene)]
        assert not [text for text in words if YEAR.search(text)]
        size = max(text.face.size for text in texts(scene) if text.text.isdigit())
        names += [
            text.text for text in texts(scene) if text.text.isdigit() and text.face.size == size
        ]
        assert "OFFICIAL-SENSITIVE" in words
    assert sorted(names, key=int) == [str(number) for number in range(1, 11)]


def test_a_page_of_a4_holds_ten_cases(cohort: Cohort) -> None:
    assert len(cohort_scenes(cohort, CohortRequest(folder=Path()))) == 1


def test_many_cases_take_numbered_pages(cohort: Cohort, tmp_path: Path) -> None:
    many = tuple(
        replace(case, id=f"{case.id}-{copy}") for copy in range(3) for case in cohort.cases
    )
    request = CohortRequest(folder=tmp_path, formats=("svg", "pdf"), comparison=Comparison())
    written = export_cohort(replace(cohort, cases=many), request)
    names = [path.name for path in written]
    count = len(names) - 1
    assert names == [f"Cohort, page {n} of {count}.svg" for n in range(1, count + 1)] + [
        "Cohort.pdf"
    ]
    shown = "".join(path.read_text(encoding="utf-8") for path in written[:-1])
    assert f"Page 1 of {count}." in shown and f"Page {count} of {count}." in shown


def test_no_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match="no case to compare"):
        export_cohort(Cohort(name="none"), CohortRequest(folder=tmp_path))


def test_the_command_writes_one_figure(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", str(TABLE), "-o", str(tmp_path), "--cohort", "--format", "svg"]
    assert main([*words, "--axis", "months-from:first-missing"]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "Cohort.svg")
    assert "first missing" in (tmp_path / "Cohort.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--cohort", "--axis", "dates"], "ages and months only"),
        (["--cohort", "--case", "1"], "compares every case"),
    ],
)
def test_what_does_not_go_together_is_said(
    more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(TABLE), "-o", str(tmp_path), *more]) == 1
    assert said in capsys.readouterr().err and not list(tmp_path.iterdir())
