"""The time that was dragged across lanes: how long it is, and which lanes of it are selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox

from journeyviewer.model.lanes import lane
from journeyviewer.model.times import date_of
from journeyviewer.model.words import counted, years_and_months
from journeyviewer.session.looking import Area
from journeyviewer.ui.look import SMALL
from journeyviewer.ui.panel.page import Page
from journeyviewer.ui.parts import IconButton
from journeyviewer.ui.periods import period_said


def box_name(key: str) -> str:
    """Return the object name of a lane's tick box."""
    return f"areaLane-{key}"


def write_area(page: Page, area: Area, tick: Callable[[str], None]) -> None:
    """Write the time of an area and a tick box for each lane that holds something in it."""
    session = page.session
    away = IconButton("x", "Put the area away")
    away.clicked.connect(lambda _=False: session.select())
    # As long as from one of the days below it to the other.
    length = years_and_months(date_of(area.start), date_of(area.end))
    page.section(f"In {length}", away)
    page.words(period_said(session, area.start, area.end), SMALL)
    page.gap(6)
    held = session.held_in(area.start, area.end)
    if not held:
        page.words("Nothing is recorded in this time.")
    for key, names in held.items():
        title = lane(key).title
        # A single & would underline the next letter.
        box = QCheckBox(f"{title}: {len(names)}".replace("&", "&&"))
        box.setObjectName(box_name(key))
        box.setAccessibleName(f"{title}, {counted(len(names), 'record')}")
        box.setChecked(key in area.lanes)
        box.toggled.connect(lambda _, key=key: tick(key))
        page.column.addWidget(box)
    page.rule(8, 8)
