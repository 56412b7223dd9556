"""What is looked at closely: the surroundings of an entry, the cursor's day, a measure."""

from __future__ import annotations

from journeyviewer.model.at_day import near, states_on
from journeyviewer.model.chronology import Entry
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import date_of
from journeyviewer.model.words import counted, days_words, lower_first, span_of_time
from journeyviewer.session.looking import NEAR_STEPS
from journeyviewer.ui.look import BODY, SMALL
from journeyviewer.ui.panel.page import Page
from journeyviewer.ui.parts import IconButton
from journeyviewer.ui.periods import day_said
from journeyviewer.ui.same_time import ranked_day, shown, state_words


def write_near(page: Page, entry: Entry) -> None:
    """Write everything within some days of an entry, nearest first."""
    session, case = page.session, page.session.case
    assert case is not None
    days = session.looking.days
    fewer = IconButton("minus", "Fewer days")
    more = IconButton("plus", "More days")
    away = IconButton("x", "Put this list away")
    fewer.setEnabled(days > NEAR_STEPS[0])
    more.setEnabled(days < NEAR_STEPS[-1])
    fewer.clicked.connect(lambda _=False: session.widen_near(-1))
    more.clicked.connect(lambda _=False: session.widen_near(1))
    away.clicked.connect(lambda _=False: session.look_near(None))
    for name, button in (("nearFewer", fewer), ("nearMore", more), ("nearAway", away)):
        button.setObjectName(name)
    page.rule(10, 6)
    page.section(f"Everything within {counted(days, 'day')}", fewer, more, away)
    if session.selected is None or session.selected.id != entry.id:
        page.words(f"of {shown(entry.label, page.dates)}", SMALL)
        page.gap(2)
    found = near(case, entry, days)
    if not found:
        page.words("Nothing else is recorded within these days.")
        return
    page.entry_rows(
        [
            (item.entry, f"{ranked_day(item.days)} · {lower_first(lane(item.entry.lane).title)}")
            for item in found
        ]
    )


def write_cursor(page: Page) -> None:
    """Write what every lane held on the day of the cursor."""
    session, case = page.session, page.session.case
    at = session.looking.cursor
    if at is None or case is None:
        return
    day = date_of(at)
    away = IconButton("x", "Put the cursor away")
    away.clicked.connect(lambda _=False: session.set_cursor(None))
    words = day_said(session.journey, day, page.dates)
    page.section(f"On {words}" if page.dates else f"At {words}", away)
    page.facts([(st.lane.short_title, state_words(st, page.dates)) for st in states_on(case, day)])
    page.rule(4)


def write_measure(page: Page) -> None:
    """Write the time between the two positions of a measure, or what to do next."""
    session = page.session
    measure = session.looking.measure
    if measure is None and not session.looking.measuring:
        return
    away = IconButton("x", "Put the measure away")
    away.clicked.connect(lambda _=False: session.turn_measuring())
    if measure is None or measure.end is None:
        place = "first" if measure is None else "second"
        page.section("Measure", away)
        page.words(f"Choose the {place} position in the journey.", BODY)
    else:
        days = measure.days
        words = days_words(days)
        if days >= 14:
            words += f", {span_of_time(days)}"
        page.section(f"Measured: {words}", away)
        ends = sorted((measure.start, measure.end))
        said = [day_said(session.journey, date_of(at), page.dates) for at in ends]
        page.words(" to ".join(said), BODY)
    page.rule()
