"""What the reading process runs: `python -m journeyviewer.ingest.child_main`."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Answer one request and end."""
    # Nearly all that is made is kept until the process ends: there is nothing to look for, and
    # looking while all of it is loaded takes longest.
    gc.disable()
    from journeyviewer.ingest.child import main as answer

    return answer()


if __name__ == "__main__":
    sys.exit(main())
