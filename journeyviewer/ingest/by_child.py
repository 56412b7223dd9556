"""Questions that are asked once of a whole file, and can be answered otherwise for one child."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from journeyviewer.model.decisions import Decisions, Part, Question, key_of

if TYPE_CHECKING:
    from journeyviewer.ingest.findings import Findings


@dataclass(slots=True)
class _Asked:
    """What a question is about of one child: the first of it in words, and how often."""

    part: Part
    rows: list[int] = field(default_factory=list)
    times: int = 0


class Parts:
    """Collects, question by question, which children it is about."""

    def __init__(self) -> None:
        self._asked: dict[str, dict[str, _Asked]] = {}

    def add(
        self,
        question: Question,
        child: str,
        rows: Iterable[int],
        words: Callable[[], str],
        decisions: Decisions,
    ) -> str | None:
        """Take note of a child a question is about; return what was decided of it, if anything."""
        known = self._asked.setdefault(question.key, {})
        asked = known.get(child)
        if asked is None:
            key = key_of(question.rule, question.key, child)
            given = decisions.given.get(key)
            if given not in {choice.id for choice in question.choices}:
                given = None
            part = Part(key=key, child=child, detail=words(), given=given)
            asked = known[child] = _Asked(part)
        asked.rows.extend(rows)
        asked.times += 1
        return asked.part.given

    def of(self, key: str) -> tuple[Part, ...]:
        """Return the children a question is about, in the order they were met."""
        return tuple(
            replace(
                asked.part,
                rows=tuple(dict.fromkeys(asked.rows)),
                detail=asked.part.detail + _more(asked.times - 1),
            )
            for asked in self._asked.get(key, {}).values()
        )


def _more(count: int) -> str:
    return f" And {count:,} more." if count else ""


def ask_for(findings: Findings, question: Question, child: str, words: Callable[[], str]) -> str:
    """Put a question of a whole file for one of its children; return the answer that holds there.

    `words` gives what it is about there; only dates and words of this program belong in it.
    """
    usual = findings.ask(question)
    given = findings.parts.add(question, child, question.rows, words, findings.decisions)
    return usual if given is None else given
