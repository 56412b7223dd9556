"""What a Word document holds beside its text: styles that hide, comments, headers, notes."""

from __future__ import annotations

import re
import xml.parsers.expat
import zipfile
from collections.abc import Callable
from dataclasses import field

from journeyviewer.ingest.prescan import CHUNK
from journeyviewer.ingest.word_parser import is_on, short, value_of
from journeyviewer.model.values import dataclass

STYLES = "word/styles.xml"
PARTS = (
    (re.compile(r"word/comments\.xml"), "w:comment", "comment", "comments"),
    (re.compile(r"word/header\d*\.xml"), "w:t", "", "page headers"),
    (re.compile(r"word/footer\d*\.xml"), "w:t", "", "page footers"),
    (re.compile(r"word/footnotes\.xml"), "w:t", "", "footnotes"),
    (re.compile(r"word/endnotes\.xml"), "w:t", "", "endnotes"),
)
"""Parts that may exist, the element that shows that one is not empty, and their names."""
OTHERS = (
    ("word/media/", "pictures"),
    ("word/embeddings/", "embedded files"),
    ("word/vbaproject.bin", "macros"),
)


@dataclass(slots=True)
class Beside:
    """Names of what exists beside the text and is not read, with numbers where they matter."""

    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Style:
    """A style: whether it hides its text itself, and the style it is based on."""

    hides: bool | None = None
    parent: str = ""


def hidden_styles(package: zipfile.ZipFile) -> frozenset[str]:
    """Return the ids of the styles whose text is hidden, by themselves or by what they build on."""
    if STYLES not in package.namelist():
        return frozenset()
    styles: dict[str, _Style] = {}
    current = _Style()

    def start(full: str, attributes: dict[str, str]) -> None:
        nonlocal current
        tag = short(full)
        if tag == "w:style":
            name = next((text for key, text in attributes.items() if short(key) == "w:styleId"), "")
            current = styles.setdefault(name, _Style())
        elif tag == "w:basedOn":
            current.parent = value_of(attributes)
        elif tag == "w:vanish":
            current.hides = is_on(attributes)

    _follow(package, STYLES, start)
    return frozenset(name for name in styles if _hides(styles, name))


def _hides(styles: dict[str, _Style], name: str) -> bool:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        hides = styles[name].hides
        if hides is not None:
            return hides
        name = styles[name].parent
    return False


def beside_text(package: zipfile.ZipFile) -> Beside:
    """Return what a document holds beside its text that is not read."""
    found = Beside()
    names = package.namelist()
    for pattern, tag, counted, words in PARTS:
        number = sum(_count(package, name, tag) for name in names if pattern.fullmatch(name))
        if number and counted:
            found.words.append(f"{number:,} {counted if number == 1 else words}")
        elif number:
            found.words.append(words)
    for start, words in OTHERS:
        if any(name.lower().startswith(start) for name in names):
            found.words.append(words)
    return found


def _count(package: zipfile.ZipFile, part: str, tag: str) -> int:
    number = 0

    def start(full: str, _: dict[str, str]) -> None:
        nonlocal number
        number += short(full) == tag

    _follow(package, part, start)
    return number


def _follow(
    package: zipfile.ZipFile, part: str, start: Callable[[str, dict[str, str]], None]
) -> None:
    """Hand every element of a part to `start`; raises ValueError for one that declares entities."""

    def refuse(*_: object) -> None:
        raise ValueError("a document type definition")

    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
