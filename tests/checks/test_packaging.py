"""What the build makes beside the program: notices, the icon and the version of Windows."""

from __future__ import annotations

import ast
import importlib.util
import json
import struct
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.checks.source import ROOT


def packaging(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def notices() -> ModuleType:
    """Return what writes the notices; it looks at what is installed once, not for each test."""
    module = packaging("notices")
    module.owners = cache(module.owners)  # type: ignore[attr-defined]
    return module


def contents(folder: Path, *rows: tuple[str, Path | str]) -> Path:
    path = folder / "contents.json"
    path.write_text(json.dumps([(name, str(source), "DATA") for name, source in rows]))
    return path


def test_a_package_inside_gets_its_notice_and_its_texts(
    tmp_path: Path, notices: ModuleType
) -> None:
    path = contents(tmp_path, ("numpy", numpy.__file__), ("start", ROOT / "start.py"))
    notices.write_notices(path, tmp_path / "licences")
    index = (tmp_path / "licences" / "README.txt").read_text(encoding="utf-8")
    assert f"numpy {numpy.__version__}, BSD-3-Clause" in index
    assert list((tmp_path / "licences" / "packages").glob("numpy-*/LICENSE.txt"))
    assert "pandas" not in index


def test_a_package_without_a_text_stops_the_build(
    tmp_path: Path, notices: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Qt's wheels are such; they have their notice from this project.
    monkeypatch.setattr(notices, "QT", set())
    import PySide6

    path = contents(tmp_path, ("PySide6", PySide6.__file__))
    with pytest.raises(notices.NoticeError, match="pyside6-essentials has no licence text"):
        notices.write_notices(path, tmp_path / "licences")


@pytest.mark.parametrize("place", ["site-packages/stray.py", "lib/libstray.so.1"])
def test_a_file_nobody_claims_stops_the_build(
    tmp_path: Path, notices: ModuleType, place: str
) -> None:
    if sys.platform != "linux" and place.startswith("lib/"):
        pytest.skip("system libraries are taken along on Linux alone")
    stray = tmp_path / place
    stray.parent.mkdir()
    stray.touch()
    with pytest.raises(notices.NoticeError, match="stray"):
        notices.write_notices(contents(tmp_path, ("stray", stray)), tmp_path / "licences")


def test_the_icon_has_every_size(qapp: QApplication, tmp_path: Path) -> None:
    windows = packaging("windows")
    windows.write_icon(ROOT / "resources" / "icons" / "app.svg", tmp_path / "app.ico")
    data = (tmp_path / "app.ico").read_bytes()
    assert struct.unpack_from("<HHH", data) == (0, 1, len(windows.SIZES))
    for place, size in enumerate(windows.SIZES):
        width, *_, length, at = struct.unpack_from("<BBBBHHII", data, 6 + 16 * place)
        picture = QImage.fromData(data[at : at + length])
        assert picture.width() == size and width == size % 256
        assert picture.pixelColor(size // 2, size // 2).alpha() > 0


def test_the_version_is_the_project_s() -> None:
    text = packaging("windows").version_resource("journeyviewer", "1.20.3", "Draws “journeys”")
    ast.parse(text)
    assert "filevers=(1, 20, 3, 0)" in text and "'1.20.3'" in text
    assert "'journeyviewer.exe'" in text


def test_what_stays_out_stays_out() -> None:
    bundle = packaging("bundle")
    kept = ["PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/plugins/platforms/qwindows.dll"]
    kept += ["PySide6/Qt/translations/qtbase_en.qm", "PySide6/Qt/lib/libQt6Gui.so.6", "QtGui.pyd"]
    kept += ["pandas-3.1.1.dist-info/METADATA", "PySide6/Qt/plugins/imageformats/libqsvg.so"]
    out = ["PySide6/Qt/plugins/tls/libqopensslbackend.so", "PySide6\\plugins\\tls\\qschannel.dll"]
    out += ["PySide6/opengl32sw.dll", "PySide6/Qt6Network.dll", "PySide6/Qt/lib/libQt6Network.so.6"]
    out += ["PySide6/Qt/plugins/networkinformation/libqglib.so", "PySide6/QtNetwork.abi3.so"]
    out += ["PySide6/Qt/plugins/platforms/libqvnc.so", "PySide6/Qt/translations/qtbase_de.qm"]
    rows = [(name, name, "BINARY") for name in kept + out]
    assert [row[0] for row in bundle.wanted(rows)] == kept
    assert {"socket", "ssl", "PySide6.QtNetwork"} <= set(bundle.NETWORK)
