"""The reading process: reads sources apart from the window, and speaks JSON lines.

One request on standard input, `{"paths": [...], "terms": ...}`; on standard
output perhaps the `first` case of a large table, lines with `progress`, one with each `case`, and
one with `done`, `refused` or, where it has to be chosen which cases are read, `choose`. It writes
no file, and a source that ends it cannot take the window along.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from journeyviewer.ingest.codec import decode, encode
from journeyviewer.ingest.first_case import first_case
from journeyviewer.ingest.limits import ADDRESS_SPACE
from journeyviewer.ingest.packing import pack_case
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.sheets import expand, left_in, load
from journeyviewer.ingest.table import Reading, Sheet
from journeyviewer.ingest.terms import NO_TERMS, Terms
from journeyviewer.model.chronology import Cohort, Outcome, TrayRow
from journeyviewer.model.decisions import ASIDE, HARM, Question, Topic
from journeyviewer.model.problems import Action, CasesAsked, JourneyError, Problem, Severity
from journeyviewer.model.words import natural

SAID_EVERY = 0.08
"""Seconds between two words of progress while rows are read, and while cases are sent."""
OnFile = Callable[[int, int, str, str], None]
"""Called with the number of the file, how many there are, its name and what is done to it."""


OnRow = Callable[[int, int, Sheet, int], None]
"""Called with the number of the sheet (from 1), how many there are, the sheet and its row."""


def read_here(
    paths: Sequence[Path],
    terms: Terms = NO_TERMS,
    on_file: OnFile | None = None,
    on_row: OnRow | None = None,
    *,
    folders: Sequence[Path] = (),
    forgiving: bool = False,
) -> Cohort:
    """Read sources in this process, on the terms given; of `folders` it is said what is left.

    Raises JourneyError when the paths themselves are wrong, CasesAsked when the terms want it to be
    asked which cases of a large extract are read. Where it is `forgiving` a fault of one
    reader costs its own sheets alone.
    """
    began = time.monotonic()
    files = expand(paths)
    sheets, problems, refused = _loaded(files, on_file)
    for folder in folders or [path for path in paths if os.path.isdir(path)]:
        problems.extend(left_in(folder))
    sheets, left = _chosen(sheets, terms)
    sheets = _telling(sheets, on_row)
    reading = read_sheets(sheets, terms, forgiving=forgiving)
    if on_file is not None:
        # Looking through what was read takes longer than reading it, where there is much.
        on_file(len(files), len(files), "", "read")
    _count_unread(reading, sheets)
    if left:
        from journeyviewer.ingest.choosing import count_left

        count_left(reading, left)
    problems.extend(reading.problems)
    outcome, message = _outcome(reading, problems, refused, files)
    cohort = Cohort(
        name=str(paths[0]) if paths else "",
        cases=tuple(sorted(reading.cases, key=lambda case: natural(case.id))),
        outcome=outcome,
        message=message,
        problems=tuple(problems),
        tray=tuple(reading.tray),
        tallies=tuple(reading.tallies),
        seconds=round(time.monotonic() - began, 3),
        peak_mb=_peak_mb(),
        sources=tuple(path.name for path in files),
        questions=tuple(sorted(reading.questions, key=lambda item: HARM.index(item.topic))),
        repairs=tuple(reading.repairs),
        recognised=tuple(reading.recognised),
        tables=tuple(reading.tables),
    )
    if not terms.hide:
        return cohort
    # Loaded when it is asked for: most of the time of a small reading is spent on loading.
    from journeyviewer.ingest.pointing_questions import screened

    return replace(screened(cohort, terms), seconds=round(time.monotonic() - began, 3))


def _loaded(
    files: Sequence[Path], on_file: OnFile | None
) -> tuple[list[Sheet], list[Problem], list[JourneyError]]:
    """Return the sheets of all files, what is said of them, and why some cannot be opened."""
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    refused: list[JourneyError] = []
    for number, path in enumerate(files):
        if on_file is not None:
            on_file(number, len(files), path.name, "open")
        try:
            found, said = load(path, number)
        except JourneyError as error:
            refused.append(error)
            problems.append(_refusal(path.name, error))
            continue
        sheets.extend(found)
        problems.extend(said)
    if on_file is not None:
        on_file(len(files), len(files), "", "read")
    return sheets, problems, refused


def _chosen(
    sheets: list[Sheet], terms: Terms
) -> tuple[list[Sheet], dict[tuple[str, str | None], int]]:
    """Return the sheets with the rows of the cases that are wanted; raises CasesAsked."""
    if not terms.ask and not terms.decisions.cases:
        return sheets, {}
    from journeyviewer.ingest.choosing import cases_in, only_chosen, unread_in

    cases = terms.decisions.cases
    if cases:
        return only_chosen(sheets, cases)
    if terms.ask and cases is None and (found := cases_in(sheets)):
        beyond = sum(sheet.unread_rows for sheet in sheets)
        raise CasesAsked(found, beyond, unread_in(sheets))
    return sheets, {}


def _telling(sheets: list[Sheet], on_row: OnRow | None) -> list[Sheet]:
    """Return sheets that tell which of their rows is read."""
    if on_row is None:
        return sheets
    count = len(sheets)
    return [
        replace(sheet, on_row=partial(on_row, number, count, sheet))
        for number, sheet in enumerate(sheets, start=1)
    ]


def _refusal(name: str, error: JourneyError) -> Problem:
    return Problem(
        file=name,
        rule="file-refused",
        severity=Severity.ERROR,
        action=Action.REFUSE,
        message=str(error),
    )


def _count_unread(reading: Reading, sheets: Sequence[Sheet]) -> None:
    """Count rows beyond the limit as kept aside, so that the accounting still adds up."""
    unread = {(sheet.file, sheet.name): sheet for sheet in sheets if sheet.unread_rows}
    for place, tally in enumerate(reading.tallies):
        sheet = unread.get((tally.file, tally.sheet))
        if sheet is None:
            continue
        more = sheet.unread_rows
        reading.tallies[place] = replace(
            tally, rows_read=tally.rows_read + more, tray=tally.tray + more
        )
        last = len(sheet.rows)
        reason = f"rows {last + 1:,} to {last + more:,} are beyond what is read of one sheet"
        reading.tray.append(TrayRow(sheet.file, sheet.name, last + 1, reason))


def _outcome(
    reading: Reading,
    problems: Sequence[Problem],
    refused: Sequence[JourneyError],
    files: Sequence[Path],
) -> tuple[Outcome, str]:
    if not reading.cases:
        if refused:
            return Outcome.ERROR, str(refused[0])
        waiting = next((item for item in reading.questions if item.is_open and _waits(item)), None)
        if waiting is not None:
            sheet = f", sheet “{waiting.sheet}”" if waiting.sheet else ""
            return Outcome.ERROR, (
                f"“{waiting.file}”{sheet}: its rows wait for an answer. {waiting.title} Choose the "
                "answer in the import report."
            )
        grave = [item for item in problems if item.severity in (Severity.ERROR, Severity.WARNING)]
        if grave:
            return Outcome.ERROR, _in_place(grave[0])
        names = ", ".join(f"“{path.name}”" for path in files[:3])
        return Outcome.ERROR, (
            f"No young person’s records were found in {names}. Fill in the reading template, or "
            "give the table the columns Case, Lane, Start and What."
        )
    if refused:
        others = f" and {len(refused) - 1} more" if len(refused) > 1 else ""
        return Outcome.PARTIAL, f"{refused[0]}{others} The rest was read."
    doubtful = [
        item
        for item in problems
        if item.action in (Action.REFUSE, Action.TRAY) or item.severity is Severity.ERROR
    ]
    if doubtful:
        return Outcome.PARTIAL, _in_place(doubtful[0])
    return Outcome.OK, ""


def _waits(question: Question) -> bool:
    """True for a question whose rows are kept aside until it is answered."""
    return question.default == ASIDE and question.topic in (Topic.PERSON, Topic.FORM)


def _in_place(problem: Problem) -> str:
    """Return what is said, after the file, sheet and row that it is said of."""
    sheet = f", sheet “{problem.sheet}”" if problem.sheet else ""
    row = f", row {problem.row:,}" if problem.row else ""
    return f"“{problem.file}”{sheet}{row}: {problem.message}"


def _peak_mb() -> float:
    try:
        import resource
    except ImportError:  # Windows has no such module.
        return 0.0
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _limit_memory() -> None:
    """Let a hostile file run out of memory here, and leave no core dump."""
    if not sys.platform.startswith("linux"):
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def load_ahead() -> None:
    """Load what nearly every reading needs, while the window is still being made."""
    from journeyviewer.ingest import opening, workbooks  # noqa: F401
    from journeyviewer.ingest.date_plain import taken_apart
    from journeyviewer.ingest.dates import parse_date
    from journeyviewer.ingest.prescan_plain import make_ready
    from journeyviewer.model import hashing  # noqa: F401

    # Most forms of dates are compiled as the first one in words is read.
    parse_date("April 1998")
    taken_apart(("24/04/1998",))
    make_ready()


def main() -> int:
    """Answer one request and end."""
    _limit_memory()
    load_ahead()
    out = sys.stdout
    line = sys.stdin.readline()
    if not line.strip():
        return 0
    request = json.loads(line)

    def tell(kind: str, content: object) -> None:
        out.write(json.dumps({kind: content}, ensure_ascii=True) + "\n")
        out.flush()

    def on_file(number: int, count: int, name: str, doing: str) -> None:
        tell("progress", {"number": number, "count": count, "file": name, "doing": doing})
        _fail_on_purpose(name)

    said = 0.0

    def on_row(number: int, count: int, sheet: Sheet, row: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said < SAID_EVERY:
            return
        said = now
        where = {"sheet": number, "sheets": count, "name": sheet.name or "", "row": row}
        file = {"number": 0, "count": 1, "file": sheet.file, "doing": "read"}
        tell("progress", {**file, **where, "rows": len(sheet.rows)})

    terms = decode(Terms, request["terms"])
    paths = [Path(path) for path in request["paths"]]
    whole = len(paths) == 1 and not terms.decisions.cases
    early = first_case(paths[0], terms) if whole else None
    if early is not None:
        tell("first", encode(early))
    folders = [Path(path) for path in request.get("folders", ())]
    _answer(lambda: read_here(paths, terms, on_file, on_row, folders=folders, forgiving=True), tell)
    return 0


def _answer(read: Callable[[], Cohort], tell: Callable[[str, object], None]) -> None:
    """Read, and tell what was read, what is asked or why it is refused."""
    try:
        cohort = read()
        cases, cohort = list(reversed(cohort.cases)), replace(cohort, cases=())
        count, said = len(cases), time.monotonic()
        while cases:
            if time.monotonic() - said > SAID_EVERY:
                said = time.monotonic()
                ready = count - len(cases)
                tell("progress", {"number": ready, "count": count, "file": "", "doing": "send"})
            # What is sent is not held till the end. A large file is read again for it.
            tell("case", pack_case(cases.pop()))
    except CasesAsked as asked:
        of_cases = {"rows": dict(asked.rows), "beyond_of": dict(asked.beyond_of)}
        tell("choose", {**of_cases, "beyond": asked.beyond})
        return
    except JourneyError as error:
        tell("refused", {"message": error.message, "advice": error.advice})
        return
    except MemoryError:
        tell("refused", {"message": "There is not enough memory to read this.", "advice": ""})
        return
    tell("done", encode(cohort))


def _fail_on_purpose(name: str) -> None:
    """End at once on a file of this name; set by tests of what happens when a reader crashes."""
    if name and os.environ.get("JOURNEYVIEWER_TEST_CRASH_ON") == name:
        os.abort()
