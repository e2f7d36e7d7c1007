"""Content ids: a hash of what a thing says and where, never of the code that found it.

Two runs over the same bytes therefore give the same ids, a rebuild changes nothing, and
judgements keep their targets.
"""

from __future__ import annotations

import hashlib

ID_LENGTH = 16  # hex digits: 64 bits; a million nouns collide with a chance of about 3e-8


def digest(data: bytes) -> str:
    """The SHA-256 of `data` in 64 hex digits: the id of a document."""
    return hashlib.sha256(data).hexdigest()


def content_id(kind: str, *parts: object) -> str:
    """A short id for a noun of `kind` from the `parts` that say what it is and where.

    Parts are joined by an unprintable separator, so ("ab", "c") and ("a", "bc") differ.
    """
    joined = "\x1f".join(str(part) for part in parts)
    key = "\x1f".join((kind, joined)).encode("utf-8", "surrogatepass")
    return f"{kind}-{hashlib.sha256(key).hexdigest()[:ID_LENGTH]}"
