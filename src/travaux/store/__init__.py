"""The record <-> one SQLite file. The only room that opens the database.

Eats: `Record`. Makes: `Record`.
Must not know: how any noun was found.

Public: `open_archive` (read, search, judge), `replace_record` (build beside, swap in),
`Archive`.
"""

from travaux.store.archive import Archive, open_archive
from travaux.store.swap import replace_record

__all__ = ["Archive", "open_archive", "replace_record"]
