"""Open the window on the file that is named, and close it once standard input ends."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer

from journeyviewer.ui.application import make_application
from journeyviewer.ui.main_window import MainWindow


def main() -> int:
    """Run until nobody needs the window any longer."""
    application = make_application()
    window = MainWindow()
    window.resize(1600, 1000)
    window.show()
    window.activateWindow()
    window.read([Path(sys.argv[1])])

    def hand_on() -> None:
        if application.focusWindow() is None and application.activePopupWidget() is None:
            shown = [one for one in application.topLevelWidgets() if one.isVisible()]
            over = [one for one in shown if one.isModal() or one.isFullScreen()]
            (over[-1] if over else window).activateWindow()

    # There is no window manager, which gives the keyboard to another window when one closes.
    looking = QTimer(interval=100)
    looking.timeout.connect(hand_on)
    looking.start()
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(window.close)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
