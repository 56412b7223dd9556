"""Saying aloud what changed where no focus moves: views, filters, hits, what was saved."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from journeyviewer.model.counts import record_count
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import Age, Minute, date_of
from journeyviewer.model.words import counted, listed, month_words, nearest_month
from journeyviewer.session.session import Change, Page, Session
from journeyviewer.timeline.view import View
from journeyviewer.ui.parts import once_after

QUIET_MS = 400
"""How long nothing must change before it is said, so that a zoom is said once."""
PAGES = {Page.JOURNEY: "Journey", Page.TABLE: "Table of records", Page.COHORT: "All cases"}


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say words, once it is done with what it says; else nothing happens."""
    if words and isValid(widget) and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Announcer(QObject):
    """Says what changed in the session, in as few words as tell it.

    Selections are not said here: the item that is selected has the focus and says its own name.
    """

    def __init__(self, session: Session, widget: QWidget) -> None:
        super().__init__(widget)
        self.session = session
        self.widget = widget
        self._waiting: dict[Change, str] = {}
        self._view = session.view
        self._timer = once_after(self, QUIET_MS, self._say)
        session.listen(self._on_change)

    def _on_change(self, change: Change) -> None:
        if not isValid(self):
            return
        words = self._words(change)
        if words:
            self._waiting[change] = words
            self._timer.start()

    def _say(self) -> None:
        words = ". ".join(self._waiting.values())
        self._waiting.clear()
        announce(self.widget, words)

    def _words(self, change: Change) -> str:
        session = self.session
        if change is Change.CASE:
            self._view = session.view
            return self._case()
        if change is Change.VIEW:
            before, self._view = self._view, session.view
            return view_words(session, before, self._view)
        if change is Change.FILTER:
            if session.filter.empty:
                return "No filter, every record shown"
            return f"{counted(session.passed_over, 'record')} hidden by the filter"
        if change is Change.SEARCH:
            return search_words(session)
        return PAGES[session.page] if change is Change.PAGE else ""

    def _case(self) -> str:
        case, curtain = self.session.case, self.session.curtain
        if case is None:
            return ""
        words = f"{case.title}, {counted(record_count(case), 'record')}"
        if curtain is None:
            return words
        return f"{words}, as known by {moment_words(self.session, curtain.toordinal() * 24 * 60)}"


def search_words(session: Session) -> str:
    """Return "2 of 7" for the current hit, or that there is none."""
    search = session.searching
    if not search.words.strip():
        return ""
    if not search.hits:
        return f"Nothing found for {search.words}"
    return f"{search.current + 1} of {len(search.hits)}"


def view_words(session: Session, before: View, after: View) -> str:
    """Return what is different in a view, such as "Residence folded" or the period shown."""
    said = []
    if before.dates != after.dates:
        said.append("Dates and ages" if after.dates else "Dates hidden, ages only")
    changes = (
        (after.open_lanes - before.open_lanes, "opened"),
        (before.open_lanes - after.open_lanes, "folded"),
        (after.hidden - before.hidden, "left out"),
        (before.hidden - after.hidden, "shown again"),
    )
    for lanes, what in changes:
        if lanes:
            titles = [lane(key).title for key in after.order if key in lanes]
            said.append(f"{listed(titles)} {what}")
    if (before.start, before.end) != (after.start, after.end):
        said.append(period_words(session, after))
    elif before.shown != after.shown and before.hidden == after.hidden:
        said.append("Lanes in another order")
    return ". ".join(said)


def period_words(session: Session, view: View) -> str:
    """Return the period shown, in dates or in ages."""
    if view.start is None or view.end is None:
        return "The whole journey"
    start, end = moment_words(session, view.start), moment_words(session, view.end)
    return f"Showing {start} to {end}"


def moment_words(session: Session, at: Minute | int) -> str:
    """Return a position as a month, or as an age when dates are hidden."""
    day, journey = date_of(Minute(at)), session.journey
    if session.view.dates:
        return month_words(day)
    if journey is None:
        return ""
    since = journey.birth or date_of(journey.start)
    if day < since:
        return "before birth" if journey.birth else "before the first record"
    age = Age(*divmod(nearest_month(since, day), 12))
    return str(age) if journey.birth else f"{age} after the first record"
