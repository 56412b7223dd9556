"""Who could be singled out: what few cases of a study share, and what two known dates tell.

The measures are those of the Information Commissioner's Office (singling out) and of de Montjoye
and others, "Unique in the Crowd" (2013): of all pairs of dated events of a case, how many fit this
case alone. They count within the study; they never show that nobody can be recognised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations

from journeyviewer.analysis.cohort import PUBLISHED, cohort_table
from journeyviewer.export.broader import FEW, Rare, rare_kinds
from journeyviewer.export.sharing import PRECISION_WORDS, PRECISIONS, Sharing
from journeyviewer.export.typed_words import Typed, typed_words
from journeyviewer.model.chronology import Case, Cohort, Entry
from journeyviewer.model.counts import drawn
from journeyviewer.model.study import Study
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, nearest_month

MOST_EVENTS, LEAST_EVENTS = 60, 4
"""Events of a case whose pairs are counted: evenly taken from all, fewer where cases are many."""
MOST_PAIRS = 300_000
"""Pairs that are counted at one precision, about; enough for whole percents."""

Token = tuple[str, str | None, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """An attribute that anybody can see in what leaves, its value, and how many cases share it."""

    attribute: str
    value: str
    cases: int

    @property
    def few(self) -> bool:
        """Whether under five cases share it."""
        return self.cases < FEW


@dataclass(frozen=True, slots=True)
class Known:
    """What knowing two dated events tells at a precision.

    Of `pairs` of events, `alone` fit one case only and `few` fit under five. `months` 0 is to the
    day.
    """

    months: int
    pairs: int
    alone: int
    few: int

    @property
    def share(self) -> int:
        """Pairs that single out one case, in whole percent."""
        return round(100 * self.alone / self.pairs) if self.pairs else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """All of it for what is about to leave."""

    cases: int
    sharing: Sharing
    shared: tuple[Shared, ...]
    known: tuple[Known, ...]
    rare: tuple[Rare, ...]
    typed: tuple[Typed, ...]

    @property
    def chosen(self) -> Known:
        """What knowing two events tells at the precision that was chosen."""
        months = 0 if self.sharing.dates else self.sharing.months
        return next(one for one in self.known if one.months == months)


def check(cohort: Cohort, sharing: Sharing, study: Study | None = None) -> Check:
    """Return who could be singled out of the cases read together."""
    return Check(
        cases=len(cohort.cases),
        sharing=sharing,
        shared=shared_attributes(cohort),
        known=tuple(known_pairs(cohort.cases, months) for months in (0, *PRECISIONS.values())),
        rare=rare_kinds(cohort),
        typed=typed_words(study, sharing) if study is not None else (),
    )


def shared_attributes(cohort: Cohort) -> tuple[Shared, ...]:
    """Return each value of the published columns with the number of cases that have it."""
    table = cohort_table(cohort)
    found = []
    for place, title in enumerate(PUBLISHED[1:], start=1):
        counts = Counter(str(row[place]) for row in table.rows)
        found += [Shared(title, value, cases) for value, cases in sorted(counts.items())]
    return tuple(found)


def known_pairs(cases: Sequence[Case], months: int) -> Known:
    """Return what knowing two dated events tells at a precision; 0 is calendar dates to the day."""
    tokens = [_tokens(case, months) for case in cases]
    holders: dict[Token, int] = {}
    for place, own in enumerate(tokens):
        for token in own:
            holders[token] = holders.get(token, 0) | 1 << place
    pairs = alone = few = 0
    most = round((2 * MOST_PAIRS / max(len(cases), 1)) ** 0.5)
    most = min(MOST_EVENTS, max(LEAST_EVENTS, most))
    for own in tokens:
        for one, other in combinations(_spread(own, most), 2):
            both = (holders[one] & holders[other]).bit_count()
            pairs += 1
            alone += both == 1
            few += both < FEW
    return Known(months, pairs, alone, few)


def _spread(tokens: Sequence[Token], most: int) -> list[Token]:
    if len(tokens) <= most:
        return list(tokens)
    return [tokens[place * len(tokens) // most] for place in range(most)]


def _tokens(case: Case, months: int) -> list[Token]:
    """Return what a case shows of its events, each once: its kind and when."""
    entries = [entry for entry in drawn(case) if entry.start.known]
    if not entries:
        return []
    origin = case.birth.first if case.birth and case.birth.known else _first(entries)
    at: Callable[[date], int] = date.toordinal
    if months:

        def at(when: date) -> int:
            return (nearest_month(origin, when) + months // 2) // months

    return sorted({(e.lane, e.category, at(e.start.first)) for e in entries}, key=str)


def _first(entries: Sequence[Entry]) -> date:
    return min(entry.start.first for entry in entries)


def check_text(found: Check) -> str:
    """Return the check in plain sentences, for a dialog or a terminal."""
    blocks = [_known_words(found), _shared_words(found), _rare_words(found), _typed_words(found)]
    blocks.append(
        "All of this counts within the cases read. People outside know other things: it does not "
        "show that nobody can be recognised."
    )
    return "\n\n".join(block for block in blocks if block) + "\n"


def _known_words(found: Check) -> str:
    lines = [
        f"Singling out, among {counted(found.cases, 'case')}. {found.sharing.words}",
        "Somebody who knows two events of one young person could tell the journey from all others:",
    ]
    for one in found.known:
        what = (
            "dates to the day" if not one.months else f"ages to the {PRECISION_WORDS[one.months]}"
        )
        chosen = ", as chosen" if one == found.chosen else ""
        lines.append(
            f"  {what}: {one.alone:,} of {one.pairs:,} pairs of events fit one case only "
            f"({one.share} %), {one.few:,} fit under {FEW}{chosen}"
        )
    return "\n".join(lines)


def _shared_words(found: Check) -> str:
    few = [one for one in found.shared if one.few]
    if not few:
        return f"Every visible attribute is shared by {FEW} cases or more."
    lines = [f"Visible attributes that under {FEW} cases share:"]
    lines += [
        f"  {one.attribute}: {found.sharing.recorded(one.value)}, {counted(one.cases, 'case')}"
        for one in few
    ]
    return "\n".join(lines)


def _rare_words(found: Check) -> str:
    if not found.rare:
        return ""
    lines = [f"Kinds of record that under {FEW} cases have:"]
    for one in found.rare:
        into = f"; can be shown as “{one.broader}”" if one.broader else ""
        lines.append(f"  {one.label}, {counted(one.cases, 'case')}{into}")
    return "\n".join(lines)


def _typed_words(found: Check) -> str:
    if not found.typed:
        return ""
    lines = ["Typed words that could date or name:"]
    for one in found.typed:
        done = one.done or "stays: word it anew if it tells the time"
        lines.append(f"  {one.where}: “{one.words}” ({done})")
    return "\n".join(lines)
