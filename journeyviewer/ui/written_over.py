"""What stands over the journey of what is chosen or being written."""

from __future__ import annotations

from journeyviewer.model.study import KeyDevelopment, Note, Phase
from journeyviewer.model.times import minute_of
from journeyviewer.session.session import Session
from journeyviewer.timeline.pins_states import Draft, chosen_marks, draft_marks
from journeyviewer.timeline.scene import Mark
from journeyviewer.ui.overlay import Sheet


def written_marks(session: Session, sheet: Sheet) -> list[Mark]:
    """Return the marks of what is chosen, and of the place of what has no number yet."""
    marks = chosen_marks(sheet.scene, session.chosen)
    draft = draft_of(session, sheet)
    return marks if draft is None else [*marks, *draft_marks(sheet.scene, draft, sheet.metrics)]


def draft_of(session: Session, sheet: Sheet) -> Draft | None:
    """Return the place of what is being written and not drawn yet; None where it has none."""
    item = session.editing
    if item is None or (session.study is not None and item.id in session.study.items):
        return None
    if isinstance(item, Phase):
        lane, start, end = "", item.start, item.end
    elif isinstance(item, Note | KeyDevelopment) and item.target.day is not None:
        over = isinstance(item, KeyDevelopment)
        lane = "" if over else item.target.drawn_lane
        start, end = item.target.day, item.target.end
    else:
        return None
    right = sheet.scale.x(minute_of(end)) if end is not None else None
    return Draft(lane, sheet.scale.x(minute_of(start)), right)
