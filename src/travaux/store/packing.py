"""Plain data as the record keeps them: JSON, compressed.

Whoever makes the data packs them, in whichever process that is; the record takes them as they are.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

QUICK = 1  # the level of compression: higher ones take longer and save little


def packed(data: Any) -> bytes:
    """`data` as the record keeps them; the same data are always the same bytes."""
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode(), QUICK)


def unpacked(kept: bytes) -> Any:
    """The plain data that `packed` made `kept` from."""
    return json.loads(zlib.decompress(kept))
