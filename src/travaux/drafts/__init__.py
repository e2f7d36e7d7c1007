"""What each draft says: documents -> witnesses, drafts, provisions, changes, findings.

Eats: `Document`. Makes: `Witness`, `Draft`, `Provision`, `Change`, `Finding`.
Must not know: any other stage room, files, clocks, the network.
"""
