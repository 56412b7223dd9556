"""Where an analyst left off, as text to be kept with a study, and going back there."""

from __future__ import annotations

import json
from typing import Any

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.times import MINUTES_PER_DAY, Minute
from journeyviewer.session.arrangement import as_words, from_words
from journeyviewer.session.changes import Page
from journeyviewer.session.frames import Frame
from journeyviewer.session.session import Session

LEFT = "left"
"""The name under which a study keeps where it was left."""

LATEST = 4000 * 366 * MINUTES_PER_DAY
"""Later than any period shown; what lies beyond was not written by this program."""


def where(session: Session) -> str:
    """Return where the work stands: case, page, period, lanes, selection and chosen item."""
    frame = session.frames.frame
    return json.dumps(
        {
            "case": session.case.id if session.case is not None else "",
            "page": session.page.value,
            "period": [frame.start, frame.end, frame.fold],
            "lanes": as_words(session.arrangement),
            "selection": list(session.selection),
            "chosen": session.chosen or "",
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def go_back_to(session: Session, left: str) -> None:
    """Go back to where the work was left; what is no longer there is passed over."""
    try:
        kept = json.loads(left)
    except (ValueError, RecursionError):
        return
    if not isinstance(kept, dict) or session.cohort is None:
        return
    lanes = kept.get("lanes")
    if isinstance(lanes, dict) and all(isinstance(one, str) for one in lanes.values()):
        session.arrange(from_words(lanes))
    if any(case.id == kept.get("case") for case in session.cohort.cases):
        session.choose_case(str(kept["case"]))
        _show(session, kept)
    page = kept.get("page")
    if page in (Page.JOURNEY, Page.TABLE):
        session.show_page(Page(page))


def _show(session: Session, kept: dict[str, Any]) -> None:
    """Show the period of the case in sight, and select what was selected in it."""
    frame = _frame(kept.get("period"))
    if frame is not None and frame.start is not None and frame.end is not None:
        session.show_period(frame.start, frame.end)
    elif frame is not None and frame.fold is not None:
        session.move_fold(frame.fold)
    names = kept.get("selection")
    listed = names if isinstance(names, list) else []
    known = [EntryId(one) for one in listed if isinstance(one, str)]
    session.select(*(name for name in known if session.entry(name) is not None))
    chosen = kept.get("chosen")
    if session.study is not None and isinstance(chosen, str) and chosen:
        found = next((name for name in session.study.items if name == chosen), None)
        if found is not None:
            session.choose(found)


def _frame(value: object) -> Frame | None:
    if not isinstance(value, list) or len(value) != 3:
        return None
    if not all(one is None or (type(one) is int and 0 < one < LATEST) for one in value):
        return None
    start, end, fold = (None if one is None else Minute(one) for one in value)
    if start is not None and end is not None and start >= end:
        return None
    return Frame(start, end, fold)
