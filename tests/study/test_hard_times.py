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

from journeyviewer.model.study import ItemId
from journeyviewer.study import engine
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.store import StudyFile
from tests.study.help import new_study, note, state_of

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
    assert said in ("saved", "StudyError", "MemoryError"), done.stderr
    again = StudyFile.open(file.path)
    assert set(state_of(again)) == ({"before", "during"} if said == "saved" else {"before"})
    again.close()


class Undoing(RuleBasedStateMachine):
    """Puts, removes and undoes in any order; the program may end at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = new_study(self.folder)
        self.state: dict[str, str] = {}
        self.past: list[dict[str, str]] = [{}, {}]

    names = st.sampled_from(["a", "b", "c"])

    def remember(self) -> None:
        self.past.append(dict(self.state))

    @rule(name=names, text=st.text(min_size=1, max_size=20))
    def put(self, name: str, text: str) -> None:
        self.file.put(note(name, text))
        self.state[name] = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.remember()

    @rule(name=names)
    def remove(self, name: str) -> None:
        self.file.remove(ItemId(name))
        self.state.pop(name, None)
        self.remember()

    @rule(name=names, back=st.integers(0, 20))
    def undo(self, name: str, back: int) -> None:
        seq = max(0, self.file.last - back)
        self.file.undo_to(ItemId(name), seq)
        then = self.past[seq].get(name)
        if then is None:
            self.state.pop(name, None)
        else:
            self.state[name] = then
        self.remember()

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
        assert self.file.last == len(self.past) - 1

    def teardown(self) -> None:
        self.file.close()
        shutil.rmtree(self.folder)


class TestF32UndoInAnyOrder(Undoing.TestCase):  # type: ignore[name-defined,misc]
    settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
