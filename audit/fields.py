"""The fields an audit is made of: who owns each, what it accepts, and how long it may be.

Every operation is checked against this catalogue, whatever page or file it comes from.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from babel import Locale

from audit import concerns, questions
from audit.trail import Operation
from rubrics.model import Rubric
from rubrics.vocabulary import FacilityKind

NOT_APPLICABLE = "na"
NOTE, LINE, SENTENCES, STATEMENT = 20_000, 200, 1_000, 3_000

Kind = Literal["level", "rank", "answer", "choice", "tick", "date", "number", "line", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its kind, the values a choice accepts, its greatest length, and who owns it."""

    kind: Kind
    choices: tuple[str, ...] = ()
    longest: int = LINE
    owned: bool = False


def _choice(*choices: str) -> Field:
    return Field(kind="choice", choices=choices)


TICK = Field(kind="tick", choices=("yes", "no"))
DATE = Field(kind="date", longest=10)
NUMBER = Field(kind="number", longest=5)
WORDS = Field(kind="line", longest=LINE)
PARAGRAPH = Field(kind="text", longest=NOTE)
ANSWER = Field(kind="answer")
OWN_NOTE = Field(kind="text", longest=NOTE, owned=True)
COUNTRIES = tuple(
    sorted(c for c in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", c))
)

FACILITY_KINDS: tuple[str, ...] = get_args(FacilityKind)
CONTEXT = ("law", "funding", "medicines", "literacy", "phones")
ETHICS = ("purpose", "consent", "private_place", "no_names", "reprisals", "urgent", "support_after")
LINES_OF_EVIDENCE = ("documents", "observation", "interviews")
# Those that assessors say the level of by themselves; what people told has its levels already.
SHOWING = ("documents", "observation")
# The life cycle, and where each state may go next; publication is a step of its own.
NEXT_STATES: Mapping[str, tuple[str, ...]] = {
    "planned": ("collecting",),
    "collecting": ("agreeing",),
    "agreeing": ("collecting", "with_facility"),
    "with_facility": ("agreeing", "final"),
    "final": (),
}
STATES = tuple(NEXT_STATES)
CLOSED_STATES = ("final", "published", "withdrawn")
CONSENT = ("yes", "no", "not_asked")
# Whom to call when somebody is in danger, in the order in which to call them.
CALLS = ("call_care", "call_lead", "call_rights", "call_support")
AGREED = ("yes", "partly", "no", "could_not_ask")
# What goes on when everything else of an audit is closed: what was found is acted on, and anybody
# may still be in danger.
_NEVER_CLOSED = ("action", concerns.PLAN, *concerns.OF_CONCERN)
ACTION_STATUSES = ("proposed", "agreed", "in_progress", "done", "verified", "dropped")

CATALOGUE: Mapping[str, Mapping[str, Field]] = {
    "facility": {
        "name": WORDS,
        "country": _choice(*COUNTRIES),
        "region": WORDS,
        "kind": _choice(*FACILITY_KINDS),
        "register": WORDS,
        "number": WORDS,
    },
    "visit": {
        "form": _choice("short", "full"),
        "started": DATE,
        "ended": DATE,
        "announced": _choice("announced", "unannounced"),
        "access": _choice("full", "limited", "refused"),
        "access_note": PARAGRAPH,
        "organisation": _choice("informal", "association", "employed", "none"),
        "paid": NUMBER,
        "volunteers": NUMBER,
        "one_to_one": TICK,
        "group": TICK,
        "remote": TICK,
        "state": _choice(*STATES),
    },
    "member": {
        "name": WORDS,
        "role": WORDS,
        "lived_experience": TICK,
        "paid": TICK,
        "conflict": PARAGRAPH,
        "removed": TICK,
    },
    "context": {
        "answer": _choice("favourable", "mixed", "unfavourable", "unknown"),
        "note": PARAGRAPH,
    },
    "ethics": {"done": TICK, "note": PARAGRAPH},
    "criterion": {
        "level": Field(kind="level", owned=True),
        "reason": Field(kind="text", longest=SENTENCES, owned=True),
        **{f"note_{line}": OWN_NOTE for line in LINES_OF_EVIDENCE},
        **{f"shown_{line}": Field(kind="rank", owned=True) for line in SHOWING},
        "judged": Field(kind="level"),
        "judged_reason": Field(kind="text", longest=SENTENCES),
        "dissent": Field(kind="text", longest=SENTENCES),
        "dissent_read": WORDS,
    },
    "standard": {
        "finding": Field(kind="text", longest=SENTENCES),
        "finding_read": WORDS,
        "judged": Field(kind="level"),
        "judged_reason": Field(kind="text", longest=SENTENCES),
    },
    "ratings": {
        "locked": Field(kind="tick", choices=("yes", "no"), owned=True),
        "reopened": Field(kind="text", longest=SENTENCES, owned=True),
    },
    # What became of somebody's PIN on this computer; only the computer itself writes it down.
    "pin": {"act": _choice("set", "changed", "removed", "reset")},
    # The assessors, one a line, whose unfinished ratings the team no longer waits for.
    "meeting": {"without": Field(kind="text", longest=SENTENCES)},
    "action": {
        "chosen": TICK,
        "text": Field(kind="text", longest=SENTENCES),
        "status": _choice(*ACTION_STATUSES),
        "dropped_reason": Field(kind="text", longest=SENTENCES),
        "owner": WORDS,
        "due": DATE,
        "priority": _choice("high", "medium", "low"),
        "in_power": _choice("yes", "partly", "no"),
        "shaped_by": Field(kind="text", longest=SENTENCES),
        "cost": _choice("none", "low", "medium", "high"),
        "completion_evidence": PARAGRAPH,
        "notes": PARAGRAPH,
        "standard": WORDS,
    },
    questions.PLAN: {
        **{f"planned_{group}": NUMBER for group in questions.GROUPS},
        "withdraw_with": WORDS,
        "call": WORDS,
        # What peer workers say together, for every reader: nobody's words by themselves.
        "joint_statement": Field(kind="text", longest=STATEMENT),
        "joint_statement_read": WORDS,
    },
    # What an informant says belongs to them, not to whoever asks: the team shares it.
    "informant": {
        "group": _choice(*questions.GROUPS),
        "language": WORDS,
        "date": DATE,
        "mode": _choice("in_person", "phone", "paper"),
        "interpreter": TICK,
        "support_person": TICK,
        "earshot": Field(kind="text", longest=SENTENCES),
        **{f"consent_{use}": _choice(*CONSENT) for use in questions.USES},
        "ended": _choice("finished", "stopped"),
        # Whether they agree to the joint statement, with the mark of the wording they agreed to.
        "joint_answer": WORDS,
    },
    concerns.PLAN: dict.fromkeys(CALLS, WORDS),
    concerns.CONCERN: {
        "reported": DATE,
        "agreed": _choice(*AGREED),
        "wishes": Field(kind="text", longest=SENTENCES),
    },
    concerns.STEP: {"done": Field(kind="text", longest=SENTENCES), "when": WORDS, "by": WORDS},
    concerns.CHECK: {"done": TICK, "note": WORDS},
    "answer": {"answer": ANSWER},
    "said": {"answer": ANSWER, "words": PARAGRAPH},
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an operation was not taken: a message key and its parameters."""

    message: str
    parameters: tuple[tuple[str, str | int], ...] = ()


def clean(value: str) -> str:
    """Return a text as it is kept: composed (NFC), lines ended by LF, no control characters."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\v", "\n").replace("\f", "\n")
    # Composed last: a control character may stand between a letter and its accent.
    text = "".join(c for c in text if c in "\n\t" or not _is_control(c))
    return unicodedata.normalize("NFC", text)


def _is_control(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF)


def field_of(subject: str, name: str) -> Field | None:
    """Return the field of a subject, or nothing where there is no such field."""
    return CATALOGUE.get(subject.split("/", 1)[0], {}).get(name)


def refusal(operation: Operation, rubric: Rubric, state: str) -> Refusal | None:
    """Tell why an operation may not be taken; nothing when it may."""
    field = field_of(operation.subject, operation.field)
    if field is None or not _subject_exists(operation.subject, rubric):
        return Refusal("refused.unknown_field")
    if state in CLOSED_STATES and operation.subject.partition("/")[0] not in _NEVER_CLOSED:
        return Refusal("refused.closed")
    if operation.field == "state" and operation.value not in NEXT_STATES.get(state, ()):
        return Refusal("refused.state")
    if len(operation.value) > field.longest:
        return Refusal(
            "refused.too_long", (("length", len(operation.value)), ("longest", field.longest))
        )
    if operation.value and not _accepts(field, operation, rubric):
        return Refusal("refused.value")
    return None


def _subject_exists(subject: str, rubric: Rubric) -> bool:
    if questions.is_of_interviews(subject) or concerns.is_urgent(subject):
        return questions.exists(subject, rubric) or concerns.exists(subject)
    kind, _, name = subject.partition("/")
    match kind:
        case "criterion":
            return any(c.id == name for c in rubric.criteria("full"))
        case "standard":
            return any(s.id == name for s in rubric.standards)
        case "context" | "ethics":
            return name in (CONTEXT if kind == "context" else ETHICS)
        case "member" | "action":
            return re.fullmatch(r"[A-Za-z0-9._-]{1,64}", name) is not None
        case _:
            return subject == kind


def _accepts(field: Field, operation: Operation, rubric: Rubric) -> bool:
    value = operation.value
    match field.kind:
        case "level" | "rank":
            no_rank = (NOT_APPLICABLE,) if field.kind == "level" else ()
            return value in (*no_rank, *(str(level.rank) for level in rubric.scale.levels))
        case "answer" | "choice" | "tick":
            return value in _choices(field, operation, rubric)
        case "number":
            return re.fullmatch(r"[0-9]{1,5}", value) is not None
        case "date":
            return _is_date(value)
        case "line":
            return "\n" not in value
        case "text":
            return True


def _choices(field: Field, operation: Operation, rubric: Rubric) -> tuple[str | None, ...]:
    """Return what may be chosen: what a question offers, the one group that a code names."""
    if field.kind == "answer":
        return questions.choices(operation.subject, rubric)
    code = questions.informant_of(operation.subject)
    if code is not None and operation.field == "group":
        return (questions.group_of(code),)
    return field.choices


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
