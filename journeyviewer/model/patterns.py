"""Regular expressions that are compiled when they are first used.

A reading meets few of the forms that are known; compiling all of them takes longer than reading a
small source.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

USED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")
"""What is asked of a pattern again and again: kept, so that only the first time is slower."""


class _Later:
    """Stands for a pattern, and is asked what that would be asked."""

    __slots__ = ("_flags", "_words", *USED)

    def __init__(self, words: str | bytes, flags: int) -> None:
        self._words, self._flags = words, flags

    def __getattr__(self, name: str) -> Any:
        # Only what is not there yet is asked for here.
        compiled = re.compile(self._words, self._flags)
        for each in USED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def later(words: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern like `re.compile`, which is compiled when it is first used.

    A fault in it shows only then: every pattern needs a test that uses it.
    """
    return cast("re.Pattern[AnyStr]", _Later(words, flags))
