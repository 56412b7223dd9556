"""The files and cases that are measured with: always the same for a seed."""

from __future__ import annotations

import csv
import random
import tempfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from journeyviewer.model.chronology import Case
from journeyviewer.timeline.plan import plan_journey
from tests.big_cases import SHARES, big_case

QUOTED = "-quoted"
"""What the name of a table ends with that has every cell quoted."""
WINDOWS = "-1252"
"""What the name of a table ends with that is Windows text, with accents in two rows of three."""
VERSION = 3
"""Raised whenever the files change."""
FOLDER = Path(tempfile.gettempdir()) / f"journeyviewer-bench-{VERSION}"
HEADINGS = (
    "Case,Gender,Born,Read on,Lane,Kind,Start,End,What,In the file's words,Detail,Source"
).split(",")
WORDS = "placement review meeting contact visit school worker family home agreed seen plan".split()
KINDS = {
    "legal": ("spell", "S20"),
    "residence": ("spell", "Foster care"),
    "education": ("spell", "Mainstream school"),
    "referrals": ("event", "Strategy meeting"),
    "cse": ("event", "Concern noted"),
    "missing": ("spell", "Missing"),
    "support": ("spell", "Person"),
    "voice": ("event", "Their words"),
    "health": ("event", "Health contact"),
    "substances": ("event", "Referral"),
    "family": ("event", "Family event"),
    "justice": ("event", "Police contact"),
}

Flat = tuple[int, float, float, bool]
"""A record for other programs: row, start and length in days, whether it is a point."""


def rows(cases: int, each: int) -> list[list[str]]:
    """Return a tidy table of invented records, one row a record."""
    chance = random.Random(7)
    lanes = [key for key, share in SHARES.items() for _ in range(share)]
    table = []
    for number in range(1, cases + 1):
        for _ in range(each):
            key = chance.choice(lanes)
            kind, what = KINDS[key]
            start = date(2004, 1, 1) + timedelta(days=chance.randrange(4200))
            end = start + timedelta(days=chance.randrange(1, 90)) if kind == "spell" else None
            words = " ".join(chance.choices(WORDS, k=8))
            person = [str(number), "Female", "April 1998", "18/11/2015"]
            dates = [f"{start:%d/%m/%Y}", f"{end:%d/%m/%Y}" if end else ""]
            table.append([*person, key, kind, *dates, what, words, words, "Case file"])
    return table


def write_csv(path: Path, cases: int, each: int) -> Path:
    """Write the table as CSV unless it is there, in the way that its name ends with."""
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        part = path.with_suffix(".part")
        table, quoting, encoding = rows(cases, each), csv.QUOTE_MINIMAL, "utf-8"
        if path.stem.endswith(QUOTED):
            table, quoting = list(map(punctuated, table)), csv.QUOTE_ALL
        if path.stem.endswith(WINDOWS):
            table, encoding = list(map(accented, table)), "cp1252"
        with part.open("w", newline="", encoding=encoding) as stream:
            writer = csv.writer(stream, quoting=quoting)
            writer.writerow(HEADINGS)
            writer.writerows(table)
        part.replace(path)
    return path


def punctuated(row: list[str]) -> list[str]:
    """Return a row whose detail has a comma, and mostly lines or marks of its own."""
    first, second, third, *others = row[10].split()
    parted = ("\n", "\r\n", " ")[len(first) % 3]
    said = f'"{third}"' if len(second) % 5 == 0 else third
    return [*row[:10], f"{first}, {second}{parted}{' '.join((said, *others))}", *row[11:]]


def accented(row: list[str]) -> list[str]:
    """Return a row whose detail mostly has signs as Word writes them."""
    words = row[10].split()
    if len(words[0]) % 2:
        return row
    said = f"{words[0]} – {words[1]}’s café {' '.join(words[2:])}"
    return [*row[:10], said, *row[11:]]


def write_xlsx(path: Path, cases: int, each: int) -> Path:
    """Write the table as a workbook unless it is there."""
    if not path.exists():
        import xlsxwriter

        FOLDER.mkdir(exist_ok=True)
        part = path.with_suffix(".part")
        book = xlsxwriter.Workbook(str(part))
        sheet = book.add_worksheet("Journeys")
        for number, row in enumerate([HEADINGS, *rows(cases, each)]):
            sheet.write_row(number, 0, row)
        book.close()
        part.replace(path)
    return path


def source(name: str) -> Path:
    """Return a file by name: one_case.xlsx, typical.xlsx, 100k.csv or 1m.csv.

    The names of tables of text may end with the way they are written too, as in 100k-quoted.csv.
    """
    path = FOLDER / name
    sizes = {
        "one_case.xlsx": (1, 300),
        "typical.xlsx": (10, 300),
        "100k.csv": (333, 300),
        "1m.csv": (3333, 300),
    }
    write = write_xlsx if path.suffix == ".xlsx" else write_csv
    return write(path, *sizes[name.replace(QUOTED, "").replace(WINDOWS, "")])


@cache
def case_of(count: int) -> Case:
    """Return the case of so many records."""
    return big_case(count)


def flat(count: int) -> tuple[list[Flat], float, float]:
    """Return the same case for other programs, with its first day and its length in days."""
    journey = plan_journey(case_of(count))
    order = list(SHARES)
    found: list[Flat] = []
    for entry in case_of(count).entries:
        start = float(entry.start.first.toordinal())
        end = entry.end.last.toordinal() if entry.end else start
        spell = entry.kind.value == "spell"
        found.append((order.index(entry.lane), start, max(end - start, 1.0), not spell))
    day = 24 * 60
    return found, journey.start / day, (journey.end - journey.start) / day
