"""The commands with their options.

What a command needs is imported when it runs: `score` must not wait for Streamlit or a database.
"""

from typing import Annotated

import typer

from audit.cli.grammar import (
    AsJson,
    Audience,
    Command,
    Database,
    For,
    Language,
    Out,
    peer_audit,
    show,
)


@peer_audit.command(cls=Command, help="cli.help.serve")
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


@peer_audit.command(cls=Command, help="cli.help.demo")
def demo(context: typer.Context, database: Database = None, language: Language = None) -> None:
    from audit.cli.audits import fill_demonstration
    from audit.cli.faults import stop

    audit = fill_demonstration(database, context.obj.language)
    if audit is None:
        raise stop("demo.not_empty")
    show([context.obj("cli.demo.done", audit=audit)])


@peer_audit.command("list", cls=Command, help="cli.help.list")
def list_audits(
    context: typer.Context,
    json: AsJson = False,
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli.audits import overview, overview_json, overview_lines

    audits = overview(database)
    show([overview_json(audits)] if json else overview_lines(audits, context.obj))


@peer_audit.command(cls=Command, help="cli.help.score")
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
    show([json.dumps(found, ensure_ascii=False, indent=2)])


@peer_audit.command(cls=Command, help="cli.help.record")
def record(
    context: typer.Context,
    audit: Annotated[str, typer.Argument(metavar="AUDIT", help="cli.help.audit")],
    audience: For = Audience.facility,
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli.audits import print_record

    print_record(audit, url=database, audience=audience.value, t=context.obj)


@peer_audit.command(cls=Command, help="cli.help.compare")
def compare(
    context: typer.Context,
    earlier: Annotated[str, typer.Argument(metavar="EARLIER", help="cli.help.earlier")],
    later: Annotated[str, typer.Argument(metavar="LATER", help="cli.help.later")],
    json: AsJson = False,
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli.comparing import comparison_json, comparison_lines, comparison_of

    found, top = comparison_of(database, earlier, later)
    show([comparison_json(found)] if json else comparison_lines(found, top, context.obj))


@peer_audit.command(cls=Command, help="cli.help.export")
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

    audits.export(audit, to, out, url=database, audience=audience.value, t=context.obj)


@peer_audit.command(cls=Command, help="cli.help.backup")
def backup(
    context: typer.Context, out: Out, database: Database = None, language: Language = None
) -> None:
    from audit.cli.audits import back_up

    show([back_up(database, out, context.obj)])


@peer_audit.command(cls=Command, help="cli.help.restore")
def restore(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli.help.backup_file")],
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli.audits import bring_back

    show([bring_back(database, file, context.obj)])


@peer_audit.command("import", cls=Command, help="cli.help.import_plan")
def import_file(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli.help.plan_file")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.help.dry_run")] = False,
    database: Database = None,
    language: Language = None,
) -> None:
    from audit.cli.faults import CommandFault
    from audit.cli.plan_imports import import_plan

    lines, faults = import_plan(file, database, context.obj, dry_run=dry_run)
    show(lines)
    if faults:
        raise CommandFault(faults)


@peer_audit.command(cls=Command, help="cli.help.verify")
def verify(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="cli.help.verified_files")],
    keys: Annotated[
        str | None, typer.Option("--keys", metavar="FILE", help="cli.help.keys")
    ] = None,
    language: Language = None,
) -> None:
    from audit.cli.verifying import verify_files

    lines, code = verify_files(files, keys, context.obj)
    show(lines)
    raise typer.Exit(code)
