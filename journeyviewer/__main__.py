"""Starts the program: `python -m journeyviewer`."""

from __future__ import annotations

import os
import sys

from journeyviewer.cli import main


def give_streams() -> None:
    """Let what is printed go nowhere where nobody can read it.

    Started without a console, a program on Windows has no output and no errors at all.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))


if __name__ == "__main__":
    give_streams()
    sys.exit(main())
