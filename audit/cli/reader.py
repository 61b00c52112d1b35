"""Whom a command speaks to: the language asked for, else of the environment, else English."""

import locale
from collections.abc import Mapping, Sequence

from rubrics.text import LANGUAGES, Language


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language a command answers in."""
    wishes = (*_asked(arguments), environment.get("AUDIT_LANGUAGE", ""), _locale(environment))
    for wish in wishes:
        for language in LANGUAGES:
            # Windows names a locale in words: "French_France".
            if wish.lower().startswith((language, {"en": "english", "fr": "french"}[language])):
                return language
    return LANGUAGES[0]


def _asked(arguments: Sequence[str]) -> list[str]:
    found = []
    for position, argument in enumerate(arguments):
        if argument.startswith("--language="):
            found.append(argument.partition("=")[2])
        if argument == "--language":
            found.extend(arguments[position + 1 : position + 2])
    return found


def _locale(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return environment[name]
    return locale.getlocale()[0] or ""
