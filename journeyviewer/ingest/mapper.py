"""From the words of a council's file to a lane and a code: what they mean and how it was found.

Tried in this order: a label or alias, a code among the words, a
rule of words, the rules again with slips of the pen mended. What fits none of them keeps its own
words. Everything found says how; guesses are marked as suggestions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from journeyviewer.ingest.mapper_codes import Embedded, Stripped, find_embedded, strip_marks
from journeyviewer.ingest.mapper_places import says_place
from journeyviewer.ingest.mapper_rules import ByRules, by_rules, with_slips_mended
from journeyviewer.ingest.mapper_tables import (
    LISTS,
    code_meaning,
    kind_meaning,
    known_codes,
    local_codes,
    named_things,
    null_words,
    plain,
    vocabulary_of,
)
from journeyviewer.ingest.mapper_types import Mapped, MapStatus, Meaning, NoData
from journeyviewer.ingest.mapper_unreal import REASON, is_unreal
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.lanes import lanes, loose
from journeyviewer.model.patterns import later
from journeyviewer.model.words import day_words, listed

__all__ = [
    "LISTS",
    "MapStatus",
    "Mapped",
    "Meaning",
    "NoData",
    "is_dated",
    "map_words",
    "meaning_of",
    "out_of_use",
]

LONGEST = 500
"""Letters; longer cells are text and no words of a list."""

_NO_DATA: Mapping[NoData, str] = {
    NoData.MISSING: "The cell says that there is nothing.",
    NoData.SUPPRESSED: "The value is held back in the file. It is not zero.",
    NoData.LOST: "Several values were lost when the file was exported.",
}
_MANY_CODES = frozenset({("legal", "S20SB"), ("residence", "SA"), ("residence", "ADO")})
"""Categories whose own words do not say which of their codes is meant."""


def map_words(
    words: str,
    lane: str | None,
    *,
    when: date | None = None,
) -> Mapped:
    """Return what words mean in a lane, a record lane or a list of codes; None is any lane.

    `when` is the day on which the record begins: a code written in the cell that was not in use
    then is kept and said; a code we only took from words is left out. Raises KeyError for an
    unknown lane.
    """
    vocabulary = vocabulary_of(lane)
    found = _mapped(words, vocabulary)
    return found if when is None else _on_day(found, when)


def is_dated(words: str, lane: str) -> bool:
    """True when words hold a code of a lane that was in use in some years only."""
    found = map_words(words, lane)
    return found.code_written and any(
        code.valid_from is not None or code.valid_to is not None
        for item in found.meanings
        if (code := known_codes(item.vocabulary).get(item.code or "")) is not None
    )


def out_of_use(words: str, lane: str, when: date) -> tuple[str, ...]:
    """Return a sentence for each code that words hold and that was not in use on a day."""
    known = map_words(words, lane).remarks
    return tuple(each for each in map_words(words, lane, when=when).remarks if each not in known)


def meaning_of(code: str, lane: str | None) -> Meaning | None:
    """Return what a code, category or event kind stands for; None for an unknown one."""
    vocabulary = vocabulary_of(lane)
    if vocabulary is None:
        found = [meaning_of(code, item.key) for item in lanes() if item.key != "other"]
        distinct = set(found) - {None}
        return distinct.pop() if len(distinct) == 1 else None
    meaning = code_meaning(vocabulary, code)
    if meaning is not None or vocabulary in LISTS:
        return meaning
    for item in named_things(vocabulary):
        if code in (item.code, item.canonical):
            return kind_meaning(vocabulary, item.code, item.canonical)
    return None


@lru_cache(maxsize=50_000)
def _mapped(words: str, vocabulary: str | None) -> Mapped:
    if not loose(words):
        missing = NoData.LOST if "#" in words else NoData.MISSING
        return Mapped(words=words, reason=_NO_DATA[missing], no_data=missing)
    if len(words) > LONGEST:
        reason = "This is text rather than a word of a list."
        return Mapped(words=words, reason=reason)
    if vocabulary is None:
        return _in_any_lane(words)
    marks = strip_marks(words)
    found = _in_order(words, vocabulary, marks)
    remarks = found.remarks
    if marks.retired:
        remarks += ("The file marks these words as no longer to be used.",)
    if marks.not_mapped and found.meanings:
        remarks += ("The export said that the code was not mapped; it was read from the text.",)
    return replace(found, words=words, remarks=remarks)


def _in_order(words: str, vocabulary: str, marks: Stripped) -> Mapped:
    nothing = null_words().get(loose(words))
    embedded = find_embedded(vocabulary, marks.words)
    if embedded is not None and embedded.bare:
        return _by_code(words, vocabulary, embedded)
    exact = _exact(vocabulary, marks.words)
    if exact is not None:
        return _plainly(words, vocabulary, (exact,), f"The words are “{exact.label}”.")
    if nothing is not None:
        return Mapped(words=words, reason=_NO_DATA[nothing], no_data=nothing)
    if is_unreal(vocabulary, marks.words):
        return Mapped(words=words, reason=REASON)
    parts = _parts(vocabulary, marks.words)
    if parts:
        reason = "The cell holds two: " + listed([part.label for part in parts]) + "."
        both = _plainly(words, vocabulary, parts, reason)
        return replace(both, suggestion=_is_exclusive(vocabulary))
    if embedded is not None:
        return _by_code(words, vocabulary, embedded)
    return _by_words(words, vocabulary, marks.words)


def _plainly(words: str, vocabulary: str, meanings: tuple[Meaning, ...], reason: str) -> Mapped:
    return Mapped(
        words=words,
        meanings=meanings,
        status=MapStatus.EXACT,
        reason=reason,
        out_of_area=_place(vocabulary, words, None, meanings),
    )


@lru_cache(maxsize=20_000)
def _exact(vocabulary: str, words: str) -> Meaning | None:
    """Return what a label of a code, or a label or alias of the lane, names."""
    code = _labels(vocabulary).get(loose(words))
    if vocabulary in LISTS:
        return code_meaning(vocabulary, code) if code else None
    item = lane_of(vocabulary).find(words)
    if item is None:
        return code_meaning(vocabulary, code) if code else None
    if (vocabulary, item.code) not in _MANY_CODES:
        code = code or item.canonical
    elif loose(words) == loose(item.label):
        code = None
    if code in known_codes(vocabulary):
        meaning = code_meaning(vocabulary, code)
        if meaning is not None and meaning.kind == item.code:
            return replace(meaning, label=item.label)
    return kind_meaning(vocabulary, item.code, code)


@cache
def _labels(vocabulary: str) -> Mapping[str, str]:
    """Return the codes by their labels; a label of two codes names neither."""
    found: dict[str, str] = {}
    for code, item in known_codes(vocabulary).items():
        label = loose(item.label)
        found[label] = "" if label in found else code
    return {label: code for label, code in found.items() if code}


_BETWEEN = later(r"\s+and\s+|\s*[&/;+|,]\s*", re.IGNORECASE)


def _parts(vocabulary: str, words: str) -> tuple[Meaning, ...]:
    """Return the meanings of a cell whose every part is a label, alias or bare code by itself."""
    parts = [part for part in _BETWEEN.split(words) if part]
    if not 2 <= len(parts) <= 4:
        return ()
    found: list[Meaning] = []
    for part in parts:
        meaning = code_meaning(vocabulary, part.strip().upper()) or _exact(vocabulary, part)
        if meaning is None:
            return ()
        found.append(meaning)
    return tuple({(item.lane, item.kind or item.code): item for item in found}.values())


def _by_code(words: str, vocabulary: str, embedded: Embedded) -> Mapped:
    meanings = tuple(
        item for code in embedded.codes if (item := code_meaning(vocabulary, code)) is not None
    )
    beside = plain(embedded.rest)
    more, remarks = _beside_code(vocabulary, embedded, meanings, by_rules(vocabulary, beside))
    if remarks and (mended := with_slips_mended(vocabulary, beside)) != beside:
        # A slip of the pen must not make words contradict their code.
        more, remarks = _beside_code(vocabulary, embedded, meanings, by_rules(vocabulary, mended))
    known = local_codes(vocabulary)
    local = [code for code in embedded.codes if code in known]
    remarks += tuple(
        f"{code} is a local or historic code, read as “{known[code].meaning.label}”."
        for code in local
    )
    remarks += tuple(f"{code} stands in the words too; it is not used." for code in embedded.others)
    written = embedded.bare and words.strip() in embedded.codes
    codes = listed(embedded.codes)
    reason = f"The words are the code {codes}." if written else f"The code {codes} is in the words."
    return Mapped(
        words=words,
        meanings=meanings + more,
        status=MapStatus.EXACT if written and not local else MapStatus.CODE,
        reason=reason,
        remarks=remarks,
        suggestion=len(meanings) > 1 and _is_exclusive(vocabulary),
        code_written=True,
        out_of_area=_place(vocabulary, words, embedded.out_of_area, meanings),
    )


_JOINED = later(r"\band\b|[&+/]", re.IGNORECASE)


def _beside_code(
    vocabulary: str, embedded: Embedded, meanings: tuple[Meaning, ...], rest: ByRules
) -> tuple[tuple[Meaning, ...], tuple[str, ...]]:
    """Return what the words beside a code add to it, and what to say when they contradict it."""
    if rest.left:
        return (), rest.whys
    if not rest.sure:
        return (), ()
    own = {(item.lane, item.kind, item.code if item.lane is None else "") for item in meanings}
    families = {item.family for item in meanings}
    others = [
        item
        for item in rest.meanings
        if (item.lane, item.kind, item.code if item.lane is None else "") not in own
    ]
    agrees = len(others) < len(rest.meanings)
    over = tuple(item for item in others if item.family == "liberty")
    joined = agrees and _JOINED.search(embedded.rest) is not None
    if vocabulary == "legal" and joined:
        over += tuple(
            item for item in others if item.family not in families and item.family != "liberty"
        )
    against = [item for item in others if item not in over and not agrees]
    if "temporary" in families:
        # A temporary stay says where as well: "T1 - Temporary period in hospital".
        against = []
    if vocabulary in LISTS:
        against = [item for item in against if item.family not in families]
    if not against:
        return over, ()
    said = listed([f"“{item.label}”" for item in against])
    codes = listed([f"{item.code or item.kind} ({item.label})" for item in meanings])
    return over, (f"The words say {said}, the code says {codes}: the code is used.",)


def _by_words(words: str, vocabulary: str, text: str) -> Mapped:
    written = plain(text)
    found = by_rules(vocabulary, written)
    status, reason = MapStatus.KEYWORD, "The words name "
    if not found.meanings and not found.left:
        mended = with_slips_mended(vocabulary, written)
        found = by_rules(vocabulary, mended) if mended != written else found
        status, reason = MapStatus.FUZZY, f"Read as “{mended}”, the words name "
    if not found.meanings:
        why = found.whys[0] if found.whys else "Nothing known fits these words."
        return Mapped(words=words, reason=f"{why} They are kept as they are written.")
    reason += listed([f"“{item.label}”" for item in found.meanings]) + "."
    return Mapped(
        words=words,
        meanings=found.meanings,
        status=status,
        reason=reason,
        remarks=found.whys,
        suggestion=not found.sure or status is MapStatus.FUZZY,
        out_of_area=_place(vocabulary, words, None, found.meanings),
    )


def _is_exclusive(vocabulary: str) -> bool:
    """True for a lane that holds one state at a time, so that two in a cell are to be asked."""
    return vocabulary not in LISTS and lane_of(vocabulary).exclusive


def _place(
    vocabulary: str, words: str, suffix: bool | None, meanings: tuple[Meaning, ...]
) -> bool | None:
    if vocabulary != "residence":
        return None
    if suffix is not None:
        return suffix
    said = says_place(words)
    code = known_codes(vocabulary).get(meanings[0].code or "") if meanings else None
    return said if said is not None or code is None else code.out_of_area


_SUREST = (MapStatus.EXACT, MapStatus.CODE, MapStatus.KEYWORD)


def _in_any_lane(words: str) -> Mapped:
    """Return what words mean in the only lane that knows them; several lanes are said.

    Codes and rules of a lane hold only where the lane is known to be meant, so that what was
    found without a lane by more than its exact words is a suggestion.
    """
    found = [_mapped(words, item.key) for item in lanes() if item.key != "other"]
    welfare = next(
        (item for item in found if any(one.family == "liberty" for one in item.meanings)), None
    )
    if welfare is not None:
        return welfare
    for status in _SUREST:
        here = [item for item in found if item.status is status]
        kinds = {tuple((one.lane, one.kind) for one in item.meanings) for item in here}
        if len(kinds) == 1:
            return replace(here[0], suggestion=here[0].suggestion or status is not _SUREST[0])
        if kinds:
            names = [
                f"“{item.meanings[0].label}” ({lane_of(item.lane).title})"
                for item in here
                if item.lane is not None
            ]
            reason = f"The words could be {' or '.join(names)}. Say which lane they belong to."
            return Mapped(words=words, reason=reason)
    nothing = next((item for item in found if item.no_data is not None), None)
    return nothing or Mapped(
        words=words, reason="No lane knows these words. They are kept as they are written."
    )


def _on_day(found: Mapped, when: date) -> Mapped:
    """Return the same with what is to be said of codes that were not in use on a day."""
    remarks, meanings = list(found.remarks), []
    for item in found.meanings:
        code = known_codes(item.vocabulary).get(item.code or "")
        if code is None or code.in_use(when):
            meanings.append(item)
            continue
        limit = (
            f"from {day_words(code.valid_from)}"
            if code.valid_from is not None and when < code.valid_from
            else f"until {day_words(code.valid_to)}"
            if code.valid_to is not None
            else ""
        )
        about = f"The code {code.code} is in use {limit}; this record begins on {day_words(when)}"
        if found.code_written:
            remarks.append(f"{about}. It is kept and should be checked.")
            meanings.append(item)
        else:
            remarks.append(f"{about}: no code is given to these words.")
            meanings.append(replace(item, code=None))
    if len(remarks) == len(found.remarks):
        return found
    return replace(found, meanings=tuple(meanings), remarks=tuple(remarks))
