"""Decisions about reading in a file: small, versioned, checked before anything is believed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeyviewer.model.decisions import NO_DECISIONS, Decisions
from journeyviewer.model.files import write_whole
from journeyviewer.model.problems import JourneyError

FORMAT = "jv-decisions-1"
MOST_BYTES = 8 * 1024 * 1024
MOST_TEXT = 500
"""Letters of one key or answer."""


class LeftAlone(JourneyError):
    """Decisions that cannot be read here and may be whole: nothing may be written over them."""


def decisions_text(decisions: Decisions) -> str:
    """Return decisions as the text of a file, in an order that does not change by itself."""
    content: dict[str, object] = {
        "format": FORMAT,
        "given": dict(decisions.given),
        "words": {lane: dict(words) for lane, words in decisions.words.items()},
        "columns": {table: dict(fields) for table, fields in decisions.columns.items()},
        "pseudonyms": list(decisions.pseudonyms),
    }
    if decisions.cases is not None:
        content["cases"] = list(decisions.cases)
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def save_decisions(decisions: Decisions, path: Path) -> None:
    """Write decisions whole or not at all; raises JourneyError."""
    write_whole(path, decisions_text(decisions).encode())


def load_decisions(path: Path) -> Decisions:
    """Return the decisions of a file; raises JourneyError that names it and says what to do.

    A report saved as JSON is taken too: the decisions it was made with are in it. What was raised
    is a LeftAlone unless the file is damaged.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LeftAlone(f"“{path.name}” is too large to hold decisions.", ADVICE)
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = error.strerror or "the disk did not say why"
        raise LeftAlone(f"“{path.name}” could not be read: {reason}.", ADVICE) from error
    except (ValueError, RecursionError) as error:
        raise JourneyError(f"“{path.name}” holds no decisions.", ADVICE) from error
    if isinstance(content, dict) and isinstance(content.get("decisions"), dict):
        content = content["decisions"]
    return decisions_from(content, path.name)


ADVICE = "Choose a file of decisions, or a report saved as JSON by this program."


def decisions_from(content: object, name: str) -> Decisions:
    """Return the decisions in parsed JSON; raises JourneyError for anything else."""
    if not isinstance(content, dict) or not str(content.get("format", "")).startswith("jv-decis"):
        raise JourneyError(f"“{name}” holds no decisions.", ADVICE)
    if content["format"] != FORMAT:
        raise LeftAlone(
            f"“{name}” was written by a newer version of journeyviewer.",
            "Install that version, or decide again.",
        )
    pseudonyms, cases = content.get("pseudonyms", []), content.get("cases")
    try:
        return Decisions(
            given=_texts(content.get("given", {})),
            words={_text(lane): _texts(words) for lane, words in _object(content, "words")},
            columns={_text(table): _texts(fields) for table, fields in _object(content, "columns")},
            pseudonyms=tuple(_text(each) for each in _list(pseudonyms)),
            cases=None if cases is None else tuple(_text(each) for each in _list(cases)),
        )
    except (TypeError, ValueError) as error:
        raise JourneyError(f"“{name}” is damaged: {error}.", ADVICE) from error


def _object(content: Mapping[str, Any], name: str) -> list[tuple[Any, Any]]:
    value = content.get(name, {})
    if not isinstance(value, dict):
        raise TypeError(f"{name} is no list of answers")
    return list(value.items())


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("the pseudonyms are no list")
    return value


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError("an answer is no text")
    return {_text(key): _text(each) for key, each in value.items()}


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST_TEXT:
        raise TypeError("an answer is no short text")
    return value


def together(first: Decisions, second: Decisions) -> Decisions:
    """Return both; where they differ the second counts."""
    if second == NO_DECISIONS:
        return first
    lanes = {*first.words, *second.words}
    return Decisions(
        given={**first.given, **second.given},
        words={lane: {**first.words.get(lane, {}), **second.words.get(lane, {})} for lane in lanes},
        columns={**first.columns, **second.columns},
        pseudonyms=tuple(dict.fromkeys((*first.pseudonyms, *second.pseudonyms))),
    )
