"""The record as people judged it: what the machine proposed, with every standing judgement on it.

The record file keeps the machine's proposals, which depend on documents and stages alone, and the
judgements beside them; this package puts the second onto the first, whole or one by one, with the
same result. `record.judged` gives a record with its judgements applied, `kinds.KINDS` lists all
that can be judged.
"""
