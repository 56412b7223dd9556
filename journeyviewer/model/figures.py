"""What was chosen for a figure, kept under a name so that it can be made again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from journeyviewer.model.items import ItemId, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of an export by its name, with its value as text."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePreset:
    """The choices of an export under a title. Folder, reason and case are never among them."""

    id: ItemId
    title: str
    choices: tuple[Choice, ...] = ()
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)

    def value(self, name: str, otherwise: str = "") -> str:
        """Return a choice by its name."""
        return next((one.value for one in self.choices if one.name == name), otherwise)
