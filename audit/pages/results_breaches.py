"""Breaches of red lines: what they are, which right, what was found, what to do about each."""

from datetime import date

from audit.pages.figures import Html, named, provisional, tag, together, typed
from exports.record import ActionRecord, AuditRecord, CriterionResult
from rubrics.text import Translator


def breaches(record: AuditRecord, t: Translator) -> Html:
    """Return a card for each breach: what, which right, what was found, what to do."""
    breached = [c for c in record.criteria if c.id in record.overall.figures.breaches]
    meaning = tag("p", t("results.breaches.meaning"))
    return together(meaning, *(_breach(record, c, t) for c in breached))


def red_lines(record: AuditRecord, t: Translator) -> Html:
    """Tell how many red lines were rated without a breach, and which are still open."""
    lines = [c for c in record.criteria if c.red_line and not c.not_applicable]
    unrated = [c.id for c in lines if c.rank is None]
    rated, told = len(lines) - len(unrated), []
    if rated and not record.overall.figures.breaches:
        told.append(t("results.breaches.none", n=rated))
    if unrated:
        codes = t("results.comma").join(unrated)
        told.append(t("results.breaches.open", n=len(unrated), codes=codes))
    return tag("p", " ".join(told)) if told else Html("")


def rights_of(record: AuditRecord, criterion: CriterionResult, t: Translator) -> str:
    """Return the rights a criterion protects, by article and name."""
    names = {right.id: t.text(right.title) for right in record.rights}
    told = (
        t("results.right", article=right.partition(":")[2], name=names[right])
        for right in criterion.rights
        if right in names
    )
    return t("results.semicolon").join(told)


def _breach(record: AuditRecord, criterion: CriterionResult, t: Translator) -> Html:
    told = t(
        "results.breaches.right", n=len(criterion.rights), rights=rights_of(record, criterion, t)
    )
    found = tag("strong", t("results.colon", name=t("results.breaches.found")))
    pieces = [
        tag("h3", named(criterion, t), provisional(criterion, t)),
        tag("p", told),
        tag("p", found, t.text(criterion.anchors[0])),
        typed(criterion.reason) if criterion.reason else Html(""),
        _to_do(record, criterion, t),
    ]
    return tag("article", *pieces, class_="pra-notice pra-strong")


def _to_do(record: AuditRecord, criterion: CriterionResult, t: Translator) -> Html:
    head = tag("strong", t("results.colon", name=t("results.breaches.to_do")))
    action = next((a for a in record.actions if a.criterion == criterion.id and a.breach), None)
    step = t.text(criterion.next_step) if criterion.next_step else ""
    said = (action.text if action else "") or step
    status = tag("p", _status(action, t), class_="pra-quiet") if action else Html("")
    return together(tag("p", head, typed(said, "span")), status) if said else status


def _status(action: ActionRecord, t: Translator) -> Html:
    told: list[str] = [t(f"action_status.{action.status}")]
    if action.owner:
        told += [" · ", typed(t("results.owner", owner=action.owner), "span")]
    if action.due:
        told += [" · ", t("results.due", date=t.date(date.fromisoformat(action.due)))]
    return together(*told)
