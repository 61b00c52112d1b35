"""What is wrong with a file, where, and what to do about it, in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rubrics.text import Language, Messages, Translator, load_messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in one place. `key` names its sentences in `messages.yaml`."""

    key: str
    file: str
    line: int | None = None
    where: str = ""
    values: tuple[tuple[str, str], ...] = ()

    def message(self, language: Language) -> str:
        """Say what is wrong."""
        return self._say("message", language)

    def remedy(self, language: Language) -> str:
        """Say what to do about it."""
        return self._say("remedy", language)

    @property
    def place(self) -> str:
        """Return the place as `file:line: where`, leaving out what is not known."""
        line = "" if self.line is None else f":{self.line}"
        return ": ".join(part for part in (f"{self.file}{line}", self.where) if part)

    def report(self, language: Language) -> str:
        """Return the one line for this fault: place, what is wrong, what to do."""
        return f"{self.place}: {self.message(language)} {self.remedy(language)}"

    def _say(self, part: str, language: Language) -> str:
        return Translator(language, messages())(f"faults.{self.key}.{part}", **dict(self.values))


class FaultsError(Exception):
    """Input that we refuse, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.report("en") for fault in self.faults))


@cache
def messages() -> Messages:
    """Return the messages of this floor."""
    return load_messages(resources.files("rubrics").joinpath("messages.yaml"))
