"""Compact rows: words stay apart and off the aligning line, and nothing that is recorded hides."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.analysis.cohort_facts import QUIET, case_facts
from journeyviewer.ingest.read import read_paths
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.landmarks import Landmark
from journeyviewer.paths import samples
from journeyviewer.render.fonts import measure
from journeyviewer.timeline.cohort_axis import age_axis, event_axis, rest_band
from journeyviewer.timeline.cohort_frame import Frame, frame, heading_marks, middle_cut, wrapped
from journeyviewer.timeline.cohort_key import key_marks
from journeyviewer.timeline.cohort_rows import RowBook, Stack
from journeyviewer.timeline.comparison import BY_EVENT, Comparison, arrange
from journeyviewer.timeline.plan import plan_journey
from journeyviewer.timeline.scene import Box, Face, Hatch, Line, Mark, Scene, Text
from journeyviewer.timeline.strip import MOST_EPISODES, Strip, StripPlace, lay_out_strip
from journeyviewer.timeline.strip_sizes import COMPACT, DESK, PRINT, StripSizes
from tests.builders import case, spell, window_count
from tests.scene_checks import colliding_texts, texts, texts_outside

DAY = date(2013, 2, 4)
SIZES = [(DESK, 1920.0), (COMPACT, 1366.0), (PRINT, 1060.0), (COMPACT.scaled(2.0), 1366.0)]


@pytest.fixture(scope="module")
def cohort(qapp: QApplication) -> Cohort:
    return read_paths([samples() / "one_table"])


def a_scene(marks: list[Mark], width: float, height: float) -> Scene:
    return Scene(width, height, tuple(marks))


def a_strip(made: Case, sizes: StripSizes = DESK, start: int = -48, end: int = 36) -> Strip:
    where = StripPlace(800, 1900, DAY, start, end, True)
    return lay_out_strip(plan_journey(made), where, sizes, measure)


def boxes(strip: Strip, ink: str) -> list[Box]:
    return [mark for mark in strip.marks if isinstance(mark, Box) and mark.fill == ink]


@pytest.mark.parametrize(("sizes", "width"), SIZES, ids=lambda item: str(item)[:24])
@pytest.mark.parametrize("at", [*Landmark, None])
def test_words_of_every_sample_row_stay_apart_and_inside(
    cohort: Cohort, sizes: StripSizes, width: float, at: Landmark | None
) -> None:
    comparison = Comparison().with_event(at)
    arranged = arrange(cohort, comparison)
    place = frame(width, sizes, [row.case.id for row in arranged.rows], measure)
    book = RowBook(lambda made: case_facts(made).words, QUIET, measure)
    book.show(arranged, place, at is not None)
    for row in arranged.rows:
        scene = a_scene(list(book.row(row).marks), width, sizes.row)
        assert colliding_texts(scene) == []
        assert texts_outside(scene) == []


def test_no_label_crosses_the_aligning_line(cohort: Cohort) -> None:
    for row in arrange(cohort, Comparison()).rows:
        assert row.origin is not None
        where = StripPlace(834, 1898, row.origin, -48, 36, True)
        strip = lay_out_strip(plan_journey(row.case), where, DESK, measure)
        line = where.x(0)
        words = [mark for mark in strip.marks if isinstance(mark, Text)]
        assert words
        assert not [t.text for t in words if t.left + 0.5 < line < t.left + t.width - 0.5]


@pytest.mark.parametrize(("sizes", "width"), SIZES, ids=lambda item: str(item)[:24])
def test_headings_axes_band_and_key_stay_apart(
    qapp: QApplication, sizes: StripSizes, width: float
) -> None:
    place = frame(width, sizes, ["1", "10"], measure)
    for axis in (
        event_axis((-48, 36), "Identified as high risk", place, measure),
        event_axis((-204, 12), "Became looked after", place, measure),
        age_axis((0, 300), "Age in years", place, measure),
    ):
        scene = a_scene([*heading_marks(place, measure), *axis], width, sizes.header)
        assert colliding_texts(scene) == [] and texts_outside(scene) == []
    band, tall = rest_band("Not recorded", "3 of 10 cases", (0, 216), place, measure)
    assert colliding_texts(a_scene(band, width, tall)) == []
    key, height = key_marks(width, sizes, measure, 20)
    assert colliding_texts(a_scene(key, width, height)) == []
    assert texts_outside(a_scene(key, width, height)) == []


def test_columns_give_way_before_strips_are_too_narrow(qapp: QApplication) -> None:
    wide, narrow = frame(1366, COMPACT, ["1"], measure), frame(700, COMPACT, ["1"], measure)
    assert len(wide.columns) == 9 and len(narrow.columns) < 9
    assert narrow.columns[0][0].key == "case" and narrow.right - narrow.left >= 300


def test_a_month_is_as_high_as_its_episodes_up_to_six(qapp: QApplication) -> None:
    days = [f"2013-03-{day:02}" for day in range(4, 14)]
    months = {1: days[:1], 2: [d.replace("-03-", "-04-") for d in days]}
    made = case(*(spell("missing", "M", d, d) for some in months.values() for d in some))
    columns = boxes(a_strip(made), "missing.mark")
    assert [column.height for column in columns] == [DESK.unit, MOST_EPISODES * DESK.unit]


def test_support_is_deeper_for_more_sources_at_once(qapp: QApplication) -> None:
    made = case(
        spell("support", "PER", "2011-01-01", "2014-01-01", words="Grandmother"),
        spell("support", "PER", "2012-01-01", "2013-01-01", words="Learning mentor: weekly"),
    )
    strip = a_strip(made, start=-30, end=12)
    assert len(boxes(strip, "support.2")) == 2 and len(boxes(strip, "support.3")) == 1
    assert "2 sources: Grandmother, Learning mentor" in [text.text for text in texts_of(strip)]
    names = [item.name for item in strip.items if item.lane == "support"]
    both = "2 sources of support: Grandmother and learning mentor, from 13y 8m to 14y 8m"
    assert both in names


def texts_of(strip: Strip) -> list[Text]:
    return texts(Scene(1920, 100, strip.marks))


def test_two_placements_at_once_are_both_seen(qapp: QApplication) -> None:
    made = case(
        spell("residence", "FC", "2011-01-01", "2013-06-01"),
        spell("residence", "RH", "2013-01-01", "2014-01-01"),
    )
    homes = boxes(a_strip(made), "residence.4")
    assert sorted(home.height for home in homes) == [DESK.residence[1] / 2, DESK.residence[1]]


def test_absence_has_its_three_looks(qapp: QApplication) -> None:
    made = case(
        spell("education", "FT", "2010-09-01", "2012-01-10"),
        spell("education", "NEET", "2012-09-01", "2013-01-10"),
        spell("education", "NR", "2013-01-10", "2013-06-01"),
    )
    strip = a_strip(made)
    assert boxes(strip, "plot") and "NEET" in [text.text for text in texts_of(strip)]
    assert len([mark for mark in strip.marks if isinstance(mark, Hatch)]) >= 2
    unread = a_strip(case(spell("legal", "S31", "2013-01-01"), coverage=()))
    assert not [mark for mark in unread.marks if isinstance(mark, Hatch)]


def test_a_count_over_a_period_is_a_bracket_not_columns(qapp: QApplication) -> None:
    strip = a_strip(case(window_count("missing", "2012-01-01", "2012-12-31", 9)))
    assert boxes(strip, "missing.mark") == [] and "mark:count" in strip.used


def test_nothing_is_drawn_after_the_reading(qapp: QApplication) -> None:
    strip = a_strip(
        case(spell("residence", "H", "1998-05"), spell("education", "FT", "2009-09-01"))
    )
    read = next(mark.x1 for mark in strip.marks if isinstance(mark, Line) and mark.width == 1.6)
    bars = [mark for mark in strip.marks if isinstance(mark, Box)]
    assert bars and all(bar.x + bar.width <= read + 0.5 for bar in bars)


def test_a_case_without_birth_says_why_it_has_no_strip(qapp: QApplication) -> None:
    made = case(spell("residence", "H", "2010-01-01"), birth=None)
    arranged = arrange(Cohort(name="one", cases=(made,)), Comparison().with_event(None))
    place = frame(1920, DESK, ["1"], measure)
    book = RowBook(lambda item: case_facts(item).words, QUIET, measure)
    book.show(arranged, place, False)
    words = [mark.text for mark in book.row(arranged.rows[0]).marks if isinstance(mark, Text)]
    assert any("No birth is recorded" in text for text in words)


def test_a_case_without_records_says_so_and_breaks_no_word(qapp: QApplication) -> None:
    made = case(birth=None, sex=None, coverage=())
    for sizes, width in SIZES:
        arranged = arrange(Cohort(name="one", cases=(made,)), Comparison())
        place = frame(width, sizes, ["1"], measure)
        book = RowBook(lambda item: case_facts(item).words, QUIET, measure)
        book.show(arranged, place, True)
        marks = list(book.row(arranged.rows[0]).marks)
        words = [mark.text for mark in marks if isinstance(mark, Text)]
        assert "Nothing dated is recorded" in " ".join(words)
        plain = {"1", "Not", "known", "recorded", "Not known", "Not recorded"}
        assert {text for text in words if "othing" not in text} - plain - {
            text for text in words if text.rstrip(".") in "Nothing dated is recorded for this case"
        } == set()


def test_rows_are_found_at_their_heights() -> None:
    for aligned in (0, 7, 10):
        stack = Stack(DESK, aligned, 10)
        for number in range(10):
            assert stack.at(stack.top(number)) == number
            assert stack.at(stack.bottom(number) - 1) == number
            assert number in stack.between(stack.top(number), stack.bottom(number))
        assert stack.at(stack.height + 1) is None
        assert list(stack.between(0, stack.height)) == list(range(10))
        if stack.band:
            assert stack.at(stack.band[0] + 2) is None


def test_long_words_break_and_long_names_keep_their_ends(qapp: QApplication) -> None:
    face = Face(13.5)
    lines = wrapped("Emergency " + "x" * 60 + " home", face, 100, measure, 4)
    assert len(lines) == 4 and lines[-1].endswith("…")
    assert all(measure(line, face) <= 100 for line in lines)
    cut = middle_cut("ABCDEFGHIJ-1234567890", face, 80, measure)
    assert cut.startswith("A") and cut.endswith("0") and measure(cut, face) <= 80


def test_periods_are_those_of_the_axis() -> None:
    assert Comparison().periods is BY_EVENT
    assert isinstance(frame(1920, DESK, (), lambda words, face: 6.0 * len(words)), Frame)
