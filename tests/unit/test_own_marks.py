"""What the analyst added beside the record: told apart in every theme, and changing no count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journeyviewer.model.chronology import Case, Kind
from journeyviewer.model.items import ItemId
from journeyviewer.model.study import OwnEntry, study_of
from journeyviewer.model.times import EndState, FuzzyDate, Precision, minute_of
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.key import key_rows
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.own import with_own
from journeyviewer.timeline.plan import Journey, plan_journey
from journeyviewer.timeline.scene import Box, Face, Line, Mark, Picture, Scene
from journeyviewer.timeline.view import View
from tests.journeys import a_case, entry
from tests.scene_checks import colliding_texts

OPEN_ALL = View().with_period(minute_of(date(2011, 1, 1)), minute_of(date(2015, 11, 1)))


def measure(words: str, face: Face) -> float:
    """Stand in for a toolkit: every letter takes half its size."""
    return len(words) * face.size * 0.48


def day(text: str) -> FuzzyDate:
    when = date.fromisoformat(text)
    return FuzzyDate(when, when, Precision.DAY)


def added(lane: str, start: str, end: str = "", label: str = "Stayed with an aunt") -> OwnEntry:
    return OwnEntry(
        id=ItemId(f"{lane}{start}"),
        case="1",
        kind=Kind.SPELL if end else Kind.EVENT,
        lane=lane,
        label=label,
        start=day(start),
        end=day(end) if end else None,
        end_state=EndState.CLOSED,
    )


def read() -> Case:
    return a_case(
        entry("residence", "FC", "2012-01-01", "2014-01-01", out_of_area=True),
        entry("cse", "HIGH", "2013-03-01", "2014-01-01"),
    )


def planned(*items: OwnEntry, case: Case | None = None) -> Journey:
    return plan_journey(with_own(case or read(), study_of("s", "Study", "AB", items)))


def laid(journey: Journey, view: View = OPEN_ALL) -> Scene:
    return lay_out(journey, view, 1340, 900, metrics("desk"), measure)


def near(scene: Scene, name: str) -> list[Mark]:
    """Return the marks inside the item of an own entry."""
    place = next(item for item in scene.items if item.entries == (f"own:{name}",))
    found: list[Mark] = []
    for mark in scene.marks:
        x = mark.x1 if isinstance(mark, Line) else getattr(mark, "x", -1.0)
        y = mark.y1 if isinstance(mark, Line) else getattr(mark, "y", -1.0)
        within = place.x - 4 <= x <= place.x + place.width + 1
        if within and place.y - 4 <= y <= place.y + place.height + 1:
            found.append(mark)
    return found


def test_an_added_spell_is_dashed_all_round_with_a_pencil() -> None:
    scene = laid(planned(added("residence", "2012-06-01", "2013-06-01")))
    marks = near(scene, "residence2012-06-01")
    dashed = [mark for mark in marks if isinstance(mark, Line) and mark.dash]
    assert len(dashed) == 4
    assert any(isinstance(mark, Picture) and mark.name == "pencil" for mark in marks)
    assert not any(isinstance(mark, Box) and mark.fill == "residence.edge" for mark in marks)


@pytest.mark.parametrize("folded", [False, True])
def test_an_added_event_has_a_dashed_ring(folded: bool) -> None:
    view = replace(OPEN_ALL, open_lanes=frozenset() if folded else OPEN_ALL.open_lanes)
    scene = laid(planned(added("education", "2013-06-01")), view)
    marks = near(scene, "education2013-06-01")
    assert any(isinstance(mark, Box) and mark.dash and mark.radius > 4 for mark in marks)


def test_an_added_episode_is_dashed() -> None:
    scene = laid(planned(added("missing", "2013-06-01", "2013-06-03")))
    marks = near(scene, "missing2013-06-01")
    assert any(isinstance(mark, Box) and mark.dash for mark in marks)


def test_a_key_explains_what_was_added_only_where_something_was() -> None:
    def said(scene: Scene) -> list[object]:
        return [piece for row in key_rows(scene, 10) for each in row.entries for piece in each]

    assert ("added by the reader", 400) in said(laid(planned(added("education", "2013-06-01"))))
    assert ("added by the reader", 400) not in said(laid(planned()))


def test_what_was_added_pushes_no_record_out_of_its_row_and_counts_nowhere() -> None:
    case = read()
    plain = planned(case=case).lanes["residence"]
    both = planned(added("residence", "2011-06-01", "2013-06-01"), case=case).lanes["residence"]
    assert [plan.entry.id for plan in both.rows[0]] == [plan.entry.id for plan in plain.rows[0]]
    assert both.summary == plain.summary
    assert both.rails == plain.rails


def test_what_was_added_never_becomes_the_aligning_event() -> None:
    case = a_case(entry("residence", "FC", "2012-01-01", "2014-01-01"))
    journey = planned(added("cse", "2012-06-01"), case=case)
    assert journey.aligned is None


def test_a_screen_reader_hears_that_it_was_added() -> None:
    journey = planned(added("education", "2013-06-01"))
    own = next(one for one in journey.case.entries if one.flag("own"))
    assert "added by the reader" in item_name(own, journey.case, dates=True)


def test_words_of_what_was_added_meet_nothing() -> None:
    items = [
        added("support", f"201{2 + number % 3}-0{1 + number}-01", "2015-01-01", "An aunt")
        for number in range(6)
    ]
    scene = laid(planned(*items))
    assert colliding_texts(scene) == []
