"""The sheets of a visit, a part at a time: facility, visit, team, peer support, context, ethics."""

import unicodedata
from dataclasses import replace
from fractions import Fraction

from audit.fields import CONTEXT, COUNTRIES, ETHICS
from audit.life_cycle import form
from audit.sheets.rating import MODES, expected
from audit.sheets.sheet import Filler, Item, Option, Sheet, SheetField
from rubrics.model import Rubric
from rubrics.text import Translator

PARTS = ("facility", "visit", "team", "peer_support", "context", "ethics")
# Honest times: rating one criterion takes this many minutes, interviews not counted.
QUICK_MINUTES, SLOW_MINUTES = 3, 4
# Codes that stand for unions, tests or nothing at all, and one that French has no name for.
_NO_COUNTRY = frozenset({"CQ", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def visit_sheet(fill: Filler, rubric: Rubric, part: str) -> Sheet:
    """Return one part of the plan of a visit."""
    match part:
        case "team":
            items = _team(fill)
        case "context":
            items = tuple(_context(fill, name) for name in CONTEXT)
        case "ethics":
            items = tuple(_ethics(fill, name) for name in ETHICS)
        case "visit":
            items = (_visit(fill, rubric),)
        case "peer_support":
            items = (_peer_support(fill, rubric),)
        case _:
            items = (_facility(fill),)
    return Sheet(id=f"visit/{part}", items=items)


def members(fill: Filler) -> tuple[str, ...]:
    """Return the members of the team, those removed last."""
    found = fill.entries.subjects("member")
    return tuple(sorted(found, key=lambda name: (_removed(fill, name), name)))


def _facility(fill: Filler) -> Item:
    t, subject = fill.t, "facility"
    return Item(
        subject=subject,
        title=t("visit.facility.title"),
        fields=(
            fill.field(
                subject,
                "name",
                t("visit.facility.name"),
                help=t("visit.facility.name_help"),
                needed=t("visit.facility.name_needed"),
            ),
            fill.field(subject, "country", t("visit.facility.country"), options=countries(t)),
            fill.field(subject, "region", t("visit.facility.region")),
            fill.choice(subject, "kind", t("visit.facility.kind"), "facility_kind"),
            fill.field(
                subject,
                "register",
                t("visit.facility.register"),
                help=t("visit.facility.register_help"),
            ),
            fill.field(subject, "number", t("visit.facility.number")),
        ),
    )


def countries(t: Translator) -> tuple[Option, ...]:
    """Return all countries under their names in the reader's language, in its order."""
    codes = (code for code in COUNTRIES if code not in _NO_COUNTRY)
    named = (Option(value=code, label=t.locale.territories[code]) for code in codes)
    return tuple(sorted(named, key=lambda option: _alphabetical(option.label)))


def _alphabetical(name: str) -> str:
    """Return a name without accents: "États-Unis" stands among the E."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def _visit(fill: Filler, rubric: Rubric) -> Item:
    t, subject = fill.t, "visit"
    refused = fill.entries.value(subject, "access") == "refused"
    return Item(
        subject=subject,
        title=t("visit.visit.title"),
        lines=(t("visit.visit.refused"),) if refused else (),
        fields=(
            _form(fill, rubric),
            fill.field(subject, "started", t("visit.visit.started")),
            fill.field(subject, "ended", t("visit.visit.ended")),
            fill.choice(subject, "announced", t("visit.visit.announced"), "announced"),
            _explained(
                fill.choice(subject, "access", t("visit.visit.access"), "access"), t, "access"
            ),
            fill.field(
                subject,
                "access_note",
                t("visit.visit.access_note"),
                help=t("visit.visit.access_note_help"),
            ),
        ),
    )


def _form(fill: Filler, rubric: Rubric) -> SheetField:
    """Say how many criteria each form has and how long rating them takes."""
    t = fill.t
    field = fill.choice("visit", "form", t("visit.form.label"), "form", clearable=False)
    sizes = {str(name): len(tuple(rubric.criteria(name))) for name in rubric.forms}
    options = tuple(
        replace(option, description=form_size(t, sizes[option.value]))
        for option in field.options
        if option.value in sizes
    )
    # Until somebody chooses, the shortest form is the one walked.
    return replace(field, value=form(fill.entries, rubric), options=options)


def form_size(t: Translator, criteria: int) -> str:
    """Return the number of criteria of a form and the hours they take, to the half hour."""
    low, high = _hours(criteria * QUICK_MINUTES), _hours(criteria * SLOW_MINUTES)
    return t("visit.form.size", n=criteria, low=_said(t, low), high=_said(t, high))


def _hours(minutes: int) -> Fraction:
    return Fraction(-(-minutes // 30), 2)


def _said(t: Translator, hours: Fraction) -> str:
    return t.number(hours, 0 if hours.denominator == 1 else 1)


def _explained(field: SheetField, t: Translator, words: str) -> SheetField:
    options = (replace(o, description=t(f"visit.{words}_means.{o.value}")) for o in field.options)
    return replace(field, options=tuple(options))


def _team(fill: Filler) -> tuple[Item, ...]:
    return tuple(_member(fill, name, at) for at, name in enumerate(members(fill), start=1))


def _member(fill: Filler, name: str, position: int) -> Item:
    t, subject = fill.t, f"member/{name}"
    removed = fill.field(subject, "removed", t("visit.team.remove"))
    if _removed(fill, name):
        return Item(subject=subject, title=t("visit.team.removed"), fields=(removed,))
    return Item(
        subject=subject,
        title=t("visit.team.member", position=position),
        fields=(
            fill.field(subject, "name", t("visit.team.name"), help=t("visit.team.name_help")),
            fill.field(subject, "role", t("visit.team.role")),
            fill.field(subject, "lived_experience", t("visit.team.lived_experience")),
            fill.field(subject, "paid", t("visit.team.paid")),
            fill.field(
                subject, "conflict", t("visit.team.conflict"), help=t("visit.team.conflict_help")
            ),
            replace(removed, folded=True),
        ),
        more=t("visit.team.more"),
    )


def _removed(fill: Filler, name: str) -> bool:
    return fill.entries.value(f"member/{name}", "removed") == "yes"


def _peer_support(fill: Filler, rubric: Rubric) -> Item:
    t, subject = fill.t, "visit"
    organisation = fill.choice(
        subject, "organisation", t("visit.peer.organisation"), "organisation"
    )
    modes = (
        fill.field(subject, mode, t(f"visit.peer.{mode}"), help=t(f"visit.peer.{mode}_means"))
        for mode in MODES
    )
    return Item(
        subject=subject,
        title=t("visit.peer.title"),
        lines=(t("visit.peer.why"), *_outside(fill, rubric)),
        fields=(
            _explained(organisation, t, "organisation"),
            fill.field(subject, "paid", t("visit.peer.paid")),
            fill.field(subject, "volunteers", t("visit.peer.volunteers")),
            *modes,
        ),
    )


def _outside(fill: Filler, rubric: Rubric) -> tuple[str, ...]:
    """Say how many criteria these answers put outside the facility's case, if any."""
    criteria = rubric.criteria(form(fill.entries, rubric))
    found = [c.id for c in criteria if not expected(fill.entries, c)]
    if not found:
        return ()
    return (fill.t("visit.peer.outside", n=len(found), criteria=", ".join(found)),)


def _context(fill: Filler, name: str) -> Item:
    t, subject = fill.t, f"context/{name}"
    return Item(
        subject=subject,
        title=t(f"context.{name}"),
        lines=(t(f"visit.context.{name}"),),
        fields=(
            fill.choice(subject, "answer", t("visit.context.answer"), "context_answer"),
            fill.field(subject, "note", t("visit.context.note"), folded=True),
        ),
        answered_by=("answer",),
        more=t("visit.context.note_more"),
    )


def _ethics(fill: Filler, name: str) -> Item:
    t, subject = fill.t, f"ethics/{name}"
    return Item(
        subject=subject,
        title=t(f"ethics.{name}"),
        lines=(t(f"visit.ethics.{name}"),),
        fields=(
            fill.field(subject, "done", t("visit.ethics.done")),
            fill.field(subject, "note", t("visit.ethics.note"), folded=True),
        ),
        answered_by=("done",),
        more=t("visit.ethics.note"),
    )
