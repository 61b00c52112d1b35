"""The results in a minute: the level with its rule, the counts, strengths beside gaps."""

from collections.abc import Sequence

from audit import explanations
from audit.pages.figures import (
    Html,
    Scale,
    bar,
    fold,
    level,
    named,
    scale_of,
    square,
    table,
    tag,
    together,
)
from exports.record import AuditRecord, CriterionResult
from rubrics.scoring import ENOUGH_FOR_INDEX
from rubrics.text import Translator

LISTED = 7


def short(record: AuditRecord, t: Translator) -> Html:
    """Return the level of the whole with its rule, the counts in two ways, coverage and index."""
    scale, figures = scale_of(record, t), record.overall.figures
    overall = (
        tag("p", t("results.short.overall"), class_="pra-eyebrow"),
        tag("p", level(scale, figures.level), class_="pra-headline"),
        tag("p", explanations.of_overall(record, t)),
    )
    numbers = tag("div", _counts(record, scale, t))
    words = tag("div", tag("p", _coverage(record, t)), tag("p", *_index(record, t)))
    beside = tag("div", numbers, words, class_="pra-two")
    return tag("div", *overall, bar(scale, figures), beside, class_="pra-panel")


def balance(record: AuditRecord, t: Translator) -> Html:
    """Return strengths and gaps side by side, as visible as each other."""
    scale, top = scale_of(record, t), len(record.instrument.levels) - 1
    rated = [(c.rank, c) for c in record.criteria if c.rank is not None]
    strengths = [c for rank, c in rated if rank == top]
    gaps = [c for _, c in sorted(rated, key=lambda pair: pair[0]) if 2 * (c.rank or 0) < top]
    best = scale.names[top]
    columns = (
        _column(record, "strengths", strengths, best, t),
        _column(record, "gaps", gaps, best, t),
    )
    between = len(rated) - len(strengths) - len(gaps)
    rest = tag("p", t("results.balance.between", n=between)) if between else Html("")
    return together(tag("div", *columns, class_="pra-two"), rest)


def _counts(record: AuditRecord, scale: Scale, t: Translator) -> Html:
    figures, levels = record.overall.figures, len(scale.names)
    rows: list[tuple[str, str]] = [
        (together(square(rank, levels), scale.names[rank]), str(figures.counts[rank]))
        for rank in reversed(range(levels))
    ]
    unrated = figures.applicable - figures.rated
    rows.append((together(square(None, levels), scale.unrated), str(unrated)))
    rows.append((t.text(record.instrument.not_applicable), str(_set_aside(record))))
    columns = (t("results.short.level"), t("results.short.criteria"))
    return table(t("results.short.counts"), columns, rows)


def _coverage(record: AuditRecord, t: Translator) -> str:
    figures, aside = record.overall.figures, _set_aside(record)
    share = t.percent(figures.coverage or 0)
    told = t("results.short.coverage", n=figures.rated, applicable=figures.applicable, share=share)
    return f"{told} {t('results.short.set_aside', n=aside)}" if aside else told


def _index(record: AuditRecord, t: Translator) -> Sequence[str]:
    figures = record.overall.figures
    if figures.index is None or figures.bounds is None:
        return (t("results.short.no_index", n=ENOUGH_FOR_INDEX),)
    low, high = (t.number(bound, 1) for bound in figures.bounds)
    bounds = t("results.short.bounds", low=low, high=high)
    settled = t("results.short.settled") if figures.rated == figures.applicable else bounds
    index = tag("strong", t("results.short.index", index=t.number(figures.index, 1)))
    return (index, " ", settled, " ", t("results.short.index_is"))


def _set_aside(record: AuditRecord) -> int:
    return len(record.overall.criteria) - record.overall.figures.applicable


def _column(
    record: AuditRecord, kind: str, found: Sequence[CriterionResult], best: str, t: Translator
) -> Html:
    head = tag("h3", t(f"results.balance.{kind}", n=len(found)))
    if not found:
        return tag("div", head, tag("p", t(f"results.balance.no_{kind}", level=best)))
    about = tag("p", t(f"results.balance.{kind}_are", level=best), class_="pra-quiet")
    items = [_item(record, criterion, t) for criterion in found]
    more = items[LISTED:]
    rest = fold(t("results.balance.more", n=len(more)), tag("ul", *more)) if more else Html("")
    return tag("div", head, about, tag("ul", *items[:LISTED]), rest)


def _item(record: AuditRecord, criterion: CriterionResult, t: Translator) -> Html:
    """Return a criterion; the heading names the level of strengths, each gap names its own."""
    scale, breached = scale_of(record, t), criterion.id in record.overall.figures.breaches
    words = tag("span", named(criterion, t), class_="pra-block")
    if criterion.rank == len(scale.names) - 1:
        return tag("li", square(criterion.rank, len(scale.names)), words, class_="pra-beside")
    worst = tag("span", t("results.breach"), class_="pra-badge pra-red") if breached else Html("")
    return tag("li", level(scale, criterion.rank), worst, words)
