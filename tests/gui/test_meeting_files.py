"""What a meeting leaves behind, opened again by other means than the program's own."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.export.meeting import ShownPoint, hand_out
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.items import new_id
from journeyviewer.model.meetings import Answer, Meeting, RunningOrder, Stop
from journeyviewer.model.study import Item, Note, NoteKind, Phase, Target, study_of
from journeyviewer.model.times import day
from journeyviewer.render.theme import theme
from journeyviewer.session.presenting import Presenting
from journeyviewer.session.session import Session
from journeyviewer.session.work import Work
from journeyviewer.timeline.scene import Scene, Text
from journeyviewer.ui.presenting.leaving import hand_out_bytes, record_bytes

YEARS = re.compile(r"\b(?:199\d|20[0-2]\d)\b")
MARK = "OFFICIAL-SENSITIVE"


@pytest.fixture
def session(qapp: QApplication, cohort: Cohort) -> Session:
    phase = Phase(id=new_id(), case="1", title="Moves", start=date(2012, 6, 1))
    note = Note(
        id=new_id(),
        target=Target(case="1", lane="residence", start=date(2012, 9, 1)),
        kind=NoteKind.QUESTION,
        text="What was tried before March 2012?",
    )
    made, items = Session(), [phase, note]
    made.open_cohort(cohort)
    stops = tuple(Stop(item=one.id, case="1", words=True) for one in items)
    order = RunningOrder(id=new_id(), title="Group one", stops=stops)
    made.open_work(Work(study_of("s", "S", "AB", [*items, order]), None))
    return made


def _item(session: Session, kind: type[Item]) -> Item:
    assert session.study is not None
    return next(one for one in session.study.items.values() if isinstance(one, kind))


def _met(session: Session) -> tuple[RunningOrder, Meeting]:
    order = _item(session, RunningOrder)
    assert isinstance(order, RunningOrder)
    meeting = Meeting(id=new_id(), title="Group one", day=date(2026, 1, 5), order=order.id)
    session.put(meeting)
    walk = Presenting(session, order, meeting)
    walk.step(1)
    walk.step(1)
    walk.answer(Answer.CHALLENGE)
    walk.answer(Answer.CHALLENGE)
    walk.say("Her grandmother in May 2012\nA second line <i>as typed</i>")
    walk.ask_social_worker("Was a meeting offered?")
    walk.keep()
    return order, walk.meeting


def test_the_record_tells_what_was_shown_answered_and_is_to_be_asked(session: Session) -> None:
    order, meeting = _met(session)
    data = record_bytes(session, order, meeting, MARK)
    parts = zipfile.ZipFile(io.BytesIO(data))
    text = re.sub(r"<[^>]+>", "\n", parts.read("word/document.xml").decode())
    assert "Meeting on 5 January 2026. 2 points." in text
    assert "0 agreed, 2 challenged, 0 were unsure." in text
    assert "A second line &lt;i&gt;as typed&lt;/i&gt;" in text
    assert text.index("To ask the social worker") < text.index("Was a meeting offered?")
    assert set(YEARS.findall(text)) == {"2026"}
    document = parts.read("word/document.xml").decode()
    assert document.count("<pic:cNvPr ") == 2
    assert document.count('descr="Case 1  ·  Phase 1 of 1.') == 2
    # What was shown and what was thought of it stand on one upright page.
    assert "landscape" not in document and document.count("<w:sectPr") == 1
    first = document.index("<pic:cNvPr ")
    assert document.index("1. Case 1, Phase 1 of 1") < first < document.index("What the group")


def test_questions_are_told_by_who_is_to_be_asked(session: Session) -> None:
    order, meeting = _met(session)
    for whom, words in (("the school", "Who excluded her?"), ("", "Is that so?")):
        target = Target(case="1")
        kind, check = NoteKind.QUESTION, True
        session.put(
            Note(id=new_id(), target=target, kind=kind, text=words, to_check=check, whom=whom)
        )
    data = record_bytes(session, order, meeting, MARK)
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    text = re.sub(r"<[^>]+>", "\n", document)
    said = [line for line in text.splitlines() if line.strip()]
    at = said.index("To ask the social worker")
    assert said[at : at + 6] == [
        "To ask the social worker",
        "Was a meeting offered?",
        "To ask the school",
        "Who excluded her?",
        "To check with somebody",
        "Is that so?",
    ]


def test_only_what_was_reached_is_in_the_record(session: Session) -> None:
    order, meeting = _met(session)
    data = record_bytes(session, order, replace(meeting, shown=meeting.shown[:1]), MARK)
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "1. Case 1, Phase 1 of 1: Moves" in text and "2. Case 1" not in text


@pytest.mark.parametrize(("per_page", "pages"), [(1, 2), (6, 1)])
def test_the_hand_out_holds_every_point_and_no_date(
    session: Session, tmp_path: Path, per_page: int, pages: int
) -> None:
    order = _item(session, RunningOrder)
    assert isinstance(order, RunningOrder)
    path = tmp_path / "hand-out.pdf"
    path.write_bytes(hand_out_bytes(session, order, per_page, MARK))
    assert path.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not there to read it again")
    said = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    ).stdout
    assert said.count("\f") == pages
    assert f"Page {pages} of {pages}" in said and MARK in said
    assert "What was tried before" in said
    assert not YEARS.findall(said)


def test_what_a_meeting_leaves_has_no_date_or_name_that_was_typed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[Scene] = []

    def kept(scenes: list[Scene], _theme: object, title: str, *_: object) -> bytes:
        pages.extend(scenes)
        return title.encode()

    monkeypatch.setattr("journeyviewer.export.meeting.pdf_bytes", kept)
    said = "told Mr Harold Canary on 3 May 2012 at SW1A 1AA"
    order, phase, note = (_item(session, kind) for kind in (RunningOrder, Phase, Note))
    assert isinstance(order, RunningOrder)
    assert isinstance(phase, Phase) and isinstance(note, Note)
    for item in (
        replace(phase, title=f"Title {said}", short=f"Short {said}", summary=f"Sum {said}"),
        replace(note, text=f"Note {said}", whom=f"whoever {said}", to_check=True),
        order := replace(order, title=f"Order {said}"),
    ):
        session.put(item)
    meeting = Meeting(id=new_id(), title=f"Met {said}", day=date(2026, 1, 5), order=order.id)
    session.put(meeting)
    walk = Presenting(session, order, meeting)
    for _ in range(3):
        walk.step(1)
        walk.say(f"Heard {said}")
        walk.ask_social_worker(f"Ask {said}")
    walk.keep()
    record = record_bytes(session, order, walk.meeting, MARK)
    with zipfile.ZipFile(io.BytesIO(record)) as parts:
        found = [parts.read(f"{name}.xml").decode() for name in ("word/document", "docProps/core")]
    for per_page in (1, 6):
        found.append(hand_out_bytes(session, order, per_page, MARK).decode())
    found += [mark.text for page in pages for mark in page.marks if isinstance(mark, Text)]
    told = "\n".join(found)
    for word in ("Title", "Sum", "Note", "Order", "Met", "Heard", "Ask"):
        assert f"{word} told" in told, word
    assert not re.search("Canary|SW1A|May 2012", told)


def test_a_hand_out_shows_no_day_within_a_month_of_age(session: Session, cohort: Cohort) -> None:
    order = _item(session, RunningOrder)
    assert isinstance(order, RunningOrder)
    before = hand_out_bytes(session, order, 1, MARK)
    whole = cohort.case("1")
    moved = []
    for entry in whole.entries:
        # Some days on, so few that the age to the nearest month stays.
        later = entry.start.exact and entry.start.first == date(2013, 4, 24)
        when = day(date(2013, 4, 27)) if later else entry.start
        moved.append(replace(entry, start=when))
    assert moved != list(whole.entries)
    others = [case for case in cohort.cases if case.id != "1"]
    session.open_cohort(replace(cohort, cases=(replace(whole, entries=tuple(moved)), *others)))
    assert hand_out_bytes(session, order, 1, MARK) == before


@pytest.mark.parametrize("per_page", [1, 6])
def test_a_hand_out_keeps_a_word_too_long_for_its_column_and_shows_what_it_leaves_out(
    qapp: QApplication, tmp_path: Path, per_page: int
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not there to read it again")
    words = "Unbrokenaddress" * 8 + " and then " + "more of what was said " * 40
    scene = Scene(width=100, height=100, marks=())
    points = [ShownPoint("Aged 14", "A point", words, scene, "")]
    path = tmp_path / "hand-out.pdf"
    path.write_bytes(hand_out("A meeting", points, per_page, theme("light"), MARK))
    read = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    assert "Unbrokenaddress" in read.stdout
    assert ("…" in read.stdout) == (per_page == 6)


def test_long_words_of_a_hand_out_end_over_the_foot_of_their_page(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[Scene] = []

    def kept(scenes: list[Scene], *_: object) -> bytes:
        pages.extend(scenes)
        return b""

    monkeypatch.setattr("journeyviewer.export.meeting.pdf_bytes", kept)
    words = "What was said of it, at length and with care. " * 90
    point = ShownPoint("Aged 14", "A point", words, Scene(width=100, height=100, marks=()), "")
    hand_out("A meeting", [point], 1, theme("light"), MARK)
    texts = [mark for mark in pages[0].marks if isinstance(mark, Text)]
    foot = min(mark.y for mark in texts if mark.text.startswith("Ages only"))
    beside = [mark for mark in texts if mark.left > pages[0].width / 2 and MARK not in mark.text]
    assert max(mark.y for mark in beside) < foot - 12
    assert beside[-1].text.endswith("…")
