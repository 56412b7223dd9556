"""What the labels of forms are: which is that of the date, and whether one names the child of each
form or of all that follow it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from journeyviewer.ingest.chronology_columns import AGENCY, is_date
from journeyviewer.ingest.chronology_headings import plain
from journeyviewer.ingest.form_labels import EVENT, LEAST, Piece, field_of_label, is_of_person
from journeyviewer.ingest.table import Cell
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass

OF_EACH = 0.6
"""Times that a label comes, for each date, from which every form has it."""
TELLING = ("event", "type")


@dataclass(frozen=True, slots=True)
class Shape:
    """The labels of forms: that of the date, those of what happened, those that every form has.

    `headers` are labels of a child that stand above several forms, `first` those that stand in
    each form before its date, and `doubtful` those of which that is not certain. `gaps` says that
    a blank row stands before each form and within none, `below` are labels above what they hold.
    """

    start: str
    telling: frozenset[str]
    regular: tuple[str, ...]
    headers: frozenset[str]
    first: frozenset[str]
    doubtful: tuple[str, ...]
    count: int
    gaps: bool
    below: frozenset[str]


def shape_of(pieces: Sequence[Piece], starts: Collection[int], least: int = LEAST) -> Shape | None:
    """Return what the labels are, None where none of them is that of a date in every form.

    `starts` are the rows (from 0) in which tables begin, `least` how many forms there have to be.
    """
    count = Counter(piece.label for piece in pieces if piece.label)
    written = {piece.label: piece.written for piece in pieces}
    start = _start(pieces, count, least)
    if not start or (_is_mail(count) and start != "from"):
        return None
    tells = {label for label in count if field_of_label(written[label]) in TELLING}
    enough = max(least, OF_EACH * count[start])
    regular = [
        label
        for label in count
        if count[label] >= enough
        or label == start
        or (label in tells and 2 * count[label] >= count[start])
    ]
    telling = {label for label in regular if label in tells or _agency(label)}
    telling = telling or {
        label for label in regular if label != start and not is_of_person(written[label])
    }
    if not telling and _told_below(pieces, start) >= OF_EACH * count[start]:
        telling = {loose(EVENT)}
    if not telling:
        return None
    gaps = not starts and _are_parted(parts_of(pieces, ()), start, telling)
    parts = parts_of(pieces, starts) if gaps or 2 * len(starts) > count[start] else []
    roles = {
        label: _role(label, start, pieces, parts)
        for label in count
        if is_of_person(written[label]) and label not in telling
    }
    return Shape(
        start,
        frozenset(telling),
        tuple(label for label in regular if roles.get(label, "each") != "above"),
        frozenset(label for label, role in roles.items() if role == "above"),
        frozenset(label for label, role in roles.items() if role == "before"),
        tuple(label for label, role in roles.items() if role == "doubtful"),
        count[start],
        gaps,
        _above_values(pieces, count),
    )


def _start(pieces: Sequence[Piece], count: Mapping[str, int], least: int) -> str:
    """Return the label of dates that comes most often, "" without one."""
    dates: Counter[str] = Counter()
    for at, piece in enumerate(pieces):
        if field_of_label(piece.written) == "start" and _is_day(_value(pieces, at)):
            dates[piece.label] += 1
    start = max(dates, key=lambda label: dates[label], default="")
    return start if start and least <= count[start] <= 2 * dates[start] else ""


def _above_values(pieces: Sequence[Piece], count: Mapping[str, int]) -> frozenset[str]:
    """Return the labels below which, and not beside which, most of what they hold stands."""
    below = Counter(
        piece.label
        for piece, following in pairwise(pieces)
        if piece.label and piece.value is None and not following.label and not following.apart
    )
    return frozenset(
        label for label, times in below.items() if times >= LEAST and 2 * times > count[label]
    )


def _told_below(pieces: Sequence[Piece], start: str) -> int:
    """Return how many dates have text without a label below them, which tells what happened."""
    return sum(
        1
        for piece, following in pairwise(pieces)
        if piece.label == start and piece.value is not None and not following.label
    )


def _value(pieces: Sequence[Piece], at: int) -> Cell:
    """Return what a label holds, which may stand in the line below it."""
    piece, following = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    if piece.value is None and following is not None and not following.label:
        return following.value
    return piece.value


def _is_day(value: Cell) -> bool:
    return is_date(value) or (isinstance(value, int | float) and not isinstance(value, bool))


def _agency(label: str) -> bool:
    return AGENCY.fullmatch(plain(label)) is not None


def _is_mail(count: Counter[str]) -> bool:
    """True for the heads of messages, whose “To” is no end and whose “Subject” is no child."""
    return count["to"] >= LEAST and (count["subject"] >= LEAST or count["from"] >= LEAST)


def parts_of(pieces: Sequence[Piece], starts: Collection[int]) -> list[list[Piece]]:
    """Return pieces by the tables that they stand in, or else by the blank rows between them."""
    parts: list[list[Piece]] = []
    begun = -1
    for piece in pieces:
        begins = piece.row in starts and piece.row != begun if starts else piece.apart
        if begins or not parts:
            parts.append([])
            begun = piece.row
        parts[-1].append(piece)
    return parts


def _are_parted(parts: Sequence[Sequence[Piece]], start: str, telling: Collection[str]) -> bool:
    """True where blank rows stand between forms, and nowhere else."""
    own = {start, *telling}
    forms = [labels for part in parts if (labels := [p.label for p in part if p.label in own])]
    if len(forms) < LEAST or any(len(set(labels)) < len(labels) for labels in forms):
        return False
    whole = [labels for labels in forms if start in labels and len(labels) > 1]
    return len(whole) >= OF_EACH * len(forms)


def _role(label: str, start: str, pieces: Sequence[Piece], parts: Sequence[Sequence[Piece]]) -> str:
    """Return how a label of a child stands to the forms.

    It stands “above” those that follow, in “each” of them, there “before” the date, or it is
    “doubtful”: then what it says could go to the form before it as well as to the one after.
    """
    order = [piece.label for piece in pieces if piece.label in (label, start)]
    own, times = order.count(label), order.count(start)
    of_all = own >= max(LEAST, OF_EACH * times)
    if parts:
        beside = [part for part in parts if {label, start} <= {piece.label for piece in part}]
        return (
            "each" if of_all and len(beside) >= OF_EACH * own else _in_parts(label, start, beside)
        )
    before, after = order[0] == label, order[-1] == label
    if before and not after:
        return "before" if of_all else "above"
    if after and not before:
        return "each" if of_all else "above" if own == 1 else "doubtful"
    return "above" if 2 * own <= times else "doubtful"


def _in_parts(label: str, start: str, beside: Sequence[Sequence[Piece]]) -> str:
    """Return the same for a label that few forms have: it stands above them, or within its own."""
    for part in beside:
        labels = [piece.label for piece in part if piece.label in (label, start)]
        if labels[0] != label:
            return "each"
    return "above"
