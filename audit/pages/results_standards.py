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
)
from audit.pages.results_evidence import beside_level, said, shown_to
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
        said(t("results.standards.reason"), result.judged_reason, t),
        _finding(result, t),
        *(_criterion(record, c, t) for c in criteria),
        class_="pra-standard",
    )


def _holds(result: StandardResult, t: Translator) -> Html:
    told, words = result.voices, voices_translator(t.language)
    if told.holds is None:
        return Html("")
    return tag("p", of_sensitivity(told.holds, told.depends_on, words), class_="pra-rule")


def _finding(result: StandardResult, t: Translator) -> Html:
    if not result.finding:
        return tag("p", t("results.standards.no_finding"), class_="pra-quiet")
    read = "finding_read" if result.finding_read else "finding_unread"
    tick = tag("p", t(f"results.standards.{read}"), class_="pra-quiet")
    return together(said(t("results.standards.finding"), result.finding, t), tick)


def _criterion(record: AuditRecord, criterion: CriterionResult, t: Translator) -> Html:
    pieces = [
        tag("h5", named(criterion, t)),
        tag("p", *_level(record, criterion, t)),
        tag("p", t.text(criterion.anchors[criterion.rank])) if criterion.rank is not None else "",
        said(t("results.standards.reason"), criterion.reason, t),
        beside_level(record, criterion, t),
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


def _ratings(record: AuditRecord, criterion: CriterionResult, t: Translator) -> Html:
    """Return each rating with its notes; who gave it stays a number, since names sway readers."""
    given = [_rating(record, n, r, t) for n, r in enumerate(criterion.ratings, start=1)]
    return fold(t("results.standards.notes"), *given) if given else Html("")


def _rating(record: AuditRecord, number: int, rating: RatingGiven, t: Translator) -> Html:
    if rating.not_applicable:
        given = t("results.standards.not_applicable")
    elif rating.rank is None:
        given = scale_of(record, t).unrated
    else:
        given = explanations.level_name(record, rating.rank, t)
    head = t("results.colon", name=t("results.standards.rating", n=number)) + given
    reason = said(t("results.standards.reason"), rating.reason, t)
    notes = _notes(rating.notes, t)
    return together(tag("p", tag("strong", head)), reason, notes, shown_to(record, rating, t))


def _notes(notes: Notes, t: Translator) -> Html:
    names = ((line, t(f"results.standards.line.{line}").capitalize()) for line in _LINES)
    return together(*(said(name, getattr(notes, line), t) for line, name in names))
