"""What the program itself says is never taken for a name, a place or anything that points."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from journeyviewer.ingest.pointing import screen
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.problems import Action, Problem, Severity
from tests.checks.source import ROOT, modules

READS = ("journeyviewer/ingest/", "journeyviewer/model/")
UNSEEN = frozenset(("words", "source"))
"""Columns of patterns, and of where lists were found: nobody is shown them."""
VOCABULARIES = ROOT / "resources" / "vocabularies"
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


def labels() -> Iterator[tuple[str, str]]:
    """Yield the headings and labels of the vocabularies; patterns and sources are not shown."""
    for path in sorted(VOCABULARIES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                yield from ((path.name, row[name]) for name in row if name not in UNSEEN)
    for name in ("annex_a.json", "ssd.json"):
        found = json.loads((VOCABULARIES / name).read_text(encoding="utf-8"))
        del found["source"]
        yield from ((name, words) for words in _inside(found))


def _inside(value: object) -> Iterator[str]:
    """Yield the words inside a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in (*value, *(value.values() if isinstance(value, dict) else ())):
            yield from _inside(each)


@pytest.mark.parametrize(("what", "least"), [(sentences, 300), (labels, 3_000)])
def test_nothing_is_pointed_out_in_what_the_program_says(
    what: Callable[[], Iterator[tuple[str, str]]], least: int
) -> None:
    said = list(what())
    assert len(said) > least
    found = screen(_saying(*(words for _, words in said))).by_text
    assert not [f"{where} {words}" for where, words in said if words in found]


@pytest.mark.parametrize("words", ["Close it in Salford.", "Was read by Alice Green."])
def test_names_in_such_sentences_are_found(words: str) -> None:
    assert screen(_saying(words)).found


def _saying(*words: str) -> Cohort:
    said = Problem(
        file="a.csv", rule="any", severity=Severity.INFO, action=Action.ACCEPT, message=""
    )
    problems = tuple(replace(said, message=each) for each in words)
    return Cohort(name="a", cases=(), problems=problems)
