"""The facts beside a strip in the cohort view: the cohort table in the words of a narrow column."""

from __future__ import annotations

from journeyviewer.analysis.cohort import GENDER, cohort_row
from journeyviewer.analysis.measures import age_in_years
from journeyviewer.model.chronology import Case
from journeyviewer.model.gaps import covered
from journeyviewer.model.ladders import NONE, highest, printed
from journeyviewer.model.landmarks import Landmark, landmark_day
from journeyviewer.model.times import age_on
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import NOT_RECORDED, WITHHELD, upper_first, without_dates

ABSENT = "Not recorded"
UNREAD = "Not read"
"""What no source that was read covers: it may well be recorded elsewhere."""
UNKNOWN = "Not known"
"""What is not recorded, in the columns that are too narrow to say so."""
QUIET = frozenset((ABSENT, UNREAD, UNKNOWN, "No", "No order", "Before birth"))
"""Words that are set in a lighter ink."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the table says of one case, in the order of its columns; ages only, no dates."""

    case: str
    age: str
    gender: str
    legal: str
    residence: str
    out_of_borough: str
    education: str
    first_referral: str
    identified: str

    @property
    def words(self) -> tuple[str, ...]:
        """The cells from left to right."""
        return (
            self.case,
            self.age,
            self.gender,
            self.legal,
            self.residence,
            self.out_of_borough,
            self.education,
            self.first_referral,
            self.identified,
        )


def case_facts(case: Case) -> CaseFacts:
    """Return the facts of one case."""
    row = cohort_row(case)
    age, away = age_in_years(case), str(row[5])
    return CaseFacts(
        case=without_dates(case.id).replace(WITHHELD, "…"),
        age=UNKNOWN if age == NOT_RECORDED else str(age),
        gender=GENDER[case.sex] if case.sex else UNKNOWN,
        legal=_status(case, "legal"),
        residence=_status(case, "residence"),
        out_of_borough={"OOB": "Yes", "-": "No"}.get(away) or _absent(case, "residence"),
        education=_education(case, str(row[6])),
        first_referral=_years(case, Landmark.FIRST_REFERRAL),
        identified=_years_and_months(case, Landmark.HIGH_RISK),
    )


def _absent(case: Case, lane: str) -> str:
    """Return what is said of a lane without a record, as the journey says it."""
    return UNREAD if case.coverage and not covered(case, lane) else ABSENT


def _education(case: Case, words: str) -> str:
    return _absent(case, "education") if words == NOT_RECORDED else _said(words)


def _said(words: str) -> str:
    """Return words of a file without dates, with a typographic apostrophe and a capital."""
    return upper_first(without_dates(words.replace("'", "’")))


def _status(case: Case, lane: str) -> str:
    """Return highest and current as "S25 / S31", "S31 / –", "No order"."""
    words, top = printed(case, lane), highest(case, lane).words
    if words == NONE:
        return "No order" if lane == "legal" else "None"
    if words != top and words.startswith(f"{top}/"):
        now = words.removeprefix(f"{top}/").strip()
        return _said(f"{top} / {'–' if now == NONE else now}")
    return _absent(case, lane) if words == NOT_RECORDED else _said(words)


def _years(case: Case, landmark: Landmark) -> str:
    day = landmark_day(case, landmark)
    if day is None or case.birth is None or not case.birth.known:
        return ABSENT if day is not None else _absent(case, "referrals")
    if day < case.birth.first:
        return "Before birth"
    years = age_on(case.birth.first, day).years
    return f"Age {years}" if years else "Under 1"


def _years_and_months(case: Case, landmark: Landmark) -> str:
    day = landmark_day(case, landmark)
    if day is None or case.birth is None or not case.birth.known:
        return ABSENT if day is not None else _absent(case, "cse")
    if day < case.birth.first:
        return "Before birth"
    return str(age_on(case.birth.first, day))
