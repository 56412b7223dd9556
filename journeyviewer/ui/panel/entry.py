"""The page of one entry, of several, and the cards that are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.lanes import lane
from journeyviewer.model.spells import days_of, label_of, reading_day
from journeyviewer.model.words import counted, days_words, lower_first
from journeyviewer.ui.facts import entry_rows, neighbours, source_place, when_said
from journeyviewer.ui.look import SMALL, PlainLabel, rule, scaled
from journeyviewer.ui.panel.page import LABELS, Fact, Page
from journeyviewer.ui.parts import IconButton
from journeyviewer.ui.same_time import at_the_same_time, lane_counts, legal_basis, shown

CARD_FACTS = 4


def write_entry(page: Page, entry: Entry, turn_row: Callable[[], None], row_shown: bool) -> None:
    """Write all that is known of an entry; `row_shown` adds the row it was read from."""
    case = page.session.case
    assert case is not None
    page.heading(lane(entry.lane), *_buttons(page, entry))
    page.title(shown(label_of(entry), page.dates))
    if entry.lane in page.session.view.hidden:
        _offer_lane(page, entry.lane)
    page.gap(6)
    facts: list[Fact] = list(entry_rows(case, entry, page.dates))
    if entry.lane == "residence":
        facts = _with_residence(page, case, entry, facts)
    place = source_place(entry)
    if place and page.dates:
        link = page.link(place, turn_row, "Source")
        action = "Hide" if row_shown else "Show"
        link.setAccessibleName(f"{action} the source row: {place}")
        link.setObjectName("sourceLink")
        facts.append(("Source", link))
    elif place:
        facts.append(("Source", shown(place, False)))
    page.facts(facts)
    if row_shown and page.dates:
        _write_cells(page, entry)


def _offer_lane(page: Page, key: str) -> None:
    """Say why a record that was found is not to be seen, and offer its lane."""
    show = page.link("Show it", partial(page.session.hide_lane, key, hidden=False))
    show.setAccessibleName(f"Show the lane {lane(key).title}")
    page.line_with(PlainLabel("Its lane is hidden.", SMALL, "ink2"), show, None)


def write_same_time(page: Page, entry: Entry) -> None:
    """Write what the other lanes held at the same time."""
    case = page.session.case
    assert case is not None
    said = at_the_same_time(case, entry, page.dates)
    if not said:
        return
    page.rule(10, 8)
    page.section("At the same time")
    for item, words in said:
        page.lane_line(item, words)


def write_group(page: Page, entries: Sequence[Entry], *, by_lane: bool = True) -> None:
    """Write how many records are selected in each lane, where wanted, and a row for each."""
    case = page.session.case
    assert case is not None
    counts = lane_counts(entries)
    if by_lane and len(counts) == 1:
        page.heading(counts[0][0])
    page.title(counted(len(entries), "record"))
    page.gap(6)
    if by_lane and len(counts) > 1:
        for item, number in counts:
            page.lane_line(item, f"{item.title}: {number}")
        page.rule(4, 6)
    page.entry_rows([(entry, when_said(case, entry, page.dates)) for entry in entries])


def write_cards(page: Page) -> None:
    """Write the cards that are kept, one under the other."""
    session, case = page.session, page.session.case
    entries = [entry for name in session.looking.cards if (entry := session.entry(name))]
    if not entries or case is None:
        return
    page.rule()
    page.section(counted(len(entries), "card kept", "cards kept"))
    for entry in entries:
        title = shown(label_of(entry), page.dates)
        away = IconButton("x", f"Put the card of {lower_first(lane(entry.lane).title)} away")
        away.clicked.connect(lambda _=False, name=entry.id: session.turn_card(name))
        page.gap(4)
        page.line_with(page.link(title, partial(session.select, entry.id)), None, away)
        rows = [("Lane", lane(entry.lane).title), *entry_rows(case, entry, page.dates)]
        page.facts(rows[: CARD_FACTS + 1])


def write_written(page: Page, entry: Entry) -> None:
    """Write the notes and key developments on an entry, and what it is linked with."""
    session, study = page.session, page.session.study
    if study is None or page.session.case is None:
        return
    from journeyviewer.ui.panel.written import lines_on

    found = lines_on(session, study, entry)
    if not found:
        return
    page.rule(10, 8)
    page.section("What you wrote on it")
    for words, run in found:
        page.line_with(page.link(shown(words, page.dates), run), None)


def _buttons(page: Page, entry: Entry) -> tuple[QWidget, ...]:
    session = page.session
    write = IconButton("pencil", "Write a note on this (N)")
    write.clicked.connect(lambda _=False: page.write())
    near = IconButton("scan", "Everything near this")
    near.setCheckable(True)
    near.setChecked(session.looking.near == entry.id)
    near.clicked.connect(lambda _=False: session.turn_near())
    kept = entry.id in session.looking.cards
    card = IconButton("pin", "Put this card away" if kept else "Keep this card in sight")
    card.setCheckable(True)
    card.setChecked(kept)
    card.clicked.connect(lambda _=False: session.turn_card(entry.id))
    return write, near, card


def _with_residence(page: Page, case: Case, entry: Entry, facts: list[Fact]) -> list[Fact]:
    """Add the legal status held at the time, and links to the placements before and after."""
    more: list[Fact] = []
    legal = legal_basis(case, entry)
    if legal:
        more.append(("Legal basis", shown(legal, page.dates)))
    reading = reading_day(case)
    for label, other in zip(("Came from", "Went to"), neighbours(case, entry), strict=True):
        if other is None:
            continue
        words = shown(other.label, page.dates)
        days = days_of(other, reading) if reading else None
        words += f", {days_words(days)}" if days is not None else ""
        go = partial(page.session.select, other.id)
        more.append((label, page.link(words, go, label)))
    at = next((at for at, fact in enumerate(facts) if fact[0] == "Dates"), len(facts))
    return [*facts[:at], *more, *facts[at:]]


def _write_cells(page: Page, entry: Entry) -> None:
    """Write the row as it was read, heading by heading."""
    source = entry.sources[0]
    page.gap(8)
    page.words(f"As written in {source.file}", SMALL)
    page.gap(4)
    said = [(heading, text) for heading, text in source.cells if text]
    if not said:
        page.words("The row itself was not kept.", SMALL)
        return
    grid = QGridLayout()
    grid.setHorizontalSpacing(scaled(8))
    grid.setVerticalSpacing(scaled(4))
    grid.setColumnMinimumWidth(0, scaled(LABELS))
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for number, (heading, text) in enumerate(said):
        name = PlainLabel(heading, SMALL, "ink2").wrapped()
        name.setFixedWidth(scaled(LABELS))
        grid.addWidget(name, 2 * number, 0, top)
        grid.addWidget(PlainLabel(text, SMALL).wrapped().selectable(), 2 * number, 1, top)
        grid.addWidget(rule(), 2 * number + 1, 0, 1, 2)
    page.column.addLayout(grid)


def write_more(page: Page, turn_text: Callable[[], None]) -> None:
    """Offer the rest of long text, or to fold it again."""
    if page.has_long_text:
        button = page.link("Less" if page.expanded else "More", turn_text)
        button.setAccessibleName("Show less of long text" if page.expanded else "Show all text")
        page.gap(2)
        page.line_with(button, None)
