"""The record <-> one SQLite file. The only room that opens the database.

Eats: `Record`. Makes: `Record`.
Must not know: how any noun was found.

Public: `open_archive` (read, search, judge), `replace_record` (build beside, swap in),
`Archive`, `packed` and `unpacked` (what the per-document half made, as it is kept).
"""

from travaux.store.archive import Archive, open_archive
from travaux.store.packing import packed, unpacked
from travaux.store.swap import replace_record

__all__ = ["Archive", "open_archive", "packed", "replace_record", "unpacked"]
