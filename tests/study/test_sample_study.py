"""The study of the invented cases says what its source says, and every note is on its record."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator

import pytest

from journeyviewer.ingest.read import read_paths
from journeyviewer.model.meetings import RunningOrder
from journeyviewer.model.study import KeyDevelopment, Note, Phase
from journeyviewer.paths import root, sample_study, samples
from journeyviewer.session.refinding import refind, waiting
from journeyviewer.study.sources import kept_records
from journeyviewer.study.store import StudyFile

_spec = importlib.util.spec_from_file_location(
    "make_sample_study", root() / "packaging" / "make_sample_study.py"
)
assert _spec is not None and _spec.loader is not None
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)

NOT_OURS = re.compile(
    r"high-risk child|risky|promiscuous|abscond|ran off|misper|failed|refus|breakdown|alleged|"
    r"claimed|admitted|prostitut|client|challenging|troubled|hard to reach|missed opportunity|"
    r"failure|!",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def study() -> Iterator[StudyFile]:
    file = StudyFile.open(sample_study(), writable=False)
    yield file
    file.close()


def test_it_holds_what_its_source_says_and_the_cases_as_they_are(study: StudyFile) -> None:
    cohort = read_paths([samples()])
    items = list(made.read_items(cohort, made.SOURCE.read_text(encoding="utf-8")))
    order = made.running_order(items)
    assert study.study.items == {item.id: item for item in (*items, order)}
    assert order.cases == ("1", "2", "3") and len(order.stops) >= 15
    kept = kept_records(study)
    assert kept is not None and kept[0].cases == cohort.cases
    assert [name for name, _, _ in kept[1]] == [f"Case {number}.xlsx" for number in range(1, 11)]


def test_every_case_has_phases_key_developments_and_notes_on_records(study: StudyFile) -> None:
    kept = kept_records(study)
    assert kept is not None
    cohort = kept[0]
    for case in cohort.cases:
        phases = study.study.phases_of(case.id)
        assert phases and study.study.developments_of(case.id) and study.study.notes_of(case.id)
        for one, two in zip(phases, phases[1:], strict=False):
            assert one.end == two.start
    assert not waiting(study.study, cohort)
    assert refind(study.study, cohort, cohort).changed == ()


def test_its_words_are_about_services_and_blame_nobody(study: StudyFile) -> None:
    for item in study.study.items.values():
        if isinstance(item, RunningOrder):
            continue
        assert isinstance(item, Note | Phase | KeyDevelopment)
        words = " ".join(
            str(getattr(item, name, "")) for name in ("title", "short", "text", "summary")
        )
        assert not NOT_OURS.search(words), words
        assert words.rstrip().endswith((".", "?", "”"))
