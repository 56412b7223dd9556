"""What rows with the same short answers have in common, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from journeyviewer.ingest import answers
from journeyviewer.ingest.dates import is_missing
from journeyviewer.ingest.findings import Findings, Row, RowError, Script, Weight
from journeyviewer.ingest.headings import Header, picker
from journeyviewer.ingest.mapper import is_dated
from journeyviewer.ingest.mapper_types import MapStatus
from journeyviewer.ingest.table import Cell
from journeyviewer.ingest.vocabulary import find_code, says_out_of_area
from journeyviewer.ingest.wording import word_in
from journeyviewer.model.chronology import AttributeValue, Kind
from journeyviewer.model.decisions import Decisions
from journeyviewer.model.lanes import Category, EventKind, Lane, loose
from journeyviewer.model.values import dataclass

Meaning = Category | EventKind | None
SHORT_FIELDS = (
    "kind",
    "what",
    "still going on",
    "tool",
    "score",
    "level",
    "out of borough",
    "planned",
    "high cost",
    "return interview",
)
"""The fields whose cells, with the lane and whether there is an end, decide all but the dates,
the words of the file, detail and source.
"""
OWN_FIELDS = ("in the files words", "short form", "detail", "source")
"""The fields that each row fills in for itself."""
MOST_FRAMES = 20_000
"""Distinct answers that are remembered."""


@dataclass(frozen=True, slots=True)
class Frame:
    """All of an entry but its dates and its own words.

    `label` and `words` are for rows without words of their own. `by_words` says that the words
    of the file had a part in it. `first` is said before the end is looked at, `then` after it.
    """

    kind: Kind
    record_lane: str
    category: str | None
    label: str
    words: str
    short: str
    code: str | None
    value: int | float | str | None
    attributes: Mapping[str, AttributeValue]
    going_on: bool
    by_words: bool
    dated: bool
    first: Script
    then: Script


class Frames:
    """The frames of one table."""

    def __init__(self, header: Header) -> None:
        # Kept, so that nothing else takes its place in memory while its frames are asked for.
        self.header = header
        self._short = picker(header, (*SHORT_FIELDS, "end"))
        self._own = picker(header, OWN_FIELDS)
        self._known: dict[object, Frame] = {}

    def own_words(self, row: Row) -> tuple[str, ...]:
        """Return the texts of OWN_FIELDS."""
        return tuple([text or "" for text in self._own(row.said)])

    def of(self, row: Row, lane: Lane, words: str, decisions: Decisions) -> Frame:
        """Return the frame of a row and its words; raises RowError when nothing says what it is."""
        picked = self._short(row.cells)
        # The last one picked is the end.
        key: object = (lane.key, is_missing(picked[-1]), picked[:-1])
        if not row.sheet.trimmed:
            # 1, 1.0 and TRUE are equal and do not say the same.
            key = key, repr(picked[:-1])
        frame = self._known.get(key)
        if frame is not None:
            return frame
        by_words = key, words
        frame = self._known.get(by_words)
        if frame is None:
            frame = _frame(row, lane, decisions)
            if len(self._known) < MOST_FRAMES:
                self._known[by_words if frame.by_words else key] = frame
        return frame


def _frame(row: Row, lane: Lane, decisions: Decisions) -> Frame:
    first, then = Script(decisions), Script(decisions)
    named = _name(row, lane, first)
    meaning = named.meaning
    kind = _kind(row, lane, meaning)
    going_on = False
    if kind not in (Kind.EVENT, Kind.SCORE):
        going_on = _asked(row, "still going on", answers.yes_or_no, first) is True
    fits = Category if kind is Kind.SPELL else EventKind
    value = _value(row, kind, meaning, then)
    return Frame(
        kind=kind,
        record_lane=meaning.record_lane if meaning else lane.record_lanes[0],
        category=meaning.code if isinstance(meaning, fits) else None,
        label=named.label,
        words=row.text("what"),
        short=meaning.short if meaning else "",
        code=named.code,
        value=value,
        attributes=MappingProxyType(_attributes(row, lane, kind, meaning, then)),
        going_on=going_on,
        by_words=kind is Kind.SCORE or not row.text("what"),
        dated=named.dated,
        first=first,
        then=then,
    )


@dataclass(frozen=True, slots=True)
class Named:
    """What a row is called: the kind of thing, the words shown without others, and its code.

    `dated` says that the row holds a code which was in use in some years only.
    """

    meaning: Meaning
    label: str
    code: str | None
    dated: bool


def _name(row: Row, lane: Lane, findings: Findings) -> Named:
    """Return what a row is called; raises RowError when nothing names it."""
    what, words = row.text("what"), row.text("in the files words")
    if not what and not words and lane.find(row.text("level")) is None:
        # A level that is none of the lane's is asked about as other words are.
        what = row.text("level")
    wording = word_in(what or words, lane, row, findings)
    meaning: Meaning = wording.meaning
    if not what and meaning is None:
        meaning = _unnamed(row, lane)
    if row.text("level") and _is_going_on_or_ended(row) and not isinstance(meaning, Category):
        level = lane.find(row.text("level"))
        meaning = level if isinstance(level, Category) else meaning
    if meaning is None:
        if not what and not words:
            message = "Nothing says what it is. Choose a word of the list in “What”."
            raise RowError("what-missing", message, "what")
        if lane.key != "other" and wording.status is not MapStatus.USER:
            findings.unknown_word(row, lane.title, what or words)
    code = find_code(lane.key, what) if _is_code(what) else None
    label = code.label if code else meaning.label if meaning else what
    if wording.both:
        label = wording.both
    elif wording.status in (MapStatus.KEYWORD, MapStatus.USER):
        # The words are the file's own and say more than the category they were read as.
        label = what or label
    canonical = wording.code or (meaning.canonical if meaning else None)
    # Words of the lists hold no code, and need no file of codes to be looked up.
    coded = wording.status is MapStatus.CODE or _is_code(what)
    dated = coded and lane.key != "other" and is_dated(what or words, lane.key)
    return Named(meaning, label, code.code if code else canonical, dated)


def _unnamed(row: Row, lane: Lane) -> Meaning:
    """Return what a row without words means: a level on its own, an episode of its sheet."""
    if row.text("level"):
        return lane.find(row.text("level"))
    if lane.layout == "missing" and not row.text("in the files words"):
        return lane.categories[0]
    return None


def _is_code(what: str) -> bool:
    return 1 < len(what) <= 3 and what[0].isalpha() and what[1:].isdigit()


def _is_going_on_or_ended(row: Row) -> bool:
    """True when a row gives an end or says that there is none yet; a dash says neither."""
    return not is_missing(row.cell("end")) or _answer_quietly(row) is True


def _answer_quietly(row: Row) -> bool | None:
    try:
        return answers.yes_or_no(row.cell("still going on"))
    except ValueError:
        return None


KINDS: Mapping[str, Kind] = {
    "spell": Kind.SPELL,
    "span": Kind.SPELL,
    "point": Kind.EVENT,
    "event": Kind.EVENT,
    "score": Kind.SCORE,
    "scored assessment": Kind.SCORE,
    "count": Kind.COUNT,
    "window count": Kind.COUNT,
}


def _kind(row: Row, lane: Lane, meaning: Meaning) -> Kind:
    """Return what kind of record a row is: as said, else by what it names, its end and score."""
    said = KINDS.get(loose(row.text("kind")))
    if said is not None:
        return said
    if isinstance(meaning, Category):
        return Kind.SPELL
    if _is_going_on_or_ended(row):
        return Kind.SPELL
    if isinstance(meaning, EventKind) and meaning.shape == "boxed":
        return Kind.SCORE
    return Kind.EVENT


def _value(row: Row, kind: Kind, meaning: Meaning, findings: Findings) -> int | float | str | None:
    if kind is Kind.SPELL:
        return meaning.value if isinstance(meaning, Category) else None
    if kind is Kind.EVENT:
        return None
    for field in ("score", "in the files words", "what"):
        found = answers.number(row.cell(field))
        if found is not None:
            return found
    if row.text("score"):
        return row.text("score")
    message = "A scored assessment without a number. Write it in “Score”."
    findings.say(row, "score-missing", message, "score", Weight.WARN)
    return None


def _attributes(
    row: Row, lane: Lane, kind: Kind, meaning: Meaning, findings: Findings
) -> dict[str, AttributeValue]:
    """Return what else the row says, by the names of the neutral records."""
    found: dict[str, AttributeValue] = {}
    for field, name, ask in (
        ("out of borough", "out_of_area", answers.out_of_area),
        ("planned", "planned", answers.yes_or_no),
        ("high cost", "high_cost", answers.yes_or_no),
    ):
        answer = _asked(row, field, ask, findings)
        if answer is not None:
            found[name] = answer
    if "out_of_area" not in found and lane.key == "residence":
        suffix = says_out_of_area(row.text("what"))
        found |= {} if suffix is None else {"out_of_area": suffix}
    if isinstance(meaning, Category) and meaning.temporary:
        found["temporary"] = True
    if lane.key == "referrals" and meaning and meaning.code == "NFA":
        found["nfa"] = True
    found |= _score_attributes(row, kind)
    try:
        found |= answers.interview(row.cell("return interview"))
    except ValueError as words:
        message = f"“{words}” says neither yes nor no; it is kept as not said."
        findings.say(row, "answer-unclear", message, "return interview", Weight.WARN)
    return found


def _score_attributes(row: Row, kind: Kind) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {}
    if answers.is_said(row.cell("tool")):
        found["tool"] = row.text("tool")
    if answers.is_said(row.cell("level")):
        found["level"] = row.text("level").casefold()
    score = answers.number(row.cell("score"))
    if score is not None and kind is Kind.SPELL:
        found["score"] = score
    return found


def _asked(
    row: Row, field: str, ask: Callable[[Cell], bool | None], findings: Findings
) -> bool | None:
    try:
        return ask(row.cell(field))
    except ValueError:
        message = f"“{row.text(field)}” says neither yes nor no; it is kept as not said."
        findings.say(row, "answer-unclear", message, field, Weight.WARN)
        return None
