"""The frozen program, built once, then moved away and started without any Python around."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.checks.source import ROOT

WINDOWS = sys.platform == "win32"


@dataclass(frozen=True)
class Program:
    folder: Path
    home: Path

    def launcher(self, name: str = "journeyviewer") -> Path:
        return self.folder / (f"{name}.exe" if WINDOWS else name)

    def environment(self, **more: str) -> dict[str, str]:
        """Return an environment that leads to no Python, and to nobody's settings."""
        path = self.home / "nothing"
        path.mkdir(exist_ok=True)
        names = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        clean = dict.fromkeys((*names, "LOCALAPPDATA", "APPDATA"), str(self.home))
        clean |= {"PATH": str(path), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        for name in ("SYSTEMROOT", "TEMP", "TMP"):
            if name in os.environ:
                clean[name] = os.environ[name]
        assert shutil.which("python3", path=clean["PATH"]) is None
        return clean | more

    def run(
        self, *words: object, launcher: str = "journeyviewer", **more: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.launcher(launcher)), *map(str, words)],
            cwd=self.home,
            env=self.environment(**more),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Build the program, or take the build that JOURNEYVIEWER_FROZEN names."""
    given = os.environ.get("JOURNEYVIEWER_FROZEN")
    if not given:
        build = [sys.executable, str(ROOT / "packaging" / "freeze.py")]
        done = subprocess.run(build, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    # Elsewhere, under a name with a space and an accent, so that nothing leans on the source.
    folder = tmp_path_factory.mktemp("elsewhere") / "Fälle und Verläufe"
    built = Path(given) if given else ROOT / "dist" / "journeyviewer"
    shutil.copytree(built, folder, symlinks=True, copy_function=link)
    return Program(folder, tmp_path_factory.mktemp("home"))


def link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
