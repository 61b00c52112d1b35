"""The commands on instruments: to read them, to check them, to have them reviewed.

What a command needs is imported when it runs.
"""

from enum import StrEnum
from typing import Annotated

import typer

from audit.cli.grammar import AsJson, Command, Language, rubric, show

Identifier = Annotated[str, typer.Argument(metavar="ID", help="cli.help.rubric_id")]
OutOr = Annotated[str | None, typer.Option("--out", metavar="FILE", help="cli.help.out_or")]


class Workbook(StrEnum):
    """What an instrument is reviewed in."""

    xlsx = "xlsx"


@rubric.command("list", cls=Command, help="cli.help.rubric_list")
def rubric_list(language: Language = None) -> None:
    from audit.cli.instruments import listed

    show(listed())


@rubric.command("show", cls=Command, help="cli.help.rubric_show")
def rubric_show(
    context: typer.Context,
    rubric_id: Identifier,
    json: AsJson = False,
    language: Language = None,
) -> None:
    from audit.cli.instruments import as_json, installed, shown

    found = installed(rubric_id)
    show([as_json(found)] if json else shown(found, context.obj))


@rubric.command("check", cls=Command, help="cli.help.rubric_check")
def rubric_check(
    context: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="cli.help.rubric_path")],
    language: Language = None,
) -> None:
    from audit.cli.instruments import checked

    show([context.obj("cli.rubric.sound", rubric=checked(path, context.obj))])


@rubric.command("booklet", cls=Command, help="cli.help.rubric_booklet")
def rubric_booklet(
    context: typer.Context,
    rubric_id: Identifier,
    to: Annotated[str, typer.Option("--to", help="cli.help.booklet_to")] = "pdf",
    out: OutOr = None,
    language: Language = None,
) -> None:
    from audit.cli.booklets import write_booklet

    _say(write_booklet(rubric_id, to, context.obj.language, out, context.obj))


@rubric.command("forms", cls=Command, help="cli.help.rubric_forms")
def rubric_forms(
    context: typer.Context,
    rubric_id: Identifier,
    form: Annotated[str | None, typer.Option("--form", help="cli.help.rubric_form")] = None,
    out: OutOr = None,
    language: Language = None,
) -> None:
    from audit.cli.booklets import write_forms

    _say(write_forms(rubric_id, form, context.obj.language, out, context.obj))


@rubric.command("export", cls=Command, help="cli.help.rubric_export")
def rubric_export(
    context: typer.Context,
    rubric_id: Identifier,
    to: Annotated[Workbook, typer.Option("--to", help="cli.help.review_to")] = Workbook.xlsx,
    out: OutOr = None,
    language: Language = None,
) -> None:
    from audit.cli.reviews import export_review

    _say(export_review(rubric_id, context.obj.language, out, context.obj))


@rubric.command("import", cls=Command, help="cli.help.rubric_import")
def rubric_import(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli.help.review_file")],
    language: Language = None,
) -> None:
    from audit.cli.reviews import import_review

    show(import_review(file, context.obj))


@rubric.command("alike", cls=Command, help="cli.help.rubric_alike")
def rubric_alike(context: typer.Context, rubric_id: Identifier, language: Language = None) -> None:
    from audit.cli.instruments import alike_lines, installed

    show(alike_lines(installed(rubric_id), context.obj))


@rubric.command("overlay", cls=Command, help="cli.help.rubric_overlay")
def rubric_overlay(
    rubric_id: Identifier,
    code: Annotated[str, typer.Argument(metavar="CODE", help="cli.help.overlay_code")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="cli.help.overlay_name")],
    language: Language = None,
) -> None:
    from audit.cli.instruments import installed
    from rubrics.overlays import template

    show(template(installed(rubric_id), code, name).splitlines())


def _say(sentence: str) -> None:
    """Print a sentence, unless the file itself went to standard output."""
    show([sentence] if sentence else [])
