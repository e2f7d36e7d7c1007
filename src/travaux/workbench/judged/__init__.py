"""The record as people judged it: what the machine proposed, with every standing judgement on it.

The record file keeps the machine's proposals, which depend on documents and stages alone, and the
judgements beside them; this package puts the second onto the first, whole or one by one, with the
same result. `judged` gives a record with its judgements applied.
"""

from travaux.workbench.judged.record import JudgedRecord, judged

__all__ = ["JudgedRecord", "judged"]
