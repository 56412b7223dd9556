"""The plots beside the journey: the one place that may import pyqtgraph, and late."""

from __future__ import annotations


def load() -> None:
    """Import pyqtgraph; takes half a second, so off the window's thread and after it is painted."""
    import pyqtgraph  # noqa: F401
