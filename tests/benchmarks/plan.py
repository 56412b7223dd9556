"""Which measurements a run makes: jobs, what they work on, and the peers of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec

JOBS = ("j1", "j2", "j3", "j4", "j5", "j6", "meeting")
SLOW_PEERS = {
    "loop": 20_000,
    "pg_picture": 20_000,
    "graphicsscene": 200_000,
    "pg_bargraph": 200_000,
}
"""Records beyond which a peer is asked for by name alone: it would take minutes."""
FRAME_PEERS = ("floor", "graphicsscene", "pg_bargraph", "pg_picture", "pg_culled", "loop")
SAVE_PEERS = ("floor", "rewritten", "workbook")
COHORT = 100_000
EXTRA = {"matplotlib": "j4", "polars": "j2"}

Work = tuple[str, str, tuple[str, ...]]
"""A job, what it works on, and who takes part, our own first."""


def works(jobs: Sequence[str], sizes: Sequence[int], peers: str, quick: bool) -> Iterator[Work]:
    """Yield the work of a run; `peers` is none, default or all."""
    for job in jobs:
        if job == "j1":
            yield "j1", "case", _with(("floor", "naive"), peers)
            yield "j1", "gap", ("thread", "main")
        elif job == "j2":
            yield from _reading(sizes, peers, quick)
        elif job == "j3":
            yield from _drawing(sizes, peers)
        elif job == "j4":
            for kind in ("png", "pdf", "svg"):
                others = ("floor",) if kind == "png" else ()
                yield "j4", f"{kind}:300", _with(others + _installed("j4"), peers)
        elif job == "j5":
            size = max(size for size in sizes if size <= 200_000)
            yield "j5", str(size), _with(("graphicsscene", "pg_bargraph"), peers)
        elif job == "j6":
            yield from _saving(peers, quick)
        elif job == "meeting":
            yield "meeting", "sample", ("own",)
            yield "meeting", "busy", ("own",)


def _drawing(sizes: Sequence[int], peers: str) -> Iterator[Work]:
    for size in sizes:
        if size == COHORT:
            # So many records are drawn as the strips of a whole authority.
            yield "j3", "cohort", ("own",)
        else:
            yield "j3", str(size), _with(_frame_peers(size, peers), peers)


def _saving(peers: str, quick: bool) -> Iterator[Work]:
    yield "j6", "100", _with(SAVE_PEERS, peers)
    if not quick:
        yield "j6", "window:20000", ("own",)
        yield "j6", "5000", _with(("few", *SAVE_PEERS), peers)


def _reading(sizes: Sequence[int], peers: str, quick: bool) -> Iterator[Work]:
    files = ["typical.xlsx", "100k.csv", "100k-quoted.csv", "100k-1252.csv"]
    if max(sizes) >= 1_000_000:
        files += ["1m.csv", "1m-quoted.csv", "1m-1252.csv"]
    for name in files[:1] if quick else files:
        others = ("floor", "pandas") + (_installed("j2") if name.endswith(".csv") else ())
        if name == "100k.csv":
            others += ("sent",)
        yield "j2", name, _with(others, peers)


def _with(others: Sequence[str], peers: str) -> tuple[str, ...]:
    return ("own",) if peers == "none" else ("own", *others)


def _frame_peers(size: int, peers: str) -> tuple[str, ...]:
    if peers == "all":
        return FRAME_PEERS
    return tuple(peer for peer in FRAME_PEERS if size <= SLOW_PEERS.get(peer, 10**9))


def _installed(job: str) -> tuple[str, ...]:
    """Return the optional peers that are there."""
    return tuple(name for name, of in EXTRA.items() if of == job and find_spec(name))
