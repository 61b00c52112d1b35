"""The words of charts, in the reader's language."""

from functools import cache
from importlib.resources import files

from rubrics.text import Language, Messages, Translator, load_messages


@cache
def messages() -> Messages:
    """Return the words of charts; they are read once."""
    return load_messages(files("exports") / "messages" / "charts.yaml")


@cache
def translator(language: Language) -> Translator:
    """Return the translator of charts for a language."""
    return Translator(language, messages())
