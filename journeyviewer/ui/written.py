"""What is said of a note, key development or phase that is drawn: number, kind, day and words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from journeyviewer.model.times import FuzzyDate, Minute, Precision, date_of
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import date_words, period_words, without_dates
from journeyviewer.session.session import Session
from journeyviewer.timeline.annotations import PhaseMark, PinMark
from journeyviewer.timeline.describe import age_words

if TYPE_CHECKING:
    from journeyviewer.model.study import Item

LISTED = 6


@dataclass(frozen=True, slots=True)
class Written:
    """An item as it is read: "Note 19", "Question", "24 April 2013", and its own words."""

    title: str
    kind: str
    when: str
    words: str

    @property
    def name(self) -> str:
        """What a screen reader says: "Note 19, Question, 24 April 2013: 41 days to secure"."""
        head = ", ".join(part for part in (self.title, self.kind, self.when) if part)
        return f"{head}: {self.words}" if self.words else head


def marks_of(session: Session) -> Iterable[PhaseMark | PinMark]:
    """Yield everything of the case in sight that is drawn, by date."""
    return sorted(
        _marks(session), key=lambda mark: mark.start if isinstance(mark, PhaseMark) else mark.at
    )


def mark_of(session: Session, name: str) -> PhaseMark | PinMark | None:
    """Return what is drawn of an item, None when it is not."""
    return next((mark for mark in _marks(session) if mark.id == name), None)


def _marks(session: Session) -> list[PhaseMark | PinMark]:
    if session.journey is None:
        return []
    drawn = session.journey.annotations
    return [*drawn.phases, *drawn.developments, *drawn.notes]


def item_of(session: Session, name: str | None) -> Item | None:
    """Return an item of the study by its id."""
    from journeyviewer.model.items import ItemId

    if session.study is None or name is None:
        return None
    return session.study.items.get(ItemId(name))


def written(session: Session, name: str) -> Written | None:
    """Return what is said of an item that is drawn; dates only while they are shown."""
    from journeyviewer.model.study import KeyDevelopment, Note, Phase

    mark, item = mark_of(session, name), item_of(session, name)
    if mark is None:
        return None
    when = _when(session, mark)
    said = without_dates if not session.view.dates else str
    if isinstance(item, Note):
        return Written(f"Note {mark.number}", item.kind.label, when, said(item.text))
    if isinstance(item, KeyDevelopment):
        title = f"Key development {mark.number}"
        return Written(title, "", when, said(_together(item.title, item.text)))
    if isinstance(item, Phase):
        words = said(_together(item.title, item.summary))
        return Written(f"Phase {mark.number}", "", when, words)
    return None


def lines_of(session: Session, names: list[str]) -> list[tuple[str, bool]]:
    """Return the lines of the tip for items at one place, each with whether it is a heading."""
    found = [said for said in (written(session, name) for name in names) if said is not None]
    if len(found) == 1:
        one = found[0]
        head = f"{one.title}: {one.kind}" if one.kind else one.title
        return [(head, True), (one.when, False), *([(one.words, False)] if one.words else [])]
    lines = [(f"{len(found)} notes close together", True)]
    lines += [(f"{one.title}: {one.words}", False) for one in found[:LISTED]]
    if len(found) > LISTED:
        lines.append((f"and {len(found) - LISTED} more: click again for the next", False))
    return lines if found else []


def _together(title: str, text: str) -> str:
    return f"{title}. {text}" if title.strip() and text.strip() else title.strip() or text.strip()


def _when(session: Session, mark: PhaseMark | PinMark) -> str:
    start = mark.start if isinstance(mark, PhaseMark) else mark.at
    first = _day(start)
    last = _day(Minute(mark.end - 1)) if mark.end is not None else None
    open_end = isinstance(mark, PhaseMark) and last is None
    if session.view.dates:
        if last is not None and last != first:
            return period_words(first, last)
        return f"from {date_words(first)}" if open_end else date_words(first)
    if session.case is None:
        return ""
    age = age_words(first, session.case)
    if last is not None and last != first:
        return f"from {age} to {age_words(last, session.case)}"
    return f"from {age}" if open_end else f"at {age}"


def _day(at: Minute) -> FuzzyDate:
    day: date = date_of(at)
    return FuzzyDate(day, day, Precision.DAY)


def day_after(day: date) -> date:
    """Return the next day: the end of a period that takes in a day."""
    return day + timedelta(days=1)
