"""What the rows of statutory returns say, each thing once however many years repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.findings import Findings, Row, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.make import changer
from journeyviewer.model.chronology import Entry, EntryId, Kind, SourceRow
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.times import EndState, FuzzyDate
from journeyviewer.model.values import dataclass

BOTH = "both"
changed: Callable[..., Entry] = changer(Entry)
"""Returns an entry with some fields changed."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a row says: `key` is what makes two rows speak of the same thing.

    `until` is the end, or what is filled in later, None while it is open; `field` is its column.
    One that `joins` is expected from several rows, and hiding it is no repair.
    """

    key: tuple[object, ...]
    entry: Entry
    until: FuzzyDate | None = None
    field: str = ""
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told, and the row that tells it; without a ledger the row's fate is settled."""

    told: Told
    row: Row
    ledger: Ledger | None


def point(
    row: Row, lane_key: str, kind: str | None, label: str, when: FuzzyDate, source: str
) -> Entry:
    """Return an event of a lane; `kind` is the code of one of its event kinds, None without one."""
    lane = lane_of(lane_key)
    event = lane.event(kind)
    return Entry(
        id=EntryId(""),
        kind=Kind.EVENT,
        lane=lane.key,
        record_lane=event.record_lane if event else lane.record_lanes[0],
        category=event.code if event else None,
        label=label,
        start=when,
        short_forms=(event.short,) if event and event.short != label else (),
        code=event.canonical if event else None,
        sources=(row.source,),
        source_name=source,
    )


def spell(
    row: Row, lane_key: str, category: str, label: str, days: tuple[FuzzyDate, FuzzyDate | None]
) -> Entry:
    """Return a spell of a category of a lane; one without an end is open."""
    start, end = days
    lane = lane_of(lane_key)
    drawn = lane.category(category)
    assert drawn is not None
    return Entry(
        id=EntryId(""),
        kind=Kind.SPELL,
        lane=lane.key,
        record_lane=drawn.record_lane,
        category=drawn.code,
        label=label,
        start=start,
        end=end,
        end_state=EndState.CLOSED if end else EndState.OPEN,
        short_forms=(drawn.short,) if drawn.short != label else (),
        code=drawn.canonical,
        sources=(row.source,),
    )


class FactBook:
    """Collects what the rows of every year say, child by child."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self._facts: dict[str, list[Fact]] = {}
        self._hidden: dict[tuple[int, int], bool] = {}

    @property
    def children(self) -> Mapping[str, None]:
        """The ids of the children something is said of, in order of first mention."""
        return dict.fromkeys(self._facts)

    def add(self, child: str, row: Row, told: Iterable[Told], ledger: Ledger | None = None) -> None:
        """Take what a row says of a child."""
        self._facts.setdefault(child, []).extend(Fact(item, row, ledger) for item in told)

    def first_row(self, child: str) -> Row | None:
        """Return the first row that says something of a child."""
        facts = self._facts.get(child)
        return facts[0].row if facts else None

    def settle(self) -> dict[str, list[Entry]]:
        """Return every child's entries, each once; count the rows that only repeat others."""
        settled = {}
        kept_rows: set[tuple[int, int]] = set()
        for child, facts in self._facts.items():
            groups: dict[tuple[object, ...], list[Fact]] = {}
            for fact in facts:
                groups.setdefault(fact.told.key, []).append(fact)
            entries = []
            for group in groups.values():
                kept = group if len(group) == 1 else self._once(child, group)
                kept_rows.update(_place(fact.row) for fact in kept)
                entries += [fact.told.entry for fact in kept]
            settled[child] = entries
        for fact in (fact for facts in self._facts.values() for fact in facts):
            if fact.ledger is not None:
                used = _place(fact.row) in kept_rows
                fact.ledger.set(fact.row.number, Fate.USED if used else Fate.DUPLICATE)
        return settled

    def _once(self, child: str, group: Sequence[Fact]) -> list[Fact]:
        """Keep one of the facts that say the same, and the later answer of an open one."""
        kept: list[Fact] = []
        for fact in group:
            same = next((i for i, one in enumerate(kept) if _says(one) == _says(fact)), None)
            if same is not None and self._hide(fact, kept[same], "duplicate-row"):
                kept[same] = _joined(kept[same], fact.told.entry.sources)
            else:
                kept.append(fact)
        closed = [fact for fact in kept if fact.told.until is not None]
        if closed:
            for fact in [item for item in kept if item.told.until is None]:
                if self._hide(fact, closed[-1], "episode-repeated"):
                    kept.remove(fact)
                    place = kept.index(closed[-1])
                    kept[place] = _joined(closed[-1], fact.told.entry.sources)
                    closed[-1] = kept[place]
        return kept if len(kept) == 1 else self._contradict(child, kept)

    def _hide(self, fact: Fact, other: Fact, rule: str) -> bool:
        """Note that a row is hidden behind another; False where that was taken back."""
        place = _place(fact.row)
        if fact.ledger is None or fact.told.joins:
            return True
        if place not in self._hidden:
            written = fact.row.text(fact.told.field) if fact.told.field else ""
            after = other.row.text(fact.told.field) if fact.told.field else ""
            where = f"row {other.row.number} of {other.row.sheet.file}"
            self._hidden[place] = self.findings.repair(
                fact.row,
                rule,
                f"{written or 'no end'} (shown)" if rule != "duplicate-row" else "shown",
                f"{after} ({where})" if rule != "duplicate-row" else f"hidden: as {where}",
                fact.told.field,
            )
        return self._hidden[place]

    def _contradict(self, child: str, group: Sequence[Fact]) -> list[Fact]:
        """Ask which of several answers holds; all are drawn until that is decided."""
        texts = [fact.row.text(fact.told.field) if fact.told.field else "" for fact in group]
        if len(set(texts)) < len(texts):
            return list(group)
        named = " and ".join(f"“{text or 'nothing'}”" for text in texts)
        first = group[0]
        for fact in group[1:]:
            message = (
                f"It says “{fact.row.text(fact.told.field)}” and row {first.row.number} of "
                f"{first.row.sheet.file} “{texts[0]}” about the same thing. Both are drawn."
            )
            rule = "conflicting-ends" if first.told.entry.kind is Kind.SPELL else "conflicting-rows"
            self.findings.say(fact.row, rule, message, fact.told.field, Weight.ASK)
        choices = [Choice(BOTH, "Keep and draw all of them")]
        for fact, text in zip(group, texts, strict=True):
            choices.append(Choice(key_of("is", text), f"Keep {text} ({fact.row.sheet.file})"))
        answer = self.findings.ask(
            Question(
                key=key_of("conflict", child, *first.told.key, *sorted(texts)),
                topic=Topic.DATE,
                title="Two rows give different answers about the same thing. Which one holds?",
                detail=f"{first.told.entry.label}: {named}.",
                choices=tuple(choices),
                default=BOTH,
                file=first.row.sheet.file,
                sheet=first.row.sheet.name,
                column=first.row.written(first.told.field),
                rows=tuple(fact.row.number for fact in group),
            )
        )
        if answer == BOTH:
            return list(group)
        keep = [
            fact for fact, text in zip(group, texts, strict=True) if key_of("is", text) == answer
        ]
        rows = tuple(source for fact in group for source in fact.told.entry.sources)
        return [_joined(keep[0], rows)]


def _place(row: Row) -> tuple[int, int]:
    return id(row.sheet), row.number


def _says(fact: Fact) -> tuple[object, ...]:
    """Return all that a fact says, wherever it stands; a date counts and not its spelling."""
    entry = fact.told.entry
    end = (entry.end.earliest, entry.end.latest) if entry.end else ()
    until = fact.told.until
    days = (entry.start.earliest, entry.start.latest, *end, until.last if until else None)
    rest = (entry.lane, entry.category, entry.label, entry.value, entry.detail)
    return (*days, *rest, tuple(sorted(entry.attributes.items())))


def _joined(fact: Fact, rows: Sequence[SourceRow]) -> Fact:
    entry = fact.told.entry
    sources = tuple(dict.fromkeys((*entry.sources, *rows)))
    return replace(fact, told=replace(fact.told, entry=replace(entry, sources=sources)))
