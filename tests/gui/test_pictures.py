"""The pictures of the README: made from the real window, and all of them there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from journeyviewer.render.theme import theme
from journeyviewer.ui.look import chosen, set_theme

pytestmark = pytest.mark.gui
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def pictures() -> ModuleType:
    path = ROOT / "packaging" / "make_pictures.py"
    spec = importlib.util.spec_from_file_location("make_pictures", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pixels_in(picture: QImage, colour: QColor) -> int:
    """Return how many pixels of a picture have a colour."""
    grey = picture.convertToFormat(QImage.Format.Format_RGB32)
    values = np.frombuffer(grey.constBits(), dtype=np.uint32) & 0xFFFFFF
    return int((values == (colour.rgb() & 0xFFFFFF)).sum())


def test_a_picture_shows_the_window_and_leaves_the_look_alone(
    qapp: object, pictures: ModuleType, tmp_path: Path
) -> None:
    set_theme("dark")
    (path,) = pictures.make_pictures(tmp_path, ["ages-and-search"])
    assert chosen() == "dark"
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (1366, 768)
    assert path.stat().st_size < 350 * 1024
    light = theme("light")
    for lane in ("legal", "residence", "education", "referrals", "cse", "missing", "support"):
        assert pixels_in(picture, light.colour(f"{lane}.mark")) > 30, lane
    assert pixels_in(picture, light.colour("search")) > 100


def test_the_readme_shows_every_picture_and_says_what_is_on_it(pictures: ModuleType) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = dict(
        (name, words)
        for words, name in re.findall(r"!\[([^\]]+)\]\(packaging/pictures/(.+?)\)", text)
    )
    assert set(shown) == {f"{name}.png" for name in pictures.NAMES}
    for name, words in shown.items():
        picture = QImage(str(ROOT / "packaging" / "pictures" / name))
        assert picture.width() >= 1366 and len(words) > 40, name
