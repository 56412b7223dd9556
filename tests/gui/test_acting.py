"""What is enabled does something where one is, or says why not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from journeyviewer.session.changes import Page
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.palette import Choice
from tests.gui.import_help import at_report, words

pytestmark = pytest.mark.gui

OF_ITS_OWN = {"open", "folder", "samples", "open_study", "restore_study", "unpack", "quit"}
OF_THE_WINDOW = {"palette", "full_screen", "larger", "smaller", "usual_size", "keys", "about"}


def enabled(window: MainWindow) -> set[str]:
    found = {name for name, (_, action) in window.acts.made.items() if action.isEnabled()}
    return {name for name in found if not name.startswith("theme_")}


def trigger(window: MainWindow, name: str) -> None:
    action = window.acts.made[name][1]
    assert action.isEnabled(), name
    action.trigger()


def everything(window: MainWindow) -> set[str]:
    return {name for name in window.acts.made if not name.startswith("theme_")}


@pytest.mark.parametrize("page", list(Page))
def test_over_any_page_the_report_leaves_only_what_acts_there(
    window: MainWindow, page: Page
) -> None:
    window.session.show_page(page)
    window.show_report()
    assert at_report(window)
    at_the_report = {"undo", "redo", "add", "close"}
    assert enabled(window) == OF_ITS_OWN | OF_THE_WINDOW | at_the_report
    # Back in what was open, what belongs there can be done again.
    window.desk.page.asked_to_open.emit()
    assert not at_report(window) and "find" in enabled(window)
    assert window.session.page is page


def test_what_a_page_shows_nothing_of_rests_there(window: MainWindow) -> None:
    assert enabled(window) == everything(window)
    window.session.show_page(Page.TABLE)
    assert everything(window) - enabled(window) == {"two_speed", "restore"}
    window.session.show_page(Page.COHORT)
    resting = {"two_speed", "restore", "dates", "next_case", "previous_case"}
    resting |= {"export_page", "export_tables", "export_report"}
    assert everything(window) - enabled(window) == resting
    window.close_cohort()
    assert enabled(window) == OF_ITS_OWN | OF_THE_WINDOW
    trigger(window, "restore_study")
    assert "No study is open" in words(window.notice) and window.notice.isVisible()


def test_the_report_can_be_closed_with_what_is_open(window: MainWindow) -> None:
    window.show_report()
    trigger(window, "close")
    assert window.session.cohort is None and window.pages.currentWidget() is window.welcome


@pytest.mark.parametrize("name", ["find", "find_all", "filter"])
def test_what_is_typed_beside_the_journey_leads_there_from_the_comparison(
    window: MainWindow, name: str
) -> None:
    window.session.show_page(Page.COHORT)
    trigger(window, name)
    assert window.session.page is Page.JOURNEY
    fields = {
        "find": window.toolbar.search,
        "find_all": window.cases.field_for_words,
        "filter": window.filter.field,
    }
    assert window.focusWidget() is fields[name]


def told(window: MainWindow) -> str:
    """Return what is said over the journey for a moment, "" for nothing."""
    hint = window.canvas.findChild(QLabel, "hint")
    return hint.text() if hint is not None and hint.isVisible() else ""


def test_a_hit_is_gone_to_from_the_comparison_or_it_is_said_that_there_is_none(
    window: MainWindow,
) -> None:
    window.session.show_page(Page.COHORT)
    trigger(window, "next_hit")
    assert "Type words to find" in told(window)
    window.session.search("zebra")
    trigger(window, "previous_hit")
    assert "Nothing in this journey holds" in told(window)
    window.session.search("school")
    window.session.show_page(Page.COHORT)
    trigger(window, "next_hit")
    assert window.session.page is Page.JOURNEY
    assert window.session.selection == (window.session.searching.hit,)


@pytest.mark.parametrize("name", ["undo", "redo", "to_check", "waiting", "record", "copy_study"])
def test_what_there_is_nothing_of_is_said_where_it_is_seen(window: MainWindow, name: str) -> None:
    window.session.show_page(Page.COHORT)
    trigger(window, name)
    if name in ("undo", "redo"):
        assert told(window)
        return
    bar = window.notice if window.session.page is Page.COHORT else window.message
    assert bar.isVisible() and words(bar)


def test_the_ends_of_cases_views_and_links_are_said(window: MainWindow) -> None:
    session = window.session
    trigger(window, "previous_case")
    assert "This is the first case." in told(window)
    trigger(window, "next_case")
    trigger(window, "next_case")
    assert "This is the last case." in told(window)
    said: list[str] = []
    window.canvas.hint = said.append  # type: ignore[method-assign]
    trigger(window, "back")
    trigger(window, "forward")
    entry = session.in_order()[0]
    session.select(entry.id)
    trigger(window, "link_on")
    trigger(window, "link_back")
    assert [one.split(" ")[:3] for one in said] == [
        ["There", "is", "no"],
        ["There", "is", "no"],
        ["No", "link", "leads"],
        ["No", "link", "leads"],
    ]
    assert session.selection == (entry.id,)


def test_a_case_found_in_the_palette_is_shown_from_the_comparison(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Choice] = []
    monkeypatch.setattr(
        "journeyviewer.ui.palette.choose", lambda _w, choices, _t: offered.extend(choices)
    )
    window.session.show_page(Page.COHORT)
    window.show_palette()
    other = [one for one in offered if one.group == "Case"][1]
    other.run()
    assert window.session.page is Page.JOURNEY and window.session.case is not None
    assert window.session.case.title == other.words
    offered.clear()
    window.show_report()
    window.show_palette()
    assert offered and not [one for one in offered if one.group == "Case"]
