"""The one table of actions, from which menus, shortcuts, the palette and the key sheet are made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from journeyviewer.model.note_kinds import NoteKind
from journeyviewer.model.values import dataclass
from journeyviewer.session.changes import Page
from journeyviewer.ui.acting import Place, acts_at
from journeyviewer.ui.canvas_keys import KEYS, JourneyKey

if TYPE_CHECKING:
    from journeyviewer.ui.main_window import MainWindow

Verb = Callable[["MainWindow"], None]
Test = Callable[["MainWindow"], bool]


@dataclass(frozen=True, slots=True)
class Act:
    """An action: its name, menu, words, usual key and what it does.

    `key` lists keys parted by "; ", the first of which menus show.
    `needs_case` acts are about a journey and rest without one. `journey_key` acts share their key
    with the journey, which listens for it itself while it has the keyboard: `key` is then shown
    beside the words only. `named` gives more words, such as what undo takes back. `ticked` says
    whether a switch is on; acts of one `group` exclude each other. An act without words parts the
    menu.
    """

    name: str
    menu: str
    text: str
    key: str
    run: Verb
    needs_case: bool = True
    journey_key: bool = False
    ticked: Test | None = None
    group: str = ""
    named: Callable[[MainWindow], str] | None = None


def _part(menu: str) -> Act:
    return Act("", menu, "", "", lambda w: None, False)


def _export(window: MainWindow) -> None:
    """Let the user choose figures of what is in sight: of journeys, or of the cases compared."""
    compared = window.session.page is Page.COHORT
    (window.cohort if compared else window).ask_for_export()


FILE = (
    Act("open", "File", "Read files…", "Ctrl+O", lambda w: w.ask_for_files(), False),
    Act("folder", "File", "Read a folder…", "Ctrl+Alt+O", lambda w: w.ask_for_folder(), False),
    Act("add", "File", "Add files to what is open…", "", lambda w: w.ask_for_more()),
    Act("samples", "File", "Look at the invented cases", "", lambda w: w.open_samples(), False),
    Act("report", "File", "What was read…", "Ctrl+I", lambda w: w.show_report()),
    _part("File"),
    Act(
        "open_study",
        "File",
        "Open a study…",
        "Ctrl+Shift+O",
        lambda w: w.studies.ask_for_study(),
        False,
    ),
    Act("new_study", "File", "Begin a study…", "", lambda w: w.studies.begin()),
    Act("copy_study", "File/Study", "Save a copy…", "", lambda w: w.studies.tending.copy()),
    Act(
        "restore_study",
        "File/Study",
        "Go back to a backup…",
        "",
        lambda w: w.studies.tending.restore(),
        False,
    ),
    Act(
        "wordings",
        "File/Study",
        "Earlier wordings…",
        "",
        lambda w: w.studies.tending.show_wordings(),
    ),
    Act(
        "waiting",
        "File/Study",
        "Notes to put in their place…",
        "",
        lambda w: w.studies.again.show_tray(),
    ),
    Act("archive", "File/Study", "Write an archive…", "", lambda w: w.studies.tending.archive()),
    Act(
        "unpack",
        "File/Study",
        "Make a study of an archive…",
        "",
        lambda w: w.studies.tending.ask_for_archive(),
        False,
    ),
    _part("File/Study"),
    Act("erase", "File/Study", "Erase for good…", "", lambda w: w.studies.tending.erase()),
    _part("File"),
    Act("close", "File", "Close what is open", "Ctrl+W", lambda w: w.close_cohort()),
    Act("quit", "File", "Quit", "Ctrl+Q", lambda w: w.leave(), False),
)
EDIT = (
    Act(
        "undo",
        "Edit",
        "Undo",
        "Ctrl+Z",
        lambda w: w.undo(),
        named=lambda w: w.undo_words(-1),
    ),
    Act(
        "redo",
        "Edit",
        "Redo",
        "Ctrl+Y",
        lambda w: w.undo(1),
        named=lambda w: w.undo_words(1),
    ),
    _part("Edit"),
    Act("find", "Edit", "Find in this journey", "Ctrl+F; /", lambda w: w.find_here()),
    Act("find_all", "Edit", "Find in all cases", "Ctrl+Shift+F", lambda w: w.find_everywhere("")),
    Act("next_hit", "Edit", "Next hit", "F3", lambda w: w.next_hit(1)),
    Act("previous_hit", "Edit", "Previous hit", "Shift+F3", lambda w: w.next_hit(-1)),
    Act("filter", "Edit", "Filter records…", "Ctrl+L", lambda w: w.filter_here()),
    _part("Edit"),
    Act("palette", "Edit", "Find a command…", "Ctrl+Shift+P", lambda w: w.show_palette(), False),
    Act("find_lane", "Edit", "Find a lane…", "Ctrl+Shift+L", lambda w: w.find_lane()),
)
VIEW = (
    Act(
        "journey",
        "View",
        "Journey",
        "",
        lambda w: w.session.show_page(Page.JOURNEY),
        ticked=lambda w: w.session.page is Page.JOURNEY,
        group="page",
    ),
    Act(
        "table",
        "View",
        "Table of the same records",
        "Ctrl+T",
        lambda w: w.turn_table(),
        ticked=lambda w: w.session.page is Page.TABLE,
        group="page",
    ),
    Act(
        "cohort",
        "View",
        "Compare cases",
        "Ctrl+K",
        lambda w: w.session.show_page(Page.COHORT),
        ticked=lambda w: w.session.page is Page.COHORT,
        group="page",
    ),
    _part("View"),
    Act(
        "dates",
        "View",
        "Dates and age",
        "Ctrl+D",
        lambda w: w.turn_dates(),
        ticked=lambda w: w.session.view.dates,
    ),
    Act(
        "two_speed",
        "View",
        "Two speeds: years, then months",
        "",
        lambda w: w.session.set_two_speed(not w.session.view.two_speed),
        ticked=lambda w: w.session.view.two_speed,
    ),
    Act(
        "restore",
        "View",
        "Show all lanes, in their usual order",
        "",
        lambda w: w.session.restore_lanes(),
    ),
    _part("View"),
    Act("full_screen", "View", "Full screen", "F11", lambda w: w.turn_full_screen(), False),
)
THEMES = (
    ("system", "As the system says"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("grey", "Grey, as printed"),
    ("contrast", "High contrast"),
)
LOOK = (
    *(
        Act(
            f"theme_{name}",
            "View/Colours",
            words,
            "",
            lambda w, name=name: w.set_theme(name),  # type: ignore[misc]
            False,
            ticked=lambda w, name=name: w.settings.theme == name,  # type: ignore[misc]
            group="theme",
        )
        for name, words in THEMES
    ),
    # Where plus is Shift and the key of "=", only the second of these keys is sent.
    Act(
        "larger",
        "View/Text size",
        "Larger",
        "Ctrl+Shift++; Ctrl+Shift+=",
        lambda w: w.change_text(10),
        False,
    ),
    Act(
        "smaller", "View/Text size", "Smaller", "Ctrl+Shift+-", lambda w: w.change_text(-10), False
    ),
    Act(
        "usual_size",
        "View/Text size",
        "Usual size",
        "Ctrl+Shift+0",
        lambda w: w.change_text(0),
        False,
    ),
)
JOURNEY = (
    Act("go_to", "Journey", "Go to a date or an age…", "Ctrl+G", lambda w: w.ask_for_place()),
    _part("Journey"),
    Act("next_case", "Journey", "Next case", "Ctrl+PgDown", lambda w: w.step_case(1)),
    Act("previous_case", "Journey", "Previous case", "Ctrl+PgUp", lambda w: w.step_case(-1)),
)
WHERE = {
    "View/Zoom and move": (
        "zoom_in zoom_out earlier later whole common centre back forward taller lower"
    ),
    "Notes": "note development note_span phase mark_span written_next written_back unwrite",
    "Notes/Note of a kind": " ".join(
        ("kind_last", *(f"kind_{kind}" for kind in NoteKind)),
    ),
    "Journey/Records": (
        "previous next above below first last link_on link_back cycle area details text"
    ),
    "Journey/Look closely": "near nearer wider cursor measure card align",
    "Journey/As known then": "curtain curtain_back curtain_on curtain_month_back curtain_month_on",
    "Journey/Lane": "fold hide lane_up lane_down lane_menu",
}
"""Which menu lists which keys of the journey; scrolling and Esc need none."""


def _journey_acts() -> tuple[Act, ...]:
    """Return the keys of the journey as actions: menus and the palette show them too."""
    keys = {key.id: key for key in KEYS}
    return tuple(
        Act(name, menu, keys[name].words, keys[name].default, partial(_run, keys[name]), True, True)
        for menu, names in WHERE.items()
        for name in names.split()
        if name in keys
    )


def _run(key: JourneyKey, window: MainWindow) -> None:
    """Do what a key of the journey does, with the journey in sight."""
    window.session.show_page(Page.JOURNEY)
    window.canvas.setFocus()
    window.canvas.do(key)


WRITE = (
    _part("Notes"),
    Act("memo", "Notes", "Note on what is selected", "Ctrl+M", lambda w: w.write("note")),
    Act("write_case", "Notes", "Note on the whole case", "", lambda w: w.write("case")),
    Act("write_study", "Notes", "Note on the whole study", "", lambda w: w.write("study")),
    Act("write_entry", "Notes", "Event or spell of your own", "", lambda w: w.write("entry")),
    Act("write_read", "Notes", "What was read", "", lambda w: w.write("coverage")),
    Act("write_link", "Notes", "Link the two selected", "", lambda w: w.write("link")),
    _part("Notes"),
    Act("to_check", "Notes", "Questions to check", "", lambda w: w.show_to_check()),
)
PRESENT = (
    Act("present", "Present", "Present to a group", "F5", lambda w: w.present()),
    Act("prepare", "Present", "Prepare a meeting…", "Shift+F5", lambda w: w.prepare_meeting()),
    _part("Present"),
    Act("record", "Present", "Record of the last meeting…", "", lambda w: w.write_record()),
)
EXPORT = (
    Act("export", "Export", "Figures…", "Ctrl+E", _export),
    Act("export_page", "Export", "Web page…", "", lambda w: w.ask_for_export("html")),
    Act("export_tables", "Export", "Tables…", "", lambda w: w.ask_for_export("xlsx")),
    Act("export_report", "Export", "Word report…", "", lambda w: w.ask_for_export("docx")),
)
HELP = (
    Act("keys", "Help", "Keys and gestures", "F1; ?", lambda w: w.show_keys(), False),
    _part("Help"),
    Act("about", "Help", "About journeyviewer", "", lambda w: w.show_about(), False),
)
ACTS = (*FILE, *EDIT, *VIEW, *LOOK, *JOURNEY, *_journey_acts(), *WRITE, *PRESENT, *EXPORT, *HELP)


KEY_OF = {key.id: key.default for key in KEYS}


class Actions:
    """The actions of one window, with the keys this user gave them."""

    def __init__(self, window: MainWindow, keys: dict[str, str]) -> None:
        self.window = window
        self.keys = keys
        self.made: dict[str, tuple[Act, QAction]] = {}
        self._menus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        for act in ACTS:
            self._make(act)
        window.canvas.set_keys(keys)

    def _make(self, act: Act) -> None:
        menu = self._menu(act.menu)
        if not act.text:
            menu.addSeparator()
            return
        action = QAction(act.text, self.window)
        action.setCheckable(act.ticked is not None)
        if act.group:
            group = self._groups.get(act.group)
            if group is None:
                group = self._groups[act.group] = QActionGroup(self.window)
            group.addAction(action)
        action.triggered.connect(lambda _=False: act.run(self.window))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        menu.addAction(action)
        self.made[act.name] = (act, action)
        self._show_key(act, action)

    def _menu(self, path: str) -> QMenu:
        if path in self._menus:
            return self._menus[path]
        above, _, title = path.rpartition("/")
        made = self._menu(above).addMenu(title) if above else self.window.menuBar().addMenu(title)
        made.aboutToShow.connect(self.tick)
        self._menus[path] = made
        return made

    def _show_key(self, act: Act, action: QAction) -> None:
        key = self.key(act.name)
        if act.journey_key:
            first = key.partition("; ")[0]
            action.setText(f"{act.text}\t{first}" if first else act.text)
        else:
            action.setShortcuts([QKeySequence(each) for each in key.split("; ") if each])

    def key(self, name: str) -> str:
        """Return the key of an action, as this user has it; several are parted by "; "."""
        usual = self.made[name][0].key if name in self.made else KEY_OF[name]
        return self.keys.get(name, usual)

    def set_key(self, name: str, key: str) -> None:
        """Give an action another key; "" gives it the usual one."""
        if key:
            self.keys[name] = key
        else:
            self.keys.pop(name, None)
        if name in self.made:
            self._show_key(*self.made[name])
        self.window.canvas.set_keys(self.keys)

    def journey_key(self, key: str, widget: QWidget, run: Callable[[], None]) -> None:
        """Give a single letter to a widget: it acts while that or a part of it has the keyboard."""
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    def rest(self, place: Place) -> None:
        """Let rest what can do nothing in a place."""
        for act, action in self.made.values():
            action.setEnabled(acts_at(act.name, act.needs_case, place))

    def tick(self) -> None:
        """Tick the switches that are on."""
        for act, action in self.made.values():
            if act.ticked is not None:
                action.setChecked(act.ticked(self.window))
            if act.named is not None:
                name = act.named(self.window)
                action.setText(f"{act.text} {name}".strip())
