"""A case, or a whole study, as one page that opens anywhere and asks for nothing outside itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.export.annotated import NO_LINES
from journeyviewer.export.figure import FigureRequest, headline, lead, page_scenes
from journeyviewer.export.html_parts import (
    bullets,
    drawing,
    heading,
    page,
    paragraph,
    scrolled,
    table,
    text,
)
from journeyviewer.export.leaving import Leaving
from journeyviewer.export.page_words import source_line
from journeyviewer.export.picture import svg_bytes
from journeyviewer.export.tables import (
    Table,
    accounting_by_file,
    cohort_as_table,
    developments_table,
    notes_table,
    phases_table,
    records_table,
)
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.words import counted
from journeyviewer.render.theme import theme

SECTIONS = {
    "figure": "Figure",
    "phases": "Phases",
    "developments": "Key developments",
    "notes": "Notes",
    "words": "The journey in words",
    "records": "What is drawn",
    "accounting": "What was read",
}


def case_page(one: Leaving, cohort: Cohort, request: FigureRequest) -> bytes:
    """Return the page of one case."""
    parts = case_parts(one, request, "c1", 2)
    parts["accounting"] = _accounting(cohort, one, 2, "c1")
    body = [
        _on_screen(_mark(request)),
        "<main>",
        _on_screen(heading(1, headline(one, request)), paragraph(lead(one, request), "lead")),
        _contents([(f"c1-{key}", SECTIONS[key]) for key, part in parts.items() if part]),
        *parts.values(),
        "</main>",
        _foot(one, request),
    ]
    return page(headline(one, request), body)


def study_page(cases: Sequence[Leaving], cohort: Cohort, request: FigureRequest) -> bytes:
    """Return one page of all cases: the cohort table, then case after case."""
    title = f"{counted(len(cases), 'journey')} compared"
    sharing = cases[0].sharing
    names = [(f"c{number}", one.title) for number, one in enumerate(cases, 1)]
    body = [
        _mark(request),
        "<main>",
        heading(1, title),
        paragraph(sharing.words, "lead"),
        _contents([("cohort", "All cases"), *names, ("c0-accounting", SECTIONS["accounting"])]),
        heading(2, "All cases", "cohort"),
        table(cohort_as_table(cohort, sharing), "One row a case, counted from the records."),
    ]
    for (key, _), one in zip(names, cases, strict=True):
        body += [
            f'<section class="case" aria-labelledby="{key}">',
            heading(2, headline(one, request), key),
            paragraph(lead(one, request), "lead"),
            *case_parts(one, request, key, 3).values(),
            "</section>",
        ]
    body += [_accounting(cohort, cases[0], 2, "c0"), "</main>", _foot(cases[0], request)]
    return page(title, body)


def case_parts(one: Leaving, request: FigureRequest, key: str, level: int) -> dict[str, str]:
    """Return the sections of a case by name, "" for one with nothing in it."""

    def section(name: str, inner: str) -> str:
        head = heading(level, SECTIONS[name], f"{key}-{name}")
        head = _on_screen(head) if name == "figure" else head
        return f"{head}\n{inner}" if inner else ""

    cases = [one]
    return {
        "figure": section("figure", _figure(one, request, key)),
        "phases": section("phases", _written(phases_table(cases), "Phases of the journey.")),
        "developments": section(
            "developments",
            _written(developments_table(cases), "Circles in the figure, by their numbers."),
        ),
        "notes": section(
            "notes",
            _written(notes_table(cases), "Squares in the figure. One reader’s view, maybe wrong."),
        ),
        "words": section("words", _words(one, level + 1)),
        "records": section("records", _records(one)),
    }


def _figure(one: Leaving, request: FigureRequest, key: str) -> str:
    # The notes stand beside it as words: the figure has its room to itself.
    bare = replace(one, lines=NO_LINES)
    scene = page_scenes(bare, replace(request, tiles=1))[0]
    title, description = f"{one.title}: a journey", FIGURE_WORDS
    data = svg_bytes(scene, theme(request.theme), title, description)
    inner = scrolled(drawing(data, f"{key}-svg", title, description), "Figure")
    caption = text(source_line(one.journey, bool(one.lines)))
    return f'<figure>{inner}<figcaption class="screen">{caption}</figcaption></figure>'


FIGURE_WORDS = (
    "Swimlanes of what the file records, from birth or the first record to the reading. All of "
    "it is told in words and in a table further down on this page."
)


def _written(found: Table, caption: str) -> str:
    if not found.rows:
        return ""
    # The case is in the heading above; its column says nothing new.
    bare = Table(found.name, found.columns[1:], tuple(row[1:] for row in found.rows))
    return table(bare, caption)


def _records(one: Leaving) -> str:
    found = records_table([one])
    bare = Table(found.name, found.columns[1:], tuple(row[1:] for row in found.rows))
    return table(bare, f"{counted(len(found.rows), 'record')}, in order of date.", row_head=2)


def _words(one: Leaving, level: int) -> str:
    """Return the journey in words: a heading a lane, a line a record."""
    parts = []
    for block in one.words.strip().split("\n\n")[1:]:
        first, *rest = block.splitlines()
        name, _, said = first.partition(": ")
        if rest or said:
            parts.append(heading(level, name.rstrip(":")))
            parts.append(paragraph(said) if said else "")
        else:
            parts.append(paragraph(first))
        parts.append(bullets(line.strip() for line in rest))
    return "\n".join(part for part in parts if part)


def _accounting(cohort: Cohort, one: Leaving, level: int, key: str) -> str:
    found = accounting_by_file(cohort, one.sharing)
    if not found.rows:
        return ""
    inner = table(found, "What became of every row of each file; nothing is dropped unseen.")
    return f"{heading(level, SECTIONS['accounting'], f'{key}-accounting')}\n{inner}"


def _contents(entries: Sequence[tuple[str, str]]) -> str:
    links = "".join(f'<li><a href="#{key}">{text(words)}</a></li>' for key, words in entries)
    return f'<nav aria-label="On this page"><ul>{links}</ul></nav>'


def _on_screen(*parts: str) -> str:
    """Return what is left out on paper, where the figure carries the same."""
    return f'<div class="screen">{"".join(parts)}</div>' if any(parts) else ""


def _mark(request: FigureRequest) -> str:
    return f"<header>{paragraph(request.mark, 'mark')}</header>" if request.mark else ""


def _foot(one: Leaving, request: FigureRequest) -> str:
    words = paragraph(f"{one.sharing.words} What was not written down is not shown.")
    mark = paragraph(request.mark, "mark") if request.mark else ""
    return f"<footer>{words}{mark}</footer>"
