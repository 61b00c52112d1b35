"""Running one command: in the reader's language, with faults said in a line each and a code."""

import os
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper

import typer

from audit.cli.commands import tree
from audit.cli.faults import CommandFault, sentences
from audit.cli.reader import language_of
from audit.words import translator
from rubrics.faults import FaultsError
from rubrics.text import Translator

DONE, AT_FAULT, WRONG_USAGE, INTERRUPTED = 0, 1, 64, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `peer-audit` and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    t = translator(language_of(given, os.environ))
    try:
        return _run(given, t)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return DONE


def _run(given: list[str], t: Translator) -> int:
    try:
        tree(t)(given, prog_name="peer-audit", obj=t, standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        _tell(sentences_about_usage(error, given, t))
        return WRONG_USAGE
    except CommandFault as fault:
        _tell(sentences(fault, t))
        return AT_FAULT
    except FaultsError as error:
        _tell(fault.report(t.language) for fault in error.faults)
        return AT_FAULT
    return DONE


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
    return [t("cli.usage.other", given=" ".join(given))]


def _name(error: typer.TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", None) or "")
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name)


def _tell(lines: Iterable[str]) -> None:
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _speak_utf8() -> None:
    # Windows pipes and old consoles would otherwise stumble over the first accent.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_quietly() -> None:
    # Python flushes once more on its way out; there it must find somebody who listens.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
