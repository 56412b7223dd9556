"""What goes into the one-folder program and what stays out; used by `journeyviewer.spec`.

A row is PyInstaller's: the path inside the folder, the file it comes from, and a type code.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import PurePosixPath

Row = tuple[str, str, str]

# Versions are read from their metadata; some are loaded by name, or only once tables and plots
# are asked for.
DISTRIBUTIONS = (
    "PySide6_Essentials",
    "python-calamine",
    "apsw-sqlite3mc",
    "XlsxWriter",
    "python-docx",
    "lxml",
    "pandas",
    "pyqtgraph",
    "numpy",
)
LOADED_LATE = (
    "pandas",
    "pyqtgraph",
    "numpy",
    "xlsxwriter",
    "docx",
    "python_calamine",
    "apsw",
    "PySide6.QtSvg",
)

# hooks/before_start.py does what these are for.
SPARE_HOOKS = ("pyi_rth_pyside6", "pyi_rth_pyqtgraph_multiprocess")

# No part of the program opens a connection, so nothing that could is inside. pyqtgraph alone asks
# for one of these, for plots painted in another process: see hooks/before_start.py.
NETWORK = (
    "_asyncio",
    "_hashlib",
    "_multiprocessing",
    "_posixshmem",
    "_socket",
    "_ssl",
    "asyncio",
    "concurrent.futures.process",
    "ftplib",
    "http",
    "imaplib",
    "multiprocessing",
    "nntplib",
    "poplib",
    "pyqtgraph.multiprocess",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib.robotparser",
    "webbrowser",
    "wsgiref",
    "xmlrpc",
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebSockets",
)

# Asked for by nothing the program does. Left in although they look spare: PySide6.QtOpenGL and
# QtOpenGLWidgets, pydoc and unittest, which pyqtgraph and numpy import at once.
SPARE = (
    *("IPython", "OpenGL", "bottleneck", "bs4", "cupy", "fsspec", "h5py", "html5lib", "jinja2"),
    *(
        "jupyter_rfb",
        "lxml.html",
        "lxml.isoschematron",
        "lxml.objectify",
        "matplotlib",
        "numba",
        "numexpr",
        "odf",
        "openpyxl",
        "pyarrow",
    ),
    *("scipy", "sqlalchemy", "tables", "xlrd", "yaml"),
    *("numpy.distutils", "numpy.f2py", "pandas.tests"),
    *("pyqtgraph.canvas", "pyqtgraph.console", "pyqtgraph.examples", "pyqtgraph.flowchart"),
    *("pyqtgraph.jupyter", "pyqtgraph.opengl"),
    *("PyQt5", "PyQt6", "PySide2", "PySide6.QtDBus", "PySide6.QtQml", "PySide6.QtQuick"),
    *("PySide6.QtSql", "PySide6.QtTest"),
    *("hypothesis", "pip", "pkg_resources", "pytest", "setuptools", "wheel"),
    *("_curses", "_sqlite3", "_tkinter", "curses", "distutils", "doctest", "ensurepip"),
    *("idlelib", "lib2to3", "pdb", "readline", "sqlite3", "tkinter", "turtle", "venv"),
)

# No network, no virtual keyboard and its QML, no GTK, no printing, no pictures but those read,
# no screens but X11, Wayland, Windows, macOS and none.
_LEFT_OUT = re.compile(
    r"Qt6?(Network|Qml\w*|Quick\w*|VirtualKeyboard\w*|Sql|Test|Pdf\w*|WebSockets)\b"
    r"|opengl32sw|qdirect2d|d3dcompiler|_multiarray_tests"
    r"|plugins/(networkinformation|tls|generic|egldeviceintegrations|sqldrivers|printsupport"
    r"|qmltooling|virtualkeyboard|wayland-graphics-integration-(client|server))/"
    r"|plugins/platforms/(?!(lib)?q(xcb|wayland|offscreen|windows|cocoa)\b)"
    r"|plugins/imageformats/(?!(lib)?q(svg|ico|jpeg)\b)"
    r"|plugins/platformthemes/(lib)?qgtk3"
    r"|plugins/platforminputcontexts/\w*virtualkeyboard"
    r"|plugins/wayland-shell-integration/lib(fullscreen|ivi|qt)-shell"
    r"|translations/(?!qt(base)?_(en|cy)\.)"
    r"|\.dist-info/(?!METADATA$)"
)
# Loaded by the launchers themselves, so that no other library names them.
_ALWAYS = re.compile(r"^(lib)?python3")


def loaded_by_libraries() -> list[str]:
    """Return every module that loading the libraries loads, less those that stay out.

    Compiled modules import others where no analysis of their source can see it.
    """
    program = (
        f"import sys, {', '.join(LOADED_LATE)}, numpy.random\n"
        "print(*(name for name, module in sys.modules.items()\n"
        "        if getattr(module, '__spec__', None) and module.__spec__.name == name))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    done.check_returncode()
    out = (*NETWORK, *SPARE, "site", "_distutils_hack")
    return [
        name
        for name in done.stdout.split()
        if not any(name == each or name.startswith(f"{each}.") for each in out)
    ]


def wanted(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without the parts that never load here."""
    return [row for row in rows if not _LEFT_OUT.search(row[0].replace("\\", "/"))]


def needed(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without libraries that only parts left out had asked for.

    Extension modules and plug-ins are the roots; a library stays when one of them leads to it.
    On Linux alone: elsewhere nothing is taken from the system but the compiler's own libraries.
    """
    every = list(rows)
    if not sys.platform.startswith("linux"):
        return every
    named = {PurePosixPath(row[0]).name: row for row in every if row[2] != "SYMLINK"}
    waiting = [
        row for name, row in named.items() if row[2] != "BINARY" or "/plugins/" in row[0]
    ] + [row for name, row in named.items() if _ALWAYS.search(name)]
    reached: set[str] = set()
    while waiting:
        row = waiting.pop()
        if row[0] in reached:
            continue
        reached.add(row[0])
        waiting += [named[name] for name in _asked_for(row[1]) if name in named]
    names = {PurePosixPath(path).name for path in reached}
    return [row for row in every if PurePosixPath(row[0]).name in names]


def _asked_for(path: str) -> set[str]:
    from PyInstaller.depend.bindepend import get_imports

    return {name for name, _ in get_imports(path)}
