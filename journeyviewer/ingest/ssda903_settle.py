"""Settles what several annual files say of one episode: repeats, later ends, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from journeyviewer.ingest.findings import Findings, Row, Weight
from journeyviewer.ingest.ledger import Fate
from journeyviewer.ingest.ssda903_rows import Episode
from journeyviewer.model.chronology import SourceRow
from journeyviewer.model.decisions import Choice, Question, Topic, key_of

NEAR_DAYS = 7
"""Starts this close, with the same status and placement, may be one episode written twice."""
BOTH = "both"


class Settling:
    """The settling of the episodes of a return; every row that is hidden can be shown again."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self._hidden: list[Episode] = []

    def settle(self, found: Mapping[str, Sequence[Episode]]) -> dict[str, list[Episode]]:
        """Return every child's episodes in order, each once, and say what was settled."""
        settled = {}
        for child, episodes in found.items():
            once = self._without_snapshots(self._without_repeats(episodes))
            settled[child] = sorted(
                once, key=lambda item: (item.start.first, item.end.last if item.end else date.max)
            )
        self._say_hidden()
        for episodes in settled.values():
            self._say_near(episodes)
        self._say_open_with_reason(item for own in settled.values() for item in own)
        return settled

    def _without_repeats(self, episodes: Sequence[Episode]) -> list[Episode]:
        """Hide rows that say exactly the same, and add them to the sources of the first."""
        kept: dict[tuple[object, ...], Episode] = {}
        shown: list[Episode] = []
        for episode in episodes:
            first = kept.get(episode.said)
            if first is None:
                kept[episode.said] = episode
            elif self._hide(episode, first, "duplicate-row"):
                kept[episode.said] = replace(first, sources=first.sources + episode.sources)
            else:
                shown.append(episode)
        return [*kept.values(), *shown]

    def _without_snapshots(self, episodes: Sequence[Episode]) -> list[Episode]:
        """Keep one of an episode that returns in a later year: the closed one, else the last.

        Different ends are a contradiction: all of them are kept until that is decided.
        """
        groups: dict[tuple[date, str, str], list[Episode]] = {}
        for episode in episodes:
            groups.setdefault(episode.key, []).append(episode)
        kept: list[Episode] = []
        for group in groups.values():
            kept += group if len(group) == 1 else self._one_of(group)
        return kept

    def _one_of(self, group: Sequence[Episode]) -> list[Episode]:
        ends = {item.end.last: item for item in group if item.end is not None}
        keep = list(ends.values()) if ends else [group[-1]]
        if len(keep) > 1:
            keep = self._ask_which(keep)
        rows: list[SourceRow] = []
        for item in group:
            if any(item is one for one in keep):
                continue
            if self._hide(item, keep[0], "episode-repeated"):
                rows += item.sources
            else:
                keep.append(item)
        return [replace(keep[0], sources=(*keep[0].sources, *rows)), *keep[1:]]

    def _hide(self, episode: Episode, other: Episode, rule: str) -> bool:
        """Note that a row is hidden behind another; False where that was taken back."""
        where = f"row {other.row.number} of {other.row.sheet.file}"
        before, after = "shown", f"hidden: as {where}"
        if episode.end is None and other.end is not None:
            before, after = "no end", f"{other.end.raw} ({where})"
        hides = self.findings.repair(episode.row, rule, before, after, "DEC")
        if hides:
            self._hidden.append(episode)
        return hides

    def _ask_which(self, group: Sequence[Episode]) -> list[Episode]:
        """Ask which of several ends of an episode holds; all are drawn until that is decided."""
        first, *rest = group
        for other in rest:
            message = (
                f"The same episode ends on {_end(other)} here and on {_end(first)} in row "
                f"{first.row.number} of {first.row.sheet.file}. Both ends are drawn."
            )
            self.findings.say(other.row, "conflicting-ends", message, "DEC", Weight.ASK)
        choices = [Choice(BOTH, "Draw both ends")]
        for item in group:
            label = f"It ended on {_end(item)} ({item.row.sheet.file})"
            choices.append(Choice(str(item.end.last if item.end else ""), label))
        answer = self.findings.ask(
            Question(
                key=key_of("conflicting-ends", first.child, *first.key, *map(_end, group)),
                topic=Topic.DATE,
                title="An episode has different ends in two files. Which one holds?",
                detail=f"It began on {first.start.raw}, {first.legal} {first.place}.",
                choices=tuple(choices),
                default=BOTH,
                file=first.row.sheet.file,
                sheet=first.row.sheet.name,
                column=first.row.written("DEC"),
                rows=tuple(item.row.number for item in group),
            )
        )
        chosen = [item for item in group if str(item.end.last if item.end else "") == answer]
        return chosen or list(group)

    def _say_hidden(self) -> None:
        """Count the rows that another row already says, file by file."""
        files: dict[int, list[Row]] = {}
        for episode in self._hidden:
            episode.ledger.set(episode.row.number, Fate.DUPLICATE)
            files.setdefault(id(episode.row.sheet), []).append(episode.row)
        for rows in files.values():
            numbers = sorted(row.number for row in rows)
            count = "One row repeats" if len(rows) == 1 else f"{len(rows):,} rows repeat"
            message = (
                f"{count} an episode that another row gives again or closes. "
                "Each episode is drawn once, with all its rows as sources."
            )
            self.findings.say_of_sheet(
                rows[0].sheet, "episode-repeated", message, Weight.REPAIRED, numbers
            )

    def _say_near(self, episodes: Sequence[Episode]) -> None:
        """Say where two episodes of one status and placement begin within a few days."""
        for first, other in pairwise(episodes):
            apart = (other.start.first - first.start.first).days
            overlaps = first.end is None or first.end.last > other.start.first
            same = (first.legal, first.place) == (other.legal, other.place)
            if same and overlaps and 0 < apart <= NEAR_DAYS:
                message = (
                    f"It begins {apart} days after row {first.row.number} with the same legal "
                    "status and placement: perhaps one episode written twice. Both are drawn."
                )
                self.findings.say(other.row, "possible-duplicate", message, "DECOM", Weight.ASK)

    def _say_open_with_reason(self, episodes: Iterable[Episode]) -> None:
        """Say how many rows give a reason for an end but no end: no date is made up."""
        files: dict[int, list[Row]] = {}
        for episode in episodes:
            if episode.end is None and episode.rec:
                files.setdefault(id(episode.row.sheet), []).append(episode.row)
        for rows in files.values():
            message = (
                f"{len(rows):,} rows give a reason for the end (REC) but no end (DEC). "
                "No end is made up for them."
            )
            numbers = sorted(row.number for row in rows)
            self.findings.say_of_sheet(
                rows[0].sheet, "reason-without-end", message, Weight.NOTE, numbers
            )


def _end(episode: Episode) -> str:
    return episode.end.raw if episode.end else "no day"
