"""Rules about the words of a rubric: both languages there, saying the same, short and plain."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from rubrics.draft import Draft, Place
from rubrics.faults import Fault
from rubrics.model import Rubric
from rubrics.reading import words
from rubrics.text import LANGUAGES, Language, Text, placeholders

MOST_WORDS = 30
# Shorter texts, such as names and page numbers, may well be the same in both languages.
LONGEST_SAME = 20
_SHORT_PARTS = {"statement", "why", "anchors"}

_NO_BREAK = "\u00a0\u202f"
_GROUPED_ENGLISH = re.compile(r"(?<=\d),(?=\d{3}\b)")
_GROUPED_FRENCH = re.compile(rf"(?<=\d)[{_NO_BREAK}](?=\d{{3}}\b)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# A colon inside an address, an hour or an id is no punctuation; nor is the second mark of "?!".
LOOSE = re.compile(
    rf"(?<![{_NO_BREAK};?!])[;?!»](?!\w)|(?<![{_NO_BREAK}]):(?=\s|$)|«(?![{_NO_BREAK}])"
)
_VAGUE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(partially|(?:to )?some extent|(?:in)?adequate(?:ly)?)\b", re.IGNORECASE),
    "fr": re.compile(
        r"\b(partiellement|certaine mesure|(?:in)?adéquat(?:e|s|es|ement)?)\b", re.IGNORECASE
    ),
}


def texts(part: object, place: Place = ()) -> Iterator[tuple[Place, Text]]:
    """Yield every text of a rubric with its place."""
    if isinstance(part, Text):
        yield place, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts(getattr(part, name), (*place, name))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from texts(item, (*place, str(index)))
    elif isinstance(part, dict):
        for key, item in part.items():
            yield from texts(item, (*place, str(key)))


def both_languages(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Neither language is blank, and a long text is not the same in both."""
    for place, text in texts(rubric):
        for language in LANGUAGES:
            if not text.in_language(language).strip():
                yield draft.fault("blank_text", (*place, language))
        if text.en == text.fr and len(text.en) > LONGEST_SAME:
            yield draft.fault("same_text", (*place, "fr"))


def same_figures(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Both languages give the same numbers and the same placeholders."""
    for place, text in texts(rubric):
        english = _numbers(_GROUPED_ENGLISH.sub("", text.en))
        french = _numbers(_GROUPED_FRENCH.sub("", text.fr))
        if sorted(english) != sorted(french):
            values = {"english": _listed(english), "french": _listed(french)}
            yield draft.fault("numbers_differ", (*place, "fr"), **values)
        if placeholders(text.en) != placeholders(text.fr):
            yield draft.fault("placeholders_differ", (*place, "fr"))


def french_spaces(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """French punctuation made of two marks is never torn from its word."""
    for place, text in texts(rubric):
        if found := LOOSE.search(text.fr):
            at = text.fr[max(0, found.start() - 12) : found.end() + 6]
            yield draft.fault("french_space", (*place, "fr"), at=at)


def word_limits(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Statements, reasons and anchors can be read in one breath."""
    for place, text in texts(rubric):
        if "criteria" in place and place[6] in _SHORT_PARTS:
            for language in LANGUAGES:
                count = len(words(text.in_language(language)))
                if count > MOST_WORDS:
                    values = {"count": str(count), "limit": str(MOST_WORDS)}
                    yield draft.fault("too_long", (*place, language), **values)


def vague_words(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Anchors name what can be observed, without words that anyone may stretch."""
    for place, text in texts(rubric):
        if "anchors" in place:
            for language in LANGUAGES:
                if found := _VAGUE[language].search(text.in_language(language)):
                    yield draft.fault("vague_word", (*place, language), word=found[0])


def _numbers(text: str) -> list[str]:
    return [number.replace(",", ".") for number in _NUMBER.findall(text)]


def _listed(numbers: list[str]) -> str:
    return ", ".join(numbers) or "–"
