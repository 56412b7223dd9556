"""Names and times of what an analyst writes."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import NewType

ItemId = NewType("ItemId", str)
"""Names one item for good: a random UUID as text, the same in every copy of the study."""


def new_id() -> ItemId:
    """Return a name that no other item has."""
    return ItemId(str(uuid.uuid4()))


def now() -> datetime:
    """Return this second in UTC, as items carry it."""
    return datetime.now(UTC).replace(microsecond=0)
