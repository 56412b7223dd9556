"""What was chosen for a figure, kept under a name so that it can be made again."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from journeyviewer.model.items import ItemId, now
from journeyviewer.model.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePreset:
    """The choices of an export under a title, as the text that the export keeps them in.

    Folder, template, case and reason are never among them.
    """

    id: ItemId
    title: str
    text: str
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)
