"""journeyviewer draws the journey in a young person's case file as swimlanes."""

import os

__version__ = "0.1.0"

# Qt writes the fonts of a PDF in the order of a hash table: with a fixed seed the same figure is
# the same bytes every time. Read once, when Qt loads, so it is set before anything else.
os.environ.setdefault("QT_HASH_SEED", "0")
