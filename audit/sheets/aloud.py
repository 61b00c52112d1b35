"""What is read aloud to an informant: in a language of the rubric, or in the team's own."""

from collections.abc import Callable
from dataclasses import dataclass

from audit.questions import Asked
from audit.sheets.sheet import Spoken
from rubrics.interviews import AnswerChoice, AnswerSet, Consent, Interviews, OpenQuestion
from rubrics.overlays import Overlay
from rubrics.phrases import phrases
from rubrics.text import Text, Translator


@dataclass(frozen=True, slots=True)
class Aloud:
    """The words of an interview; what an overlay leaves out is said in the reader's language."""

    t: Translator
    overlay: Overlay | None = None

    def opening(self, of: Interviews) -> str:
        """Return what is said before an interview."""
        return self._said(of.opening, lambda o: o.opening)

    def closing(self, of: Interviews) -> str:
        """Return what is said after an interview."""
        return self._said(of.closing, lambda o: o.closing)

    def consent(self, asked_for: Consent) -> str:
        """Return what is read before somebody agrees to a use of their words."""
        return self._said(asked_for.script, lambda o: o.consent(asked_for.use))

    def question(self, asked: Asked) -> str:
        """Return a question of a criterion to a group."""
        question, criterion = asked.question, asked.criterion
        of_group = [q for q in criterion.questions if q.group == question.group]
        nth = of_group.index(question) + 1
        return self._said(question.text, lambda o: o.question(criterion.id, question.group, nth))

    def unscored(self, question: OpenQuestion) -> str:
        """Return a question that is never scored."""
        return self._said(question.text, lambda o: o.unscored(question.id))

    def phrase(self, name: str) -> str:
        """Return words of every interview by their name."""
        return self._said(phrases()[name], lambda o: o.phrase(name))

    def answers(self, known: AnswerSet) -> list[tuple[str, str]]:
        """Return the answers of a set in their order, each with the words for it."""
        return [(c.id, self._answer(known.id, c)) for c in known.choices]

    def _answer(self, set_id: str, choice: AnswerChoice) -> str:
        return self._said(choice.text, lambda o: o.answer(set_id, choice.id))

    def _said(self, text: Text, find: Callable[[Overlay], str | None]) -> str:
        if self.overlay is None or not (found := find(self.overlay)):
            return self.t.text(text)
        return Spoken(found, self.overlay.language, self.overlay.direction)
