"""What is said of a point in words: round its picture, on its card, and to a screen reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journeyviewer.model.lanes import lane
from journeyviewer.model.times import age_on
from journeyviewer.model.words import counted, lower_first
from journeyviewer.session.presenting import Card, Presenting
from journeyviewer.session.showing import Place
from journeyviewer.timeline.room import RoomWords

CARDS = {
    Card.BLANK: "The screen is black.",
    Card.PAUSE: "A pause.",
    Card.END: "The end of the running order.",
}


def described(walk: Presenting) -> str:
    """Return what is in sight, in a few sentences for a screen reader."""
    place, card = walk.place, walk.card
    if place is None and card in (Card.NONE, Card.CASE):
        return "There is nothing in the running order."
    if card in CARDS:
        return CARDS[card]
    assert place is not None
    if card is Card.CASE:
        return " ".join(card_words(place))
    parts = [said_of(place)]
    other = walk.other(place)
    if other is not None:
        parts.append(f"Below it {other.case.title} at the same ages")
    elif walk.zoomed is not None:
        parts.append(f"Only the lane {lower_first(lane(walk.zoomed).title)} is shown")
    return _sentences(parts)


def room_words(walk: Presenting, place: Place, mark: str) -> RoomWords:
    """Return the words round the journey of a point; those of two where another is below."""
    words = RoomWords(
        above=heading_of(place),
        title=place_title(place),
        span=span_of(place),
        mark=mark,
        phases=walk.phases(place),
        phase=place.phase_number,
        chosen=walk.chosen(place),
        number=place.number,
    )
    other = walk.other(place)
    if other is None:
        return words
    return replace(words, above=f"{place.case.title} and {other.case.title}", chosen=None)


def said_of(place: Place) -> str:
    """Return a point in a sentence, for those who cannot see the picture."""
    point = f"{place.kind} {place.number}" if place.number else place.kind
    said = f": {place.words}" if place.words else ""
    where = ", ".join(part for part in (place_title(place), span_of(place)) if part)
    return f"{heading_of(place)}. {where}. {point}{said}"


def heading_of(place: Place) -> str:
    """Return the line above the title: "Case 1 · Phase 3 of 6"."""
    phase = f"  ·  Phase {place.phase_number} of {place.phases}" if place.phase_number else ""
    return f"{place.case.title}{phase}"


def place_title(place: Place) -> str:
    """Return the title of the picture: the phase's, else what the point is."""
    return place.phase.title if place.phase is not None else place.title


def span_of(place: Place) -> str:
    """Return the ages shown: "14 years 5 months to 15 years 3 months"; "" without a birth."""
    birth = place.case.birth
    if birth is None or not birth.known:
        return ""
    return f"{_age(birth.first, place.start)} to {_age(birth.first, place.end)}"


def _age(birth: date, when: date) -> str:
    """Return an age in years and months, "birth" before the first month is over."""
    age = age_on(birth, when)
    parts = (counted(age.years, "year"), counted(age.months, "month"))
    words = [words for words, number in zip(parts, (age.years, age.months), strict=True) if number]
    return " ".join(words) or "birth"


def card_words(place: Place) -> tuple[str, ...]:
    """Return the neutral card before a case: which, how old, how much, and a word of care."""
    case = place.case
    age = ""
    if case.birth is not None and case.birth.known and case.read_on is not None:
        age = f"{age_on(case.birth.first, case.read_on).years} when the file was read. "
    return (
        case.title,
        f"{age}{counted(place.phases, 'phase')}.",
        "The journey that follows holds accounts of harm to a young person, and of what helped.",
        "Anybody may step out at any time. Nothing that is said here is noted with a name.",
    )


def _sentences(parts: list[str]) -> str:
    """Return parts one after another, each closed as a sentence."""
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts)
