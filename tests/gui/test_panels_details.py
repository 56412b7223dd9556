"""What the right panel says of a selection, of its surroundings, and of the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Case, Cohort, Coverage, Entry, SourceRow
from journeyviewer.model.times import Minute, date_of, minute_of
from journeyviewer.session.looking import Area
from journeyviewer.session.session import Session
from journeyviewer.ui.details import DETAILS, NOTES, SOURCES, Details
from journeyviewer.ui.facts import entry_rows
from journeyviewer.ui.panel.page import LONG, EntryRow, Link
from tests.journeys import OPEN, a_case, entry

pytestmark = pytest.mark.gui


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Details:
    made = Details(session)
    qtbot.addWidget(made)
    made.resize(made.width(), 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def of_kind(session: Session, category: str) -> Entry:
    assert session.case is not None
    return next(one for one in session.case.entries if one.category == category)


def said(panel: Details) -> str:
    assert panel.page is not None
    labels = [
        f"{label.accessibleName()} {label.text()}" for label in panel.page.findChildren(QLabel)
    ]
    buttons = [button.accessibleName() for button in panel.page.findChildren(QAbstractButton)]
    return "\n".join((*labels, *buttons))


def link(panel: Details, words: str) -> Link:
    assert panel.page is not None
    return next(one for one in panel.page.findChildren(Link) if one.words.startswith(words))


def rows(panel: Details) -> list[EntryRow]:
    assert panel.page is not None
    return panel.page.findChildren(EntryRow)


def test_a_record_of_a_hidden_lane_offers_its_lane(session: Session, panel: Details) -> None:
    session.select(of_kind(session, "SCH").id)
    assert "Its lane is hidden." not in said(panel)
    session.hide_lane("residence")
    assert "Its lane is hidden." in said(panel)
    link(panel, "Show it").click()
    assert "residence" in session.view.shown and "Its lane is hidden." not in said(panel)


def test_a_row_that_two_entries_were_made_of_is_counted_once(
    session: Session, panel: Details
) -> None:
    places = [SourceRow("notes.csv", None, row) for row in (2, 2, 3, None)]
    entries = [
        replace(entry("other", "EVT", f"2012-03-0{day}"), sources=(place,))
        for day, place in enumerate(places, start=1)
    ]
    session.open_cohort(Cohort(name="notes", cases=(a_case(*entries),)))
    assert "3 rows" in said(panel)


def test_a_placement_with_what_held_at_the_same_time(session: Session, panel: Details) -> None:
    session.select(of_kind(session, "SCH").id)
    words = said(panel)
    for line in (
        "When: 24 Apr 2013 to 19 Jul 2013",
        "Length: 86 days",
        "Her age: 14y 11m to 15y 2m",
        "Where: Out of borough",
        "Legal basis: Secure order (S25); interim care order",
        "Came from: Emergency foster care, 41 days",
        "Went to: Foster carer A, 45 days",
        "Dates: Exact, as written in the file",
        "Missing episodes: No missing episodes recorded",
        "Referrals & plans: 2 looked-after reviews; looked-after care plan",
        "Support & strengths: Art group; same social worker; grandmother",
    ):
        assert line in words, (line, words)


def test_links_lead_from_placement_to_placement(
    qtbot: QtBot, session: Session, panel: Details
) -> None:
    session.select(of_kind(session, "SCH").id)
    qtbot.mouseClick(link(panel, "Emergency foster care"), Qt.MouseButton.LeftButton)
    assert session.selected is not None and session.selected.category == "EFC"
    qtbot.keyClick(link(panel, "Secure children"), Qt.Key.Key_Space)
    assert session.selected.category == "SCH"


def test_no_calendar_word_is_left_while_dates_are_hidden(session: Session, panel: Details) -> None:
    session.show_dates(False)
    for name in [one.id for one in session.in_order()]:
        session.select(name)
        assert "201" not in said(panel) and "200" not in said(panel)
    session.select(of_kind(session, "SCH").id)
    assert "Her age: 15y 0m to 15y 3m" in said(panel)
    session.turn_near()
    session.set_cursor(session.extent(of_kind(session, "SCH"))[0])
    assert "201" not in said(panel) and "At 14y 11m" in said(panel)


def test_a_pan_or_a_search_writes_nothing_anew(session: Session, panel: Details) -> None:
    session.select(of_kind(session, "SCH").id)
    page = panel.page
    session.fit_selection()
    session.search("foster")
    assert panel.page is page
    session.show_dates(False)
    assert panel.page is not page


def test_several_records_are_listed_with_counts_by_lane(
    qtbot: QtBot, session: Session, panel: Details
) -> None:
    chosen = [one.id for one in (*session.in_lane("residence")[:3], *session.in_lane("cse")[:2])]
    session.select(*chosen)
    words = said(panel)
    assert "5 records" in words
    assert "Residence: 3" in words and "CSE concerns & response: 2" in words
    assert [row.entry.id for row in rows(panel)] == chosen
    qtbot.mouseClick(rows(panel)[1], Qt.MouseButton.LeftButton)
    assert session.selection == (chosen[1],)


def boxes(panel: Details) -> dict[str, QCheckBox]:
    assert panel.page is not None
    found = panel.page.findChildren(QCheckBox)
    return {box.text().replace("&&", "&").partition(":")[0]: box for box in found}


def test_the_lanes_of_an_area_are_ticked_one_by_one(
    qtbot: QtBot, session: Session, panel: Details
) -> None:
    assert session.case is not None
    start, end = (session.extent(of_kind(session, "EFC"))[side] for side in (0, 1))
    session.select_area(Area(start, end, frozenset({"residence", "education"})))
    ticked = {title for title, box in boxes(panel).items() if box.isChecked()}
    assert ticked == {"Residence", "Education & work"}
    # Lanes outside the drag are offered, with how much they hold of that time.
    assert boxes(panel)["CSE concerns & response"].text().partition(": ")[2].isdigit()
    before = session.selection
    panel.activateWindow()
    boxes(panel)["Residence"].setFocus()
    qtbot.keyClick(boxes(panel)["Residence"], Qt.Key.Key_Space)
    lanes = {entry.lane for name in session.selection if (entry := session.entry(name))}
    assert lanes == {"education"} and set(session.selection) < set(before)
    assert session.looking.area is not None and session.looking.area.lanes == {"education"}
    # The same box has the keyboard on the page that was built anew.
    assert panel.focusWidget() is boxes(panel)["Residence"]
    qtbot.keyClick(boxes(panel)["Residence"], Qt.Key.Key_Space)
    assert session.selection == before
    for title in ("Residence", "Education & work"):
        qtbot.keyClick(boxes(panel)[title], Qt.Key.Key_Space)
    assert session.selection == () and not rows(panel) and boxes(panel)
    qtbot.mouseClick(named(panel, "Put the area away"), Qt.MouseButton.LeftButton)
    assert session.looking.area is None and not boxes(panel)


def named(panel: Details, name: str) -> QAbstractButton:
    assert panel.page is not None
    buttons = panel.page.findChildren(QAbstractButton)
    return next(one for one in buttons if one.accessibleName() == name)


def test_everything_near_is_listed_from_the_nearest_and_can_be_widened(
    qtbot: QtBot, session: Session, panel: Details
) -> None:
    session.select(of_kind(session, "S47").id)
    session.turn_near()
    assert "Everything within 30 days" in said(panel)
    before = len(rows(panel))
    notes = [row.note for row in rows(panel)]
    assert any(note.startswith("16 days after") for note in notes)
    days = [int(note.split()[0]) for note in notes if note[0].isdigit()]
    assert days == sorted(days)
    assert panel.page is not None
    more = panel.page.findChild(QAbstractButton, "nearMore")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert "Everything within 60 days" in said(panel) and len(rows(panel)) > before
    last = rows(panel)[-1]
    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    assert session.selection == (last.entry.id,)
    assert panel.page is not None
    away = panel.page.findChild(QAbstractButton, "nearAway")
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    assert session.looking.near is None and "Everything within" not in said(panel)


def test_a_lane_that_holds_nothing_says_what_that_may_mean(
    qtbot: QtBot, session: Session, panel: Details
) -> None:
    session.open_cohort(
        Cohort(name="test", cases=(a_case(entry("residence", "FC", "2010-01-01", OPEN)),))
    )
    session.fold_lane("residence")
    assert "Nothing recorded under" not in said(panel)
    session.fold_lane("health")
    words = said(panel)
    assert "Nothing recorded under Health & wellbeing" in words
    assert "none happened, or none were written down" in words
    assert session.escape() and "Nothing recorded under Health" not in said(panel)
    session.select_first_in("health")
    qtbot.mouseClick(link(panel, "Hide this lane"), Qt.MouseButton.LeftButton)
    assert "health" not in session.view.shown


def test_a_lane_that_holds_nothing_says_how_much_no_lane_was_named_for(
    session: Session, panel: Details
) -> None:
    home = entry("residence", "FC", "2010-01-01", OPEN)
    visits = [entry("other", "Visited", f"2011-0{month}-01") for month in (1, 2)]
    for others, told in (((), ""), (visits[:1], "1 record stands"), (visits, "2 records stand")):
        session.open_cohort(Cohort(name="test", cases=(a_case(home, *others),)))
        session.select_first_in("health")
        words = said(panel)
        assert "Nothing recorded under Health" in words and told in words
        assert ("in the lane Other" in words) == bool(told)


def test_a_lane_that_was_not_read_is_not_called_empty(session: Session, panel: Details) -> None:
    read = Coverage("Placements", "residence", date(1998, 5, 1), None)
    case = replace(a_case(entry("residence", "FC", "2010-01-01", OPEN)), coverage=(read,))
    session.open_cohort(Cohort(name="test", cases=(case,)))
    session.fold_lane("health")
    assert "Health & wellbeing was not read" in said(panel)
    assert "Nothing recorded under" not in said(panel)


def test_the_cursor_says_what_each_lane_held(session: Session, panel: Details) -> None:
    session.set_cursor(session.extent(of_kind(session, "SCH"))[0])
    words = said(panel)
    assert "On 24 Apr 2013, 14y 11m" in words
    assert "Residence: Secure children’s home" in words
    assert "Support: Grandmother: steady contact; same social worker, 31 months" in words
    assert "CSE: Assessed level: high" in words and "Police: Nothing recorded" in words
    session.set_cursor(None)
    assert "On 24 Apr 2013" not in said(panel)


def test_a_measure_is_given_in_days(session: Session, panel: Details) -> None:
    session.turn_measuring()
    assert "Choose the first position" in said(panel)
    start, end = session.extent(of_kind(session, "SCH"))
    session.measure_at(end)
    assert "Choose the second position" in said(panel)
    session.measure_at(start)
    assert "Measured: 86 days, 12 weeks" in said(panel)
    assert "24 Apr 2013, 14y 11m to 19 Jul 2013" in said(panel)


def test_cards_stay_while_the_selection_moves_on(
    qtbot: QtBot, session: Session, panel: Details
) -> None:
    session.turn_card(of_kind(session, "SCH").id)
    session.turn_card(of_kind(session, "RH").id)
    session.select(of_kind(session, "PRU").id)
    words = said(panel)
    assert "2 cards kept" in words and "Secure children’s home" in words
    assert panel.page is not None
    away = [
        button
        for button in panel.page.findChildren(QAbstractButton)
        if button.accessibleName().startswith("Put the card of")
    ]
    qtbot.mouseClick(away[0], Qt.MouseButton.LeftButton)
    assert session.looking.cards == (of_kind(session, "RH").id,)


def with_source(text: str) -> Cohort:
    source = SourceRow("case01.xlsx", "Placements", 5, (("Detail", text),))
    one = entry("residence", "SCH", "2013-04-24", "2013-07-19")
    return Cohort(name="one", cases=(a_case(replace(one, detail=text, sources=(source,))),))


def test_the_source_row_is_shown_on_demand(qtbot: QtBot, session: Session, panel: Details) -> None:
    session.open_cohort(with_source("Moved in one day"))
    session.select(of_kind(session, "SCH").id)
    assert "As written in" not in said(panel)
    qtbot.mouseClick(link(panel, "Row 5, “Placements” sheet"), Qt.MouseButton.LeftButton)
    assert "As written in case01.xlsx" in said(panel)
    qtbot.mouseClick(link(panel, "Row 5"), Qt.MouseButton.LeftButton)
    assert "As written in" not in said(panel)
    session.show_dates(False)
    assert not panel.page.findChildren(Link)  # type: ignore[union-attr]


def test_long_text_is_folded_until_it_is_asked_for(
    qtbot: QtBot, session: Session, panel: Details
) -> None:
    session.open_cohort(with_source("one word after another " * 30 + "the end"))
    session.select(of_kind(session, "SCH").id)
    assert "the end" not in said(panel)
    longest = max(len(label.text()) for label in panel.page.findChildren(QLabel))  # type: ignore[union-attr]
    assert longest <= LONG + 1
    qtbot.mouseClick(link(panel, "More"), Qt.MouseButton.LeftButton)
    assert "the end" in said(panel)
    qtbot.keyClick(panel, Qt.Key.Key_E)
    assert "the end" not in said(panel)


def test_nothing_selected_shows_the_case_and_what_was_read(
    session: Session, panel: Details
) -> None:
    session.open_cohort(with_source("Moved"))
    words = said(panel)
    assert "1 record" in words and "Residence" in words
    assert "case01.xlsx" in words and "1 row: Placements 1" in words
    assert "What was read" in words


def test_small_screens_have_the_sources_behind_a_tab(
    qtbot: QtBot, session: Session, panel: Details
) -> None:
    session.open_cohort(with_source("Moved"))
    panel.set_compact(True)
    assert panel.width() == 286 and panel.tabs.isVisible()
    assert "case01.xlsx" not in said(panel)
    panel.show_tab(SOURCES)
    assert "case01.xlsx" in said(panel)
    session.select(of_kind(session, "SCH").id)
    assert panel.tab != SOURCES and "86 days" in said(panel)


def test_what_is_looked_at_closely_comes_in_front_of_the_notes(
    session: Session, panel: Details
) -> None:
    panel.set_compact(True)
    panel.offer_notes(True)
    session.select(of_kind(session, "SCH").id)
    panel.show_tab(NOTES)
    session.select(of_kind(session, "EFC").id)
    assert panel.tab == NOTES
    session.turn_near()
    assert panel.tab == DETAILS and "Everything within 30 days" in said(panel)
    panel.show_tab(NOTES)
    session.turn_near()
    assert panel.tab == NOTES
    session.set_cursor(session.period()[0])
    assert panel.tab == DETAILS


def test_the_curtain_takes_what_came_later_from_the_panel(session: Session, panel: Details) -> None:
    secure = of_kind(session, "SCH")
    session.draw_curtain(date_of(session.extent(secure)[0]))
    session.select(secure.id)
    words = said(panel)
    assert "Went to" not in words and "19 Jul" not in words
    session.select()
    assert "As known on 24 Apr 2013" in said(panel) and "2015" not in said(panel)


def test_what_is_written_fits_the_panel(session: Session, panel: Details) -> None:
    for name in [one.id for one in session.in_order()][::7]:
        session.select(name)
        page = panel.page
        assert page is not None and page.minimumSizeHint().width() <= panel.area.viewport().width()
        assert page.height() >= page.heightForWidth(page.width())


def test_the_score_of_a_level_is_told_and_the_level_named_as_assessed(
    session: Session, panel: Details
) -> None:
    """A level stands for a word too, which is no score."""
    level = of_kind(session, "HIGH")
    assert isinstance(level.attributes.get("score"), int)
    session.select(level.id)
    assert panel.page is not None
    titles = [label.text() for label in panel.page.findChildren(QLabel)]
    assert "Assessed level: high" in titles
    assert ("Score", str(level.attributes["score"])) in entry_rows(case_of(session), level, True)
    known = replace(level, value="high")
    assert ("Score", "high") not in entry_rows(case_of(session), known, True)


def case_of(session: Session) -> Case:
    assert session.case is not None
    return session.case


def test_an_area_is_as_long_as_from_its_first_day_to_its_last(
    session: Session, panel: Details
) -> None:
    late, early = (minute_of(date(2013, month, 16)) for month in (3, 11))
    area = Area(Minute(late + 900), Minute(early + 300), frozenset({"residence"}))
    session.select_area(area)
    assert "In 8 months" in said(panel) and "16 Mar 2013" in said(panel)
    assert "16 Nov 2013" in said(panel)
