"""What a PDF says of itself beside its pages: its language, and bookmarks to its pages.

The writer of the toolkit can do neither. It cannot tag text for screen readers either, and nor is
that done here: the page in HTML and the Word report are the forms for those who listen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LANGUAGE = "en-GB"

Bookmark = tuple[str, int]
"""Words, and the page they lead to, from 0."""


def text_string(words: str) -> bytes:
    """Return words as a text string of a PDF, in UTF-16."""
    return b"<%s>" % (b"\xfe\xff" + words.encode("utf-16-be", "replace")).hex().encode()


def add_catalogue(parts: dict[int, bytes], root: int, bookmarks: Sequence[Bookmark]) -> None:
    """Give the root of a PDF its language and bookmarks; viewers show its title, not its name.

    `parts` are its objects by number. Raises ValueError when they are not built as expected.
    """
    said = [b"/Lang (%s)" % LANGUAGE.encode(), b"/ViewerPreferences << /DisplayDocTitle true >>"]
    if bookmarks:
        outline = max(parts) + 1
        _add_outline(parts, outline, bookmarks, _pages(parts))
        said += [b"/Outlines %d 0 R" % outline, b"/PageMode /UseOutlines"]
    catalogue = parts[root]
    if b"/Type /Catalog\n" not in catalogue:
        raise ValueError("the root of the PDF is no catalogue")
    extra = b"/Type /Catalog\n" + b"\n".join(said) + b"\n"
    parts[root] = catalogue.replace(b"/Type /Catalog\n", extra, 1)


def _pages(parts: dict[int, bytes]) -> list[int]:
    """Return the numbers of the pages' objects, in their order."""
    for part in parts.values():
        found = re.search(rb"/Type /Pages\s.*?/Kids\s*\[([^\]]*)\]", part, re.S)
        if found:
            return [int(number) for number in re.findall(rb"(\d+) 0 R", found[1])]
    raise ValueError("the PDF has no pages")


def _add_outline(
    parts: dict[int, bytes], outline: int, bookmarks: Sequence[Bookmark], pages: Sequence[int]
) -> None:
    first, last = outline + 1, outline + len(bookmarks)
    parts[outline] = (
        b"%d 0 obj\n<<\n/Type /Outlines\n/First %d 0 R\n/Last %d 0 R\n/Count %d\n>>\nendobj\n"
        % (outline, first, last, len(bookmarks))
    )
    for number, (words, page) in enumerate(bookmarks, first):
        lines = [
            b"/Title %s" % text_string(words),
            b"/Parent %d 0 R" % outline,
            b"/Dest [%d 0 R /Fit]" % pages[page],
        ]
        if number > first:
            lines.append(b"/Prev %d 0 R" % (number - 1))
        if number < last:
            lines.append(b"/Next %d 0 R" % (number + 1))
        parts[number] = b"%d 0 obj\n<<\n%s\n>>\nendobj\n" % (number, b"\n".join(lines))
