"""Urgent concerns as subjects: somebody is in danger, known by a code that the page draws.

`urgent_plan` says whom to call; `urgent/<code>` is one concern, `urgent_step/<code>/<id>` one step
taken, `urgent_check/<code>/<weeks>` one question about reprisals later on. No record and no edition
ever has any of it, and a concern can be erased like an interview.
"""

import re
from collections.abc import Iterable

PLAN = "urgent_plan"
CONCERN, STEP, CHECK = "urgent", "urgent_step", "urgent_check"
OF_CONCERN = (CONCERN, STEP, CHECK)
# Weeks after the report at which somebody asks whether the person suffers for it.
CHECKS = (2, 6)

_CODE = re.compile(r"X([0-9]{2,3})-[A-Z0-9]{3}")
_STEP = re.compile(r"[A-Za-z0-9._-]{1,64}")


def next_code(used: Iterable[str], mark: str) -> str:
    """Return the code of the next concern; the number of an erased one stays used."""
    found = filter(None, map(_CODE.fullmatch, used))
    number = max((int(code[1]) for code in found), default=0) + 1
    return f"X{number:02}-{mark}"


def is_urgent(subject: str) -> bool:
    """Tell whether a subject belongs to an urgent concern, or says whom to call."""
    return subject.partition("/")[0] in (PLAN, *OF_CONCERN)


def concern_of(subject: str) -> str | None:
    """Return the code of the concern a subject belongs to, nothing where it belongs to none."""
    kind, _, rest = subject.partition("/")
    return rest.partition("/")[0] if kind in OF_CONCERN else None


def exists(subject: str) -> bool:
    """Tell whether a subject is the plan, a concern with a code, or a step of one."""
    match subject.split("/"):
        case [kind]:
            return kind == PLAN
        case [kind, code]:
            return kind == CONCERN and _CODE.fullmatch(code) is not None
        case [kind, code, name] if _CODE.fullmatch(code):
            is_check = kind == CHECK and name in map(str, CHECKS)
            return is_check or (kind == STEP and _STEP.fullmatch(name) is not None)
        case _:
            return False
