"""The window as a screen reader finds it, over AT-SPI on a screen of its own."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.checks.source import ROOT

pytestmark = [pytest.mark.gui, pytest.mark.slow]

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
BINDING = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def missing() -> str:
    """Return what this machine lacks for the test, empty when it lacks nothing."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI is there on Linux only"
    for program, package in (("Xvfb", "xvfb"), ("dbus-run-session", "dbus-daemon")):
        if shutil.which(program) is None:
            return f"{program} is not installed (package {package})"
    if not any(Path(launcher).exists() for launcher in LAUNCHERS):
        return "the accessibility bus is not installed (package at-spi2-core)"
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError:
        return "Qt cannot open a window here (package libxcb-cursor0)"
    try:
        done = subprocess.run(["/usr/bin/python3", "-c", BINDING], capture_output=True)
    except OSError:
        return "the system has no Python (package python3-gi)"
    if done.returncode:
        return "the system's Python has no AT-SPI (packages python3-gi, gir1.2-atspi-2.0)"
    return ""


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """Return the name of a virtual screen."""
    reading, writing = os.pipe()
    size = ["-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *size],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    assert number, "the virtual screen did not start"
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def found(screen: str) -> Iterator[dict[str, Any]]:
    """Return what the probe found in the window."""
    with tempfile.TemporaryDirectory(prefix="jv-") as home:
        surroundings = {
            **os.environ,
            "DISPLAY": screen,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "HOME": home,
            "XDG_RUNTIME_DIR": home,
            "PYTHONPATH": str(ROOT),
        }
        surroundings.pop("AT_SPI_BUS_ADDRESS", None)
        done = subprocess.run(
            ["dbus-run-session", "--", sys.executable, "-m", "tests.access.together"],
            cwd=ROOT,
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=150,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    # The bus says something of its own before.
    yield json.loads(done.stdout.splitlines()[-1])


if missing():
    pytestmark.append(pytest.mark.skip(reason=missing()))


def test_the_journey_is_a_list_of_lanes_with_every_mark_named(found: dict[str, Any]) -> None:
    assert found["role"] == "list"
    names = [lane["name"] for lane in found["lanes"]]
    assert names[0].startswith("Legal status, ") and len(names) >= 12
    items = [item for lane in found["lanes"] for item in lane["items"]]
    assert len(items) > 100
    assert {role for _, role in items} == {"list item"}
    for lane in found["lanes"]:
        title = lane["name"].partition(", ")[0]
        assert all(name.startswith(f"{title}: ") for name, _ in lane["items"])


def test_a_mark_has_a_place_and_can_be_pressed(found: dict[str, Any]) -> None:
    _, _, width, height = found["area"]
    assert width > 0 and height > 0
    assert found["actions"] == ["Press"] or found["actions"] == ["Select"]
    assert found["selected"] and found["details"]
