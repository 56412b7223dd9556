"""What is pointed out in a text, what is not, and what is left after covering it."""

from __future__ import annotations

import pytest

from journeyviewer.model.pointing import (
    BAR,
    Hit,
    Pointer,
    Sureness,
    key_of,
    masked,
    pieces,
    point_out,
)
from journeyviewer.model.pointing_numbers import (
    insurance_prefix_issued,
    nhs_number_agrees,
    pupil_number_agrees,
)
from tests.pointing_sentences import CLEAN, dirty

MOST_FALSE_ALARMS = 3
"""Allowed in the clean sentences, some 660 words."""


def only(text: str) -> Hit:
    hits = point_out(text)
    assert len(hits) == 1, [text[hit.start : hit.end] for hit in hits]
    return hits[0]


def words(text: str, allowed: tuple[str, ...] = ()) -> list[str]:
    return [text[hit.start : hit.end] for hit in point_out(text, allowed)]


def test_a_chronology_is_full_of_codes_that_point_at_nobody() -> None:
    alarms = [word for sentence in CLEAN for word in words(sentence)]
    assert len(alarms) <= MOST_FALSE_ALARMS, alarms


@pytest.mark.parametrize(("sentence", "wanted"), dirty())
def test_what_points_at_someone_is_pointed_out(sentence: str, wanted: list[str]) -> None:
    covered = masked(sentence, point_out(sentence))
    for words in wanted:
        assert words in sentence
        assert words not in covered


@pytest.mark.parametrize(
    ("text", "kind", "sureness"),
    [
        ("NHS 943 476 5919", Pointer.NHS_NUMBER, Sureness.SURE),
        ("9434765919", Pointer.NHS_NUMBER, Sureness.SURE),
        ("NHS number: 943 476 5918", Pointer.NHS_NUMBER, Sureness.LIKELY),
        ("L123456789121", Pointer.PUPIL_NUMBER, Sureness.SURE),
        ("UPN A123456789121", Pointer.PUPIL_NUMBER, Sureness.LIKELY),
        ("AB123456C", Pointer.INSURANCE_NUMBER, Sureness.LIKELY),
        ("GB 12 34 56 C", Pointer.INSURANCE_NUMBER, Sureness.PERHAPS),
        ("ol16 5qq", Pointer.POSTCODE, Sureness.LIKELY),
        ("in OL16 since May", Pointer.POSTCODE, Sureness.PERHAPS),
        ("postcode M14", Pointer.POSTCODE, Sureness.LIKELY),
        ("07700 900123", Pointer.PHONE, Sureness.LIKELY),
        ("+44 (0)7700 900 123", Pointer.PHONE, Sureness.LIKELY),
        ("tel: 496 0123", Pointer.PHONE, Sureness.PERHAPS),
        ("a@example.org", Pointer.EMAIL, Sureness.LIKELY),
        ("example.co.uk/larches", Pointer.WEB, Sureness.LIKELY),
        ("DOB 12/03/1999", Pointer.BIRTH, Sureness.LIKELY),
        ("birthday 3 May", Pointer.BIRTH, Sureness.PERHAPS),
        ("3 May 1999 (DOB)", Pointer.BIRTH, Sureness.LIKELY),
        ("Mr Larkfield", Pointer.PERSON, Sureness.LIKELY),
        ("Tamsin Oakley", Pointer.PERSON, Sureness.PERHAPS),
        ("Sarah Oakley", Pointer.PERSON, Sureness.LIKELY),
        ("12 Larkfield Road", Pointer.ADDRESS, Sureness.LIKELY),
        ("Larkfield Road", Pointer.ADDRESS, Sureness.PERHAPS),
        ("St Wulfric's High School", Pointer.SCHOOL, Sureness.LIKELY),
        ("Beech Lodge children's home", Pointer.HOME, Sureness.LIKELY),
        ("AB12 CDE", Pointer.VEHICLE, Sureness.LIKELY),
        ("ZC12C00123", Pointer.CASE_NUMBER, Sureness.LIKELY),
    ],
)
def test_each_kind_says_what_it_is_and_how_sure(
    text: str, kind: Pointer, sureness: Sureness
) -> None:
    hit = only(text)
    assert (hit.kind, hit.sureness) == (kind, sureness)
    assert hit.reason and hit.kind.in_words
    assert text[hit.start : hit.end] not in masked(text, [hit])


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",
        "0000000000",
        "1111111111",
        "1234567890123",
        "I123456789121",
        "S20 1st time",
        "S31 2 hr visit",
        "S20SB",
        "S20, S47, E1, L1, K2, C2, U4, R3, PR1",
        "0800 1111",
        "01/02/2013 02/03/2013",
        "24/04/2013",
        "Case 12, Case 24/04/2013, ref 2013/14",
        "Mr B, Dr A, Carer C and Case D",
        "High Court, 2 Crown Court hearings",
        "Secondary School, Children's Home, Secure Unit, Police Station",
        "born in May 1999",
        "rated Amber, moved to Red in June",
        "iPhone and PlayStation taken",
    ],
)
def test_what_has_another_form_is_left(text: str) -> None:
    assert words(text) == []


def test_check_digits() -> None:
    assert nhs_number_agrees("9434765919")
    assert [nhs_number_agrees(f"943476591{last}") for last in range(10)].count(True) == 1
    assert not nhs_number_agrees("943476591") and not nhs_number_agrees("94347659190")
    assert pupil_number_agrees("L123456789121") and pupil_number_agrees("x12345678912a")
    assert not pupil_number_agrees("M123456789121") and not pupil_number_agrees("A12345678912")
    assert not pupil_number_agrees("A12345678912S")
    assert insurance_prefix_issued("ab") and not insurance_prefix_issued("QQ")
    assert not insurance_prefix_issued("AO") and not insurance_prefix_issued("NT")


@pytest.mark.parametrize(
    "text",
    [
        "943\u00a0476\u00a05919",
        "９４３４７６５９１９",
        "٩٤٣ ٤٧٦ ٥٩١٩",
        "943\u200b476\u200b5919",
        "943–476–5919",
        "BL9\u00a05AB",
        "ВL9 5АВ",
        "ta\u00admsin@example.org",
        "Mr\u00a0Larkfield",
        "Tamsin\nOakley",
        "Tamsin\r\nOakley",
        "Tamsin \u2028 Oakley",
        "Ｔamsin Оakley",
        "Ta\u0301msin Oakley",
        "Mr O’Dell",
        "07700\u2009900\u2009123",
        "Zoë Ångström",
        "Łucja Świderska",
    ],
)
def test_look_alikes_and_odd_spaces_hide_nothing(text: str) -> None:
    hit = only(f"Seen: {text}, today")
    covered = masked(f"Seen: {text}, today", [hit])
    assert covered.replace(BAR, "") in ("Seen: , today", "Seen: \r, today")


def test_an_empty_line_or_a_stop_ends_a_name() -> None:
    assert words("told Sarah.\n\nOakley") == ["Sarah"]
    assert words("told Sarah. Oakley") == ["Sarah"]


def test_the_study_s_own_names_are_never_pointed_out() -> None:
    own = ("Sarah", "Rose House", "Carer B", "Jade Oakley")
    text = "Sarah's mother and SARAH left Rose House; Jade Oakley’s and Carer B's views"
    assert words(text) and words(text, own) == []
    assert words("Sarahs Larkfield and Sarah-Jane", ("Sarah",)) == [
        "Sarahs Larkfield",
        "Sarah-Jane",
    ]


def test_a_longer_thing_with_an_own_name_in_it_still_is() -> None:
    own = ("Amber",)
    text = "12 Amber Road, amber.oakley@example.org, Amber Larkfield"
    assert words(text, own) == ["12 Amber Road", "amber.oakley@example.org", "Larkfield"]


def test_the_possessive_is_not_part_of_a_name() -> None:
    assert words("at Tamsin Oakley's") == ["Tamsin Oakley"]
    assert words("at Mr Larkfield’s house") == ["Mr Larkfield"]


def test_a_bar_does_not_tell_the_length() -> None:
    short, long = "Mr Oak", "Mrs Featherstonehaugh-Larkfield"
    assert masked(short, point_out(short)) == masked(long, point_out(long)) == BAR


def test_pieces_tell_which_are_hits() -> None:
    text = "Mr Oakley rang 07700 900123."
    assert pieces(text, point_out(text)) == (
        ("Mr Oakley", True),
        (" rang ", False),
        ("07700 900123", True),
        (".", False),
    )
    assert pieces("", ()) == () and pieces("abc", ()) == (("abc", False),)


def test_a_key_does_not_carry_the_words() -> None:
    key = key_of(Pointer.PERSON, "Tamsin  Oakley’s")
    assert key == key_of(Pointer.PERSON, "tamsin oakley")
    assert key.startswith("pointed:person:") and "tamsin" not in key.casefold()
    assert len(key.rsplit(":", 1)[1]) == 16
    assert key_of(Pointer.PHONE, "07700 900-123") == key_of(Pointer.PHONE, "07700900123")
    assert key_of(Pointer.PHONE, "1") != key_of(Pointer.POSTCODE, "1")
    assert key != key_of(Pointer.PERSON, "Tamsin Oakley", study=b"another" * 9)


@pytest.mark.parametrize(
    "text",
    [
        "Jan 2013",
        "3 Jan",
        "Jan-13",
        "Jan 13",
        "Dec 2012 to Jan 2013",
        "Jan/Feb 2014",
        "late Jan 2014",
    ],
)
def test_january_in_short_is_no_name(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    ["Met Jan at school", "Jan, 15, ran away", "Jan 15 ran away", "Jan and Mary came", "Jan (15)"],
)
def test_a_person_called_as_the_month_is_pointed_out(text: str) -> None:
    assert any(found.startswith("Jan") for found in words(text))
