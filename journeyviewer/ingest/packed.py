"""Cases that came from the reading process: their entries are unpacked when looked at.

A large table has more entries than anybody looks at; packed they take a tenth of the memory.
"""

from __future__ import annotations

import json
import zlib
from binascii import a2b_base64
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from journeyviewer.ingest.codec import decode
from journeyviewer.ingest.codec_cases import decode_entries
from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass

if TYPE_CHECKING:
    from journeyviewer.model.extents import Extent

MOST_BYTES = 2**31
"""Bytes that the entries of one case may have unpacked."""


def unpack_case(data: Any) -> Case:
    """Return the case of `packing.pack_case`; raises JourneyError for anything else.

    Nonsense within its entries is found when they are looked at.
    """
    try:
        about, count, reach, *parts = data
        written, *cells = map(a2b_base64, parts)
        later = _Packed(int(count), str(reach), written, *cells)
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
    """The entries of a case, `count` of them, packed; `cells` where they are sent as rows."""

    count: int
    reach: str
    written: bytes
    cells: bytes | None = None

    def __len__(self) -> int:
        return self.count

    def entries(self) -> tuple[Entry, ...]:
        """Unpack them; raises JourneyError where they are not understood."""
        try:
            entries = self._entries()
            if len(entries) != self.count:
                raise ValueError("some are missing")
        except (zlib.error, TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            raise _not_understood() from error
        return entries

    def _entries(self) -> tuple[Entry, ...]:
        written = _unpacked(self.written)
        if self.cells is None:
            return decode_entries(written)
        # Loaded for large tables alone.
        from journeyviewer.ingest.codec_rows import decode_rows

        return decode_rows(written, _unpacked(self.cells))

    def extents(self) -> Mapping[str, Extent]:
        """Return how far they reach, by lane; raises JourneyError too."""
        # Loaded when very many cases are looked at.
        from journeyviewer.model.extents import decode_extents

        try:
            return decode_extents(json.loads(self.reach))
        except (TypeError, ValueError) as error:
            raise _not_understood() from error


def _unpacked(part: bytes) -> Any:
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(part, MOST_BYTES).decode("utf-8", "surrogatepass")
    if not unpacking.eof:
        raise ValueError("some is missing")
    return json.loads(text)


def _not_understood() -> JourneyError:
    return JourneyError(
        "The reading process answered in a way that is not understood.", "Try again."
    )
