"""Chooses a reader for every sheet, and brings what they read together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import Any

from journeyviewer.ingest import template, tidy
from journeyviewer.ingest.assemble import check_order, merge_cases
from journeyviewer.ingest.findings import Findings, Weight
from journeyviewer.ingest.ledger import Ledger
from journeyviewer.ingest.overlaps import trimmed
from journeyviewer.ingest.person_facts import (
    About,
    Fact,
    Met,
    Value,
    contradict,
    decided,
    is_asked,
    question_key,
)
from journeyviewer.ingest.siblings import joined_ids, joined_names
from journeyviewer.ingest.suggestions import taken
from journeyviewer.ingest.table import Claim, Reading, Sheet
from journeyviewer.ingest.terms import NO_TERMS, Terms
from journeyviewer.model.chronology import Case, Entry, Recognised, Sex, Tally
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.tables import CHOSEN_BY_HAND
from journeyviewer.model.values import dataclass

FORMS_WITH_PARTS = (None, "chronology", "sheets of lanes")
"""The forms, or none, of which several tables may stand on one sheet."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: what form it reads, how it bids for sheets, reads them, and whether their order
    is checked here.
    """

    form: str
    claim: Callable[[Sequence[Sheet]], Claim | None]
    read: Callable[[Claim, Terms], Reading]
    checks_order: bool = True


def _late(form: str, bids: str, reads: str = "", *, checks_order: bool = True) -> Reader:
    """Return a reader whose modules are loaded when a sheet is asked about, and read, with it.

    Most sources are of a form of our own, and every reader is a large part of what is loaded.
    """

    def claim(sheets: Sequence[Sheet]) -> Claim | None:
        found: Claim | None = _module(bids).claim(sheets)
        return found

    def read(claimed: Claim, terms: Terms) -> Reading:
        made: Reading = _module(reads or bids).read(claimed, terms)
        return made

    return Reader(form, claim, read, checks_order)


def _module(name: str) -> Any:
    return import_module(f"journeyviewer.ingest.{name}")


READERS = (
    Reader("reading template", template.claim, template.read),
    Reader("table of records", tidy.claim, tidy.read),
    _late("SSDA903 return", "ssda903_modules", "ssda903", checks_order=False),
    _late("Ofsted Annex A", "annex_a"),
    _late("Standard Safeguarding Dataset", "ssd"),
    _late("children in need census", "cin_tables", "cin", checks_order=False),
    _late("chronology", "chronology"),
    _late("sheets of lanes", "lane_sheets"),
    _late("wide table", "wide"),
)


def _readers(terms: Terms) -> tuple[Reader, ...]:
    """Return every reader; what a person chose for a table's columns comes before all of them."""
    if not terms.decisions.columns:
        return READERS
    from journeyviewer.ingest import mapped

    chosen = Reader(CHOSEN_BY_HAND, partial(mapped.claim, terms=terms), mapped.read)
    return (chosen, *READERS)


def read_sheets(
    sheets: Sequence[Sheet], terms: Terms = NO_TERMS, *, forgiving: bool = False
) -> Reading:
    """Read every sheet with the reader that is surest of it, on the terms given.

    A fault of one reader costs its own sheets alone where `forgiving`; their rows are kept aside.

    A sheet no reader knows becomes a problem, and its rows are kept aside and counted.
    """
    readers = _readers(terms)
    sheets, bids = _parted(sheets, _bids(sheets, readers), readers)
    first = Reading()
    if any(id(sheet) not in bids for sheet in sheets):
        sheets, bids = _seen_again(sheets, bids, readers, terms, first)
    parts: list[_Part] = []
    for reader in readers:
        own = tuple(sheet for sheet in sheets if _winner(bids, sheet) is reader)
        claimed = reader.claim(own) if own else None
        if claimed is not None:
            claimed = replace(claimed, sheets=own, beside=tuple(sheets))
            parts.append(_Part(reader, claimed, _read(reader, claimed, terms, forgiving)))
    reading = _together(parts)
    persons = _not_held(reading, terms)
    if persons:
        # What was decided of a child bears on rows that were read before it was known.
        _settle(parts, persons, replace(terms, persons=persons), forgiving)
        reading = _together(parts)
    reading.add(first)
    ordered = {case.id for part in parts if part.reader.checks_order for case in part.reading.cases}
    for sheet in sheets:
        if id(sheet) in bids:
            reading.recognised.append(_recognised(sheet, bids[id(sheet)]))
        else:
            from journeyviewer.ingest.unread import leave

            leave(sheet, reading)
        _show(sheet, bids.get(id(sheet), []), terms, reading)
    _bring_together(reading, ordered, terms)
    return reading


@dataclass(slots=True)
class _Part:
    """What one reader made of the sheets that it won."""

    reader: Reader
    claimed: Claim
    reading: Reading


Persons = Mapping[tuple[str, str], Value | None]


def _together(parts: Sequence[_Part]) -> Reading:
    reading = Reading()
    for part in parts:
        reading.add(part.reading)
    # Whose the tables of one sheet are is asked once for all of them.
    asked = {(question.key, question.file): question for question in reversed(reading.questions)}
    reading.questions = list(reversed(asked.values()))
    return reading


def _settle(parts: Sequence[_Part], persons: Persons, terms: Terms, forgiving: bool) -> None:
    """Let what was decided of children hold everywhere, with as little read again as can be.

    Days may be reckoned from a birth: what was read by another one is read again. Nothing is
    reckoned from a sex, so it is put right where it stands.
    """
    for part in parts:
        if any(_is_read_by_another_birth(case, persons) for case in part.reading.cases):
            part.reading = _read(part.reader, part.claimed, terms, forgiving)
        cases = part.reading.cases
        part.reading.cases = [_with_sex(case, persons) for case in cases]


def _is_read_by_another_birth(case: Case, persons: Persons) -> bool:
    about = case.id, Fact.BIRTH
    return about in persons and case.birth is not None and case.birth != persons[about]


def _with_sex(case: Case, persons: Persons) -> Case:
    value = persons.get((case.id, Fact.SEX), case.sex)
    if case.sex is None or value == case.sex:
        return case
    return replace(case, sex=value if isinstance(value, Sex) else None)


def _not_held(reading: Reading, terms: Terms) -> dict[tuple[str, str], Value | None]:
    """Return what was decided of children where a case was read as if it were not; mostly none."""
    if not any(is_asked(key) for key in terms.decisions.given):
        return {}
    names = joined_names(reading.cases, Findings(terms.decisions))
    ids: dict[str, list[Case]] = {}
    for case in reading.cases:
        ids.setdefault(names[case.id], []).append(case)
    found: dict[tuple[str, str], Value | None] = {}
    for (child, fact), met in _told(reading, names).items():
        if not contradict(met) or question_key((child, fact), met) not in terms.decisions.given:
            continue
        value = decided((child, fact), met, terms.decisions)
        held = [case.sex if fact is Fact.SEX else case.birth for case in ids.get(child, ())]
        if any(each is not None and each != value for each in held):
            found |= {(case.id, fact): value for case in ids[child]}
    return found


def _told(reading: Reading, names: Mapping[str, str]) -> dict[About, list[Met]]:
    """Return what was told of each child, under the one id it goes by."""
    told: dict[About, list[Met]] = {}
    for (child, fact), met in reading.told.items():
        told.setdefault((names.get(child, child), fact), []).extend(met)
    return told


@dataclass(frozen=True, slots=True)
class _Bid:
    """What one reader says of one sheet."""

    score: float
    reason: str
    reader: Reader


_Bids = dict[int, list[_Bid]]
"""The bids for each sheet, by its identity."""


def _bids(sheets: Sequence[Sheet], readers: Sequence[Reader]) -> _Bids:
    """Return the bids for each sheet, by the sheet's identity, the highest first."""
    bids: _Bids = {}
    for reader in readers:
        # Nothing else comes near a form of our own; looking for it would slow every start.
        asked = [sheet for sheet in sheets if not _is_own(bids.get(id(sheet), ()))]
        claimed = reader.claim(asked) if asked else None
        for sheet in claimed.sheets if claimed else ():
            if claimed is not None:
                bid = _Bid(claimed.score_of(sheet), claimed.reason, reader)
                bids.setdefault(id(sheet), []).append(bid)
    for found in bids.values():
        found.sort(key=lambda bid: -bid.score)
    return bids


def _parted(
    sheets: Sequence[Sheet], bids: _Bids, readers: Sequence[Reader]
) -> tuple[Sequence[Sheet], _Bids]:
    """Return the sheets with each of several tables on one as a sheet of its own, and their bids.

    A sheet that is read as it is is left whole where no more than one of them would be.
    """
    made: list[Sheet] = []
    for sheet in sheets:
        best = _winner(bids, sheet)
        parts: Sequence[Sheet] = ()
        if len(sheet.rows) >= LEAST_ROWS and (best.form if best else None) in FORMS_WITH_PARTS:
            from journeyviewer.ingest.blocks import parts_of

            parts = parts_of(sheet)
        of_parts = _bids(parts, readers) if parts else {}
        if len(of_parts) > 1 or (of_parts and best is None):
            made.extend(parts)
            bids |= of_parts
        else:
            made.append(sheet)
    return made, bids


def _seen_again(
    sheets: Sequence[Sheet], bids: _Bids, readers: Sequence[Reader], terms: Terms, said: Reading
) -> tuple[Sequence[Sheet], _Bids]:
    """Return the sheets with what nobody knew as it is found to be, and their bids."""
    from journeyviewer.ingest.second_looks import look_again

    made = look_again(sheets, bids, lambda sheet: bool(_bids([sheet], readers)), terms, said)
    # What says whose their rows are may come to be known beside them.
    return (sheets, bids) if made is sheets else (made, _bids(made, readers))


LEAST_ROWS = 3
"""Rows from which on a sheet may hold two tables."""


def _is_own(bids: Sequence[_Bid]) -> bool:
    """True for a sheet of the template or of the table of records."""
    return any(bid.score >= OWN and bid.reader in READERS[:OWN_FORMS] for bid in bids)


OWN, OWN_FORMS = 0.9, 2
"""The bid from which a sheet is certainly of a form of our own, the first so many readers."""


def _winner(bids: Mapping[int, list[_Bid]], sheet: Sheet) -> Reader | None:
    found = bids.get(id(sheet))
    return found[0].reader if found else None


def _recognised(sheet: Sheet, bids: Sequence[_Bid]) -> Recognised:
    best, other = bids[0], bids[1] if len(bids) > 1 else None
    return Recognised(
        file=sheet.file,
        sheet=sheet.name,
        form=best.reader.form,
        sureness=round(best.score, 2),
        reason=best.reason,
        other_form=other.reader.form if other else "",
        other_sureness=round(other.score, 2) if other else 0.0,
        other_reason=other.reason if other else "",
    )


SURE = 0.5
"""A bid under it may be wrong: the columns can be named by hand instead."""


def _read(reader: Reader, claimed: Claim, terms: Terms, forgiving: bool) -> Reading:
    try:
        return reader.read(claimed, terms)
    except (MemoryError, JourneyError):
        raise
    except Exception as error:
        if not forgiving:
            raise
        return _given_up(reader, claimed.sheets, type(error).__name__)


def _given_up(reader: Reader, sheets: Sequence[Sheet], kind: str) -> Reading:
    """Keep all rows of sheets aside that a reader failed on, and say so of each of them."""
    made, findings = Reading(), Findings()
    for sheet in sheets:
        ledger = Ledger(sheet)
        made.tallies.append(ledger.close("reading its table failed"))
        made.tray.extend(ledger.tray)
        message = (
            f"Something in it could not be understood when it was read as a {reader.form} "
            f"({kind}). Its rows are kept aside. Copy them into the reading template, or name its "
            "columns in the import report."
        )
        findings.say_of_sheet(sheet, "reader-failed", message, Weight.REFUSED)
    findings.close_into(made)
    return made


def _show(sheet: Sheet, bids: Sequence[_Bid], terms: Terms, reading: Reading) -> None:
    """Let a table of no known form, or of one that is not sure, have its columns named."""
    best = bids[0] if bids else None
    if best is not None and best.score >= SURE and best.reader.form != CHOSEN_BY_HAND:
        return
    from journeyviewer.ingest.columns import preview

    found = preview(sheet, terms.decisions.columns)
    if found is not None:
        form = best.reader.form if best is not None and not found.chosen else ""
        reading.tables.append(replace(found, taken_for=form))


MOST_SAID = 1_000
"""Overlaps said one by one in a reading; further ones, which nobody reads, are by case and lane."""


def _bring_together(reading: Reading, ordered: set[str], terms: Terms) -> None:
    """Make one case of each id, count what two files both say once, and check the order."""
    findings = Findings(terms.decisions)
    names = joined_names(reading.cases, findings)
    cases, hidden = merge_cases(joined_ids(reading.cases, names))
    told = _told(reading, names).items()
    known = {case.id for case in cases}
    differing = {about: met for about, met in told if about[0] in known and contradict(met)}
    if differing:
        from journeyviewer.ingest.person_questions import ask_of_persons

        ask_of_persons(differing, findings)
    cases, asked = taken(cases, findings), 0
    for at, case in enumerate(cases):
        if case.id in ordered:
            cases[at], asked = trimmed(case, findings, asked)
    findings.close_into(reading)
    reading.cases = cases
    for entry in hidden:
        # What words suggest stands in a row that is counted for its own record.
        if not entry.suggested:
            _count_as_hidden(entry, reading)
    said = 0
    for case in cases:
        if case.id in ordered:
            found = check_order(case, together=said >= MOST_SAID)
            reading.problems.extend(found)
            said += len(found)


def _count_as_hidden(entry: Entry, reading: Reading) -> None:
    """Move the rows of an entry that another file repeats from used to hidden duplicates."""
    for source in entry.sources[:1]:
        for index, tally in enumerate(reading.tallies):
            if (tally.file, tally.sheet) == (source.file, source.sheet) and tally.used:
                reading.tallies[index] = _moved(tally, source.row)
                break


def _moved(tally: Tally, row: int | None) -> Tally:
    fates = tally.fates
    if fates and row is not None:
        fates = f"{fates[: row - 1]}d{fates[row:]}"
    hidden = tally.hidden_duplicates + 1
    return replace(tally, used=tally.used - 1, hidden_duplicates=hidden, fates=fates)
