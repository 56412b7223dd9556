"""The one-folder program does what the source does, and holds nothing it should not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from journeyviewer.commands.self_check import LIBRARIES
from journeyviewer.paths import samples
from tests.checks.source import ROOT, modules
from tests.frozen.conftest import Program

pytestmark = pytest.mark.frozen

TABLE = samples() / "one_table"
LAUNCHERS = ("journeyviewer", "journeyviewer-window")
NETWORK_FILES = re.compile(
    r"Qt6?(Network|WebEngine|WebSockets)|/(tls|networkinformation)/"
    r"|_(ssl|socket|asyncio|hashlib)\b|lib(ssl|crypto|curl|nss3|gnutls|krb5)\b",
)
NETWORK_MODULES = {
    *("socket", "ssl", "socketserver", "asyncio", "http", "ftplib", "smtplib", "webbrowser"),
    *("multiprocessing", "xmlrpc", "urllib.request", "_socket", "_ssl", "PySide6.QtNetwork"),
}


def source(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the same from the source, and where nobody says how wide the screen is."""
    return subprocess.run(
        [sys.executable, "-m", "journeyviewer", *map(str, words)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
        capture_output=True,
        encoding="utf-8",
    )


@cache
def frozen_modules(launcher: Path) -> frozenset[str]:
    """Return the names of every Python module a launcher holds, the standard library's too."""
    from PyInstaller.archive.readers import CArchiveReader

    archive = CArchiveReader(str(launcher)).open_embedded_archive("PYZ.pyz")
    base = launcher.parent / "app" / "base_library.zip"
    with zipfile.ZipFile(base) as library:
        plain = {re.sub(r"(/__init__)?\.pyc$", "", name) for name in library.namelist()}
    return frozenset({*archive.toc, *(name.replace("/", ".") for name in plain)})


def test_it_is_all_in_place(program: Program) -> None:
    done = program.run("self-check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "everything in place: yes" in done.stdout
    assert "connections possible from Python: no" in done.stdout
    assert "network library beside Qt: no" in done.stdout
    assert f"folder: {program.folder / 'app'}" in done.stdout
    for name in LIBRARIES:
        assert f"{name}: {metadata.version(name)}" in done.stdout


def test_figures_are_the_source_s_byte_for_byte(program: Program, tmp_path: Path) -> None:
    words = ("export", TABLE, "--case", "1", "--format", "png,svg,pdf", "-o")
    done = program.run(*words, tmp_path / "frozen")
    assert done.returncode == 0, done.stderr
    assert source(*words, tmp_path / "source").returncode == 0
    names = sorted(path.name for path in (tmp_path / "source").iterdir())
    assert names == [f"Case 1.{kind}" for kind in ("csv", "pdf", "png", "svg", "txt")]
    for name in names:
        made = (tmp_path / "frozen" / name).read_bytes()
        assert made == (tmp_path / "source" / name).read_bytes(), name
        assert len(made) > (20_000 if name.endswith((".png", ".svg", ".pdf")) else 5_000)


@pytest.mark.parametrize("command", ["check", "cohort", "describe"])
def test_answers_are_the_source_s(program: Program, command: str) -> None:
    frozen, plain = program.run(command, samples()), source(command, samples())
    assert frozen.returncode == plain.returncode == 0, frozen.stderr
    # How long a reading took is the one thing that differs.
    timing = re.compile(r"\d+(\.\d+)? (s|seconds|ms|MB)\b")
    assert timing.sub("", frozen.stdout) == timing.sub("", plain.stdout)
    assert len(frozen.stdout) > 500


def test_it_writes_records_and_a_template(program: Program) -> None:
    assert program.run("records", TABLE, "--json", program.home / "r.json").returncode == 0
    records = json.loads((program.home / "r.json").read_text(encoding="utf-8"))
    assert len(records["persons"]) == 10
    assert program.run("template", "-o", program.home / "reading.xlsx").returncode == 0
    assert zipfile.is_zipfile(program.home / "reading.xlsx")


def test_a_source_that_ends_the_reading_process_is_named(program: Program) -> None:
    done = program.run("check", samples(), JOURNEYVIEWER_TEST_CRASH_ON="Case 3.xlsx")
    assert "Case 3.xlsx" in done.stdout and "ended the reading process" in done.stdout


@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_the_window_opens_on_the_samples(program: Program, launcher: str) -> None:
    told = program.home / f"{launcher}.json"
    done = program.run("--measure", told, samples(), launcher=launcher)
    assert done.returncode == 0, done.stderr
    found = json.loads(told.read_text(encoding="utf-8"))
    assert found["paint_ms"] > 0
    late = {"pandas", "pyqtgraph", "numpy.random", *NETWORK_MODULES}
    assert not late & set(found["modules"])
    assert not list(program.home.rglob("faults.log")), "the window noted a fault"


def test_no_network_library_is_inside(program: Program) -> None:
    files = [path.relative_to(program.folder).as_posix() for path in program.folder.rglob("*")]
    found = [name for name in files if NETWORK_FILES.search(name) and "licences/" not in name]
    assert not found
    for launcher in LAUNCHERS:
        names = frozen_modules(program.launcher(launcher))
        assert not names & NETWORK_MODULES
        assert not any(name.startswith(("http.", "asyncio.", "PySide6.QtNet")) for name in names)


def test_every_module_of_ours_and_every_library_is_inside(program: Program) -> None:
    ours = {
        path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in modules()
    }
    ours -= {"journeyviewer.__main__"}  # It is the launcher's script.
    wanted = {*ours, "pandas", "numpy", "pyqtgraph", "xlsxwriter", "docx", "python_calamine"}
    for launcher in LAUNCHERS:
        assert not wanted - frozen_modules(program.launcher(launcher))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the loader of Linux")
def test_no_library_inside_lacks_another(program: Program) -> None:
    app = program.folder / "app"
    assert not [path for path in app.rglob("*") if path.is_symlink() and not path.exists()]
    libraries = [str(path) for path in app.rglob("*.so*") if not path.is_symlink()]
    done = subprocess.run(
        ["ldd", *libraries],
        env={"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": f"{app}:{app / 'PySide6' / 'Qt' / 'lib'}"},
        capture_output=True,
        text=True,
    )
    assert "not found" not in done.stdout


def test_there_is_a_notice_for_everything_inside(program: Program) -> None:
    """Looks at the build from outside, by other means than the notices were made with."""
    licences = program.folder / "licences"
    index = (licences / "README.txt").read_text(encoding="utf-8").lower()
    known = metadata.packages_distributions()
    own = {"journeyviewer", "resources", "sample_cases", "base_library.zip"}
    inside = {path.name.split(".")[0] for path in (program.folder / "app").iterdir()}
    for launcher in LAUNCHERS:
        inside |= {name.split(".")[0] for name in frozen_modules(program.launcher(launcher))}
    for name in inside - set(sys.stdlib_module_names) - own:
        for distribution in known.get(name, []):
            assert f"{distribution.lower()} {metadata.version(distribution)}" in index, name
    for path in (program.folder / "app").glob("*.so*"):
        where = re.search(rf"^{re.escape(path.name.lower())}: (\S+)$", index, re.MULTILINE)
        # A link leads into the folder of the package whose notice covers it.
        assert path.is_symlink() or where or path.name.startswith("libpython"), path.name


def test_every_notice_has_its_text(program: Program) -> None:
    licences = program.folder / "licences"
    index = (licences / "README.txt").read_text(encoding="utf-8")
    named = {
        part
        for line in index.splitlines()
        if ": " in line
        for part in line.split(": ")[-1].split(", ")
    }
    assert {"Python.txt", "Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "Lucide.txt"} <= named
    for name in named:
        place = licences / name
        texts = list(place.iterdir()) if place.is_dir() else [place]
        assert texts and all(len(text.read_bytes()) > 150 for text in texts), name
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (licences / "LGPL-3.0.txt").read_text()
    assert "OpenBLAS" in next((licences / "packages").glob("numpy-*/LICENSE.txt")).read_text()
    assert metadata.version("PySide6_Essentials") in (licences / "Qt.txt").read_text()
