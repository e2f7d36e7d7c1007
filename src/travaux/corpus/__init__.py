"""Any pile of documents: bytes -> documents -> sentences with their annotation.

Eats: bytes and file names. Makes: `Document`, `Annotation`, `DuplicateGroup`, `Problem`.
Must not know: any other stage room, files, clocks, the network.
"""
