"""The bundled example: where it lies, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path

import travaux
from travaux.core.errors import UsageError

EXAMPLE = "peace-plan-2025"


def example_folder(name: str = EXAMPLE) -> Path:
    """The folder of a bundled example. Raises UsageError where it was left out of the install."""
    package = Path(travaux.__file__).parent
    places = (package / "examples" / name, package.parents[1] / "examples" / name)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise UsageError(
            f"The example {name} is not installed.", "Take it from the source archive."
        )
    return found
