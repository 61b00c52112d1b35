"""Two audits of one facility side by side: what a record can say of the change between them."""

from typing import Literal

from pydantic import Field

from exports.record_part import Part as _Part
from rubrics.text import Text

# Why a criterion is left out: only one audit has it, its words changed, or one has no rank for it.
WhyLeftOut = Literal["only_earlier", "only_later", "reworded", "no_rank"]
Verdict = Literal["distinguishable", "not_distinguishable"]


class ComparedAudit(_Part):
    """One of the two audits: enough to find it again; dates are ISO dates.

    `draft` says that the facility has not answered it yet.
    """

    id: str
    as_of: str
    started: str = ""
    version: str
    form: Literal["short", "full"]
    draft: bool = False


class ComparedCriterion(_Part):
    """A criterion with a rank in both audits, in the same words."""

    id: str
    standard: str
    before: int
    after: int


class LeftOut(_Part):
    """A criterion that cannot be compared, and why."""

    id: str
    why: WhyLeftOut


class ComparedStandard(_Part):
    """The level of a standard before and after, by its criteria common to both audits alone.

    `criteria` of them have a rank both times; `up` and `down` of these moved.
    """

    id: str
    title: Text
    criteria: int
    before: int | None
    after: int | None
    up: int
    down: int


class Comparison(_Part):
    """What changed between two audits of one facility, over the criteria common to both.

    Means and what follows are in ranks, with three decimals. `joint` are the jointly rated criteria
    of each audit; below 24 in either there is neither `sem`, nor `smallest`, nor `verdict`.
    """

    earlier: ComparedAudit
    later: ComparedAudit
    criteria: tuple[ComparedCriterion, ...] = Field(min_length=1)
    left_out: tuple[LeftOut, ...] = ()
    up: int
    down: int
    unchanged: int
    mean_before: float
    mean_after: float
    change: float
    joint: tuple[int, int]
    sem: float | None = None
    smallest: float | None = None
    verdict: Verdict | None = None
    standards: tuple[ComparedStandard, ...] = ()
