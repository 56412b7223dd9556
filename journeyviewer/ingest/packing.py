"""Cases on their way from the reading process: their entries are packed.

A large table has more entries than anybody looks at; packed they take a tenth of the memory.
"""

from __future__ import annotations

import json
import zlib
from binascii import b2a_base64

from journeyviewer.ingest.codec import encode
from journeyviewer.ingest.codec_cases import encode_entries
from journeyviewer.ingest.late import Written, late_entries
from journeyviewer.model.chronology import Case
from journeyviewer.model.extents import encode_extents, extents

LEVEL = 1
"""How hard zlib tries; more saves little and takes long."""


def pack_case(case: Case) -> object:
    """Return a case as a list of JSON: all but its entries, how many and when, and these packed.

    Entries that were left for later are made for it and not kept; those of a large table are sent
    as its rows, packed in two parts.
    """
    about = Case(
        id=case.id,
        sex=case.sex,
        birth=case.birth,
        read_on=case.read_on,
        coverage=case.coverage,
    )
    written = _written(case)
    reach = encode_extents(extents(written.outlines, case.read_on))
    # As text it is held as such until it is asked for.
    return [encode(about), case.entry_count, _text(reach), *map(_packed, written.parts)]


def _text(part: object) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"))


def _packed(part: object) -> str:
    text = _text(part)
    # What is said wrongly in a file may be half a sign, which UTF-8 has no bytes for.
    packed = zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)
    return b2a_base64(packed, newline=False).decode()


def _written(case: Case) -> Written:
    """Return the entries of a case as they are sent."""
    rows = late_entries(case)
    written = rows.rows.written(rows.numbers) if rows is not None else None
    if written is not None:
        return written
    later = case.later
    entries = case.entries if later is None else later.entries()
    return Written([encode_entries(entries)], entries)
