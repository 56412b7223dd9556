"""What the words of a file were found to mean, and how they were found."""

from __future__ import annotations

from enum import StrEnum

from journeyviewer.model.values import dataclass


class MapStatus(StrEnum):
    """How words were matched, from the surest to none at all."""

    USER = "user"
    """A person decided it before."""
    EXACT = "exact"
    """The words are a label, an alias or a bare code, compared loosely."""
    CODE = "code"
    """A code stands among the words."""
    KEYWORD = "keyword"
    """A rule of words fits."""
    FUZZY = "fuzzy"
    """The same once slips of the pen are read as the nearest known word."""
    UNMAPPED = "unmapped"
    """Nothing fits; the words stay as they are written."""


class NoData(StrEnum):
    """Why a cell holds no words to map."""

    MISSING = "missing"
    """A word for nothing, such as "nan" or "#N/A"."""
    SUPPRESSED = "suppressed"
    """A letter by which small or unavailable values are held back; it is not zero."""
    LOST = "lost"
    """Several values that an export turned into one mark, such as "#MULTIVALUE"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One thing that words mean.

    `lane` and `kind` are a lane key and a category or event-kind code of `model.lanes`; `kind` is
    None when only the family is known. For a list of codes that is not drawn (`mapper.LISTS`) both
    are None and `vocabulary` names the list. `code` is the canonical code (C2, S25, CPP, U4 ...),
    None when the words do not say which. `looked_after` is what a legal status says of it.
    """

    vocabulary: str
    lane: str | None
    kind: str | None
    code: str | None
    label: str
    family: str
    looked_after: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The words as written and what they were taken to mean.

    `meanings` is empty for words that were not mapped and for those a person chose to leave as
    they are; two stand there when one cell holds two. `reason` says how it was found, `remarks`
    what a person should know (a code that was not in use, words that contradict their code).
    A `suggestion` is to be asked about, not used silently. `out_of_area` is what the words say
    of the place, None when they say nothing.
    """

    words: str
    meanings: tuple[Meaning, ...] = ()
    status: MapStatus = MapStatus.UNMAPPED
    reason: str = ""
    remarks: tuple[str, ...] = ()
    suggestion: bool = False
    no_data: NoData | None = None
    out_of_area: bool | None = None
    code_written: bool = False

    @property
    def code(self) -> str | None:
        """The canonical code of the first meaning."""
        return self.meanings[0].code if self.meanings else None

    @property
    def lane(self) -> str | None:
        """The drawn lane of the first meaning."""
        return self.meanings[0].lane if self.meanings else None

    @property
    def kind(self) -> str | None:
        """The category or event-kind code of the first meaning."""
        return self.meanings[0].kind if self.meanings else None

    @property
    def family(self) -> str:
        """The family of the first meaning, "" without one."""
        return self.meanings[0].family if self.meanings else ""
