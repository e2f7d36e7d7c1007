"""What each draft says: documents -> witnesses, drafts, provisions, changes, findings.

Eats: `Document`, and `Statement` for who says what of a draft. Makes: `Witness`, `Draft`,
`Provision`, `Change`, `Claim`, `Finding`.
Must not know: any other stage room, files, clocks, the network.

`find_witnesses` reads one document, `read_slots` the typed values of any text, `read_references`
and `read_terms` what provisions point at and define. `collate` makes
drafts of witnesses. `compare` aligns n drafts, `lineage` follows each provision through them,
`redline` shows two wordings word by word, `substance` what changed in them; `check` asks what a
careful drafter would ask. `read_claims` reads what reports say of a draft that no document
prints. `read_draft` reads a document that its user says is a draft.
"""

from __future__ import annotations

from travaux.drafts.align import compare, in_order
from travaux.drafts.asymmetry import asymmetry
from travaux.drafts.brackets import read_brackets
from travaux.drafts.check import check, rules
from travaux.drafts.claims import read_claims
from travaux.drafts.collate import Collation, collate
from travaux.drafts.declared import read_draft
from travaux.drafts.find_witnesses import Located, find_witnesses
from travaux.drafts.lineage import lineage
from travaux.drafts.redline import redline
from travaux.drafts.references import read_references
from travaux.drafts.slots import read_slots
from travaux.drafts.substance import substance
from travaux.drafts.terms import read_terms

__all__ = [
    "Collation",
    "Located",
    "asymmetry",
    "check",
    "collate",
    "compare",
    "find_witnesses",
    "in_order",
    "lineage",
    "read_brackets",
    "read_claims",
    "read_draft",
    "read_references",
    "read_slots",
    "read_terms",
    "redline",
    "rules",
    "substance",
]
