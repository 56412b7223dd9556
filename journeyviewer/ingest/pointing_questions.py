"""Questions about what was pointed out in a reading; until they are answered it is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from journeyviewer.ingest.pointing import AS_SHOWN, Column, Found, Place, Screening, screen
from journeyviewer.ingest.pointing_hide import hidden
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import Choice, Question, Topic
from journeyviewer.model.pointing import Hit, Pointer, masked
from journeyviewer.model.words import counted, natural

HIDE, KEEP, PSEUDONYM = "hide", "keep", "pseudonym"
"""The answers; a pseudonym is kept, and never pointed out again."""
AROUND = 44
"""Letters shown on either side of what was pointed out."""
NOWHERE = Place("", "", 0, AS_SHOWN)
MOST_QUESTIONS = 500
"""Questions asked; what is beyond them stays hidden until these are answered."""
ASKED = {
    Pointer.NHS_NUMBER: "Could this be an NHS number?",
    Pointer.PUPIL_NUMBER: "Could this be a pupil’s number?",
    Pointer.INSURANCE_NUMBER: "Could this be a National Insurance number?",
    Pointer.EMAIL: "Could this be somebody’s e-mail address?",
    Pointer.WEB: "Could this web address lead to somebody?",
    Pointer.USER_NAME: "Could this be somebody’s name on the web?",
    Pointer.PHONE: "Could this be a telephone number?",
    Pointer.BIRTH: "Could this be a day of birth?",
    Pointer.POSTCODE: "Could this be a postcode?",
    Pointer.ADDRESS: "Could this be an address?",
    Pointer.SCHOOL: "Could this be the name of a school?",
    Pointer.HOME: "Could this be the name of a home?",
    Pointer.PLACE: "Could this be the name of a place?",
    Pointer.PERSON: "Could this be the name of a person?",
    Pointer.VEHICLE: "Could this be a vehicle’s registration?",
    Pointer.CASE_NUMBER: "Could this be the number of a case?",
    Pointer.COLUMN: "Could this column point at somebody?",
}


def screened(cohort: Cohort, terms: Terms) -> Cohort:
    """Return a reading with questions about what was pointed out, and that hidden in it."""
    decisions = terms.decisions
    screening = screen(cohort, decisions.pseudonyms)
    kept = {key for key in screening.keys if decisions.given.get(key) in (KEEP, PSEUDONYM)}
    asked = [
        replace(question, given=_given(terms, question.key)) for question in _questions(screening)
    ]
    cohort = replace(cohort, questions=(*asked, *cohort.questions))
    return hidden(cohort, screening, kept)


def _given(terms: Terms, key: str) -> str | None:
    answer = terms.decisions.given.get(key)
    return answer if answer in (HIDE, KEEP, PSEUDONYM) else None


def _questions(screening: Screening) -> list[Question]:
    texts: dict[str, tuple[str, Hit]] = {}
    for text, hits in screening.by_text.items():
        for hit, key in hits:
            texts.setdefault(key, (text, hit))
    found = sorted(screening.found.values(), key=lambda item: -item.sureness.rank)
    made = [
        _question(item, *texts[item.key], screening)
        for item in found[:MOST_QUESTIONS]
        if item.key in texts
    ]
    return [*made, *_about_columns(screening)]


def _about_columns(screening: Screening) -> Iterator[Question]:
    """Yield a question for each heading that points: its answer holds in every table with it."""
    alike: dict[str, list[Column]] = {}
    for column in screening.columns.values():
        if column.points:
            alike.setdefault(column.key, []).append(column)
    for key, columns in alike.items():
        columns.sort(key=lambda column: (natural(column.file), natural(column.sheet)))
        first = columns[0]
        # Their names are not given: a file may be called by a name that is hidden.
        tables = f" of {counted(len(columns), 'table')}" if len(columns) > 1 else ""
        yield Question(
            key=key,
            topic=Topic.IDENTIFIER,
            title=ASKED[Pointer.COLUMN],
            detail=f"The column “{first.column}”{tables}: {first.reason}",
            choices=(Choice(HIDE, "Keep it hidden"), Choice(KEEP, "Keep its words")),
            default=HIDE,
            file=first.file,
            sheet=first.sheet or None,
            column=first.column,
        )


def _question(item: Found, text: str, hit: Hit, screening: Screening) -> Question:
    # What stands below no heading was found and has no place.
    place = item.places[0] if item.places else NOWHERE
    start, end = max(hit.start - AROUND, 0), min(hit.end + AROUND, len(text))
    left, right = "…" if start else "", "…" if end < len(text) else ""
    part = text[start:end]
    hits = [
        replace(each, start=max(each.start - start, 0), end=min(each.end, end) - start)
        for each, _ in screening.by_text[text]
        if each.end > start and each.start < end
    ]
    where = f"Row {place.row:,}, “{place.column}”: " if place.row else f"{place.column}: "
    more = ""
    if item.count > 1:
        more = f" And {counted(item.count - 1, 'more time')}."
    return Question(
        key=item.key,
        topic=Topic.IDENTIFIER,
        title=ASKED[item.kind],
        detail=f"{where}“{left}{masked(part, hits)}{right}”{more}",
        whole=f"{where}“{left}{part}{right}”{more}",
        subject=item.words,
        choices=_choices(item.kind),
        default=HIDE,
        file=place.file,
        sheet=place.sheet or None,
        column=place.column,
        rows=_rows(item),
    )


def _choices(kind: Pointer) -> tuple[Choice, ...]:
    usual = (Choice(HIDE, "Keep it hidden"), Choice(KEEP, "No: keep the words"))
    return (*usual, Choice(PSEUDONYM, "A pseudonym")) if kind is Pointer.PERSON else usual


def _rows(item: Found) -> tuple[int, ...]:
    first = item.places[0] if item.places else NOWHERE
    rows: Iterable[int] = (
        place.row
        for place in item.places
        if (place.file, place.sheet) == (first.file, first.sheet) and place.row
    )
    return tuple(dict.fromkeys(rows))
