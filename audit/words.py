"""The words of this floor: every message file beside us, in the language of the reader."""

from functools import cache
from importlib import resources

from rubrics.text import Language, Messages, Translator, load_messages


@cache
def messages() -> Messages:
    """Return all messages of the floor; a repeated key or a missing language is an error."""
    folder = resources.files("audit").joinpath("messages")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return load_messages(*files)


@cache
def translator(language: Language) -> Translator:
    """Return the translator of a language."""
    return Translator(language, messages())
