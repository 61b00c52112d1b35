"""What stands beside a criterion's level: who disagrees, what was told and seen, how solid it is.

The words are those of the documents. What an edition leaves out is not in its record, nor here.
"""

from audit.pages.figures import Html, tag, together, typed
from exports.hearing_words import shown_beside, told_and_seen
from exports.record import AuditRecord, CriterionResult, RatingGiven
from exports.voices_words import of_solidity, voices_translator
from rubrics.text import Translator


def beside_level(record: AuditRecord, criterion: CriterionResult, t: Translator) -> Html:
    """Return the dissent, what each group told beside what was seen, and the evidence grade."""
    words = voices_translator(t.language)
    return together(
        said(t("meeting.dissent"), criterion.dissent, t),
        _named(words("hearing.told.field"), told_and_seen(record, criterion, words), t),
        _rests_on(record, criterion, t),
        _named(words("hearing.solidity"), of_solidity(criterion, words), t),
    )


def shown_to(record: AuditRecord, rating: RatingGiven, t: Translator) -> Html:
    """Return the level that documents and observation show by themselves, where anybody said."""
    shown = shown_beside(record, rating, voices_translator(t.language))
    return together(*(_named(name, level, t) for name, level in shown))


def said(label: str, text: str, t: Translator) -> Html:
    """Return what a person wrote under its label; nothing where they wrote nothing."""
    if not text.strip():
        return Html("")
    return tag(
        "div", tag("strong", t("results.colon", name=label)), typed(text, "span"), class_="pra-said"
    )


def _named(label: str, words: str, t: Translator) -> Html:
    """Return our own words under their label; nothing where there is nothing to tell."""
    if not words:
        return Html("")
    return tag("p", tag("strong", t("results.colon", name=label)), words)


def _rests_on(record: AuditRecord, criterion: CriterionResult, t: Translator) -> Html:
    """Return the lines of evidence of a level; that there are none, only the team can know."""
    if criterion.rank is None or not (criterion.evidence or record.audience == "team"):
        return Html("")
    if not criterion.evidence:
        return tag("p", t("results.standards.rests_on_nothing"))
    lines = (t(f"results.standards.line.{line}") for line in criterion.evidence)
    return tag("p", t("results.standards.rests_on", lines=t("results.comma").join(lines)))
