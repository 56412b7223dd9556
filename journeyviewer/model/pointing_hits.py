"""What is pointed out in a text: where, of which kind, how sure and why."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from journeyviewer.model.hashing import blake2s
from journeyviewer.model.values import dataclass

KEY_PREFIX = "pointed:"
_KEY_BYTES = 8
_STUDY_BYTES = 32


class Pointer(StrEnum):
    """The kinds of things that could point at a real person or place."""

    NHS_NUMBER = "nhs"
    PUPIL_NUMBER = "upn"
    INSURANCE_NUMBER = "nino"
    EMAIL = "email"
    WEB = "web"
    USER_NAME = "user"
    PHONE = "phone"
    BIRTH = "birth"
    POSTCODE = "postcode"
    ADDRESS = "address"
    SCHOOL = "school"
    HOME = "home"
    PLACE = "place"
    PERSON = "person"
    VEHICLE = "vehicle"
    CASE_NUMBER = "number"
    COLUMN = "column"

    @property
    def in_words(self) -> str:
        """The kind in words, for one hit."""
        return _IN_WORDS[self]


_IN_WORDS = {
    Pointer.NHS_NUMBER: "NHS number",
    Pointer.PUPIL_NUMBER: "Unique pupil number",
    Pointer.INSURANCE_NUMBER: "National Insurance number",
    Pointer.EMAIL: "E-mail address",
    Pointer.WEB: "Web address",
    Pointer.USER_NAME: "User name",
    Pointer.PHONE: "Telephone number",
    Pointer.BIRTH: "Day of birth",
    Pointer.POSTCODE: "Postcode",
    Pointer.ADDRESS: "Street address",
    Pointer.SCHOOL: "Name of a school",
    Pointer.HOME: "Name of a home or placement",
    Pointer.PLACE: "Name of a place",
    Pointer.PERSON: "Name of a person",
    Pointer.VEHICLE: "Vehicle registration",
    Pointer.CASE_NUMBER: "Court, case or other number",
    Pointer.COLUMN: "Column by its heading",
}


class Sureness(StrEnum):
    """How sure a hit is: a check digit agrees, the form speaks for it, or it could be."""

    SURE = "sure"
    LIKELY = "likely"
    PERHAPS = "perhaps"

    @property
    def rank(self) -> int:
        """2 for sure, 1 for likely, 0 for perhaps."""
        return {"sure": 2, "likely": 1, "perhaps": 0}[self.value]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing pointed out: the characters [start, end) of a text, with the reason in words."""

    start: int
    end: int
    kind: Pointer
    sureness: Sureness
    reason: str


_POSSESSIVE = re.compile(r"['’]s?$")
_NUMBERS = frozenset(
    {
        Pointer.NHS_NUMBER,
        Pointer.PUPIL_NUMBER,
        Pointer.INSURANCE_NUMBER,
        Pointer.PHONE,
        Pointer.POSTCODE,
        Pointer.VEHICLE,
        Pointer.CASE_NUMBER,
    }
)


def key_of(kind: Pointer, words: str, study: bytes = b"") -> str:
    """Return the key under which a decision about these words is kept.

    It never carries the words, only a hash of them with spelling folded. A short number can be
    found from its hash by trying all; with `study`, some random bytes kept with the study (the
    first 32 are used), only someone who has those can try.
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    if kind in _NUMBERS:
        folded = re.sub(r"[\W_]+", "", folded)
    else:
        folded = _POSSESSIVE.sub("", " ".join(folded.split())).replace("’", "'")
    data = folded.encode("utf-8", "surrogatepass")
    made = blake2s(data, digest_size=_KEY_BYTES, key=study[:_STUDY_BYTES])
    return f"{KEY_PREFIX}{kind.value}:{made.hexdigest()}"
