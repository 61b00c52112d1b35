"""What an edited plan that came back means, said in the reader's language."""

from audit.plan_import import Finding, Import, Outcome
from rubrics.text import Translator

_CHOICES = {
    "chosen": "plan_import.chosen",
    "status": "action_status",
    "priority": "priority",
    "in_power": "in_power",
    "cost": "cost",
}


def field_said(t: Translator, found: Finding) -> str:
    """Return what a cell is about: the action's code and the name of the field."""
    if not found.field:
        return ""
    action = t("plan_import.new") if found.added else found.action
    return t("plan_import.about", action=action, field=t(f"plan_import.field.{found.field}"))


def value_said(t: Translator, field: str, value: str) -> str:
    """Return a value as people read it: choices in words, texts as they are."""
    if not value:
        return t("plan_import.nothing")
    return t(f"{_CHOICES[field]}.{value}") if field in _CHOICES else value


def outcome_said(t: Translator, found: Finding) -> str:
    """Return what became of an edited cell, and what to do where it was not taken."""
    if found.why:
        return t(found.why.message, **dict(found.why.parameters))
    values = {
        name: value_said(t, found.field, getattr(found, name))
        for name in ("before", "now", "after")
    }
    return t(f"plan_import.line.{found.outcome}", **values)


def sentence(t: Translator, found: Finding) -> str:
    """Return what a cell is about and what became of it, without its place."""
    about, said = field_said(t, found), outcome_said(t, found)
    return t("plan_import.line.told", about=about, said=said) if about else said


def counted(t: Translator, found: Import) -> list[str]:
    """Return how many cells came out in which way, what there is none of left out."""
    outcomes: tuple[Outcome, ...] = ("changed", "already", "conflict", "fault")
    counts = {f"count.{outcome}": len(found.of(outcome)) for outcome in outcomes}
    counts |= {"count.unchanged": found.unchanged, "count.missing": found.missing}
    return [t(f"plan_import.{name}", n=n) for name, n in counts.items() if n]
