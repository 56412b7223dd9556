"""Writing on a journey: one key, the words and Esc; the list, its filters, and undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort, Kind
from journeyviewer.model.items import new_id
from journeyviewer.model.study import (
    Item,
    KeyDevelopment,
    Link,
    Note,
    NoteKind,
    OwnEntry,
    Phase,
    Target,
    study_of,
)
from journeyviewer.session.work import Work
from journeyviewer.ui.details import NOTES
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.notes.editors import NoteEditor
from journeyviewer.ui.notes.lines import Sort, Tab
from tests.gui.test_panels_details import of_kind

Key = Qt.Key


class Kept:
    """Stands for the saving."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.drafts: list[str] = []

    def put(self, item: Item) -> None:
        self.items.append(item)

    def remove(self, item_id: str) -> None:
        pass

    def keep_draft(self, item_id: str, text: str) -> None:
        self.drafts.append(text)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def study_window(window: MainWindow, kept: Kept) -> Iterator[MainWindow]:
    window.session.open_work(Work(study_of("s", "Study", "AB"), kept))
    yield window
    window.session.open_work(None)


def _focus(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def _items(window: MainWindow) -> list[Item]:
    assert window.session.study is not None
    return list(window.session.study.items.values())


def _add(window: MainWindow, *items: Item) -> None:
    for item in items:
        window.session.put(item)


def _note(text: str, day: date | None = None, kind: NoteKind = NoteKind.OBSERVATION) -> Note:
    return Note(id=new_id(), target=Target(case="1", start=day), kind=kind, text=text)


def test_a_note_takes_one_key_its_words_and_escape(
    qtbot: QtBot, study_window: MainWindow, kept: Kept
) -> None:
    window = study_window
    entry = of_kind(window.session, "SCH")
    window.session.select(entry.id)
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Key.Key_N)
    field = _focus(window)
    QTest.keyClicks(field, "What <b>else</b> was tried?")
    qtbot.waitUntil(lambda: any("tried" in draft for draft in kept.drafts), timeout=3000)
    QTest.keyClick(field, Key.Key_Escape)
    (note,) = _items(window)
    assert isinstance(note, Note)
    assert note.text == "What <b>else</b> was tried?" and note.author == "AB"
    assert note.target.anchor is not None and note.target.anchor.entry == entry.id
    assert _focus(window) is window.canvas and kept.drafts[-1] == ""
    assert window.notes.model.lines[0].words == "What <b>else</b> was tried?"
    assert not window.notes.writing.isVisible()


def test_kinds_have_keys_and_control_enter_goes_on(study_window: MainWindow) -> None:
    window = study_window
    window.write("note")
    field = _focus(window)
    QTest.keyClicks(field, "First")
    QTest.keyClick(field, Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.session.editing is not None
    QTest.keyClicks(_focus(window), "Second")
    QTest.keyClick(_focus(window), Key.Key_Escape)
    found = {item.text: item.kind for item in _items(window) if isinstance(item, Note)}
    assert set(found) == {"First", "Second"}
    assert found["First"] is NoteKind.STRENGTH


def test_a_title_that_is_proposed_gives_way_to_what_is_typed(study_window: MainWindow) -> None:
    window = study_window
    window.session.select(of_kind(window.session, "SCH").id)
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Key.Key_K)
    QTest.keyClicks(_focus(window), "Nobody was told")
    QTest.keyClick(_focus(window), Key.Key_Escape)
    (made,) = _items(window)
    assert isinstance(made, KeyDevelopment) and made.title == "Nobody was told"
    window.notes.write(made.id)
    QTest.keyClicks(_focus(window), " of it")
    QTest.keyClick(_focus(window), Key.Key_Escape)
    (made,) = _items(window)
    assert isinstance(made, KeyDevelopment) and made.title == "Nobody was told of it"


def test_a_note_left_without_a_word_is_no_note(study_window: MainWindow) -> None:
    study_window.write("note")
    QTest.keyClick(_focus(study_window), Key.Key_Escape)
    assert not _items(study_window)
    assert "No notes yet" in study_window.notes.said.text()


def test_words_typed_are_kept_when_another_case_is_chosen(study_window: MainWindow) -> None:
    window = study_window
    window.write("note")
    QTest.keyClicks(_focus(window), "Half a thou")
    window.notes.writing.keep()
    window.session.choose_case("2")
    (note,) = _items(window)
    assert isinstance(note, Note) and note.text == "Half a thou"


def test_the_list_follows_the_journey_and_the_other_way_round(study_window: MainWindow) -> None:
    window, session = study_window, study_window.session
    entry = of_kind(session, "SCH")
    session.select(entry.id)
    note = Note(id=new_id(), target=session.target_here(), text="On the secure home")
    _add(window, _note("Early", date(2008, 1, 1)), note)
    session.select()
    row = window.notes.model.row_of(note.id)
    window.notes.list.setCurrentIndex(window.notes.model.index(row, 0))
    assert session.selection == (entry.id,) and session.chosen == note.id
    session.select()
    session.select(entry.id)
    assert window.notes.list.currentIndex().row() == row


def test_filter_search_and_order(study_window: MainWindow) -> None:
    window = study_window
    _add(
        window,
        _note("Late question", date(2013, 1, 1), NoteKind.QUESTION),
        _note("Early strength", date(2009, 1, 1), NoteKind.STRENGTH),
        _note("No day", None),
    )
    panel = window.notes
    shown = [line.words for line in panel.model.lines]
    assert shown == ["Early strength", "Late question", "No day"]
    panel.want(sort=Sort.CHANGED)
    assert len(panel.model.lines) == 3
    panel.want(sort=Sort.DAY, kind="Question")
    assert [line.words for line in panel.model.lines] == ["Late question"]
    assert "2 are not shown" in panel.said.text() and panel.count.text() == "1 of 3"
    panel.want(kind="")
    panel.search.setText("strength early")
    assert [line.words for line in panel.model.lines] == ["Early strength"]
    panel.search.clear()
    panel.want(to_check=True)
    assert not panel.model.lines


def test_undo_names_its_step_and_shows_where(study_window: MainWindow) -> None:
    window = study_window
    _add(window, _note("One", date(2009, 1, 1)))
    window.session.choose_case("2")
    window.acts.tick()
    undo, redo = (window.acts.made[name][1] for name in ("undo", "redo"))
    assert undo.text() == "Undo Note on 1 January 2009"
    undo.trigger()
    assert not _items(window) and window.session.case is not None
    assert window.session.case.id == "1"
    redo.trigger()
    assert len(_items(window)) == 1


def test_a_phase_is_written_with_its_days(study_window: MainWindow) -> None:
    window = study_window
    window.write("phase")
    editor = window.notes.writing.editor
    assert editor is not None
    QTest.keyClicks(_focus(window), "Settling")
    editor.start.field.setText("3 Mar 2012")  # type: ignore[attr-defined]
    editor.start.field.editingFinished.emit()  # type: ignore[attr-defined]
    editor.end.field.setText("not a day")  # type: ignore[attr-defined]
    editor.end.field.editingFinished.emit()  # type: ignore[attr-defined]
    assert "no date that is understood" in editor.end.said.text()  # type: ignore[attr-defined]
    editor.end.field.setText("")  # type: ignore[attr-defined]
    editor.end.field.editingFinished.emit()  # type: ignore[attr-defined]
    window.notes.writing.finish()
    (phase,) = _items(window)
    assert isinstance(phase, Phase)
    assert (phase.title, phase.start, phase.end) == ("Settling", date(2012, 3, 3), None)
    assert [mark.title for mark in window.session.journey.annotations.phases] == ["Settling"]


def test_an_event_of_ones_own_joins_the_journey_and_says_so(study_window: MainWindow) -> None:
    window = study_window
    window.session.select(of_kind(window.session, "SCH").id)
    window.write("entry")
    QTest.keyClicks(_focus(window), "Aunt offered a home")
    window.notes.writing.finish()
    (own,) = _items(window)
    assert isinstance(own, OwnEntry) and own.kind is Kind.EVENT
    case = window.session.case
    assert case is not None
    (drawn,) = [entry for entry in case.entries if entry.attributes.get("own")]
    assert drawn.label == "Aunt offered a home" and drawn.source_name == "The analyst’s own"
    assert len(window.session.cohort.case("1").entries) == len(case.entries) - 1  # type: ignore[union-attr]


def test_two_selected_records_are_linked_and_the_link_can_be_followed(
    study_window: MainWindow,
) -> None:
    window, session = study_window, study_window.session
    first, second = of_kind(session, "EFC"), of_kind(session, "SCH")
    session.select(first.id)
    window.write("link")
    assert "Select two records" in window.notes.said.text()
    session.select(first.id, second.id)
    window.write("link")
    window.notes.writing.finish()
    (link,) = _items(window)
    assert isinstance(link, Link) and link.first.entry == first.id
    session.select(first.id)
    links = [
        button
        for button in window.details.findChildren(QAbstractButton)
        if button.text().startswith("Led to")
    ]
    links[0].click()
    assert session.selection == (second.id,)
    window.canvas.setFocus()
    held = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window.canvas, Qt.Key.Key_BracketLeft, held)
    assert session.selection == (first.id,)
    QTest.keyClick(window.canvas, Qt.Key.Key_BracketLeft, held)
    assert session.selection == (first.id,)
    QTest.keyClick(window.canvas, Qt.Key.Key_BracketRight, held)
    assert session.selection == (second.id,)


def test_the_thirteenth_key_development_is_kept_and_said(study_window: MainWindow) -> None:
    window = study_window
    made = [
        KeyDevelopment(
            id=new_id(), target=Target(case="1", start=date(2012, 1, day)), title=f"Day {day}"
        )
        for day in range(1, 14)
    ]
    _add(window, *made)
    window.notes.want(tab=Tab.DEVELOPMENTS)
    assert [line.number for line in window.notes.model.lines][-2:] == ["12", ""]
    window.notes.write(made[-1].id)
    editor = window.notes.writing.editor
    assert editor is not None and "kept in the list" in editor.said.text()  # type: ignore[attr-defined]


def test_small_screens_have_the_notes_behind_a_tab(study_window: MainWindow) -> None:
    window = study_window
    window.resize(1366, 768)
    window.side.set_compact(True)
    assert not window.notes.isVisible()
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Key.Key_N)
    assert window.details.tab == NOTES and window.notes.isVisible()
    assert not window.details.area.isVisible()
    window.session.open_work(None)
    assert window.details.tab != NOTES and window.details.area.isVisible()


def test_delete_takes_a_note_away_and_undo_brings_it_back(study_window: MainWindow) -> None:
    window = study_window
    _add(window, _note("One", date(2009, 1, 1)))
    window.notes.list.setCurrentIndex(window.notes.model.index(0, 0))
    QTest.keyClick(window.notes.list, Key.Key_Delete)
    assert not _items(window)
    window.undo()
    assert len(_items(window)) == 1


def test_dates_are_not_shown_in_the_list_while_they_are_hidden(study_window: MainWindow) -> None:
    window = study_window
    _add(window, _note("After 3 May 2013", date(2013, 5, 4)))
    window.session.show_dates(False)
    (line,) = window.notes.model.lines
    assert "2013" not in line.said and "withheld" in line.words
    assert "2013" not in window.notes.model.data(window.notes.model.index(0, 0))  # type: ignore[operator]


def test_thousands_of_notes_are_listed_and_found(study_window: MainWindow, cohort: Cohort) -> None:
    window = study_window
    items = [_note(f"Note number {at}", date(2010, 1 + at % 12, 1)) for at in range(3000)]
    window.session.open_work(Work(study_of("s", "Study", "AB", items), Kept()))
    assert window.notes.model.rowCount() == 3000
    window.session.put(_note("A heron by the river", date(2011, 1, 1)))
    window.notes.search.setText("river heron")
    assert [line.words for line in window.notes.model.lines] == ["A heron by the river"]


def test_a_study_that_cannot_be_written_shows_its_notes_and_takes_none(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(type(window), "write_with", lambda self, then: asked.append("asked"))
    study = study_of("s", "Study", "AB", [_note("Read only", date(2012, 1, 1))])
    window.session.open_work(Work(study, None, "Somebody else has it open."))
    assert window.notes.model.rowCount() == 1
    window.notes.write(window.notes.model.lines[0].id)
    assert window.session.editing is None
    window.write("note")
    assert asked == ["asked"]
    window.session.open_work(None)


def test_coming_to_the_list_by_tab_chooses_nothing(study_window: MainWindow) -> None:
    window = study_window
    _add(window, _note("One", date(2009, 1, 1)), _note("Two", date(2010, 1, 1)))
    window.session.choose(None)
    window.notes.list.clearFocus()
    window.notes.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.session.chosen is None
    QTest.keyClick(window.notes.list, Key.Key_Down)
    assert window.session.chosen == window.notes.model.lines[1].id


def test_what_is_chosen_does_not_hold_the_panel_at_its_list(study_window: MainWindow) -> None:
    window = study_window
    check = Note(id=new_id(), target=Target(case="1"), text="Ask", to_check=True)
    phase = Phase(id=new_id(), case="1", title="Early help", start=date(2008, 1, 1))
    _add(window, check, phase)
    panel = window.notes
    window.session.choose(phase.id)
    assert panel.wanted.tab is Tab.PHASES
    panel.want(tab=Tab.NOTES)
    assert panel.wanted.tab is Tab.NOTES and panel.model.lines[0].id == check.id
    panel.want(tab=Tab.PHASES)
    window.show_to_check()
    assert [line.id for line in panel.model.lines] == [check.id]
    window.session.choose(None)
    window.session.choose(phase.id)
    assert panel.wanted.tab is Tab.PHASES


def test_who_is_to_be_asked_is_typed_listed_found_and_read_aloud(study_window: MainWindow) -> None:
    window = study_window
    _add(window, _note("Why was she moved?", date(2009, 1, 1), NoteKind.QUESTION))
    panel = window.notes
    (note,) = _items(window)
    panel.write(note.id)
    editor = panel.writing.editor
    assert isinstance(editor, NoteEditor)
    # It is asked for only where somebody is to be asked.
    assert not editor.whom.isVisibleTo(editor)
    QApplication.processEvents()
    height = panel.writing.height()
    editor.check.click()
    assert editor.whom.isVisibleTo(editor)
    QApplication.processEvents()
    # The field gets room of its own, as far as the panel has any.
    assert panel.writing.height() > height
    editor.whom.setFocus()
    QTest.keyClicks(editor.whom, "the school")
    panel.writing.finish()
    (kept,) = _items(window)
    assert isinstance(kept, Note) and (kept.to_check, kept.whom) == (True, "the school")
    (line,) = panel.model.lines
    assert line.checked == "to ask the school"
    assert ", to ask the school: Why was she moved?" in line.said
    panel.search.setText("school")
    assert len(panel.model.lines) == 1
    panel.search.setText("social")
    assert len(panel.model.lines) == 0
