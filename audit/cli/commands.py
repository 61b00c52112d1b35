"""The commands with their options.

What a command needs is imported when it runs: `score` must not wait for Streamlit or a database.
"""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typing_extensions import override

from audit.cli.streams import visible
from rubrics.text import Translator


class Audience(StrEnum):
    """For whom an edition is made."""

    team = "team"
    facility = "facility"
    public = "public"


class Spoken(StrEnum):
    """The languages a command answers in."""

    en = "en"
    fr = "fr"


# Help texts are message keys until `tree` puts the reader's language in their place.
Database = Annotated[
    str | None, typer.Option("--database", metavar="URL", help="cli.help.database")
]
Language = Annotated[Spoken | None, typer.Option("--language", help="cli.help.language")]
AsJson = Annotated[bool, typer.Option("--json", help="cli.help.json")]
For = Annotated[Audience, typer.Option("--audience", help="cli.help.audience")]
Out = Annotated[str, typer.Option("--out", metavar="FILE", help="cli.help.out")]


def _headed(text: str, context: Any) -> str:
    t: Translator = context.find_root().obj
    for word in ("Usage:", "Arguments:", "Options:", "Commands:"):
        text = text.replace(word, t(f"cli.help.headings.{word[:-1].lower()}"), 1)
    return text


class _Command(TyperCommand):
    """A command whose help is headed in the reader's language."""

    @override
    def get_help(self, ctx: Any) -> str:
        return _headed(super().get_help(ctx), ctx)


class _Group(TyperGroup):
    """A group of commands whose help is headed in the reader's language."""

    @override
    def get_help(self, ctx: Any) -> str:
        return _headed(super().get_help(ctx), ctx)


def _group(key: str) -> typer.Typer:
    return typer.Typer(
        cls=_Group,
        help=key,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


peer_audit = _group("cli.help.peer_audit")
rubric = _group("cli.help.rubric")
peer_audit.add_typer(rubric, name="rubric")


def tree(t: Translator) -> Any:
    """Return the commands with their help in the reader's language."""
    command = typer.main.get_command(peer_audit)
    _translate(command, t)
    return command


def _translate(command: Any, t: Translator) -> None:
    command.help = t(command.help)
    # Computed from its first sentence otherwise, and English: "Show this message and exit."
    option = command.get_help_option(command.context_class(command))
    option.help = t("cli.help.help")
    for parameter in command.params:
        parameter.help = t(parameter.help)
    for child in getattr(command, "commands", {}).values():
        _translate(child, t)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{visible(line)}\n")


@peer_audit.command(cls=_Command, help="cli.help.serve")
def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="cli.help.port")] = 8501,
    host: Annotated[str, typer.Option("--host", help="cli.help.host")] = "127.0.0.1",
    team: Annotated[bool, typer.Option("--team", help="cli.help.team")] = False,
    demo: Annotated[bool, typer.Option("--demo", help="cli.help.demo_too")] = False,
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli.serving import serve_until_stopped

    serve_until_stopped(context.obj, port=port, host=host, team=team, demo=demo, url=database)


@peer_audit.command(cls=_Command, help="cli.help.demo")
def demo(context: typer.Context, database: Database = None, language: Language = None) -> None:
    from audit.cli.audits import fill_demonstration
    from audit.cli.faults import stop

    audit = fill_demonstration(database, context.obj.language)
    if audit is None:
        raise stop("demo.not_empty")
    _print([context.obj("cli.demo.done", audit=audit)])


@peer_audit.command("list", cls=_Command, help="cli.help.list")
def list_audits(
    context: typer.Context,
    json: AsJson = False,
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli.audits import overview, overview_json, overview_lines

    audits = overview(database)
    _print([overview_json(audits)] if json else overview_lines(audits, context.obj))


@rubric.command("list", cls=_Command, help="cli.help.rubric_list")
def rubric_list(language: Language = None) -> None:
    from audit.cli.instruments import listed

    _print(listed())


@rubric.command("show", cls=_Command, help="cli.help.rubric_show")
def rubric_show(
    context: typer.Context,
    rubric_id: Annotated[str, typer.Argument(metavar="ID", help="cli.help.rubric_id")],
    json: AsJson = False,
    language: Language = None,
) -> None:
    from audit.cli.instruments import as_json, installed, shown

    found = installed(rubric_id)
    _print([as_json(found)] if json else shown(found, context.obj))


@rubric.command("check", cls=_Command, help="cli.help.rubric_check")
def rubric_check(
    context: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="cli.help.rubric_path")],
    language: Language = None,
) -> None:
    from audit.cli.instruments import checked

    _print([context.obj("cli.rubric.sound", rubric=checked(path))])


@peer_audit.command(cls=_Command, help="cli.help.score")
def score(
    judgements: Annotated[
        str, typer.Argument(metavar="JUDGEMENTS.json", help="cli.help.judgements")
    ],
    language: Language = None,
) -> None:
    import json

    from audit.cli.json_file import read_json
    from audit.cli.scoring import scores_of

    found = scores_of(read_json(judgements), judgements)
    _print([json.dumps(found, ensure_ascii=False, indent=2)])


@peer_audit.command(cls=_Command, help="cli.help.record")
def record(
    audit: Annotated[str, typer.Argument(metavar="AUDIT", help="cli.help.audit")],
    audience: For = Audience.facility,
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli.audits import record_of
    from audit.cli.files import STANDARD, write_whole
    from exports.documents import record_json

    write_whole(STANDARD, record_json(record_of(database, audit, audience.value)))


@peer_audit.command(cls=_Command, help="cli.help.export")
def export(
    context: typer.Context,
    audit: Annotated[str, typer.Argument(metavar="AUDIT|RECORD.json", help="cli.help.origin")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="cli.help.to")],
    out: Out,
    audience: For = Audience.facility,
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli import audits

    spoken = context.obj.language
    audits.export(audit, to, out, url=database, audience=audience.value, language=spoken)


@peer_audit.command(cls=_Command, help="cli.help.backup")
def backup(
    context: typer.Context, out: Out, database: Database = None, language: Language = None
) -> None:
    from audit.cli.audits import back_up

    _print([back_up(database, out, context.obj)])


@peer_audit.command(cls=_Command, help="cli.help.restore")
def restore(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli.help.backup_file")],
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli.audits import bring_back

    _print([bring_back(database, file, context.obj)])
