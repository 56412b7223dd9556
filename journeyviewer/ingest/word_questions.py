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
OPENING, CLOSING = tuple('“"„'), tuple('”"“')


def is_term(words: str) -> bool:
    """Return whether words can be a term of a list: not a sentence, nor what somebody said."""
    return len(words) <= LONGEST and not _is_said(words)


def _quoted(words: str) -> str:
    """Return words in quotation marks; those that have them keep theirs."""
    return words if _is_said(words) else f"“{words}”"


def _is_said(words: str) -> bool:
    return len(words) > 2 and words[0] in OPENING and words[-1] in CLOSING


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
        # That the words name it says no more than that they may mean it.
        why = "" if found.reason == f"The words name “{near.label}”." else f"{found.reason} "
        detail = f"It may mean “{near.label}”. {why}{detail}"
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


def said_unknown(words: str, lane: str) -> str:
    """Return what is said of words that no list holds; `lane` "" where they name no lane."""
    if not lane:
        return f"“{words}” names no lane: it is shown in the lane Other."
    return (
        f"{_quoted(words)} is not a word of the lane {lane} yet. It is drawn with its own words; "
        "choose a word of the list if one fits."
    )
