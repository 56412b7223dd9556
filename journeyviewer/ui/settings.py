"""What the window remembers from one run to the next; never anything of a case."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, field, fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass

log = logging.getLogger(__name__)
MOST_RECENT = 10


@dataclass(slots=True)
class Settings:
    """The settings, kept as JSON beside the program's other settings of this user.

    `theme` is "system" or the name of a theme, `text_size` a percentage, `recent` the paths
    read last, newest first, `studies` those of studies and what is said of each
    (`ui.studying.recent`), `analyst` the name that studies are written under, `keys` the keys
    that were changed, by action, `view` how axes and lanes are arranged; `others` keeps what a
    newer version wrote. Several windows keep them in one file: `before` is what they were when
    they were read or written last, and `forgotten` says that the recent ones were since.
    """

    theme: str = "system"
    text_size: int = 100
    recent_files_on: bool = True
    recent: list[str] = field(default_factory=list)
    studies: dict[str, str] = field(default_factory=dict)
    analyst: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    view: dict[str, str] = field(default_factory=dict)
    geometry: str = ""
    others: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    forgotten: bool = field(default=False, repr=False, compare=False)

    def add_recent(self, path: Path) -> None:
        """Put a path first among those read last, unless that is switched off."""
        if self.recent_files_on:
            name = str(path)
            kept = [other for other in self.recent if other != name]
            self.recent = [name, *kept][:MOST_RECENT]

    def add_study(self, path: Path, note: str) -> None:
        """Put a study first among those open last, unless that is switched off."""
        if self.recent_files_on:
            name = str(path)
            rest = [(other, said) for other, said in self.studies.items() if other != name]
            self.studies = dict([(name, note), *rest][:MOST_RECENT])

    def clear_recent(self) -> None:
        """Forget which files were read and which studies were open last."""
        self.recent, self.studies = [], {}
        self.forgotten = True

    def save(self, path: Path | None = None) -> bool:
        """Write what changed over what other windows kept; returns whether it could be kept.

        What they opened last is listed here from then on; their look stays their own.
        """
        place = path or settings_file()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            # Loaded when there is something to keep.
            from journeyviewer.model.files import write_whole
            from journeyviewer.study.guard import alone

            with alone(place):
                data = self._over(_read(place))
                write_whole(place, json.dumps(data, indent=1).encode())
        except (OSError, JourneyError) as error:
            log.info("settings were not kept: %s", type(error).__name__)
            return False
        self.recent, self.studies = list(data["recent"]), dict(data["studies"])
        self.recent_files_on = data["recent_files_on"]
        self.note()
        return True

    def note(self) -> None:
        """Take the settings as they are now for what was kept last."""
        self.before, self.forgotten = self._values(), False

    def _values(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name not in OWN}

    def _over(self, kept: dict[str, Any] | None) -> dict[str, Any]:
        """Return what is to be written where `kept` is in the file, None for nothing of use."""
        from journeyviewer.ui.merging import put_together

        if kept is None:
            return {**self.others, **self._values()}
        theirs = _settings_of(kept)
        before, values = self.before, theirs._values()
        if self.forgotten:
            before, values = ({**each, "recent": [], "studies": {}} for each in (before, values))
        made = put_together(before, self._values(), values, MOST_RECENT)
        return {**self.others, **theirs.others, **made}


OWN = ("others", "before", "forgotten")
"""What is not written under its own name."""


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings kept last; what is missing or makes no sense is as at first."""
    made = _settings_of(_read(path or settings_file()) or {})
    made.note()
    return made


def _read(place: Path) -> dict[str, Any] | None:
    """Return what the file holds, None where it cannot be read or holds something else."""
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _settings_of(kept: dict[str, Any]) -> Settings:
    data, made = dict(kept), Settings()
    for item in fields(Settings):
        if item.name in OWN or item.name not in data:
            continue
        value = data.pop(item.name)
        if _fits(value, getattr(made, item.name)):
            setattr(made, item.name, value)
    made.others = {name: value for name, value in data.items() if name not in OWN}
    return made


def _fits(value: object, usual: object) -> bool:
    if isinstance(usual, list):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if isinstance(usual, dict):
        return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    return type(value) is type(usual)


def settings_file() -> Path:
    """Return where the settings of this user are kept."""
    place = QStandardPaths.StandardLocation.AppConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / "settings.json"
