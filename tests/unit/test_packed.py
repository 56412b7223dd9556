"""Cases come out of the reading process as they went in, and are unpacked when looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.ingest.packed import unpack_case
from journeyviewer.ingest.packing import pack_case
from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.extents import extents_of
from journeyviewer.model.problems import JourneyError
from tests.journeys import a_case, full_journey


def sent(case: Case) -> Case:
    """Return a case after its way through a pipe."""
    return unpack_case(json.loads(json.dumps(pack_case(case))))


def test_a_case_comes_back_as_it_was_and_waits_to_be_looked_at() -> None:
    case = full_journey()
    back = sent(case)
    assert back.later is not None and back.entry_count == len(case.entries)
    assert back == case
    assert back.later is None and back.entries is back.entries


@given(st.text())
def test_any_text_comes_back(words: str) -> None:
    entry = replace(full_journey().entries[0], words=words, detail=words + "\ud800")
    assert sent(a_case(entry)).entries == (entry,)


def test_a_case_sent_on_before_it_was_looked_at_is_not_unpacked_for_good() -> None:
    back = sent(full_journey())
    assert sent(back) == full_journey()
    assert back.later is not None


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_nonsense_is_refused_at_once(data: object) -> None:
    with pytest.raises(JourneyError):
        unpack_case(data)


@pytest.mark.parametrize("packed", ["", "AAAA", "eJyLjgUAARUAuQ=="])
def test_entries_that_are_nonsense_are_refused_when_looked_at(packed: str) -> None:
    about, count, reach, _ = json.loads(json.dumps(pack_case(full_journey())))
    case = unpack_case([about, count, reach, packed])
    with pytest.raises(JourneyError):
        _ = case.entries


def test_entries_that_are_cut_off_are_refused() -> None:
    about, count, reach, packed = json.loads(json.dumps(pack_case(full_journey())))
    cut = packed[: len(packed) // 8 * 4]
    for wrong in ([about, count + 1, reach, packed], [about, count, reach, cut]):
        with pytest.raises(JourneyError):
            _ = unpack_case(wrong).entries


def test_how_far_records_reach_is_known_before_they_are_looked_at() -> None:
    back = sent(full_journey())
    far = extents_of(back)
    assert back.later is not None and far == extents_of(full_journey())
    assert far["residence"].records and far["residence"].recorded
    about, count, _, packed = json.loads(json.dumps(pack_case(full_journey())))
    with pytest.raises(JourneyError):
        extents_of(unpack_case([about, count, '["x"]', packed]))


def test_threads_that_look_at_once_find_the_same_entries() -> None:
    case, both, found = sent(full_journey()), Barrier(2), list[tuple[Entry, ...]]()

    def look() -> None:
        both.wait()
        found.append(case.entries)

    threads = [Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2 and found[0] is found[1]
