"""Prose whose paragraphs name a day within their first sentence: “On 3 March 2014 she moved”.

That a paragraph tells of the day it names first is likely and no more than that: it may look back,
or go on to other days. So it is offered as a question, and kept aside until that is answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeyviewer.ingest.dated_lines import DAY, LEAST_DATED, MONTH, MOST_LINES, NUMBERS
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.ledger import Ledger
from journeyviewer.ingest.table import Cell, Reading, Sheet, text_of
from journeyviewer.model.decisions import ASIDE, Choice, Question, Topic, key_of
from journeyviewer.model.patterns import later

SHARE = 1 / 3
"""The share of paragraphs with a day in their first sentence from which prose is offered."""
READ = "read each"
KEPT = "It is a paragraph of prose. Answer the question whether such paragraphs are to be read."
SHOWN = 60
"""Letters of the paragraph that is given as an example."""
_YEAR = r"(?:19|20)\d\d"
_WHEN = (
    rf"(?:{NUMBERS}|{_YEAR}-\d\d-\d\d|(?:{DAY}\s+(?:of\s+)?)?{MONTH},?\s+{_YEAR}|"
    rf"(?:spring|summer|autumn|winter)(?:\s+term)?\s+(?:of\s+)?{_YEAR})"
)
_LEAD = (
    r"(?:between|by|after|early(?: in)?|mid|late(?: in)?|around|about|circa|c\.|"
    r"(?:the )?(?:end|beginning|start) of)"
)
DATE = later(
    rf"\b(?:(?:{_LEAD}[ -])?{_WHEN}(?:\s*(?:-|–|to|until|and)\s*{_WHEN})?|"
    rf"{_LEAD}[ -]{_YEAR}|(?<=\bin ){_YEAR}|(?<=\bduring ){_YEAR})(?![\w/])",
    re.IGNORECASE,
)
"""A day, month or season, with words such as “by”; a bare year only after “in” or “during”."""
SENTENCE_END = later(r"(?<!\bc)(?<!\bapprox)[.!?](?=\s+[A-Z“\"'(])")
LOOKS_BACK = later(
    r"\b(?:born|birth|d\.?o\.?b)\b|"
    r"(?<=\w )(?:since|until|before|prior to|from|known in)\s+(?:the )?$",
    re.IGNORECASE,
)
"""A birth says who somebody is, and “known since 2004” looks back: neither is when it happened."""


def day_named(paragraph: str) -> str:
    """Return the day that the first sentence of a paragraph names first, "" when it names none.

    A birth is not meant, nor what the sentence looks back to.
    """
    end = SENTENCE_END.search(paragraph)
    sentence = paragraph[: end.start()] if end else paragraph
    found = DATE.search(sentence)
    if found is None or LOOKS_BACK.search(sentence[: found.start()]):
        return ""
    from journeyviewer.ingest.chronology_columns import is_date

    return found.group() if is_date(found.group()) else ""


def prose_of(file: str, name: str | None, lines: Sequence[str], group: int) -> Sheet | None:
    """Return paragraphs as the sheet of a chronology that is asked about; None where few fit."""
    filled = [line.strip() for line in lines[:MOST_LINES] if line.strip()]
    rows: list[tuple[Cell, ...]] = [(day_named(line) or None, line) for line in filled]
    count = sum(1 for day, _ in rows if day)
    if count < LEAST_DATED or count < SHARE * len(rows):
        return None
    return Sheet(file, name, tuple(rows), group, dated_lines=True, dated_within=True)


def is_left_aside(sheet: Sheet, reading: Reading, findings: Findings) -> bool:
    """Ask about prose and keep its rows aside unless they are to be read; True if it did."""
    if not sheet.dated_within:
        return False
    question = _question(sheet)
    if findings.ask(question) == READ:
        return False
    ledger = Ledger(sheet)
    for number in range(1, len(sheet.rows) + 1):
        ledger.set_aside(number, KEPT, waits_for=question.key)
    reading.tallies.append(ledger.close())
    reading.tray.extend(ledger.tray)
    findings.close_into(reading)
    return True


def _question(sheet: Sheet) -> Question:
    named = [row for row in sheet.rows if row[0]]
    first = text_of(named[0][1])
    shown = first if len(first) <= SHOWN else f"{first[:SHOWN].rsplit(' ', 1)[0]}…"
    return Question(
        key=key_of(Topic.FORM, sheet.file, sheet.name, "prose"),
        topic=Topic.FORM,
        title="Should each paragraph be read as a note of the day it names first?",
        detail=f"There is no table. {len(named)} of {len(sheet.rows)} paragraphs name a day in "
        f"their first sentence, such as “{shown}” ({text_of(named[0][0])}). Each would stand "
        "at that day with all its words, also where it looks back or goes on to other days. "
        "Until you say so they are kept aside.",
        choices=(
            Choice(READ, "Yes: one record for each paragraph that names a day"),
            Choice(ASIDE, "Keep the text aside until I have looked"),
        ),
        default=ASIDE,
        file=sheet.file,
        sheet=sheet.name,
    )
