"""Open the window on the invented cases, and close it once standard input ends."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSocketNotifier

from journeyviewer.paths import samples
from journeyviewer.ui.application import make_application
from journeyviewer.ui.main_window import MainWindow


def main() -> int:
    """Run until nobody needs the window any longer."""
    application = make_application()
    window = MainWindow()
    window.resize(1600, 1000)
    window.show()
    window.read([samples()])
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(window.close)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
