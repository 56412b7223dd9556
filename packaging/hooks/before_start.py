"""Runs in the frozen program before anything else.

Stands in for two hooks that PyInstaller would run (see `bundle.SPARE_HOOKS`). Theirs for Qt loads
Qt at once, in every process, the reading process too, and before the program could set what Qt
reads when it loads.
"""

import os
import sys
import types

QT = ("PySide6",) if sys.platform == "win32" else ("PySide6", "Qt")
os.environ["QT_PLUGIN_PATH"] = os.path.join(sys._MEIPASS, *QT, "plugins")

# Some systems build sockets into Python itself, where they cannot be left out: there they cannot
# be imported.
if "_socket" in sys.builtin_module_names:
    sys.modules["_socket"] = None

# pyqtgraph imports this module whenever it is loaded, for plots painted in another process. That
# is the one thing in the bundle that would need Python's sockets. Nothing here paints that way, so
# an empty module stands in, and no module that can open a connection is bundled.
sys.modules["pyqtgraph.multiprocess"] = types.ModuleType("pyqtgraph.multiprocess")
