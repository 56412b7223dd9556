"""Saving that is broken off on purpose, in runs short enough for every test run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from journeyviewer.study.faults import Fault
from tests.faults import calls, cuts, full, other_calls, sleeps

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
@pytest.mark.skipif(not full.works(), reason="no drive of its own may be mounted here")
def test_f06_f36_on_a_full_drive_nothing_is_lost() -> None:
    done = subprocess.run(
        [*full.ALONE, sys.executable, "-m", "tests.faults.full"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    print(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not full.works(), reason="no drive of its own may be mounted here")
def test_f08_f09_a_medium_that_cannot_be_written_is_read() -> None:
    done = subprocess.run(
        [*full.ALONE, sys.executable, "-m", "tests.faults.readonly"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
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
