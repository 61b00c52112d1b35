"""Overlay languages: what informants hear, in a language that a team adds beside a rubric.

An overlay is a file of its own: the rubric and its digest stay as they are. Texts it leaves out
are said in a language of the rubric; the words of every interview among them are named.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from babel import Locale, UnknownLocaleError

from rubrics import strict_yaml
from rubrics.draft import Draft, Place
from rubrics.faults import Fault, FaultsError
from rubrics.interviews import Interviews
from rubrics.model import Rubric
from rubrics.phrases import phrases
from rubrics.strict_yaml import Tree, YamlError
from rubrics.text import LANGUAGES, Language, Messages, Text, Translator, load_messages
from rubrics.vocabulary import InformantGroup, Use

Direction = Literal["ltr", "rtl"]
_HEAD = ("language", "name", "direction", "rubric", "version", "translators")
_SINGLE = ("opening", "closing")
_PHRASES = "phrases"
_SECTIONS = ("opening", "consents", "closing", "phrases", "answers", "questions", "unscored")
_DIRECTIONS = ("ltr", "rtl")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the texts that informants hear are translated."""

    translated: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A team's own translation of what the informants of one rubric version hear."""

    language: str
    name: str
    direction: Direction
    rubric: str
    version: str
    translators: str
    texts: Mapping[Place, str]
    coverage: Coverage

    @property
    def opening(self) -> str | None:
        """Return what is said before an interview."""
        return self.texts.get(("opening",))

    @property
    def closing(self) -> str | None:
        """Return what is said after an interview."""
        return self.texts.get(("closing",))

    def consent(self, use: Use) -> str | None:
        """Return what is read aloud before somebody agrees to a use of their words."""
        return self.texts.get(("consents", use))

    def answer(self, set_id: str, choice_id: str) -> str | None:
        """Return an answer that informants may choose."""
        return self.texts.get(("answers", f"{set_id}.{choice_id}"))

    def question(self, criterion: str, group: InformantGroup, nth: int = 1) -> str | None:
        """Return the question of a criterion to a group; where it has several, the nth."""
        return self.texts.get(("questions", _numbered(f"{criterion}.{group}", nth)))

    def unscored(self, question_id: str) -> str | None:
        """Return a question that is never scored."""
        return self.texts.get(("unscored", question_id))

    def phrase(self, name: str) -> str | None:
        """Return the words of every interview that go by a name."""
        return self.texts.get((_PHRASES, name))

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the words of every interview that are not translated."""
        return tuple(name for name in phrases() if self.phrase(name) is None)

    def mark(self, language: Language) -> str:
        """Return the sentence that must stand by these texts: they are the team's own."""
        t = Translator(language, _messages())
        return t("overlay.own_translation", name=self.name, translators=self.translators)


def read_overlay(file: Path, rubric: Rubric) -> Overlay:
    """Read the overlay of a rubric, or raise `FaultsError` with everything wrong in it."""
    draft = _draft(file)
    wanted = _wanted(rubric)
    faults = [*_head_faults(draft, rubric), *_section_faults(draft, wanted)]
    if faults:
        raise FaultsError(faults)
    head = {key: str(draft.tree[key]).strip() for key in _HEAD}
    texts = {place: text.strip() for place, text in _said(draft.tree) if text.strip()}
    return Overlay(
        **{key: head[key] for key in _HEAD if key != "direction"},
        direction=cast(Direction, head["direction"]),
        texts=MappingProxyType(texts),
        coverage=Coverage(len(texts), len(wanted)),
    )


def check_overlay(file: Path, rubric: Rubric) -> Overlay:
    """Read an overlay that is to be used: the words of every interview must be there, too."""
    overlay, draft = read_overlay(file, rubric), _draft(file)
    needed = overlay.missing if rubric.interviews else ()
    if needed:
        raise FaultsError([draft.fault("overlay_phrase", (_PHRASES, each)) for each in needed])
    return overlay


def meant_for(file: Path) -> tuple[str, str]:
    """Return the id and the version of the rubric that an overlay says it is for."""
    draft = _draft(file)
    said = [draft.tree.get(key) for key in ("rubric", "version")]
    missing = [key for key, value in zip(("rubric", "version"), said, strict=True) if not value]
    if missing:
        raise FaultsError([draft.fault("missing", (key,), field=key) for key in missing])
    return str(said[0]), str(said[1])


def template(rubric: Rubric, language_code: str, name: str) -> str:
    """Return an overlay without a translation yet, the rubric's own words above each text."""
    lines = list(_template_head(rubric, language_code, name))
    for section, entries in groupby(_wanted(rubric).items(), key=lambda entry: entry[0][0]):
        indent = "" if section in _SINGLE else "  "
        lines += ["", *([f"{section}:"] if indent else [])]
        for place, text in entries:
            lines += [f"{indent}# {spoken}: {_comment(text, spoken)}" for spoken in LANGUAGES]
            lines.append(f'{indent}{place[-1]}: ""')
    return "\n".join(lines) + "\n"


def _template_head(rubric: Rubric, language_code: str, name: str) -> Iterator[str]:
    for spoken in LANGUAGES:
        t = Translator(spoken, _messages())
        title = t.text(rubric.title)
        yield f"# {t('overlay.template.head', name=name, title=title, version=rubric.version)}"
        yield f"# {t('overlay.template.rules')}"
    yield f"language: {language_code}"
    yield f"name: {json.dumps(name, ensure_ascii=False)}"
    yield f"direction: {_direction(language_code)}"
    yield f"rubric: {rubric.id}"
    yield f"version: {rubric.version}"
    for spoken in LANGUAGES:
        yield f"# {Translator(spoken, _messages())('overlay.template.translators')}"
    yield 'translators: ""'


def _direction(language_code: str) -> Direction:
    try:
        order = Locale.parse(language_code, sep="-").character_order
    except (UnknownLocaleError, ValueError):
        return "ltr"
    return "rtl" if order == "right-to-left" else "ltr"


def _comment(text: Text, language: Language) -> str:
    return " ".join(text.in_language(language).splitlines())


def _wanted(rubric: Rubric) -> dict[Place, Text]:
    """Return what informants of a rubric hear, by its place in an overlay, section by section."""
    interviews = rubric.interviews
    found = dict(_interviews(interviews)) if interviews else {}
    asked: Counter[str] = Counter()
    for criterion in rubric.criteria("full"):
        for question in criterion.questions:
            key = f"{criterion.id}.{question.group}"
            asked[key] += 1
            found["questions", _numbered(key, asked[key])] = question.text
    for open_question in interviews.unscored if interviews else ():
        found["unscored", open_question.id] = open_question.text
    return found


def _interviews(interviews: Interviews) -> Iterator[tuple[Place, Text]]:
    yield ("opening",), interviews.opening
    for consent in interviews.consents:
        yield ("consents", consent.use), consent.script
    yield ("closing",), interviews.closing
    for name, said in phrases().items():
        yield (_PHRASES, name), said
    for answers in interviews.answer_sets:
        for choice in answers.choices:
            yield ("answers", f"{answers.id}.{choice.id}"), choice.text


def _numbered(key: str, nth: int) -> str:
    return key if nth == 1 else f"{key}.{nth}"


def _draft(file: Path) -> Draft:
    """Read the file as it stands, with the line of every entry."""
    draft = Draft(file.parent)
    try:
        document = strict_yaml.read(file.read_bytes())
    except OSError as error:
        raise FaultsError([Fault(key="no_file", file=draft.name(file))]) from error
    except YamlError as error:
        where, values = ".".join(error.where), tuple(error.values.items())
        name = draft.name(file)
        fault = Fault(key=error.key, file=name, line=error.line, where=where, values=values)
        raise FaultsError([fault]) from error
    draft.graft((), file, document, ())
    if not isinstance(document.tree, dict):
        raise FaultsError([draft.fault("wrong_shape", ())])
    draft.tree = document.tree
    return draft


def _head_faults(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Check which language and which rubric this is, and that somebody answers for it."""
    for key in _HEAD:
        value = draft.tree.get(key)
        if value is None:
            yield draft.fault("missing", (key,), field=key)
        elif not isinstance(value, str):
            yield draft.fault("wrong_shape", (key,))
        elif not value.strip():
            yield draft.fault("empty", (key,))
        else:
            yield from _misfits(draft, key, value.strip(), rubric)


def _misfits(draft: Draft, key: str, value: str, rubric: Rubric) -> Iterator[Fault]:
    expected = {"rubric": rubric.id, "version": rubric.version}.get(key, value)
    if value != expected:
        yield draft.fault("overlay_rubric", (key,), found=value, expected=expected)
    if key == "language" and (not _TAG.fullmatch(value) or value in LANGUAGES):
        yield draft.fault("overlay_language", (key,), found=value)
    if key == "direction" and value not in _DIRECTIONS:
        yield draft.fault("not_a_choice", (key,), choices=", ".join(_DIRECTIONS))


def _section_faults(draft: Draft, wanted: Mapping[Place, Text]) -> Iterator[Fault]:
    """Check that every text has a place in the rubric; a text may be left out or empty."""
    for key, part in draft.tree.items():
        if key not in (*_HEAD, *_SECTIONS):
            yield draft.fault("unknown_field", (key,), field=key)
        elif key in _SECTIONS and part and not isinstance(part, str if key in _SINGLE else dict):
            yield draft.fault("wrong_shape", (key,))
    for place, value in _entries(draft.tree):
        if place not in wanted:
            yield draft.fault("unknown_overlay_place", place, id=place[-1])
        elif not isinstance(value, str):
            yield draft.fault("wrong_shape", place)


def _entries(tree: Mapping[str, Tree]) -> Iterator[tuple[Place, Tree]]:
    for section in _SECTIONS:
        part = tree.get(section)
        if section in _SINGLE and isinstance(part, str):
            yield (section,), part
        elif section not in _SINGLE and isinstance(part, dict):
            yield from (((section, key), value) for key, value in part.items())


def _said(tree: Mapping[str, Tree]) -> Iterator[tuple[Place, str]]:
    return ((place, value) for place, value in _entries(tree) if isinstance(value, str))


@cache
def _messages() -> Messages:
    return load_messages(resources.files("rubrics").joinpath("overlay_words.yaml"))
