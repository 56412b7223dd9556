"""The words that tell names from ordinary words (`resources/vocabularies/pointing.json`)."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from functools import cache

from journeyviewer.model.lanes import lanes
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import MONTHS
from journeyviewer.paths import resource

_OTHER_VOCABULARIES = ("short_forms.csv", "ssda903_codes.csv", "ssda903_legal.csv")
_PLACEMENTS = "ssda903_placement.csv"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Lists of words, each with small letters.

    `known` are ordinary words and those of the field; `given` are given names, `doubtful` given
    names that are also ordinary words. `organisations` are phrases that name no place.
    """

    known: frozenset[str]
    services: frozenset[str]
    given: frozenset[str]
    doubtful: frozenset[str]
    places: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    prepositions: frozenset[str]
    streets: frozenset[str]
    numbered_streets: frozenset[str]
    schools: frozenset[str]
    homes: frozenset[str]
    buildings: frozenset[str]
    closed: frozenset[str]
    organisations: tuple[str, ...]

    def is_known(self, word: str) -> bool:
        """True for an ordinary word, with small letters; all parts around a hyphen must be."""
        if word in self.known or word in self.services:
            return True
        if "-" in word:
            return all(part in self.known for part in word.split("-") if part)
        return False


@cache
def words() -> Words:
    """Return the lists, with the words of every vocabulary of ours among the known ones."""
    data = json.loads(resource("vocabularies", "pointing.json").read_text(encoding="utf-8"))

    def listed(name: str) -> frozenset[str]:
        return frozenset(word for line in data[name] for word in line.split())

    given, doubtful = listed("given_names"), listed("given_names_also_words")
    ours = frozenset(_vocabulary()) - given - doubtful
    return Words(
        known=listed("field_words") | ours | {month.casefold() for month in MONTHS},
        services=listed("services"),
        given=given,
        doubtful=doubtful,
        places=listed("places"),
        titles=listed("titles"),
        roles=listed("roles"),
        prepositions=listed("prepositions"),
        streets=listed("street_types"),
        numbered_streets=listed("street_types_with_number"),
        schools=listed("school_words"),
        homes=listed("home_words"),
        buildings=listed("place_words"),
        closed=listed("closed_places"),
        organisations=tuple(data["organisations"]),
    )


def _vocabulary() -> Iterable[str]:
    """The words of the lanes and of the code lists, with small letters."""
    for lane in lanes():
        yield from _parts(lane.title, lane.middle_title, lane.short_title)
        for category in lane.categories:
            yield from _parts(category.label, category.short, *category.aliases)
        for event in lane.events:
            yield from _parts(event.label, event.short, *event.aliases)
    for name in (*_OTHER_VOCABULARIES, _PLACEMENTS):
        with resource("vocabularies", name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from _parts(*(row.get(key) or "" for key in ("short", "full", "label")))


def _parts(*texts: str) -> Iterable[str]:
    for text in texts:
        for match in _WORD.finditer(text.replace("’", "'").casefold()):
            yield match[0]
            yield from match[0].split("-")
