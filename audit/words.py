"""The words of this floor: every message file beside us, in the language of the reader."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from rubrics.strict_yaml import YamlError
from rubrics.text import Language, Message, Messages, Translator, load_messages

# Labels that documents say too, in their words: the name here, and the one in documents.
SHARED: Mapping[str, str] = MappingProxyType(
    {
        "access": "common.access",
        "action_status": "common.status",
        "announced": "common.announced",
        "cost": "common.cost",
        "facility_kind": "common.facility_kind",
        "form": "common.form",
        "group": "common.group",
        "in_power": "common.in_power",
        "organisation": "common.organisation",
        "priority": "common.priority",
        "state": "common.state",
        "tick": "common.answer",
    }
)


@cache
def messages() -> Messages:
    """Return all messages of the floor; a repeated key or a missing language is an error."""
    folder = resources.files("audit").joinpath("messages")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    found = load_messages(*files)
    for key, message in _shared():
        if key in found:
            raise YamlError("repeated_key", None, (key,))
        found[key] = message
    return found


def _shared() -> Iterator[tuple[str, Message]]:
    """Yield the labels that documents say too, by their keys here."""
    documents = load_messages(resources.files("exports").joinpath("messages", "common.yaml"))
    for here, there in SHARED.items():
        for key, message in documents.items():
            if key.startswith(f"{there}."):
                yield here + key.removeprefix(there), message


@cache
def translator(language: Language) -> Translator:
    """Return the translator of a language."""
    return Translator(language, messages())
