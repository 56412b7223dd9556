"""Small files, short functions and the field's own words."""

from __future__ import annotations

import ast
import re

from tests.checks.source import ROOT, modules

MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 60
AVOIDED = ("client", "patient", "track", "stage")
BLAMING = (
    "abscond",
    "promiscu",
    "lifestyle choice",
    "at risk herself",
    "put herself at risk",
    "putting herself",
    "putting himself",
    "failed to engage",
    "refused help",
    "hard to reach",
    "troubled",
    "prostitut",
    "attention seeking",
    "placement breakdown",
    "high-risk child",
    "misper",
    "missed opportunit",
    "are you sure",
    "fatal error",
    "invalid row",
)


def test_no_file_is_a_room_too_large_to_know() -> None:
    for path in modules():
        lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
        assert lines <= MOST_FILE_LINES, (path, lines)


def test_no_function_is_long() -> None:
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length <= MOST_FUNCTION_LINES, (path, node.name, length)


def names_in(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return names


def test_names_are_the_terms_of_the_field() -> None:
    for path, tree in modules().items():
        for name in names_in(tree):
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_")
            used = set(words) & {*AVOIDED, *(f"{word}s" for word in AVOIDED)}
            assert not used, (path, name)


def test_no_text_of_ours_blames() -> None:
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said = node.value.lower()
                assert not any(word in said for word in BLAMING), (path, node.value[:80])
    for path in (ROOT / "resources").rglob("*.json"):
        said = path.read_text(encoding="utf-8").lower()
        assert not any(word in said for word in BLAMING), path


def test_no_text_of_ours_shouts() -> None:
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"(^|\s)[A-Za-z]+!(\s|$)", node.value), (path, node.value[:80])
