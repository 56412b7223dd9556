"""Whom a row of a chronology is about: what names, lines and cells say of it."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from journeyviewer.ingest.answers import id_text
from journeyviewer.model.lanes import lanes, loose
from journeyviewer.model.values import dataclass

CHILD_LABELS = (
    r"child(?:['’]?s)?(?:\s+(?:id|name|no\.?|number|ref(?:erence)?))?|young\s+person(?:['’]?s)?"
    r"(?:\s+(?:id|name))?|yp(?:\s+id)?|case(?:\s+(?:id|name|no\.?|number|ref(?:erence)?))?|"
    r"name(?:\s+of\s+(?:child|young\s+person))?|subject(?:\s+child)?|person(?:\s+id)?|id|"
    r"chronology\s+(?:for|of|re)"
)
BORN_LABELS = r"d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|born|birth"
SEX_LABELS = r"gender|sex"
ANY_LABEL = f"{CHILD_LABELS}|{BORN_LABELS}|{SEX_LABELS}"
FACT = re.compile(
    rf"(?:^|[\t\n;|,(]|[ ]{{2,}}|[ ][-–—][ ]|(?<=\d)[ ]|[ ](?={BORN_LABELS}|{SEX_LABELS}))[ ]*"
    rf"(?P<label>{ANY_LABEL})[ ]*(?:[:=]|[ ][-–][ ]|\t)[ \t]*"
    rf"(?P<value>[^\t\n;|]+?)"
    rf"(?=[ ]{{2,}}|[\t\n;|]|,\s|[ ,(]+(?:{ANY_LABEL})[ ]*[:=]|[ ]*[()]|$)",
    re.IGNORECASE,
)
BORN_PLAIN = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth)\s+(?P<value>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|"
    r"\d{1,2}[/.-]\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\s+\d{4}|[A-Za-z]{3,9}\s+\d{4})",
    re.IGNORECASE,
)
"""A birth whose label has no colon: “DOB 04/06/2000”."""
NAMED = re.compile(
    r"\bchronology\b[^\n:]{0,30}?\b(?:for|of|re)\b[: ]+(?P<value>[^\t\n;|,:]{1,30})$", re.IGNORECASE
)
ID_SHAPE = re.compile(
    r"(?<!\w)(?:(?:YP|CYP|CH)[\s_-]?\d{1,6}[a-z]?|[PC][\s_-]?\d{2,6}|"
    r"(?:child|case|young person|person|subject|sibling)[\s_-]*(?:no\.?\s*)?"
    r"(?:\d{1,8}|(?<=[\s_-])[A-Z])"
    r")(?!\w)",
    re.IGNORECASE,
)
"""Ids as researchers give them: YP-07, Child 2, Case 3, Child B, P12."""
YEAR_NAMED = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:\d\d)?\d\d)?")
"""What names a year: “2012”, “2012-13”."""
GROUPS = frozenset(
    "both | both children | all | all children | all siblings | siblings | sibling group | "
    "family | whole family | all the children | everyone | children | all three | both siblings | "
    "all subjects | the children | all kids | the kids | kids | sibs | all sibs | all of them | "
    "all 2 | all 3 | all 4 | all 5 | all two | all four | all five | whole sibling group | "
    "sibling | sib | brother | sister | younger sibling | older sibling | younger brother | "
    "older brother | younger sister | older sister | half sibling | twin | twins".split(" | ")
)
"""Words in a cell for other children than one, without saying which."""
OWN = frozenset(
    "yp | the yp | young person | the young person | child | the child | subject | "
    "the subject | subject child | index child | self | cyp".split(" | ")
)
"""Words in a cell for the one child that the table is about."""
RELATIVES = frozenset(
    "mum | mother | mo | mom | dad | father | fa | parent | parents | both parents | mum and dad | "
    "mother and father | carer | carers | foster carer | foster carers | step father | "
    "stepfather | stepdad | step dad | step mother | stepmother | stepmum | gran | nan | nana | "
    "grandmother | grandma | grandad | grandfather | grandparents | mgm | mgf | pgm | pgf | "
    "aunt | uncle | boyfriend | girlfriend | partner | mothers partner | mums partner | bf | "
    "gf".split(" | ")
)
"""Words in a cell for somebody who is no case of the study."""
PARTS = re.compile(r"\s*(?:[,;/&+\n]|\band\b)\s*", re.IGNORECASE)
NEUTRAL = frozenset(
    "chronology chronologies events event significant key table section part appendix summary "
    "court continued page dates date history background of and the for from to year years school "
    "period life early late phase childhood current previous present past social work care case "
    "notes note multi agency integrated combined report final draft version confidential official "
    "sensitive about at in on by or key with during before after involvement services service "
    "timeline main document source sources information january february march april may june july "
    "august september october november december spring summer autumn winter term adolescence "
    "infancy birth preschool nursery primary secondary teenage sheet tab data list export one two "
    "three four five i ii iii iv a b c local authority children childrens family "
    "annex bundle index entry entries incident incidents form forms record records number no "
    "item log".split()
)
OF_EVENTS = frozenset(
    "strategy meeting meetings conference review reviews assessment assessments visit visits home "
    "move moves contact call calls telephone phone email discussion arrest exclusion episode "
    "episodes hearing order orders plan plans professionals core panel interview return returned "
    "statutory lac cin cp cpp icpc rcpc s47 s20 enquiry initial risk police health hospital camhs "
    "appointment appointments concern concerns disclosure allegation crime offence report reports "
    "update closed closure opened outcome outcomes action actions details source chair minutes "
    "assault theft drugs alcohol self harm overdose transfer handover decision decisions".split()
)
"""Words of what happened, in titles of events; together with others they name nobody."""
ONLY = re.compile(r"\s+(?:only|alone)$", re.IGNORECASE)
MOST_OF_A_NAME = 30
MOST_WORDS = 12
SIBLING = re.compile(
    r"\b(?:siblings?|brothers?|sisters?|twins?|(?:half|step)[- ]?\w+)\b", re.IGNORECASE
)
SEVERAL = re.compile(r"\b(?:children|siblings?|family|families|kids|twins)\b", re.IGNORECASE)
"""Words for more than one child in what a title names: “the Smith children”."""
ONE_SIBLING = re.compile(r"\b(?:sib|sibling|brother|sister|twin)\b(?! group)")
"""Words in a cell, compared loosely, that mean one other child and not all of them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a line says of a person, each "" when it does not."""

    name: str = ""
    born: str = ""
    gender: str = ""
    sure: bool = False
    """True when the label says that the name is a child's, and not a case's or anybody's."""

    @property
    def any(self) -> bool:
        """True when the line says anything of a person."""
        return bool(self.name or self.born or self.gender)


def facts_in(line: str) -> Facts:
    """Return what a line such as “Child: YP-07  DOB: 05/1999” says; cells are parted by tabs."""
    found: dict[str, str] = {}
    for match in FACT.finditer(line):
        label = loose(match["label"])
        field = (
            "born"
            if re.fullmatch(BORN_LABELS, match["label"], re.IGNORECASE)
            else "gender"
            if label in ("gender", "sex")
            else "name"
        )
        value = match["value"].strip(" .,:-–")
        if field == "name":
            field = "child" if re.match(r"child|young|yp|subject|chronology", label) else "name"
            if SIBLING.search(value):
                continue
        if value and (field in ("born", "gender") or _may_be_id(value)):
            found.setdefault(field, value)
    if not {"child", "name"} & set(found):
        named = NAMED.search(line)
        if named and may_name(named["value"].strip()) and not SEVERAL.search(named["value"]):
            found["child"] = named["value"].strip(" .")
    birth = BORN_PLAIN.search(line)
    if birth and "born" not in found and not SIBLING.search(line):
        found["born"] = birth["value"]
    name = found.get("child", found.get("name", ""))
    return Facts(name, found.get("born", ""), found.get("gender", ""), "child" in found)


RELATIVE = re.compile(
    r"(?:^|[\t;|,])\s*(?:birth )?(?:mother|mum|father|dad|step-?father|step-?mother|"
    r"parents?|carers?|foster carers?|grandmother|grandfather|grandparents?|aunt|uncle|"
    r"partner|social worker)"
    r"[’'s]*(?:\s+name)?\s*[:=\t–-]\s*(?P<value>[^\t;|]{1,40})",
    re.IGNORECASE,
)


def relatives_in(line: str) -> list[str]:
    """Return who is named as a parent or carer: GH in “Mother: GH”; cells are parted by tabs."""
    values = [match["value"] for match in RELATIVE.finditer(line)]
    return [part for value in values for part in PARTS.split(value.strip()) if part]


def _may_be_id(value: str) -> bool:
    return len(value) <= MOST_OF_A_NAME and len(value.split()) <= 4


def ids_shaped(text: str) -> list[str]:
    """Return what looks like an id in a title or a name: “YP-07” in “Chronology YP-07”."""
    return list(dict.fromkeys(match.group().strip() for match in ID_SHAPE.finditer(text)))


def id_in_name(name: str) -> str:
    """Return the id that the name of a sheet or file gives, "" when it gives none or several.

    Sheets of years are common, and name no child.
    """
    plain = re.sub(r"\.\w{1,5}$", "", name).replace("_", " ").strip()
    found = ids_shaped(plain)
    if len(found) == 1:
        return found[0]
    if found or YEAR_NAMED.fullmatch(plain):
        return ""
    return plain if re.fullmatch(r"\d{1,12}", plain) else ""


def may_name(line: str) -> bool:
    """True for a short line that may be somebody's name or id: “Sam”, “Child Two”, “AB12”.

    Titles such as “Key events 2014” and the words of our lanes name nobody.
    """
    words = re.findall(r"[\w’'-]+", line)
    if not 0 < len(words) <= 4 or re.search(r"[.!?]\s*$", line.strip()):
        return False
    if loose(line) in _known_words():
        return False
    plain = [loose(word) for word in words]
    if all(
        word in NEUTRAL
        or word in OF_EVENTS
        or word in lane_words()
        or re.fullmatch(r"\d{1,4}", word)
        for word in plain
    ):
        return len(words) > 1 and bool(ids_shaped(line))
    return len(words) == 1 or all(
        word[0].isupper() or word[0].isdigit() or plain[place] in NEUTRAL
        for place, word in enumerate(words)
    )


def tells_of_another(line: str) -> bool:
    """True for a sentence that may be about another child: “What follows relates to Alex”.

    That is one with a sibling in it, or a short one with somebody's name after its first word.
    """
    if SIBLING.search(line):
        return True
    words = re.findall(r"[\w’'-]+", line)
    inner = [word for word in words[1:] if word[0].isupper() and not word.isupper()]
    return len(words) <= MOST_WORDS and any(
        loose(word) not in NEUTRAL | OF_EVENTS for word in inner
    )


def _known_words() -> Collection[str]:
    return {
        loose(word)
        for lane in lanes()
        for word in (lane.title, lane.short_title, lane.key, lane.sheet or "", *lane.record_lanes)
    }


def id_alone(line: str) -> str:
    """Return the id in a line that says nothing else: “YP-08”, “Chronology of YP-08”, else ""."""
    found = ids_shaped(line)
    if len(found) != 1:
        return ""
    rest = re.findall(r"\w+", line.replace(found[0], " ").casefold())
    return found[0] if all(map(_names_nobody, rest)) else ""


ABOUT_CHILD = frozenset("f m female male girl boy aged age years yrs old yr".split())


def _names_nobody(word: str) -> bool:
    known = word in NEUTRAL or word in ABOUT_CHILD or word in lane_words()
    return known or re.fullmatch(r"\d{1,2}|(?:19|20)\d\d", word) is not None


@cache
def lane_words() -> frozenset[str]:
    """Return the words of our lanes, one by one: “missing”, “placements”, “legal”."""
    words = {each for words in _known_words() for each in words.split()}
    singular = {each.removesuffix("s") for each in words}
    return frozenset(words | singular) - {"other", "young", "persons", "person", "s", ""}


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a cell names: ids, or `group` for several children without saying which.

    `unclear` holds those of its parts that name somebody, where others name nobody known; `own`
    says that it means the one child of the table, `relative` somebody who is no child of it.
    """

    ids: tuple[str, ...] = ()
    group: bool = False
    unclear: tuple[str, ...] = ()
    own: bool = False
    relative: bool = False

    @property
    def by_role(self) -> bool:
        """True for words such as “YP”, “sib”, “Mum”, “all three” instead of an id."""
        return self.own or self.relative or self.group


LETTER = re.compile(r"[A-Z]")
"""What children are called where they are told apart by letters."""
REDACTED = re.compile(
    r"[\W_]*|[\[(<{*]*\s*(?:name\s+)?(?:redacted|removed|withheld|anonymi[sz]ed|deleted|hidden)"
    r"\s*[\])>}*]*|[xX*█■_.\s]{2,}"
)
"""What stands where somebody's name was taken out."""


def named_in(text: str, alone: Collection[str], relatives: Collection[str] = ()) -> Named:
    """Return whom the text of a cell names; `alone` are the texts that stand alone in others.

    `relatives` are those whom lines above the table name as a parent or carer.
    """
    name = ONLY.sub("", id_text(text))
    if not name or REDACTED.fullmatch(name.casefold()):
        return Named()
    if loose(name) in GROUPS:
        return Named(group=True)
    if loose(name) in OWN:
        return Named(own=True)
    if loose(name) in RELATIVES or name in relatives:
        return Named(relative=True)
    unclear = _run_of(name, alone) or _of_another(name)
    if unclear:
        return Named(unclear=unclear)
    parts = [part for part in PARTS.split(name) if part]
    if len(parts) > 1 and all(_is_role(part) for part in parts):
        return Named(
            own=any(loose(part) in OWN for part in parts),
            group=any(loose(part) in GROUPS for part in parts),
            relative=any(loose(part) in RELATIVES for part in parts),
        )
    if len(parts) < 2:
        within = tuple(dict.fromkeys(match.group() for match in ID_WITHIN.finditer(name)))
        return Named(unclear=within) if len(within) > 1 else Named((name,))
    letters = any(map(LETTER.fullmatch, alone))
    known = [
        part in alone
        or bool(ID_SHAPE.fullmatch(part))
        or (letters and bool(LETTER.fullmatch(part)))
        for part in parts
    ]
    if all(known):
        return Named(tuple(dict.fromkeys(parts)))
    if not any(known):
        return Named((name,))
    return Named(
        unclear=tuple(part for part, is_known in zip(parts, known, strict=True) if is_known)
    )


OTHER_WORDS = re.compile(
    r"\b(?:not|except|but|unsure|possibly|sister|brother|sibling|twin|mum|mother|dad|father|"
    r"parents?|carers?|friend|boyfriend|girlfriend|cousin)s?\b|\?",
    re.IGNORECASE,
)


def _of_another(name: str) -> tuple[str, ...]:
    """Return the ids in what names somebody else by them, or denies them: “not YP1”, “YP1’s mum”.

    None where an id stands alone.
    """
    found = [match.group().strip() for match in ID_WITHIN.finditer(name)]
    rest = ID_WITHIN.sub(" ", name)
    return tuple(dict.fromkeys(found)) if found and OTHER_WORDS.search(rest) else ()


ID_WITHIN = re.compile(
    r"(?<!\w)(?:YP|CYP|CH|Child |Case )[\s_-]?\d{1,6}(?=s?(?!\w))", re.IGNORECASE
)


RUN = re.compile(r"(?P<word>\D*?)(?P<first>\d{1,2})\s*(?:-|–|to)\s*\D{0,8}(?P<last>\d{1,2})")


def _run_of(name: str, alone: Collection[str]) -> tuple[str, ...]:
    """Return those of a run of children, “1-3” or “Child 1 to 3”, that stand alone in others."""
    found = RUN.fullmatch(name)
    if found is None or int(found["first"]) >= int(found["last"]):
        return ()
    word, first, last = found["word"], int(found["first"]), int(found["last"])
    known = [f"{word}{number}" for number in range(first, last + 1)]
    return tuple(each for each in known if each in alone)


def _is_role(part: str) -> bool:
    return any(loose(part) in words for words in (OWN, GROUPS, RELATIVES))


def shape_of(name: str) -> tuple[str, str]:
    """Return the letters of an id and its number, as far as it has one, compared loosely."""
    plain = re.sub(r"[\W_]+", "", name.casefold())
    match = re.fullmatch(r"([a-z]*)0*(\d+)([a-z]?)", plain)
    return (match[1], match[2] + match[3]) if match else (plain, "")


def contradict(one: str, other: str) -> bool:
    """True when two ids are of one kind and of different children: “YP-07” and “YP-08”."""
    first, second = shape_of(one), shape_of(other)
    return first[0] == second[0] and first[1] != second[1] and bool(first[1] and second[1])
