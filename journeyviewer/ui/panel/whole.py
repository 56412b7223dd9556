"""The page of the case when nothing is selected, and the page of its sources."""

from __future__ import annotations

from collections import Counter
from functools import partial

from journeyviewer.model.chronology import Case
from journeyviewer.model.counts import drawn, record_count
from journeyviewer.model.lanes import lane, lanes
from journeyviewer.model.words import counted
from journeyviewer.timeline.describe import what_was_read
from journeyviewer.ui.facts import case_sentence, short_sentence
from journeyviewer.ui.look import SMALL, STRONG, scaled
from journeyviewer.ui.panel.page import LINE_ICON, Page
from journeyviewer.ui.periods import curtain_said
from journeyviewer.ui.same_time import shown


def write_case(page: Page) -> None:
    """Write who the case is about, how much is recorded, and each lane's counts."""
    session, case, journey = page.session, page.session.case, page.session.journey
    assert case is not None and journey is not None
    page.title(shown(case.title, page.dates))
    page.gap(4)
    known = curtain_said(session)
    # Behind the curtain the day of reading is not yet known.
    page.words(f"{short_sentence(case)}. {known}" if known else case_sentence(case, page.dates))
    page.words(counted(record_count(case), "record"))
    page.rule(10, 10)
    for item in lanes():
        plan = journey.lanes.get(item.key)
        if plan is None:
            continue
        summary = ". ".join(shown(line, page.dates) for line in plan.summary[:4])
        page.lane_line(item, item.title)
        label = page.words(summary, SMALL)
        label.setContentsMargins(scaled(LINE_ICON + 8), 0, 0, scaled(6))
    if page.session.passed_over:
        page.words(f"{counted(page.session.passed_over, 'record')} passed over by the filter")


def write_empty_lane(page: Page, key: str) -> None:
    """Write what it means that a lane holds nothing, and offer to leave the lane out."""
    session, journey = page.session, page.session.journey
    assert journey is not None
    item = lane(key)
    page.heading(item)
    if journey.lanes[key].unread:
        page.title(f"{item.title} was not read")
        page.gap(6)
        page.words("None of the sources read for this case covers this lane.")
    else:
        page.title(f"Nothing recorded under {item.title}")
        page.gap(6)
        by_then = " by then" if session.curtain is not None else ""
        page.words(
            f"The files hold no entries for this lane{by_then}. That may mean none happened, or "
            "none were written down."
        )
        _say_what_is_elsewhere(page, session.case)
    page.gap(8)
    page.line_with(page.link("Hide this lane", partial(session.hide_lane, key)), None)


def _say_what_is_elsewhere(page: Page, case: Case | None) -> None:
    """Say how many records could be of any lane: a chronology seldom says of which."""
    others = sum(entry.lane == "other" for entry in drawn(case)) if case is not None else 0
    if others:
        page.gap(6)
        are = "stands" if others == 1 else "stand"
        page.words(
            f"{counted(others, 'record')} {are} in the lane Other, as the files name no lane for "
            f"{'it' if others == 1 else 'them'}. What belongs here may be among them."
        )


def write_sources(page: Page) -> None:
    """Write the files, sheets and rows the case was read from, and what they cover."""
    case = page.session.case
    assert case is not None
    page.section("Read from")
    # A row is one row, however many entries were made of it or are suggested by its words.
    rows_met = dict.fromkeys(
        (source.file, source.sheet or "", source.row or entry.id)
        for entry in case.entries
        for source in entry.sources
    )
    counts = Counter((file, sheet) for file, sheet, _ in rows_met)
    files: dict[str, list[tuple[str, int]]] = {}
    for (file, sheet), rows in counts.items():
        files.setdefault(file, []).append((sheet, rows))
    if not files:
        page.words("No row of this case is drawn. The import report says what was kept aside.")
    for file, parts in files.items():
        page.words(shown(file, page.dates), STRONG, "ink")
        total = counted(sum(number for _, number in parts), "row")
        sheets = ", ".join(f"{name} {number}" for name, number in parts if name)
        page.words(shown(f"{total}: {sheets}" if sheets else total, page.dates), SMALL)
        page.gap(6)
    page.rule(4, 8)
    title, _, rest = what_was_read(case, page.dates).partition("\n")
    page.section(title.rstrip(":.").partition(":")[0])
    lines = rest.splitlines() or ["Not stated by the files."]
    for line in lines:
        page.words(line.strip(), SMALL)
        page.gap(3)
