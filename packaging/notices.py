"""Writes `licences/` beside the launchers: a notice and the texts for everything inside.

What is inside is taken from the build itself, file by file. A file that nobody claims, and a part
without a text, stop the build.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "packaging" / "licences"
OWN = {
    "journeyviewer.txt": ROOT / "LICENSE",
    "Source-Sans-3.txt": ROOT / "resources" / "fonts" / "OFL.txt",
    "Lucide.txt": ROOT / "resources" / "icons" / "LICENSE.txt",
}
# Wheels of Qt hold no licence texts.
QT = {"pyside6-essentials", "shiboken6"}
# Its loader starts the program and unpacks the modules.
LOADER = "pyinstaller"
TERMS = {
    **dict.fromkeys(QT, "LGPL-3.0-only"),
    LOADER: "GPL-2.0-or-later WITH Bootloader-exception",
    "apsw-sqlite3mc": "zlib; inside it SQLite (public domain) and SQLite3MultipleCiphers.txt (MIT)",
}
# The runtime that Microsoft's compiler brings; redistributable with what it compiled.
MICROSOFT = re.compile(r"^(api-ms-win-|ucrtbase|vcruntime|msvcp|concrt)", re.IGNORECASE)


class NoticeError(Exception):
    """Something inside has no notice."""


def normal(name: str) -> str:
    """Return the name of a distribution in the one spelling used here."""
    return re.sub(r"[-_.]+", "-", name).lower()


def owners() -> dict[Path, str]:
    """Return the distribution each installed file belongs to."""
    found: dict[Path, str] = {}
    for distribution in metadata.distributions():
        # Read once: asking for it reads the whole description of the distribution.
        name = normal(distribution.metadata["Name"])
        for file in distribution.files or ():
            path = Path(str(distribution.locate_file(file)))
            found[path.resolve()] = name
    return found


def write_notices(contents: Path, folder: Path) -> None:
    """Write the folder for a build whose rows are in `contents`; raises NoticeError."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows = json.loads(contents.read_text(encoding="utf-8"))
    inside, foreign = _sorted_out({row[0]: Path(row[1]) for row in rows})
    for name, path in OWN.items():
        shutil.copyfile(path, folder / name)
    for path in TEXTS.glob("*.txt"):
        shutil.copyfile(path, folder / path.name)
    qt = TEXTS.joinpath("Qt.txt").read_text(encoding="utf-8")
    version = metadata.version("PySide6_Essentials")
    (folder / "Qt.txt").write_text(qt.replace("{version}", version), encoding="utf-8")
    for name in sorted(inside - QT):
        _write_texts(name, folder / "packages" / f"{name}-{metadata.version(name)}")
    libraries = {
        name: _write_system(path, folder / "system") for name, path in sorted(foreign.items())
    }
    _write_index(inside, libraries, folder)


def _sorted_out(sources: Mapping[str, Path]) -> tuple[set[str], dict[str, Path]]:
    """Return the distributions inside, and by their name the libraries of the system."""
    by_file = owners()
    python = {Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve()}
    inside: set[str] = {LOADER}
    foreign: dict[str, Path] = {}
    for inner, source in sources.items():
        if not source.is_absolute():
            continue  # A link to another row.
        path = source.resolve()
        name = by_file.get(path)
        if name is not None:
            inside.add(name)
        elif path.is_relative_to(ROOT) and "site-packages" not in path.parts:
            continue
        elif "site-packages" in path.parts:
            raise NoticeError(f"no installed package claims {path}")
        elif _is_python(path, python) or MICROSOFT.match(path.name):
            continue
        else:
            foreign[inner] = path
    return inside, foreign


def _is_python(path: Path, roots: set[Path]) -> bool:
    if re.match(r"(lib)?python3", path.name):
        return True
    folders = [f"python3.{sys.version_info[1]}", "Lib", "DLLs"]
    return any(
        path.is_relative_to(root) and any(name in path.parts for name in folders) for root in roots
    )


def _write_texts(name: str, folder: Path) -> None:
    distribution = metadata.distribution(name)
    texts = [
        file
        for file in distribution.files or ()
        if ".dist-info" in str(file)
        and re.search(r"licen[cs]e|copying|notice|authors", str(file), re.IGNORECASE)
    ]
    if not texts:
        raise NoticeError(f"the package {name} has no licence text")
    folder.mkdir(parents=True)
    for file in texts:
        inner = re.sub(r"^.*\.dist-info/(licenses/)?", "", file.as_posix())
        target = folder / (inner.replace("/", "_") + ("" if inner.endswith(".txt") else ".txt"))
        shutil.copyfile(str(distribution.locate_file(file)), target)
    for file in distribution.files or ():
        if str(file).endswith(".cyclonedx.json"):
            bill = json.loads(Path(str(distribution.locate_file(file))).read_text(encoding="utf-8"))
            (folder / "compiled-in.txt").write_text(_crates(bill), encoding="utf-8")


def _crates(bill: dict[str, object]) -> str:
    """Return what a bill of materials lists, a line a part."""
    lines = ["Compiled into this package, with their licences:", ""]
    parts = bill.get("components", [])
    assert isinstance(parts, list)
    for part in parts:
        terms = [
            each.get("expression") or each.get("license", {}).get("id", "")
            for each in part.get("licenses", [])
        ]
        lines.append(f"{part['name']} {part.get('version', '')}: {', '.join(terms) or 'not said'}")
    return "\n".join(lines) + "\n"


def _write_system(path: Path, folder: Path) -> str:
    """Copy the notice of the Debian package a library comes from; return the file's name."""
    for spelling in (str(path), str(path).removeprefix("/usr")):
        done = subprocess.run(["dpkg", "-S", spelling], capture_output=True, text=True)
        if done.returncode == 0:
            break
    else:
        raise NoticeError(f"no system package claims {path}")
    package = done.stdout.split(":")[0]
    source = Path("/usr/share/doc") / package / "copyright"
    if not source.is_file():
        raise NoticeError(f"the system package {package} has no notice at {source}")
    folder.mkdir(exist_ok=True)
    shutil.copyfile(source, folder / f"{package}.txt")
    return f"system/{package}.txt"


def _write_index(inside: set[str], libraries: dict[str, str], folder: Path) -> None:
    lines = [
        "journeyviewer is under the MIT licence: journeyviewer.txt",
        "",
        "This folder also holds, each under its own licence:",
        "",
        f"Python {sys.version.split()[0]}: Python.txt",
        "Source Sans 3, SIL Open Font Licence 1.1: Source-Sans-3.txt",
        "Lucide icons, ISC and MIT: Lucide.txt",
        "Qt and Qt for Python, LGPL-3.0: Qt.txt, LGPL-3.0.txt, GPL-3.0.txt, ICU.txt",
        "",
        "Packages:",
        "",
    ]
    for part in _listed(sorted(inside)):
        name = normal(part["Name"])
        where = "Qt.txt" if name in QT else f"packages/{name}-{part['Version']}"
        terms = TERMS.get(name, part["License"])
        lines.append(f"{part['Name']} {part['Version']}, {terms}, {part['URL']}: {where}")
    if libraries:
        lines += ["", "Libraries of the Debian system it was built on:", ""]
        lines += [f"{name}: {where}" for name, where in libraries.items()]
        lines += ["", "Their source lies at https://snapshot.debian.org/."]
    (folder / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _listed(names: Sequence[str]) -> list[dict[str, str]]:
    """Return what pip-licenses says of the packages; raises NoticeError if one is missing."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--with-urls", "--with-system"]
    done = subprocess.run(
        [*command, "--packages", *names], capture_output=True, text=True, check=True
    )
    found: list[dict[str, str]] = json.loads(done.stdout)
    missing = set(names) - {normal(part["Name"]) for part in found}
    if missing:
        raise NoticeError(f"pip-licenses does not know {', '.join(sorted(missing))}")
    return found
