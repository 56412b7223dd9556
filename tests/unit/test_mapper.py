from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.ingest.mapper import LISTS, MapStatus, NoData, map_words, meaning_of
from journeyviewer.ingest.mapper_tables import code_meaning, kind_meaning, rules, vocabulary_of
from journeyviewer.ingest.vocabulary import codes
from journeyviewer.model.lanes import lanes
from tests.unit.spellings import LEGAL, OTHER, OWN, RESIDENCE

SPELLINGS = (
    *(("legal", *row) for row in LEGAL),
    *(("residence", *row) for row in RESIDENCE),
    *OTHER,
)


@pytest.mark.parametrize(("lane", "words", "kind", "code"), SPELLINGS)
def test_spellings_of_councils(lane: str, words: str, kind: str, code: str) -> None:
    found = map_words(words, lane)
    assert (found.kind or "", found.code or "") == (kind, code), found.reason
    assert found.words == words
    assert found.reason


@pytest.mark.parametrize(("lane", "words"), OWN)
def test_some_words_are_left_as_they_are(lane: str, words: str) -> None:
    found = map_words(words, lane)
    assert found.status is MapStatus.UNMAPPED
    assert found.meanings == ()
    assert "as they are written" in found.reason


def test_the_list_is_long_enough() -> None:
    assert len(LEGAL) + len(RESIDENCE) > 100
    assert len(SPELLINGS) + len(OWN) > 150
    assert len({(row[0], row[1]) for row in SPELLINGS}) == len(SPELLINGS)


@pytest.mark.parametrize("lane", ["legal", "liberty", "justice", "offending", None])
@pytest.mark.parametrize(
    "words",
    [
        "S25",
        "Secure Accommodation S25(1)",
        "Youth justice legal statuses: Secure Accommodation S25(1)",
        "g) Youth justice - secure accommodation order",
        "SECURE ACCOMMODATION ORDER SECTION 25",
    ],
)
def test_a_secure_order_is_never_youth_justice(lane: str | None, words: str) -> None:
    found = map_words(words, lane)
    assert [(item.lane, item.kind, item.family) for item in found.meanings] == [
        ("legal", "S25", "liberty")
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [("s17", "CIN"), ("Section 47, CA 1989", "S47"), ("CP plan", "CP"), ("ICPC", "ICPC")],
)
def test_protection_words_among_legal_statuses_go_to_their_own_lane(words: str, kind: str) -> None:
    found = map_words(words, "legal")
    assert (found.lane, found.kind) == ("referrals", kind)
    assert found.remarks


def test_a_supervision_order_is_not_being_looked_after() -> None:
    looked_after = {
        words: map_words(words, "legal").meanings[0].looked_after
        for words in ("Supervision order", "Interim Supervision Order", "C2", "S20", "SGO")
    }
    assert looked_after == {
        "Supervision order": False,
        "Interim Supervision Order": False,
        "C2": True,
        "S20": True,
        "SGO": False,
    }
    assert map_words("Interim supervision order", "legal").family == "supervision"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("E1 - Placement order granted AND C2 - Full Care Order", ["PO", "S31"]),
        ("S25/S31", ["S25", "S31"]),
        ("s20 / s25", ["S20", "S25"]),
        ("C2 with secure accommodation order", ["S31", "S25"]),
        ("Concurrent Placement Order & Care Order", ["PO", "S31"]),
        ("CO and PO", ["PO", "S31"]),
        ("C2 - care order and placement order", ["S31", "PO"]),
        # A heading before the status is no second status.
        ("C1:Care Orders:- Interim care order", ["S38"]),
    ],
)
def test_two_statuses_in_one_cell(words: str, kinds: list[str]) -> None:
    assert [item.kind for item in map_words(words, "legal").meanings] == kinds


def test_two_homes_in_one_cell_are_to_be_asked() -> None:
    found = map_words("Foster care / children's home", "residence")
    assert [item.kind for item in found.meanings] == ["FC", "RH"]
    assert found.suggestion


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("R3 - NHS/Health Trust or other", "Hospital"),
        ("K2 - All Residental Schools", "Residential school"),
        ("H5 - Placed with own parents", "at home with parents"),
    ],
)
def test_words_against_their_code_are_said(words: str, said: str) -> None:
    found = map_words(words, "residence")
    assert found.status is MapStatus.CODE
    assert any(said in remark and "the code is used" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    "words",
    [
        "H5 - not subjest to Children's Homes Regulations",
        "T1 - period in hospital",
        "P2 Independent living",
        "S1 - Residential placement",
    ],
)
def test_words_that_fit_their_code_are_not_said(words: str) -> None:
    assert map_words(words, "residence").remarks == ()


def test_the_way_it_was_found_is_told() -> None:
    status = {
        words: map_words(words, "residence").status
        for words in ("K2", "Foster care", "k3", "K2OUT", "Agency foster carers", "qwerty")
    }
    assert status == {
        "K2": MapStatus.EXACT,
        "Foster care": MapStatus.EXACT,
        "k3": MapStatus.CODE,
        "K2OUT": MapStatus.CODE,
        "Agency foster carers": MapStatus.KEYWORD,
        "qwerty": MapStatus.UNMAPPED,
    }


def test_slips_of_the_pen_are_suggestions() -> None:
    found = map_words("Speical guardianshp", "legal")
    assert (found.status, found.kind, found.suggestion) == (MapStatus.FUZZY, "SGO", True)
    assert "special guardianship" in found.reason


@pytest.mark.parametrize("words", ["Unsecure unti", "Fosse Hall", "Carer", "Interior order"])
def test_words_that_are_only_a_little_alike_are_not_read_as_others(words: str) -> None:
    assert map_words(words, "legal").meanings == ()


def test_guesses_are_suggestions() -> None:
    assert map_words("Residential", "residence").suggestion
    assert map_words("Youth rehabilitation order", "legal").suggestion
    assert not map_words("Residential children's home", "residence").suggestion


def test_headings_give_the_family_alone() -> None:
    found = map_words("f) Detained on child protection grounds in LA accommodation", "legal")
    assert (found.kind, found.code, found.family) == (None, None, "emergency")


@pytest.mark.parametrize(
    ("words", "out"),
    [
        ("K2OUT", True),
        ("K2 IN", False),
        ("F4", True),
        ("Foster carer outside LA", True),
        ("U4", None),
    ],
)
def test_what_words_say_of_the_place(words: str, out: bool | None) -> None:
    assert map_words(words, "residence").out_of_area is out


@pytest.mark.parametrize(
    ("words", "no_data"),
    [
        ("", NoData.MISSING),
        ("  - ", NoData.MISSING),
        ("#N/A", NoData.MISSING),
        ("nan", NoData.MISSING),
        ("pd.NA", NoData.MISSING),
        ("NULL", NoData.MISSING),
        ("zzCodeError", NoData.MISSING),
        ("#MULTIVALUE", NoData.LOST),
        ("c", NoData.SUPPRESSED),
        ("x", NoData.SUPPRESSED),
    ],
)
def test_cells_that_hold_nothing(words: str, no_data: NoData) -> None:
    found = map_words(words, "residence")
    assert (found.no_data, found.meanings) == (no_data, ())
    assert found.reason


def test_not_recorded_is_a_category_where_the_lane_has_it() -> None:
    assert map_words("Not Recorded", "legal").kind == "NR"


def test_local_codes_and_retired_words_are_said() -> None:
    assert "L30" in map_words("L30", "legal").remarks[0]
    assert "no longer" in map_words("~DO NOT USE U4", "residence").remarks[0]
    assert map_words("~DO NOT USE U4", "residence").code == "U4"
    assert "not mapped" in map_words("Code 'V2' is not mapped", "legal").remarks[0]
    assert "U6" in map_words("U4 U6", "residence").remarks[0]


def test_a_code_out_of_its_time_is_kept_and_said() -> None:
    early = map_words("K3", "residence", when=date(2019, 5, 1))
    assert early.code == "K3"
    assert "from 1 April 2024" in early.remarks[0]
    late = map_words("D1 - Freeing order", "legal", when=date(2010, 1, 1))
    assert (late.code, "until 29 December 2005" in late.remarks[0]) == ("D1", True)
    assert map_words("K3", "residence", when=date(2024, 4, 1)).remarks == ()


def test_a_code_only_taken_from_words_is_left_out_of_its_time() -> None:
    early = map_words("Supported accommodation", "residence", when=date(2015, 1, 1))
    assert (early.kind, early.code) == ("SA", None)
    assert early.remarks
    assert map_words("Supported accommodation", "residence", when=date(2025, 1, 1)).code == "K3"


def test_without_a_lane_only_one_lane_may_know_the_words() -> None:
    assert map_words("CP plan", None).lane == "referrals"
    both = map_words("remand", None)
    assert both.meanings == ()
    assert "Legal status" in both.reason and "Residence" in both.reason
    assert map_words("Interim care ordr s38", None).suggestion


def test_an_unknown_lane_is_an_error() -> None:
    with pytest.raises(KeyError):
        map_words("C2", "weather")


def test_text_is_not_taken_for_a_word_of_a_list() -> None:
    found = map_words("She was placed in foster care. " * 40, "residence")
    assert found.meanings == ()


def test_every_code_of_the_return_is_mapped_to_itself() -> None:
    for lane in ("legal", "residence"):
        for code, item in codes(lane).items():
            found = map_words(code, lane)
            assert (found.code, found.kind) == (code, item.category)
            assert found.family, code


def test_every_rule_leads_to_something_that_exists() -> None:
    for name in (*(item.key for item in lanes() if item.key != "other"), *LISTS):
        for rule in rules(name):
            meaning = rule.meaning
            assert meaning is not None or rule.why
            if meaning is None or meaning.kind is None:
                continue
            assert meaning.lane is not None
            assert kind_meaning(meaning.lane, meaning.kind).kind == meaning.kind
            listed = code_meaning(meaning.lane, meaning.code or "")
            assert listed is None or listed.kind == meaning.kind, rule


def test_categories_and_their_codes_can_be_looked_up() -> None:
    for item in lanes():
        for thing in (*item.categories, *item.events):
            if item.key != "other":
                found = meaning_of(thing.code, item.key)
                assert found is not None and found.lane == item.key
    assert meaning_of("nonsense", "legal") is None
    assert meaning_of("C2", None) == meaning_of("C2", "legal")


NAMES = st.sampled_from([None, *(item.key for item in lanes()), *LISTS])
PIECES = st.sampled_from(
    [
        "C2",
        "S25",
        "K2OUT",
        "care order",
        "and",
        "/",
        "not",
        "remand",
        "secure",
        "(",
        "L30",
        "T1 to T3",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=7).map(" ".join)), NAMES)
def test_any_words_are_answered(words: str, lane: str | None) -> None:
    found = map_words(words, lane)
    assert found.words == words
    assert found.reason
    assert bool(found.meanings) == (found.status is not MapStatus.UNMAPPED)
    assert map_words(words, lane) == found
    for item in found.meanings:
        assert item.vocabulary in {vocabulary_of(item.lane or item.vocabulary)}


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6).map(" ".join))
def test_a_secure_order_alone_never_brings_youth_justice(words: str) -> None:
    families = {item.family for item in map_words(words, "legal").meanings}
    if "remand" not in words:
        assert "youth justice" not in families


def test_the_same_words_are_mapped_once() -> None:
    assert map_words("Care ordr S31", "legal") is map_words("Care ordr S31", "legal")


@pytest.mark.parametrize(
    "piece",
    ["C2 ", "U4, ", "not ", "adoption ", "care order and ", "E5 & ", "a", "remand ", "( [ "],
)
@pytest.mark.parametrize("lane", ["legal", "residence", "end_reason"])
def test_the_longest_words_are_answered_too(piece: str, lane: str) -> None:
    # A rule that tries every way to divide such words would never come back.
    assert map_words((piece * 500)[:500], lane).reason


@pytest.mark.parametrize(
    ("lane", "words"),
    [
        ("referrals", "CP plan (proposed)"),
        ("legal", "Interim care order not granted"),
        ("legal", "S25 considered and ruled out"),
        ("legal", "Care order refused"),
        ("residence", "Foster care - fell through"),
        ("residence", "Possible secure placement"),
        ("residence", "Placement in residential home declined"),
        ("missing", "Absent, not missing"),
    ],
)
def test_what_did_not_come_to_be_is_not_read_as_what_it_names(lane: str, words: str) -> None:
    found = map_words(words, lane)
    assert found.kind is None and found.code is None
    assert "not" in found.reason


@pytest.mark.parametrize(
    ("lane", "words", "kind"),
    [
        ("residence", "Foster care (planned)", "FC"),
        ("residence", "Foster carer, not agreed as long term", "FC"),
        ("missing", "Missing", "M"),
        ("referrals", "CP plan", "CP"),
    ],
)
def test_what_did_come_to_be_is_read(lane: str, words: str, kind: str) -> None:
    assert map_words(words, lane).kind == kind
