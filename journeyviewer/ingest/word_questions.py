"""Questions about words that no list holds; each is asked once for all its rows."""

from __future__ import annotations

from functools import cache

from journeyviewer.ingest.mapper import map_words
from journeyviewer.ingest.table import Sheet
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.lanes import Lane, lanes, loose

AS_WRITTEN = ""
"""The answer that leaves words as they are."""
LONGEST = 60
"""Letters of words that can be a term; longer ones are a sentence and are not asked about."""


def word_key(lane_key: str, words: str) -> str:
    """Return the key of the question what words mean in a lane."""
    return key_of("unknown-word", lane_key, loose(words))


@cache
def lane_titled(title: str) -> Lane | None:
    """Return the lane with this title."""
    return next((lane for lane in lanes() if lane.title == title), None)


def word_question(lane: Lane, words: str, sheet: Sheet, row: int) -> Question:
    """Return the question what words mean; the safe answer leaves them as they are."""
    choices = [Choice(AS_WRITTEN, "Keep its own words")]
    detail = "Until you choose it is drawn with its own words."
    found = map_words(words, lane.key)
    near = None
    if found.lane == lane.key and found.kind is not None:
        near = lane.category(found.kind) or lane.event(found.kind)
    if near is not None:
        choices.append(Choice(near.code, near.label))
        detail = f"It may mean “{near.label}”. {found.reason} {detail}"
    return Question(
        key=word_key(lane.key, words),
        topic=Topic.WORD,
        title=f"“{words}” is not a word of the lane {lane.title}",
        detail=detail,
        choices=tuple(choices),
        default=AS_WRITTEN,
        file=sheet.file,
        sheet=sheet.name,
        rows=(row,),
        free=lane.key,
        subject=words,
    )
