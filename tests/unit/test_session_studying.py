from __future__ import annotations

from datetime import date

from journeyviewer.model.chronology import Case, Cohort, Entry, EntryId, Kind
from journeyviewer.model.study import ItemId, Note, Phase, Target, new_id, study_of
from journeyviewer.model.times import FuzzyDate, Precision
from journeyviewer.session.changes import Change
from journeyviewer.session.session import Session
from journeyviewer.session.work import Work


class Kept:
    """Stands for the saving: what it was given, in order."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def put(self, item: object) -> None:
        self.said.append(("put", str(getattr(item, "text", ""))))

    def remove(self, item_id: ItemId) -> None:
        self.said.append(("remove", ""))

    def keep_draft(self, item_id: str, text: str) -> None:
        self.said.append(("draft", "typed" if text else ""))


def _entry(name: str, day: date) -> Entry:
    when = FuzzyDate(day, day, Precision.DAY)
    return Entry(
        id=EntryId(name),
        kind=Kind.EVENT,
        lane="referrals",
        record_lane="referral",
        category=None,
        label=name,
        start=when,
        words=name,
        source_name="a file",
    )


def _open() -> tuple[Session, Kept]:
    days = (date(2012, 3, 1), date(2013, 5, 3))
    cases = [
        Case(
            id=name,
            read_on=date(2014, 1, 1),
            entries=tuple(_entry(f"{name}-{at}", day) for at, day in enumerate(days)),
        )
        for name in ("1", "2")
    ]
    session, kept = Session(), Kept()
    session.open_cohort(Cohort(name="two", cases=tuple(cases)))
    session.open_work(Work(study_of("s", "Study", "AB"), kept))
    return session, kept


def _written(session: Session, words: str) -> Note:
    note = Note(id=new_id(), target=session.target_here())
    session.begin(note)
    session.type(Note(id=note.id, target=note.target, text=words, created=note.created))
    session.finish()
    return note


def test_a_note_is_kept_as_typed_and_put_when_it_is_done() -> None:
    session, kept = _open()
    session.select(EntryId("1-1"))
    note = _written(session, "Who decided?")
    assert kept.said == [("draft", "typed"), ("put", "Who decided?"), ("draft", "")]
    assert session.study is not None and session.study.items[note.id].text == "Who decided?"
    (pin,) = session.journey.annotations.notes
    assert (pin.number, pin.lane, pin.entry) == (1, "referrals", "1-1")


def test_a_note_without_a_word_is_let_go() -> None:
    session, kept = _open()
    session.begin(Note(id=new_id(), target=session.target_here()))
    session.finish()
    assert session.study is not None and not session.study.items
    assert session.chosen is None


def test_undo_and_redo_say_what_they_do_and_show_where() -> None:
    session, _ = _open()
    session.select(EntryId("1-1"))
    note = _written(session, "One")
    session.choose_case("2")
    assert session.work is not None
    assert session.work.undo_name == "Note on “1-1”, 3 May 2013"
    session.undo()
    assert session.case is not None and session.case.id == "1"
    assert session.study is not None and not session.study.items
    session.redo()
    assert session.chosen == note.id and note.id in session.study.items


def test_choosing_a_note_selects_its_entry_and_the_other_way_round() -> None:
    session, _ = _open()
    session.select(EntryId("1-0"))
    note = _written(session, "One")
    session.select()
    assert session.chosen is None
    session.choose(note.id)
    assert session.selection == ("1-0",) and session.chosen == note.id
    session.select(EntryId("1-1"))
    assert session.chosen is None
    session.select(EntryId("1-0"))
    assert session.chosen == note.id


def test_the_selection_stays_while_the_study_changes_and_views_hear_of_it() -> None:
    session, _ = _open()
    heard: list[Change] = []
    session.select(EntryId("1-1"))
    session.listen(heard.append)
    session.put(Phase(id=new_id(), case="1", title="Early help", start=date(2012, 1, 1)))
    assert session.selection == ("1-1",)
    assert Change.STUDY in heard and Change.CASE not in heard
    assert [phase.title for phase in session.journey.annotations.phases] == ["Early help"]


def test_the_curtain_hides_notes_of_later_days_and_keeps_numbers() -> None:
    session, _ = _open()
    for name in ("1-0", "1-1"):
        session.select(EntryId(name))
        _written(session, name)
    session.draw_curtain(date(2012, 12, 31))
    assert [pin.number for pin in session.journey.annotations.notes] == [1]


def test_a_study_that_cannot_be_written_takes_nothing() -> None:
    session, _ = _open()
    session.open_work(Work(study_of("s", "Study", "AB"), None, "Somebody has it open."))
    session.put(Note(id=new_id(), target=Target(case="1"), text="No"))
    session.begin(Note(id=new_id(), target=Target(case="1"), text="No"))
    assert session.editing is None and session.study is not None and not session.study.items
