"""Running one command: in the reader's language, with faults said in a line each and a code."""

import os
import sys
from collections.abc import Sequence

import typer

from audit.cli import commands, rubric_commands  # noqa: F401 - each adds its own to the tree
from audit.cli.faults import CommandFault, WrongUsage, one_line, sentences
from audit.cli.grammar import tree
from audit.cli.reader import language_of
from audit.cli.streams import hush, prepare, tell
from audit.words import translator
from rubrics.faults import FaultsError
from rubrics.text import Translator

DONE, AT_FAULT, WRONG_USAGE, INTERRUPTED = 0, 1, 64, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `peer-audit` and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    prepare()
    t = translator(language_of(given, os.environ))
    try:
        return _run(given, t)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        hush()
        return DONE
    except OSError as error:
        # A file's fault is told where it happens and names the file: this is standard output's.
        if error.filename is not None:
            raise
        hush()
        tell([t("cli.no_output")])
        return AT_FAULT


def _run(given: list[str], t: Translator) -> int:
    try:
        code = tree(t)(given, prog_name="peer-audit", obj=t, standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        tell(sentences_about_usage(error, given, t))
        return WRONG_USAGE
    except CommandFault as fault:
        tell(sentences(fault, t))
        return WRONG_USAGE if isinstance(fault, WrongUsage) else AT_FAULT
    except FaultsError as error:
        tell(one_line(fault.report(t.language)) for fault in error.faults)
        return AT_FAULT
    # `verify` alone answers with a code of its own.
    return int(code or DONE)


def sentences_about_usage(
    error: typer.TyperException, given: Sequence[str], t: Translator
) -> list[str]:
    """Say what is wrong with how a command was called, and where to read how it is."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return [str(error)]
    if kind in ("NoSuchOption", "BadOptionUsage"):
        return [t(f"cli.usage.{kind}", option=str(getattr(error, "option_name", "")))]
    if kind in ("MissingParameter", "BadParameter"):
        return [t(f"cli.usage.{kind}", name=_name(error))]
    if _takes_commands(error):
        return [one_line(t("cli.usage.unknown_command", given=" ".join(given)))]
    return [t("cli.usage.too_much", command=_command(error))]


def _takes_commands(error: typer.TyperException) -> bool:
    return hasattr(getattr(error, "cmd", None), "commands")


def _command(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context else "peer-audit"


def _name(error: typer.TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", None) or "")
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name)
