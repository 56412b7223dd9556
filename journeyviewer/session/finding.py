"""What is looked for and what is passed over in the records of a case."""

from __future__ import annotations

from journeyviewer.model.chronology import Entry, EntryId, Kind
from journeyviewer.model.search import parted, text_of
from journeyviewer.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Search:
    """Words looked for, the records that hold them in order of date, and the current hit.

    `within` keeps to the period shown. `current` is -1 without hits.
    """

    words: str = ""
    within: bool = False
    hits: tuple[EntryId, ...] = ()
    current: int = -1

    @property
    def hit(self) -> EntryId | None:
        """The current hit."""
        return self.hits[self.current] if 0 <= self.current < len(self.hits) else None


@dataclass(frozen=True, slots=True)
class Filter:
    """What records must be to be drawn in full; an empty part asks for nothing.

    `kinds` are kinds of record, `exact` asks for exact dates (False: for those that are not),
    `out_of_area` for placements out of borough, `unknown_words` for words outside the vocabulary.
    """

    words: str = ""
    lanes: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    exact: bool | None = None
    out_of_area: bool = False
    unknown_words: bool = False

    @property
    def empty(self) -> bool:
        """True when nothing is passed over."""
        return self == Filter()

    def passes(self, entry: Entry) -> bool:
        """True for a record that is drawn in full."""
        wanted = parted(self.words)
        return not (
            (wanted and not all(each in text_of(entry) for each in wanted))
            or (self.lanes and entry.lane not in self.lanes)
            or (self.kinds and entry.kind not in self.kinds)
            or (self.exact is not None and _is_exact(entry) != self.exact)
            or (self.out_of_area and not entry.flag("out_of_area"))
            or (self.unknown_words and entry.category is not None)
        )


def _is_exact(entry: Entry) -> bool:
    return entry.start.exact and (entry.end is None or entry.end.exact)
