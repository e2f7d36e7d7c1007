"""Is it being kept: commitments and events -> states with cause, evidence, consequence.

Eats: norm cards, `Provision`, `Event`. Makes: `Commitment`, `Assessment`.
Must not know: any other stage room, files, clocks, the network.
"""
