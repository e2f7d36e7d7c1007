"""`travaux outcomes`: a model file, a .gmcr file, a GENIUS domain or a record -> analysis -> text,
JSON, CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from travaux.core.errors import SettingsError, UsageError
from travaux.core.outcomes import Model
from travaux.core.record import Record
from travaux.outcomes.analysis import Analysis, analysed
from travaux.outcomes.answers import answers, headline
from travaux.outcomes.conflict_answers import conflict_answers, inverse_words
from travaux.outcomes.conflict_page import conflict_page
from travaux.outcomes.models.export import (
    analysis_data,
    analysis_tables,
    conflict_data,
    conflict_tables,
)
from travaux.outcomes.models.from_record import model_from_record
from travaux.outcomes.models.genius import read_genius
from travaux.outcomes.models.gmcr import read_gmcr
from travaux.outcomes.models.read_model import ModelFile, read_model
from travaux.outcomes.models.readback import conflict_readback, readback
from travaux.outcomes.models.write_model import written_model
from travaux.outcomes.packages.what_if import what_if
from travaux.outcomes.page_data import linked, package_page
from travaux.outcomes.stability.analysis import ConflictAnalysis, analysed_conflict
from travaux.outcomes.stability.concepts import Concept
from travaux.outcomes.stability.inverse import conditions
from travaux.reports.addresses import statement_place
from travaux.reports.dossier import render_body
from travaux.reports.outcomes_pages import TITLES, outcome_pages
from travaux.workbench.opening import opened

YAML = (".yaml", ".yml")
MODEL_FILE = "talks.model.yaml"
RECORD = ".travaux"
QUOTED = 200  # characters of a statement quoted in a model file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read and what follows. changed: the same after the change asked about."""

    models: ModelFile
    analysis: Analysis | None
    conflict: ConflictAnalysis | None
    changed: Analysis | None = None


def outcomes(path: Path, change: str = "") -> Outcome:
    """The answers for the model or record at `path`; change: “what if” (packages/what_if.py).

    Raises SettingsError with every fault of a model file, UsageError for anything else that is
    not a model or record.
    """
    models = load_models(path)
    if change and models.model is None:
        raise UsageError("A change can only be tried on a model with issues and parties.")
    return Outcome(
        models,
        analysed(models.model) if models.model else None,
        analysed_conflict(models.conflict) if models.conflict else None,
        analysed(what_if(models.model, change)) if change and models.model else None,
    )


def load_models(path: Path) -> ModelFile:
    """The model and conflict at `path`: talks.model.yaml, .gmcr, a folder in GENIUS XML, a record,
    or a folder with one of the first or last."""
    if path.is_dir():
        return _in_folder(path)
    if path.suffix in YAML:
        return read_model(_text(path), path.name)
    if path.suffix == ".gmcr":
        return ModelFile(None, read_gmcr(_text(path), path.name))
    if path.suffix == ".xml":
        return ModelFile(_genius(path.parent, path), None)
    return ModelFile(of_record(_record(path)), None)


def of_record(record: Record) -> Model:
    """The model of a record. Raises UsageError where it holds no position."""
    model = model_from_record(record)
    if not model.issues or not model.interests:
        raise UsageError(
            "The record holds no position of a party on an issue.",
            f"Write the model by hand: {MODEL_FILE}.",
        )
    return model


def told(outcome: Outcome) -> str:
    """Everything as text: the answers first, then the model they rest on, read back."""
    parts = []
    if outcome.analysis:
        parts.append(answers(outcome.analysis))
    if outcome.changed:
        parts.append(f"With the change: {headline(outcome.changed)}\n{answers(outcome.changed)}")
    if outcome.models.conflict and outcome.conflict:
        parts += [conflict_answers(outcome.conflict), conflict_readback(outcome.models.conflict)]
    if outcome.models.model:
        parts.append(f"WHAT THE ANSWERS REST ON\n{readback(outcome.models.model)}")
    return "\n".join(parts)


def data(outcome: Outcome) -> dict[str, Any]:
    """Everything as JSON-ready data."""
    return {
        "packages": analysis_data(outcome.analysis) if outcome.analysis else None,
        "what_if": analysis_data(outcome.changed) if outcome.changed else None,
        "stability": conflict_data(outcome.conflict) if outcome.conflict else None,
    }


def inverse(outcome: Outcome, question: str) -> list[str]:
    """What preferences would make a state stable, one sentence a concept. question: the decision
    maker and the state, “Upland: NNY” or “Upland: 4”."""
    if outcome.conflict is None:
        raise UsageError("There is no conflict in this model.", "Add one, or give a .gmcr file.")
    name, _, state = (part.strip() for part in question.rpartition(":"))
    names, states = outcome.conflict.stability.game.names, outcome.conflict.states
    if name not in names:
        raise UsageError(f"There is no decision maker “{name}”.", f"Name one: {', '.join(names)}.")
    if state.isdigit() and 1 <= int(state) <= len(states):
        state = states[int(state) - 1]
    conflict = outcome.conflict.conflict
    return [
        inverse_words(outcome.conflict, conditions(conflict, names.index(name), state, concept))
        for concept in Concept
    ]


def write_model(models: ModelFile, path: Path, source: Path) -> Path:
    """Write what was read as a talks.model.yaml to `path`, statements quoted where `source` is a
    record. Raises UsageError where a file is there already: it may be an analyst's work."""
    if path.exists():
        raise UsageError(f"{path} is there already.", "Name another file, or move that one away.")
    quotes = _quotes(_record(source)) if source.suffix == RECORD else {}
    path.write_text(written_model(models.model, models.conflict, quotes), "utf-8")
    return path


def _quotes(record: Record) -> dict[str, str]:
    """Statement id -> date, speaker and words."""
    return {
        s.id: f"{s.date or 'undated'}, {s.speaker.name if s.speaker else 'unnamed'}: "
        f"“{' … '.join(a.exact for a in s.content)[:QUOTED]}”"
        for s in record.statements
    }


def write_tables(outcome: Outcome, folder: Path) -> list[Path]:
    """Write the CSV files into `folder`; their paths."""
    tables: dict[str, str] = {}
    if outcome.analysis:
        tables |= analysis_tables(outcome.analysis)
    if outcome.conflict:
        tables |= conflict_tables(outcome.conflict)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in sorted(tables.items()):
        (folder / name).write_text(text, "utf-8")
        written.append(folder / name)
    return written


def write_pages(outcome: Outcome, folder: Path) -> list[Path]:
    """Write the overlap, package and stability pages into `folder`; their paths."""
    packages = package_page(outcome.analysis) if outcome.analysis else None
    conflict = conflict_page(outcome.conflict) if outcome.conflict else None
    bodies = outcome_pages(packages, conflict)
    name = (packages or conflict or {}).get("name") or "Negotiation"
    menu = [(file, TITLES[file]) for file in bodies]
    folder.mkdir(parents=True, exist_ok=True)
    for file, body in bodies.items():
        (folder / file).write_text(render_body(body, file, name, TITLES[file], menu), "utf-8")
    return [folder / file for file in bodies]


def packages_of(model: Model) -> dict[str, Any] | None:
    """What the pages of packages show of a model, None where nobody has an interest."""
    return package_page(analysed(model)) if model.interests else None


def dossier_pages(
    record: Record,
    beside: Path | None = None,
    work_out: Callable[[Model], dict[str, Any] | None] = packages_of,
) -> dict[str, str]:
    """The bodies of the outcome pages of a record's dossier, statements linked. beside: a folder
    that may hold a talks.model.yaml, which then counts instead of the record's own positions.
    work_out: `packages_of`, or who has worked it out already."""
    model, conflict = model_from_record(record), None
    if beside and (beside / MODEL_FILE).exists():
        read = load_models(beside / MODEL_FILE)
        model, conflict = read.model or model, read.conflict
    page = work_out(model)
    places = {s.id: statement_place(s) for s in record.statements}
    return outcome_pages(
        linked(page, places) if page else None,
        conflict_page(analysed_conflict(conflict)) if conflict else None,
        in_dossier=True,
    )


def _in_folder(folder: Path) -> ModelFile:
    if (folder / MODEL_FILE).exists():
        return load_models(folder / MODEL_FILE)
    records = sorted(folder.glob("*.travaux"))
    if records:
        return load_models(records[0])
    if list(folder.glob("*.xml")):
        return ModelFile(_genius(folder, None), None)
    raise UsageError(
        f"{folder} holds no {MODEL_FILE}, no record and no GENIUS domain.",
        "Give a model file or a record.",
    )


def _genius(folder: Path, domain: Path | None) -> Model:
    """The domain (the file without evaluations, or the one named) with all profiles beside it."""
    files = {file: file.read_bytes() for file in sorted(folder.glob("*.xml"))}
    plain = [f for f, text in files.items() if b"evaluat" not in text and b"<weight" not in text]
    if domain is None and len(plain) != 1:
        raise UsageError(f"{folder} holds {len(plain)} domain files.", "Name the one to use.")
    chosen = domain or plain[0]
    profiles = {f.stem: text for f, text in files.items() if f != chosen and f not in plain}
    if not profiles:
        raise UsageError(f"No profile lies beside {chosen.name}.", "Put the parties' files there.")
    return replace(read_genius(files[chosen], profiles, chosen.stem), name=chosen.stem)


def _record(path: Path) -> Record:
    return opened(path)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as fault:
        raise UsageError(f"{path} cannot be read ({fault.strerror}).") from None
    except UnicodeDecodeError:
        raise SettingsError(path.name, ("not UTF-8 text",)) from None
