"""Walk the window over AT-SPI as a screen reader does; run by the system's Python.

Prints one JSON object: what was found, and what pressing an item did.
"""

import json

from reading import Atspi, application, children, find, journey, wait_for


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
