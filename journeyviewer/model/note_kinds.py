"""What a note can be: a word, never a colour."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class NoteKind(StrEnum):
    """What a note is; a word, never a colour."""

    OBSERVATION = "observation"
    QUESTION = "question"
    STRENGTH = "strength"
    EARLIER_CHANCE = "earlier-chance"
    GOOD_PRACTICE = "good-practice"
    RECORD_GAP = "record-gap"
    TURNING_POINT = "turning-point"
    THEIR_WORDS = "their-words"

    @property
    def label(self) -> str:
        """The word on screen and in figures."""
        return _KINDS[self][0]

    @property
    def hint(self) -> str:
        """What the word is for, shown while choosing."""
        return _KINDS[self][1]


_KINDS: Mapping[NoteKind, tuple[str, str]] = {
    NoteKind.OBSERVATION: ("Observation", "what the record shows here"),
    NoteKind.QUESTION: ("Question", "what to ask, and of whom"),
    NoteKind.STRENGTH: ("Strength", "what helped, or who stayed alongside"),
    NoteKind.EARLIER_CHANCE: ("Earlier chance", "with hindsight"),
    NoteKind.GOOD_PRACTICE: ("Good practice", "what a service did well"),
    NoteKind.RECORD_GAP: ("Record gap", "what the record does not say"),
    NoteKind.TURNING_POINT: ("Turning point", "after this the journey went another way"),
    NoteKind.THEIR_WORDS: ("Their words", "what the young person said, as recorded"),
}
