"""What was written on an entry, as lines of the details: notes, key developments and links."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from journeyviewer.model.chronology import Entry
from journeyviewer.model.study import Link, Study
from journeyviewer.model.study_words import anchor_words
from journeyviewer.session.session import Session

MOST_LETTERS = 160


def lines_on(
    session: Session, study: Study, entry: Entry
) -> list[tuple[str, Callable[[], object]]]:
    """Return a line for each, with what a click on it does: choose it, or follow the link."""
    assert session.case is not None
    case = session.case.id
    found: list[tuple[str, Callable[[], object]]] = []
    for number, note in enumerate(study.notes_of(case, session.view.shown), start=1):
        anchor = note.target.anchor
        if anchor is not None and anchor.entry == entry.id:
            words = f"{number}  {note.kind.label}: {_short(note.text)}"
            found.append((words, partial(session.choose, note.id)))
    for number, one in study.developments_of(case):
        if one.target.anchor is not None and one.target.anchor.entry == entry.id:
            words = f"Key development {number}: {_short(one.title)}"
            found.append((words, partial(session.choose, one.id)))
    found += [
        _linked(session, link, entry) for link in study.links_of(case) if _is_end(link, entry)
    ]
    return found


def _is_end(link: Link, entry: Entry) -> bool:
    return entry.id in (link.first.entry, link.second.entry)


def _linked(session: Session, link: Link, entry: Entry) -> tuple[str, Callable[[], object]]:
    onward = link.first.entry == entry.id
    other = link.second if onward else link.first
    if onward:
        words = f"{link.kind.label.capitalize()} {anchor_words(other)}"
    else:
        words = f"{anchor_words(other)} {link.kind.label} this"
    target = session.entry(other.entry)
    run = partial(session.reach, target) if target is not None else partial(session.choose, link.id)
    return words, run


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= MOST_LETTERS else f"{line[: MOST_LETTERS - 1].rstrip()}…"
