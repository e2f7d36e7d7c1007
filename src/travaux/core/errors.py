"""The exceptions of wrong *use*; wrong *material* is a `Problem` value (core/problems.py).

    TravauxError                 anything this package raises on purpose
    ├── UsageError               the call or the command line is not what was expected
    │   ├── SettingsError        talks.toml, sources.csv, a model or card file: all faults at once
    │   └── JudgedMeanwhile      what a person judges is no longer what they saw
    ├── RecordError              the record file cannot be used as it is
    │   ├── RecordNewer          written by a newer version of Travaux
    │   ├── RecordDamaged        truncated, or not a record at all
    │   └── RecordBusy           another build is writing it
    ├── MissingExtra             an optional dependency is not installed
    ├── WorkersFailed            no process could be started beside this one
    └── Interrupted              the user stopped the run; nothing acknowledged is lost

Each message says what was found, what was expected, and what to do next.
"""

from __future__ import annotations

from travaux.core.judgements import Judgement


class TravauxError(Exception):
    """Base of every exception this package raises on purpose.

    found: one sentence on what is wrong. todo: one sentence on what to do next.
    """

    def __init__(self, found: str, todo: str = "") -> None:
        super().__init__(f"{found} {todo}".strip())
        self.found = found
        self.todo = todo


class UsageError(TravauxError):
    """The call, or the command line, is not what was expected."""


class SettingsError(UsageError):
    """A settings file has faults; `faults` lists all of them, one sentence each."""

    def __init__(self, file: str, faults: tuple[str, ...]) -> None:
        listed = "".join(f"\n  {fault}" for fault in faults)
        found = f"{file}: {faults[0]}." if len(faults) == 1 else f"{file} has faults:{listed}\n"
        super().__init__(found, "Correct the file and run the command again.")
        self.file = file
        self.faults = faults


class JudgedMeanwhile(UsageError):
    """What a person judges is no longer what they saw; `judgements` are what others said since,
    the oldest first (none where the record itself was built anew)."""

    def __init__(self, noun: str, target: str, judgements: tuple[Judgement, ...]) -> None:
        who = ", ".join(dict.fromkeys(j.who for j in judgements))
        found = f"{who} judged this meanwhile." if who else "The record changed meanwhile."
        super().__init__(found, "Look at what stands now, then judge again.")
        self.noun = noun
        self.target = target
        self.judgements = judgements


class RecordError(TravauxError):
    """The record file cannot be used as it is."""


class RecordNewer(RecordError):
    """The record was written by a newer version of Travaux."""


class RecordDamaged(RecordError):
    """The record is truncated, or is not a record."""


class RecordBusy(RecordError):
    """Another build is writing this record."""


class MissingExtra(TravauxError):
    """An optional dependency is not installed."""


class WorkersFailed(TravauxError):
    """No process could be started beside this one."""


class Interrupted(TravauxError):
    """The user stopped the run."""
