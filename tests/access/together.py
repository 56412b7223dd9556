"""Open the window, let a probe read it over AT-SPI, and close it; run in a bus of its own.

python -m tests.access.together PROBE FILE [ARGUMENT]    the window opens FILE
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main(name: str, path: str, *arguments: str) -> int:
    """Pass on what the probe prints; returns 0 when both ended well."""
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.access.window", path], stdin=subprocess.PIPE
    )
    probe = Path(__file__).with_name(f"{name}.py")
    command = ["/usr/bin/python3", "-W", "ignore", str(probe), *arguments]
    done = subprocess.run(command, timeout=240)
    assert window.stdin is not None
    window.stdin.close()
    return done.returncode or window.wait(timeout=60)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
