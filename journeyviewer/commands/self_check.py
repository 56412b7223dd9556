"""Say what is installed, where it lies, and whether everything is in place."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import platform
import re
import sys
import tempfile
from pathlib import Path

from journeyviewer import __version__
from journeyviewer.commands.arguments import a_path
from journeyviewer.commands.sources import write_json
from journeyviewer.model.problems import JourneyError

LIBRARIES = {
    "PySide6_Essentials": "PySide6.QtWidgets",
    "python-calamine": "python_calamine",
    "apsw-sqlite3mc": "apsw",
    "XlsxWriter": "xlsxwriter",
    "python-docx": "docx",
    "lxml": "lxml.etree",
    "numpy": "numpy",
    "pandas": "pandas",
    "pyqtgraph": "pyqtgraph",
}
LOADED = ("socket", "ssl", "http.client", "urllib.request", "asyncio", "PySide6.QtNetwork")
NETWORK = ("PySide6.QtNetwork", "PySide6.QtWebEngineCore")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    parser.add_argument("--json", type=a_path, metavar="FILE", help="write the answers as JSON too")


def run(chosen: argparse.Namespace) -> int:
    """Check and print; 1 when something is missing."""
    found = facts()
    if chosen.json is not None:
        write_json(chosen.json, found)
    for name, value in found.items():
        print(f"{name}: {'yes' if value is True else 'no' if value is False else value}")
    return 0 if found["everything in place"] else 1


def facts() -> dict[str, str | bool]:
    """Return what was found, by name."""
    from journeyviewer.ingest.codec import encode
    from journeyviewer.ingest.read import read_paths
    from journeyviewer.paths import resource, root, samples

    found: dict[str, str | bool] = {
        "journeyviewer": __version__,
        "Python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    found["folder"] = str(root())
    fonts = sorted(path.name for path in resource("fonts").glob("*.ttf"))
    found["typeface files"] = f"{len(fonts)} of 5"
    found["sample cases"] = str(len(list(samples().glob("*.xlsx"))))
    found["network library beside Qt"] = any(_present(name) for name in NETWORK)
    cohort = read_paths([samples() / "one_table"])
    found["reading process works"] = len(cohort.cases) == 10 and bool(encode(cohort))
    found["studies can be kept here"] = _keeps_studies()
    found["connections possible from Python"] = importlib.util.find_spec("_socket") is not None
    # Looked at before the libraries: some load one for features that are not used here.
    found["network modules loaded by the program"] = (
        ", ".join(name for name in LOADED if sys.modules.get(name)) or "none"
    )
    for name, module in LIBRARIES.items():
        found[name] = _version(name) if _loads(module) else "missing"
    found["everything in place"] = (
        len(fonts) == 5
        and bool(found["reading process works"])
        and bool(found["studies can be kept here"])
        and all(found[name] != "missing" for name in LIBRARIES)
    )
    return found


def _keeps_studies() -> bool:
    """True when a study can be made, saved and read in the folder for temporary files."""
    try:
        from journeyviewer.study.backups import verify
        from journeyviewer.study.store import StudyFile
    except ImportError:
        return False
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "Self-check.jvstudy"
        try:
            StudyFile.create(path, "Self-check", "journeyviewer").close()
            return verify(path) == 1
        except JourneyError:
            return False


def _loads(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _version(name: str) -> str:
    """Return a version as the folder of its metadata names it.

    The module of Python that reads those loads sockets, which the frozen program has none of.
    """
    wanted = re.sub(r"[-_.]+", "_", name).lower()
    for place in sys.path:
        for folder in Path(place).glob("*.dist-info"):
            found, _, version = folder.name.removesuffix(".dist-info").partition("-")
            if re.sub(r"[-_.]+", "_", found).lower() == wanted:
                return version
    return "unknown"


def _present(name: str) -> bool:
    """True when a module lies on the disk; it is looked for, never loaded."""
    package, _, module = name.rpartition(".")
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return any(next(Path(place).glob(f"{module}.*"), None) is not None for place in places or ())
