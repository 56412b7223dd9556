"""Caches of what the toolkit does not let two threads share.

Fonts, shaped words and SVG drawings hold parts of the toolkit that only the thread that made them
may use. A figure is written in the background while the window is painted: each keeps its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def per_thread(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep up to `maxsize` results of a function for each thread that calls it."""

    def dress(function: Callable[P, R]) -> Callable[P, R]:
        own = lru_cache(maxsize)(function)
        main = threading.main_thread().ident
        others = threading.local()

        @wraps(function)
        def kept(*given: P.args, **named: P.kwargs) -> R:
            if threading.get_ident() == main:
                return own(*given, **named)  # type: ignore[arg-type]
            if not hasattr(others, "cached"):
                others.cached = lru_cache(maxsize)(function)
            found: R = others.cached(*given, **named)
            return found

        return kept

    return dress
