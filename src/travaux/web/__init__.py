"""The local app: addresses, pages, judgements, for one analyst or a small team.

Eats: a record through `workbench` and `store`. Makes: pages and judgements.
Must not know: how any noun is found.
"""
