"""Files cut, zeroed, stirred, mixed up: refused in a sentence, or they show what was saved."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.opening import journal_of
from journeyviewer.study.store import StudyFile
from tests.study.help import do, new_study, state_of, steps

PAGE = 4096
Change = Callable[[bytearray, random.Random], bytearray]


def _cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(1, len(data))]


def _cut_at_a_page(data: bytearray, chance: random.Random) -> bytearray:
    return data[: PAGE * chance.randrange(1, len(data) // PAGE)]


def _zeroed(data: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((16, 512, PAGE, 20_000)))
    data[start:end] = bytes(end - start)
    return data


def _stirred(data: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(data) - 64)
    data[start : start + 64] = chance.randbytes(64)
    return data


def _pages_swapped(data: bytearray, chance: random.Random) -> bytearray:
    one, other = (PAGE * at for at in chance.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE], data[other : other + PAGE] = (
        data[other : other + PAGE],
        data[one : one + PAGE],
    )
    return data


def _page_repeated(data: bytearray, chance: random.Random) -> bytearray:
    one, other = (PAGE * at for at in chance.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE] = data[other : other + PAGE]
    return data


def _head_changed(data: bytearray, chance: random.Random) -> bytearray:
    data[chance.randrange(100)] ^= chance.randrange(1, 256)
    return data


CHANGES: tuple[Change, ...] = (
    _cut,
    _cut_at_a_page,
    _zeroed,
    _stirred,
    _pages_swapped,
    _page_repeated,
    _head_changed,
)


@pytest.mark.slow
@pytest.mark.parametrize("passphrase", ["", "a long passphrase"])
def test_f23_g05_no_changed_file_shows_anything_but_what_was_saved(
    tmp_path: Path, passphrase: str
) -> None:
    file = new_study(tmp_path, passphrase=passphrase)
    for step in steps(5, 80):
        do(file, step)
    key, whole = file.key, state_of(file)
    file.close()
    data = file.path.read_bytes()
    refused = harmless = 0
    for seed in range(350):
        chance = random.Random(seed)
        changed = CHANGES[seed % len(CHANGES)](bytearray(data), chance)
        file.path.write_bytes(changed)
        try:
            opened = StudyFile.open(file.path, key=key, writable=False)
        except StudyError as error:
            assert "Study.jvstudy" in str(error)
            assert error.fault in (
                Fault.DAMAGED,
                Fault.NOT_A_STUDY,
                Fault.NEWER,
                Fault.PASSPHRASE,
                Fault.BUSY,
            )
            refused += 1
            continue
        assert state_of(opened) == whole, seed
        opened.close()
        harmless += 1
        journal_of(file.path).unlink(missing_ok=True)
    print(f"G5: {refused} of 350 changed files refused, {harmless} showed what was saved")
    assert refused > 200
