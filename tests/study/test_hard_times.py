"""Old formats, short memory, no handles left, and undo in any order with crashes between."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import apsw
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from journeyviewer.model.study import Item, ItemId, Note
from journeyviewer.study import engine
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.store import StudyFile
from journeyviewer.study.undoing import steps_of
from tests.study.help import new_study, note, state_of, take_back

ROOT = Path(__file__).resolve().parents[2]


def test_f17_a_file_held_for_a_while_is_said_and_saved_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    file = new_study(tmp_path)
    other = apsw.Connection(str(file.path))
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StudyError) as caught:
        file.put(note("a"))
    assert caught.value.fault is Fault.BUSY
    other.execute("ROLLBACK")
    other.close()
    file.put(note("a"))
    assert state_of(file) == {"a": "text"}
    file.close()


LIMITED = """
import resource, sys
from pathlib import Path
from journeyviewer.study.store import StudyFile
from journeyviewer.study.undoing import steps_of
from journeyviewer.study.faults import StudyError
from tests.study.help import note
file = StudyFile.open(Path(sys.argv[1]))
file.put(note("before"))
held = []
if sys.argv[2] == "handles":
    resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12))
    try:
        while True:
            held.append(open("/dev/null"))
    except OSError:
        pass
else:
    text = "x" * 9_000_000
    pages = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (pages + 4_000_000,) * 2)
try:
    file.put(note("during", "small" if sys.argv[2] == "handles" else text))
    print("saved")
except (StudyError, MemoryError) as error:
    print(type(error).__name__)
held.clear()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="uses limits of Linux")
@pytest.mark.parametrize("what", ["f34_memory", "f35_handles"])
def test_without_means_the_file_stays_whole(tmp_path: Path, what: str) -> None:
    file = new_study(tmp_path)
    file.close()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(file.path), what[4:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = done.stdout.strip()
    assert said in {"saved", "NotSaved", "StudyError", "MemoryError"}, done.stderr
    again = StudyFile.open(file.path)
    assert set(state_of(again)) == ({"before", "during"} if said == "saved" else {"before"})
    again.close()


def text_of(item: Item | None) -> str | None:
    return item.text if isinstance(item, Note) else None


class Undoing(RuleBasedStateMachine):
    """Puts, removes and undoes in any order; the program may end at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = new_study(self.folder)
        self.state: dict[str, str] = {}
        self.changes: list[tuple[str, str | None, str | None]] = []
        self.saves = self.file.last

    names = st.sampled_from(["a", "b", "c"])

    def change(self, name: str, text: str | None) -> None:
        """Know that an item has a text now, None where it is no longer there."""
        before = self.state.pop(name, None)
        if text is not None:
            self.state[name] = text
        if before != text:
            self.changes.append((name, before, text))
        self.saves += 1

    @rule(name=names, text=st.text(min_size=1, max_size=20))
    def put(self, name: str, text: str) -> None:
        self.file.put(note(name, text))
        self.change(name, text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))

    @rule(name=names)
    def remove(self, name: str) -> None:
        self.file.remove(ItemId(name))
        self.change(name, None)

    @rule(back=st.integers(1, 20))
    def undo(self, back: int) -> None:
        pairs, changes = steps_of(self.file, back).pairs, self.changes[-back:]
        texts = [
            tuple(one.text if isinstance(one, Note) else None for one in pair) for pair in pairs
        ]
        assert texts == [(before, after) for _, before, after in changes]
        if pairs:
            take_back(self.file, pairs[0])
            name, before, _ = changes[0]
            self.change(name, before)

    @rule()
    def crash(self) -> None:
        # Nothing is said to the file: what it held is freed as the system frees it.
        self.file.connection.close()
        assert self.file.guard is not None
        stream = self.file.guard._stream
        assert stream is not None
        stream.close()
        self.file = StudyFile.open(self.file.path)

    @invariant()
    def shows_what_was_done(self) -> None:
        assert state_of(self.file) == self.state
        assert self.file.last == self.saves

    def teardown(self) -> None:
        self.file.close()
        shutil.rmtree(self.folder)


class TestF32UndoInAnyOrder(Undoing.TestCase):  # type: ignore[name-defined,misc]
    settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
