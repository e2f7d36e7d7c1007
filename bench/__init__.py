"""Measures: quality against data that others labelled, speed as a ratio to a peer."""
