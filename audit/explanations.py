"""Why a level is what it is, in words: the rule of a record retold for whoever reads it.

Works from a record alone, for any scale and any edition; what people typed is never part of it.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from exports.record import AuditRecord, CriterionResult, Figures, Group, StandardResult
from rubrics.scoring import ENOUGH_COVERAGE, lower_median
from rubrics.text import Translator


def of_criterion(record: AuditRecord, criterion: CriterionResult, t: Translator) -> str:
    """Tell where the level of a criterion comes from: ratings as they are, or the team."""
    if criterion.rank is None and not criterion.not_applicable:
        return t("explanations.criterion.unrated")
    if criterion.reopened:
        return t("explanations.criterion.reopened")
    if criterion.provisional:
        return _proposal(record, criterion, t)
    if criterion.not_applicable:
        return t("explanations.criterion.agreed_not_applicable")
    if criterion.proposed is None or criterion.proposed == criterion.rank:
        return t("explanations.criterion.agreed")
    proposed = level_name(record, criterion.proposed, t)
    return t("explanations.criterion.changed", proposed=proposed)


def of_standard(record: AuditRecord, standard: StandardResult, t: Translator) -> str:
    """Tell how the criteria of a standard make its level, or why they make none."""
    members = _members(record, standard.criteria)
    ranks = [c.rank for c in members if c.rank is not None]
    figures = standard.figures
    if figures.proposed is None:
        told = _none(figures, members, t)
    else:
        told = [*_median(record, "criteria", ranks, t), *_cap(record, ranks, figures, t)]
    return " ".join([*told, *_judged(record, standard, t)])


def of_theme(record: AuditRecord, theme: Group, t: Translator) -> str:
    """Tell how the standards of a part make its level, or why they make none."""
    parts = [standard.figures for standard in record.standards if standard.theme == theme.id]
    return _of_whole(record, theme, "standards", parts, t)


def of_overall(record: AuditRecord, t: Translator) -> str:
    """Tell how the parts make the level of the whole, or why they make none."""
    return _of_whole(record, record.overall, "themes", [p.figures for p in record.themes], t)


def level_name(record: AuditRecord, rank: int, t: Translator) -> str:
    """Return the name of a level."""
    return t.text(record.instrument.levels[rank].label)


def _of_whole(
    record: AuditRecord, group: Group, kind: str, parts: Sequence[Figures], t: Translator
) -> str:
    levels = [part.level for part in parts if part.level is not None]
    if group.figures.proposed is not None:
        told = [*_median(record, kind, levels, t), *_cap(record, levels, group.figures, t)]
        return " ".join(told)
    told = _none(group.figures, _members(record, group.criteria), t)
    applicable = [part for part in parts if part.applicable]
    if applicable and 2 * len(levels) < len(applicable):
        missing = f"explanations.none.{kind}"
        told.append(t(missing, n=len(levels), of=len(applicable)))
    return " ".join(told)


def _median(record: AuditRecord, kind: str, ranks: Sequence[int], t: Translator) -> Iterable[str]:
    if len(ranks) == 1:
        yield t(f"explanations.only.{kind}", level=level_name(record, ranks[0], t))
        return
    given = _listed(record, ranks, t)
    middle = level_name(record, lower_median(ranks), t)
    yield t(f"explanations.median.{kind}", n=len(ranks), levels=given, level=middle)


def _listed(record: AuditRecord, ranks: Sequence[int], t: Translator) -> str:
    """Write levels from the lowest to the highest, each with how often it was given."""
    written = []
    for rank, same in groupby(sorted(ranks)):
        name, times = level_name(record, rank, t), len(list(same))
        key = "explanations.once" if times == 1 else "explanations.times"
        written.append(t(key, level=name, n=times))
    return t("explanations.comma").join(written)


def _cap(
    record: AuditRecord, ranks: Sequence[int], figures: Figures, t: Translator
) -> Iterable[str]:
    if not figures.breaches:
        return
    cap = record.instrument.breach_cap
    key = "held" if lower_median(ranks) > cap else "at_most"
    codes = t("explanations.comma").join(figures.breaches)
    named, n = level_name(record, cap, t), len(figures.breaches)
    yield t(f"explanations.breach.{key}", codes=codes, cap=named, n=n)


def _none(figures: Figures, members: Sequence[CriterionResult], t: Translator) -> list[str]:
    """Return every reason why there is no level: often there is more than one."""
    if figures.reason in ("not_applicable", "cross_section", "counts_only"):
        return [t(f"explanations.none.{figures.reason}")]
    told = []
    if figures.rated < ENOUGH_COVERAGE * figures.applicable:
        n, applicable, needed = figures.rated, figures.applicable, t.percent(ENOUGH_COVERAGE)
        told.append(t("explanations.none.coverage", n=n, applicable=applicable, needed=needed))
    unrated = [c.id for c in members if c.red_line and c.rank is None and not c.not_applicable]
    if unrated:
        codes = t("explanations.comma").join(unrated)
        told.append(t("explanations.none.red_lines", n=len(unrated), codes=codes))
    return told


def _judged(record: AuditRecord, standard: StandardResult, t: Translator) -> Iterable[str]:
    if standard.judged is None:
        return
    same = standard.judged == standard.figures.proposed
    key = "explanations.standard.confirmed" if same else "explanations.standard.agreed"
    yield t(key, level=level_name(record, standard.judged, t))


def _proposal(record: AuditRecord, criterion: CriterionResult, t: Translator) -> str:
    kind = "not_applicable" if criterion.not_applicable else "rank"
    given = [r for r in criterion.ratings if r.rank is not None or r.not_applicable]
    if len(given) == 1:
        return t("explanations.criterion.one_rating")
    return t(f"explanations.criterion.proposed_{kind}")


def _members(record: AuditRecord, ids: Iterable[str]) -> list[CriterionResult]:
    wanted = set(ids)
    return [criterion for criterion in record.criteria if criterion.id in wanted]
