"""The audit record: one immutable document that every page and file of an audit is a face of."""

from typing import Literal

from exports.compared import Comparison
from exports.record_instrument import Instrument
from exports.record_part import Part as _Part
from exports.record_voices import (
    Agreement,
    Alert,
    GradeShare,
    Hidden,
    Shown,
    Solidity,
    StandardVoices,
    ToldLevel,
    Turnout,
)
from rubrics.text import Text
from rubrics.vocabulary import FacilityKind

SCHEMA_VERSION = "1.0"
Audience = Literal["team", "facility", "public"]
State = Literal[
    "planned", "collecting", "agreeing", "with_facility", "final", "published", "withdrawn"
]
Reason = Literal["not_applicable", "not_enough_evidence", "cross_section", "counts_only"]
LineOfEvidence = Literal["documents", "observation", "interviews"]
ActionStatus = Literal["proposed", "agreed", "in_progress", "done", "verified", "dropped"]


class Identifier(_Part):
    """A facility's number in some register."""

    system: str
    value: str


class Facility(_Part):
    """The service visited."""

    id: str
    name: str
    country: str = ""
    region: str = ""
    kind: FacilityKind | None = None
    identifiers: tuple[Identifier, ...] = ()


class PeerSupport(_Part):
    """How peer support is organised in the facility; applicability follows it."""

    organisation: Literal["informal", "association", "employed", "none"] | None = None
    paid: int | None = None
    volunteers: int | None = None
    modes: tuple[Literal["one_to_one", "group", "remote"], ...] = ()


class Visit(_Part):
    """When and how the team was in the facility; dates are ISO dates."""

    started: str = ""
    ended: str = ""
    announced: Literal["announced", "unannounced"] | None = None
    access: Literal["full", "limited", "refused"] | None = None
    access_note: str = ""
    peer_support: PeerSupport = PeerSupport()


class Member(_Part):
    """One person of the team; names never leave the team."""

    name: str
    role: str = ""
    lived_experience: bool | None = None
    paid: bool | None = None
    conflict: str = ""


class Team(_Part):
    """Who made the audit: counts for every reader, people for the team alone."""

    size: int = 0
    with_lived_experience: int = 0
    with_lived_experience_paid: int = 0
    conflicts_declared: int = 0
    members: tuple[Member, ...] = ()


class Answered(_Part):
    """A point of the context sheet or of the ethics checklist, with what was answered."""

    id: str
    label: Text
    answer: Text | None = None
    note: str = ""


class Figures(_Part):
    """What can be said of a group of criteria; null where a figure is undefined.

    Coverage is a share with three decimals; index and bounds are percentages with one.
    """

    applicable: int
    rated: int
    counts: tuple[int, ...]
    coverage: float | None
    index: float | None
    bounds: tuple[float, float] | None
    breaches: tuple[str, ...]
    proposed: int | None
    level: int | None
    reason: Reason | None


class Group(_Part):
    """A theme, the whole, or a cross-section (a right, a QualityRights theme or standard)."""

    id: str
    title: Text
    criteria: tuple[str, ...] = ()
    figures: Figures


class StandardResult(_Part):
    """A standard with its figures, what the team judged, and the finding meant for publication."""

    id: str
    theme: str
    title: Text
    intent: Text
    criteria: tuple[str, ...]
    figures: Figures
    judged: int | None = None
    judged_reason: str = ""
    finding: str = ""
    finding_read: bool = False
    voices: StandardVoices = StandardVoices()


class Notes(_Part):
    """Internal notes per line of evidence; they never leave the team."""

    documents: str = ""
    observation: str = ""
    interviews: str = ""


class RatingGiven(_Part):
    """One assessor's rating before discussion, and what documents and observation show alone."""

    assessor: str
    rank: int | None = None
    not_applicable: bool = False
    reason: str = ""
    notes: Notes = Notes()
    shown_documents: int | None = None
    shown_observation: int | None = None


class CriterionResult(_Part):
    """A criterion with its judgement: a rank, not applicable, or nothing yet (unrated).

    `provisional`: the proposed level stands in for a judgement not made yet, or, where `reopened`,
    made before a rating came or changed. `anchor` describes the level given, `next_step` the way up
    from it. `dissent`: who disagrees with the judgement and why; `dissent_read`: somebody has read
    it since. `told` is what informant groups say, `shown` what documents and observation do.
    """

    id: str
    standard: str
    theme: str
    statement: Text
    why: Text
    core: bool
    red_line: bool
    rights: tuple[str, ...]
    qualityrights: tuple[str, ...]
    cites: tuple[Text, ...]
    support: Literal["guide", "partly", "extension"]
    anchors: tuple[Text, ...]
    next_step: Text | None = None
    rank: int | None = None
    not_applicable: bool = False
    provisional: bool = False
    reopened: bool = False
    proposed: int | None = None
    reason: str = ""
    dissent: str = ""
    dissent_read: bool = False
    evidence: tuple[LineOfEvidence, ...] = ()
    told: tuple[ToldLevel, ...] = ()
    shown: tuple[Shown, ...] = ()
    solidity: Solidity | None = None
    alert: Alert | None = None
    ratings: tuple[RatingGiven, ...] = ()


class ActionRecord(_Part):
    """One action of the plan; `proposal` is the rubric's next step, `text` the team's own words.

    `from_rank` is the level the proposal was made for, `current_rank` the level today.
    """

    id: str
    criterion: str | None = None
    standard: str | None = None
    chosen: bool = False
    breach: bool = False
    severity: int = 0
    proposal: Text | None = None
    text: str = ""
    from_rank: int | None = None
    current_rank: int | None = None
    status: ActionStatus = "proposed"
    dropped_reason: str = ""
    owner: str = ""
    due: str = ""
    priority: Literal["high", "medium", "low"] | None = None
    in_power: Literal["yes", "partly", "no"] | None = None
    shaped_by: str = ""
    cost: Literal["none", "low", "medium", "high"] | None = None
    completion_evidence: str = ""
    notes: str = ""


class AuditRecord(_Part):
    """An audit as it stands: instrument, facility, team, judgements, figures and plan.

    `as_of`: ISO date of the last change. `invented`: a demonstration. `grades`: what share rests on
    each grade. `hidden`: whose words are left out, `joint_statement`: what peers say together then.
    """

    schema_version: Literal["1.0"] = "1.0"
    audience: Audience
    id: str
    as_of: str
    state: State
    invented: bool
    instrument: Instrument
    facility: Facility
    visit: Visit
    team: Team
    context: tuple[Answered, ...] = ()
    ethics: tuple[Answered, ...] = ()
    overall: Group
    themes: tuple[Group, ...]
    standards: tuple[StandardResult, ...]
    rights: tuple[Group, ...]
    qualityrights: tuple[Group, ...]
    criteria: tuple[CriterionResult, ...]
    actions: tuple[ActionRecord, ...] = ()
    informants: tuple[Turnout, ...] = ()
    hidden: Hidden | None = None
    grades: tuple[GradeShare, ...] = ()
    agreement: Agreement | None = None
    comparison: Comparison | None = None
    joint_statement: str = ""
    joint_statement_read: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether it is of no audit yet: paper forms are printed before one is planned."""
        return not self.id

    @property
    def is_draft(self) -> bool:
        """Tell whether the facility has not answered yet."""
        return self.state not in ("final", "published", "withdrawn")
