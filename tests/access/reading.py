"""What probes share: finding the program and its parts over AT-SPI. The system's Python runs it."""

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


def wait_for(make, patience=PATIENCE):
    """Return what a function returns once it returns something; ends the probe when late."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            found = make()
        except gi.repository.GLib.Error:
            found = None
        if found:
            return found
        time.sleep(0.1)
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
