"""The tables of criteria: all of them, what stands out among them, and the first ratings."""

from collections.abc import Iterator
from dataclasses import dataclass

from exports.record import CriterionResult, RatingGiven
from exports.voices_words import of_alert, of_solidity
from exports.workbook.table import Field, Table, table
from exports.workbook.words import Words, one_line


def is_breach(criterion: CriterionResult) -> bool:
    """Tell whether a red line was crossed."""
    return criterion.red_line and criterion.rank == 0 and not criterion.not_applicable


def anchor_given(words: Words, criterion: CriterionResult) -> str:
    """Return what the level given looks like for a criterion."""
    if criterion.rank is None or criterion.rank >= len(criterion.anchors):
        return ""
    return words.text(criterion.anchors[criterion.rank])


def criteria_table(words: Words) -> Table:
    """Return every criterion with its level, what the level means here, and the next step."""
    return table(words, "criteria", criterion_fields(words), words.record.criteria)


def criterion_fields(words: Words) -> tuple[Field[CriterionResult], ...]:
    """Return the columns of a criterion, the ones most read first."""
    field = Field[CriterionResult]
    return (
        field("id", 11, lambda c: c.id, "strong"),
        field("standard_id", 11, lambda c: c.standard),
        field("statement", 40, lambda c: words.text(c.statement)),
        field("level", 15, words.judgement, "level"),
        field("rank", 8, lambda c: c.rank, "number"),
        field("breach", 11, lambda c: _breach(words, c), "alarm"),
        field("anchor", 40, lambda c: anchor_given(words, c)),
        field("reason", 34, lambda c: c.reason),
        field("dissent", 34, lambda c: c.dissent),
        field("next_step", 40, lambda c: words.maybe(c.next_step)),
        field("provisional", 13, lambda c: words.yes_if(c.provisional)),
        field("proposed", 15, lambda c: words.level(c.proposed)),
        field("red_line", 11, lambda c: words.yes_if(c.red_line)),
        field("core", 11, lambda c: words.yes_if(c.core)),
        field("evidence", 18, lambda c: _evidence(words, c)),
        field("standard", 26, lambda c: words.standard(c.standard)),
        field("theme", 26, lambda c: words.theme(c.theme)),
        field("right_names", 40, lambda c: words.names(c.rights)),
        field("qualityrights_names", 40, lambda c: words.names(c.qualityrights)),
        field("why", 40, lambda c: words.text(c.why)),
        field("cites", 40, lambda c: "\n".join(words.text(cite) for cite in c.cites)),
        field("support", 22, lambda c: words.one_of("support", c.support)),
        field("solidity", 30, lambda c: of_solidity(c, words.say)),
        field("told_alert", 34, lambda c: of_alert(c.alert, words.say) if c.alert else ""),
    )


def _breach(words: Words, criterion: CriterionResult) -> str:
    return words.say("common.figure.breach") if is_breach(criterion) else ""


def _evidence(words: Words, criterion: CriterionResult) -> str:
    return "\n".join(words.one_of("field", line) for line in criterion.evidence)


def highlights_table(words: Words) -> Table:
    """Return the breaches, the red lines nobody rated, and the strengths, in this order."""
    field = Field[tuple[str, CriterionResult]]
    fields = (
        field("highlight", 16, lambda at: words.say(f"workbook.highlight.{at[0]}"), "strong"),
        field("id", 11, lambda at: at[1].id),
        field("standard", 28, lambda at: words.standard(at[1].standard)),
        field("statement", 44, lambda at: words.text(at[1].statement)),
        field("level", 15, lambda at: words.judgement(at[1]), "level"),
        field("provisional", 13, lambda at: words.yes_if(at[1].provisional)),
        field("anchor", 44, lambda at: anchor_given(words, at[1])),
        field("next_step", 40, lambda at: words.maybe(at[1].next_step)),
        field("right_names", 36, lambda at: words.names(at[1].rights)),
    )
    return table(words, "highlights", fields, _highlights(words))


def _highlights(words: Words) -> list[tuple[str, CriterionResult]]:
    criteria = words.record.criteria
    applicable = [c for c in criteria if not c.not_applicable]
    return [
        *(("breach", c) for c in applicable if is_breach(c)),
        *(("open_red_line", c) for c in applicable if c.red_line and c.rank is None),
        *(("strength", c) for c in applicable if c.rank == words.top),
    ]


@dataclass(frozen=True, slots=True)
class _Given:
    """One rating beside the criterion it was given to."""

    criterion: CriterionResult
    rating: RatingGiven


def _given(words: Words) -> Iterator[_Given]:
    return (_Given(c, rating) for c in words.record.criteria for rating in c.ratings)


def ratings_table(words: Words) -> Table | None:
    """Return the ratings before discussion with their notes, where the edition carries any."""
    given = list(_given(words))
    fields = (
        Field[_Given]("id", 11, lambda g: g.criterion.id),
        Field[_Given]("statement", 40, lambda g: words.text(g.criterion.statement)),
        Field[_Given]("assessor", 22, lambda g: g.rating.assessor),
        Field[_Given]("rating", 15, lambda g: _rating(words, g.rating), "level"),
        Field[_Given]("rating_reason", 34, lambda g: g.rating.reason),
        Field[_Given]("shown_documents", 15, lambda g: words.level(g.rating.shown_documents)),
        Field[_Given]("shown_observation", 15, lambda g: words.level(g.rating.shown_observation)),
        Field[_Given]("documents", 34, lambda g: g.rating.notes.documents),
        Field[_Given]("observation", 34, lambda g: g.rating.notes.observation),
        Field[_Given]("interviews", 34, lambda g: g.rating.notes.interviews),
    )
    return table(words, "ratings", fields, given) if given else None


def _rating(words: Words, rating: RatingGiven) -> str:
    if rating.not_applicable:
        return one_line(words.text(words.record.instrument.not_applicable))
    return words.level(rating.rank)
