"""Lines that stand above what is about another child: “The following relates to her brother”."""

from __future__ import annotations

import re

from journeyviewer.ingest.chronology_people import MOST_WORDS, SIBLING, tells_of_another

HEADS = re.compile(
    r"\b(?:following|below|next|remaining|from here|rest)\b.*\b(?:relat\w+|concern\w*|about|for|"
    r"refer\w*)\b|\b(?:entries|events|chronology|notes|records?)\b.*\b(?:relat\w+|concern\w*|about|"
    r"for|of)\b",
    re.IGNORECASE,
)
"""What a line says that stands above rows and tells what they are about."""


def heads_another(line: str) -> bool:
    """True for a line above what is about another: “The following relates to her brother Alex”."""
    short = len(line.split()) <= MOST_WORDS
    return short and HEADS.search(line) is not None and tells_of_another(line)


def names_sibling(line: str) -> bool:
    """True for a short line that names a sibling and is no sentence: “Events for her sister”."""
    short = len(line.split()) <= MOST_WORDS and not re.search(r"[.!?]\W*$", line)
    return short and SIBLING.search(line) is not None
