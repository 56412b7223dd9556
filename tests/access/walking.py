"""Press keys and write down what a screen reader finds after each; the system's Python runs it.

The argument is a JSON file: a list of steps, each with a `name`, the keys to `press` (names of
keys, with Ctrl+ and Shift+ before them, or a letter), words to `type`, and words `until` which
something that is shown must say. Prints what was found after each step as one JSON object.
"""

import json
import sys
import time

from reading import Atspi, application, children, gi, journey, wait_for

SYMS = {
    "Tab": 0xFF09, "Return": 0xFF0D, "Esc": 0xFF1B, "Home": 0xFF50, "Up": 0xFF52, "Down": 0xFF54,
    "PageUp": 0xFF55, "PageDown": 0xFF56, "End": 0xFF57, "F5": 0xFFC2, "Space": 0x20,
}  # fmt: skip
HELD = {"Ctrl": 37, "Shift": 50}
"""Key codes of the keys that are held down."""
STEP = 30.0
"""Seconds until something must say what a step leads to."""
State = Atspi.StateType


def press(key):
    """Press a key with those that are held down."""
    *held, last = key.split("+")
    for name in held:
        Atspi.generate_keyboard_event(HELD[name], None, Atspi.KeySynthType.PRESS)
    if last in SYMS:
        Atspi.generate_keyboard_event(SYMS[last], None, Atspi.KeySynthType.SYM)
    else:
        Atspi.generate_keyboard_event(ord(last), None, Atspi.KeySynthType.SYM)
    for name in reversed(held):
        Atspi.generate_keyboard_event(HELD[name], None, Atspi.KeySynthType.RELEASE)
    # A person leaves as long between two keys; the program answers in between.
    time.sleep(0.03)


def text_of(node):
    """Return what is written in a field of text."""
    found = node.get_text_iface()
    return Atspi.Text.get_text(found, 0, -1) if found is not None else ""


def gather(node, into, depth=0):
    """Write down a node and all that is shown below it."""
    states = node.get_state_set()
    if not states.contains(State.SHOWING):
        return
    role = node.get_role_name()
    into.append(
        {
            "depth": depth,
            "role": role,
            "name": node.get_name(),
            "description": node.get_description(),
            "text": text_of(node) if role == "text" else "",
            "focusable": states.contains(State.FOCUSABLE),
            "focused": states.contains(State.FOCUSED),
            "enabled": states.contains(State.ENABLED),
            "checked": states.contains(State.CHECKED),
        }
    )
    for child in children(node):
        gather(child, into, depth + 1)


def active():
    """Return the window that has the keyboard, None while none has."""
    program = application()
    if program is None:
        # A program that is busy does not answer in time.
        return None
    held = (one for one in children(program) if one.get_state_set().contains(State.ACTIVE))
    return next(held, None)


def look():
    """Return the window with the keyboard and what it shows; of the main one its name alone."""
    window = active()
    if window is None:
        return None
    found = {"window": window.get_name(), "nodes": []}
    if not window.get_name().startswith("Case "):
        gather(window, found["nodes"])
    return found


def says(found, words):
    """True when a window or something in it says the words."""
    if words in found["window"]:
        return True
    parts = (node[part] for node in found["nodes"] for part in ("name", "description", "text"))
    return any(words in part for part in parts)


def after(step):
    """Do a step, and return what is shown once it says what it should."""
    for key in step.get("press", ()):
        press(key)
    for letter in step.get("type", ""):
        Atspi.generate_keyboard_event(0, letter, Atspi.KeySynthType.STRING)
        time.sleep(0.01)
    end = time.monotonic() + STEP
    found = None
    while time.monotonic() < end:
        try:
            found = look()
        except gi.repository.GLib.Error:
            # What was looked at went away meanwhile.
            continue
        if found is not None and says(found, step.get("until", "")):
            return {"name": step["name"], **found}
        time.sleep(0.05)
    print(json.dumps({"late": step, "found": found}))
    sys.exit(1)


def main():
    """Wait for the window and go through the steps."""
    with open(sys.argv[1], encoding="utf-8") as stream:
        steps = json.load(stream)
    wait_for(journey)
    wait_for(active)
    print(json.dumps({"steps": [after(step) for step in steps]}))


main()
