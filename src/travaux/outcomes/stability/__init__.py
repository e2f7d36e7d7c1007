"""Stability: which outcomes of a conflict would hold, for whom, and why.

Eats: a `Conflict`. Makes: stable states, reasons, paths. Must not know: bargaining models, files.
The Graph Model for Conflict Resolution: Fang, Hipel & Kilgour 1993, Interactive Decision Making;
Xu, Hipel, Kilgour & Fang 2018, Conflict Resolution Using the Graph Model.
"""
