"""Who stands where: statements and provisions -> issues, positions, discrepancies, events.

Eats: `Statement`, `Provision`, `Change`, `Party`, `Document`. Makes: `ProvisionLink`,
`StanceReading`, `Issue`, `Position`, `Discrepancy`, `Event`, discourse networks.
Must not know: any other stage room, files, clocks, the network.
"""

from travaux.issues.agreement import agreement_by_category
from travaux.issues.chronology import chronicle
from travaux.issues.coding import coded
from travaux.issues.codings import codings_of
from travaux.issues.discourse_map import discourse
from travaux.issues.discrepancies import find_discrepancies
from travaux.issues.formal import with_formulas
from travaux.issues.formulas import FormalReading, read_formulas
from travaux.issues.gathering import Gathered, gather
from travaux.issues.linking import link
from travaux.issues.reliance import reliances
from travaux.issues.running_counts import running_counts
from travaux.issues.stances import read_stances

__all__ = [
    "FormalReading",
    "Gathered",
    "agreement_by_category",
    "chronicle",
    "coded",
    "codings_of",
    "discourse",
    "find_discrepancies",
    "gather",
    "link",
    "read_formulas",
    "read_stances",
    "reliances",
    "running_counts",
    "with_formulas",
]
