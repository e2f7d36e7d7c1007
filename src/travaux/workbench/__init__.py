"""The stage table, use cases, opening and writing files, parallel runs.

The only room that imports several rooms.
"""
