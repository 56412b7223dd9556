"""Support at a glance: how many sources there were at once, and who they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.model.counts import source_name
from journeyviewer.model.words import listed, lower_first
from journeyviewer.timeline.spans import Edge, SpanPlan

DEEPEST = 5


def support_spans(spans: Sequence[SpanPlan]) -> tuple[SpanPlan, ...]:
    """Return the support of a case as spans that follow each other, deeper for more sources.

    A source counts from the first to the last day it is possible, each person or service once.
    Of an unknown end only the beginning is known: it counts for that alone.
    """
    known = [span for span in spans if span.end > span.start]
    points = sorted({point for span in known for point in (span.start, span.end)})
    result: list[SpanPlan] = []
    for start, end in zip(points, points[1:], strict=False):
        here = [span for span in known if span.start <= start and span.end >= end]
        names = list(dict.fromkeys(source_name(span.entry) for span in here))
        if not names:
            continue
        words = _words(names)
        if result and result[-1].end == start and result[-1].labels == words:
            result[-1] = replace(result[-1], end=end, solid_end=end)
            continue
        result.append(
            replace(
                here[0],
                start=start,
                solid_start=start,
                solid_end=end,
                end=end,
                start_edge=Edge.FLAT,
                end_edge=Edge.FLAT,
                labels=words,
                code=str(len(names)) if len(names) > 1 else "",
                drawn="span",
                step=min(len(names) + 1, DEEPEST),
            )
        )
    return tuple(result)


def _words(names: Sequence[str]) -> tuple[str, ...]:
    if len(names) == 1:
        return tuple(names)
    count = f"{len(names)} sources"
    full = ", ".join(names)
    return (f"{count}: {full}", count)


def support_sentence(words: str) -> str:
    """Return a span's words as a tip says them: "2 sources of support: a and b"."""
    head, _, tail = words.partition(": ")
    if not tail:
        return f"Support: {words}"
    names = tail.split(", ")
    return f"{head} of support: {listed([names[0], *(lower_first(name) for name in names[1:])])}"
