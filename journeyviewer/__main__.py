"""Starts the program: `python -m journeyviewer`."""

from __future__ import annotations

import sys

from journeyviewer.cli import main

if __name__ == "__main__":
    sys.exit(main())
