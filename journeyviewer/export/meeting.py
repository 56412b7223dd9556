"""What a meeting leaves behind: a Word record with the figures shown, and a hand-out to read.

Both carry ages only. Nobody who took part is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from journeyviewer.export.page_size import MARGIN, PAGES, PIXELS_PER_MM
from journeyviewer.export.picture import pdf_bytes, png_bytes
from journeyviewer.export.word_parts import Report
from journeyviewer.model.meetings import Answer, Response
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, day_words, without_dates
from journeyviewer.render.fonts import measure
from journeyviewer.render.theme import Theme
from journeyviewer.timeline.cohort_frame import wrapped
from journeyviewer.timeline.scene import Box, Face, Ink, Line, Scene
from journeyviewer.timeline.sheet import Sheet
from journeyviewer.timeline.transform import transformed

PICTURE_DPI = 144
TITLE, WORDS, SMALL = Face(20, 700), Face(13.5), Face(11)
MARK = Face(10.67, 700)
BESIDE = 250.0
"""Width of the words beside a point that has a page to itself, in pixels at 96 to the inch."""


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """One point as the room saw it: where it is, what was written, its picture, the answers."""

    heading: str
    title: str
    words: str
    scene: Scene
    description: str
    response: Response | None = None


def meeting_record(
    title: str,
    day: date,
    points: Sequence[ShownPoint],
    questions: Sequence[tuple[str, str]],
    look: tuple[Theme, str, Path | None],
) -> bytes:
    """Return the record of a meeting as a Word document.

    `questions` are those to ask, each after who is to be asked. `look` is the theme of the
    figures, the handling mark and the organisation's template. Figures stand before what was said
    to them. The day is the meeting's own; days of a young person's life are taken out of every
    word.
    """
    theme, mark, template = look
    report = Report(template, title, mark)
    report.heading(title, 0)
    report.paragraph(f"Meeting on {day_words(day)}. {counted(len(points), 'point')}.", "Subtitle")
    report.paragraph("What was said is noted without names. Ages only; dates are left out.")
    for number, point in enumerate(points, 1):
        report.heading(f"{number}. {point.heading}: {point.title}", 1)
        if point.words:
            report.paragraph(without_dates(point.words))
            report.keep_with_next()
        png = png_bytes(point.scene, theme, PICTURE_DPI)
        report.picture_here(png, point.title, point.description)
        report.keep_with_next()
        report.heading("What the group thought", 2)
        report.paragraph(answers_words(point.response))
        said = point.response.said.strip() if point.response is not None else ""
        for line in without_dates(said).splitlines():
            if line.strip():
                report.paragraph(line)
    for whom in dict.fromkeys(whom for whom, _ in questions):
        report.heading(f"To ask {whom}" if whom else "To check with somebody", 1)
        asked = [words for one, words in questions if one == whom]
        report.bullets([without_dates(" ".join(words.split())) for words in asked])
    return report.data()


def answers_words(response: Response | None) -> str:
    """Return counts in words: "2 agreed, 5 challenged, 1 was unsure"."""
    if response is None or response.empty:
        return "No answer was noted."
    said = {
        Answer.AGREE: f"{response.agree:,} agreed",
        Answer.CHALLENGE: f"{response.challenge:,} challenged",
        Answer.UNSURE: f"{response.unsure:,} {'was' if response.unsure == 1 else 'were'} unsure",
    }
    return ", ".join(said[one] for one in Answer) + "."


def hand_out(
    title: str, points: Sequence[ShownPoint], per_page: int, theme: Theme, mark: str
) -> bytes:
    """Return the running order as a PDF, one point a page or six, numbered, dates hidden."""
    if not points:
        raise ValueError("a hand-out needs a point")
    width, height = (length * PIXELS_PER_MM for length in PAGES["a4"])
    pages = []
    groups = [points[at : at + per_page] for at in range(0, len(points), per_page)]
    for number, group in enumerate(groups, 1):
        page = _Page(measure, width, height, marks=[Box(0, 0, width, height, Ink("plot"))])
        page.around(title, mark, f"Page {number} of {len(groups)}")
        if per_page == 1:
            page.large(group[0])
        else:
            page.small(group, (number - 1) * per_page)
        pages.append(Scene(width=width, height=height, marks=tuple(page.marks)))
    return pdf_bytes(pages, theme, title)


@dataclass(slots=True)
class _Page(Sheet):
    width: float
    height: float

    def around(self, title: str, mark: str, number: str) -> None:
        """Add what stands round the points: title, page number and handling mark."""
        self.text((MARGIN, MARGIN + 8), title, SMALL, "ink2")
        self.text((self.width - MARGIN, MARGIN + 8), mark, MARK, to_left=True)
        foot = self.height - MARGIN
        self.marks.append(Line(MARGIN, foot - 14.5, self.width - MARGIN, foot - 14.5, Ink("line3")))
        self.text((MARGIN, foot - 2), "Ages only; dates are hidden.", SMALL, "ink2")
        self.text((self.width - MARGIN, foot - 2), f"{number}  {mark}".strip(), SMALL, to_left=True)

    def large(self, point: ShownPoint) -> None:
        """Add one point: its picture, and what was written beside it."""
        room = self.width - 2 * MARGIN - BESIDE - 20
        tall = self.height - 2 * MARGIN - 36
        scale = min(room / point.scene.width, tall / point.scene.height)
        self.marks.extend(transformed(point.scene.marks, MARGIN, MARGIN + 18, scale))
        left, y = self.width - MARGIN - BESIDE, MARGIN + 40
        for words, face in (
            (point.heading, SMALL),
            (point.title, TITLE),
            (without_dates(point.words), WORDS),
        ):
            leading = face.size * 1.3
            # Long words end in dots over the foot of the page, not below it.
            most = max(1, int((self.height - MARGIN - 30 - y) // leading))
            for line in wrapped(words, face, BESIDE, measure, most=most) if words else ():
                self.text((left, y), line, face)
                y += leading
            y += 10
        y = max(y + 12, MARGIN + 240)
        if y + 60 < self.height - MARGIN:
            self.text((left, y), "Your notes", SMALL, "ink2")
        while y + 30 < self.height - MARGIN - 30:
            y += 30
            self.marks.append(Line(left, y, left + BESIDE, y, Ink("line3")))

    def small(self, points: Sequence[ShownPoint], before: int) -> None:
        """Add up to six points, three beside each other in two rows."""
        gap, top = 18.0, MARGIN + 20
        wide = (self.width - 2 * MARGIN - 2 * gap) / 3
        tall = (self.height - 2 * MARGIN - 40 - gap) / 2
        for place, point in enumerate(points):
            x = MARGIN + (place % 3) * (wide + gap)
            y = top + (place // 3) * (tall + gap)
            title = f"{before + place + 1}. {point.title}"
            self.text((x, y + 11), wrapped(title, WORDS, wide, measure, most=1)[0], WORDS)
            scale = min(wide / point.scene.width, (tall - 60) / point.scene.height)
            self.marks.extend(transformed(point.scene.marks, x, y + 18, scale))
            line_y = y + 18 + point.scene.height * scale + 14
            words = without_dates(point.words)
            for line in wrapped(words, SMALL, wide, measure, most=2) if words else ():
                self.text((x, line_y), line, SMALL, "ink2")
                line_y += 14
