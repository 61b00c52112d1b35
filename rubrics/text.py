"""Words in every language we speak, side by side: a `Text`, and the `Translator` that picks one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from babel import Locale, dates, numbers
from pydantic import BaseModel, ConfigDict, Field

from rubrics import strict_yaml
from rubrics.rounding import half_up
from rubrics.strict_yaml import Tree, YamlError

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Value = str | int | Fraction

# English without a country would write dates the American way.
_LOCALES: Mapping[Language, str] = {"en": "en_GB", "fr": "fr"}
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_PLURALS = {"one", "other"}


class Text(BaseModel):
    """One text in English and French; both are always there, neither stands in for the other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    en: str = Field(min_length=1)
    fr: str = Field(min_length=1)

    def in_language(self, language: Language) -> str:
        """Return this text in one language."""
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the interface in both languages, each by grammatical number."""

    en: Mapping[str, str]
    fr: Mapping[str, str]

    def forms(self, language: Language) -> Mapping[str, str]:
        """Return the forms of one language: `other`, and `one` where the sentence counts."""
        return self.en if language == "en" else self.fr


class Messages(dict[str, Message]):
    """Every message of one floor of the house, by key (`page.thing`)."""


class Translator:
    """Says things in one language: messages by key, and numbers, dates and shares as people write.

    A key that does not exist or a placeholder without a value is a `KeyError`: nothing stands in.
    """

    def __init__(self, language: Language, messages: Messages) -> None:
        self.language = language
        self.locale = _locale(language)
        self._messages = messages

    def __call__(self, key: str, /, **values: Value) -> str:
        """Return a message with its placeholders filled; `n` chooses between one and several."""
        forms = self._messages[key].forms(self.language)
        template = forms["other"]
        if "one" in forms and self._is_one(values["n"]):
            template = forms["one"]
        return _PLACEHOLDER.sub(lambda found: self._written(values[found[1]]), template)

    def text(self, text: Text) -> str:
        """Return a text of the rubric in this language."""
        return text.in_language(self.language)

    def number(self, value: int | float | Fraction, decimals: int = 0) -> str:
        """Return a number as people write it, rounded half up."""
        pattern = "#,##0" + _zeros(decimals)
        rounded = half_up(Fraction(value), decimals)
        return numbers.format_decimal(rounded, format=pattern, locale=self.locale)

    def percent(self, share: float | Fraction, decimals: int = 0) -> str:
        """Return a share between 0 and 1 as a percentage, rounded half up."""
        pattern = self.locale.percent_formats[None].pattern
        pattern = pattern.replace("#,##0", "#,##0" + _zeros(decimals))
        rounded = half_up(Fraction(share) * 100, decimals).scaleb(-2)
        return numbers.format_percent(rounded, format=pattern, locale=self.locale)

    def date(self, day: date, style: Literal["short", "medium", "long", "full"] = "long") -> str:
        """Return a date, by default with its month in words."""
        return dates.format_date(day, format=style, locale=self.locale)

    def time(self, moment: datetime | time, *, seconds: bool = False) -> str:
        """Return a time of day on the 24-hour clock."""
        return moment.strftime("%H:%M:%S" if seconds else "%H:%M")

    def _is_one(self, n: Value) -> bool:
        return self.locale.plural_form(float(n)) == "one"

    def _written(self, value: Value) -> str:
        if isinstance(value, str):
            return value
        return self.number(value, 0 if isinstance(value, int) else 1)


def load_messages(*files: Traversable) -> Messages:
    """Read message files strictly: both languages, the same placeholders, no key twice."""
    messages = Messages()
    for file in files:
        for key, message in _messages(strict_yaml.read(file.read_bytes()).tree, ()):
            if key in messages:
                raise YamlError("repeated_key", None, (key,), file=file.name)
            messages[key] = message
    return messages


def _messages(tree: Tree, path: tuple[str, ...]) -> Iterator[tuple[str, Message]]:
    if not isinstance(tree, dict):
        raise YamlError("not_a_message", None, path)
    if set(tree) & set(LANGUAGES):
        yield ".".join(path), _message(tree, path)
        return
    for key, branch in tree.items():
        yield from _messages(branch, (*path, key))


def _message(tree: Mapping[str, Tree], path: tuple[str, ...]) -> Message:
    if set(tree) != set(LANGUAGES):
        raise YamlError("language_missing", None, path)
    message = Message(**{language: _forms(tree[language], path) for language in LANGUAGES})
    if set(message.en) != set(message.fr) or _places(message.en) != _places(message.fr):
        raise YamlError("languages_differ", None, path)
    return message


def _forms(tree: Tree, path: tuple[str, ...]) -> dict[str, str]:
    branches = tree if isinstance(tree, dict) else {"other": tree}
    if isinstance(tree, dict) and set(tree) != _PLURALS:
        raise YamlError("plural_forms", None, path)
    forms = {number: form for number, form in branches.items() if isinstance(form, str) and form}
    if len(forms) != len(branches):
        raise YamlError("text_missing", None, path)
    if any(brace in _PLACEHOLDER.sub("", form) for form in forms.values() for brace in "{}"):
        raise YamlError("stray_brace", None, path)
    # "one" may leave the number out ("one criterion is left"), it may not add anything.
    if not placeholders(forms.get("one", "")) <= placeholders(forms["other"]):
        raise YamlError("plural_forms", None, path)
    return forms


def _places(forms: Mapping[str, str]) -> frozenset[str]:
    return placeholders(forms["other"])


def placeholders(template: str) -> frozenset[str]:
    """Return the names between braces in a text."""
    return frozenset(_PLACEHOLDER.findall(template))


def _zeros(decimals: int) -> str:
    return "." + "0" * decimals if decimals else ""


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(_LOCALES[language])
