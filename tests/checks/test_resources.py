"""Everything the program draws with is there, licensed, and found wherever it is installed."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from journeyviewer.model.lanes import lanes
from journeyviewer.paths import resource, samples
from tests.checks.source import ROOT


def test_type_and_icons_come_with_their_licences() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "ISC License" in resource("icons", "LICENSE.txt").read_text(encoding="utf-8")
    assert len(list(resource("fonts").glob("*.ttf"))) == 5
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_every_icon_a_lane_names_exists() -> None:
    names = {lane.icon for lane in lanes()}
    names |= {item.icon for lane in lanes() for item in lane.categories if item.icon}
    for path in (ROOT / "journeyviewer").rglob("*.py"):
        names |= set(re.findall(r'Picture\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
    assert len(names) > 12
    for name in names:
        assert resource("icons", f"{name}.svg").is_file(), name


def test_there_are_ten_sample_cases_twice() -> None:
    assert sorted(path.name for path in samples().glob("*.xlsx")) == sorted(
        f"Case {number}.xlsx" for number in range(1, 11)
    )
    assert (samples() / "one_table" / "journeys.csv").is_file()


@pytest.mark.slow
def test_a_wheel_holds_resources_and_samples_and_finds_them(tmp_path: Path) -> None:
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    wheel = next(tmp_path.glob("*.whl"))
    inside = tmp_path / "inside"
    zipfile.ZipFile(wheel).extractall(inside)
    program = (
        "from journeyviewer.paths import resource, root, samples\n"
        "assert resource('themes', 'light.json').is_file() and samples().is_dir()\n"
        "print(root())"
    )
    found = subprocess.run(
        [sys.executable, "-S", "-c", program],
        cwd=inside,
        env={"PYTHONPATH": str(inside)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()) == (inside / "journeyviewer").resolve()
