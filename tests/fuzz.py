"""Look for tables and files that reading does not survive, for longer than the tests do.

    python3 start.py fuzz --minutes 30

Runs the tests of test_fuzz_reading.py again and again, with other examples each time, until the
time is over or one of them fails. What failed is printed as small as it can be made.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from journeyviewer.paths import root

EXAMPLES = 500
"""Examples of each test in one round; a round takes about a minute."""


def main() -> int:
    """Run rounds until the time is over; 1 when one of them found something."""
    parser = argparse.ArgumentParser(prog="start.py fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10, metavar="N")
    ends = time.monotonic() + parser.parse_args().minutes * 60
    rounds = 0
    while not rounds or time.monotonic() < ends:
        rounds += 1
        print(f"Round {rounds}", file=sys.stderr)
        said = {
            "JOURNEYVIEWER_FUZZ_EXAMPLES": str(EXAMPLES),
            "JOURNEYVIEWER_FUZZ_SEED": str(rounds),
        }
        command = [sys.executable, "-m", "pytest", "-x", "tests/unit/test_fuzz_reading.py"]
        if subprocess.call(command, cwd=root(), env={**os.environ, **said}):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
