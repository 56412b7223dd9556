"""Questions that are asked once of a whole file, and can be answered otherwise for one child."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import TYPE_CHECKING

from journeyviewer.model.decisions import Part, Question, key_of
from journeyviewer.model.values import dataclass

if TYPE_CHECKING:
    from journeyviewer.ingest.findings import Findings


@dataclass(slots=True)
class _Asked:
    """What a question is about of one child: the first of it in words, and how often."""

    key: str
    child: str
    words: str
    given: str | None
    rows: list[int] = field(default_factory=list)
    times: int = 0


class Parts:
    """Collects, question by question, which children it is about."""

    def __init__(self) -> None:
        self._asked: dict[str, dict[str, _Asked]] = {}

    def add(
        self,
        question: str,
        child: str,
        rows: Iterable[int],
        words: Callable[[], str],
        given: Callable[[str], str | None],
    ) -> str | None:
        """Take note of a child the question with this key is about.

        Returns what was decided of the child; `given` tells it by the key of its part.
        """
        known = self._asked.setdefault(question, {})
        asked = known.get(child)
        if asked is None:
            key = key_of(question.partition(":")[0], question, child)
            asked = known[child] = _Asked(key, child, words(), given(key))
        more = [row for row in rows if row not in asked.rows]
        if more or not asked.times:
            # What is asked again changes nothing.
            asked.rows.extend(more)
            asked.times += 1
        return asked.given

    def of(self, key: str) -> tuple[Part, ...]:
        """Return the children a question is about, in the order they were met."""
        return tuple(
            Part(
                key=asked.key,
                child=asked.child,
                detail=asked.words + _more(asked.times - 1),
                given=asked.given,
                rows=tuple(asked.rows),
            )
            for asked in self._asked.get(key, {}).values()
        )


def _more(count: int) -> str:
    return f" And {count:,} more." if count else ""


def ask_for(
    findings: Findings,
    key: str,
    child: str,
    rows: tuple[int, ...],
    words: Callable[[], str],
    question: Callable[[], Question],
) -> str:
    """Put a question of a whole file for one of its children; return the answer that holds there.

    `question` makes the one with this key about these rows, where it is asked for the first time.
    `words` gives what it is about there; only dates and words of this program belong in it.
    """
    usual: str | None = None
    for row in rows:
        usual = findings.ask_again(key, row)
    if usual is None:
        usual = findings.ask(question())
    decided = findings.decisions.given

    def given(part: str) -> str | None:
        answer = decided.get(part) if decided else None
        if answer is None or answer not in {choice.id for choice in question().choices}:
            return None
        return answer

    answer = findings.parts.add(key, child, rows, words, given)
    return usual if answer is None else answer
