"""What the window remembers comes back; what makes no sense is as at first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeyviewer.ui.settings import MOST_RECENT, Settings, load_settings


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_settings_come_back_as_they_were(place: Path) -> None:
    kept = Settings(theme="dark", text_size=150, recent_files_on=False, geometry="AdnQywA=")
    kept.recent = ["/a/Case 1.xlsx"]
    assert kept.save(place)
    assert load_settings(place) == kept
    assert [path.name for path in place.parent.iterdir()] == ["settings.json"]


def test_without_a_file_everything_is_as_at_first(place: Path) -> None:
    assert load_settings(place) == Settings()
    assert Settings().theme == "system" and Settings().text_size == 100


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "\x00", '"theme"'])
def test_a_broken_file_is_as_none(place: Path, text: str) -> None:
    place.parent.mkdir()
    place.write_text(text, encoding="utf-8")
    assert load_settings(place) == Settings()


def test_a_value_of_another_kind_is_passed_over_alone(place: Path) -> None:
    place.parent.mkdir()
    data = {"theme": 3, "text_size": True, "recent": ["a", 1], "recent_files_on": False}
    place.write_text(json.dumps(data), encoding="utf-8")
    found = load_settings(place)
    assert found == Settings(recent_files_on=False)


def test_what_a_newer_version_wrote_is_kept(place: Path) -> None:
    place.parent.mkdir()
    place.write_text('{"theme": "grey", "lane_order": ["cse"], "others": 1}', encoding="utf-8")
    found = load_settings(place)
    found.text_size = 120
    assert found.save(place)
    data = json.loads(place.read_text(encoding="utf-8"))
    assert data["lane_order"] == ["cse"]
    assert (data["theme"], data["text_size"]) == ("grey", 120)
    assert "others" not in data


def test_files_read_last_come_first_and_once(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(MOST_RECENT + 3):
        settings.add_recent(tmp_path / f"{number}.csv")
    settings.add_recent(tmp_path / "5.csv")
    assert settings.recent[0] == str(tmp_path / "5.csv")
    assert len(settings.recent) == len(set(settings.recent)) == MOST_RECENT
    settings.clear_recent()
    assert settings.recent == []


def test_nothing_is_remembered_when_that_is_off(tmp_path: Path) -> None:
    settings = Settings(recent_files_on=False)
    settings.add_recent(tmp_path / "a.csv")
    assert settings.recent == []


def test_a_place_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not Settings().save(tmp_path / "file" / "settings.json")
