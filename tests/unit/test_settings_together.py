"""Two windows keep their settings in one file: neither loses what the other kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeyviewer.study import guard
from journeyviewer.study.guard import Guard, guard_path
from journeyviewer.ui.settings import MOST_RECENT, Settings, load_settings
from tests.writers import NAMES, write_at_once


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def two(place: Path, **kept: object) -> tuple[Settings, Settings]:
    """Return what two windows read from the same file."""
    first = Settings(**kept)  # type: ignore[arg-type]
    assert first.save(place)
    return load_settings(place), load_settings(place)


def test_files_that_both_read_are_kept_the_newest_first(place: Path) -> None:
    one, other = two(place, recent=["/a.csv", "/b.csv"])
    one.add_recent(Path("/one.csv"))
    other.add_recent(Path("/other.csv"))
    other.add_recent(Path("/b.csv"))
    assert one.save(place) and other.save(place)
    every = ["/b.csv", "/other.csv", "/one.csv", "/a.csv"]
    assert load_settings(place).recent == every
    # The window that wrote last knows of both, the other one when it writes next.
    assert other.recent == every
    assert one.save(place) and one.recent == every


def test_no_more_than_the_newest_are_kept_of_both(place: Path) -> None:
    one, other = two(place)
    for number in range(MOST_RECENT):
        one.add_recent(Path(f"/one {number}.csv"))
    other.add_recent(Path("/other.csv"))
    assert one.save(place) and other.save(place)
    found = load_settings(place).recent
    assert found[:2] == ["/other.csv", f"/one {MOST_RECENT - 1}.csv"] and len(found) == MOST_RECENT


def test_studies_of_both_are_kept_with_what_was_said_of_them_last(place: Path) -> None:
    one, other = two(place, studies={"/x": "old", "/y": "y"})
    one.add_study(Path("/x"), "new")
    other.add_study(Path("/z"), "z")
    assert one.save(place) and other.save(place)
    assert list(load_settings(place).studies.items()) == [("/z", "z"), ("/x", "new"), ("/y", "y")]


def test_what_was_forgotten_in_one_window_does_not_come_back_from_the_other(place: Path) -> None:
    one, other = two(place, recent=["/a.csv"], studies={"/x": "x"})
    one.add_recent(Path("/b.csv"))
    assert one.save(place)
    other.clear_recent()
    other.add_recent(Path("/c.csv"))
    assert other.save(place)
    assert load_settings(place).recent == ["/c.csv"] and load_settings(place).studies == {}
    one.add_recent(Path("/d.csv"))
    assert one.save(place)
    assert load_settings(place).recent == ["/d.csv", "/c.csv"] and one.studies == {}


def test_a_list_that_is_switched_off_stays_off(place: Path) -> None:
    one, other = two(place, recent=["/a.csv"])
    one.recent_files_on = False
    one.clear_recent()
    assert one.save(place)
    other.add_recent(Path("/b.csv"))
    assert other.save(place)
    kept = load_settings(place)
    assert (kept.recent_files_on, kept.recent) == (False, [])
    assert not other.recent_files_on
    other.add_recent(Path("/c.csv"))
    assert other.recent == []


def test_each_window_changes_what_it_changed_and_nothing_else(place: Path) -> None:
    one, other = two(place, theme="light", keys={"near": "N", "card": "C"}, analyst="A")
    one.theme, one.keys["near"] = "dark", "M"
    assert one.save(place)
    other.text_size = 150
    del other.keys["card"]
    other.keys["link"] = "L"
    assert other.save(place)
    kept = load_settings(place)
    assert (kept.theme, kept.text_size, kept.analyst) == ("dark", 150, "A")
    assert kept.keys == {"near": "M", "link": "L"}
    # The look of a window that is open stays, and closing it puts nothing back.
    assert other.theme == "light"
    assert other.save(place) and load_settings(place).theme == "dark"


def test_what_a_newer_version_wrote_meanwhile_stays(place: Path) -> None:
    one, _ = two(place)
    data = json.loads(place.read_text(encoding="utf-8"))
    place.write_text(json.dumps({**data, "lane_order": ["cse"]}), encoding="utf-8")
    one.add_recent(Path("/a.csv"))
    assert one.save(place)
    kept = json.loads(place.read_text(encoding="utf-8"))
    assert kept["lane_order"] == ["cse"] and kept["recent"] == ["/a.csv"]


def test_a_file_that_broke_or_went_meanwhile_is_written_anew(place: Path) -> None:
    one, other = two(place, recent=["/a.csv"], theme="dark")
    place.write_text("{", encoding="utf-8")
    assert one.save(place) and load_settings(place) == one
    place.unlink()
    assert other.save(place) and load_settings(place).recent == ["/a.csv"]


WRITER = """
import sys
from pathlib import Path
from journeyviewer.ui.settings import load_settings

place, name = Path(sys.argv[1]), sys.argv[2]
settings = load_settings(place)
print("ready", flush=True)
sys.stdin.readline()
for number in range(4):
    settings.add_recent(Path(f"/{name}{number}.csv"))
    assert settings.save(place)
"""


def test_two_programs_that_write_at_once_keep_all_that_both_read(place: Path) -> None:
    assert Settings(recent=["/a.csv"]).save(place)
    write_at_once(WRITER, place)
    found = load_settings(place).recent
    assert set(found) == {
        "/a.csv",
        *(f"/{name}{number}.csv" for name in NAMES for number in range(4)),
    }
    assert [path.name for path in place.parent.iterdir()] == ["settings.json"]


def test_one_that_never_lets_go_is_not_waited_for(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "BETWEEN", 0.0)
    one, other = two(place)
    held = Guard(place)
    assert held.take()
    one.add_recent(Path("/a.csv"))
    assert one.save(place) and load_settings(place).recent == ["/a.csv"]
    assert guard_path(place).exists()
    held.release()
    other.add_recent(Path("/b.csv"))
    assert other.save(place) and load_settings(place).recent == ["/b.csv", "/a.csv"]
