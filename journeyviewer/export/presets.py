"""Choices of an export by a name: those that come with the program, and those kept in a study."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from journeyviewer.export.figure import ALL_FORMATS, FigureRequest
from journeyviewer.export.leaving import Choice
from journeyviewer.export.page_size import page_size
from journeyviewer.export.parts import MOST_TILES
from journeyviewer.export.sharing import PRECISIONS
from journeyviewer.model.landmarks import BY_NAME, name_of
from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import JourneyError

FORMAT = "jv-preset-2"
READ = ("jv-preset-1", FORMAT)
"""The first kept notes by number. It knows of no ids, and must not show every note for that."""
_PLAIN = ("page", "theme", "mark", "dpi", "precision", "notes", "beside", "tiles", "one_file")
_WORDS = ("title", "caption")

SHARING = FigureRequest(folder=Path(), precision="half-year", notes=False, beside=True)
"""For sharing: ages to the half-year and no notes; rare kinds go in broader classes with it."""
WORKING = FigureRequest(folder=Path(), beside=True)
"""For work within the team: ages to the month, with notes."""
BUILT_IN: Mapping[str, FigureRequest] = {"For sharing": SHARING, "Working copy": WORKING}


def preset_text(request: FigureRequest) -> str:
    """Return the choices as text to keep; never the folder, the template or that dates may leave.

    Dates are asked for anew each time, with their reason.
    """
    choice = request.choice
    return json.dumps(
        {
            "format": FORMAT,
            "formats": list(request.formats),
            **{name: getattr(request, name) for name in (*_PLAIN, *_WORDS)},
            "lanes": list(choice.lanes),
            "ages": list(choice.ages) if choice.ages else None,
            "phase": choice.phase,
            "notes_kept": sorted(choice.notes) if choice.notes is not None else None,
            "wordless": sorted(choice.wordless),
            "notes_moved": dict(choice.moved),
            "lined_up_at": name_of(choice.event),
            "note_numbers": sorted(choice.numbers) if choice.numbers is not None else None,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def request_from(text: str, onto: FigureRequest) -> FigureRequest:
    """Return a request with the choices of a kept text; folder, study and template stay.

    What a later version of the program kept beside them is passed over. Raises JourneyError for a
    text that is no preset.
    """
    try:
        found = json.loads(text)
        if found["format"] not in READ:
            raise ValueError
        return replace(_checked(found, onto), axis="ages")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise JourneyError(
            "This preset cannot be read.", "Choose anew, and keep it under its name again."
        ) from error


def _checked(found: Mapping[str, Any], onto: FigureRequest) -> FigureRequest:
    values = {name: found[name] for name in (*_PLAIN, *_WORDS) if name in found}
    for name, value in values.items():
        if type(value) is not type(getattr(WORKING, name)):
            raise TypeError(name)
    request = replace(
        onto,
        formats=tuple(name for name in found["formats"] if name in ALL_FORMATS),
        choice=Choice(
            lanes=_lanes(found.get("lanes") or ()),
            ages=_pair(found.get("ages")),
            phase=int(found.get("phase") or 0),
            notes=_ids(found.get("notes_kept")),
            numbers=_numbers(found.get("note_numbers")),
            wordless=_ids(found.get("wordless")) or frozenset(),
            moved=_moved(found.get("notes_moved") or {}),
            event=BY_NAME.get(found.get("lined_up_at") or ""),
        ),
        **values,
    )
    page_size(request.page)
    in_range = 36 <= request.dpi <= 1200 and 1 <= request.tiles <= MOST_TILES
    if request.precision not in PRECISIONS or not request.formats or not in_range:
        raise ValueError
    return request


def _lanes(keys: Any) -> tuple[str, ...]:
    known = {item.key for item in lanes()}
    return tuple(str(key) for key in keys if key in known)


def _pair(ages: Any) -> tuple[int, int] | None:
    if ages is None:
        return None
    first, last = ages
    return int(first), int(last)


def _ids(ids: Any) -> frozenset[str] | None:
    if ids is None:
        return None
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise TypeError
    return frozenset(ids)


def _moved(pixels: Any) -> tuple[tuple[str, float], ...]:
    """Return the squares that were moved, in order of their notes' ids."""
    found = tuple(sorted((note, float(off)) for note, off in pixels.items()))
    if not all(math.isfinite(off) for _, off in found):
        raise ValueError
    return found


def _numbers(numbers: Any) -> frozenset[int] | None:
    return None if numbers is None else frozenset(int(number) for number in numbers)
