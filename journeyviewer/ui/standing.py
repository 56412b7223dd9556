"""What stands over the journey until the session changes: found, faint, near and selected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPixmap

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.times import MINUTES_PER_DAY, Minute
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted
from journeyviewer.render.painter import paint_marks
from journeyviewer.render.theme import Theme
from journeyviewer.session.looking import Area
from journeyviewer.session.session import Session
from journeyviewer.timeline.hits import Hit, elsewhere_marks
from journeyviewer.timeline.places import Places
from journeyviewer.timeline.scene import Ink, Item, Line, Mark, Scene, Text
from journeyviewer.timeline.states import DASHED, area_marks, hit_marks, selection_marks
from journeyviewer.ui.overlay import Sheet, chip

FAINT = 0.35
"""How much of a fill is left where a filter passes an item over."""
TINT = 0.08
SPILL = 2.5
"""Pixels by which the words of a narrow bar may stand out of it."""


@dataclass(frozen=True, slots=True)
class Near:
    """The surroundings of an entry: the stretch [start, end), and what lies in it."""

    start: Minute
    end: Minute
    days: int
    entries: frozenset[EntryId]


def near_of(session: Session) -> Near | None:
    """Return the surroundings that the session looks at."""
    looking, case = session.looking, session.case
    anchor = session.entry(looking.near) if looking.near is not None else None
    if anchor is None or case is None or not anchor.start.known:
        return None
    start, end = session.extent(anchor)
    room = looking.days * MINUTES_PER_DAY
    # Loaded when somebody looks near a record.
    from journeyviewer.model.at_day import near

    found = frozenset(each.entry.id for each in near(case, anchor, looking.days))
    return Near(Minute(start - room), Minute(end + room), looking.days, found | {anchor.id})


def found_by(session: Session) -> tuple[object, ...] | None:
    """Return what `paint_found` depends on, besides the scene; None when it paints nothing."""
    looking, searching = session.looking, session.searching
    parts = (looking.near, looking.area, searching.hits, session.view.dimmed)
    if not any(parts):
        return None
    near_by = (looking.near, looking.days) if looking.near is not None else None
    return near_by, looking.area, searching, session.view.dimmed


def paint_found(
    painter: QPainter, session: Session, places: Places, sheet: Sheet, theme: Theme
) -> None:
    """Paint hits, what is passed over, surroundings and an area over a picture of the scene."""
    around = near_of(session)
    if around is not None:
        _tint(painter, sheet, (around.start, around.end), None, theme)
    area = session.looking.area
    if area is not None:
        _tint(painter, sheet, (area.start, area.end), area, theme)
    faint = _faint(session, places, around)
    if faint:
        paint_faint(painter, places.scene, faint, theme)
    marks: list[Mark] = []
    if around is not None:
        marks += _near_marks(sheet, around)
    if area is not None:
        left, right = sheet.x(area.start), sheet.x(area.end)
        marks += area_marks(sheet.scene.bands, area.lanes, left, right)
    searching = session.searching
    if searching.hits:
        marks += hit_marks(places, searching.hits, searching.hit)
        hits = _hits(session, searching.hits)
        marks += elsewhere_marks(sheet.scene, sheet.scale, hits, sheet.metrics, sheet.measure)
    paint_marks(painter, marks, theme)


def paint_selection(
    painter: QPainter, session: Session, places: Places, look: tuple[Theme, bool, Sheet | None]
) -> None:
    """Paint what is selected, chosen or being written over all of it.

    `look` is the theme, whether keys come here, and what marks are measured against.
    """
    theme, focused, sheet = look
    bold = theme.colour("focus") == theme.colour("ink")
    marks = selection_marks(places.of_all(session.selection), focused, bold)
    if session.chosen is not None and sheet is not None:
        from journeyviewer.ui.written_over import written_marks

        marks += written_marks(session, sheet)
    paint_marks(painter, marks, theme)


def _tint(
    painter: QPainter,
    sheet: Sheet,
    span: tuple[Minute, Minute],
    area: Area | None,
    theme: Theme,
) -> None:
    """Tint a stretch of time, in all lanes or in those of an area."""
    left, right = sheet.x(span[0]), sheet.x(span[1])
    colour = QColor(theme.colour("focus"))
    colour.setAlphaF(TINT)
    for band in sheet.scene.bands:
        if area is None or band.lane in area.lanes:
            painter.fillRect(QRectF(left, band.y, right - left, band.height), colour)


def _near_marks(sheet: Sheet, around: Near) -> list[Mark]:
    top, bottom = sheet.scene.plot_top, sheet.scene.plot_bottom
    marks: list[Mark] = []
    for at in (around.start, around.end):
        x = sheet.scale.x(at)
        if sheet.holds(x):
            marks.append(Line(x, top, x, bottom, Ink("focus"), 1.0, DASHED))
    left, right = sheet.x(around.start), sheet.x(around.end)
    if right <= left:
        return marks
    others = counted(len(around.entries) - 1, "record")
    words = f"{others} within {counted(around.days, 'day')}"
    row = (top + 1, sheet.head_row[1])
    return [*marks, *chip(sheet, words, (left + right) / 2, row, "focus")]


def _hits(session: Session, names: Iterable[EntryId]) -> list[Hit]:
    entries = (session.entry(name) for name in names)
    return [Hit(entry.lane, *session.extent(entry)) for entry in entries if entry is not None]


def _faint(session: Session, places: Places, around: Near | None) -> list[Item]:
    """Return the items drawn faint: every entry passed over, or far from what is looked at."""
    dimmed = session.view.dimmed
    if not dimmed and around is None:
        return []
    kept = around.entries if around is not None else None
    return [
        item
        for item in places.scene.items
        if item.entries
        and all(name in dimmed or (kept is not None and name not in kept) for name in item.entries)
    ]


def paint_faint(painter: QPainter, scene: Scene, items: Sequence[Item], theme: Theme) -> None:
    """Lay plot colour over items, and write their labels again at full strength."""
    painter.setOpacity(1 - FAINT)
    painter.drawPixmap(0, 0, _veil(painter.device(), scene, items, theme))
    painter.setOpacity(1.0)
    rows: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for item in items:
        rows.setdefault((item.y, item.height), []).append((item.x, item.width))
    for row in rows.values():
        row.sort()
    labels = (mark for mark in scene.marks if isinstance(mark, Text) and _lies_in(mark, rows))
    paint_marks(painter, [replace(mark, ink=Ink("ink2"), on=None) for mark in labels], theme)


def _veil(device: QPaintDevice, scene: Scene, items: Sequence[Item], theme: Theme) -> QPixmap:
    """Return plot colour where items are; other items that meet them are cut out of it."""
    faint = {id(item) for item in items}
    ratio = device.devicePixelRatioF()
    veil = QPixmap(round(scene.width * ratio), round(scene.height * ratio))
    veil.setDevicePixelRatio(ratio)
    veil.fill(Qt.GlobalColor.transparent)
    painter = QPainter(veil)
    try:
        # Laid once however many items lie over each other.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        colour = theme.colour("plot")
        kept = [item for item in scene.items if id(item) not in faint]
        for group, fill in ((items, colour), (kept, QColor(Qt.GlobalColor.transparent))):
            for item in group:
                rect = QRectF(item.x - 1, item.y - 1, item.width + 2, item.height + 2)
                painter.fillRect(rect, fill)
    finally:
        painter.end()
    return veil


def _lies_in(text: Text, rows: dict[tuple[float, float], list[tuple[float, float]]]) -> bool:
    """True for words inside one of the rectangles, which are sorted by row and then by x."""
    for (top, height), row in rows.items():
        if not top <= text.y <= top + height + 1:
            continue
        place = bisect_right(row, (text.left + SPILL, float("inf"))) - 1
        if place >= 0 and text.left + text.width <= row[place][0] + row[place][1] + SPILL:
            return True
    return False
