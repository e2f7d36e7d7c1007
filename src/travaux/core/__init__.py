"""The nouns of a negotiation's record: frozen values, standard library only, no IO.

Eats: nothing. Makes: the vocabulary that every other room speaks.
Must not know: any other room, any file, any clock.
"""
