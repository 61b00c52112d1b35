"""The figures as tables: by part and standard with levels; by right and QualityRights without."""

from collections.abc import Sequence

from audit.pages.figures import Html, bar, level, scale_of, table, tag, together
from exports.record import AuditRecord, Figures, Group
from rubrics.text import Translator


def parts(record: AuditRecord, t: Translator) -> Html:
    """Return each part of the instrument followed by its standards, with level and figures."""
    rows: list[Sequence[str]] = []
    for theme in record.themes:
        own = [s for s in record.standards if s.theme == theme.id]
        rows.append(
            _row(record, tag("strong", t.text(theme.title)), theme.figures, theme.criteria, t)
        )
        for standard in own:
            name = t("results.dot", first=standard.id, second=t.text(standard.title))
            named = tag("span", name, class_="pra-inset")
            # What the team judged as a whole is no longer provisional.
            open_ones = () if standard.judged is not None else standard.criteria
            rows.append(_row(record, named, standard.figures, open_ones, t))
    heads = ("parts.name", "short.level", "short.counts", "parts.rated", "parts.index")
    columns = [t(f"results.{head}") for head in heads]
    return table(t("results.parts.caption"), columns, rows)


def rights(record: AuditRecord, t: Translator) -> Html:
    """Return counts and breaches by article; never a level."""
    rows = [
        _cross_section(
            record,
            group,
            t("results.rights.article", article=_code(group), name=t.text(group.title)),
            t,
        )
        for group in record.rights
    ]
    return _cross_sections("rights", rows, t)


def qualityrights(record: AuditRecord, t: Translator) -> Html:
    """Return counts and breaches by QualityRights theme and standard; never a level."""
    rows = []
    for group in sorted(record.qualityrights, key=_number):
        name = t("results.dot", first=_code(group), second=t.text(group.title))
        inner = "." in _code(group)
        named = tag("span", name, class_="pra-inset") if inner else tag("strong", name)
        rows.append(_cross_section(record, group, named, t))
    return _cross_sections("qualityrights", rows, t)


def rated(figures: Figures, t: Translator) -> str:
    """Return how many of the applicable criteria are rated, as "31 of 35"."""
    if not figures.applicable:
        return t("results.short.not_applicable")
    return t("results.parts.of", rated=figures.rated, applicable=figures.applicable)


def _row(
    record: AuditRecord, name: str, figures: Figures, criteria: Sequence[str], t: Translator
) -> Sequence[str]:
    scale = scale_of(record, t)
    return (
        name,
        together(level(scale, figures.level), _marks(record, figures, criteria, t)),
        bar(scale, figures),
        rated(figures, t),
        _index(figures, t),
    )


def _marks(record: AuditRecord, figures: Figures, criteria: Sequence[str], t: Translator) -> Html:
    marks = []
    if figures.breaches:
        codes = t("results.comma").join(figures.breaches)
        marks.append(tag("span", t("results.breach_of", codes=codes), class_="pra-badge pra-red"))
    if any(c.provisional for c in record.criteria if c.id in criteria) and figures.rated:
        marks.append(tag("span", t("results.provisional"), class_="pra-badge"))
    return tag("div", *marks, class_="pra-marks") if marks else Html("")


def _index(figures: Figures, t: Translator) -> str:
    """Return index and bounds; bounds that meet add nothing, and never pass for an index."""
    if figures.bounds is None:
        return t("results.parts.none")
    low, high = (t.number(bound, 1) for bound in figures.bounds)
    index = None if figures.index is None else t.number(figures.index, 1)
    if low == high:
        return index or t("results.parts.none")
    if index is None:
        return t("results.parts.bounds", low=low, high=high)
    return t("results.parts.index_bounds", index=index, low=low, high=high)


def _cross_section(record: AuditRecord, group: Group, name: str, t: Translator) -> Sequence[str]:
    codes = t("results.comma").join(group.figures.breaches)
    none = t("results.rights.none" if group.figures.rated else "results.parts.none")
    found = tag("span", codes, class_="pra-badge pra-red") if codes else none
    return (name, bar(scale_of(record, t), group.figures), rated(group.figures, t), found)


def _cross_sections(kind: str, rows: Sequence[Sequence[str]], t: Translator) -> Html:
    heads = (f"{kind}.name", "short.counts", "parts.rated", "rights.breaches")
    return table(t(f"results.{kind}.caption"), [t(f"results.{head}") for head in heads], rows)


def _code(group: Group) -> str:
    return group.id.partition(":")[2] or group.id


def _number(group: Group) -> tuple[int, ...]:
    """Return where a theme or standard stands in its own instrument: 2 before 2.1 before 10."""
    return tuple(int(part) for part in _code(group).split(".") if part.isdigit())
