"""What was decided in another window holds in this one from the next reading on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from journeyviewer.model.decisions import Decisions
from journeyviewer.ui.asked import decisions_path, keep_decisions, kept_terms
from journeyviewer.ui.main_window import MainWindow
from tests.gui.import_help import words
from tests.gui.study_help import study_of_a_file
from tests.gui.test_import_alike import answer, cohort_of, given, go_to
from tests.gui.test_import_undo import read


def decide_elsewhere(window: MainWindow, word: str) -> Decisions:
    """Answer as another window that shows the same report does; return what was kept before."""
    (key,) = (one.key for one in cohort_of(window).questions if f"“{word}”" in one.detail)
    before = kept_terms().decisions
    keep_decisions(before, replace(before, given={**before.given, key: "YP1"}))
    return before


def test_what_another_window_answered_is_not_asked_of_files_opened_next(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    read(empty_window, qtbot, tmp_path / "both.csv")
    before = decide_elsewhere(empty_window, "Mum")
    read(empty_window, qtbot, tmp_path / "both.csv")
    assert given(empty_window)["Mum"] == "YP1"
    # Nor does what was taken back there hold any longer.
    keep_decisions(kept_terms().decisions, before)
    read(empty_window, qtbot, tmp_path / "both.csv")
    assert given(empty_window)["Mum"] is None


def test_answers_of_two_windows_come_together_and_each_takes_back_its_own(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    read(empty_window, qtbot, tmp_path / "both.csv")
    decide_elsewhere(empty_window, "Mum")
    go_to(empty_window, "Dad")
    answer(empty_window, qtbot, "They belong to the journey of YP2")
    assert (given(empty_window)["Mum"], given(empty_window)["Dad"]) == ("YP1", "YP2")

    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.acts.made["undo"][1].trigger()
    assert (given(empty_window)["Mum"], given(empty_window)["Dad"]) == ("YP1", None)
    assert list(kept_terms().decisions.given.values()) == ["YP1"]


def test_the_decisions_of_a_study_hold_for_its_files_and_for_no_others(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    _, source = study_of_a_file(qtbot, empty_window, tmp_path)
    empty_window.reading.hold(Decisions(given={"of the study": "keep"}))
    keep_decisions(Decisions(), Decisions(given={"elsewhere": "keep"}))
    empty_window.studies.again.read_again()
    qtbot.waitUntil(lambda: not empty_window.reading.busy, timeout=20_000)
    assert empty_window.session.study is not None
    assert empty_window.reading.terms.decisions.given == {"of the study": "keep"}

    read(empty_window, qtbot, tmp_path / "both.csv")
    assert empty_window.reading.terms.decisions.given == {"elsewhere": "keep"}


def test_answers_that_a_newer_version_kept_are_left_alone(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    place = decisions_path()
    place.parent.mkdir(parents=True)
    newer = json.dumps({"format": "jv-decisions-2", "given": {}, "lanes": ["cse"]})
    place.write_text(newer)
    read(empty_window, qtbot, tmp_path / "both.csv")
    go_to(empty_window, "Dad")
    answer(empty_window, qtbot, "They belong to the journey of YP2")
    assert given(empty_window)["Dad"] == "YP2" and place.read_text() == newer
    said = words(empty_window.desk.page)
    assert "“decisions.json” was written by a newer version of journeyviewer." in said
    assert f"move it out of {place.parent}" in said
    assert [path.name for path in place.parent.iterdir()] == ["decisions.json"]

    place.unlink()
    go_to(empty_window, "Mum")
    answer(empty_window, qtbot, "They belong to the journey of YP1")
    assert "newer version" not in words(empty_window.desk.page) and place.exists()
