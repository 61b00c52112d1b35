"""The first pages of a booklet: what the instrument rests on, its time, its scale, its rules."""

from collections.abc import Iterator, Sequence

from exports.booklet.parts import Block, Cell, Facts, Part, Points, Table, Words
from exports.booklet.words import Instrument, facts
from rubrics.model import Criterion
from rubrics.scoring import ENOUGH_COVERAGE
from rubrics.vocabulary import Form

_FORMS: tuple[Form, ...] = ("short", "full")


def about(t: Instrument) -> Part:
    """Return what a reader should know before the criteria."""
    parts = (*_origins(t), _glance(t), *_time(t), _scale(t), _rules(t))
    return Part("about", t("booklet.about.title"), parts=parts, alone=True)


def cover_facts(t: Instrument) -> Facts:
    """Return the facts of the cover."""
    rubric = t.rubric
    return facts(
        (t("booklet.facts.version"), [rubric.version]),
        (t("booklet.facts.status"), [t(f"booklet.status.{rubric.status}")]),
        (t("booklet.facts.kind"), [t(f"booklet.kind.{rubric.kind}")]),
        (t("booklet.facts.size"), [t.listed(_size(t, t.criteria))]),
        (t("booklet.facts.licence"), [rubric.licence.spdx]),
        (t("booklet.facts.digest"), [t.digest]),
    )


def _size(t: Instrument, criteria: Sequence[Criterion]) -> Iterator[str]:
    yield t("booklet.size.criteria", n=len(criteria))
    if t.core:
        yield t("booklet.size.core", n=len(t.core))
    if red_lines := sum(criterion.red_line for criterion in criteria):
        yield t("booklet.size.red_lines", n=red_lines)


def _origins(t: Instrument) -> Iterator[Part]:
    rubric = t.rubric
    for name, text in (
        ("basis", rubric.basis),
        ("limits", rubric.limits),
        ("validation", rubric.validation),
    ):
        if text is not None:
            yield _section(t(f"booklet.about.{name}"), name, Words(t.text(text)))


def _glance(t: Instrument) -> Part:
    counted = ("criteria", *(name for name in ("core", "red_lines") if _any(t, name)))
    kind, rows = _groups(t)
    rows.append((t("booklet.about.total"), t.criteria))
    table = Table(
        t("booklet.about.glance_summary"),
        tuple(t(f"booklet.about.{name}") for name in (kind, *counted)),
        tuple((name, *(_count(t, criteria, each) for each in counted)) for name, criteria in rows),
        (1 - 0.13 * len(counted), *(0.13 for _ in counted)),
    )
    return _section(t("booklet.about.glance"), "glance", table)


def _groups(t: Instrument) -> tuple[str, list[tuple[str, Sequence[Criterion]]]]:
    """Return the standards with their criteria; the themes where each standard has but one."""
    if all(len(standard.criteria) == 1 for standard in t.rubric.standards):
        themes = ((theme.title, theme.standards) for theme in t.rubric.themes)
        return "theme", [
            (t.text(title), [c for standard in standards for c in standard.criteria])
            for title, standards in themes
        ]
    return "standard", [(t.numbered(one.id, one.title), one.criteria) for one in t.rubric.standards]


def _any(t: Instrument, kind: str) -> bool:
    return _count(t, t.criteria, kind) != t.number(0)


def _count(t: Instrument, criteria: Sequence[Criterion], kind: str) -> str:
    marks = {
        "criteria": len(criteria),
        "core": sum(criterion.core for criterion in criteria),
        "red_lines": sum(criterion.red_line for criterion in criteria),
    }
    return t.number(marks[kind])


def _time(t: Instrument) -> Iterator[Part]:
    rubric = t.rubric
    if not rubric.time:
        return
    names = ("form", "criteria", "checklist", "interview")
    table = Table(
        t("booklet.time.summary"),
        tuple(t(f"booklet.time.{name}") for name in names),
        tuple(_time_of(t, form) for form in _FORMS if form in rubric.time),
        (0.43, 0.15, 0.21, 0.21),
    )
    basis = [Words(t.text(rubric.time_basis))] if rubric.time_basis is not None else []
    yield _section(t("booklet.time.title"), "time", table, *basis)


def _time_of(t: Instrument, form: Form) -> tuple[Cell, ...]:
    time = t.rubric.time[form]
    criteria = t.core if form == "short" else t.criteria
    return (
        t(f"common.form.{form}"),
        t.number(len(criteria)),
        _duration(t, time.checklist),
        _duration(t, time.interview),
    )


def _duration(t: Instrument, minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    key = "minutes" if not hours else "both" if rest else "hours"
    return t(f"booklet.time.{key}", hours=hours, minutes=rest)


def _scale(t: Instrument) -> Part:
    scale = t.rubric.scale
    table = Table(
        t("booklet.scale.summary"),
        (t("booklet.scale.level"), t("booklet.scale.meaning")),
        tuple((t.step(level.rank), t.text(level.meaning)) for level in scale.levels),
        (0.27, 0.73),
    )
    aside, unrated = t.text(scale.not_applicable), t.text(scale.unrated)
    said = Words(t("booklet.scale.aside", set_aside=aside, unrated=unrated))
    return _section(t("booklet.scale.title"), "scale", table, said)


def _rules(t: Instrument) -> Part:
    levels = t.rubric.kind == "audit"
    title = t("booklet.rules.title") if levels else t("booklet.rules.counted")
    return _section(title, "rules", Points(tuple(_rules_of(t))))


def _rules_of(t: Instrument) -> Iterator[str]:
    rubric = t.rubric
    if rubric.kind != "self_check":
        yield t("booklet.rules.rating")
    if rubric.kind == "audit":
        yield t("booklet.rules.standard", needed=t.percent(ENOUGH_COVERAGE))
        yield t("booklet.rules.whole")
    else:
        yield t(f"booklet.rules.{rubric.kind}")
    if _any(t, "red_lines"):
        yield t("booklet.rules.red_line", lowest=t.level(0), cap=t.level(rubric.scale.breach_cap))
    if rubric.kind == "audit":
        yield t("booklet.rules.cross_section")
    if rubric.interviews is not None:
        yield t("booklet.rules.informants")


def _section(title: str, key: str, *blocks: Block) -> Part:
    return Part(key, title, blocks, together=1, listed=False)
