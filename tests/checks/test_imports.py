"""What the program may load: no network, no object files, no Qt in its core."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.checks.source import ROOT, imported, modules

NETWORK = (
    "socket",
    "ssl",
    "urllib.request",
    "http",
    "asyncio",
    "multiprocessing",
    "webbrowser",
    "ftplib",
    "smtplib",
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
)
OBJECT_FILES = (
    "pickle",
    "shelve",
    "marshal",
    "yaml",
    "joblib",
    "dill",
    "cloudpickle",
    "jsonpickle",
)
OBJECT_CALLS = {
    "eval",
    "exec",
    "compile",
    "np.load",
    "numpy.load",
    "np.loads",
    "pd.read_pickle",
    "pandas.read_pickle",
    "pd.eval",
    "to_pickle",
    "ctypes.CDLL",
    "os.system",
    "os.popen",
    "os.startfile",
}
"""What turns text or files into objects or runs them (B47); `re.compile` is another thing."""


def test_no_module_can_open_a_connection_or_revive_objects() -> None:
    for path, tree in modules().items():
        for name in imported(tree):
            for banned in NETWORK + OBJECT_FILES:
                assert name != banned and not name.startswith(f"{banned}."), (path, name)


def test_nothing_read_is_run_or_revived() -> None:
    """No text becomes a program, no array of objects is loaded, no shell is asked (B47)."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) not in OBJECT_CALLS, (path, node.lineno)
            if isinstance(node, ast.keyword) and node.arg in ("allow_pickle", "shell"):
                assert ast.unparse(node.value) == "False", (path, node.value.lineno)


@pytest.mark.parametrize(
    "program", ["eval('1')", "np.load(x)", "run(x, shell=True)", "f(allow_pickle=True)"]
)
def test_what_runs_or_revives_would_be_found(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.checks.test_imports.modules", lambda: {"x.py": ast.parse(program)})
    with pytest.raises(AssertionError):
        test_nothing_read_is_run_or_revived()


@pytest.mark.parametrize("package", ["model", "ingest", "timeline", "analysis", "study", "session"])
def test_the_core_loads_without_qt(package: str) -> None:
    program = (
        "import importlib, pkgutil, sys\n"
        f"import journeyviewer.{package} as package\n"
        "for module in pkgutil.iter_modules(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "loaded = [name for name in sys.modules if name.split('.')[0] in\n"
        "          ('PySide6', 'shiboken6', 'pandas', 'ssl', 'asyncio')]\n"
        "print(','.join(sorted(loaded)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_asking_for_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nimport journeyviewer.cli\n"
        "print(','.join(sorted(n for n in sys.modules if n.split('.')[0] in\n"
        "      ('PySide6', 'python_calamine', 'xlsxwriter', 'numpy'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
