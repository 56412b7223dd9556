"""Pages that open anywhere: well formed, told to those who listen, and asking for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.export.figure import FigureRequest, export_figures
from journeyviewer.export.papers import export_papers
from journeyviewer.model.chronology import Case, Cohort, Tally
from tests.journeys import OPEN, a_case, entry, full_journey
from tests.written import SAID, a_note, a_study

YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-2]\d|2030)(?!\d)")
VOID = {"meta"}
NASTY = '<img src="canary.png"><script>alert(1)</script>&amp;"\'>'


@dataclass
class Page(HTMLParser):
    """What a browser makes of a page, as far as the tests ask."""

    source: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def having(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""


def cohort(*cases: Case) -> Cohort:
    tally = Tally(file="journeys.csv", sheet=None, rows_read=9, used=7, tray=1, non_data=1)
    return Cohort(name="x", cases=cases, tallies=(tally,))


def case_page(folder: Path, case: Case, notes: int = 30, more: tuple[object, ...] = ()) -> str:
    study = a_study(case, notes, more)  # type: ignore[arg-type]
    request = FigureRequest(folder=folder, formats=("html",), study=study)
    (path,) = export_figures(cohort(case), request)
    return path.read_text(encoding="utf-8")


def study_page(folder: Path, *cases: Case) -> str:
    study = a_study(cases[0], 3)
    request = FigureRequest(folder=folder, formats=("html",), study=study)
    (path,) = export_papers(cohort(*cases), request)
    return path.read_text(encoding="utf-8")


def both(folder: Path) -> list[str]:
    other = a_case(entry("residence", "FC", "2005-01-01", OPEN), id="2")
    return [case_page(folder, full_journey()), study_page(folder, full_journey(), other)]


def test_a_page_is_well_formed_and_its_names_are_its_own(tmp_path: Path) -> None:
    for source in both(tmp_path):
        page = Page(source)
        assert page.wrong == [] and page.open == []
        names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(names) == len(set(names))
        referred = re.findall(r'(?:url\(|href=")#([^")]+)', source)
        referred += " ".join(
            attributes["aria-labelledby"]
            for _, attributes in page.tags
            if "aria-labelledby" in attributes
        ).split()
        assert referred and set(referred) <= set(names)


def test_a_page_leads_nowhere_and_runs_nothing(tmp_path: Path) -> None:
    for source in both(tmp_path):
        page = Page(source)
        assert not {tag for tag, _ in page.tags} & {
            "script",
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "image",
            "use",
        }
        for _, attributes in page.tags:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            assert attributes.get("href", "#").startswith("#") and "src" not in attributes
        (policy,) = [a["content"] for a in page.having("meta") if "http-equiv" in a]
        style = source[source.index("<style>") + 7 : source.index("</style>")]
        sum_of = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy.startswith("default-src 'none'; ") and f"'sha256-{sum_of}'" in policy
        assert "@import" not in style and "url(" not in style


def test_a_page_is_told_in_order_to_those_who_listen(tmp_path: Path) -> None:
    for source in both(tmp_path):
        page = Page(source)
        assert page.having("html")[0]["lang"] == "en-GB"
        assert page.levels[0] == 1 and page.levels.count(1) == 1
        steps = zip(page.levels, page.levels[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps)
        heads = page.having("th")
        assert heads and {head["scope"] for head in heads} == {"col", "row"}
        assert len(page.having("caption")) == len(page.having("table"))
        for svg in page.having("svg"):
            assert svg["role"] == "img" and svg["aria-labelledby"]
        scrolled = [a for tag, a in page.tags if a.get("class") == "scroll"]
        assert all(a["tabindex"] == "0" and a["aria-label"] for a in scrolled)


def test_a_page_holds_the_whole_case(tmp_path: Path) -> None:
    case = full_journey()
    page = Page(case_page(tmp_path, case))
    for words in ("Settling, trust and therapy", "Own supported flat", *SAID, "File 1"):
        assert words in page.text
    rows = [attributes for attributes in page.having("th") if attributes["scope"] == "row"]
    assert len(rows) == len(case.entries) + 6 + 10 + 30 + 1
    assert page.text.count("OFFICIAL-SENSITIVE") >= 3


def test_markup_in_records_and_notes_stays_words(tmp_path: Path) -> None:
    case = a_case(entry("residence", "FC", "2005-01-01", OPEN, words=NASTY), id=f"Y {NASTY[:20]}")
    page = Page(case_page(tmp_path, case, 0, (a_note(1, case.id, f"Read {NASTY}"),)))
    assert not {"img", "script"} & {tag for tag, _ in page.tags}
    assert f"Read {NASTY}" in page.text and page.wrong == []


def test_no_date_place_or_name_is_anywhere_in_a_page(tmp_path: Path) -> None:
    said = "Seen on 3 March 2013 by Mr Harold Canary at SW1A 1AA"
    case = a_case(*full_journey().entries, entry("voice", "W", "2013-03-03", words="In May 2013"))
    source = case_page(tmp_path, case, 3, (a_note(9, case.id, said),))
    page = Page(source)
    told = [attributes.get(name, "") for _, attributes in page.tags for name in ("title", "id")]
    assert not YEAR.search(" ".join([page.text, *told]))
    assert "Canary" not in source and "SW1A" not in source
