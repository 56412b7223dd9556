"""What the rows of the census say: referrals, assessments, enquiries, plans and their ends.

A factor of an assessment is a point on the day the assessment was authorised: the census does not
say when it began or ended. Meanings: guide to the children in need census.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from journeyviewer.ingest.answers import number
from journeyviewer.ingest.cin_codes import codes, factors
from journeyviewer.ingest.findings import Row, RowError
from journeyviewer.ingest.return_dates import Asking, ordered
from journeyviewer.ingest.return_facts import Told, point, spell
from journeyviewer.model.chronology import AttributeValue
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.times import FuzzyDate

SOURCE = "CIN census"


def details(row: Row, asking: Asking) -> list[Told]:
    """Return a referral, its conference and the day on which the case was closed."""
    when = asking.needed(row, "CINreferralDate", "the referral")
    closed = asking.day(row, "CINclosureDate")
    fields = ("CINreferralDate", "CINclosureDate")
    when, closed = ordered(row, fields, when, closed, asking.findings)
    told = [_referral(row, asking, when)]
    told += _conference(row, asking)
    if closed is not None:
        told.append(_closure(row, asking, closed))
    return told


def _referral(row: Row, asking: Asking, when: FuzzyDate) -> Told:
    source = asking.code(row, "ReferralSource", codes("SOURCE"))
    need = asking.code(row, "PrimaryNeedCode", codes("NEED"))
    nothing_more = asking.answer(row, "ReferralNFA")
    kind = source.category if source else "REF"
    event = lane_of("referrals").event(kind)
    assert event is not None
    label = event.label + (", no further action" if nothing_more else "")
    words = [f"From {source.label}."] if source and source.code != "10" else []
    words += [f"Need: {need.label}."] if need else []
    attributes: dict[str, AttributeValue] = {}
    if nothing_more is not None:
        attributes["nfa"] = nothing_more
    if need is not None:
        attributes["need"] = need.code
    entry = replace(
        point(row, "referrals", kind, label, when, SOURCE),
        words=row.text("ReferralSource"),
        detail=" ".join(words),
        attributes=MappingProxyType(attributes),
    )
    key = ("referral", when.earliest, row.text("ReferralSource"))
    return Told(key, entry, field="PrimaryNeedCode")


def _closure(row: Row, asking: Asking, when: FuzzyDate) -> Told:
    reason = asking.code(row, "ReasonForClosure", codes("CLOSURE"))
    label = f"Case closed: {reason.label}" if reason else "Case closed"
    kind = (reason.category or None) if reason else None
    entry = replace(
        point(row, "referrals", kind, label, when, SOURCE),
        code=reason.code if reason else None,
        words=row.text("ReasonForClosure"),
        short_forms=("Closed",),
    )
    return Told(("closed", when.earliest), entry, field="ReasonForClosure")


def _conference(row: Row, asking: Asking) -> list[Told]:
    """Return an initial child protection conference, which two tables may both give."""
    when = asking.day(row, "DateOfInitialCPC")
    if when is None:
        return []
    event = lane_of("referrals").event("ICPC")
    assert event is not None
    entry = point(row, "referrals", "ICPC", event.label, when, SOURCE)
    return [Told(("conference", when.earliest), entry, joins=True)]


def assessment(row: Row, asking: Asking) -> list[Told]:
    """Return an assessment, and each factor on the day it was authorised."""
    start = asking.day(row, "AssessmentActualStartDate")
    done = asking.day(row, "AssessmentAuthorisationDate")
    if start is None and done is None:
        message = "It has no date. It is kept aside until its start is filled in."
        raise RowError("start-missing", message, "AssessmentActualStartDate")
    fields = ("AssessmentActualStartDate", "AssessmentAuthorisationDate")
    if start is not None:
        start, done = ordered(row, fields, start, done, asking.findings)
    begins = start or done
    assert begins is not None
    found = factors(row.text("AssessmentFactors"))
    words = [f"Authorised on {done.raw}."] if done else ["Not authorised yet."]
    words += ["No factor was found."] if "21" in found else []
    event = lane_of("referrals").event("SA")
    assert event is not None
    attributes = {"authorised": done.earliest.isoformat()} if done and done.earliest else {}
    entry = replace(
        point(row, "referrals", "SA", event.label, begins, SOURCE),
        detail=" ".join(words),
        attributes=MappingProxyType(attributes),
    )
    # Tables may give one row for each factor: the assessment they share is one.
    key, field = ("assessment", begins.earliest), "AssessmentAuthorisationDate"
    told = [Told(key, entry, done, field, joins=bool(found))]
    return told + [
        item for code in found if (item := _factor(row, asking, code, done or begins)) is not None
    ]


def _factor(row: Row, asking: Asking, text: str, when: FuzzyDate) -> Told | None:
    """Return a factor as a point; None for "no factor found"."""
    code = codes("FACTOR").get(text)
    if code is None:
        message = f"“{text}” is not a factor of the census; it is shown in the lane Other."
        asking.findings.say_once(row, "unknown-code", message, text)
        entry = point(row, "other", None, f"Factor {text}", when, SOURCE)
        return Told(("factor", text, when.earliest), replace(entry, words=text))
    if not code.lane:
        return None
    if not code.in_use(when.last):
        message = f"The factor {code.code} was not in use on the day of these assessments."
        asking.findings.say_once(row, "code-not-in-use", message, code.code)
    entry = replace(
        point(row, code.lane, code.category or None, code.label, when, SOURCE),
        code=code.code,
        words=code.code,
        detail="A factor that the assessment identified.",
    )
    return Told(("factor", code.code, when.earliest), entry)


def need_plan(row: Row, asking: Asking) -> list[Told]:
    """Return a child in need plan."""
    start = asking.needed(row, "CINPlanStartDate", "the plan’s start")
    end = asking.day(row, "CINPlanEndDate")
    start, end = ordered(row, ("CINPlanStartDate", "CINPlanEndDate"), start, end, asking.findings)
    return [_plan(row, "CIN", "", (start, end), "CINPlanEndDate")]


def protection_plan(row: Row, asking: Asking) -> list[Told]:
    """Return a child protection plan with its category and how many there were before."""
    start = asking.needed(row, "CPPstartDate", "the plan’s start")
    end = asking.day(row, "CPPendDate")
    start, end = ordered(row, ("CPPstartDate", "CPPendDate"), start, end, asking.findings)
    first = asking.code(row, "InitialCategoryOfAbuse", codes("ABUSE"))
    latest = asking.code(row, "LatestCategoryOfAbuse", codes("ABUSE"))
    abuse = latest or first
    told = _plan(row, "CP", abuse.label if abuse else "", (start, end), "CPPendDate")
    attributes: dict[str, AttributeValue] = {}
    before = number(row.cell("NumberOfPreviousCPP"))
    if isinstance(before, int):
        attributes["previous_plans"] = before
    detail = f"First category: {first.label}." if first and first is not abuse else ""
    entry = replace(
        told.entry,
        words=row.text("LatestCategoryOfAbuse") or row.text("InitialCategoryOfAbuse"),
        detail=detail,
        attributes=MappingProxyType(attributes),
    )
    return [replace(told, entry=entry)]


def _plan(
    row: Row, category: str, more: str, days: tuple[FuzzyDate, FuzzyDate | None], field: str
) -> Told:
    drawn = lane_of("referrals").category(category)
    assert drawn is not None
    label = f"{drawn.label} ({more})" if more else drawn.label
    entry = replace(spell(row, "referrals", category, label, days), source_name=SOURCE)
    entry = replace(entry, short_forms=tuple(dict.fromkeys((drawn.label, drawn.short))))
    entry = replace(entry, short_forms=tuple(text for text in entry.short_forms if text != label))
    return Told((category, days[0].earliest), entry, days[1], field)


def enquiry(row: Row, asking: Asking) -> list[Told]:
    """Return a section 47 enquiry and the conference that followed."""
    when = asking.needed(row, "S47ActualStartDate", "the enquiry")
    event = lane_of("referrals").event("S47")
    assert event is not None
    not_required = asking.answer(row, "ICPCnotRequired")
    attributes = {} if not_required is None else {"icpc_not_required": not_required}
    entry = replace(
        point(row, "referrals", "S47", event.label, when, SOURCE),
        detail="No conference was required." if not_required else "",
        attributes=MappingProxyType(attributes),
    )
    return [Told(("s47", when.earliest), entry), *_conference(row, asking)]


def review(row: Row, asking: Asking) -> list[Told]:
    """Return a review conference of a child protection plan."""
    when = asking.needed(row, "CPPreviewDate", "the review")
    event = lane_of("referrals").event("RCPC")
    assert event is not None
    entry = point(row, "referrals", "RCPC", event.label, when, SOURCE)
    return [Told(("review", when.earliest), entry)]


def proceedings(row: Row, asking: Asking) -> list[Told]:
    """Return the time before proceedings, up to the court or the decision to step down."""
    start = asking.needed(row, "PPStartDate", "the start of pre-proceedings")
    ends = [asking.day(row, field) for field in ("CourtAppDate", "StepDecisionDate")]
    known = sorted((end for end in ends if end is not None), key=lambda end: end.first)
    end = known[0] if known else None
    start, end = ordered(row, ("PPStartDate", "StepDecisionDate"), start, end, asking.findings)
    told = [_plan(row, "PLO", "", (start, end), "StepDecisionDate")]
    meeting = asking.day(row, "InitialPPMeetingDate")
    if meeting is not None:
        entry = point(row, "referrals", "MEET", "Pre-proceedings meeting", meeting, SOURCE)
        told.append(Told(("meeting", meeting.earliest), entry))
    return told


READS: Mapping[str, Callable[[Row, Asking], list[Told]]] = {
    "CINdetails": details,
    "Assessments": assessment,
    "CINplanDates": need_plan,
    "Section47": enquiry,
    "ChildProtectionPlans": protection_plan,
    "Reviews": review,
    "PreProceedings": proceedings,
}
"""The tables whose rows are records, with what reads them."""
