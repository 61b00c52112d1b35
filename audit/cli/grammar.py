"""The words of the command line: its groups, its common options, and how its help is headed."""

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


class Command(TyperCommand):
    """A command whose help is headed in the reader's language."""

    @override
    def get_help(self, ctx: Any) -> str:
        return _headed(super().get_help(ctx), ctx)


class Group(TyperGroup):
    """A group of commands whose help is headed in the reader's language."""

    @override
    def get_help(self, ctx: Any) -> str:
        return _headed(super().get_help(ctx), ctx)


def group(key: str) -> typer.Typer:
    """Return an empty group of commands; its help is a message key."""
    return typer.Typer(
        cls=Group,
        help=key,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


peer_audit = group("cli.help.peer_audit")
rubric = group("cli.help.rubric")
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


def show(lines: Iterable[str]) -> None:
    """Print lines, with what a terminal would not show made visible."""
    for line in lines:
        sys.stdout.write(f"{visible(line)}\n")
