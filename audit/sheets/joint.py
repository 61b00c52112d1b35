"""The sheet of the joint statement: its wording, then each peer worker's answer to exactly this."""

from dataclasses import replace

from audit.joint_statement import ANSWERED, ANSWERS, WORDING, JointStatement, joint_statement
from audit.questions import PLAN
from audit.sheets.rating import second_reading
from audit.sheets.sheet import Badge, Filler, Item, Option, Sheet
from rubrics.text import Translator


def joint_sheet(fill: Filler) -> Sheet:
    """Return the wording and, once there is one, the answer of each person it speaks for."""
    found = joint_statement(fill.entries)
    people = (_person(fill, found, code) for code in found.answers if found.wording)
    return Sheet(id="interviews/joint", items=(_wording(fill, found), *people))


def _wording(fill: Filler, found: JointStatement) -> Item:
    t = fill.t
    help_ = t("joint.wording.help")
    field = fill.field(PLAN, WORDING, t("joint.wording.field"), help=help_, rows=6)
    return Item(
        subject=PLAN,
        title=t("joint.wording.title"),
        badges=(_standing(t, found),),
        lines=(t("joint.wording.warn"), t("joint.wording.exactly")),
        fields=(field, *second_reading(fill, PLAN, WORDING)),
    )


def _standing(t: Translator, found: JointStatement) -> Badge:
    """Return how far the agreement is, in words."""
    if found.agreed:
        return Badge("agreed", t("joint.wording.agreed"))
    if not found.settled:
        return Badge("incomplete", t("joint.wording.unsettled"))
    if not found.wording:
        return Badge("provisional", t("joint.wording.empty"))
    done = sum(answer == "yes" for answer in found.answers.values())
    return Badge("provisional", t("joint.wording.open", done=done, n=len(found.answers)))


def _person(fill: Filler, found: JointStatement, code: str) -> Item:
    t, subject = fill.t, f"informant/{code}"
    field = fill.field(
        subject,
        ANSWERED,
        t("joint.answer", code=code),
        options=tuple(Option(value=found.given(a), label=t(f"joint.answers.{a}")) for a in ANSWERS),
    )
    outdated = field.value and found.answers[code] is None
    waiting = Badge("provisional", t("joint.not_asked"))
    again = Badge("incomplete", t("joint.ask_again"))
    return Item(
        subject=subject,
        code=code,
        title=t("joint.person"),
        badges=() if found.answers[code] else (again if outdated else waiting,),
        fields=(replace(field, kind="choice"),),
    )
