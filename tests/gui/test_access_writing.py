"""What a screen reader finds of notes, key developments and phases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from journeyviewer.session.work import Work
from journeyviewer.ui.application import install_access
from journeyviewer.ui.canvas import JourneyCanvas
from tests.annotated import study_for

pytestmark = pytest.mark.gui

Role, Text = QAccessible.Role, QAccessible.Text


@pytest.fixture
def noted(qapp: QApplication, canvas: JourneyCanvas) -> Iterator[JourneyCanvas]:
    install_access()
    case = canvas.session.case
    assert case is not None
    canvas.session.open_work(Work(study_for(case), None))
    yield canvas


def within(found: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [found.child(index) for index in range(found.childCount())]


def journey(canvas: JourneyCanvas) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(canvas)


def name(found: QAccessibleInterface) -> str:
    return found.text(Text.Name)


def written(canvas: JourneyCanvas) -> dict[str, QAccessibleInterface]:
    """Return what was written by its name: over the lanes, and in each lane."""
    over = [each for each in within(journey(canvas)) if each.role() is Role.ListItem]
    inside = [
        each
        for lane in within(journey(canvas))
        if lane.role() is Role.Grouping
        for each in within(lane)
    ]
    return {
        name(each): each
        for each in (*over, *inside)
        if name(each).startswith(("Note ", "Phase ", "Key development "))
    }


def test_every_note_development_and_phase_can_be_read(noted: JourneyCanvas) -> None:
    drawn = noted.session.journey.annotations  # type: ignore[union-attr]
    names = written(noted)
    assert len(names) == len(drawn.notes) + len(drawn.developments) + len(drawn.phases)
    assert any(each.startswith("Note 1, ") for each in names)
    assert any("Early years: stop-start help" in each for each in names)
    assert all(each.role() is Role.ListItem for each in names.values())
    lanes = [name(each) for each in within(journey(noted)) if each.role() is Role.Grouping]
    assert any(" notes" in each for each in lanes)


def test_a_note_knows_its_lane_and_place_and_can_be_pressed(noted: JourneyCanvas) -> None:
    for words, found in written(noted).items():
        parent = found.parent()
        assert parent.indexOfChild(found) >= 0, words
        assert found.rect().width() > 0
        found.actionInterface().doAction(QAccessibleActionInterface.pressAction())
        assert found.state().selected, words
    assert noted.session.chosen is not None


def test_words_have_no_dates_when_dates_are_hidden(noted: JourneyCanvas) -> None:
    noted.session.show_dates(False)
    assert not any("201" in each for each in written(noted))


def test_what_is_taken_away_is_gone_for_a_screen_reader(noted: JourneyCanvas) -> None:
    before = written(noted)
    noted.session.open_work(None)
    assert written(noted) == {}
    assert not any(each.isValid() for each in before.values())
