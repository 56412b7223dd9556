"""What a source leaves open for a person to decide, what was repaired, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.values import dataclass

NONE_GIVEN: Mapping[str, str] = MappingProxyType({})
NO_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({})
UNDO = "undo"
"""The decision that takes a repair back."""
AS_THE_REST = "rest"
"""The decision that one child follows the answer for all of them."""


class Topic(StrEnum):
    """What a question is about, the most harmful first: what is wrong there does most damage."""

    PERSON = "person"
    IDENTIFIER = "identifier"
    FORM = "form"
    ORDER = "order"
    DATE = "date"
    WORD = "word"
    OVERLAP = "overlap"
    REPEAT = "repeat"
    UNIT = "unit"
    SUGGESTION = "suggestion"


ASIDE = "keep aside"
"""The answer by which rows are kept, listed and not drawn, until somebody has looked."""
KEEP_ASIDE = frozenset((ASIDE, "aside"))
"""Answers that keep rows aside: the second is that of questions about two dates of one row."""
LEFT_OPEN = KEEP_ASIDE | {"unknown"}
"""Answers that settle nothing, and so mean the same to questions of every kind."""
HARM = tuple(Topic)
"""The order in which questions are asked."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given: its fixed id and its words."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a question is about of one child, for whom it can be answered otherwise.

    `given` is what was decided for this child alone, None where the answer for all holds. `detail`
    is made of dates and words of this program alone.
    """

    key: str
    child: str
    detail: str
    given: str | None = None
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something a program should not decide.

    `key` stays the same when the same source is read again. `default` is the id of the safe choice,
    which holds until another is given; `given` is what was decided, None while nothing was.
    `rows` (1-based) are the rows it is about, `detail` an example in the words of the file. A
    question with `free` also takes any other text as its answer, such as a code of the lane `free`.
    `whole` is the detail with nothing masked in it, to be shown only when that is asked for, and
    `subject` the words it is about, never shown. A `settled` question is answered by the file
    itself; it is shown, and the answer can still be changed. `parts` are the children it is about,
    where it can be answered for each. The same id is the same answer only to questions of one
    `kind`: a row about “Mum” may belong to the journey of a child that it is not about.
    """

    key: str
    topic: Topic
    title: str
    detail: str
    choices: tuple[Choice, ...]
    default: str
    given: str | None = None
    file: str = ""
    sheet: str | None = None
    column: str | None = None
    rows: tuple[int, ...] = ()
    free: str = ""
    whole: str = ""
    subject: str = ""
    settled: bool = False
    parts: tuple[Part, ...] = ()
    kind: str = ""

    @property
    def answer(self) -> str:
        """The id of the choice that holds."""
        return self.default if self.given is None else self.given

    @property
    def is_open(self) -> bool:
        """True while somebody is to decide it."""
        if self.given is not None or self.settled:
            return False
        return not self.parts or any(part.given is None for part in self.parts)

    @property
    def open_rows(self) -> tuple[int, ...]:
        """The rows it is about that somebody is to decide on."""
        if not self.is_open:
            return ()
        decided = {row for part in self.parts if part.given is not None for row in part.rows}
        return tuple(row for row in self.rows if row not in decided) if decided else self.rows

    @property
    def rule(self) -> str:
        """The short fixed name of what it is about, such as "day-order"."""
        return self.key.partition(":")[0]

    def words_of(self, answer: str) -> str:
        """Return the words of an answer; those that were typed are their own."""
        return next((item.label for item in self.choices if item.id == answer), answer)

    def as_problem(self) -> Problem:
        """Return it as a sentence about the reading, for lists of what was said."""
        answer = self.words_of(self.answer)
        said = " ".join(map(_ended, filter(None, (self.title, self.detail.replace("\n", " ")))))
        return Problem(
            file=self.file,
            sheet=self.sheet,
            row=self.rows[0] if self.rows else None,
            rows=self.rows,
            column=self.column,
            rule=self.rule,
            message=f"{said} {'Taken' if self.settled else 'Answer'}: {answer}.",
            severity=Severity.QUESTION if self.is_open else Severity.INFO,
            action=Action.ASK if self.is_open else Action.ACCEPT,
        )


def _ended(words: str) -> str:
    """Return words as a sentence, with its full stop where it has none."""
    return words if words.rstrip()[-1:] in ".?!…:" else f"{words}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A change that reading made, with what stood there; it can be taken back."""

    key: str
    rule: str
    before: str
    after: str
    undone: bool = False
    file: str = ""
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything a person decided about reading.

    `given` holds the choice by key of the question, or `UNDO` by key of a repair. `words` holds, by
    lane and words compared loosely, the code they stand for. `columns` holds, by the fingerprint
    of a table's headings, the field of each heading ("" for a column that is not read).
    `pseudonyms` are names that point at nobody. `cases` are the ids of those that are read of a
    large extract: all of them where there are none, None where nobody was asked.
    """

    given: Mapping[str, str] = field(default_factory=lambda: NONE_GIVEN)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: NO_WORDS)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: NO_WORDS)
    pseudonyms: tuple[str, ...] = ()
    cases: tuple[str, ...] | None = None

    def is_undone(self, key: str) -> bool:
        """True when the repair with this key was taken back."""
        return self.given.get(key) == UNDO


NO_DECISIONS = Decisions()


def key_of(topic: str, *parts: object) -> str:
    """Return the key of a question or repair: its topic, and what it is about as a short hash.

    The words it is about cannot be read from it, so that it can be kept anywhere.
    """
    # Loaded here: the window makes no keys, and starting does not wait for it.
    from journeyviewer.model.hashing import short_hash

    text = "\x1f".join(str(part) for part in parts)
    return f"{topic}:{short_hash(text)}"
