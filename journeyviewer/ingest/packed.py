"""Cases on their way from the reading process: entries are packed, and unpacked when looked at.

A large table has more entries than anybody looks at; packed they take a tenth of the memory.
"""

from __future__ import annotations

import json
import zlib
from binascii import a2b_base64, b2a_base64
from typing import Any

from journeyviewer.ingest.codec import decode, encode
from journeyviewer.ingest.codec_cases import decode_entries, encode_entries
from journeyviewer.ingest.late import late_entries
from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass

LEVEL = 1
"""How hard zlib tries; more saves little and takes long."""
MOST_BYTES = 2**31
"""Bytes that the entries of one case may have unpacked."""


def pack_case(case: Case) -> object:
    """Return a case as a list of JSON: all but its entries, how many there are, and these packed.

    Entries that were left for later are made for it and not kept.
    """
    text = json.dumps(_encoded(case), ensure_ascii=False, separators=(",", ":"))
    # What is said wrongly in a file may be half a sign, which UTF-8 has no bytes for.
    packed = zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)
    about = Case(
        id=case.id,
        sex=case.sex,
        birth=case.birth,
        read_on=case.read_on,
        coverage=case.coverage,
    )
    return [encode(about), case.entry_count, b2a_base64(packed, newline=False).decode()]


def _encoded(case: Case) -> list[object]:
    """Return the entries of a case as they are written."""
    rows = late_entries(case)
    encoded = None if rows is None else rows.rows.encoded(rows.numbers)
    if encoded is not None:
        return encoded
    later = case.later
    return encode_entries(case.entries if later is None else later.entries())


def unpack_case(data: Any) -> Case:
    """Return the case of `pack_case`; raises JourneyError for anything else.

    Nonsense within its entries is found when they are looked at.
    """
    try:
        about, count, packed = data
        later = _Packed(int(count), a2b_base64(packed))
    except (TypeError, ValueError) as error:
        raise _not_understood() from error
    case = decode(Case, about)
    return Case.with_later(
        later,
        id=case.id,
        sex=case.sex,
        birth=case.birth,
        read_on=case.read_on,
        coverage=case.coverage,
    )


@dataclass(frozen=True, slots=True)
class _Packed:
    """The entries of a case, `count` of them, packed."""

    count: int
    packed: bytes

    def __len__(self) -> int:
        return self.count

    def entries(self) -> tuple[Entry, ...]:
        """Unpack them; raises JourneyError where they are not understood."""
        try:
            unpacking = zlib.decompressobj()
            text = unpacking.decompress(self.packed, MOST_BYTES).decode("utf-8", "surrogatepass")
            entries = decode_entries(json.loads(text))
            if len(entries) != self.count or not unpacking.eof:
                raise ValueError("some are missing")
        except (zlib.error, TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            raise _not_understood() from error
        return entries


def _not_understood() -> JourneyError:
    return JourneyError(
        "The reading process answered in a way that is not understood.", "Try again."
    )
