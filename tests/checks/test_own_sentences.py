"""What the program itself says is never taken for a name, a place or anything that points."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from journeyviewer.ingest.pointing import screen
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.problems import Action, Problem, Severity
from tests.checks.source import modules

READS = ("journeyviewer/ingest/", "journeyviewer/model/")
SENTENCE = re.compile(r"[A-Za-z“][^.:]* [^.:]*[.:]( |$)")


def sentences() -> Iterator[tuple[str, str]]:
    """Yield the sentences of what reads, with a 3 where something is put in."""
    for path, tree in modules().items():
        if not path.startswith(READS):
            continue
        parts = {id(part) for node in ast.walk(tree) for part in _parts(node)}
        for node in ast.walk(tree):
            words = _words(node)
            if id(node) not in parts and SENTENCE.match(words):
                yield f"{path}:{getattr(node, 'lineno', 0)}", words


def _parts(node: ast.AST) -> list[ast.expr]:
    """Return what is no sentence of its own: the parts of one, and what describes code."""
    if isinstance(node, ast.JoinedStr):
        return node.values
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return [node.value]
    return []


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) or "3" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_nothing_is_pointed_out_in_what_the_program_says() -> None:
    said = list(sentences())
    assert len(said) > 300
    found = [f"{where} {words}" for where, words in said if screen(_saying(words)).found]
    assert not found


@pytest.mark.parametrize("words", ["Close it in Salford.", "Was read by Alice Green."])
def test_names_in_such_sentences_are_found(words: str) -> None:
    assert screen(_saying(words)).found


def _saying(words: str) -> Cohort:
    said = Problem(
        file="a.csv", rule="any", severity=Severity.INFO, action=Action.ACCEPT, message=words
    )
    return Cohort(name="a", cases=(), problems=(said,))
