"""What the keys of the journey do: moves of the view, of the selection and of what is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyviewer.model.chronology import Entry
from journeyviewer.model.times import MINUTES_PER_DAY, Minute, minute_of
from journeyviewer.session.looking import Area
from journeyviewer.timeline.scale import MINUTES_PER_MONTH

if TYPE_CHECKING:
    from journeyviewer.ui.canvas import JourneyCanvas

SNAP = 8.0
"""Pixels within which a measure snaps to the end of an item."""


def zoom_at(canvas: JourneyCanvas, x: float, factor: float) -> None:
    """Zoom at a pixel, which keeps its date."""
    scale, scene = canvas.scale(), canvas.scene
    if scale is None or scene is None:
        return
    x = min(max(x, scene.plot_left), scene.plot_right)
    at = scale.minute(x)
    room = scene.plot_right - scene.plot_left
    span = room / max(scale.pixels_per_month(at), 1e-9) * MINUTES_PER_MONTH
    canvas.session.zoom(Minute(at), (x - scene.plot_left) / room, span, factor)


def zoom_here(canvas: JourneyCanvas, factor: float) -> None:
    """Zoom at the pointer when it is over the plot, else at the selection or the middle."""
    if canvas.session.selection:
        canvas.be_still()
    scene = canvas.scene
    if scene is None:
        return
    x = (scene.plot_left + scene.plot_right) / 2
    if canvas.pointer is not None and scene.plot_left <= canvas.pointer.x() <= scene.plot_right:
        x = canvas.pointer.x()
    elif canvas.places is not None:
        for item in canvas.places.of_all(canvas.session.selection):
            x = item.x + item.width / 2
    zoom_at(canvas, x, factor)


def step_along(canvas: JourneyCanvas, step: int) -> None:
    """Move along the lane; with nothing selected, move the curtain when there is one."""
    session = canvas.session
    if session.curtain is not None and not session.selection:
        session.move_curtain(step)
    else:
        session.select_along(step)


def enter(canvas: JourneyCanvas) -> None:
    """Choose an end of a measure at the start of the selected entry, else go to the details."""
    entry = canvas.session.selected
    if canvas.session.looking.measuring and entry is not None:
        canvas.session.measure_at(canvas.session.extent(entry)[0])
    else:
        canvas.asked_for_details.emit()


def select_event_area(canvas: JourneyCanvas) -> None:
    """Select everything within the extent of the selection, across all lanes shown."""
    session = canvas.session
    entries = [session.entry(name) for name in session.selection]
    extents = [session.extent(entry) for entry in entries if entry is not None]
    if extents:
        start, end = min(one for one, _ in extents), max(other for _, other in extents)
        lanes = frozenset(session.view.shown)
        session.select_area(Area(start, Minute(max(end, start + MINUTES_PER_DAY)), lanes))


def cycle(canvas: JourneyCanvas) -> None:
    """Select the next of the entries drawn at the same place of the lane, round and round."""
    canvas.be_still()
    places, session = canvas.places, canvas.session
    if places is None or not session.selection:
        return
    chosen = places.of(session.selection[0])
    if chosen is None:
        return
    if session.selection != canvas.cycled[1]:
        canvas.cycled = (chosen.x + chosen.width / 2, ())
    x = canvas.cycled[0]
    here = [
        name
        for item in places.scene.items
        if item.lane == chosen.lane and item.x - 1 <= x <= item.x + item.width + 1
        for name in item.entries
    ]
    here = list(dict.fromkeys(here))
    if here:
        single = session.selection[0] if len(session.selection) == 1 else None
        at = here.index(single) + 1 if single in here else 0
        chosen_name = here[at % len(here)]
        canvas.cycled = (x, (chosen_name,))
        session.select(chosen_name)


def turn_card(canvas: JourneyCanvas) -> None:
    """Keep the card of the selected entry in sight, or put it away."""
    if canvas.session.selected is not None:
        canvas.session.turn_card(canvas.session.selected.id)


def lane_of_selection(canvas: JourneyCanvas) -> str | None:
    """Return the lane of the selected entry."""
    entry = canvas.session.selected
    return entry.lane if entry is not None else None


def fold_lane(canvas: JourneyCanvas) -> None:
    """Fold or open the lane of the selection."""
    lane = lane_of_selection(canvas)
    if lane is not None:
        canvas.session.fold_lane(lane)


def hide_lane(canvas: JourneyCanvas) -> None:
    """Leave the lane of the selection out."""
    lane = lane_of_selection(canvas)
    if lane is not None:
        canvas.session.hide_lane(lane)


def move_lane(canvas: JourneyCanvas, step: int) -> None:
    """Move the lane of the selection up or down."""
    lane = lane_of_selection(canvas)
    if lane is not None:
        canvas.session.move_lane(lane, step)


def scroll(canvas: JourneyCanvas, pages: float) -> None:
    """Scroll the lanes by a share of what is visible of them."""
    bar = canvas.verticalScrollBar()
    bar.setValue(round(bar.value() + pages * bar.pageStep()))


def cursor_place(canvas: JourneyCanvas) -> Minute | None:
    """Return where the cursor goes: to the pointer, else to the start of the selection."""
    scale, scene = canvas.scale(), canvas.scene
    if scale is None or scene is None:
        return None
    if canvas.pointer is not None and scene.plot_left <= canvas.pointer.x() <= scene.plot_right:
        return scale.minute(canvas.pointer.x())
    entry = canvas.session.selected
    if entry is not None:
        return canvas.session.extent(entry)[0]
    return scale.minute((scene.plot_left + scene.plot_right) / 2)


def snap(canvas: JourneyCanvas, x: float, lane: str | None) -> Minute | None:
    """Return the nearest end of an item of the lane within a few pixels, else the day."""
    scale, scene, session = canvas.scale(), canvas.scene, canvas.session
    if scale is None or scene is None:
        return None
    best: tuple[float, Minute] | None = None
    for item in scene.items:
        if item.lane != lane or not item.x - SNAP <= x <= item.x + item.width + SNAP:
            continue
        for name in item.entries:
            entry = session.entry(name)
            for at in _ends(canvas, entry) if entry is not None else ():
                away = abs(scale.x(at) - x)
                if away <= SNAP and (best is None or away < best[0]):
                    best = (away, at)
    if best is not None:
        return best[1]
    return Minute(round(scale.minute(x) / MINUTES_PER_DAY) * MINUTES_PER_DAY)


def _ends(canvas: JourneyCanvas, entry: Entry) -> tuple[Minute, ...]:
    start = canvas.session.extent(entry)[0]
    if entry.end is not None and entry.end.known:
        return start, minute_of(entry.end.last)
    return (start,)


def ask_for_text(canvas: JourneyCanvas) -> None:
    """Ask for the whole of a long text in the details."""
    canvas.asked_for_text.emit()


def ask_for_table(canvas: JourneyCanvas) -> None:
    """Ask for the table of the same records."""
    canvas.asked_for_table.emit()


def ask_to_align(canvas: JourneyCanvas) -> None:
    """Ask to compare all cases, lined up at their first record of the selected kind."""
    if canvas.session.selected is not None:
        canvas.asked_to_align.emit()
