"""The key of an encrypted study: made from a passphrase, or typed from the printed recovery key.

An encrypted file starts with 16 plain bytes: "JVE1", 8 random bytes and a 4-byte check of the key.
The check tells a wrong passphrase from a damaged file. The key is PBKDF2-HMAC-SHA-256 over the
passphrase with 600,000 rounds, as OWASP's password storage cheat sheet advises (2023). Pages are
encrypted and authenticated by the engine (ChaCha20 and Poly1305).
"""

from __future__ import annotations

import base64
import hashlib
import os
import unicodedata
from pathlib import Path

from journeyviewer.study.faults import Fault, StudyError

MAGIC = b"JVE1"
SALT_BYTES = 16
KEY_BYTES = 32
ROUNDS = 600_000
PLAIN = b"SQLite format 3\0"


def new_key(passphrase: str) -> tuple[bytes, bytes]:
    """Return a new key and the 16 bytes the file starts with."""
    seed = MAGIC + os.urandom(8)
    key = derived(passphrase, seed)
    return key, seed + _check(key)


def derived(passphrase: str, seed: bytes) -> bytes:
    """Return the key of a passphrase; spellings that look the same give the same key."""
    words = unicodedata.normalize("NFKC", passphrase).encode()
    ready = getattr(hashlib, "pbkdf2_hmac", None)
    if ready is not None:
        made: bytes = ready("sha256", words, seed, ROUNDS)
        return made
    return plain_pbkdf2(words, seed, ROUNDS)


def plain_pbkdf2(words: bytes, seed: bytes, rounds: int) -> bytes:
    """Return one block of PBKDF2-HMAC-SHA-256 (RFC 8018), for a Python without OpenSSL."""
    block = 64
    if len(words) > block:
        words = hashlib.sha256(words).digest()
    padded = words.ljust(block, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def keyed(message: bytes) -> bytes:
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    latest = keyed(seed + b"\0\0\0\1")
    total = int.from_bytes(latest, "big")
    for _ in range(rounds - 1):
        latest = keyed(latest)
        total ^= int.from_bytes(latest, "big")
    return total.to_bytes(KEY_BYTES, "big")


def is_encrypted(path: Path) -> bool:
    """True when a file starts as an encrypted study does."""
    return _head(path)[:4] == MAGIC


def key_for(path: Path, secret: str) -> bytes:
    """Return the key of an encrypted file from its passphrase or its recovery key.

    Raises StudyError when the secret does not fit.
    """
    head = _head(path)
    typed = from_recovery(secret)
    if typed is not None and _check(typed) == head[12:16]:
        return typed
    key = derived(secret, head[:12])
    if _check(key) != head[12:16]:
        raise StudyError(
            Fault.PASSPHRASE,
            f"This passphrase does not open “{path.name}”.",
            "Type it again, or use the printed recovery key.",
        )
    return key


def recovery_key(key: bytes) -> str:
    """Return the key as groups of letters and digits to print; it opens the file by itself."""
    letters = base64.b32encode(key).decode().rstrip("=")
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def from_recovery(text: str) -> bytes | None:
    """Return the key that was printed, None for text of another form."""
    letters = "".join(text.upper().replace("0", "O").replace("1", "I").replace("-", " ").split())
    if len(letters) != 52:
        return None
    try:
        return base64.b32decode(letters + "====")
    except ValueError:
        return None


def engine_secret(key: bytes, head: bytes) -> str:
    """Return the key in the engine's spelling: raw bytes and the file's first 16."""
    return f"raw:{key.hex()}{head.hex()}"


def _check(key: bytes) -> bytes:
    return hashlib.sha256(b"journeyviewer key check" + key).digest()[:4]


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(SALT_BYTES)
