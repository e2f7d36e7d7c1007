"""The issues and parties that the names in a model file refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from travaux.core.issues import Issue


@dataclass(frozen=True, slots=True)
class Agenda:
    """The issues and parties that names refer to, and where faults are noted."""

    issues: tuple[Issue, ...]
    parties: tuple[str, ...]
    faults: list[str]

    def issue(self, name: object, place: str) -> int | None:
        """The place of the issue called `name` (its id or name), noting a fault where none is."""
        found = next((i for i, x in enumerate(self.issues) if str(name) in (x.id, x.name)), None)
        if found is None:
            self.faults.append(f"{place}: there is no issue “{name}”")
        return found

    def option(self, issue: int, name: object, place: str) -> int | None:
        """The place of option `name` of issue `issue`."""
        options = [option.text for option in self.issues[issue].options]
        if str(name) in options:
            return options.index(str(name))
        self.faults.append(
            f"{place}: “{self.issues[issue].name}” has no option “{name}” ({', '.join(options)})"
        )
        return None

    def choices(self, given: dict[Any, Any], place: str) -> list[tuple[int, int]]:
        """Pairs (issue, option) of a mapping from issue to option."""
        found = []
        for name, option in given.items():
            issue = self.issue(name, place)
            at = self.option(issue, option, place) if issue is not None else None
            if issue is not None and at is not None:
                found.append((issue, at))
        return found

    def party(self, name: object, place: str) -> str | None:
        """The party called `name`."""
        if str(name) in self.parties:
            return str(name)
        self.faults.append(f"{place}: there is no party “{name}”")
        return None
