"""What is at fault with what a command was given: each fault its place and its remedy."""

from collections.abc import Iterable
from dataclasses import dataclass

from rubrics.text import Translator


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: a message key, where it is, and what the message names."""

    key: str
    place: str = ""
    values: tuple[tuple[str, str | int], ...] = ()

    def say(self, t: Translator) -> str:
        """Return the one line for this fault: place, what is wrong, what to do."""
        said = t(self.key, **dict(self.values))
        line = f"{self.place}: {said}" if self.place else said
        return one_line(line)


class CommandFault(Exception):  # noqa: N818 - a fault of the input, not of the program
    """A command stops here and has changed nothing: these are the faults it found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


class WrongUsage(CommandFault):
    """The command was not called as it is meant to be."""


def stop(key: str, place: str = "", **values: str | int) -> CommandFault:
    """Return the exception for a single fault."""
    return CommandFault([Fault(f"cli.{key}", place, tuple(values.items()))])


def one_line(text: str) -> str:
    """Return a text on a single line, whatever names are in it."""
    return " ".join(text.split("\n"))


def sentences(fault: CommandFault, t: Translator) -> list[str]:
    """Return the lines of a fault, in the order they were found."""
    return [each.say(t) for each in fault.faults]
