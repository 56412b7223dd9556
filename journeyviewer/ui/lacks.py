"""What a key of the journey needs before it can do anything, said when it is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyviewer.session.session import Session

ONE = "Select one record first."
ANY = "Select a record first."
TIME = "Select a record first, or drag over a stretch of time."
DAY = "Select a record first, drag over a stretch of time, or put the cursor on a day."
NEAR = "First show everything near a record: select one and choose “Everything near this record”."
CURTAIN = "First choose “As known then”: it hides what came after a day."
LINKED_ON = "No link leads on from this record. Select two and choose “Link the two selected”."
LINKED_BACK = "No link leads to this record. Select two and choose “Link the two selected”."
FIRST_VIEW, LAST_VIEW = "There is no view before this one.", "There is no view after this one."
WRITTEN = "Nothing is written on this journey yet."


def lack(name: str, session: Session) -> str:
    """Return what has to be there before the key of a name does anything, "" when it is.

    `name` is the id that keys have in settings.
    """
    if session.case is None:
        return ""
    needs = [table[name] for table in (_NEEDS, _MORE) if name in table]
    return next((words for there, words in needs if not there(session)), "")


def _is_one(session: Session) -> bool:
    return session.selected is not None


def _is_any(session: Session) -> bool:
    return bool(session.selection)


def _is_time(session: Session) -> bool:
    return bool(session.selection) or session.looking.area is not None


def _is_day(session: Session) -> bool:
    return _is_one(session) or session.target_here().day is not None


def _is_near(session: Session) -> bool:
    return session.looking.near is not None


def _is_curtain(session: Session) -> bool:
    return session.curtain is not None


def _is_written(session: Session) -> bool:
    if session.journey is None:
        return False
    drawn = session.journey.annotations
    return bool(drawn.phases or drawn.developments or drawn.notes)


_NEEDS: dict[str, tuple[Callable[[Session], bool], str]] = {
    **dict.fromkeys(("link_on", "link_back", "text", "align", "card"), (_is_one, ONE)),
    **dict.fromkeys(("fold", "hide", "lane_up", "lane_down"), (_is_one, ONE)),
    "near": (lambda session: _is_one(session) or _is_near(session), ONE),
    **dict.fromkeys(("centre", "cycle", "area"), (_is_any, ANY)),
    **dict.fromkeys(("note_span", "phase"), (_is_time, TIME)),
    "mark_span": (lambda session: _is_time(session) or session.looking.measure is not None, TIME),
    "development": (_is_day, DAY),
    **dict.fromkeys(("nearer", "wider"), (_is_near, NEAR)),
    **dict.fromkeys(("curtain_back", "curtain_on"), (_is_curtain, CURTAIN)),
    **dict.fromkeys(("curtain_month_back", "curtain_month_on"), (_is_curtain, CURTAIN)),
    **dict.fromkeys(("written_next", "written_back"), (_is_written, WRITTEN)),
}

_MORE: dict[str, tuple[Callable[[Session], bool], str]] = {
    "link_on": (lambda session: session.linked(1) is not None, LINKED_ON),
    "link_back": (lambda session: session.linked(-1) is not None, LINKED_BACK),
    "back": (lambda session: session.frames.can_go(-1), FIRST_VIEW),
    "forward": (lambda session: session.frames.can_go(1), LAST_VIEW),
}
"""What is needed besides."""
