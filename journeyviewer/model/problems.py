"""What could not be read as it stands, and errors that carry advice."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from journeyviewer.model.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path


class Severity(StrEnum):
    """How much a problem matters to the reader."""

    INFO = "info"
    QUESTION = "question"
    WARNING = "warning"
    ERROR = "error"


class Action(StrEnum):
    """What was done about a problem."""

    ACCEPT = "accept"
    REPAIR = "repair"
    ASK = "ask"
    TRAY = "tray"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One sentence about one place in a source, with what was done.

    `row` is 1-based and counts header and blank rows; `rule` is a short fixed name
    such as "end-before-start"; `column` is the heading as written.
    """

    file: str
    rule: str
    message: str
    severity: Severity = Severity.WARNING
    action: Action = Action.ACCEPT
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    rows: tuple[int, ...] = ()


class JourneyError(Exception):
    """Something asked for cannot be done; carries a sentence and advice for a person."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class ArchiveMet(JourneyError):
    """Says that a folder to be read is an archive of a study: what it holds are no sources."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"“{folder.name}” is an archive of a study, no folder of chronologies.",
            "Make a study of it: journeyviewer study unpack FOLDER -o NEW.jvstudy.",
        )
        self.folder = folder


NOBODYS: Mapping[str, int] = MappingProxyType({})


class CasesAsked(JourneyError):
    """Says that it has to be chosen which cases of a large extract are read: `rows` by case id.

    `beyond` counts rows that lie beyond what is read of one sheet, whoever they are of, and
    `beyond_of` those of each case, where that is known.
    """

    def __init__(
        self, rows: Mapping[str, int], beyond: int = 0, beyond_of: Mapping[str, int] = NOBODYS
    ) -> None:
        super().__init__(
            f"There are {sum(rows.values()):,} rows of {len(rows):,} cases.",
            "Choose the cases to read.",
        )
        self.rows = rows
        self.beyond = beyond
        self.beyond_of = beyond_of
