"""The contrast theme takes the system's colours and stays readable and ordered."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from journeyviewer.model.lanes import lanes
from journeyviewer.render.theme import Theme, theme
from journeyviewer.ui.system import contrast, with_system_colours

# Window, words, highlight and link of four contrast themes that come with Windows 11.
SYSTEMS = {
    "Aquatic": ("#202020", "#FFFFFF", "#8EE3F0", "#75E9FC"),
    "Desert": ("#FFFAEF", "#3D3D3D", "#903909", "#1C5E75"),
    "Dusk": ("#2D3236", "#FFFFFF", "#A1BFDE", "#70EBDE"),
    "Night sky": ("#000000", "#FFFFFF", "#D6B4FD", "#8080FF"),
}


def worn(name: str) -> Theme:
    palette = QPalette()
    role = QPalette.ColorRole
    for part, colour in zip(
        (role.Window, role.WindowText, role.Highlight, role.Link), SYSTEMS[name], strict=True
    ):
        palette.setColor(part, QColor(colour))
    return with_system_colours(theme("contrast"), palette)


@pytest.mark.parametrize("name", SYSTEMS)
def test_window_words_and_focus_are_the_systems(name: str) -> None:
    window, words, highlight, _ = map(QColor, SYSTEMS[name])
    found = worn(name)
    for role in ("app", "surface", "plot", "note"):
        assert found.colour(role) == window
    for role in ("ink", "ink2", "ink3", "legal.mark", "legal.edge"):
        assert found.colour(role) == words
    assert found.colour("focus") == highlight
    assert found.dark is (window.lightness() < 128)


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_word_can_be_read_in_the_systems_colours(name: str) -> None:
    found = worn(name)
    pairs = [("ink", "plot"), ("ink2", "sunken"), ("ink", "phaseA"), ("surface", "focus")]
    pairs += [("ink", "focusTint"), ("noteInk", "note"), ("searchEdge", "plot"), ("err", "errTint")]
    pairs += [("warn", "warnTint"), ("focus", "surface"), ("line3", "plot")]
    for lane in lanes():
        pairs += [(f"{lane.key}.text.{step}", f"{lane.key}.{step}") for step in range(1, 6)]
    for one, other in pairs:
        assert contrast(found.colour(one), found.colour(other)) >= 4.5, (one, other)


@pytest.mark.parametrize("name", SYSTEMS)
def test_patterns_stay_and_can_be_seen(name: str) -> None:
    found, base = worn(name), theme("contrast")
    assert set(found.patterns) == set(base.patterns)
    for fill, pattern in found.patterns.items():
        assert (pattern.pitch, pattern.dots) == (
            base.patterns[fill].pitch,
            base.patterns[fill].dots,
        )
        assert contrast(pattern.ink, found.colour(fill)) >= 2.9, fill
        assert found.plate_on(fill) == found.colour(fill)


def test_colours_that_cannot_be_read_are_not_taken() -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#777777"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#888888"))
    assert with_system_colours(theme("contrast"), palette) == theme("contrast")


def test_a_highlight_that_does_not_stand_out_gives_way() -> None:
    palette = QPalette()
    role = QPalette.ColorRole
    for part, colour in ((role.Window, "#000000"), (role.WindowText, "#ffffff")):
        palette.setColor(part, QColor(colour))
    palette.setColor(role.Highlight, QColor("#000080"))
    palette.setColor(role.Link, QColor("#ffff00"))
    assert with_system_colours(theme("contrast"), palette).colour("focus") == QColor("#ffff00")
    palette.setColor(role.Link, QColor("#000080"))
    assert with_system_colours(theme("contrast"), palette).colour("focus") == QColor("#ffffff")
