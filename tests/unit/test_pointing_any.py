"""Whatever the text: hits lie in it, in order, and a look costs no more than its length."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeyviewer.model.pointing import (
    BAR,
    Pointer,
    Sureness,
    finds_nothing,
    masked,
    pieces,
    point_out,
)
from journeyviewer.model.pointing_codes import codes_in
from journeyviewer.model.pointing_names import names_in
from journeyviewer.model.pointing_numbers import nhs_number_agrees, pupil_number_agrees
from journeyviewer.model.pointing_text import fold

PARTS = (
    "Tamsin Oakley Mr Dr St Sarah Carer B Road School House 12 BL9 5AB 07700 900123 943 476 5919 "
    "@ . , ' - \n born DOB 12/03/1999 a@example.org www.example.org the in with of "
    "\u00a0 \u200b \u0301 Ł é А０ ﬁ 😀 █"
).split(" ")
texts = st.one_of(st.text(), st.lists(st.sampled_from(PARTS), max_size=20).map(" ".join))


@given(texts, st.lists(st.sampled_from(("Sarah", "Oakley", "B", "", "Rose House")), max_size=3))
def test_hits_lie_in_the_text_in_order(text: str, allowed: list[str]) -> None:
    hits = point_out(text, allowed)
    at = 0
    for hit in hits:
        assert at <= hit.start < hit.end <= len(text)
        at = hit.end
    parts = pieces(text, hits)
    assert "".join(piece for piece, _ in parts) == text
    assert sum(is_hit for _, is_hit in parts) == len(hits)
    assert masked(text, hits).count(BAR) == text.count(BAR) + len(hits)


@given(texts)
def test_a_plain_text_has_its_places(text: str) -> None:
    plain = fold(text)
    for at in range(len(plain.text)):
        start, end = plain.back(at, at + 1)
        assert 0 <= start < end <= len(text)


@given(st.integers(0, 999_999_999), st.sampled_from(("{}", "NHS {}.", "({})", "a {} b")))
def test_every_nhs_number_is_sure(nine: int, form: str) -> None:
    agreeing = [f"{nine:09}{last}" for last in range(10) if nhs_number_agrees(f"{nine:09}{last}")]
    assert len(agreeing) <= 1
    for number in agreeing:
        for spelled in (number, f"{number[:3]} {number[3:6]} {number[6:]}"):
            text = form.format(spelled)
            hit = next(hit for hit in point_out(text) if spelled in text[hit.start : hit.end])
            assert (hit.kind, hit.sureness) == (Pointer.NHS_NUMBER, Sureness.SURE)


@given(st.integers(0, 10**12 - 1))
def test_every_pupil_number_has_one_letter(digits: int) -> None:
    rest = f"{digits:012}"
    letters = [one for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if pupil_number_agrees(one + rest)]
    assert len(letters) == 1
    (hit,) = point_out(f"upn {letters[0]}{rest}")
    assert hit.sureness is Sureness.SURE


@given(st.integers(0, 11), st.integers(0, 9), st.integers(1, 8))
def test_one_wrong_digit_is_not_sure(place: int, digit: int, other: int) -> None:
    right = "L123456789121"
    assert pupil_number_agrees(right)
    at = place + 1
    wrong = right[:at] + str((int(right[at]) + other) % 10) + right[at + 1 :]
    # Weights up to 13 and a prime modulus: no single slip goes unseen.
    assert not pupil_number_agrees(wrong)


@given(st.sampled_from(("Sarah", "Jade", "Zelenka Rowan", "Carer Q")), texts)
def test_an_own_name_alone_is_never_pointed_out(name: str, text: str) -> None:
    for sentence in (f"Seen with {name}.", f"{name} said no.", f"told {name}'s mother"):
        assert point_out(sentence, (name,)) == ()


GROWING = (
    *(
        "a",
        "A",
        "1",
        " ",
        "-",
        "'",
        ".",
        "@",
        "A-",
        "a-",
        "A'",
        "a.",
        "A.",
        "A ",
        "1 ",
        "1-",
        "a@a.",
    ),
    *("12/", "born ", "www.", "Oakley ", "Mr ", "St ", "S2", "(", "+44", "Oakley, ", "A\n", "\n"),
    *("of ", "case no ", "\u00a0", "é", "dob: ", "3 May ", "Mr. ", "12 a ", "flat 1, ", "Road "),
)
OPENER = "@ www. born postcode area reg ewhc / crime 1234 A1 1AA 07700900123 Mr Oakley, 12 A "
"""Makes every rule look, as each is first asked whether it could find anything."""


def seconds(text: str) -> float:
    """Return the processor time of one look."""
    before = time.process_time()
    point_out(text)
    return time.process_time() - before


@pytest.mark.slow
@pytest.mark.parametrize("unit", GROWING)
def test_cost_grows_with_length_and_not_its_square(unit: str) -> None:
    """Eight times the text takes some eight times as long; its square would be 64 times."""
    short, long = (OPENER + unit * (size // len(unit)) for size in (6_250, 50_000))
    least = min(seconds(short) for _ in range(3))
    # A busy machine may slow one look down; the square would slow down each.
    assert any(seconds(long) < 24 * max(least, 0.001) for _ in range(3))


@settings(max_examples=20)
@given(st.sampled_from(GROWING), st.sampled_from(GROWING))
def test_a_long_text_of_any_two_units_is_answered(one: str, other: str) -> None:
    text = OPENER + (one + other) * 200
    for hit in point_out(text):
        assert hit.end <= len(text)


QUICK_PARTS = (
    *("mr ", "Mr ", "dr.", "dr ", ".uk", ".UK", "www.", "://", "@", " 4 elm road", "12", "é"),
    *("Tracey", "Oakley", "St ", "HMP ", "placement", "Review", ". ", ", ", "\n", "'s", "-", "B. "),
)


@settings(max_examples=400, deadline=None)
@example(["www.", "'s"])
@example(["WWW.", "-)"])
@given(st.lists(st.one_of(st.sampled_from(QUICK_PARTS), st.text(max_size=4)), max_size=8))
def test_what_a_quick_look_lets_pass_holds_nothing_for_any_rule(parts: list[str]) -> None:
    text = "".join(parts)
    if finds_nothing(text):
        plain = fold(text)
        assert plain.text == text
        assert [*codes_in(text), *names_in(text, ())] == []


@pytest.mark.parametrize("text", ["placement review agreed", "A review. Seen at home, agreed."])
def test_a_quick_look_lets_ordinary_words_pass(text: str) -> None:
    assert finds_nothing(text)
