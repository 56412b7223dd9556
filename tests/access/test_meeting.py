"""A whole meeting by keyboard alone, read over AT-SPI as somebody does who does not see it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from journeyviewer.model.chronology import Case, Cohort, Kind
from journeyviewer.model.meetings import Response, meetings, running_orders
from journeyviewer.model.study import KeyDevelopment, Note, Phase, Study
from journeyviewer.model.times import Age, age_on
from journeyviewer.paths import sample_study
from journeyviewer.session.showing import ROOM_LANES
from journeyviewer.study.sources import keep_records, kept_records
from journeyviewer.study.store import StudyFile
from tests.access.bus import missing, read_over_bus, virtual_screen

pytestmark = [pytest.mark.gui, pytest.mark.slow]

Step = dict[str, Any]
SAID = "Nobody asked her grandmother"
QUESTION = "41 days from foster care to secure. What else was tried?"
YEAR = re.compile(r"\b(?:199\d|20[0-2]\d)\b")
AGE = re.compile(r"\b(\d+)y (\d+)m\b")
PICTURE = "What the room sees"
POINTS = ("first", "second", "third", "question")


def _page(name: str, until: str, key: str = "PageDown") -> Step:
    return {"name": name, "press": [key], "until": until}


def _steps(record: Path) -> list[Step]:
    """Return the meeting: what is pressed and typed, and what has to be said then."""
    tabs = [{"name": f"tab {at}", "press": ["Tab"]} for at in range(1, 9)]
    return [
        {"name": "prepare", "press": ["F5"], "until": "What the study holds"},
        {"name": "all", "press": ["Tab", "Tab", "Space"], "until": "Case 1 · Phase 3: Rapid"},
        # From the button back to the list: the last of it is the development of the second case.
        {"name": "more", "press": ["Shift+Tab", "End", "Return"], "until": "Case 2 · Key"},
        {"name": "note", "press": ["Up", "Return"], "until": "Question 1"},
        {"name": "close", "press": ["Esc"], "until": "Case 1 – "},
        _page("card", "accounts of harm", "F5"),
        _page("first", "Phase 1 of 3"),
        *tabs,
        _page("second", "Phase 2 of 3"),
        _page("third", "Phase 3 of 3"),
        _page("question", QUESTION),
        {"name": "counted", "press": ["a", "c", "c", "u", "Shift+u", "u"], "until": "1 person"},
        {"name": "write", "press": ["t"], "until": "What was said"},
        {"name": "typed", "type": SAID, "until": SAID},
        {"name": "asked", "press": ["Tab", "Return"], "until": "Kept as a question to ask"},
        _page("hidden", "Hidden", "h") | {"until": "Question 1."},
        _page("shown again", QUESTION, "h"),
        _page("lane", "Only the lane", "z"),
        _page("lanes", "Legal status", "z"),
        _page("beside", "Below it Case 2 at the same ages", "2"),
        _page("alone", "Legal status", "2"),
        _page("black", "The screen is black.", "b"),
        _page("lit", QUESTION, "b"),
        _page("pause", "A pause.", "p"),
        _page("on", QUESTION, "p"),
        _page("next case", "Case 2"),
        _page("development", "Point 5 of 5"),
        _page("cases", "Jump to a case", "j"),
        {"name": "visited", "press": ["End", "Return"], "until": "Case 3"},
        _page("journey", "The whole journey"),
        _page("back", "Point 5 of 5", "Esc"),
        _page("end", "The end of the running order."),
        _page("left", "Case 1 – ", "Esc"),
        {"name": "find", "press": ["Ctrl+Shift+p"], "until": "What can be done"},
        {"name": "ask", "type": "Record of the last", "press": [], "until": "Record of the last"},
        {"name": "where", "press": ["Return"], "until": "Save the record"},
        {"name": "name", "type": str(record), "until": record.name},
        {"name": "written", "press": ["Return"], "until": "Case 1 – "},
    ]


def _study(path: Path) -> tuple[Cohort, Study]:
    """Make a study of three cases: phases and a question on the first, a development, nothing."""
    sample = StudyFile.open(sample_study(), writable=False)
    kept = kept_records(sample)
    assert kept is not None
    cohort = Cohort(name="three", cases=kept[0].cases[:3])
    items = sample.study.items.values()
    chosen: list[Any] = list(sample.study.phases_of("1")[:3])
    chosen += [one for one in items if isinstance(one, Note) and one.text == QUESTION]
    chosen += [one for one in items if isinstance(one, KeyDevelopment) and one.target.case == "2"][
        :1
    ]
    sample.close()
    file = StudyFile.create(path, "Review", "AB")
    keep_records(file, cohort, [])
    for item in chosen:
        file.put(item)
    study = file.study
    file.close()
    return cohort, study


class Held:
    """What a meeting was read as, by step, with what it was about and what it left."""

    def __init__(self, folder: Path) -> None:
        path, self.record = folder / "Review.jvstudy", folder / "record.docx"
        self.cohort, self.study = _study(path)
        steps = folder / "steps.json"
        steps.write_text(json.dumps(_steps(self.record)), encoding="utf-8")
        with virtual_screen("1366x768") as screen:
            found = read_over_bus(screen, "walking", path, str(steps))
        self.steps: dict[str, Step] = {step["name"]: step for step in found["steps"]}
        file = StudyFile.open(path)
        self.left = file.study
        file.close()

    def nodes(self, name: str) -> list[Step]:
        """Return what was found in the window after a step."""
        return list(self.steps[name]["nodes"])

    def picture(self, name: str) -> list[Step]:
        """Return the room's picture after a step and what it holds, outermost first."""
        nodes = self.nodes(name)
        at = next(at for at, node in enumerate(nodes) if node["name"] == PICTURE)
        inside = [nodes[at]]
        for node in nodes[at + 1 :]:
            if node["depth"] <= nodes[at]["depth"]:
                break
            inside.append(node)
        return inside

    def told(self, name: str) -> str:
        """Return every word that is said of the picture after a step."""
        return "\n".join(f"{one['name']} {one['description']}" for one in self.picture(name))

    def focus(self, name: str) -> tuple[str, str]:
        """Return role and name of what has the keyboard after a step."""
        inner = ("list item", "filler")
        held = [one for one in self.nodes(name) if one["focused"] and one["role"] not in inner]
        return (held[-1]["role"], held[-1]["name"]) if held else ("", "")


if missing():
    pytestmark.append(pytest.mark.skip(reason=missing()))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    yield Held(tmp_path_factory.mktemp("meeting"))


def test_whatever_takes_the_keyboard_has_a_name_and_the_windows_say_what_they_are(
    held: Held,
) -> None:
    for name, step in held.steps.items():
        if name in ("where", "name"):
            # Choosing a file is the system's dialog, or that of Qt; neither is ours to name.
            continue
        nameless = [node for node in step["nodes"] if node["focusable"] and not node["name"]]
        assert nameless == [], name
    roles = {name: held.nodes(name)[0]["role"] for name in ("prepare", "card", "first", "where")}
    assert roles == {"prepare": "dialog", "card": "frame", "first": "frame", "where": "dialog"}
    assert held.picture("first")[0]["role"] == "list"
    lists = [node["name"] for node in held.nodes("cases") if node["role"] == "list"]
    assert "Cases of the study" in lists


def test_the_keyboard_goes_through_the_room_from_the_picture_to_the_way_on(held: Held) -> None:
    assert held.focus("first") == ("list", PICTURE)
    assert [held.focus(f"tab {at}") for at in range(1, 9)] == [
        ("push button", "Agree, 0 people"),
        ("push button", "Challenge, 0 people"),
        ("push button", "Unsure, 0 people"),
        ("text", "What was said, without names"),
        ("push button", "Ask the social worker"),
        ("push button", "Previous point"),
        ("push button", "Next point"),
        ("list", PICTURE),
    ]
    assert held.focus("prepare") == ("text", "Title of the running order")
    assert held.focus("cases") == ("list", "Cases of the study")
    assert held.focus("next case") == ("list", PICTURE)


def test_the_card_says_what_follows_and_nothing_of_the_journey(held: Held) -> None:
    for name, case in (("card", "Case 1"), ("next case", "Case 2"), ("visited", "Case 3")):
        (card,) = held.picture(name)
        assert card["description"].startswith(case)
        assert "Anybody may step out at any time" in card["description"]


@pytest.mark.parametrize("place", range(len(POINTS)))
def test_every_point_tells_what_is_in_sight_and_nothing_later(held: Held, place: int) -> None:
    name = POINTS[place]
    phases = held.study.phases_of("1")
    phase = phases[min(place, 2)]
    first, *inside = held.picture(name)
    assert first["description"].startswith(f"Case 1  ·  Phase {min(place, 2) + 1} of 3. ")
    assert phase.title in first["description"]
    lanes = [node["name"].split(",")[0] for node in inside if node["role"] == "panel"]
    assert len(lanes) == len(ROOM_LANES) and lanes[:2] == ["Legal status", "Residence"]
    case = held.cohort.case("1")
    before, after = _labels(case, phase)
    told = held.told(name)
    assert all(label in told for label in before)
    marks = [one["name"].partition(": ")[2] for one in inside if one["role"] == "list item"]
    assert not [label for label in after if any(label in mark for mark in marks)]
    assert not YEAR.search(told)
    assert case.birth is not None and phase.end is not None
    until = age_on(case.birth.first, phase.end + timedelta(days=16))
    ages = [Age(int(years), int(months)) for years, months in AGE.findall(told)]
    assert len(ages) > 10
    assert max((age.years, age.months) for age in ages) <= (until.years, until.months)


def _labels(case: Case, phase: Phase) -> tuple[set[str], set[str]]:
    """Return the spells where she lives that a phase touches, and what began only after it."""
    last = (phase.end or date.max) - timedelta(days=1)
    homes = {
        entry.label
        for entry in case.entries
        if entry.lane == "residence"
        and entry.kind is Kind.SPELL
        and entry.start.last <= last
        and (entry.end is None or entry.end.last > phase.start)
    }
    known = {entry.label for entry in case.entries if entry.start.first <= last}
    later = {
        entry.label
        for entry in case.entries
        if entry.lane in ROOM_LANES and entry.start.first > last and len(entry.label) > 8
    }
    assert homes and len(later) > 5
    return homes, {label for label in later if not any(label in one for one in known)}


def test_answers_and_words_are_counted_read_back_and_kept(held: Held) -> None:
    names = [one["name"] for one in held.nodes("counted") if one["role"] == "push button"]
    assert names[:3] == ["Agree, 1 person", "Challenge, 2 people", "Unsure, 1 person"]
    assert held.focus("write") == ("text", "What was said, without names")
    (written,) = [one["text"] for one in held.nodes("typed") if one["role"] == "text"]
    assert written == SAID
    (kept,) = [one for one in held.left.items.values() if isinstance(one, Response)]
    assert (kept.agree, kept.challenge, kept.unsure, kept.said) == (1, 2, 1, SAID)
    (asked,) = [
        one
        for one in held.left.items.values()
        if isinstance(one, Note) and one.to_check and one.text != QUESTION
    ]
    assert asked.text == SAID


def test_hidden_words_and_black_screens_are_hidden_from_the_ear_as_well(held: Held) -> None:
    shown = "\n".join(one["name"] for one in held.nodes("question"))
    assert QUESTION in held.told("question") and QUESTION in shown
    hidden = held.nodes("hidden")
    assert not any(QUESTION in f"{one['name']} {one['description']}" for one in hidden)
    for name, words in (("black", "The screen is black."), ("pause", "A pause.")):
        (picture,) = held.picture(name)
        assert picture["description"] == words
        assert not [node for node in held.nodes(name) if node["role"] == "push button"]


def test_a_lane_alone_and_two_journeys_are_told_as_such(held: Held) -> None:
    alone = [one["name"] for one in held.picture("lane") if one["role"] == "panel"]
    assert len(alone) == 1 and alone[0].startswith("Residence, ")
    pair = [one["name"] for one in held.picture("beside") if one["role"] == "panel"]
    assert [name.split(", ")[:2] for name in pair[::4]] == [
        ["Case 1", "Legal status"],
        ["Case 2", "Legal status"],
    ]
    assert len(pair) == 8 and not YEAR.search(held.told("beside"))


def test_a_visit_takes_no_answers_and_the_meeting_goes_on_where_it_was(held: Held) -> None:
    told = held.told("journey")
    assert "Case 3. The whole journey" in told and not YEAR.search(told)
    parts = {node["name"]: node for node in held.nodes("journey")}
    assert not parts["Agree, 0 people"]["enabled"]
    assert "Point 5 of 5" in {node["name"] for node in held.nodes("back")}


def test_the_order_was_chosen_the_meeting_kept_and_the_record_tells_it(held: Held) -> None:
    (order,) = running_orders(held.left)
    (meeting,) = meetings(held.left)
    assert [stop.case for stop in order.stops] == ["1", "1", "1", "1", "2"]
    assert meeting.order == order.id
    assert meeting.shown == tuple(stop.item for stop in order.stops)
    told = "\n".join(paragraph.text for paragraph in Document(str(held.record)).paragraphs)
    assert "1 agreed, 2 challenged, 1 was unsure." in told
    assert told.count(SAID) == 2 and "To ask the social worker" in told
    assert not YEAR.search(told.replace(f"{meeting.day:%Y}", ""))
