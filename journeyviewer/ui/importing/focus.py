"""Where the keyboard is in the import report, and where it goes once answers were taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLayout, QWidget

from journeyviewer.ui.importing.cards import Card, QuestionCard
from journeyviewer.ui.parts import lead_through

ANSWERS = (QAbstractButton, QComboBox)


def cards_in(layout: QLayout) -> list[Card]:
    """Return the cards in the order they stand in."""
    items = [layout.itemAt(at) for at in range(layout.count())]
    cards = [item.widget() for item in items if item is not None]
    return [card for card in cards if isinstance(card, Card)]


def place_of(here: QWidget | None, cards: Sequence[Card]) -> int | None:
    """Return the number of the card that holds a widget, None for none."""
    if here is None:
        return None
    return next((at for at, card in enumerate(cards) if card.isAncestorOf(here)), None)


def show_question(keys: Sequence[str], cards: Sequence[Card]) -> int | None:
    """Show the first question on a card that has one of the keys; return the card's number."""
    for at, card in enumerate(cards):
        if isinstance(card, QuestionCard) and any(map(card.show_key, keys)):
            return at
    return None


def open_from(place: int, cards: Sequence[Card]) -> Card | None:
    """Return the first card from a place on that is still to be decided, else any such card."""
    later = [card for card in cards[place:] if card.is_open]
    return next(iter([*later, *(card for card in cards if card.is_open)]), None)


def lead_on(cards: Sequence[Card], after: Sequence[QWidget]) -> None:
    """Have Tab go through cards as they stand, then through what is beside and below them.

    What a card makes anew would come last of all in the window.
    """
    first, *others = [*(part for card in cards for part in card.stops()), *after]
    lead_through(first, others)


def first_answer(card: Card) -> QWidget | None:
    """Return what the keyboard is given of a card: its first button or list."""
    found = [each for each in card.findChildren(QWidget) if isinstance(each, ANSWERS)]
    return next((each for each in found if not each.isHidden()), None)
