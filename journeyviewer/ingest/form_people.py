"""Labels of forms that seem to name a child and do not: they name who wrote, or what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from journeyviewer.ingest.chronology_people import ids_shaped, named_in
from journeyviewer.ingest.form_labels import Piece, field_of_label, is_known
from journeyviewer.ingest.form_shapes import OF_EACH
from journeyviewer.ingest.table import text_of
from journeyviewer.model.patterns import later

OF_STAFF = later(
    r"role|designation|position|job title|post|signed|signature|sign off|(?:form |report )?"
    r"(?:completed|recorded|written|entered|reported|submitted|authorised) by|author|"
    r"(?:social )?worker|team|contact (?:no|number|details)|telephone|phone|email"
)
"""Labels, as compared, beside which a name is that of who wrote the form."""
STAFF = "Name of worker"
LEAST_WORDS = 3
NEARLY_ALL = 0.9


def without_staff(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces in which a “Name” beside “Signed” or “Role” is no child's."""
    labelled = [at for at, piece in enumerate(pieces) if piece.label]
    made = list(pieces)
    for place, at in enumerate(labelled):
        if pieces[at].label not in ("name", "names"):
            continue
        near = labelled[max(place - 1, 0) : place] + labelled[place + 1 : place + 2]
        if any(OF_STAFF.fullmatch(pieces[each].label) for each in near):
            made[at] = replace(pieces[at], label="name of worker", written=STAFF)
    return made


def hollow(pieces: Sequence[Piece], forms: int) -> set[str]:
    """Return labels that nobody knows and that never hold anything: “Alex” above Alex's forms.

    What nearly each of so many forms has is a field that nobody filled in.
    """
    count = Counter(piece.label for piece in pieces)
    unknown = {
        piece.label
        for piece in pieces
        if piece.label and not is_known(piece.written) and count[piece.label] < NEARLY_ALL * forms
    }
    holds = {piece.label for piece in pieces if piece.label and piece.value is not None}
    holds |= {one.label for one, other in pairwise(pieces) if one.label and not other.label}
    return unknown - holds


def spoken(pieces: Sequence[Piece], regular: Collection[str]) -> set[str]:
    """Return labels such as “YP” that are followed by what a child said, and name nobody.

    `regular` are the labels that every form has; one above several forms names a child.
    """
    values: dict[str, list[str]] = {}
    for piece in pieces:
        if piece.label in regular and field_of_label(piece.written) == "child":
            values.setdefault(piece.label, []).append(text_of(piece.value))
    return {
        label
        for label, texts in values.items()
        if sum(map(_is_said, texts)) >= OF_EACH * sum(map(bool, texts)) > 0
    }


def _is_said(text: str) -> bool:
    """True for a sentence, or a part of one; False for an id, a name, or “both of the children”."""
    words = text.split()
    if len(words) < LEAST_WORDS or ids_shaped(text) or named_in(text, ()).by_role:
        return False
    return any(word[0].islower() and word not in ("and", "of", "or", "the") for word in words)
