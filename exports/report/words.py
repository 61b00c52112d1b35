"""What the report says of its record: every text fit for a page, on one line."""

from typing import Literal

from typing_extensions import override

from exports.record import ActionRecord
from exports.report.parts import Step
from exports.report.typed import plain, typed
from exports.words import Words
from rubrics.text import Text


class ReportWords(Words):
    """The words of one record in one language; what was typed carries its marks."""

    @override
    def text(self, text: Text) -> str:
        """Return a text of the instrument on one line."""
        return plain(super().text(text))

    @override
    def action(self, action: ActionRecord) -> str:
        """Return what an action says; the team's own words carry their marks."""
        return typed(action.text) or super().action(action.model_copy(update={"text": ""}))

    @override
    def day(self, iso: str, style: Literal["medium", "long"] = "long") -> str:
        """Return an ISO date in words; what is no date was typed."""
        said = super().day(iso, style)
        return typed(said) if said == iso else said

    def step(self, rank: int | None, name: str) -> Step:
        """Return a level with its name."""
        return Step(rank, self.top, name)
