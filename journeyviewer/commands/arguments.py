"""Words of the command line that several commands take."""

from __future__ import annotations

import argparse
from pathlib import Path


def a_path(text: str) -> Path:
    """Return a path; an empty one, as of a variable that is not set, is no folder to work in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty; write that of a file or folder")
    return Path(text)
