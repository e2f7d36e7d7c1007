"""Is there a deal: issues and interests -> packages, zone of agreement, stable states.

Eats: models of issues, options and values. Makes: verdicts, packages, equilibria.
Must not know: any other stage room, files, clocks, the network.
"""
