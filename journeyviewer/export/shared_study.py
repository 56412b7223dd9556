"""What an analyst typed, item by item, as it may leave: dates and what could point covered."""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.export.sharing import Sharing
from journeyviewer.model.meetings import Meeting, Response, RunningOrder
from journeyviewer.model.study import (
    Item,
    KeyDevelopment,
    Note,
    OwnCoverage,
    OwnEntry,
    Phase,
    Study,
    study_of,
)


def shared_item(item: Item, sharing: Sharing) -> Item:
    """Return an item with its words as they may leave; its days and what it is about stay."""
    typed = sharing.typed
    match item:
        case Note():
            return replace(item, text=typed(item.text), whom=typed(item.whom))
        case Phase():
            title, short = typed(item.title), typed(item.short)
            return replace(item, title=title, short=short, summary=typed(item.summary))
        case KeyDevelopment():
            return replace(item, title=typed(item.title), text=typed(item.text))
        case OwnEntry():
            return replace(item, label=typed(item.label), detail=typed(item.detail))
        case OwnCoverage():
            return replace(item, source=typed(item.source))
        case Response():
            return replace(item, said=typed(item.said))
        case RunningOrder() | Meeting():
            return replace(item, title=typed(item.title))
    return item


def shared_study(study: Study, sharing: Sharing) -> Study:
    """Return a study with every word that was typed as it may leave."""
    items = [shared_item(item, sharing) for item in study.items.values()]
    return study_of(study.id, sharing.typed(study.title), study.analyst, items)


def shared_own(study: Study, case: str, sharing: Sharing) -> Study:
    """Return a study of nothing but what was added to a case, in words that may leave."""
    own: list[Item] = [*study.own_entries_of(case), *study.own_coverage_of(case)]
    return study_of(study.id, "", "", [shared_item(item, sharing) for item in own])
