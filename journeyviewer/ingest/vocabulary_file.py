"""Decisions on words in a small file that can be kept, shared between colleagues and merged.

The file is JSON: {"format": "journeyviewer vocabulary", "version": 1, "decisions": [{"lane": ...,
"words": ..., "code": ..., "who": ..., "when": ...}]}. `lane` is a record lane, a lane or a list
(`mapper_tables.vocabulary_of`), `words` are the words as written, `code` is the code chosen, ""
to leave the words as they are. `who` and `when` (a day, YYYY-MM-DD) may be missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from journeyviewer.ingest.mapper import meaning_of
from journeyviewer.ingest.mapper_tables import vocabulary_of
from journeyviewer.model.files import write_whole
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass

FORMAT = "journeyviewer vocabulary"
VERSION = 1
LARGEST = 4_000_000
"""Bytes of a file that is read."""
MOST = 20_000
"""Decisions in one file."""
LONGEST: Mapping[str, int] = {"lane": 40, "words": 500, "code": 20, "who": 100, "when": 10}
"""Letters of each field."""

_NEEDED = ("lane", "words", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person chose for words of a lane or list; `code` "" leaves the words as they are."""

    lane: str
    words: str
    code: str
    who: str = ""
    when: date | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two decisions on the same words that chose different codes; the first one was kept."""

    kept: Decision
    other: Decision

    @property
    def message(self) -> str:
        """What is to be told to a person."""
        return (
            f"“{self.kept.words}” ({self.kept.lane}): {_chosen(self.kept)} was kept, "
            f"the other vocabulary chose {_chosen(self.other)}."
        )


@dataclass(frozen=True, slots=True)
class Merged:
    """Two vocabularies as one, and where they disagreed."""

    decisions: tuple[Decision, ...]
    conflicts: tuple[Conflict, ...]


def _chosen(item: Decision) -> str:
    choice = f"“{item.code}”" if item.code else "to leave the words as they are"
    return f"{choice} ({item.who})" if item.who else choice


def merge(ours: Iterable[Decision], theirs: Iterable[Decision]) -> Merged:
    """Return both vocabularies as one; where they disagree ours stays and it is said."""
    kept: dict[tuple[str, str], Decision] = {}
    conflicts: list[Conflict] = []
    for item in (*ours, *theirs):
        first = kept.setdefault((item.lane, item.words), item)
        if first.code != item.code:
            conflicts.append(Conflict(first, item))
    return Merged(tuple(kept.values()), tuple(conflicts))


def to_bytes(decisions: Iterable[Decision]) -> bytes:
    """Return decisions as the bytes of a file, in the order of lane and words.

    Raises JourneyError for decisions that `from_bytes` would not take back.
    """
    ordered = sorted(decisions, key=lambda item: (item.lane, item.words))
    listed = [_as_json(item) for item in ordered]
    data = {"format": FORMAT, "version": VERSION, "decisions": listed}
    text = json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    from_bytes(text, "The vocabulary")
    return text


def _as_json(item: Decision) -> dict[str, str]:
    row = {"lane": item.lane, "words": item.words, "code": item.code}
    row |= {"who": item.who} if item.who else {}
    row |= {"when": item.when.isoformat()} if item.when else {}
    return row


def from_bytes(data: bytes, name: str) -> tuple[Decision, ...]:
    """Return the decisions in the bytes of a file called `name`; raises JourneyError."""
    if len(data) > LARGEST:
        raise _refused(name, "is too large for a vocabulary")
    try:
        content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise _refused(name, "is no vocabulary: it could not be read as JSON") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _refused(name, "is no vocabulary of this program")
    version = content.get("version")
    if type(version) is not int or version < 1:
        raise _refused(name, "does not say which version of the vocabulary it is")
    if version > VERSION:
        raise JourneyError(
            f"“{name}” was written by a later version of this program.",
            "Open it with that version, or export it there for an earlier one.",
        )
    listed = content.get("decisions")
    if set(content) != {"format", "version", "decisions"} or not isinstance(listed, list):
        raise _refused(name, "does not have the shape of a vocabulary")
    if len(listed) > MOST:
        raise _refused(name, f"holds more than {MOST:,} decisions")
    return tuple(_decision(row, name, number) for number, row in enumerate(listed, start=1))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _decision(row: object, name: str, number: int) -> Decision:
    where = f"is not sound: decision {number}"
    if not isinstance(row, dict) or not set(_NEEDED) <= set(row) <= set(LONGEST):
        raise _refused(name, f"{where} does not have lane, words and code")
    for field, value in row.items():
        if not isinstance(value, str) or len(value) > LONGEST[field]:
            raise _refused(name, f"{where} has a “{field}” that is no text or too long a one")
        if any(not letter.isprintable() and letter not in "\n\t\xa0" for letter in value):
            raise _refused(name, f"{where} has a “{field}” with signs that cannot be shown")
    if not row["words"].strip():
        raise _refused(name, f"{where} has no words")
    try:
        vocabulary_of(row["lane"])
    except KeyError as error:
        raise _refused(name, f"{where} names an unknown lane, “{row['lane']}”") from error
    if row["code"] and meaning_of(row["code"], row["lane"]) is None:
        raise _refused(name, f"{where} chooses an unknown code, “{row['code']}”")
    return Decision(
        lane=row["lane"],
        words=row["words"],
        code=row["code"],
        who=row.get("who", ""),
        when=_day(row.get("when", ""), name, where),
    )


def _day(text: str, name: str, where: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _refused(name, f"{where} has a “when” that is no day such as 2026-03-31") from error


def _refused(name: str, why: str) -> JourneyError:
    return JourneyError(
        f"“{name}” {why}.", "Nothing was changed. Choose a vocabulary exported by this program."
    )


def read_vocabulary(path: Path) -> tuple[Decision, ...]:
    """Return the decisions in a file; raises JourneyError when it cannot be read or is no such."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "the disk did not say why"
        raise JourneyError(f"“{path.name}” could not be read: {reason}.") from error
    return from_bytes(data, path.name)


def write_vocabulary(path: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions to a file, whole or not at all; raises JourneyError."""
    write_whole(path, to_bytes(decisions))
