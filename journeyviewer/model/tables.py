"""A table whose columns a person may have to name: its first rows, and a guess for each column."""

from __future__ import annotations

from collections.abc import Mapping

from journeyviewer.model.values import dataclass

NOT_READ = ""
"""The field of a column that is left out."""
CHOSEN_BY_HAND = "table with columns chosen by hand"
"""The form of a table whose columns a person named."""
FIXED = "="
"""Before the name of a field whose words are the same for the whole table."""

FIELDS: Mapping[str, str] = {
    "case": "Case (whose row it is)",
    "start": "Date, or start",
    "end": "End",
    "what": "What happened",
    "lane": "Lane",
    "in the files words": "In the file’s words",
    "detail": "Detail",
    "source": "Source of information",
    "still going on": "Still going on",
    "start time": "Time of day",
    "end time": "Time of the end",
    "out of borough": "Out of borough",
    "score": "Score",
    "level": "Level",
    "tool": "Tool",
    "return interview": "Return interview",
    "short form": "Short form",
    "gender": "Gender",
    "born": "Born",
    "read on": "Day of reading",
}
"""The fields a column can be read as, with their words, in the order they are offered."""
NEEDED = ("case", "start", "what", "lane")
"""Fields every record needs, from a column or the same for the whole table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """What one column seems to hold: its heading as written, the field, and why in words."""

    column: int
    heading: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """One table as the columns assistant shows it.

    `fingerprint` stands for its headings: tables with the same ones are read in the same way.
    `header` is the 1-based row of the headings, `rows` the first rows below them as text,
    `first_row` the number of the first of these, `count` how many rows there are below.
    `chosen` holds the field of each heading where a person chose them, and fields that
    are the same for the whole table by their names after `FIXED`. `taken_for` is the form it was
    read as, where that was not sure; "" for a table of no known form.
    """

    file: str
    sheet: str | None
    fingerprint: str
    header: int
    headings: tuple[str, ...]
    first_row: int
    rows: tuple[tuple[str, ...], ...]
    count: int
    guesses: tuple[ColumnGuess, ...]
    chosen: Mapping[str, str]
    taken_for: str = ""

    @property
    def is_open(self) -> bool:
        """True while nothing of the table is read and nobody has named its columns."""
        return not self.chosen and not self.taken_for

    def fields(self) -> Mapping[str, str]:
        """Return the field of each heading: as chosen, else as guessed."""
        if self.chosen:
            return self.chosen
        return {guess.heading: guess.field for guess in self.guesses}


def missing_fields(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the needed fields that no column gives and that are not fixed for the table."""
    named = {field for heading, field in fields.items() if not heading.startswith(FIXED)}
    named |= {heading[len(FIXED) :] for heading, words in fields.items() if heading[:1] == FIXED}
    words = "in the files words"
    return tuple(
        name for name in NEEDED if name not in named and not (name == "what" and words in named)
    )
