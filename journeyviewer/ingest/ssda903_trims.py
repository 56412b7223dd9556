"""Where the episodes of a child overlap, leave a gap or lack an end: said, and offered to mend.

Nothing is moved unless a person asks for it; a move is noted as a repair and can be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from journeyviewer.ingest.by_child import ask_for
from journeyviewer.ingest.findings import Findings, Weight
from journeyviewer.ingest.overlap_question import (
    EARLIER,
    KEEP,
    LATER,
    overlap_key,
    overlap_question,
)
from journeyviewer.ingest.ssda903_rows import Episode
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.words import day_words

CLOSE = "close"


def fit(episodes: Sequence[Episode], findings: Findings) -> list[Episode]:
    """Return a child's episodes, which are in order, with the moves that were asked for."""
    fitted = [_close(episode, episodes, findings) for episode in episodes]
    _apart(fitted, findings)
    return fitted


def _close(episode: Episode, episodes: Sequence[Episode], findings: Findings) -> Episode:
    """Return an episode that lacks an end and is not the last, closed where that was asked for."""
    later = [item.start for item in episodes if item.start.first > episode.start.first]
    if episode.end is not None or not later:
        return episode
    following = min(later, key=lambda start: start.first)
    row = episode.row
    key = key_of("open-then-later", row.sheet.file, row.sheet.name)
    answer = ask_for(
        findings,
        key,
        episode.child,
        (row.number,),
        lambda: (
            f"Began {day_words(episode.start.first)} and has no end; the next begins "
            f"{day_words(following.first)}."
        ),
        lambda: Question(
            key=key,
            topic=Topic.DATE,
            title="Episodes have no end, yet another begins later. When did they end?",
            detail=f"Such as the one that began on {episode.start.raw}; the next on "
            f"{following.raw}.",
            choices=(
                Choice(KEEP, "Not known: draw an unknown end"),
                Choice(CLOSE, "On the day the next one began"),
            ),
            default=KEEP,
            file=row.sheet.file,
            sheet=row.sheet.name,
            column=row.written("DEC"),
            rows=(row.number,),
        ),
    )
    if answer == CLOSE and findings.repair(row, "open-then-later", "no end", following.raw, "DEC"):
        return replace(episode, end=following)
    message = (
        "It has no end (DEC), yet another episode of the child begins later. "
        "It is drawn up to that one with an unknown end."
    )
    findings.say(row, "open-then-later", message, "DEC", Weight.WARN)
    return episode


def _apart(fitted: list[Episode], findings: Findings) -> None:
    """Say where an episode begins before another ends, or later than X1 promised.

    Each episode is compared with the one before it that lasts longest; open ones are said
    elsewhere. What is trimmed takes the place of what was there.
    """
    starts = {episode.start.first for episode in fitted}
    longest = next((at for at, episode in enumerate(fitted) if episode.end is not None), None)
    for at in range(len(fitted)):
        if longest is None or at == longest:
            continue
        first, other = fitted[longest], fitted[at]
        if other.start.first < first.start.first:
            continue
        if first.key != other.key:
            fitted[longest], fitted[at] = _pair(first, other, findings, _last(first) in starts)
        if fitted[at].end is not None and _last(fitted[at]) >= _last(fitted[longest]):
            longest = at


def _last(episode: Episode) -> date:
    return episode.end.last if episode.end else episode.start.last


def _pair(
    first: Episode, other: Episode, findings: Findings, goes_on: bool
) -> tuple[Episode, Episode]:
    """Say an overlap, or a gap where X1 promised that the next episode began at once."""
    assert first.end is not None
    apart = (other.start.first - first.end.last).days
    where = f"row {first.row.number}"
    if apart < 0:
        trimmed = _trim(first, other, findings)
        if trimmed is not None:
            return trimmed
        message = f"It begins {_days(-apart)} before {where} ends. Both are drawn."
        findings.say(other.row, "overlap", message, "DECOM", Weight.WARN)
    elif apart > 0 and not goes_on and first.rec == "X1":
        message = (
            f"It begins {_days(apart)} after {where} ended, although that row says that "
            "the next episode began the same day (X1). The gap is drawn."
        )
        findings.say(other.row, "gap-after-x1", message, "DECOM", Weight.WARN)
    return first, other


def _trim(first: Episode, other: Episode, findings: Findings) -> tuple[Episode, Episode] | None:
    """Ask whether overlaps should be trimmed; None where nothing is moved."""
    end = first.end
    assert end is not None
    sheet = other.row.sheet
    numbers = (first.row.number, other.row.number)
    rows = numbers if first.row.sheet is sheet else numbers[1:]
    answer = ask_for(
        findings,
        overlap_key(sheet),
        other.child,
        rows,
        lambda: f"One until {day_words(end.last)}, the next from {day_words(other.start.first)}.",
        lambda: overlap_question(
            "Episodes",
            f"Such as one until {end.raw} and the next from {other.start.raw}.",
            sheet,
            rows,
        ),
    )
    if answer == EARLIER and first.start.first < other.start.first:
        if findings.repair(first.row, "overlap", end.raw, other.start.raw, "DEC"):
            return replace(first, end=other.start), other
    ends_later = other.end is None or other.end.last > end.last
    if answer == LATER and ends_later:
        if findings.repair(other.row, "overlap", other.start.raw, end.raw, "DECOM"):
            return first, replace(other, start=end)
    return None


def _days(count: int) -> str:
    return "a day" if count == 1 else f"{count:,} days"
