"""What is told of the invented facility, read from its files in one language."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from pydantic import BaseModel

from rubrics import strict_yaml
from rubrics.strict_yaml import Tree
from rubrics.text import Language
from rubrics.vocabulary import InformantGroup

Values = dict[str, str]


class Facility(BaseModel):
    """What is told of the invented facility and the people who audit it."""

    facility: Values
    members: dict[str, Values]


class Judgement(BaseModel):
    """A level the team agreed, with its reason, and what somebody of the team holds against it."""

    level: str
    reason: str
    dissent: str = ""


class Interviewee(BaseModel):
    """Who asked an informant, what they agreed to (a letter for each use), and the setting."""

    by: str
    consents: str
    about: Values = {}
    ended: str = "finished"


class Words(BaseModel):
    """What an informant said to a question that is never scored."""

    who: str
    question: str
    answer: str = ""
    words: str


class Interviews(BaseModel):
    """The interviews of one audit.

    `told` has, by group, standard and criterion, one mark for each informant of the group who
    agreed, in their order.
    """

    plan: Values
    usual: Values
    people: dict[str, Interviewee]
    told: dict[InformantGroup, dict[str, Values]]
    said: list[Words]


class Year(BaseModel):
    """What is told of one audit, in one language."""

    visit: Values
    dates: Values
    context: Values
    levels: Values
    not_applicable: Values
    differs: dict[str, Values]
    shown: dict[str, dict[str, Values]]
    notes: dict[str, dict[str, Values]]
    findings: Values
    judged: dict[str, Judgement]
    still_open: list[str] = []
    actions: dict[str, Values]
    own_action: Values | None = None
    interviews: str = ""
    state: str


def facility(language: Language) -> Facility:
    """Return the facility and the team."""
    return Facility.model_validate(_told("facility", language))


def year(name: str, language: Language) -> Year:
    """Return one audit."""
    return Year.model_validate(_told(name, language))


def interviews(name: str, language: Language) -> Interviews:
    """Return the interviews of one audit."""
    return Interviews.model_validate(_told(name, language))


def _told(name: str, language: Language) -> Tree:
    return _in_language(_read(name), language)


@cache
def _read(name: str) -> Tree:
    file = resources.files("audit.demonstration").joinpath(f"{name}.yaml")
    return strict_yaml.read(file.read_bytes()).tree


def _in_language(tree: Tree, language: Language) -> Tree:
    """Return a tree with each text in one language; a half that is missing is a `KeyError`."""
    if isinstance(tree, list):
        return [_in_language(branch, language) for branch in tree]
    if not isinstance(tree, Mapping):
        return tree
    if "en" in tree:
        return {"en": tree["en"], "fr": tree["fr"]}[language]
    return {key: _in_language(branch, language) for key, branch in tree.items()}
