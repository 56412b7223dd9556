from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.ingest.mapper_text import Sense, suggest


def senses(text: str) -> list[tuple[str, Sense]]:
    return [(item.meaning.kind or item.meaning.family, item.sense) for item in suggest(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CSE concerns noted by school", "CONC"),
        ("Believed to have been groomed online", "CONC"),
        ("Went missing on Friday evening.", "M"),
        ("Mother reported her missing", "M"),
        ("Concerns raised by mother re CSE", "CONC"),
        ("S47 started today", "S47"),
        ("Child protection plan agreed", "CP"),
        ("Reported missing, refused to come home", "M"),
        ("Child Protection Conference (Initial) held", "ICPC"),
        ("Interim care order made", "S38"),
        ("Care order made", "S31"),
        ("Taken into police protection", "S46"),
        ("Permanently excluded today", "PEX"),
    ],
)
def test_plain_statements_are_suggested(text: str, kind: str) -> None:
    assert senses(text) == [(kind, Sense.STATED)]
    assert suggest(text)[0].stated


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("not at risk of CSE", Sense.DENIED),
        ("no concerns re CSE", Sense.DENIED),
        ("CSE: none identified", Sense.DENIED),
        ("CSE was ruled out", Sense.DENIED),
        ("She wasn’t missing from home", Sense.DENIED),
        ("threshold for s47 not met", Sense.DENIED),
        ("Secure order refused by court", Sense.DENIED),
        ("Strategy meeting cancelled", Sense.DENIED),
        ("Return interview offered, declined", Sense.DENIED),
        ("CSE risk assessed – none identified", Sense.DENIED),
        ("Initial CPC did not go ahead", Sense.DENIED),
        ("prev. s47 2009", Sense.PAST),
        ("strategy meeting planned for 3/4", Sense.POSSIBLE),
        ("ICPC booked", Sense.POSSIBLE),
        ("Return interview to be completed", Sense.POSSIBLE),
        ("?CSE", Sense.ASKED),
        ("CSE?", Sense.ASKED),
        ("Is there CSE here?", Sense.ASKED),
        ("possible CSE", Sense.ASKED),
        ("previous s47", Sense.PAST),
        ("history of going missing", Sense.PAST),
        ("CP plan ended", Sense.PAST),
        ("s47 in 2009", Sense.PAST),
        ("risk of CSE", Sense.POSSIBLE),
        ("If she goes missing call the police", Sense.POSSIBLE),
        ("session on CSE", Sense.POSSIBLE),
        ("could become a care order", Sense.POSSIBLE),
        ("mother was in care", Sense.OTHER_PERSON),
        ("his sister's child protection plan", Sense.OTHER_PERSON),
        ("mother was referred to services when she was in care", Sense.OTHER_PERSON),
        ("a friend went missing", Sense.OTHER_PERSON),
    ],
)
def test_what_is_not_stated_is_marked_as_such(text: str, sense: Sense) -> None:
    found = suggest(text)
    assert [item.sense for item in found] == [sense]
    assert not found[0].stated
    assert found[0].because


def test_a_sense_holds_for_its_own_clause_only() -> None:
    text = "No further action on the referral. CSE confirmed, but he has not gone missing."
    assert senses(text) == [("CONC", Sense.STATED), ("M", Sense.DENIED)]
    assert senses("Not at home. Went missing; ICPC held") == [
        ("M", Sense.STATED),
        ("ICPC", Sense.STATED),
    ]


def test_a_mention_says_where_it_stands() -> None:
    text = "Strategy meeting: risk of CSE"
    for item in suggest(text):
        assert text[item.start : item.end] == item.words
    assert [item.meaning.lane for item in suggest(text)] == ["referrals", "cse"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Missing education",
        "She missed her bus",
        "In the care of her aunt",
        "Section 4 of the form",
    ],
)
def test_other_words_are_not_suggested(text: str) -> None:
    assert suggest(text) == ()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["CSE", "not", "s47", "missing from care", "?", ".", "mother", "of"]))
)
def test_mentions_never_overlap_and_stand_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = suggest(text)
    assert all(text[item.start : item.end] == item.words for item in found)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))
    if "not" in words and "." not in words and "?" not in words and words.index("not") == 0:
        assert not any(item.stated and item.start < 120 for item in found)


@pytest.mark.parametrize("words", ["enquiry", "medical", "concerns", "case conference", "team"])
def test_child_protection_is_a_plan_only_where_it_is_called_one(words: str) -> None:
    assert ("CP", Sense.STATED) not in senses(f"Child protection {words} today")
