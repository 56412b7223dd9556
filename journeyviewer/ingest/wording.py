"""What the words of a row stand for: mapped, decided by a person, or left as they are written."""

from __future__ import annotations

from journeyviewer.ingest.findings import Findings, Row
from journeyviewer.ingest.mapper import map_words
from journeyviewer.ingest.mapper_types import Mapped, MapStatus, NoData
from journeyviewer.model.lanes import Category, EventKind, Lane
from journeyviewer.model.lanes import lane as lane_called
from journeyviewer.model.values import dataclass

JUSTICE, WELFARE = "justice", ("S25", "DOLO")
SURE = (MapStatus.EXACT, MapStatus.CODE, MapStatus.KEYWORD)


@dataclass(frozen=True, slots=True)
class Wording:
    """What words stand for in one lane.

    `meaning` is None for words left as they are; `code` is the canonical code, `status` how it was
    found, `out_of_area` what the words say of the place, None when they say nothing. `both` names
    every meaning where one cell holds several ("" otherwise); the first one decides the bar.
    """

    meaning: Category | EventKind | None = None
    code: str | None = None
    status: MapStatus = MapStatus.UNMAPPED
    out_of_area: bool | None = None
    both: str = ""


NOTHING = Wording()


def word_in(words: str, lane: Lane, row: Row, findings: Findings) -> Wording:
    """Return what words of a row stand for in its lane.

    What belongs to another lane is said, and never moved there by itself; a guess is no answer.
    """
    if not words:
        return NOTHING
    decided = findings.word_code(lane.key, words)
    if decided is not None:
        # Asked all the same, so that the answer can be seen and changed in the report.
        findings.unknown_word(row, lane.title, words)
        chosen = lane.category(decided) or lane.event(decided)
        code = chosen.canonical if chosen else None
        return Wording(chosen, code, MapStatus.USER)
    known = lane.find(words)
    if known is not None:
        return Wording(known, known.canonical, MapStatus.EXACT)
    if lane.key == "other":
        return NOTHING
    found = map_words(words, lane.key)
    here = _in_lane(found, lane)
    if here is not None and found.status in SURE and not found.suggestion:
        _tell(found, here, words, lane, row, findings)
        several = [each.label for each in found.meanings if each.lane == lane.key]
        both = " + ".join(dict.fromkeys(several)) if len(several) > 1 else ""
        return Wording(here, found.code, found.status, found.out_of_area, both)
    if found.no_data not in (None, NoData.MISSING):
        findings.say_once(row, "value-held-back", f"“{words}”: {found.reason}", words)
    elif found.meanings and found.lane not in (None, lane.key) and not found.suggestion:
        message = (
            f"“{words}” is “{found.meanings[0].label}”, which belongs to another lane than "
            f"{lane.title}. It is drawn here; write the other lane in its row if that is right."
        )
        findings.say_once(row, "word-of-other-lane", message, f"{lane.key}: {words}")
    return Wording(out_of_area=found.out_of_area)


def lane_of_order(words: str, lane: Lane, row: Row, findings: Findings) -> Lane:
    """Return the lane a row belongs to: a welfare order filed under justice is no justice.

    A secure order (s25) or a deprivation of liberty is made for a child's welfare, whatever
    heading a file puts it under; every other row stays where it was put.
    """
    if lane.key != JUSTICE or not words:
        return lane
    found = map_words(words, lane.key)
    if found.code not in WELFARE or found.lane is None or found.suggestion:
        return lane
    right = lane_called(found.lane)
    message = (
        f"“{words}” is a welfare order: it is drawn in {right.title}, not in {lane.title} as the "
        "file has it."
    )
    findings.say_once(row, "welfare-not-justice", message, words)
    return right


def _tell(
    found: Mapped,
    here: Category | EventKind,
    words: str,
    lane: Lane,
    row: Row,
    findings: Findings,
) -> None:
    """Say how words were understood where that is not plain, and what is to be known of them."""
    if found.status is MapStatus.KEYWORD:
        message = f"“{words}” is read as “{here.label}”. {found.reason}"
        findings.say_once(row, "word-mapped", message, f"{lane.key}: {words}")
    for remark in found.remarks:
        findings.say_once(row, "word-remark", f"“{words}”: {remark}", f"{words}{remark}")


def _in_lane(found: Mapped, lane: Lane) -> Category | EventKind | None:
    if found.lane != lane.key or found.kind is None:
        return None
    return lane.category(found.kind) or lane.event(found.kind)
