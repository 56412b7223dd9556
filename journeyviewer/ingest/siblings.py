"""Ids that may be one child's: asked, kept apart until answered, and then joined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.findings import Findings
from journeyviewer.model.chronology import Case
from journeyviewer.model.decisions import Choice, Question, Topic, key_of

NUMBERED = re.compile(
    r"(?:yp|cyp|ch|child|case|youngperson|person|subject|p|c|id)?(?P<number>\d{1,4})"
)
"""Ids that say no more than a number: YP1, Case 1, 1."""
APART, JOINED = "apart", "same"


def plain_id(text: str) -> str:
    """Return an id as it compares: without spaces, signs, letter case, leading noughts and suffix.

    The suffix is the number of an authority that some systems add: 689661_301.
    """
    bare = re.sub(r"(?<=\d)_\d{3}$", "", text.casefold())
    return re.sub(r"[\W_]+|(?<!\d)0+(?=\d)", "", bare)


def joined_names(cases: Sequence[Case], findings: Findings) -> dict[str, str]:
    """Return the id of each child by the ids as read, after ids were said to be one child's.

    Every pair of ids that differ only in how they are written (“YP1” and “yp 01”, 123 and 000123),
    or that give one number in different tables (“YP1” and “1”, “Case 1”), is asked about once;
    until it is answered they are two children.
    """
    first: dict[str, str] = {}
    numbered: dict[str, Case] = {}
    names: dict[str, str] = {}
    for case in cases:
        if case.id in names:
            continue
        plain = plain_id(case.id)
        known = first.setdefault(plain, case.id)
        alike = known != case.id
        if not alike:
            known = _of_number(case, plain, numbered)
        names[case.id] = known
        if known != case.id and not _are_one(known, case, findings, alike):
            names[case.id] = case.id
    return names


def _of_number(case: Case, plain: str, numbered: dict[str, Case]) -> str:
    """Return the id of another table's child with the same number, else the case's own.

    `plain` is the case's id as it compares.
    """
    match = NUMBERED.fullmatch(plain)
    if match is None:
        return case.id
    other = numbered.setdefault(match["number"], case)
    return case.id if other is case or _tables(other) & _tables(case) else other.id


def _tables(case: Case) -> set[tuple[str, str | None]]:
    """Return the tables that name a case, as far as its entries are made."""
    return {(source.file, source.sheet) for entry in case.entries for source in entry.sources}


def joined_ids(cases: Sequence[Case], names: Mapping[str, str]) -> list[Case]:
    """Return the cases under the ids they go by.

    To be called after all readers and before cases of one id are merged.
    """
    # A copy would make the entries of a case that nobody looks at yet.
    return [
        case if names[case.id] == case.id else replace(case, id=names[case.id]) for case in cases
    ]


def _are_one(known: str, case: Case, findings: Findings, alike: bool) -> bool:
    source = next((item for entry in case.entries for item in entry.sources), None)
    answer = findings.ask(
        Question(
            key=key_of(Topic.IDENTIFIER, known, case.id),
            topic=Topic.IDENTIFIER,
            title="Are these the same child?",
            detail=f"{known} and {case.id} {_why(known, case.id, alike)}. "
            "Until you say so they are two children.",
            choices=(
                Choice(APART, f"{known} and {case.id} are two children"),
                Choice(JOINED, f"They are the same child, called {known}"),
            ),
            default=APART,
            file=source.file if source else "",
            sheet=source.sheet if source else None,
            rows=(source.row,) if source and source.row else (),
        )
    )
    return answer == JOINED


def _why(one: str, other: str, alike: bool) -> str:
    if not alike:
        return "stand in different tables and give the same number"
    if one.isdigit() and other.isdigit():
        return (
            "differ only in how they are written: a spreadsheet takes noughts off the front of a "
            "number"
        )
    return "differ only in how they are written"
