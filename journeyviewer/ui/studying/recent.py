"""What is remembered of a study for the list of recent ones: title, day and how much is in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, short_day


@dataclass(frozen=True, slots=True)
class StudyNote:
    """A study as it was left: its title, when (UTC), and how many cases and notes it held."""

    title: str
    left: str
    cases: int
    notes: int

    def text(self) -> str:
        """Return it as text for the settings."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def words(self, today: date) -> str:
        """Return such as "Today 14:32 · 10 cases, 64 notes"."""
        parts = []
        try:
            when = datetime.fromisoformat(self.left).astimezone()
        except ValueError:
            pass
        else:
            clock = f"{when:%H:%M}"
            same = when.date() == today
            parts.append(f"Today {clock}" if same else f"{short_day(when.date())} {clock}")
        held = [counted(self.cases, "case")]
        if self.notes:
            held.append(counted(self.notes, "note"))
        return " · ".join([*parts, ", ".join(held)])


def note_from(text: str, path: Path) -> StudyNote:
    """Return what was remembered; of a text that makes no sense only the file's name."""
    try:
        kept = json.loads(text)
        return StudyNote(
            str(kept["title"]), str(kept["left"]), int(kept["cases"]), int(kept["notes"])
        )
    except (ValueError, KeyError, TypeError):
        return StudyNote(path.stem, "", 0, 0)
