"""Runs before the frozen program: lets pyqtgraph load without its remote processes.

pyqtgraph imports `pyqtgraph.multiprocess` whenever it is loaded, for plots painted in another
process. That is the one thing in the bundle that would need Python's sockets. Nothing here paints
that way, so an empty module stands in, and no module that can open a connection is bundled.
"""

import sys
import types

sys.modules["pyqtgraph.multiprocess"] = types.ModuleType("pyqtgraph.multiprocess")
