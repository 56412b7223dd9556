"""Walk the window over AT-SPI as a screen reader does; run by the system's Python.

Prints one JSON object: what was found, and what pressing an item did.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = 60.0
"""Seconds until the window and its records must be there."""


def children(node):
    """Yield the children of a node that are there."""
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def find(node, accept, depth=14):
    """Return the first node below one that is accepted, None without any."""
    for child in children(node):
        if accept(child):
            return child
        found = find(child, accept, depth - 1) if depth else None
        if found is not None:
            return found
    return None


def wait_for(make):
    """Return what a function returns once it returns something; ends the probe when late."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = make()
        except gi.repository.GLib.Error:
            found = None
        if found:
            return found
        time.sleep(0.2)
    print(json.dumps({"late": make.__name__}))
    sys.exit(1)


def application():
    """Return the program, None before it is there."""
    named = (node for node in children(Atspi.get_desktop(0)) if node.get_name())
    return next((node for node in named if "journeyviewer" in node.get_name()), None)


def journey():
    """Return the journey of the first case, None before it is drawn."""
    program = application()
    return program and find(program, lambda node: node.get_name() == "Journey of Case 1")


def told(node, words):
    """True when a label below a node holds the words."""
    return find(node, lambda child: words in (child.get_name() or "")) is not None


def main():
    """Walk, press, look again and print."""
    canvas = wait_for(journey)
    lanes = [
        {
            "name": lane.get_name(),
            "role": lane.get_role_name(),
            "items": [(item.get_name(), item.get_role_name()) for item in children(lane)],
        }
        for lane in children(canvas)
    ]
    wanted = "Secure children’s home"
    item = find(canvas, lambda node: (node.get_name() or "").startswith(f"Residence: {wanted}"))
    area = Atspi.Component.get_extents(item, Atspi.CoordType.SCREEN)
    actions = [
        Atspi.Action.get_action_name(item, index)
        for index in range(Atspi.Action.get_n_actions(item))
    ]
    Atspi.Action.do_action(item, 0)
    program = application()
    details = find(program, lambda node: node.get_name() == "Details")

    def shown():
        return told(details, wanted)

    wait_for(shown)
    print(
        json.dumps(
            {
                "role": canvas.get_role_name(),
                "lanes": lanes,
                "area": [area.x, area.y, area.width, area.height],
                "actions": actions,
                "selected": item.get_state_set().contains(Atspi.StateType.SELECTED),
                "details": shown(),
            }
        )
    )


main()
