"""Notes find their record when sources are read again, or wait; none is moved by guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journeyviewer.model.chronology import Case, Cohort, Entry, EntryId
from journeyviewer.model.study import (
    Item,
    KeyDevelopment,
    Link,
    LinkKind,
    Note,
    Study,
    Target,
    new_id,
    study_of,
)
from journeyviewer.session.refinding import (
    NOWHERE,
    anchors_in,
    kept_on_day,
    near,
    refind,
    waiting,
    with_anchor,
)
from journeyviewer.study.anchoring import anchor_of
from tests.journeys import a_case, entry


def _case() -> Case:
    return a_case(
        entry("referrals", "Strategy meeting", "2013-03-05", words="Meeting about nights away"),
        entry("referrals", "Strategy meeting", "2013-03-15", words="Meeting at the police station"),
        entry("residence", "FC", "2013-07-19", "2013-09-02", words="First carers after the move"),
    )


def _cohort(*entries: Entry) -> Cohort:
    return Cohort(name="read", cases=(replace(_case(), entries=entries),))


def _note(case: Case, at: int) -> Note:
    target = Target(case=case.id, anchor=anchor_of(case.entries[at], case.entries))
    return Note(id=new_id(), target=target, text="Who decided?")


def _study(*items: Item) -> Study:
    return study_of("s", "Study", "AB", items)


def _renamed(one: Entry) -> Entry:
    """Return an entry as another reading names it: ids are made from place, too."""
    return replace(one, id=EntryId(f"again-{one.id}"))


def test_what_is_the_same_is_found_under_its_new_name() -> None:
    case = _case()
    study = _study(*(_note(case, at) for at in range(3)))
    now = _cohort(*(_renamed(one) for one in reversed(case.entries)))
    found = refind(study, _cohort(*case.entries), now)
    assert found.words == "3 same, 0 to check"
    names = {anchor.entry for item in found.changed for anchor in anchors_in(item)}
    assert names == {one.id for one in now.cases[0].entries}


def test_what_is_gone_waits_on_its_day_and_belongs_to_no_record() -> None:
    case = _case()
    note = _note(case, 1)
    now = _cohort(case.entries[0], case.entries[2])
    found = refind(_study(note), _cohort(*case.entries), now)
    (item,) = found.changed
    assert found.words == "0 same, 1 to check"
    assert isinstance(item, Note) and item.text == note.text
    assert item.target.anchor is not None and item.target.anchor.entry == NOWHERE
    assert item.target.day == date(2013, 3, 15)
    (one,) = waiting(_study(item), now)
    assert one.item == item and one.before == item.target.anchor


def test_a_case_that_is_no_longer_read_leaves_its_notes_waiting() -> None:
    case = _case()
    found = refind(_study(_note(case, 0)), _cohort(*case.entries), Cohort(name="none"))
    assert (found.same, found.to_check) == (0, 1)


def test_what_waits_is_found_when_the_record_is_back() -> None:
    case = _case()
    before, without = _cohort(*case.entries), _cohort(*case.entries[1:])
    (item,) = refind(_study(_note(case, 0)), before, without).changed
    (back,) = refind(_study(item), without, before).changed
    assert anchors_in(back)[0].entry == case.entries[0].id


def test_a_reworded_record_is_suggested_and_taken_by_a_person() -> None:
    case = _case()
    reworded = replace(
        _renamed(case.entries[1]), words="Meeting called from the station that night"
    )
    now = _cohort(case.entries[0], reworded, case.entries[2])
    (item,) = refind(_study(_note(case, 1)), _cohort(*case.entries), now).changed
    (one,) = waiting(_study(item), now)
    assert one.suggested is not None and one.suggested.entry == reworded.id
    taken = with_anchor(item, one.before, one.suggested)
    assert not waiting(_study(taken), now)


def test_a_note_can_be_kept_on_its_day_and_lane() -> None:
    case = _case()
    (item,) = refind(_study(_note(case, 2)), _cohort(*case.entries), _cohort()).changed
    kept = kept_on_day(item)
    assert isinstance(kept, Note) and kept.target.anchor is None
    assert (kept.target.lane, kept.target.start) == ("residence", date(2013, 7, 19))
    assert not waiting(_study(kept), _cohort())


def test_both_ends_of_a_link_and_key_developments_are_found() -> None:
    case = _case()
    ends = [anchor_of(one, case.entries) for one in case.entries[:2]]
    link = Link(id=new_id(), case=case.id, first=ends[0], second=ends[1], kind=LinkKind.LED_TO)
    key = KeyDevelopment(id=new_id(), target=Target(case=case.id, anchor=ends[0]), title="Named")
    now = _cohort(*(_renamed(one) for one in case.entries))
    found = refind(_study(link, key), _cohort(*case.entries), now)
    assert found.same == 3 and len(found.changed) == 2
    assert not waiting(_study(*found.changed), now)


def test_records_to_choose_from_come_nearest_first() -> None:
    case = _case()
    anchor = anchor_of(case.entries[1], case.entries)
    listed = [one.id for one, _ in near(anchor, case)]
    assert listed == [case.entries[at].id for at in (1, 0, 2)]
