"""What can be said of a file once it was checked, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from exports.maker import maker

# From the best to the worst.
Outcome = Literal[
    "genuine", "saved_again", "other_version", "unsealed", "unknown_key", "foreign", "altered"
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
MOST_REMARKS = 20


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing found: its kind, where in the file, and what is to be named with it."""

    kind: str
    where: str = ""
    values: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one file, the citation id of its record where it has one, and the reasons."""

    outcome: Outcome
    remarks: tuple[Remark, ...] = ()
    citation: str = ""


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the worst of several outcomes; without any, nothing is wrong."""
    return max(outcomes, key=OUTCOMES.index, default="genuine")


def remark(kind: str, where: str = "", /, **values: str | int) -> Remark:
    """Return a remark with its values by name."""
    return Remark(kind, where, tuple(values.items()))


def altered(*remarks: Remark) -> Verdict:
    """Return the verdict for a file that is ours and was changed."""
    return Verdict("altered", remarks[:MOST_REMARKS])


def foreign(kind: str) -> Verdict:
    """Return the verdict for a file that is not one of ours."""
    return Verdict("foreign", (Remark(kind),))


def and_other_version(verdict: Verdict, made_by: str, *compared: Remark) -> Verdict:
    """Return the verdict for a file that another version made: its bytes prove nothing here."""
    said = remark("made_by", made_by=made_by, here=maker())
    return Verdict(
        worst((verdict.outcome, "other_version")),
        (*verdict.remarks, said, *compared),
        verdict.citation,
    )


def and_not_compared(verdict: Verdict, why: Remark) -> Verdict:
    """Return the verdict for a file that cannot be made again here: only its record was checked."""
    outcome = worst((verdict.outcome, "other_version"))
    return Verdict(outcome, (*verdict.remarks, why), verdict.citation)
