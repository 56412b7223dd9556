"""journeyviewer draws the journey in a young person's case file as swimlanes."""

__version__ = "0.1.0"
