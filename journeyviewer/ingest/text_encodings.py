"""The encodings of text files: UTF-8, UTF-16, Windows text, or UTF-8 but for some lines."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from journeyviewer.model.problems import Action, Problem, Severity

UTF8 = "utf-8"
WINDOWS = "cp1252"
SHOWN = 6
"""Lines of Windows text in a file of UTF-8 that are named."""


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: a mark at the start, else UTF-16, UTF-8 or Windows."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    sample = data[:2000]
    if len(sample) >= 4 and sample[1::2].count(0) > len(sample) // 4:
        return data.decode("utf-16-le", "replace"), "utf-16-le"
    if len(sample) >= 4 and sample[0::2].count(0) > len(sample) // 4:
        return data.decode("utf-16-be", "replace"), "utf-16-be"
    try:
        return data.decode(UTF8), UTF8
    except UnicodeDecodeError:
        # Windows text seldom holds letters that make whole sense as UTF-8, line after line.
        foreign = [line for line in data.splitlines() if not line.isascii()]
        mixed = any(is_utf8(line) for line in foreign)
        return data.decode(WINDOWS, "replace"), "mixed" if mixed else WINDOWS


def is_utf8(line: bytes) -> bool:
    """True for a text that makes sense as UTF-8."""
    try:
        line.decode(UTF8)
    except UnicodeDecodeError:
        return False
    return True


def decode_by_line(data: bytes) -> tuple[str, list[int]]:
    """Return the text of a file of two encodings, and the lines (from 1) that are Windows text."""
    texts: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(data.splitlines(keepends=True), start=1):
        utf8 = is_utf8(line)
        texts.append(line.decode(UTF8 if utf8 else WINDOWS, "replace"))
        if not utf8:
            lines.append(number)
    return "".join(texts), lines


def decode_windows(data: bytes) -> str:
    """Return Windows text; signs that it has none of are replaced by a mark."""
    return data.decode(WINDOWS, "replace")


def decode_lines(lines: bytes) -> str:
    """Return the text of whole lines each of which is in UTF-8 or else Windows text."""
    try:
        return lines.decode()
    except UnicodeDecodeError:
        return decode_by_line(lines)[0]


def not_utf8(name: str) -> Problem:
    """Return what is said of a file of Windows text."""
    return Problem(
        file=name,
        rule="encoding",
        severity=Severity.INFO,
        message="The file is not in UTF-8; it was read as Windows text. "
        "Check that dashes and accents look right.",
    )


def mixed(name: str, lines: Sequence[int], count: int) -> Problem:
    """Return what is said of a file in UTF-8 but for so many lines, of which these are the first.

    Lines are counted from 1.
    """
    shown = ", ".join(f"{line:,}" for line in lines)
    more = f" and {count - len(lines):,} more" if count > len(lines) else ""
    return Problem(
        file=name,
        row=lines[0],
        rule="encoding-mixed",
        severity=Severity.WARNING,
        action=Action.REPAIR,
        message=f"The file is in UTF-8 but for line {shown}{more}, which were read as Windows "
        "text. Check that dashes and accents look right there.",
    )
