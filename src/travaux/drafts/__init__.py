"""What each draft says: documents -> witnesses, drafts, provisions, changes, findings.

Eats: `Document`. Makes: `Witness`, `Draft`, `Provision`, `Change`, `Finding`.
Must not know: any other stage room, files, clocks, the network.

`find_witnesses` reads one document.
"""

from __future__ import annotations

from travaux.drafts.find_witnesses import Located, find_witnesses

__all__ = ["Located", "find_witnesses"]
