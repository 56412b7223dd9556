"""What the dated modules of the return say: reviews, adoption, permanence, workers and liberty.

Meanings of the columns: guide to the children looked after return of the Department for Education.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from journeyviewer.ingest.findings import Row, RowError
from journeyviewer.ingest.return_dates import Asking, ordered
from journeyviewer.ingest.return_facts import Told, changed, point, spell
from journeyviewer.ingest.ssda903_years import Years
from journeyviewer.ingest.vocabulary import other_codes
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.times import FuzzyDate, month
from journeyviewer.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Setting(Asking):
    """What the rows of this return share; `birth_of` gives the birth of the child of a row."""

    years: Years
    birth_of: Callable[[Row], FuzzyDate | None]

    def label(self, row: Row, field: str, name: str) -> str:
        """Return the words of a code of a small list, or the text of the cell."""
        known = self.code(row, field, other_codes(name))
        return known.label if known else row.text(field)


def header(row: Row, setting: Setting) -> list[Told]:
    """Return the birth of a young mother's first child, to the month."""
    if not setting.answer(row, "MOTHER"):
        return []
    try:
        born = setting.day(row, "MC_DOB")
    except RowError:
        born = None
    if born is None or born.earliest is None:
        message = "The return says that she is a mother and not since when; nothing is drawn."
        setting.findings.say_once(row, "mother-undated", message, "")
        return []
    when = month(born.earliest.year, born.earliest.month)
    entry = point(row, "family", "FBIRTH", "First child born", when, "SSDA903 header")
    return [Told(("first child", when.earliest), entry)]


def review(row: Row, setting: Setting) -> list[Told]:
    """Return a review of the care plan and how the young person took part."""
    when = setting.needed(row, "REVIEW", "the review")
    label = lane_of("referrals").event("LACR")
    assert label is not None
    took_part = setting.label(row, "REVIEW_CODE", "REVIEW")
    code = row.text("REVIEW_CODE").upper()
    known = other_codes("REVIEW").get(code)
    attributes: dict[str, str | bool] = {"participation": code} if code else {}
    if known and known.meaning:
        attributes["views_heard"] = known.meaning == "yes"
    entry = changed(
        point(row, "referrals", "LACR", label.label, when, "SSDA903 reviews"),
        words=row.text("REVIEW_CODE"),
        detail=f"{took_part}." if took_part else "",
        attributes=MappingProxyType(attributes),
    )
    return [Told(("review", when.earliest), entry, when if code else None, "REVIEW_CODE")]


def uasc(row: Row, setting: Setting) -> list[Told]:
    """Return the day the status of an unaccompanied asylum-seeking child ends or ended."""
    when = setting.day(row, "DUC")
    if when is None:
        message = "No day is given on which the status of an unaccompanied child ends (DUC)."
        setting.findings.say_once(row, "status-undated", message, "")
        return []
    label = "Status of unaccompanied asylum-seeking child ends"
    entry = changed(
        point(row, "legal", None, label, when, "SSDA903 UASC"),
        short_forms=("UASC ends",),
        words="UASC",
        attributes=MappingProxyType({"uasc": True}),
    )
    return [Told(("uasc", when.earliest), entry)]


def adoption(row: Row, setting: Setting) -> list[Told]:
    """Return the decisions on an adoption: that it is best, and the match with adopters."""
    told = []
    carers = setting.answer(row, "FOSTER_CARE")
    detail = {True: "By her or his foster carers.", False: "Not by the foster carers."}
    for field, label, short in (
        ("DATE_INT", "Decision for adoption", "Adoption decided"),
        ("DATE_MATCH", "Matched with adopters", "Matched"),
    ):
        when = setting.day(row, field)
        if when is None:
            continue
        entry = changed(
            point(row, "legal", None, label, when, "SSDA903 AD1"),
            short_forms=(short,),
            detail=detail.get(carers, "") if carers is not None else "",
        )
        told.append(Told((field, when.earliest), entry))
    if not told:
        message = "It has no date. It is kept aside until DATE_INT or DATE_MATCH is filled in."
        raise RowError("start-missing", message, "DATE_INT")
    return told


def placed(row: Row, setting: Setting) -> list[Told]:
    """Return the decision to place for adoption, and that it holds no more.

    These are days of decisions; where the young person lived is in the episodes.
    """
    start = setting.needed(row, "DATE_PLACED", "the decision")
    end = setting.day(row, "DATE_PLACED_CEASED")
    fields = ("DATE_PLACED", "DATE_PLACED_CEASED")
    start, end = ordered(row, fields, start, end, setting.findings)
    source = "SSDA903 placed for adoption"
    label = "Decision: should be placed for adoption"
    entry = changed(point(row, "legal", None, label, start, source), short_forms=("Adoption plan",))
    told = [Told(("placed", start.earliest), entry)]
    if end is not None:
        reason = setting.label(row, "REASON_PLACED_CEASED", "PLACED_CEASED")
        label = "Decision: should no longer be placed for adoption"
        entry = changed(
            point(row, "legal", None, label, end, source),
            short_forms=("Adoption plan ended",),
            words=row.text("REASON_PLACED_CEASED"),
            detail=f"Because: {reason}." if reason else "",
        )
        told.append(Told(("placed ceased", end.earliest), entry))
    return told


def permanence(row: Row, setting: Setting) -> list[Told]:
    """Return an earlier permanent arrangement that ended before this care."""
    code = row.text("PREV_PERM").upper()
    label = setting.label(row, "PREV_PERM", "PREV_PERM")
    known = other_codes("PREV_PERM").get(code)
    if not code or (known is not None and known.meaning == "none"):
        return []
    when = setting.day(row, "DATE_PERM")
    if when is None:
        message = (
            f"The earlier permanence ({label.lower()}) has no date. It is kept aside: write the "
            "year or the month in DATE_PERM if it is known."
        )
        raise RowError("start-missing", message, "DATE_PERM")
    entry = changed(
        point(row, "legal", None, f"Earlier permanence: {label.lower()}", when, "SSDA903 PrevPerm"),
        short_forms=("Permanence",),
        words=row.text("PREV_PERM"),
        code=known.meaning or None if known else None,
    )
    return [Told(("permanence", code, when.earliest, when.latest), entry)]


def worker(row: Row, setting: Setting) -> list[Told]:
    """Return a change of social worker; who it is is never kept."""
    start = setting.needed(row, "SW_DECOM", "the change")
    end = setting.day(row, "SW_DEC")
    start, end = ordered(row, ("SW_DECOM", "SW_DEC"), start, end, setting.findings)
    reason = setting.label(row, "SW_REASON", "SW_REASON")
    entry = changed(
        point(row, "referrals", "ALLOC", "New social worker", start, "SSDA903 social workers"),
        words=row.text("SW_REASON"),
        detail=f"Reason: {reason}." if reason else "",
    )
    key = ("worker", start.earliest, row.text("SW_REASON").upper())
    return [Told(key, entry, end, "SW_DEC")]


def liberty(row: Row, setting: Setting) -> list[Told]:
    """Return a deprivation of liberty order, which lies over the legal status."""
    start = setting.needed(row, "DOLO_START", "the order")
    end = setting.day(row, "DOLO_END")
    start, end = ordered(row, ("DOLO_START", "DOLO_END"), start, end, setting.findings)
    label = lane_of("legal").category("DOL")
    assert label is not None
    entry = changed(
        spell(row, "legal", "DOL", label.label, (start, end)), source_name="SSDA903 DoLO"
    )
    return [Told(("liberty", start.earliest), entry, end, "DOLO_END")]


READS: Mapping[str, Callable[[Row, Setting], list[Told]]] = {
    "Reviews": review,
    "UASC": uasc,
    "AD1": adoption,
    "PlacedAdoption": placed,
    "PrevPerm": permanence,
    "SWEpisodes": worker,
    "DoLo": liberty,
}
"""The modules whose rows are read one by one, with what reads them."""
LANES: Mapping[str, tuple[str, ...]] = {
    "Reviews": ("referrals",),
}
"""The lanes that the modules cover; changes of worker and orders of liberty cover no lane."""
