"""Builds the one-folder program in `dist/journeyviewer`: `python3 start.py freeze` runs this.

The folder needs no Python and no installation; `journeyviewer` and `journeyviewer-window` in it
start the program, `app` holds it, `licences` says whose work is inside.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "build" / "made"
DIST = ROOT / "dist"
FOLDER = DIST / "journeyviewer"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from notices import write_notices  # noqa: E402
from windows import version_resource, write_icon  # noqa: E402

DESKTOP = """\
[Desktop Entry]
Type=Application
Name=journeyviewer
Comment={description}
Exec={folder}/journeyviewer-window %F
Icon={folder}/app/resources/icons/app.svg
Categories=Science;Education;
Terminal=false
"""


def main() -> int:
    """Build the folder and say how large it is."""
    with ROOT.joinpath("pyproject.toml").open("rb") as stream:
        project = tomllib.load(stream)["project"]
    shutil.rmtree(MADE, ignore_errors=True)
    MADE.mkdir(parents=True)
    write_icon(ROOT / "resources" / "icons" / "app.svg", MADE / "journeyviewer.ico")
    for name in ("journeyviewer", "journeyviewer-window"):
        text = version_resource(name, project["version"], project["description"])
        (MADE / f"{name}.version.txt").write_text(text, encoding="utf-8")
    if not build():
        return 1
    strip_python()
    write_notices(MADE / "contents.json", FOLDER / "licences")
    if sys.platform.startswith("linux"):
        text = DESKTOP.format(description=project["description"], folder=FOLDER)
        (FOLDER / "journeyviewer.desktop").write_text(text, encoding="utf-8")
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files)
    print(f"{FOLDER}: {len(files)} files, {size / 1e6:.0f} MB")
    return 0


def build() -> bool:
    """Run PyInstaller; its own words are shown only when it fails."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(ROOT / "build" / "pyinstaller")]
    command += [str(ROOT / "packaging" / "journeyviewer.spec")]
    environment = dict(os.environ, PYTHONPATH=str(ROOT), JOURNEYVIEWER_MADE=str(MADE))
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
    return done.returncode == 0


def strip_python() -> None:
    """Take the symbols out of Python's own libraries, most of their size in some builds of it.

    The other libraries are left as their makers built them: some break when they are stripped.
    """
    if not sys.platform.startswith("linux"):
        return
    app = FOLDER / "app"
    paths = [*app.glob("libpython3*"), *app.glob("python3*/lib-dynload/*.so")]
    subprocess.run(["strip", "--strip-unneeded", *map(str, paths)], check=True)


if __name__ == "__main__":
    sys.exit(main())
