"""The sheets of the urgent page: whom to call, and one concern with its steps and checks."""

from audit.concerns import CHECK, CONCERN, PLAN, STEP
from audit.fields import CALLS
from audit.sheets.sheet import Filler, Item, Sheet
from audit.urgent import Check, Concern


def calls_sheet(fill: Filler) -> Sheet:
    """Return whom to call, to be written down before anything happens."""
    t = fill.t
    fields = (
        fill.field(PLAN, name, t(f"urgent.call.{name}"), help=t(f"urgent.call.{name}_help"))
        for name in CALLS
    )
    title, why = t("urgent.call.title"), t("urgent.call.why")
    item = Item(subject=PLAN, title=title, lines=(why,), fields=tuple(fields))
    return Sheet(id="urgent/calls", items=(item,))


def concern_sheet(fill: Filler, concern: Concern) -> Sheet:
    """Return a concern: what the person wants, each step that was taken, then the checks."""
    steps = (_step(fill, number, step) for number, step in enumerate(concern.steps, start=1))
    checks = (_check(fill, concern.code, check) for check in concern.checks)
    return Sheet(
        id=f"{CONCERN}/{concern.code}", items=(_person(fill, concern.code), *steps, *checks)
    )


def _person(fill: Filler, code: str) -> Item:
    t, subject = fill.t, f"{CONCERN}/{code}"
    return Item(
        subject=subject,
        title=t("urgent.person.title"),
        lines=(t("urgent.person.why"),),
        fields=(
            fill.field(subject, "reported", t("urgent.person.reported")),
            fill.choice(subject, "agreed", t("urgent.person.agreed"), "concern_agreed"),
            fill.field(
                subject, "wishes", t("urgent.person.wishes"), help=t("urgent.person.no_names")
            ),
        ),
    )


def _step(fill: Filler, number: int, step: str) -> Item:
    t, subject = fill.t, f"{STEP}/{step}"
    return Item(
        subject=subject,
        title=t("urgent.step.title", n=number),
        fields=(
            fill.field(subject, "done", t("urgent.step.done"), help=t("urgent.step.done_help")),
            fill.field(subject, "when", t("urgent.step.when")),
            fill.field(subject, "by", t("urgent.step.by")),
        ),
    )


def _check(fill: Filler, code: str, check: Check) -> Item:
    """Return one question about reprisals, with the day on which to ask it."""
    t, subject = fill.t, f"{CHECK}/{code}/{check.weeks}"
    day = t.date(check.due) if check.due else t("urgent.check.no_day")
    return Item(
        subject=subject,
        title=t("urgent.check.title", n=check.weeks, day=day),
        lines=(t("urgent.check.why"),),
        fields=(
            fill.field(subject, "done", t("urgent.check.done")),
            fill.field(subject, "note", t("urgent.check.note"), help=t("urgent.check.note_help")),
        ),
    )
