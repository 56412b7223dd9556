"""Keeps to one child at a time: whom the rows below a line, a heading or a name are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from journeyviewer.ingest.answers import id_text, is_damaged_id
from journeyviewer.ingest.chronology_people import (
    Facts,
    contradict,
    facts_in,
    id_alone,
    id_in_name,
    ids_shaped,
    may_name,
    tells_of_another,
)
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.table import Sheet
from journeyviewer.model.decisions import ASIDE, Choice, Question, Topic, key_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass

SAME = "same as above"
KEEP_ASIDE = Choice(ASIDE, "Keep the rows aside until I have looked")
ASIDE_REASON = (
    "It is not certain whose row this is. Answer the question about it, or name the child in the "
    "row."
)
SHORTENED = "reads {}: a spreadsheet has shortened it and its digits are lost."


@dataclass(frozen=True, slots=True)
class Whom:
    """The child that rows are about; no name where that is not certain.

    `asked` is the key of the question that settles it, "" where nothing is asked; `why` says
    what keeps the rows of nobody aside, and what to do.
    """

    name: str = ""
    asked: str = ""
    why: str = ASIDE_REASON


@dataclass(slots=True)
class Batch:
    """The lines between two runs of rows: what they say of a person, and what may name one."""

    facts: list[Facts] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    nearer: str = ""
    """A doubtful line below one that names a child."""

    def take(self, line: str) -> bool:
        """Take a line; True when it says something of a person."""
        found = facts_in(line)
        if not found.name:
            alone = id_alone(line)
            found = Facts(alone, found.born, found.gender, True) if alone else found
        if found.any:
            self.facts.append(found)
            self.nearer = "" if found.name else self.nearer
        elif ids_shaped(line) or may_name(line) or tells_of_another(line):
            self.doubtful.append(line.replace("\t", " "))
            self.nearer = self.doubtful[-1] if self.facts else ""
        return found.any

    @property
    def names(self) -> list[str]:
        """The names given, each once; of others beside a child's those that contradict it."""
        named = [item for item in self.facts if item.name]
        sure = [item for item in named if item.sure] or named
        kept = [
            item
            for item in named
            if item in sure or any(contradict(item.name, one.name) for one in sure)
        ]
        return list(dict.fromkeys(id_text(item.name) for item in kept))

    def first(self, what: str) -> str:
        """Return the first birth or gender given, "" without one."""
        return next((text for item in self.facts if (text := getattr(item, what))), "")


@dataclass(slots=True)
class Follower:
    """Follows whom the rows of one sheet are about; `carried` is whom the table before was about.

    `usual` is the id to fall back on where neither lines nor names say anything.
    """

    sheet: Sheet
    findings: Findings
    usual: str
    carried: Whom | None = None
    seeds: Sequence[str] = ()
    whom: Whom | None = None
    batch: Batch = field(default_factory=Batch)
    births: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    _doubted: str = ""
    """A line just above the table that may name another child than what was named further up."""

    def __post_init__(self) -> None:
        self.whom = self.carried
        for line in self.seeds:
            self.batch.take(line)
        further_up = len(self.batch.names), len(self.batch.doubtful)
        for line in self.sheet.above:
            self.batch.take(line)
        if further_up[0] and further_up[0] == len(self.batch.names):
            self._doubted = next(iter(self.batch.doubtful[further_up[1] :]), "")

    def settle(self, row: int, by_row: bool = False) -> Whom:
        """Return whom the next row is about, after the lines above it; asks where it must.

        `by_row` says that every row names its own child, so that nothing is asked here.
        """
        batch, self.batch = self.batch, Batch()
        doubted, self._doubted = self._doubted, ""
        names = batch.names
        if by_row:
            self.whom = Whom()
            name = names[0] if len(names) == 1 else ""
        else:
            if doubted:
                self.whom = self._ask_line(doubted, (*ids_shaped(doubted), *names), row)
            else:
                self.whom = self._decide(batch, names, row)
            name = self.whom.name
        if name:
            for what, kept in (("born", self.births), ("gender", self.genders)):
                if batch.first(what):
                    kept.setdefault(name, batch.first(what))
        return self.whom

    def _decide(self, batch: Batch, names: Sequence[str], row: int) -> Whom:
        if len(names) > 1:
            return self._ask_line(" and ".join(names), names, row)
        if names and batch.nearer and self.sheet.part:
            # The tables on one sheet may each be of another child than the sheet is about.
            return self._ask_line(batch.nearer, (*ids_shaped(batch.nearer), *names), row)
        if names:
            return self._named(names[0], row)
        if self.whom is None and not (self.sheet.part and batch.doubtful):
            return self._by_name_of_sheet()
        if self.whom is None or batch.doubtful:
            # The tables on one sheet may be of several children.
            line = batch.doubtful[-1]
            return self._ask_line(line, ids_shaped(line), row)
        other_birth = batch.first("born")
        known = self.births.get(self.whom.name, other_birth)
        if loose(other_birth or known) != loose(known):
            return self._ask_line(f"born {other_birth}", (), row)
        return self.whom

    def _named(self, name: str, row: int) -> Whom:
        if is_damaged_id(name):
            return Whom(
                why=f"The id above these rows {SHORTENED.format(name)} Write the id as text in the "
                "original and save it again."
            )
        others = [id_in_name(self.sheet.called), id_in_name(self.sheet.file)]
        other = next((item for item in others if item and contradict(name, item)), "")
        if not other or self.whom is not None:
            return Whom(name)
        return self._ask_line(
            f"{name}, but the name of the sheet or file is {other}", (name, other), row
        )

    def _by_name_of_sheet(self) -> Whom:
        """Return the id that the sheet or file is named by; asked, as a name proves little."""
        of_sheet, of_file = id_in_name(self.sheet.called), id_in_name(self.sheet.file)
        found = of_sheet or of_file
        place = "sheet" if of_sheet else "file"
        name = found or self.usual
        part = self.sheet.part
        whole = part is not None and (bool(found) or not name.endswith(f", {part.cell}"))
        detail = (
            f"Nothing in the table names a child. The name of the {place} does: {name}."
            if found
            else f"Nothing names a child. Until you say who it is, the file’s name is used: {name}."
        )
        return self._ask("who", detail, (name,), default=name, whole=whole)

    def _ask_line(self, line: str, names: Sequence[str], row: int) -> Whom:
        before = self.whom.name if self.whom else ""
        named = dict.fromkeys((*names, *([before] if before else [])))
        choices = [name for name in named if not is_damaged_id(name)]
        detail = (
            f"Above row {row} it says “{line[:80]}”. Which child are the rows below it about? "
            "Until you say so they are kept aside."
        )
        return self._ask(line, detail, choices, default=ASIDE, rows=(row,))

    def _ask(
        self,
        about: str,
        detail: str,
        names: Iterable[str],
        default: str,
        rows: tuple[int, ...] = (),
        whole: bool = False,
    ) -> Whom:
        # Those tables of a sheet that have no name of their own are asked about together.
        sheet = (self.sheet.called or None) if whole else self.sheet.name
        choices = tuple(Choice(name, f"It is about {name}") for name in names)
        key = key_of(Topic.PERSON, self.sheet.file, sheet, about)
        answer = self.findings.ask(
            Question(
                key=key,
                topic=Topic.PERSON,
                title="Who is this?",
                detail=detail,
                choices=(*choices, KEEP_ASIDE),
                default=default,
                file=self.sheet.file,
                sheet=sheet,
                rows=rows,
                free="case",
            )
        )
        return Whom("" if answer == ASIDE else id_text(answer), key)
