"""Problems: something wrong with the *material*. A value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.core.anchors import Anchor
from travaux.core.ids import content_id


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with the material, in one sentence: what, where, what to do.

    code: stable, kebab-case (`pdf-without-text`); file: the path as the user gave it.
    """

    code: str
    sentence: str
    file: str = ""
    anchor: Anchor | None = None

    @property
    def id(self) -> str:
        """Content id: the same fault at the same place is the same problem."""
        place = (self.anchor.document, self.anchor.start) if self.anchor else ()
        return content_id("problem", self.code, self.sentence, self.file, *place)
