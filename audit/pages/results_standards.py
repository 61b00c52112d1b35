"""Where a level comes from: a standard opened to its criteria, their evidence and the rule."""

from audit import explanations
from audit.pages.figures import (
    Html,
    bar,
    fold,
    level,
    named,
    provisional,
    scale_of,
    tag,
    together,
    typed,
)
from exports.hearing_words import of_sensitivity
from exports.record import AuditRecord, CriterionResult, Group, Notes, RatingGiven, StandardResult
from exports.voices_words import voices_translator
from rubrics.text import Translator

_LINES = ("documents", "observation", "interviews")


def theme(record: AuditRecord, part: Group, t: Translator) -> Html:
    """Return a part: its level, the rule, and its standards to open."""
    head = tag("p", level(scale_of(record, t), part.figures.level), class_="pra-weighty")
    why = tag("p", explanations.of_theme(record, part, t), class_="pra-quiet")
    own = (s for s in record.standards if s.theme == part.id)
    return together(head, why, *(standard(record, s, t) for s in own))


def standard(record: AuditRecord, result: StandardResult, t: Translator) -> Html:
    """Return a standard to open: intent, rule, finding, then each criterion."""
    scale = scale_of(record, t)
    title = t("results.dot", first=result.id, second=t.text(result.title))
    summary = together(
        tag("h4", title),
        level(scale, result.figures.level),
        tag("span", bar(scale, result.figures), class_="pra-small"),
    )
    criteria = (c for c in record.criteria if c.standard == result.id)
    return tag(
        "details",
        tag("summary", summary),
        tag("p", t.text(result.intent)),
        tag("p", explanations.of_standard(record, result, t), class_="pra-rule"),
        _holds(result, t),
        _said(t("results.standards.reason"), result.judged_reason, t),
        _finding(result, t),
        *(_criterion(record, c, t) for c in criteria),
        class_="pra-standard",
    )


def _holds(result: StandardResult, t: Translator) -> Html:
    said, words = result.voices, voices_translator(t.language)
    if said.holds is None:
        return Html("")
    return tag("p", of_sensitivity(said.holds, said.depends_on, words), class_="pra-rule")


def _finding(result: StandardResult, t: Translator) -> Html:
    if not result.finding:
        return tag("p", t("results.standards.no_finding"), class_="pra-quiet")
    read = "finding_read" if result.finding_read else "finding_unread"
    tick = tag("p", t(f"results.standards.{read}"), class_="pra-quiet")
    return together(_said(t("results.standards.finding"), result.finding, t), tick)


def _criterion(record: AuditRecord, criterion: CriterionResult, t: Translator) -> Html:
    pieces = [
        tag("h5", named(criterion, t)),
        tag("p", *_level(record, criterion, t)),
        tag("p", t.text(criterion.anchors[criterion.rank])) if criterion.rank is not None else "",
        _said(t("results.standards.reason"), criterion.reason, t),
        tag("p", _rests_on(criterion, t)) if criterion.rank is not None else "",
        tag("p", explanations.of_criterion(record, criterion, t), class_="pra-quiet"),
        _ratings(record, criterion, t),
    ]
    return tag("section", *pieces, class_="pra-criterion")


def _level(record: AuditRecord, criterion: CriterionResult, t: Translator) -> list[str]:
    scale = scale_of(record, t)
    if criterion.not_applicable:
        shown = tag("span", t("results.standards.not_applicable"), class_="pra-level pra-none")
    elif criterion.rank is None:
        shown = tag("span", scale.unrated, class_="pra-level pra-none")
    else:
        shown = level(scale, criterion.rank)
    marks: list[str] = [shown, provisional(criterion, t)]
    if criterion.red_line:
        breached = criterion.id in record.overall.figures.breaches
        key, look = ("breach", " pra-red") if breached else ("standards.red_line", "")
        marks.append(tag("span", t(f"results.{key}"), class_=f"pra-badge{look}"))
    return marks


def _rests_on(criterion: CriterionResult, t: Translator) -> str:
    if not criterion.evidence:
        return t("results.standards.rests_on_nothing")
    lines = (t(f"results.standards.line.{line}") for line in criterion.evidence)
    return t("results.standards.rests_on", lines=t("results.comma").join(lines))


def _ratings(record: AuditRecord, criterion: CriterionResult, t: Translator) -> Html:
    """Return each rating with its notes; who gave it stays a number, since names sway readers."""
    given = [_rating(record, n, r, t) for n, r in enumerate(criterion.ratings, start=1)]
    return fold(t("results.standards.notes"), *given) if given else Html("")


def _rating(record: AuditRecord, number: int, rating: RatingGiven, t: Translator) -> Html:
    if rating.not_applicable:
        said = t("results.standards.not_applicable")
    elif rating.rank is None:
        said = scale_of(record, t).unrated
    else:
        said = explanations.level_name(record, rating.rank, t)
    head = t("results.colon", name=t("results.standards.rating", n=number)) + said
    reason = _said(t("results.standards.reason"), rating.reason, t)
    notes = _notes(rating.notes, t)
    return together(tag("p", tag("strong", head)), reason, notes, _shown(record, rating, t))


def _shown(record: AuditRecord, rating: RatingGiven, t: Translator) -> Html:
    """Return the level that documents and observation show by themselves, where anybody said."""
    levels = (("documents", rating.shown_documents), ("observation", rating.shown_observation))
    return together(
        *(
            _said(t(f"rate.shown.{line}"), explanations.level_name(record, rank, t), t)
            for line, rank in levels
            if rank is not None
        )
    )


def _notes(notes: Notes, t: Translator) -> Html:
    names = ((line, t(f"results.standards.line.{line}").capitalize()) for line in _LINES)
    return together(*(_said(name, getattr(notes, line), t) for line, name in names))


def _said(label: str, text: str, t: Translator) -> Html:
    """Return what a person wrote under its label; nothing where they wrote nothing."""
    if not text.strip():
        return Html("")
    return tag(
        "div", tag("strong", t("results.colon", name=label)), typed(text, "span"), class_="pra-said"
    )
