"""Where resources and samples lie: in a source tree, an installed wheel or a frozen bundle."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds `resources/` and `sample_cases/`.

    A frozen bundle keeps them beside its modules, a wheel inside the package,
    a source tree beside the package.
    """
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    candidates = [Path(bundle)] if bundle else []
    candidates += [package, package.parent]
    for folder in candidates:
        if (folder / "resources").is_dir():
            return folder
    raise FileNotFoundError("the folder 'resources' is missing: install journeyviewer again")


def resource(*parts: str) -> Path:
    """Return the path of a bundled resource, such as `resource("themes", "light.json")`."""
    return root().joinpath("resources", *parts)


def samples() -> Path:
    """Return the folder of the ten invented cases."""
    return root() / "sample_cases"


def sample_study() -> Path:
    """Return the study of the invented cases; opened for reading only."""
    return samples() / "Invented cases.jvstudy"


def state_folder() -> Path:
    """Return the folder for what the program notes of itself for this user; it may not exist."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "journeyviewer"
    if sys.platform == "darwin":
        return home / "Library" / "Logs" / "journeyviewer"
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "journeyviewer"
