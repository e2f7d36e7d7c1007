"""Packages: the efficient frontier, fair solutions, the zone of agreement, trades, robustness.

Eats: a `Model`. Makes: points, packages, verdicts. Must not know: conflicts, files.
"""
