"""Saving that is broken off on purpose, in runs short enough for every test run."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from journeyviewer.study.faults import Fault
from tests.faults import calls, cuts, full, losing, mounted, other_calls, sleeps

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="splits off processes as Unix does")
def test_f01_f15_g01_no_kill_loses_what_was_saved(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", str(tmp_path), "80", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    print("G1:", done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="splits off processes as Unix does")
def test_f33_no_kill_of_a_meeting_loses_what_was_shown_as_saved(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.meetings", str(tmp_path), "7", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
    )
    print("Meetings:", done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the simulated disk stands on Unix files")
def test_f03_f04_g03_no_power_cut_loses_what_was_saved(tmp_path: Path) -> None:
    tally = cuts.runs(tmp_path, 1, 140)
    print("G3:", tally)
    assert (tally.unreadable, tally.lost) == (0, 0)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the simulated disk stands on Unix files")
def test_the_simulated_power_cut_finds_a_program_that_does_not_sync(tmp_path: Path) -> None:
    tally = cuts.runs(tmp_path, 1, 60, synchronous="OFF")
    assert tally.unreadable + tally.lost > 30


@pytest.mark.slow
@pytest.mark.skipif(not calls.works(), reason="strace is not there or may not look")
@pytest.mark.parametrize("call", calls.CALLS)
@pytest.mark.parametrize("fault", calls.FAULTS)
def test_f02_f05_f06_f07_a_failing_call_loses_nothing(
    tmp_path: Path, call: str, fault: str
) -> None:
    for when in (1, 4):
        seen, whole = calls.one(tmp_path, call, fault, when)
        assert seen == "hit"
        assert whole


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="stops processes as Unix does")
def test_f16_a_program_that_slept_while_saving_goes_on(tmp_path: Path) -> None:
    for seed in range(6):
        woken = sleeps.one(tmp_path, seed, replaced=False)
        assert woken.fault == ""
        assert woken.saved == sleeps.STEPS
        assert woken.whole


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="stops processes as Unix does")
def test_f16_f18_a_file_replaced_during_sleep_is_not_written_to(tmp_path: Path) -> None:
    for seed in range(12):
        woken = sleeps.one(tmp_path, seed, replaced=True)
        assert woken.untouched
        assert woken.whole
        if woken.saved < sleeps.STEPS:
            # Put to sleep inside a commit, the engine finds its own journal gone first.
            assert woken.fault in (sleeps.REPLACED, Fault.CANNOT_WRITE.value)


@pytest.mark.slow
@pytest.mark.skipif(not calls.works(), reason="strace is not there or may not look")
def test_a_saved_note_waits_for_the_disk_five_times_at_most(tmp_path: Path) -> None:
    # The journal, its folder, its head, the study, and the journal made empty.
    assert calls.syncs_a_save(tmp_path) <= 5


@pytest.mark.slow
@pytest.mark.skipif(not full.works(), reason="no drive of its own may be mounted here")
@pytest.mark.parametrize("what", ["f06_f36_full", "f08_f09_readonly"])
def test_on_a_drive_that_takes_nothing_nothing_is_lost(what: str) -> None:
    _run_alone(f"tests.faults.{what.rsplit('_', 1)[1]}")


@pytest.mark.slow
@pytest.mark.skipif(
    bool(mounted.why_not()) or not full.works(), reason=mounted.why_not() or "no mount space"
)
def test_f03_f04_g02_g03_a_mounted_drive_may_lose_its_power_or_fail(tmp_path: Path) -> None:
    _run_alone("tests.faults.power_fs", str(tmp_path), "24", "1", "151")


@pytest.mark.slow
@pytest.mark.skipif(
    bool(mounted.why_not()) or not full.works(), reason=mounted.why_not() or "no mount space"
)
def test_f10_f11_a_drive_that_was_away_is_saved_to_when_it_is_back() -> None:
    _run_alone("tests.faults.away", "hangs, then fails", "is pulled out")


def test_a_drive_keeps_what_was_synced_and_may_lose_the_rest() -> None:
    left: dict[losing.Cut, set[tuple[str, ...]]] = {kind: set() for kind in losing.Cut}
    for kind, seed in itertools.product(losing.Cut, range(40)):
        drive = losing.Drive()
        safe = drive.make(losing.ROOT, "safe", 0o100644)
        drive.write(safe.number, 0, b"kept" * 300)
        drive.sync(safe.number)
        drive.sync_names(losing.ROOT)
        drive.write(safe.number, 0, b"lost" * 300)
        drive.make(losing.ROOT, "first", 0o100644)
        drive.move(losing.ROOT, "first", losing.ROOT, "second", over=False)
        drive.make(losing.ROOT, "third", 0o100644)
        drive.cut(kind, random.Random(seed))
        left[kind].add(tuple(sorted(drive.node(losing.ROOT).names)))
        content = bytes(drive.find(losing.ROOT, "safe").content)
        pieces = {content[start : start + 4] for start in range(0, 1_200, 4)}
        assert len(content) == 1_200
        assert pieces <= ({b"kept"} if kind is losing.Cut.GONE else {b"kept", b"lost"})
    names = ("first", "safe"), ("safe", "second"), ("safe", "second", "third")
    assert left[losing.Cut.GONE] == {("safe",)}
    assert left[losing.Cut.ORDERED] == {("safe",), *names}
    assert ("safe", "third") in left[losing.Cut.REORDERED]


def _run_alone(*words: str) -> None:
    """Run a module in a mount space of its own; it ends with 0 when nothing was lost."""
    done = subprocess.run(
        [*full.ALONE, sys.executable, "-m", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
    )
    print(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not calls.works(), reason="strace is not there or may not look")
@pytest.mark.parametrize("act", ["copy", "convert"])
@pytest.mark.parametrize("fault", ["signal=KILL", "error=ENOSPC"])
def test_f02_f29_g02_a_copy_or_conversion_that_fails_harms_nothing(
    tmp_path: Path, act: str, fault: str
) -> None:
    for call, when in (("pwrite64", 2), ("fdatasync,fsync", 1)):
        hit, wrong = other_calls.one(tmp_path, act, call, fault, when)
        assert hit
        assert wrong == ""
