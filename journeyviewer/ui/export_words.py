"""Which bars and marks have words in a figure: a list to tick in, lane by lane or one by one."""

from __future__ import annotations

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.lanes import lanes
from journeyviewer.model.study import Study
from journeyviewer.timeline.describe import age_words
from journeyviewer.timeline.own import with_own
from journeyviewer.ui.export_ticks import Group, Row, Ticks


class WordTicks(Ticks):
    """The labels of a case by lane, all ticked at first; a lane without any is kept as a lane.

    What a preset says of other cases stays as it is.
    """

    def __init__(self, case: Case, study: Study | None) -> None:
        if study is not None:
            case = with_own(case, study)
        by_lane: dict[str, list[Entry]] = {}
        for entry in case.entries:
            if _has_words(entry):
                by_lane.setdefault(entry.lane, []).append(entry)
        self.by_lane = {
            lane.key: frozenset(entry.id for entry in by_lane[lane.key])
            for lane in lanes()
            if lane.key in by_lane
        }
        groups = tuple(
            Group(
                lane.title,
                tuple(Row(entry.id, _said(entry, case)) for entry in by_lane[lane.key]),
            )
            for lane in lanes()
            if lane.key in by_lane
        )
        super().__init__("Words on bars and marks", "label", groups)
        self.elsewhere: frozenset[str] = frozenset()

    def hidden(self) -> frozenset[str]:
        """Return the keys of lanes and the ids of entries whose words are left off."""
        ticked = self.ticked
        found = set(self.elsewhere)
        for key, ids in self.by_lane.items():
            found |= ids - ticked if ids & ticked else {key}
        return frozenset(found)

    def show_hidden(self, wordless: frozenset[str]) -> None:
        """Untick what a preset leaves off."""
        self.elsewhere = wordless - self.rows.keys() - self.by_lane.keys()
        off = set(wordless)
        for key in self.by_lane.keys() & wordless:
            off |= self.by_lane[key]
        self.tick(frozenset(self.rows.keys() - off))


def _has_words(entry: Entry) -> bool:
    """True for what is drawn with words: scores and counts are numbers, episodes are bars alone."""
    drawn = entry.start.known and not entry.suggested and entry.lane != "missing"
    return drawn and entry.kind in (Kind.SPELL, Kind.EVENT)


def _said(entry: Entry, case: Case) -> str:
    return f"{entry.label}, {age_words(entry.start, case)}"
