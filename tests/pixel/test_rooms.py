"""What a room sees of the sample's running order: nothing meets, nothing is cut, no date shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.model.items import new_id
from journeyviewer.model.lanes import lane
from journeyviewer.model.meetings import Meeting, running_orders
from journeyviewer.paths import sample_study
from journeyviewer.render.fonts import measure
from journeyviewer.session.presenting import Presenting
from journeyviewer.session.session import Session
from journeyviewer.session.showing import PAIR_LANES
from journeyviewer.session.work import Work
from journeyviewer.study.sources import kept_records
from journeyviewer.study.store import StudyFile
from journeyviewer.timeline.room import HEIGHT, STRIP, lay_out_pair, lay_out_room, room_metrics
from journeyviewer.timeline.scene import Picture, Scene, Text
from journeyviewer.ui.presenting.telling import room_words
from tests.scene_checks import colliding_texts, texts_outside

YEARS = re.compile(r"\b(?:199\d|20[0-2]\d)\b")


@pytest.fixture(scope="module")
def walk(qapp: QApplication) -> Iterator[Presenting]:
    file = StudyFile.open(sample_study(), writable=False)
    kept = kept_records(file)
    assert kept is not None
    session = Session()
    session.open_cohort(kept[0].cohort if hasattr(kept[0], "cohort") else kept[0])
    session.open_work(Work(file.study, None, "a sample"))
    order = running_orders(file.study)[0]
    meeting = Meeting(id=new_id(), title="Group", day=date(2026, 1, 5), order=order.id)
    yield Presenting(session, order, meeting)
    file.close()


def _scenes(walk: Presenting, *, large: bool) -> Iterator[tuple[str, Scene]]:
    for at, stop in enumerate(walk.stops):
        place = walk.place_of(stop)
        assert place is not None
        words = room_words(walk, place, "OFFICIAL-SENSITIVE")
        journey, view = walk.journey(place), walk.view(place)
        name = f"{at} {place.case.title} {place.title}"
        yield name, lay_out_room(journey, view, words, room_metrics(large), measure)


def _across(scene: Scene) -> list[str]:
    """Return the lanes whose icon or title reaches into another lane."""
    found = []
    for band in scene.bands:
        foot = band.y + band.height
        icons = [mark for mark in scene.marks if isinstance(mark, Picture)]
        titles = [mark for mark in scene.marks if isinstance(mark, Text)]
        own = [mark for mark in icons if mark.x < scene.plot_left and band.y <= mark.y < foot]
        names = [mark for mark in titles if mark.text == lane(band.lane).short_title]
        near = [mark for mark in names if abs(mark.y - mark.face.size / 3 - own[0].y) < 40]
        if own[0].y + own[0].size > foot or not near or near[0].y > foot:
            found.append(band.lane)
    return found


@pytest.mark.parametrize("large", [False, True])
def test_every_point_fits_the_screen(walk: Presenting, large: bool) -> None:
    for name, scene in _scenes(walk, large=large):
        assert scene.plot_bottom <= HEIGHT - STRIP, name
        assert _across(scene) == [], name
        assert colliding_texts(scene) == [], name
        assert texts_outside(scene) == [], name


@pytest.mark.parametrize("large", [False, True])
def test_the_whole_journey_of_every_case_fits_the_screen(walk: Presenting, large: bool) -> None:
    cohort = walk.session.cohort
    assert cohort is not None and len(cohort.cases) > 3
    for case in cohort.cases:
        place = walk.whole(case.id)
        assert place is not None
        words = room_words(walk, place, "OFFICIAL-SENSITIVE")
        journey, view = walk.journey(place), walk.view(place)
        scene = lay_out_room(journey, view, words, room_metrics(large), measure)
        assert len(scene.bands) == 7, case.title
        assert scene.plot_bottom <= HEIGHT - (STRIP if words.phases else 0), case.title
        assert colliding_texts(scene) == [], case.title
        assert texts_outside(scene) == [], case.title
        told = [mark.text for mark in scene.marks if isinstance(mark, Text)]
        assert not [one for one in told if YEARS.search(one)], case.title


def test_words_are_large_enough_for_six_metres_and_tell_no_year(walk: Presenting) -> None:
    for name, scene in _scenes(walk, large=False):
        texts = [mark for mark in scene.marks if isinstance(mark, Text)]
        assert min(mark.face.size for mark in texts) >= 22, name
        bars = [mark for mark in texts if mark.on is not None and len(mark.text) > 4]
        assert all(mark.face.size >= 28 for mark in bars), name
        assert not [mark.text for mark in texts if YEARS.search(mark.text)], name


@pytest.mark.parametrize("large", [False, True])
def test_two_journeys_stand_one_above_the_other_at_the_same_ages(
    walk: Presenting, large: bool
) -> None:
    walk.jump(0)
    walk.put_beside("2")
    for stop in [stop for stop in walk.stops if stop.case == "1"]:
        place = walk.place_of(stop)
        assert place is not None
        pair = walk.pair(place)
        assert pair is not None
        named = [(journey.case.title, journey, view) for journey, view in pair]
        words = room_words(walk, place, "OFFICIAL-SENSITIVE")
        scene = lay_out_pair(named, words, room_metrics(large), measure)
        assert [band.lane for band in scene.bands] == [*PAIR_LANES, *PAIR_LANES]
        assert _across(scene) == [], place.title
        assert colliding_texts(scene) == [], place.title
        assert max(band.y + band.height for band in scene.bands) <= HEIGHT - STRIP, place.title
        above, below = scene.bands[3], scene.bands[4]
        assert above.y + above.height < below.y - 40, place.title
        names = [mark for mark in scene.marks if isinstance(mark, Text) and mark.text == "Case 2"]
        assert names[-1].y - 27 >= above.y + above.height, place.title
        (one, first), (_, second) = pair
        assert first.end - first.start == second.end - second.start  # type: ignore[operator]
        assert one.case.id == place.case.id
    walk.put_beside("")


def test_the_ages_of_a_point_stand_above_where_its_title_leaves_no_room(walk: Presenting) -> None:
    place = walk.place_of(walk.stops[0])
    assert place is not None
    words = room_words(walk, place, "OFFICIAL-SENSITIVE")
    assert words.span
    for title in (words.title, "A phase with a name of so many words that it takes the line"):
        named = replace(words, title=title)
        journey, view = walk.journey(place), walk.view(place)
        scene = lay_out_room(journey, view, named, room_metrics(large=False), measure)
        told = [mark for mark in scene.marks if isinstance(mark, Text) and words.span in mark.text]
        assert len(told) == 1 and colliding_texts(scene) == []
