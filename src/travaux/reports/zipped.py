"""The same bytes for the same content: office files are zip files that carry the time of day."""

from __future__ import annotations

import io
import re
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that zip knows
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")


def timeless(data: bytes) -> bytes:
    """The zip file `data` with every time in it set to one value."""
    to = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", part)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return to.getvalue()
