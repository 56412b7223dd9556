"""What a child is called that nothing names: by the file, told apart from others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeyviewer.ingest.answers import lane_of_title
from journeyviewer.ingest.chronology_columns import is_of_document
from journeyviewer.ingest.chronology_people import YEAR_NAMED
from journeyviewer.ingest.table import Sheet


def usual_name(sheet: Sheet, found: Sequence[Sheet]) -> str:
    """Return the id of a table that nothing names: the file's name, told apart from others.

    Sheets of years are of one child, as far as anybody can tell, and so are the tables of a
    document, which follow one another, and those on one sheet that are named after lanes.
    """
    stem = re.sub(r"\.\w{1,5}$", "", sheet.file)
    of_file = [item for item in found if (item.file, item.group) == (sheet.file, sheet.group)]
    called = dict.fromkeys(item.called for item in of_file)
    many = len(called) > 1 and not is_of_document(sheet)
    parted = sheet.called and many and not YEAR_NAMED.fullmatch(sheet.called.strip())
    name = f"{stem}, {sheet.called}" if parted else stem
    part = sheet.part
    if part is not None and part.number > 1 and lane_of_title(part.title) is None:
        name = f"{name}, {part.cell}"
    alike = [item for item in found if re.sub(r"\.\w{1,5}$", "", item.file) == stem]
    places = list(dict.fromkeys((item.file, item.group) for item in alike))
    here = sheet.file, sheet.group
    number = places.index(here) + 1 if here in places else 1
    return name if number == 1 else f"{name} ({number})"
