"""A screen and an accessibility bus of one's own, on which a probe reads the window."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tests.checks.source import ROOT

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
BINDING = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


@cache
def missing() -> str:
    """Return what this machine lacks for such a test, empty when it lacks nothing."""
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


@contextmanager
def virtual_screen(size: str = "1600x1000") -> Iterator[str]:
    """Give the name of a virtual screen, there until the end."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    try:
        assert number, "the virtual screen did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def read_over_bus(screen: str, probe: str, path: Path, *arguments: str) -> dict[str, Any]:
    """Open the window on a file, let a probe of this folder read it, and return what it found."""
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
        together = (sys.executable, "-m", "tests.access.together")
        done = subprocess.run(
            ["dbus-run-session", "--", *together, probe, str(path), *arguments],
            cwd=ROOT,
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=320,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    # The bus says something of its own before.
    return dict(json.loads(done.stdout.splitlines()[-1]))
