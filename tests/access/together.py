"""Open the window, let the probe read it over AT-SPI, and close it; run in a bus of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Pass on what the probe prints; returns 0 when both ended well."""
    window = subprocess.Popen([sys.executable, "-m", "tests.access.window"], stdin=subprocess.PIPE)
    probe = Path(__file__).with_name("probe.py")
    done = subprocess.run(["/usr/bin/python3", "-W", "ignore", str(probe)], timeout=90)
    assert window.stdin is not None
    window.stdin.close()
    return done.returncode or window.wait(timeout=20)


if __name__ == "__main__":
    sys.exit(main())
