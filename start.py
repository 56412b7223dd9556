#!/usr/bin/env python3
"""Set journeyviewer up if needed, then run it: the one command of the README.

    python3 start.py                 open the window on the sample cases
    python3 start.py test [...]      run every check and test, the frozen program last
                                     (--no-frozen leaves that out; so do arguments for pytest)
    python3 start.py freeze          build the one-folder program in dist/journeyviewer
    python3 start.py bench [...]     measure speed and memory against other programs
    python3 start.py fuzz [...]      look for files that reading does not survive (--minutes N)
    python3 start.py monkey [...]    use the window without sense and see what breaks (--minutes N)
    python3 start.py faults [...]    break saving on purpose for a while (--minutes N, --full)
    python3 start.py setup           set up and stop
    python3 start.py ARGUMENTS ...   the same as "journeyviewer ARGUMENTS ..."

Standard library only, and readable by old Pythons, so that it can say which one it needs.
"""
import ctypes
import glob
import hashlib
import os
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
LOCK = os.path.join(HERE, "requirements.lock")
OLDEST, NEWEST = (3, 11), (3, 14)
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")

# Library that must load -> Debian package that holds it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}

# A build takes it along, so that windows open on Wayland too.
BUILD_LIBRARIES = dict(SCREEN_LIBRARIES, **{"libwayland-cursor.so.0": "libwayland-cursor0"})
# What tests look through: a virtual screen, the screen reader's bus, PDF tools, system calls.
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth", "dbus-run-session": "dbus-daemon",
                 "pdftotext": "poppler-utils", "rsvg-convert": "librsvg2-bin",
                 "strace": "strace"}
TEST_FILES = {"/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
              "/usr/lib/python3/dist-packages/gi": "python3-gi",
              "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib": "gir1.2-atspi-2.0"}
# Program that building the frozen program needs -> Debian package that holds it.
BUILD_PROGRAMS = {"objdump": "binutils", "strip": "binutils"}
# Loads Python's own shared library, which the frozen program takes along.
LOAD_LIBPYTHON = """
import ctypes, os, sysconfig
folder, name = sysconfig.get_config_vars("LIBDIR", "INSTSONAME")
if not name or ".so" not in name:
    name = "libpython%s.so.1.0" % sysconfig.get_python_version()
path = os.path.join(folder, name)
ctypes.CDLL(path if os.path.exists(path) else name)
"""


def say(words):
    """Tell the user what is being done."""
    print(words, file=sys.stderr)
    sys.stderr.flush()


def stop(words):
    """Tell the user what is in the way and end."""
    say(words)
    sys.exit(1)


def require_python():
    """Go on with a Python that fits, running this file again under another one if needed."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which("python3.%d" % minor)
        # A name on the path can be a stand-in for a Python that is not there.
        if other and subprocess.call([other, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            sys.exit(subprocess.call([other, os.path.abspath(__file__)] + sys.argv[1:]))
    stop(
        "journeyviewer needs Python 3.%d to 3.%d; this is %d.%d. Install one of them and run "
        "this command again." % (OLDEST[1], NEWEST[1], sys.version_info[0], sys.version_info[1])
    )


def stamp():
    """Return what the environment was made from; another value means that it is stale."""
    with open(LOCK, "rb") as stream:
        content = stream.read()
    parts = [content, sys.version.encode(), VENV.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def venv_python():
    """Return the path of the environment's Python."""
    folder, name = ("Scripts", "python.exe") if WINDOWS else ("bin", "python")
    return os.path.join(VENV, folder, name)


def is_ready():
    """True when the environment is whole and made from today's lock file."""
    try:
        with open(os.path.join(VENV, "journeyviewer.stamp")) as stream:
            return stream.read() == stamp() and os.path.exists(venv_python())
    except OSError:
        return False


class OneAtATime(object):
    """Holds a lock file while the environment is made; the system frees it on a crash."""

    def __enter__(self):
        self.stream = open(os.path.join(HERE, ".venv.lock"), "a+")
        waiting = False
        while not self._taken():
            if not waiting:
                say("Another set-up of this folder is running; waiting for it.")
                waiting = True
            time.sleep(0.5)
        return self

    def _taken(self):
        try:
            if WINDOWS:
                import msvcrt

                self.stream.seek(0)
                msvcrt.locking(self.stream.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self.stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def __exit__(self, *nothing):
        self.stream.close()


def is_root():
    """True for the administrator of a Unix machine."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_packages(packages, why):
    """Install Debian packages as root, else print the line that does it and stop."""
    command = ["apt-get", "install", "-y", "--no-install-recommends"] + packages
    if not is_root() or not shutil.which("apt-get"):
        manager = "sudo " + " ".join(command)
        stop("%s Install them with:\n\n    %s\n\nand run this command again." % (why, manager))
    say("%s Installing: %s" % (why, " ".join(packages)))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for attempt in (["apt-get", "update", "-qq"], command):
        done = subprocess.run(attempt, env=environment, **quiet)
        if done.returncode and attempt is command:
            sys.stderr.write(done.stderr.decode("utf-8", "replace"))
            stop("The packages could not be installed; see the lines above.")


def base_python():
    """The Python to make the environment with: never the one in it, which is about to go."""
    if os.path.realpath(sys.prefix) == os.path.realpath(VENV):
        return getattr(sys, "_base_executable", sys.executable)
    return sys.executable


def make_venv():
    """Make the environment anew and install what the lock file names, hashes checked."""
    say("Setting up the environment in .venv (once; about half a minute).")
    python = base_python()
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([python, "-m", "venv", VENV], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        if not LINUX:
            sys.stderr.write(made.stdout.decode("utf-8", "replace"))
            stop("Python could not make a virtual environment in %s." % VENV)
        install_packages(["python3-venv"], "Python's venv module is missing.")
        subprocess.check_call([python, "-m", "venv", VENV])
    pip = [venv_python(), "-m", "pip", "install", "-qq", "--disable-pip-version-check",
           "--no-input", "--only-binary=:all:", "--require-hashes", "-r", LOCK]
    if subprocess.call(pip):
        stop("The libraries could not be installed; see the lines above. Without a network, "
             "set PIP_NO_INDEX=1 and PIP_FIND_LINKS to a folder that holds them.")
    where = subprocess.check_output(
        [venv_python(), "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"])
    with open(os.path.join(where.decode().strip(), "journeyviewer.pth"), "w") as stream:
        stream.write(HERE + "\n")
    # Compiled once here: where Python may not keep what it compiles, every start would do it.
    subprocess.call([venv_python(), "-m", "compileall", "-q", os.path.join(HERE, "journeyviewer")])
    with open(os.path.join(VENV, "journeyviewer.stamp"), "w") as stream:
        stream.write(stamp())


def has_screen():
    """True where a window can open."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages(libraries):
    """Return the packages of those libraries that do not load."""
    missing = []
    for library, package in sorted(libraries.items()):
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def require_libraries(screen):
    """Make sure that the system libraries load that Qt needs."""
    if not LINUX:
        return
    missing = missing_packages(dict(LIBRARIES, **(SCREEN_LIBRARIES if screen else {})))
    if missing:
        install_packages(sorted(missing), "Some system libraries are missing.")


def require_builders():
    """Make sure that what building the frozen program needs is there."""
    if not LINUX:
        return
    missing = set(package for program, package in BUILD_PROGRAMS.items()
                  if not shutil.which(program))
    missing.update(missing_packages(BUILD_LIBRARIES))
    if subprocess.call([venv_python(), "-c", LOAD_LIBPYTHON], stderr=subprocess.DEVNULL):
        base = subprocess.check_output([venv_python(), "-c", "import sys; print(sys.base_prefix)"])
        if base.decode().strip() != "/usr":
            stop("This Python was made without its shared library, which the frozen program "
                 "needs. Use the system's Python, or make this one with --enable-shared. The "
                 "tests run without the frozen program by: python3 start.py test --no-frozen")
        missing.add("libpython%d.%d" % sys.version_info[:2])
    if missing:
        install_packages(sorted(missing), "Building the frozen program needs more.")


def offer_testers():
    """Install what some tests look through, as root; without it they are skipped and say so."""
    if not LINUX or not is_root() or not shutil.which("apt-get"):
        return
    missing = set(package for program, package in TEST_PROGRAMS.items()
                  if not shutil.which(program))
    missing.update(package for path, package in TEST_FILES.items() if not glob.glob(path))
    missing.update(missing_packages(SCREEN_LIBRARIES))
    if missing:
        install_packages(sorted(missing), "Some tests look at the program through others.")


def set_up(screen):
    """Do whatever set-up is left to do."""
    if not is_ready():
        with OneAtATime():
            if not is_ready():
                make_venv()
    require_libraries(screen)


def run(arguments, **environment):
    """Run the environment's Python in the caller's folder and return its exit code."""
    settings = dict(os.environ, **environment)
    try:
        return subprocess.call([venv_python()] + arguments, env=settings)
    except KeyboardInterrupt:
        return 130


CHECKS = (
    ("ruff: lint", ["-m", "ruff", "check", "."]),
    ("ruff: format", ["-m", "ruff", "format", "--check", "."]),
    ("mypy: types", ["-m", "mypy"]),
    ("import-linter: layers",
     ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"]),
)


def freeze():
    """Build the one-folder program."""
    require_builders()
    say("Building the one-folder program (about a minute).")
    return run([os.path.join(HERE, "packaging", "freeze.py")], PYTHONPATH=HERE)


def cores():
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def test(arguments):
    """Run the checks and the tests from the project's folder; report what failed."""
    os.chdir(HERE)
    failed = []
    frozen = not arguments
    arguments = [word for word in arguments if word != "--no-frozen"]
    if frozen:
        require_builders()
        offer_testers()
    checks = [] if arguments else list(CHECKS)
    for name, command in checks:
        say("== %s" % name)
        if run(command, PYTHONPATH=HERE):
            failed.append(name)
    say("== pytest")
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    # Spread over the processors: it halves the time on two.
    words = arguments or ["-n", str(min(cores(), 4)), "--dist", "worksteal"]
    if run(["-m", "pytest"] + words, QT_QPA_PLATFORM=platform, PYTHONPATH=HERE):
        failed.append("pytest")
    if frozen:
        say("== the frozen program")
        if run(["-m", "pytest", "-m", "frozen", os.path.join("tests", "frozen")],
               QT_QPA_PLATFORM=platform, PYTHONPATH=HERE):
            failed.append("the frozen program")
    if failed:
        say("Failed: %s" % ", ".join(failed))
        return 1
    return 0


def window_or_figures():
    """Open the window on the samples; without a screen export their figures to ./out."""
    samples = os.path.join(HERE, "sample_cases")
    study = os.path.join(samples, "Invented cases.jvstudy")
    if has_screen():
        return run(["-m", "journeyviewer", study if os.path.exists(study) else samples])
    say("There is no screen here, so the figures of the sample cases are written to ./out.")
    return run(["-m", "journeyviewer", "export", samples, "-o", "out"],
               QT_QPA_PLATFORM="offscreen")


def main():
    """Set up, then do what was asked for."""
    require_python()
    arguments = sys.argv[1:]
    verb = arguments[0] if arguments else ""
    set_up(has_screen()
           and verb not in ("setup", "test", "bench", "fuzz", "monkey", "faults", "freeze"))
    if not arguments:
        return window_or_figures()
    if verb == "setup":
        say("Everything is set up.")
        return 0
    if verb == "test":
        return test(arguments[1:])
    if verb == "bench":
        return run(["-m", "tests.benchmarks"] + arguments[1:], PYTHONPATH=HERE)
    if verb in ("fuzz", "monkey"):
        return run(["-m", "tests." + verb] + arguments[1:], PYTHONPATH=HERE)
    if verb == "faults":
        return run(["-m", "tests.faults"] + arguments[1:], PYTHONPATH=HERE)
    if verb == "freeze":
        return freeze()
    return run(["-m", "journeyviewer"] + arguments)


if __name__ == "__main__":
    sys.exit(main())
