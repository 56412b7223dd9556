"""Themes: every ink has a colour in each, and a new file is a new theme."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import resource
from journeyviewer.render import theme as themes
from journeyviewer.render.theme import fill_under, theme, theme_names


def test_every_lane_has_its_colours_in_every_theme() -> None:
    assert theme_names()[0] == "light"
    assert {"light", "grey"} <= set(theme_names())
    for name in theme_names():
        where = theme(name)
        for key in [lane.key for lane in lanes()]:
            for ink in (f"{key}.1", f"{key}.5", f"{key}.text.3", f"{key}.edge", f"{key}.mark"):
                assert where.colour(ink).isValid()


def test_words_take_the_colour_that_belongs_to_their_fill() -> None:
    light = theme("light")
    assert light.text_on("legal.3") == light.colour("legal.text.3") == light.colour("ink")
    assert light.text_on("legal.4") == QColor("white")
    assert light.text_on("plot") == light.text_on(None) == light.colour("ink")


def test_themes_without_colour_have_textures_and_lay_plates_on_them() -> None:
    light, dark, grey, black = (theme(name) for name in ("light", "dark", "grey", "contrast"))
    assert grey.grey and not light.grey and not dark.grey
    assert dark.dark and black.dark and not light.dark and not grey.dark
    for coloured in (light, dark):
        assert all(coloured.pattern(f"legal.{step}") is None for step in range(1, 6))
    for textured in (grey, black):
        with_texture = [step for step in range(1, 6) if textured.pattern(f"legal.{step}")]
        assert with_texture == [3, 4]
    dots, lines = black.pattern("cse.3"), black.pattern("cse.4")
    assert dots is not None and (dots.dots, dots.pitch, dots.size) == (True, 5.0, 0.8)
    assert lines is not None and (lines.dots, lines.pitch, lines.size) == (False, 5.0, 1.0)
    dots, lines = grey.pattern("cse.3"), grey.pattern("cse.4")
    assert dots is not None and dots.dots
    assert lines is not None and not lines.dots
    assert lines.pitch == pytest.approx(0.9 / 25.4 * 96)
    assert [grey.plate_on(f"cse.{step}") for step in (1, 2, 5)] == [None] * 3
    assert grey.plate_on("cse.4") == grey.colour("cse.4")
    assert grey.plate_on("plot") is None and grey.plate_on(None) is None
    assert fill_under("cse.text.4") == "cse.4"
    assert fill_under("cse.4") is None and fill_under("ink") is None


def test_a_thinned_fill_is_mixed_with_the_plot() -> None:
    light = theme("light")
    assert light.colour("ink", 1.0) == light.colour("ink")
    assert light.colour("ink", 0.0) == light.colour("plot")
    half = light.colour("ink", 0.5)
    assert half.alpha() == 255
    assert half.red() == round((0x1B + 0xFF) / 2)


def test_an_unknown_theme_is_said_with_those_there_are() -> None:
    for name in ("sepia", "metrics", "../themes/light", ""):
        with pytest.raises(JourneyError, match="light, dark, grey, contrast"):
            theme(name)
    with pytest.raises(KeyError):
        theme("light").colour("nothing")


@pytest.fixture
def with_a_theme_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "themes"
    shutil.copytree(resource("themes"), folder)
    data = json.loads((folder / "light.json").read_text(encoding="utf-8"))
    data["ui"]["plot"] = "#15181C"
    (folder / "dusk.json").write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr(themes, "resource", lambda *parts: tmp_path.joinpath(*parts))
    theme_names.cache_clear()
    theme.cache_clear()
    yield
    theme_names.cache_clear()
    theme.cache_clear()


def test_a_new_file_is_a_new_theme(with_a_theme_more: None) -> None:
    assert "dusk" in theme_names() and "metrics" not in theme_names()
    assert theme("dusk").colour("plot") == QColor("#15181C")
