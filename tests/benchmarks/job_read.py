"""From files to records that can be drawn, or to tables with their dates parsed."""

from __future__ import annotations

import gc
from pathlib import Path

from tests.benchmarks.data import WINDOWS
from tests.benchmarks.probe import Clock, Record, peak_mib

LARGE = ("1m", "100k")
"""How tables are called for which numpy is loaded, as pandas is for its peers."""


def own(path: Path) -> Record:
    """Read as the reading process does; what is imported for it is not counted."""
    from journeyviewer.ingest import text_files  # noqa: F401

    if path.name.startswith(LARGE):
        from journeyviewer.ingest import large_text, quiet_codes  # noqa: F401
    from journeyviewer.ingest.child import load_ahead, read_here

    load_ahead()
    # As there: the process ends with its answer and looks for no garbage.
    gc.disable()
    base = peak_mib()
    with Clock() as clock:
        cohort = read_here([path])
        # The others are made when they are drawn.
        drawn = cohort.cases[0].entries
    records = sum(case.entry_count for case in cohort.cases)
    assert drawn
    return {"ms": clock.wall, "cpu": clock.cpu, "records": records, **_memory(base)}


def screened(path: Path) -> Record:
    """Read as the window does: all that could point at somebody is hidden, and asked about."""
    from journeyviewer.ingest import pointing_questions, text_files, workbooks  # noqa: F401
    from journeyviewer.ingest.child import read_here
    from journeyviewer.ingest.terms import Terms

    gc.disable()
    base = peak_mib()
    with Clock() as clock:
        cohort = read_here([path], Terms(hide=True))
        drawn = cohort.cases[0].entries
    records = sum(case.entry_count for case in cohort.cases)
    assert drawn
    return {"ms": clock.wall, "cpu": clock.cpu, "records": records, **_memory(base)}


def sent(path: Path) -> Record:
    """Read as the window does, and pack every case on its way there."""
    from journeyviewer.ingest import large_text, pointing_questions, quiet_codes  # noqa: F401
    from journeyviewer.ingest.child import load_ahead, read_here
    from journeyviewer.ingest.packing import pack_case
    from journeyviewer.ingest.terms import Terms

    load_ahead()
    gc.disable()
    base = peak_mib()
    with Clock() as clock:
        cohort = read_here([path], Terms(hide=True))
        for case in cohort.cases:
            pack_case(case)
    records = sum(case.entry_count for case in cohort.cases)
    return {"ms": clock.wall, "cpu": clock.cpu, "records": records, **_memory(base)}


def pandas(path: Path) -> Record:
    """Read with pandas, openpyxl for workbooks, and parse both columns of dates."""
    import pandas as pd

    if path.suffix == ".xlsx":
        import openpyxl  # noqa: F401
    base = peak_mib()
    with Clock() as clock:
        if path.suffix == ".xlsx":
            table = pd.read_excel(path, engine="openpyxl")
        else:
            table = pd.read_csv(path, encoding=_encoding(path))
        for name in ("Start", "End"):
            table[name] = pd.to_datetime(table[name], format="%d/%m/%Y")
    return {"ms": clock.wall, "cpu": clock.cpu, "records": len(table), **_memory(base)}


def floor(path: Path) -> Record:
    """Read the bytes."""
    base = peak_mib()
    with Clock() as clock:
        size = len(path.read_bytes())
    return {"ms": clock.wall, "cpu": clock.cpu, "records": size, **_memory(base)}


def polars(path: Path) -> Record:
    """Read a CSV with polars."""
    import polars as pl

    base = peak_mib()
    with Clock() as clock:
        table = pl.read_csv(path, encoding=_encoding(path)).with_columns(
            pl.col("Start", "End").str.to_date("%d/%m/%Y", strict=False)
        )
    return {"ms": clock.wall, "cpu": clock.cpu, "records": len(table), **_memory(base)}


def _encoding(path: Path) -> str:
    """Return the encoding, which others have to be told."""
    return "cp1252" if path.stem.endswith(WINDOWS) else "utf8"


def _memory(base: float) -> Record:
    return {"base_mib": base, "peak_mib": peak_mib(), "extra_mib": peak_mib() - base}
