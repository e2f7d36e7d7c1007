"""The record <-> one SQLite file. The only room that opens the database.

Eats: `Record`. Makes: `Record`.
Must not know: how any noun was found.
"""
