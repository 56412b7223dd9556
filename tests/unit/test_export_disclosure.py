"""Who could be singled out, rare kinds in broader classes, typed words, and the log of exports."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from journeyviewer.cli import main
from journeyviewer.export.broader import FEW, broadened, broader_classes, rare_kinds
from journeyviewer.export.disclosure import ORIGIN, ages_only, rounder
from journeyviewer.export.figure import FigureRequest
from journeyviewer.export.leaving import Choice, leaving
from journeyviewer.export.log import Left, note, verify
from journeyviewer.export.presets import preset_text
from journeyviewer.export.sharing import PRECISIONS, Sharing
from journeyviewer.export.singling_out import check, check_text, known_pairs
from journeyviewer.export.typed_words import season_words, typed_words
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.figures import FigurePreset
from journeyviewer.model.items import new_id, now
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import add_months
from journeyviewer.paths import resource, sample_study, samples
from journeyviewer.timeline.plan import plan_journey
from tests.journeys import OPEN, a_case, entry, full_journey
from tests.written import a_note, a_study, study_file

YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-2]\d|2030)(?!\d)")


def placed(case_id: str, *days: str, birth: str = "2000-01-01") -> Case:
    """A case with foster care from the first day and a referral on each further one."""
    first, *others = days
    events = [entry("referrals", "Referral", day) for day in others]
    return a_case(entry("residence", "FC", first, OPEN), *events, id=case_id, birth=birth)


def cohort(*cases: Case) -> Cohort:
    return Cohort(name="x", cases=cases)


def test_a_spell_within_one_age_that_may_leave_is_at_that_age() -> None:
    told = "Foster carer A, from 15y 0m to 15y 4m, out of borough"
    assert Sharing(months=12).said(told) == "Foster carer A, at 15y 0m, out of borough"
    assert Sharing(months=3).said(told) == "Foster carer A, from 15y 0m to 15y 3m, out of borough"


def test_two_known_dates_single_out_by_the_day_and_less_by_the_month() -> None:
    cases = [
        placed("A", "2010-03-02", "2010-06-03"),
        placed("B", "2010-03-05", "2010-06-01"),
        placed("C", "2010-03-01", "2011-06-01"),
    ]
    by_day, by_month, by_year = (known_pairs(cases, months) for months in (0, 1, 12))
    assert (by_day.pairs, by_day.alone, by_day.share) == (3, 3, 100)
    # A and B are alike to the month; C alone has a referral a year later.
    assert (by_month.pairs, by_month.alone, by_month.few) == (3, 1, 3)
    assert by_year.pairs == 3 and by_year.alone == 1


def test_the_same_age_counts_and_not_the_same_date() -> None:
    cases = [
        placed("A", "2010-03-01", "2010-06-01", birth="2000-01-01"),
        placed("B", "2011-03-01", "2011-06-01", birth="2001-01-01"),
    ]
    assert known_pairs(cases, 1).alone == 0
    assert known_pairs(cases, 0).alone == 2


@given(st.lists(st.dates(date(2001, 1, 1), date(2014, 1, 1)), min_size=2, max_size=12))
def test_coarser_ages_never_tell_more_pairs_apart(days: list[date]) -> None:
    cases = [
        placed(str(number), *(str(add_months(day, number)) for day in days)) for number in range(4)
    ]
    alone = [known_pairs(cases, months) for months in (0, *PRECISIONS.values())]
    assert all(0 <= one.alone <= one.few <= one.pairs for one in alone)


def test_what_few_cases_share_is_named() -> None:
    many = [placed(str(number), "2010-03-01") for number in range(FEW)]
    secure = a_case(entry("residence", "SCH", "2010-01-01", OPEN), id="9", birth="2000-01-01")
    found = check(cohort(*many, secure), Sharing())
    told = {(one.attribute, one.value): one for one in found.shared}
    assert not told["Residential status", "Foster care"].few
    (rare,) = (one for one in found.shared if "ecure" in one.value)
    assert rare.attribute == "Residential status" and rare.cases == 1 and rare.few
    assert sum(one.cases for one in found.shared if one.attribute == "Age") == FEW + 1
    text = check_text(found)
    assert "Secure children’s home, 1 case; can be shown as “Another placement”" in text
    assert "anonym" not in text.casefold() and "does not show that nobody" in text
    assert text.count("as chosen") == 1
    assert [one.label for one in rare_kinds(cohort(*many, secure))] == ["Secure children’s home"]


def test_rare_kinds_leave_as_broader_ones_with_nothing_left_of_them() -> None:
    detail = "canary"
    rare = replace(
        entry("residence", "SCH", "2010-01-01", OPEN, words="Canary House", short=["CH"]),
        detail=detail,
        code="K1",
    )
    common = [placed(str(number), "2010-03-01") for number in range(FEW)]
    found = broadened(cohort(*common, a_case(rare, id="9")))
    (shown,) = found.cases[-1].entries
    assert (shown.category, shown.label, shown.words) == ("OTH", *["Another placement"] * 2)
    assert "canary" not in repr(shown).casefold().replace(rare.id, "") and shown.code is None
    assert shown.start == rare.start and shown.id == rare.id
    assert found.cases[:-1] == tuple(common)
    often = cohort(*(a_case(rare, id=str(number)) for number in range(FEW)))
    assert broadened(often) == often
    # Nor do notes say what they were written on.
    whole = a_case(rare, id="9")
    for case, about in ((whole, "Canary House"), (found.cases[-1], "Another placement")):
        left = leaving(case, "Case 9", Sharing(), a_study(whole, 1))
        assert [line.about for line in left.lines.notes] == [f"Residence: {about}"]


def test_every_broader_class_is_of_its_lane() -> None:
    with resource("disclosure", "broader_classes.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(broader_classes())
    for row in rows:
        there = lane(row["lane"])
        own = there.category(row["code"]) or there.event(row["code"])
        assert own is not None, row
        into = there.category(row["to"]) or there.event(row["to"])
        assert (into is not None) is bool(row["to"]), row
        assert row["label"] != own.label and row["why"]
        # Spells stay spells, and a broader class is itself never broadened.
        assert into is None or type(into) is type(own), row
        assert (row["lane"], row["to"]) not in broader_classes(), row


@given(st.dates(date(1998, 5, 1), date(2030, 1, 1)), st.sampled_from(sorted(PRECISIONS.values())))
def test_ages_are_rounded_to_the_nearest_step(when: date, months: int) -> None:
    journey = plan_journey(placed("A", "2010-03-01", birth="1998-05-10"))
    assert journey.birth is not None
    at = rounder(journey, months)(when)
    counted = (at.year - ORIGIN.year) * 12 + at.month - ORIGIN.month
    assert at.day == 1 and counted % months == 0
    back = add_months(journey.birth, counted)
    assert abs((when - back).days) <= months * 31 / 2 + 1


@pytest.mark.parametrize("months", sorted(PRECISIONS.values()))
def test_a_journey_in_ages_holds_no_finer_date(months: int) -> None:
    shown = ages_only(plan_journey(full_journey()), months)
    for item in shown.case.entries:
        for bound in (item.start.earliest, item.start.latest, item.end and item.end.earliest):
            if bound:
                assert bound.day == 1
                assert (bound.year * 12 + bound.month - 1 - 12_000) % months == 0


def test_typed_words_that_date_or_name_are_pointed_out() -> None:
    case = full_journey()
    said = "Since Christmas 2013 she told Mr Harold Canary; on 3 March 2013 again, in summer term"
    said += " or at Easter"
    found = typed_words(a_study(case, 0, [a_note(1, case.id, said)]), Sharing())
    told = {(one.words, one.done) for one in found}
    assert {("Christmas 2013", "withheld"), ("3 March 2013", "withheld")} <= told
    assert {("summer term", ""), ("Easter", "")} <= told
    assert any("Canary" in words and done == "covered" for words, done in told)
    assert all(one.where.startswith("1, note on") for one in found)
    assert season_words("The review may march on; ages 14 to 15.") == []
    shown = typed_words(a_study(case, 0, [a_note(1, case.id, said)]), Sharing(dates=True))
    assert {one.done for one in shown} == {"covered"}


def left(*files: tuple[str, str]) -> Left:
    return Left(who="R. Reader", when=now(), files=files, cases=1, precision="month")


def test_the_log_holds_its_lines_together(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "exports.jsonl"
    for number in range(4):
        note(path, left((f"Case {number}.png", "0" * 64)))
    assert verify(path) == (4, ())
    lines = path.read_text(encoding="utf-8").splitlines()
    damage: dict[str, Callable[[], list[str]]] = {
        "changed": lambda: [lines[0], lines[1].replace("month", "day"), *lines[2:]],
        "taken out": lambda: [lines[0], *lines[2:]],
        "swapped": lambda: [lines[0], lines[2], lines[1], lines[3]],
    }
    for how, lines_now in damage.items():
        path.write_text("\n".join(lines_now()) + "\n", encoding="utf-8")
        assert verify(path)[1], how


def test_a_line_cut_off_does_not_swallow_the_next(tmp_path: Path) -> None:
    path = tmp_path / "exports.jsonl"
    note(path, left())
    note(path, left())
    path.write_bytes(path.read_bytes()[:-30])
    note(path, left(("Case 1.png", "0" * 64)))
    count, wrong = verify(path)
    assert count == 3 and wrong == (2,)
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[-1])["files"]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Path:
    """Give the program a place for its own notes."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "state"))
    return tmp_path / "state"


def test_an_export_is_in_the_log_by_its_hash(state: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = ["export", str(samples() / "Case 9.xlsx"), "-o", str(out), "--format", "svg"]
    assert main([*given, "--precision", "quarter", "--reason", "For the group"]) == 0
    (log,) = state.rglob("exports.jsonl")
    (line,) = [json.loads(row) for row in log.read_text(encoding="utf-8").splitlines()]
    assert (line["precision"], line["reason"], line["cases"]) == ("quarter", "For the group", 1)
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
    assert {one["name"]: one["sha256"] for one in line["files"]} == sums
    assert str(tmp_path) not in log.read_text(encoding="utf-8")


def test_the_check_writes_nothing(
    state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["export", str(samples() / "Case 9.xlsx"), "-o", str(tmp_path / "out"), "--check"]
    assert main(given) == 0
    said = capsys.readouterr().out
    assert said.startswith("Singling out, among 1 case.") and not YEAR.search(said)
    assert not (tmp_path / "out").exists() and not state.exists()


def test_dates_without_a_reason_are_said(
    state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["export", str(samples() / "Case 9.xlsx"), "-o", str(tmp_path), "--format", "csv"]
    assert main([*given, "--axis", "dates"]) == 0
    assert "--reason" in capsys.readouterr().err
    assert main([*given, "--axis", "dates", "--reason", "Asked by the court"]) == 0
    assert "--reason" not in capsys.readouterr().err
    (log,) = state.rglob("exports.jsonl")
    assert verify(log) == (2, ())


def test_the_choices_for_sharing_are_taken_by_name(
    state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    given = ["export", str(samples() / "Case 9.xlsx"), "-o", str(out)]
    assert main([*given, "--preset", "For sharing", "--dpi", "72"]) == 0
    (log,) = state.rglob("exports.jsonl")
    line = json.loads(log.read_text(encoding="utf-8"))
    assert line["precision"] == "half-year" and line["notes"] is False
    capsys.readouterr()
    assert main([*given, "--preset", "For nobody"]) == 1
    assert "For sharing" in capsys.readouterr().err


def test_many_cases_are_counted_by_a_fair_part_of_their_pairs() -> None:
    days = [f"20{10 + number // 12}-{number % 12 + 1:02}-03" for number in range(60)]
    cases = [placed(str(number), *days) for number in range(400)]
    found = known_pairs(cases, 1)
    assert found.pairs < 400_000 and found.alone == found.few == 0
    assert found.pairs % len(cases) == 0


def test_choices_kept_in_a_study_are_taken_by_name(state: Path, tmp_path: Path) -> None:
    request = FigureRequest(folder=Path(), formats=("csv",), precision="year", notes=False)
    kept = FigurePreset(id=new_id(), title="For the report", text=preset_text(request))
    case = replace(full_journey(), id="9")
    study = study_file(tmp_path / "Work.jvstudy", a_study(case, 3, [kept]))
    given = ["export", str(samples() / "Case 9.xlsx"), "-o", str(tmp_path / "out")]
    assert main([*given, "--study", str(study), "--preset", "For the report"]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "Case 9, phases.csv" in names and "Case 9, notes.csv" not in names
    assert not state.exists()
    assert verify(tmp_path / "Work exports.jsonl") == (1, ())


def test_nothing_is_written_beside_the_example_study(state: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in samples().iterdir())
    given = ["export", str(samples() / "Case 1.xlsx"), "-o", str(tmp_path / "out")]
    assert main([*given, "--format", "csv", "--study", str(sample_study())]) == 0
    assert sorted(path.name for path in samples().iterdir()) == before
    assert verify(state / "journeyviewer" / "exports.jsonl") == (1, ())


def test_kept_notes_are_taken_by_what_they_are_from_the_command(
    state: Path, tmp_path: Path
) -> None:
    case = replace(full_journey(), id="9")
    chosen = a_study(case, 3).numbered("9")[1][1]
    choice = Choice(notes=frozenset({chosen.id}))
    request = FigureRequest(folder=Path(), formats=("csv",), choice=choice)
    kept = FigurePreset(id=new_id(), title="One note", text=preset_text(request))
    study = study_file(tmp_path / "Work.jvstudy", a_study(case, 3, [kept]))
    given = ["export", str(samples() / "Case 9.xlsx"), "-o", str(tmp_path / "out")]
    assert main([*given, "--study", str(study), "--preset", "One note"]) == 0
    told = (tmp_path / "out" / "Case 9, notes.csv").read_text(encoding="utf-8-sig")
    assert len(told.splitlines()) == 2 and chosen.text in told
    assert main([*given, "--study", str(study), "--preset", "One note", "--cohort"]) == 1
