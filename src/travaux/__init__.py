"""Travaux builds the record of a negotiation from a pile of documents, on your own machine."""

__version__ = "0.1.0"
