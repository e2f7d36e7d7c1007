"""The verbs by which a person judges: judge, judge-card, agreement."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated, Any

import typer

from travaux.cli.arguments import Json, RecordPath, loaded, record_file
from travaux.cli.terminal import err, out, print_rows
from travaux.core.errors import UsageError
from travaux.core.judgements import Action


def judge(
    record: RecordPath,
    action: Annotated[Action, typer.Argument(help="What you say of it.")],
    statement: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    speaker: Annotated[str, typer.Option(help="Change: who really said it.")] = "",
    stance: Annotated[str, typer.Option(help="Change: the speaker's stance.")] = "",
    link: Annotated[list[str] | None, typer.Option(help="Change: a provision it is about.")] = None,
    why: Annotated[str, typer.Option(help="Your reason.")] = "",
    who: Annotated[str, typer.Option(help="Your name.", show_default="your user name")] = "",
    blind: Annotated[
        bool, typer.Option("--blind", help="Measure agreement by it; change nothing.")
    ] = False,
    noun: Annotated[
        str, typer.Option(help="What it is: statement, party, change, finding, event, …")
    ] = "statement",
    field: Annotated[str, typer.Option(help="Change: which field, as merge, name, status.")] = "",
    value: Annotated[str, typer.Option(help="Change: to what; JSON where it is a list.")] = "",
) -> None:
    """Confirm, reject or change what the machine proposed. Judgements are never lost."""
    from travaux.workbench.judging import judge as judge_target
    from travaux.workbench.judging import value_of

    changes: dict[str, Any] = {
        "speaker": speaker,
        "stance": stance,
        "link": tuple(link or ()),
    } | ({field: value_of(value)} if field else {})
    given = [(name, said) for name, said in changes.items() if said or name == field]
    if (action is Action.CHANGE) != (len(given) == 1):
        raise UsageError(
            "A change names one thing to change; the other actions name none.",
            "Example: travaux judge RECORD change ID --speaker 'The right name'",
        )
    name, said = given[0] if given else ("", "")
    path = record_file(record)
    by = who or getpass.getuser()
    done = judge_target(path, statement, action, by, name, said, why, blind, noun)
    out.print(f"Kept: {done.action.value} {done.field} on “{done.quote[:100]}”.", markup=False)


def judge_card(
    record: RecordPath,
    action: Annotated[Action, typer.Argument(help="What you say of it.")],
    card: Annotated[str, typer.Argument(help="The commitment's name, or its id.")],
    field: Annotated[
        list[str] | None, typer.Option(help="FIELD=VALUE of the card, as “due=30 days”.")
    ] = None,
    score: Annotated[int | None, typer.Option(help="Its code, 0 to 3, at --as-of.")] = None,
    as_of: Annotated[str, typer.Option(help="The date of the score (ISO).")] = "",
    why: Annotated[str, typer.Option(help="Your reason; with a score, its narrative.")] = "",
    who: Annotated[str, typer.Option(help="Your name.", show_default="your user name")] = "",
) -> None:
    """Confirm, reject, change or add a commitment's card, or give its score at a date."""
    from travaux.workbench import judging_cards

    path, by = record_file(record), who or getpass.getuser()
    if score is not None:
        if not as_of or action is not Action.CHANGE:
            raise UsageError(
                "A score is of one date.",
                "Example: travaux judge-card RECORD change payment --score 2 --as-of 2031-10-15",
            )
        done = judging_cards.judge_score(path, card, as_of, score, by, why)
    else:
        fields = judging_cards.fields_of(field or ())
        done = judging_cards.judge_card(path, card, action, by, fields, why)
    out.print(f"Kept: {done.action.value} {done.field} on “{done.quote[:100]}”.", markup=False)


def agreement(
    record: RecordPath,
    blind: Annotated[
        bool, typer.Option("--blind", help="Only what was coded without sight of the proposal.")
    ] = False,
    sheet: Annotated[
        Path | None, typer.Option(help="Write a sheet (CSV) of statements to code blind.")
    ] = None,
    number: Annotated[int, typer.Option(help="How many statements the sheet holds.")] = 50,
    read: Annotated[
        Path | None, typer.Option(help="Take a filled-in sheet into the record.")
    ] = None,
    who: Annotated[str, typer.Option(help="Your name.", show_default="your user name")] = "",
    as_json: Json = False,
) -> None:
    """Say how far people and the machine agree (Krippendorff's alpha); code statements blind."""
    from travaux.workbench import agreeing

    path = record_file(record)
    if sheet:
        sheet.write_text(agreeing.coding_sheet(path, number), "utf-8-sig")
        out.print(f"Sheet: {sheet}. Fill in its last four columns.", soft_wrap=True)
        return
    if read:
        if not read.is_file():
            raise UsageError(f"There is no sheet at {read}.", "Write one with --sheet FILE.")
        kept = agreeing.read_sheet(path, read.read_text("utf-8"), who or getpass.getuser())
        err.print(f"Kept {kept} blind codings.")
    found = agreeing.agreement_of(loaded(path), blind)
    headings = ("Category", "Coders", "Statements", "Agreed", "Alpha")
    print_rows(headings, [agreeing.said(a) for a in found], found if as_json else None)
    if not (found or as_json):
        out.print("No statement was coded twice. Code some: travaux agreement RECORD --sheet FILE")
