"""The hash that things are named by, taken without the library around it.

`hashlib` loads OpenSSL first: that takes a reading process longer than opening a small workbook.
"""

from __future__ import annotations

try:
    from _blake2 import blake2s as blake2s
except ImportError:  # This Python was built with OpenSSL's alone.
    from hashlib import blake2s as blake2s


def short_hash(text: str) -> str:
    """Return what stands for a text, in 16 letters; the text cannot be read from it."""
    return blake2s(text.encode(), digest_size=8).hexdigest()
