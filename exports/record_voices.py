"""What a record says of interviews and of the team's agreement: figures, and never who said what.

Means, deviations and coefficients have two decimals, shares three, p-values six: half up. Groups
are never pooled. Only who agreed to a finding without a name is in any figure of a group.
"""

from typing import Literal

from exports.record_part import Part
from rubrics.grades import Grade, Line
from rubrics.vocabulary import InformantGroup

Witness = InformantGroup | Literal["documents"]
Seen = Literal["documents", "observation"]
PatternKind = Literal[
    "split_group",
    "silence",
    "management_optimism",
    "peer_optimism",
    "paper_practice_gap",
    "invisible_practice",
    "shared_strength",
    "shared_weakness",
]
GapStatus = Literal["flagged", "to_discuss"]
Reading = Literal["few", "same", "high", "fair", "low", "uneven"]

# A gap is tested where both groups have three people; coefficients need 24 joint criteria: below,
# their interval would span half of the possible range.
ENOUGH_TO_TEST, ENOUGH_FOR_COEFFICIENTS = 3, 24


class ToldLevel(Part):
    """What one group told of a criterion: the lower median of `n` informants' ranks."""

    group: InformantGroup
    level: int | None = None
    n: int
    dont_know: int | None = None
    refused: int | None = None


class Shown(Part):
    """The level documents or observation show, by `n` assessors; none where nobody says which."""

    line: Seen
    level: int | None = None
    n: int | None = None


class Solidity(Part):
    """How solid a rated criterion is.

    `contradicted`: two lines of evidence differ by two levels or more. `documents_alone`: the
    highest level rests on documents and nothing else.
    """

    grade: Grade
    contradicted: bool = False
    documents_alone: bool = False


class ToldBy(Part):
    """How many of a group told of a breach; `usable` of them agreed to a finding without a name."""

    group: InformantGroup
    n: int | None = None
    usable: int | None = None


class Alert(Part):
    """Somebody told of a breach of a red line; open until a judgement with its reason."""

    open: bool
    told: tuple[ToldBy, ...] = ()


class Profile(Part):
    """What one group told of a standard.

    `n` informants gave a rank and `answered` any answer; `level` is the lower median of the levels
    told, `counts` are answers by rank; `mean` and `sd` are those of the informants' own means.
    """

    group: InformantGroup
    n: int
    answered: int
    level: int | None = None
    counts: tuple[int, ...]
    dont_know: int
    refused: int
    dont_know_share: float
    refused_share: float
    mean: float | None = None
    sd: float | None = None


class Side(Part):
    """One side of a comparison: whose words, how many people (or criteria, of documents), mean."""

    who: Witness
    n: int
    mean: float


class Difference(Part):
    """Two sides compared over criteria known from both; `amount`: how far the first lies above."""

    criteria: tuple[str, ...]
    one: Side
    other: Side
    amount: float


class GapTest(Part):
    """The permutation test behind a gap, and its p-value after Holm's correction."""

    p: float
    adjusted_p: float
    comparisons: int
    splits: int
    exact: bool


class Gap(Part):
    """How far two groups lie apart on a standard, and what follows; `test` where it was tested."""

    difference: Difference
    test: GapTest | None = None
    status: GapStatus | None = None


class Pattern(Part):
    """A named pattern with the numbers that make it.

    One group's has `group`, `n` people and their figures; what lies between sides, `differences`;
    what is shared, `sides`. `flagged`: every difference it rests on is a flagged gap.
    """

    kind: PatternKind
    group: InformantGroup | None = None
    n: int | None = None
    answers: int | None = None
    dont_know: int | None = None
    refused: int | None = None
    mean: float | None = None
    sd: float | None = None
    differences: tuple[Difference, ...] = ()
    sides: tuple[Side, ...] = ()
    flagged: bool = False


class LineShown(Part):
    """The level that a line of evidence shows, by how many: people who told, assessors who saw."""

    line: Line
    level: int
    n: int


class Contradiction(Part):
    """A criterion on which documents and practice lie two levels or more apart.

    `promised`: documents show more than is lived; `unwritten`: more is lived than is written.
    """

    criterion: str
    kind: Literal["promised", "unwritten"]
    documents: LineShown
    practice: tuple[LineShown, ...]


class StandardVoices(Part):
    """What was told of a standard by group, where groups part, and whether its level holds.

    `holds`: the level stays the same under other fair rules; `depends_on` are those that change it.
    """

    profiles: tuple[Profile, ...] = ()
    gaps: tuple[Gap, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    holds: Literal["holds", "depends"] | None = None
    depends_on: tuple[str, ...] = ()


class Turnout(Part):
    """The interviews of one group: how many were planned, and how they went.

    `done` counts those that ended, `partial` those among them that were stopped. `heard` is in how
    many a finding without a name was agreed to and something answered: they make the figures.
    An edition has `planned` and `heard` alone: the others would tell how many refused what.
    """

    group: InformantGroup
    planned: int | None = None
    done: int | None = None
    partial: int | None = None
    under_way: int | None = None
    declined: int | None = None
    withdrawn: int | None = None
    heard: int = 0


class Hidden(Part):
    """The groups whose words an edition leaves out, since so few people could be recognised.

    `small_audit`: fewer people were heard in all than a breakdown by group needs.
    """

    groups: tuple[InformantGroup, ...]
    small_audit: bool = False


class GradeShare(Part):
    """How many rated criteria have a grade of evidence, and what share of the score that is."""

    grade: Grade
    criteria: int
    share: float


class AssessorOffset(Part):
    """One assessor by number, how many levels above the others on average, and for the team who."""

    number: int
    name: str = ""
    offset: float | None = None


class GivenRank(Part):
    """The rank that an assessor, known by number, gave before discussion."""

    assessor: int
    rank: int


class Disagreement(Part):
    """A criterion that assessors rated differently: how many levels apart, and who gave which."""

    criterion: str
    apart: int
    ranks: tuple[GivenRank, ...] = ()


class Agreement(Part):
    """How far the assessors agreed before they discussed.

    `joint` criteria have ranks of two assessors at least, and `criteria` names them; on `same` of
    them all gave the same, on `near` at most one level apart. Coefficients are absent where too few
    are joint. `divided` are criteria that only some held to be not applicable. `needed`: how many
    assessors' mean reaches a reliability of 0.80 (Spearman-Brown). `left_out` counts the ratings in
    none of these figures: they were changed once their assessor could read those of others.
    """

    assessors: tuple[AssessorOffset, ...]
    joint: int
    criteria: tuple[str, ...] = ()
    same: int
    near: int
    percent_exact: float | None = None
    percent_within_one: float | None = None
    reading: Reading
    alpha: float | None = None
    interval: tuple[float, float] | None = None
    draws: int | None = None
    kappa: float | None = None
    ac2: float | None = None
    needed: int | None = None
    differences: tuple[Disagreement, ...] = ()
    divided: tuple[str, ...] = ()
    left_out: int = 0
