"""Finding words in the records of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeyviewer.model.chronology import Case, Entry, EntryId
from journeyviewer.model.lanes import lane


def find(entries: Iterable[Entry], words: str) -> tuple[EntryId, ...]:
    """Return the entries that hold every one of the words, in the order given.

    Letter case does not matter; words in quotation marks are looked for together. Looked at
    are the label and its short forms, the file's own words, detail, source and kind.
    """
    wanted = parted(words)
    if not wanted:
        return ()
    return tuple(entry.id for entry in entries if all(each in text_of(entry) for each in wanted))


def texts_of(case: Case) -> tuple[str, ...]:
    """Return all words of each drawn record of a case: see `text_of`."""
    return tuple([text_of(entry) for entry in case.entries if not entry.suggested])


def count_in(texts: Iterable[str], words: str) -> int:
    """Return how many texts hold every one of the words."""
    return count_of(texts, parted(words))


def count_of(texts: Iterable[str], wanted: Sequence[str]) -> int:
    """Return how many texts hold every one of the words, which are `parted` already."""
    if not wanted:
        return 0
    return sum(all([each in text for each in wanted]) for text in texts)


def parted(words: str) -> tuple[str, ...]:
    """Return what is looked for, folded to one letter case: words, and phrases in quotes."""
    pieces = words.casefold().replace("“", '"').replace("”", '"').split('"')
    phrases = [" ".join(piece.split()) for piece in pieces[1::2]]
    loose = [word for piece in pieces[0::2] for word in piece.split()]
    return tuple(dict.fromkeys(each for each in [*phrases, *loose] if each))


def text_of(entry: Entry) -> str:
    """Return all words of an entry that can be looked for, folded to one letter case."""
    item = lane(entry.lane)
    category = item.category(entry.category)
    kind = item.event(entry.category)
    known = category.label if category else kind.label if kind else ""
    parts = (entry.label, *entry.short_forms, entry.words, entry.detail, entry.source_name, known)
    return " ".join(" ".join(parts).split()).casefold()
