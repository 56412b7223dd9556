"""The journey under the hands: pointer, wheel and keys become verbs of the session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.times import Minute
from journeyviewer.session.session import Session
from journeyviewer.timeline.scene import Item, Mark
from journeyviewer.ui import canvas_verbs as verbs
from journeyviewer.ui.canvas_keys import PAN_STEP, ROW_STEP, ZOOM_STEP, KeyTable
from journeyviewer.ui.canvas_view import JourneyView
from journeyviewer.ui.parts import once_after
from journeyviewer.ui.passing import passing_marks

if TYPE_CHECKING:
    from journeyviewer.ui.canvas_keys import JourneyKey
    from journeyviewer.ui.gestures import Gesture
    from journeyviewer.ui.hint import Hint

TIP_AFTER_MS = 300
TAP_MS = 300
"""A key let go sooner was tapped, later was held."""
LET_GO_MS = 40
"""How long a held key must stay up: a key that repeats can seem to be let go and pressed again."""
SCROLL_STEP = 60
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class JourneyCanvas(JourneyView):
    """A journey to work with; `gesture` is the drag in hand, `pointer` where the mouse is."""

    asked_for_details = Signal()
    asked_for_text = Signal()
    asked_for_table = Signal()
    asked_to_align = Signal()
    asked_to_write = Signal()
    """Something was begun to be written: the panel of notes takes the caret."""
    asked_for_study = Signal(object)
    """There is no study to write in: one is needed before what is sent with it can be done."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.keys = KeyTable()
        self.gesture: Gesture | None = None
        self.hovered: Item | None = None
        self.pointer: QPointF | None = None
        self.tip_shown = False
        self.cursor_held = False
        self.menu: QMenu | None = None
        self._hint: Hint | None = None
        self.cycled: tuple[float, tuple[EntryId, ...]] = (0.0, ())
        self._put_cursor = False
        self._cursor_key = 0
        super().__init__(session, parent)
        self._tip_timer = once_after(self, TIP_AFTER_MS, self._show_tip)
        self._tap_timer = once_after(self, TAP_MS)
        self._let_go_timer = once_after(self, LET_GO_MS, self._let_cursor_go)

    def set_keys(self, changed: Mapping[str, str]) -> None:
        """Use other keys for the ids named, parted by "; "."""
        self.keys.set_keys(changed)

    def snapped(self) -> Minute | None:
        """Return where a measure would snap to under the pointer; None unless measuring."""
        if not self.session.looking.measuring or self.pointer is None or self.scene is None:
            return None
        if not self.scene.plot_left <= self.pointer.x() <= self.scene.plot_right:
            return None
        return verbs.snap(self, self.pointer.x(), self.lane_at(self.pointer))

    def passing(self) -> list[Mark]:
        """Return outline, readouts, tip, measure and drags."""
        return passing_marks(self)

    def notes_at(self, item: Item) -> list[str]:
        """Return the ids of what stands at the place of an item that was written."""
        if self.scene is None:
            return []
        place = (item.x, item.y, item.width)
        found = (other for other in self.scene.items if other.note)
        return [each.note for each in found if (each.x, each.y, each.width) == place]

    def press_written(self, item: Item, place: QPointF, *, alone: bool = False) -> Gesture:
        """Choose what was written at a place, the next of several that share it; it may be dragged.

        A press on an end of what is chosen already keeps it; dragged `alone`, a phase that touches
        it there stays as it is.
        """
        from journeyviewer.ui.canvas_writing import choose
        from journeyviewer.ui.end_drag import EndDrag

        names = self.notes_at(item)
        chosen = str(self.session.chosen)
        if len(names) > 1 and chosen in names:
            name = names[(names.index(chosen) + 1) % len(names)]
        else:
            name = names[0] if names else item.note
        choose(self, name)

        return EndDrag(self, place, item, name, alone=alone)

    def _let_go(self) -> None:
        self.hovered = None
        self.tip_shown = False

    def _on_scroll(self) -> None:
        if self.pointer is not None and self.gesture is None:
            self._point(self.pointer)
        self._refresh()

    def _show_tip(self) -> None:
        self.tip_shown = self.hovered is not None
        self._pass()

    def _put_tip_away(self) -> None:
        """Let no tip lie over what the keys walk through; the pointer brings it back."""
        self._tip_timer.stop()
        if self.tip_shown:
            self.tip_shown = False
            self._pass()

    def _point(self, place: QPointF) -> None:
        """Note what is under the pointer."""
        self.pointer = place
        hovered = self.item_at(place)
        if hovered is not self.hovered:
            self.hovered = hovered
            self.tip_shown = False
            self._tip_timer.start()
        self.viewport().setCursor(self._shape_at(place))

    def _shape_at(self, place: QPointF) -> Qt.CursorShape:
        if self.gesture is not None:
            return self.gesture.shape
        on_header = self.scene is not None and place.x() < self.scene.plot_left
        if self.session.looking.measuring and not on_header:
            return Qt.CursorShape.CrossCursor
        if self.hovered is not None and self.hovered.note:
            from journeyviewer.ui.end_drag import end_at

            at_end = end_at(self, self.hovered.note, place.x()) is not None
            wide, hand = Qt.CursorShape.SizeHorCursor, Qt.CursorShape.PointingHandCursor
            return wide if at_end else hand
        if self.hovered is not None or (on_header and self.lane_at(place) is not None):
            return Qt.CursorShape.PointingHandCursor
        from journeyviewer.ui.gestures import over_seam

        if over_seam(self, place):
            return Qt.CursorShape.SplitHCursor
        return Qt.CursorShape.ArrowCursor

    def mouseMoveEvent(self, qt_event: QMouseEvent) -> None:
        place = qt_event.position()
        if self.gesture is not None:
            self.pointer = place
            self.gesture.move(place)
            self._pass()
            return
        self._point(place)
        if self.cursor_held:
            self.session.set_cursor(verbs.cursor_place(self))
        self._pass()

    def leaveEvent(self, qt_event: QEvent) -> None:
        self.pointer = self.hovered = None
        self.tip_shown = False
        self._pass()

    def mousePressEvent(self, qt_event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.be_still()
        self._end_hint()
        place, button, held = qt_event.position(), qt_event.button(), qt_event.modifiers()
        self._point(place)
        if button is Qt.MouseButton.BackButton:
            self.session.go_back(-1)
        elif button is Qt.MouseButton.ForwardButton:
            self.session.go_back(1)
        elif button is Qt.MouseButton.MiddleButton:
            from journeyviewer.ui.gestures import Pan

            self._begin(Pan(self, place))
        elif button is Qt.MouseButton.LeftButton:
            from journeyviewer.ui.gestures import gesture_at

            panning, adding = bool(held & SHIFT), bool(held & CTRL)
            self._begin(gesture_at(self, place, panning=panning, adding=adding))

    def _begin(self, gesture: Gesture) -> None:
        self.gesture = gesture
        self.tip_shown = False
        if self.pointer is not None:
            self.viewport().setCursor(self._shape_at(self.pointer))
        self._pass()

    def mouseReleaseEvent(self, qt_event: QMouseEvent) -> None:
        gesture, self.gesture = self.gesture, None
        self.be_still()
        if gesture is not None:
            gesture.finish()
        self._point(qt_event.position())
        self._pass()

    def mouseDoubleClickEvent(self, qt_event: QMouseEvent) -> None:
        self.be_still()
        item = self.item_at(qt_event.position())
        if item is not None and item.note:
            from journeyviewer.ui import canvas_writing as writing

            writing.write_on(self, str(self.session.chosen or item.note))
        elif item is not None and not self.session.looking.measuring:
            self.session.select(*item.entries)
            self.session.fit_selection()
        else:
            self.mousePressEvent(qt_event)

    def wheelEvent(self, qt_event: QWheelEvent) -> None:
        turn, held = qt_event.angleDelta(), qt_event.modifiers()
        # Some systems turn the wheel sideways while Alt is held.
        steps = (turn.y() or turn.x()) / 120
        if held & CTRL:
            self.zoom_at(qt_event.position().x(), ZOOM_STEP**steps)
        elif held & ALT:
            self.scale_rows(ROW_STEP**steps)
        elif held & SHIFT or turn.x():
            self.session.pan(-PAN_STEP * steps)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() - steps * SCROLL_STEP))
        qt_event.accept()

    def zoom_at(self, x: float, factor: float) -> None:
        """Zoom at a pixel, which keeps its date."""
        verbs.zoom_at(self, x, factor)

    def zoom_here(self, factor: float) -> None:
        """Zoom at the pointer when it is over the plot, else at the selection or the middle."""
        verbs.zoom_here(self, factor)

    def contextMenuEvent(self, qt_event: QContextMenuEvent) -> None:
        # The menu key comes as a key as well: it opens the menu of the selection's lane.
        place = QPointF(qt_event.pos())
        on_header = self.scene is not None and place.x() < self.scene.plot_left
        lane = self.lane_at(place) if on_header else None
        if lane is not None and qt_event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self._open_menu(lane, qt_event.globalPos())

    def show_lane_menu(self) -> None:
        """Open the menu of the selection's lane beside its header."""
        lane = verbs.lane_of_selection(self)
        band = next((band for band in self.visible_bands() if band.lane == lane), None)
        if lane is not None and band is not None:
            at = QPoint(24, round(band.y + min(band.height, 24)))
            self._open_menu(lane, self.viewport().mapToGlobal(at))

    def _open_menu(self, lane: str, at: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        from journeyviewer.ui.lane_menu import lane_menu

        self.menu = lane_menu(self, self.session, lane)
        self.menu.popup(at)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        key = self.keys.find(qt_event)
        if key is None:
            super().keyPressEvent(qt_event)
            return
        qt_event.accept()
        if key.id != "escape":
            self._put_tip_away()
        if key.id != "cursor":
            self.do(key)
        elif self._let_go_timer.isActive():
            self._let_go_timer.stop()
        elif not qt_event.isAutoRepeat():
            self._cursor_key = qt_event.key()
            key.run(self)

    def do(self, key: JourneyKey) -> None:
        """Do what a key does, or say what has to be there first."""
        # Loaded with the first key that is pressed.
        from journeyviewer.ui.lacks import lack

        self._end_hint()
        words = lack(key.id, self.session)
        if words:
            self.hint(words)
        else:
            key.run(self)

    def _end_hint(self) -> None:
        if self._hint is not None:
            self._hint.hide()

    def hint(self, words: str) -> None:
        """Say a sentence over the journey for a moment."""
        if self._hint is None:
            from journeyviewer.ui.hint import Hint

            self._hint = Hint(self.viewport())
        self._hint.say(words)

    def keyReleaseEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() != self._cursor_key or qt_event.isAutoRepeat():
            super().keyReleaseEvent(qt_event)
        elif self._tap_timer.isActive():
            self._let_cursor_go()
        else:
            self._let_go_timer.start()

    def turn_cursor(self) -> None:
        """Show the cursor while the key is held; tapped, it stays until it is tapped again."""
        self._put_cursor = self.session.looking.cursor is None
        self.cursor_held = True
        self._tap_timer.start()
        if self._put_cursor:
            self.session.set_cursor(verbs.cursor_place(self))

    def _let_cursor_go(self) -> None:
        if not self.cursor_held:
            return
        tapped = self._tap_timer.isActive()
        self.cursor_held = False
        if not tapped or not self._put_cursor:
            self.session.set_cursor(None)
        self._pass()

    def focusInEvent(self, qt_event: QFocusEvent) -> None:
        self.ringed = qt_event.reason() in BY_KEY
        self._stand()

    def focusOutEvent(self, qt_event: QFocusEvent) -> None:
        if self.cursor_held:
            self._tap_timer.stop()
            self._let_cursor_go()
        self._stand()

    def escape(self) -> None:
        """Take back a drag, put the tip away, or the next thing looked at."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.cancel()
            self._pass()
        elif self.tip_shown:
            self._put_tip_away()
        elif not self.session.escape():
            self.session.choose(None)
