"""Is it being kept: commitments and events -> states with cause, evidence, consequence.

Eats: norm cards, `Provision`, `LogEntry`, `Event`. Makes: `Commitment`, `Assessment`, `Monitoring`.
Must not know: any other stage room, files, clocks, the network.

`commitments_of` drafts the cards of a record's drafts; `read_cards` reads what a person made of
them; `survey` evaluates them against a log of events at a date.
"""

from __future__ import annotations

from travaux.monitoring.cards import read_cards
from travaux.monitoring.draft_cards import commitments_of
from travaux.monitoring.survey import survey

__all__ = ["commitments_of", "read_cards", "survey"]
