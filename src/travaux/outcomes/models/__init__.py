"""Models in and out: YAML, records, GENIUS XML, .gmcr, JSON and CSV, and plain English.

Eats: text, bytes, `Record`. Makes: `Model`, `Conflict`, text. Must not know: files.
"""
