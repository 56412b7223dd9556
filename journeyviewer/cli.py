"""The command line: what can be asked, and how answers and errors reach a person."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeyviewer import __version__

if TYPE_CHECKING:
    import argparse

COMMANDS = ("export", "check", "records", "cohort", "describe", "study", "template", "self-check")
NEARLY = 0.75
"""How alike a mistyped command is, from 0 to 1; as in difflib."""
OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
EPILOGUE = """\
commands, each with its own --help:
  export      write figures, tables and reports, in ages unless dates are asked for
  check       say what was read, what was left out and why
  records     write the records as one neutral JSON file
  cohort      print the cohort table, derived from dated records
  describe    tell a journey in plain words
  study       verify, archive, restore or merge study files
  template    write an empty reading template to fill in
  self-check  say what is installed and whether everything is in place
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for and return the exit code: 0, 1 could not be done, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--reader-child"]:
        from journeyviewer.ingest.child_main import main as answer

        return answer()
    if given and given[0] not in COMMANDS and not given[-1].startswith("-"):
        # Files are to be shown: what reads them is started before anything else is loaded.
        from journeyviewer.ingest.child_process import start_early

        start_early()
    from journeyviewer.model.problems import JourneyError

    _speak_utf8()
    debug = "--debug" in given
    try:
        return _run([word for word in given if word != "--debug"])
    except JourneyError as error:
        if debug:
            raise
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("Stopped. No half-written file was left.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has what they wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        if debug:
            raise
        print(_unforeseen(error), file=sys.stderr)
        return FAILED


def _unforeseen(error: Exception) -> str:
    """Return the sentence for what nobody else has put into words: a refusal, or a fault of ours.

    Of a fault it tells the kind alone: a message could hold words of a case file.
    """
    if not isinstance(error, OSError):
        return (
            f"Something went wrong inside journeyviewer ({type(error).__name__}). Run the same "
            "command with --debug and send the lines it prints, once you have read them."
        )
    reason = error.strerror or "the system did not say why"
    name = os.path.basename(os.fsdecode(error.filename)) if error.filename else ""
    what = f"“{name}”" if name else "Something that is needed here"
    return (
        f"{what} could not be used: {reason}. Look whether it is there, whether its name is not "
        "too long, and whether you may use it."
    )


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _run(given: list[str]) -> int:
    if not (given and given[0] in COMMANDS):
        meant = _meant(given[0]) if given else ""
        if meant:
            print(
                f"“{given[0]}” is no command, file or folder. Did you mean “{meant}”?",
                file=sys.stderr,
            )
            return USAGE
        plain = _files_alone(given)
        if plain is not None:
            from journeyviewer.commands import window

            return window.show(*plain)
    import argparse

    if given and given[0] in COMMANDS:
        command = importlib.import_module(f"journeyviewer.commands.{given[0].replace('-', '_')}")
        parser = argparse.ArgumentParser(
            prog=f"journeyviewer {given[0]}", description=command.__doc__
        )
        command.add_arguments(parser)
        return int(command.run(_parsed(parser, given[1:])))
    parser = argparse.ArgumentParser(
        prog="journeyviewer",
        description="Draws the journeys in anonymised chronologies as swimlanes, offline.",
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    from journeyviewer.commands import window

    window.add_arguments(parser)
    parser.add_argument("--version", action="version", version=f"journeyviewer {__version__}")
    parser.add_argument("--debug", action="store_true", help="show where an error came from")
    return window.run(_parsed(parser, given))


def _files_alone(given: list[str]) -> tuple[list[Path], Path | None] | None:
    """Return the files to open and where to tell how long it took; None where more is asked.

    So the window is mostly started, and nothing that takes options apart is loaded then.
    """
    measured = given[:1] == ["--measure"] and len(given) > 1
    files = given[2:] if measured else given
    if any(not word.strip() or word.startswith("-") for word in (*files, *given[1:2])):
        return None
    return [Path(word) for word in files], Path(given[1]) if measured else None


def _meant(word: str) -> str:
    """Return the command that was meant by a word that is nearly one, "" for names of files."""
    if word.startswith("-") or not word.replace("-", "").isalpha() or os.path.lexists(word):
        return ""
    import difflib

    return next(iter(difflib.get_close_matches(word.lower(), COMMANDS, 1, NEARLY)), "")


def _parsed(parser: argparse.ArgumentParser, given: list[str]) -> argparse.Namespace:
    return parser.parse_args(given)
