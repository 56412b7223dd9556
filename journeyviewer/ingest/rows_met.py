"""Which rows of which sheets were met, in one byte a row."""

from __future__ import annotations

from collections.abc import Sequence


class RowsMet:
    """The rows that were met; `row` is 1-based, None for what has no row."""

    def __init__(self) -> None:
        self._flags: dict[tuple[str, str | None], bytearray] = {}

    def add(self, file: str, sheet: str | None, row: int | None) -> bool:
        """Note a row; True where it was not met before."""
        number = row or 0
        flags = self._of(file, sheet, number)
        is_new = not flags[number]
        flags[number] = 1
        return is_new

    def are_new(self, file: str, sheet: str | None, rows: Sequence[int]) -> bool:
        """True where none of some rows (rising) was met before."""
        flags = self._flags.get((file, sheet))
        if flags is None or not rows:
            return True
        if rows[-1] - rows[0] < len(rows):
            return flags.find(1, rows[0], rows[-1] + 1) < 0
        return not any(flags[row] for row in rows if row < len(flags))

    def add_all(self, file: str, sheet: str | None, rows: Sequence[int]) -> None:
        """Note rows (rising)."""
        if not rows:
            return
        flags = self._of(file, sheet, rows[-1])
        if rows[-1] - rows[0] < len(rows):
            flags[rows[0] : rows[-1] + 1] = b"\1" * len(rows)
            return
        for row in rows:
            flags[row] = 1

    def _of(self, file: str, sheet: str | None, last: int) -> bytearray:
        """Return the flags of a sheet, as many as its last row needs."""
        flags = self._flags.get((file, sheet))
        if flags is None:
            flags = self._flags[file, sheet] = bytearray()
        if last >= len(flags):
            flags.extend(bytes(last + 1 - len(flags)))
        return flags
