"""What the window remembers from one run to the next; never anything of a case."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from journeyviewer.model.problems import JourneyError

log = logging.getLogger(__name__)
MOST_RECENT = 10


@dataclass(slots=True)
class Settings:
    """The settings, kept as JSON beside the program's other settings of this user.

    `theme` is "system" or the name of a theme, `text_size` a percentage, `recent` the paths
    read last, newest first, `studies` those of studies and what is said of each
    (`ui.studying.recent`), `analyst` the name that studies are written under, `keys` the keys
    that were changed, by action, `view` how axes and lanes are arranged; `others` keeps what a
    newer version wrote.
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

    def save(self, path: Path | None = None) -> bool:
        """Write the settings; returns whether they could be kept."""
        place = path or settings_file()
        data = asdict(self)
        data = {**data.pop("others"), **data}
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            # Loaded when there is something to keep.
            from journeyviewer.model.files import write_whole

            write_whole(place, json.dumps(data, indent=1).encode())
        except (OSError, JourneyError) as error:
            log.info("settings were not kept: %s", type(error).__name__)
            return False
        return True


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings kept last; what is missing or makes no sense is as at first."""
    try:
        data = json.loads((path or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    made = Settings()
    for item in fields(Settings):
        if item.name == "others" or item.name not in data:
            continue
        value = data.pop(item.name)
        if _fits(value, getattr(made, item.name)):
            setattr(made, item.name, value)
    data.pop("others", None)
    made.others = data
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
