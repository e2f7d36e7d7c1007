"""Who said what: annotated sentences -> attributed statements, speakers, parties.

Eats: `Document`, `Annotation`. Makes: `Statement`, `Party`.
Must not know: any other stage room, files, clocks, the network.
"""
