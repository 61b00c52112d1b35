"""What informants are told, asked and may answer: facts in plain words, never levels."""

from functools import cached_property

from pydantic import Field

from rubrics.text import Text
from rubrics.vocabulary import Identifier, InformantGroup, Part, Rank, Use


class Question(Part):
    """A question of fact to one informant group, in plain words.

    `answers` names a set of answers of the rubric's interviews; `ranks` gives, in their order, the
    rank each stands for. A core question is asked in the short form, too.
    """

    group: InformantGroup
    core: bool = False
    text: Text
    answers: Identifier
    ranks: tuple[Rank, ...] = Field(min_length=2)


class AnswerChoice(Part):
    """One answer that an informant may choose."""

    id: Identifier
    text: Text


class AnswerSet(Part):
    """Answers in plain words that many questions share, from the least to the most."""

    id: Identifier
    choices: tuple[AnswerChoice, ...] = Field(min_length=2)


class OpenQuestion(Part):
    """A question that is never scored: what peer support is like for the person who answers.

    Without a set of answers, it is answered in one's own words.
    """

    id: Identifier
    groups: tuple[InformantGroup, ...] = Field(min_length=1)
    core: bool = False
    text: Text
    answers: Identifier | None = None
    lenses: tuple[Identifier, ...] = ()


class Consent(Part):
    """What is read aloud before an informant agrees to one use of their words."""

    use: Use
    script: Text


class Interviews(Part):
    """What is said to informants and how they may answer, apart from the questions of criteria."""

    opening: Text
    consents: tuple[Consent, ...]
    closing: Text
    answer_sets: tuple[AnswerSet, ...]
    unscored: tuple[OpenQuestion, ...] = ()

    @cached_property
    def _sets(self) -> dict[str, AnswerSet]:
        return {answers.id: answers for answers in self.answer_sets}

    def answers(self, set_id: str) -> AnswerSet | None:
        """Return a set of answers, nothing where there is none of that id."""
        return self._sets.get(set_id)
