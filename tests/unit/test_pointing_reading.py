"""A whole reading screened, and hidden in its data by decision."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.ingest.codec import decode_cohort, encode
from journeyviewer.ingest.pointing import (
    AS_SHOWN,
    CASE,
    FILE_NAME,
    MESSAGE,
    REASON,
    SHEET_NAME,
    SHOWN_PLACES,
    Found,
    Screening,
    screen,
)
from journeyviewer.ingest.pointing_hide import hidden
from journeyviewer.model.chronology import Cohort, Entry, SourceRow, Tally, TrayRow
from journeyviewer.model.decisions import Repair
from journeyviewer.model.pointing import BAR, Pointer
from journeyviewer.model.problems import Problem
from tests.builders import case, event
from tests.tables import only_case, read, table


def row(
    number: int, *cells: tuple[str, str], file: str = "a.xlsx", sheet: str = "CSE"
) -> SourceRow:
    return SourceRow(file, sheet, number, cells)


def entry(what: str, source: SourceRow, **more: object) -> Entry:
    return replace(event("cse", "Met", "2013-04-24", words=what), sources=(source,), **more)  # type: ignore[arg-type]


def cohort(*entries: Entry, **more: object) -> Cohort:
    return Cohort(name="/read/here", cases=(case(*entries),), **more)  # type: ignore[arg-type]


def found(screening: Screening, words: str) -> Found:
    (one,) = [each for each in screening.found.values() if each.words == words]
    return one


def test_hits_have_their_places_and_columns_their_counts() -> None:
    cells = (("What", "Met Mr Larkfield"), ("Detail", "rang 07700 900123"))
    screening = screen(
        cohort(
            entry("Met Mr Larkfield", row(4, *cells), detail="rang 07700 900123"),
            entry("Met Mr Larkfield", row(9, ("What", "Met Mr Larkfield"), ("Detail", ""))),
        )
    )
    name = found(screening, "Mr Larkfield")
    assert name.count == 2
    assert [(at.file, at.sheet, at.row, at.column) for at in name.places] == [
        ("a.xlsx", "CSE", 4, "What"),
        ("a.xlsx", "CSE", 9, "What"),
    ]
    what = screening.columns["a.xlsx", "CSE", "What"]
    assert what.cells == 2 and what.hits == {Pointer.PERSON: 2}
    detail = screening.columns["a.xlsx", "CSE", "Detail"]
    assert detail.cells == 1 and detail.hits == {Pointer.PHONE: 1}
    assert ("a.xlsx", "CSE", AS_SHOWN) not in screening.columns


def test_only_some_places_are_kept_and_all_are_counted() -> None:
    many = [entry("x", row(n, ("Detail", "Mr Larkfield"))) for n in range(1, SHOWN_PLACES + 6)]
    name = found(screen(cohort(*many)), "Mr Larkfield")
    assert name.count == SHOWN_PLACES + 5 and len(name.places) == SHOWN_PLACES


def test_words_shown_that_no_cell_holds_are_pointed_out_too() -> None:
    made = entry("Met", row(4, ("What", "x")), detail="Mr Larkfield", source_name="PC Birchall")
    screening = screen(cohort(made))
    assert {at.column for at in found(screening, "Mr Larkfield").places} == {AS_SHOWN}
    assert found(screening, "PC Birchall").count == 1


def test_a_name_is_not_joined_across_the_edge_of_a_cell() -> None:
    made = entry("x", row(4, ("What", "Zelenka"), ("Detail", "Larkfield")))
    assert screen(cohort(made)).found == {}
    together = entry("x", row(4, ("What", "Zelenka Larkfield")))
    assert found(screen(cohort(together)), "Zelenka Larkfield").count == 1


def test_a_row_of_several_entries_is_counted_once() -> None:
    source = row(4, ("Detail", "Mr Larkfield"))
    screening = screen(cohort(entry("a", source), entry("b", source)))
    assert found(screening, "Mr Larkfield").count == 1


def everywhere() -> Cohort:
    """A reading with one thing in each place that a reading has."""
    made = entry(
        "Mr Larkfield",
        row(4, ("What", "Mr Larkfield"), file="Tamsin Oakley.xlsx", sheet="Mrs Birch"),
        short_forms=("Mr Larkfield", "ML"),
        detail="NHS 943 476 5919",
        source_name="PC Birchall",
        attributes={"tool": "by DC Fennimore", "planned": True},
    )
    return Cohort(
        name="/read/Tamsin Oakley.xlsx",
        cases=(case(made, id="Sarah Penhallow"), case(id="Joan Penhallow")),
        tray=(TrayRow("Tamsin Oakley.xlsx", "Mrs Birch", 7, "“Dr Dunmore” is no date"),),
        problems=(
            Problem(file="Tamsin Oakley.xlsx", sheet="Mrs Birch", rule="x", message="Mr Zelenka"),
        ),
        tallies=(Tally(file="Tamsin Oakley.xlsx", sheet="Mrs Birch", rows_read=1, used=1),),
        sources=("/read/Tamsin Oakley.xlsx",),
        repairs=(Repair(key="k", rule="x", before="Mr Quillfeather", after="Mr Quill"),),
    )


NAMES = "Larkfield Oakley Birch 943 Birchall Fennimore Penhallow Dunmore Zelenka Quill".split()


def test_every_place_of_a_reading_is_screened() -> None:
    screening = screen(everywhere())
    said = " ".join(each.words for each in screening.found.values())
    assert [name for name in NAMES if name not in said] == []
    columns = {column for _, _, column in screening.columns}
    assert {CASE, REASON, MESSAGE, FILE_NAME, SHEET_NAME, "What"} <= columns


def test_hidden_is_taken_out_of_the_data() -> None:
    before = everywhere()
    after = hidden(before, screen(before))
    left = repr(replace(after, name="", sources=()))
    assert [name for name in NAMES if name in left] == []
    assert (after.name, after.sources) == (before.name, before.sources)
    ids = [each.id for each in after.cases]
    assert len(set(ids)) == 2 and all(BAR in each for each in ids)
    (made,) = after.cases[0].entries
    assert made.id == before.cases[0].entries[0].id
    assert made.short_forms == (BAR, "ML") and made.attributes["planned"] is True
    assert len({after.tray[0].file, after.tallies[0].file, made.sources[0].file}) == 1
    assert after.tallies[0].adds_up
    assert decode_cohort(encode(after)) == after


def test_what_is_decided_to_be_kept_stays() -> None:
    before = cohort(entry("Mr Larkfield met PC Birchall", row(4, ("What", "Mr Larkfield"))))
    screening = screen(before)
    kept = {found(screening, "Mr Larkfield").key}
    (made,) = hidden(before, screening, kept).cases[0].entries
    assert made.label == f"Mr Larkfield met {BAR}"
    assert made.sources[0].cells == (("What", "Mr Larkfield"),)
    assert hidden(before, screening, screening.keys) == before


def test_keys_stay_the_same_on_reading_again_and_carry_no_words() -> None:
    first, second = screen(everywhere()), screen(everywhere())
    assert first.keys == second.keys
    assert not any(name.casefold() in key for key in first.keys for name in NAMES if name.isalpha())
    assert first.keys.isdisjoint(screen(everywhere(), study=b"random").keys)


def test_a_column_that_points_at_someone_is_hidden_whole() -> None:
    made = entry(
        "Duty visit",
        row(4, ("Allocated Worker", "zelenka"), ("What", "Duty visit")),
        source_name="zelenka",
    )
    before = cohort(made)
    screening = screen(before)
    column = screening.columns["a.xlsx", "CSE", "Allocated Worker"]
    assert column.reason and column.key in screening.keys
    (after,) = hidden(before, screening).cases[0].entries
    assert after.sources[0].cells == (("Allocated Worker", BAR), ("What", "Duty visit"))
    assert (after.source_name, after.label) == (BAR, "Duty visit")
    assert hidden(before, screening, {column.key}) == before


def test_own_names_are_left_in_a_reading() -> None:
    before = cohort(entry("Sarah’s carer", row(4, ("What", "Sarah’s carer"))))
    assert screen(before).found and screen(before, ("Sarah",)).found == {}


def test_a_table_read_and_hidden() -> None:
    sheet = table("""
        Case,Lane,Start,What,Detail
        1,cse,24/04/2013,Screening,Seen by Dr Larkfield at 12 Tannery Road
        1,cse,25/04/2013,Screening,Nothing of note
    """)
    reading = read(sheet)
    before = Cohort(name="x", cases=(only_case(reading),), tallies=tuple(reading.tallies))
    after = hidden(before, screen(before))
    assert [each.detail for each in after.cases[0].entries] == [
        f"Seen by {BAR} at {BAR}",
        "Nothing of note",
    ]
    assert after.cases[0].entries[1] is before.cases[0].entries[1]


@given(
    st.lists(st.sampled_from(("Mr Larkfield", "x", "", "BL9 5AB", "Sarah", "S20")), max_size=6),
    st.sets(st.integers(0, 5)),
)
def test_what_is_left_is_what_was_kept(texts: list[str], chosen: set[int]) -> None:
    before = cohort(*(entry("x", row(n, ("Detail", text))) for n, text in enumerate(texts)))
    screening = screen(before)
    keys = sorted(screening.keys)
    kept = {keys[index] for index in chosen if index < len(keys)}
    after = screen(hidden(before, screening, kept))
    assert after.keys == kept
    assert sum(each.count for each in after.found.values()) == sum(
        each.count for each in screening.found.values() if each.key in kept
    )
