"""The record -> dossier pages, tables and exchange formats, as text and bytes, never files.

Eats: `Record`. Makes: a mapping from relative path to bytes.
Must not know: any other stage room, files, clocks, the network.
"""
