"""Around the voices, in words: who was heard, who is left out, what a level rests on.

Documents and pages say it with these words, in the reader's language.
"""

from collections.abc import Iterable

from exports.record import AuditRecord, CriterionResult, RatingGiven, StandardResult
from exports.record_voices import Contradiction, Gap, Hidden, LineShown, ToldLevel
from exports.small_groups import peers_are_hidden
from exports.voices_words import in_two_decimals, name_of
from rubrics.grades import GRADES
from rubrics.text import Translator


def level_of(record: AuditRecord, rank: int, t: Translator) -> str:
    """Return the name of a level."""
    return t.text(record.instrument.levels[rank].label)


def who_was_heard(record: AuditRecord, t: Translator) -> str:
    """Tell how many people of each group were heard; no sum where a group is left out."""
    heard = [each for each in record.informants if each.heard]
    if not heard:
        return "" if record.hidden else t("hearing.nobody")
    groups = t("hearing.comma").join(
        t("hearing.heard_group", who=t(f"voices.who.{each.group}"), n=each.heard) for each in heard
    )
    if record.hidden:
        return t("hearing.heard_among", groups=groups)
    return t("hearing.heard", n=sum(each.heard for each in heard), groups=groups)


def who_is_hidden(hidden: Hidden | None, statement: str, t: Translator) -> tuple[str, ...]:
    """Tell whose words are left out, and why, and whether peer workers made a joint statement.

    Nothing where nobody's are left out.
    """
    if hidden is None:
        return ()
    groups = t("hearing.comma").join(t(f"voices.who.{group}") for group in hidden.groups)
    if hidden.small_audit:
        said = t("hearing.hidden.small_audit")
    else:
        said = t("hearing.hidden.groups", groups=groups)
    if not peers_are_hidden(hidden):
        return (said,)
    return (said, t("hearing.hidden.joint" if statement else "hearing.hidden.peers"))


def of_method(record: AuditRecord, t: Translator) -> tuple[str, ...]:
    """Tell how voices were worked out, and that flags are stricter where groups are left out."""
    hidden = ("hidden",) if record.hidden else ()
    return tuple(t(f"hearing.method.{name}") for name in ("voices", "gaps", *hidden, "grades"))


def hidden_in_short(record: AuditRecord, t: Translator) -> str:
    """Name the groups that are left out, and say where peer workers speak together instead."""
    if record.hidden is None:
        return ""
    groups = (t(f"voices.who.{group}") for group in record.hidden.groups)
    said = t("hearing.hidden.short", groups=t("hearing.comma").join(groups))
    return f"{said} {t('hearing.joint.short')}" if record.joint_statement else said


def patterns_named(record: AuditRecord, t: Translator) -> str:
    """Name the patterns of an audit, each with the standards that show it."""
    found: dict[str, list[str]] = {}
    for standard in record.standards:
        for kind in dict.fromkeys(p.kind for p in standard.voices.patterns):
            found.setdefault(name_of(kind, t), []).append(standard.id)
    named = (
        t("hearing.pattern", name=name, standards=t("hearing.comma").join(ids))
        for name, ids in found.items()
    )
    patterns = t("hearing.then").join(named)
    return t("hearing.patterns", patterns=patterns) if patterns else ""


def tested_gaps(record: AuditRecord) -> tuple[tuple[str, Gap], ...]:
    """Return the gaps a document names, each with its standard, where they were tested."""
    return tuple(
        (standard.id, gap)
        for standard in record.standards
        for gap in standard.voices.gaps
        if gap.status and gap.test
    )


def gaps_to_discuss(gaps: Iterable[Gap], top: int, t: Translator) -> str:
    """Name the pairs that lie far apart without being flagged, the widest first."""
    found = [gap.difference for gap in gaps if gap.status == "to_discuss"]
    found.sort(key=lambda difference: -abs(difference.amount))
    pairs = (
        t(
            "hearing.pair",
            one=t(f"voices.who.{d.one.who}"),
            first=in_two_decimals(d.one.mean, t),
            other=t(f"voices.who.{d.other.who}"),
            second=in_two_decimals(d.other.mean, t),
        )
        for d in found
    )
    return t("hearing.wide", pairs=t("hearing.then").join(pairs), top=top) if found else ""


def of_contradiction(found: Contradiction, top: int, t: Translator) -> str:
    """Tell what documents show, what practice shows against it, and what to make of it."""
    practice = t("voices.then").join(_shown(each, t) for each in found.practice)
    return t(
        f"contradictions.{found.kind}",
        documents=_shown(found.documents, t),
        practice=practice,
        top=top,
    )


def named_contradiction(found: Contradiction, top: int, t: Translator) -> str:
    """Return a contradiction with its criterion and its name."""
    name = t(f"contradictions.name.{found.kind}")
    return f"{found.criterion} · {name}. {of_contradiction(found, top, t)}"


def rests_on(
    standard: StandardResult, criteria: Iterable[CriterionResult], t: Translator
) -> tuple[str, ...]:
    """Tell how solid the criteria of a standard are, and whether its level holds."""
    known = [c.solidity.grade for c in criteria if c.solidity]
    counted = (
        t("hearing.rests.grade", grade=grade, n=known.count(grade))
        for grade in GRADES
        if grade in known
    )
    grades = t("hearing.comma").join(counted)
    said = (t("hearing.rests.grades", n=len(known), grades=grades),) if known else ()
    return (*said, *_holds(standard, t))


def of_told(record: AuditRecord, told: ToldLevel, t: Translator) -> str:
    """Tell which level a group told of a criterion, and how many of it gave one."""
    who, people = t(f"voices.who.{told.group}"), t("voices.people", n=told.n)
    if told.level is None:
        return t("hearing.told.none", who=who, people=people)
    level = level_of(record, told.level, t)
    return t("hearing.told.group", who=who, level=level, people=people)


def told_and_seen(record: AuditRecord, criterion: CriterionResult, t: Translator) -> str:
    """Tell what each group told of a criterion, and what documents and observation show."""
    told = [of_told(record, each, t) for each in criterion.told]
    seen = [
        t(
            "hearing.told.seen",
            who=t(f"voices.who.{each.line}"),
            level=level_of(record, each.level, t),
        )
        for each in criterion.shown
        if each.level is not None
    ]
    return t("hearing.then").join((*told, *seen))


def shown_beside(
    record: AuditRecord, rating: RatingGiven, t: Translator
) -> tuple[tuple[str, str], ...]:
    """Return what documents and observation show to one assessor, each level with its name."""
    levels = (("documents", rating.shown_documents), ("observation", rating.shown_observation))
    return tuple(
        (t(f"hearing.shown.{line}"), level_of(record, rank, t))
        for line, rank in levels
        if rank is not None
    )


def of_sensitivity(holds: str, depends_on: Iterable[str], t: Translator) -> str:
    """Tell whether other fair rules would give a standard another level, and which would."""
    if holds == "holds":
        return t("sensitivity.holds")
    rules = (t(f"sensitivity.rule.{rule}") for rule in depends_on)
    return t("sensitivity.depends", rules=t("sensitivity.then").join(rules))


def _holds(standard: StandardResult, t: Translator) -> tuple[str, ...]:
    said = standard.voices
    return () if said.holds is None else (of_sensitivity(said.holds, said.depends_on, t),)


def _shown(shown: LineShown, t: Translator) -> str:
    seen = shown.line in ("documents", "observation")
    count = t("contradictions.assessors" if seen else "voices.people", n=shown.n)
    who = t(f"voices.who.{shown.line}")
    return t("contradictions.shown", who=who, level=shown.level, count=count)
