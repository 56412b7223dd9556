"""Theme and text size change under a window that is open, and nothing keeps the old look."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from journeyviewer.model.problems import JourneyError
from journeyviewer.render.theme import theme, theme_names
from journeyviewer.ui import application, look, system
from journeyviewer.ui.look import Button, IconLabel, PlainLabel, fit_words, rule
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.parts import ChoiceBox
from journeyviewer.ui.settings import Settings, load_settings
from journeyviewer.ui.style import style_sheet

pytestmark = pytest.mark.gui


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }


@pytest.mark.parametrize("name", ["dark", "contrast", "grey", "light"])
def test_a_window_takes_a_theme_at_once(window: MainWindow, qtbot: QtBot, name: str) -> None:
    look.set_theme("dark" if name == "light" else "light")
    before = {part: part.grab().toImage() for part in (window.canvas, window.details)}
    look.set_theme(name)
    assert look.current().name == name
    ground = theme(name).colour("plot")
    canvas = window.canvas.grab().toImage()
    assert canvas.pixelColor(canvas.width() - 3, canvas.height() - 3) == ground
    surface = theme(name).colour("surface")
    panel = window.details.grab().toImage()
    assert panel.pixelColor(panel.width() - 20, panel.height() - 4) == surface
    if name not in ("light", "grey"):
        assert all(part.grab().toImage() != image for part, image in before.items())


def test_no_colour_of_the_light_theme_stays_in_the_dark(window: MainWindow) -> None:
    look.set_theme("dark")
    for part in (window.menuBar(), window.cases, window.toolbar, window.canvas, window.status):
        found = colours(part.grab().toImage())
        for old in ("app", "surface", "sunken", "phaseA"):
            assert theme("light").colour(old).name() not in found - {"#ffffff"}, (part, old)
    image = window.grab().toImage()
    bright = [
        (x, y)
        for x in range(0, image.width(), 8)
        for y in range(0, image.height(), 8)
        if image.pixelColor(x, y).lightness() > 200
    ]
    # Words, lines and marks alone are bright.
    assert len(bright) < 0.03 * (image.width() // 8) * (image.height() // 8)


def test_every_label_follows_theme_and_text_size(window: MainWindow) -> None:
    look.set_theme("dark")
    look.set_text_size(150)
    labels = [label for label in window.findChildren(QLabel) if isinstance(label, PlainLabel)]
    assert len(labels) > 20
    for label in labels:
        assert label.palette().color(QPalette.ColorRole.WindowText) == look.tone(label.ink)
        assert label.font().pixelSize() == round(label.face.size * 1.5), label.text()


def test_widgets_that_were_never_shown_follow_too(qtbot: QtBot) -> None:
    label, icon = PlainLabel("Cases", ink="ink2"), IconLabel("house", "residence.mark", 20)
    button = Button("Export", icon_name="image", primary=True)
    for widget in (label, icon, button):
        qtbot.addWidget(widget)
    before = icon.pixmap().toImage()
    look.set_theme("dark")
    look.set_text_size(200)
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme("dark").colour("ink2")
    assert icon.pixmap().deviceIndependentSize().width() == 40
    assert icon.pixmap().toImage() != before
    assert button.font().pixelSize() == 27 and button.iconSize().height() == 32


def test_a_label_takes_another_ink_and_an_icon_another_picture(qtbot: QtBot) -> None:
    label, icon = PlainLabel("Saved", ink="ink2"), IconLabel("eye", "ink2", 16)
    qtbot.addWidget(label)
    qtbot.addWidget(icon)
    label.set_ink("ok")
    assert label.palette().color(QPalette.ColorRole.WindowText) == look.tone("ok")
    eye = icon.pixmap().toImage()
    icon.show_icon("eye-off")
    assert icon.pixmap().toImage() != eye and icon.ink == "ink2"


def test_a_rule_is_drawn_in_the_line_colour(qtbot: QtBot) -> None:
    line = rule()
    qtbot.addWidget(line)
    line.resize(30, 1)
    line.show()
    for name in ("light", "dark"):
        look.set_theme(name)
        assert line.grab().toImage().pixelColor(10, 0) == theme(name).colour("line")


@pytest.mark.parametrize("name", ["light", "dark", "contrast", "grey"])
@pytest.mark.parametrize("primary", [True, False])
def test_focus_shows_as_a_ring_of_two_pixels(qtbot: QtBot, name: str, primary: bool) -> None:
    look.set_theme(name)
    button = Button("Export", primary=primary)
    qtbot.addWidget(button)
    button.show()
    qtbot.waitExposed(button)
    button.clearFocus()
    plain = button.grab().toImage()
    button.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    ringed = button.grab().toImage()
    x = button.width() // 2
    ring = look.tone("surface" if primary else "focus")
    column = [ringed.pixelColor(x, y) for y in range(8)]
    was = [plain.pixelColor(x, y) for y in range(8)]
    new = [now for now, before in zip(column, was, strict=True) if now != before]
    assert ring in new, [each.name() for each in column]
    assert sum(colour == ring for colour in column) >= 2


def test_larger_text_makes_rows_and_controls_grow(window: MainWindow) -> None:
    rows, button = window.canvas.measures().span_row_h, window.toolbar.export.height()
    status = window.status.height()
    look.set_text_size(200)
    assert window.canvas.compact, "large text leaves the room of a small screen"
    assert window.canvas.measures().span_row_h > rows * 1.4
    assert window.toolbar.export.sizeHint().height() > button * 1.6
    assert window.status.height() >= 1.8 * status
    look.set_text_size(100)
    assert window.canvas.measures().span_row_h == rows and not window.canvas.compact


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_of_the_toolbar_is_cut(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    window.resize(*size)
    look.set_text_size(percent)
    QApplication.processEvents()
    bar = window.toolbar
    buttons = (bar.whole, bar.dates, bar.lanes, bar.export)
    for button in buttons:
        assert button.width() >= button.sizeHint().width(), button.accessibleName()
        assert button.text() or button.toolTip() == button.accessibleName()
    # Where there is no room for it, title bar and list say which case it is.
    assert bar.title.isHidden() or bar.title.width() >= bar.title.sizeHint().width()
    assert "Case 1" in window.windowTitle()
    assert bar.search.geometry().right() < bar.export.x()


def test_buttons_lose_their_words_from_the_front(qtbot: QtBot) -> None:
    buttons = [Button(words, icon_name="eye") for words in ("First of all", "Second", "Third")]
    for button in buttons:
        qtbot.addWidget(button)
    wide = sum(button.sizeHint().width() + 8 for button in buttons)
    fit_words(buttons, wide)
    assert [button.text() for button in buttons] == ["First of all", "Second", "Third"]
    fit_words(buttons, wide - 10)
    assert [button.text() for button in buttons] == ["", "Second", "Third"]
    assert buttons[0].toolTip() == buttons[0].accessibleName() == "First of all"
    buttons[0].set_words("Before all")
    assert (buttons[0].text(), buttons[0].toolTip()) == ("", "Before all")
    fit_words(buttons, 2 * wide)
    assert buttons[0].text() == "Before all" and not buttons[0].toolTip()


def test_text_size_stays_within_its_limits(window: MainWindow) -> None:
    look.set_text_size(20)
    assert look.text_size() == 100
    window.change_text(-10)
    assert look.text_size() == 100
    look.set_text_size(195)
    window.change_text(10)
    assert look.text_size() == 200 and look.text_scale() == 2.0
    assert look.scaled(13.5) == 27


def test_an_unknown_theme_is_refused_and_the_old_stays() -> None:
    look.set_theme("dark")
    with pytest.raises(JourneyError):
        look.set_theme("sepia")
    assert look.current().name == look.chosen() == "dark"


def test_the_system_decides_until_something_is_chosen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["dark"]
    followers: list[Callable[[], None]] = []
    monkeypatch.setattr(look, "system_theme", lambda _application: theme(said[0]))
    monkeypatch.setattr(look, "when_system_changes", lambda _app, follow: followers.append(follow))
    look.follow_system(qapp)
    look.set_theme("system")
    assert (look.chosen(), look.current().name) == ("system", "dark")
    said[0] = "light"
    followers[0]()
    assert look.current().name == "light"
    look.set_theme("grey")
    followers[0]()
    assert look.current().name == "grey"


def test_a_system_that_says_nothing_gets_light(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    assert hints.colorScheme() is Qt.ColorScheme.Unknown
    assert system.system_theme(qapp).name == "light"


def test_the_look_is_kept_from_run_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "settings.json"
    monkeypatch.setattr("journeyviewer.ui.settings.settings_file", lambda: place)
    settings = load_settings()
    application.wear(settings)
    assert (look.chosen(), look.text_size()) == ("system", 100)
    application.keep_look(settings)
    assert not place.exists(), "nothing changed"
    look.set_theme("contrast")
    look.set_text_size(130)
    application.keep_look(settings)
    look.set_theme("light")
    look.set_text_size(100)
    application.wear(load_settings())
    assert (look.chosen(), look.text_size()) == ("contrast", 130)


def test_a_theme_that_is_gone_is_the_systems() -> None:
    application.wear(Settings(theme="sepia", text_size=900))
    assert (look.chosen(), look.text_size()) == ("system", 200)


def test_the_menus_choose_and_mark_what_is_chosen(window: MainWindow) -> None:
    made = {name: action for name, (_, action) in window.acts.made.items()}
    themes = {name.removeprefix("theme_") for name in made if name.startswith("theme_")}
    assert themes == {"system", *theme_names()}
    for name in sorted(themes):
        made[f"theme_{name}"].trigger()
        assert look.chosen() == window.settings.theme == name
        window.acts.tick()
        assert [other for other in themes if made[f"theme_{other}"].isChecked()] == [name]
    made["larger"].trigger()
    assert look.text_size() == window.settings.text_size == 110
    made["usual_size"].trigger()
    assert look.text_size() == 100


@pytest.mark.parametrize("percent", range(100, 201, 10))
def test_radio_buttons_stay_round_at_every_size(qtbot: QtBot, percent: int) -> None:
    look.set_text_size(percent)
    found = re.search(r"QRadioButton::indicator \{ border-radius: (\d+)px", style_sheet())
    size = re.search(r"QRadioButton::indicator \{ width: (\d+)px", style_sheet())
    assert found is not None and size is not None
    whole = int(size[1]) + 2
    assert whole / 2 - 1 <= int(found[1]) <= whole / 2


def test_the_style_sheet_leaves_no_name_unfilled() -> None:
    for name in theme_names():
        look.set_theme(name)
        assert not re.search(r"[@$]", style_sheet())


def test_the_mark_and_the_word_on_dates_stay_in_sight_however_large_the_text(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(1366, 736)
    status = window.status
    for size in (100, 150, 200):
        look.set_text_size(size)
        QApplication.processEvents()
        assert window.width() == 1366
        for part in (status.dates, status.mark):
            right = part.mapTo(status, part.rect().topRight()).x()
            assert part.isVisible() and right <= status.width(), size
            assert part.width() >= part.sizeHint().width(), size


@pytest.mark.parametrize("name", theme_names())
def test_every_picture_of_the_style_sheet_is_there(qapp: QApplication, name: str) -> None:
    look.set_theme(name)
    found = re.findall(r'url\("([^"]+)"\)', style_sheet())
    assert len(set(found)) == 3
    assert all(Path(one).is_file() for one in found)


@pytest.mark.parametrize("name", ["light", "dark", "contrast", "grey"])
def test_the_line_of_a_list_that_enter_would_choose_stands_out(qtbot: QtBot, name: str) -> None:
    look.set_theme(name)
    box = ChoiceBox()
    box.addItems(["Legal status", "Residence", "Education"])
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    view = box.view()
    qtbot.waitExposed(view.window())
    qtbot.keyClick(view, Qt.Key.Key_Down)
    grounds = []
    seen = view.grab().toImage()
    for row in range(3):
        line = view.visualRect(view.model().index(row, 0))
        spot = view.viewport().mapTo(view, line.center())
        grounds.append(seen.pixelColor(line.right() - 6, spot.y()))
    box.hidePopup()
    assert grounds[1] == look.tone("focusTint") and grounds[0] == grounds[2] == look.tone("surface")


@pytest.mark.parametrize("name", ["light", "dark", "contrast", "grey"])
def test_what_an_empty_field_says_is_as_strong_as_other_small_print(
    qtbot: QtBot, name: str
) -> None:
    look.set_theme(name)
    for kind in (QLineEdit, QPlainTextEdit):
        field = kind()
        field.setPlaceholderText("Left empty, it says what the journey shows")
        qtbot.addWidget(field)
        field.show()
        qtbot.waitExposed(field)
        said = field.palette().color(QPalette.ColorRole.PlaceholderText)
        assert said == look.tone("ink3") and said.alpha() == 255
