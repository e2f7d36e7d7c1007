"""The local app: addresses, pages, judgements."""
