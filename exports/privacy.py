"""Editions of a record: what may leave, for whom, as lists of the fields allowed to.

A field that is not named here does not leave: in the edition it has its empty default. A new field
of the record therefore stays with the team until someone decides, here, who else may read it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel

from exports import compared, record_instrument, record_voices
from exports import record as parts
from exports.record import Audience, AuditRecord
from exports.small_groups import without_small_groups
from rubrics.text import Text

AllowList = Mapping[type[BaseModel], frozenset[str]]


def _allow(**names: str) -> dict[type[BaseModel], frozenset[str]]:
    places = record_voices, record_instrument, compared, parts
    known = {name: found for place in places for name, found in vars(place).items()}
    return {known[part]: frozenset(fields.split()) for part, fields in names.items()}


_BOTH = _allow(
    AuditRecord="""schema_version audience id as_of state invented instrument facility visit team
        context ethics overall themes standards rights qualityrights criteria actions
        informants hidden grades agreement comparison joint_statement joint_statement_read""",
    LevelOfScale="rank label meaning",
    Work="id citation terms",
    Instrument="""id version digest form title basis limits licence licence_notice breach_cap kind
        levels not_applicable unrated works""",
    Visit="started ended announced access peer_support",
    Identifier="system value",
    Facility="id name country region kind identifiers",
    PeerSupport="organisation paid volunteers modes",
    Team="size with_lived_experience with_lived_experience_paid conflicts_declared",
    Answered="id label answer",
    Figures="applicable rated counts coverage index bounds breaches proposed level reason",
    Group="id title criteria figures",
    # Of interviews and of the team, figures only: small groups are taken out before (small_groups).
    # Done less heard would be how many refused a finding without a name.
    Turnout="group planned heard",
    Hidden="groups small_audit",
    GradeShare="grade criteria share",
    ToldLevel="group level n",
    Shown="line level n",
    Solidity="grade contradicted documents_alone",
    Alert="open told",
    ToldBy="group",
    StandardVoices="profiles gaps patterns contradictions holds depends_on",
    Profile="""group n answered level counts dont_know refused dont_know_share refused_share mean
        sd""",
    Gap="difference test status",
    Difference="criteria one other amount",
    Side="who n mean",
    GapTest="p adjusted_p comparisons splits exact",
    Pattern="""kind group n answers dont_know refused mean sd differences sides flagged""",
    Contradiction="criterion kind documents practice",
    LineShown="line level n",
    # Which criteria two assessors rated tells neither who did nor any level.
    Agreement="""assessors joint criteria same near percent_exact percent_within_one reading alpha
        interval draws kappa ac2 needed differences divided left_out""",
    AssessorOffset="number offset",
    Disagreement="criterion apart",
    # Of the audit before, what its own edition tells every reader: levels, counts, its dates.
    Comparison="""earlier later criteria left_out up down unchanged mean_before mean_after change
        joint sem smallest verdict standards""",
    ComparedAudit="id as_of started version form draft",
    ComparedCriterion="id standard before after",
    LeftOut="id why",
    ComparedStandard="id title criteria before after up down",
)
_FACILITY = _BOTH | _allow(
    StandardResult="""id theme title intent criteria figures judged judged_reason finding
        finding_read voices""",
    CriterionResult="""id standard theme statement why core red_line rights qualityrights cites
        support anchors next_step rank not_applicable provisional proposed reason evidence
        dissent dissent_read told shown solidity alert""",
    ActionRecord="""id criterion standard chosen breach severity proposal text from_rank
        current_rank status dropped_reason owner due priority in_power shaped_by cost
        completion_evidence""",
)
_PUBLIC = _BOTH | _allow(
    StandardResult="""id theme title intent criteria figures judged finding finding_read
        voices""",
    CriterionResult="""id standard theme statement why core red_line rights qualityrights cites
        support anchors next_step rank not_applicable provisional evidence
        dissent dissent_read told shown solidity alert""",
    ActionRecord="""id criterion standard chosen breach severity proposal from_rank current_rank
        status due priority in_power cost""",
)
ALLOWED: Mapping[Audience, AllowList] = MappingProxyType({"facility": _FACILITY, "public": _PUBLIC})

# To the public, a text leaves only once a second reader has ticked the field named beside it.
SECOND_READER: Mapping[tuple[type[BaseModel], str], str] = MappingProxyType(
    {
        (parts.StandardResult, "finding"): "finding_read",
        (parts.CriterionResult, "dissent"): "dissent_read",
        (parts.AuditRecord, "joint_statement"): "joint_statement_read",
    }
)

# What stands in before the team has judged is the words of one assessor: they stay with the team.
ONCE_JUDGED = frozenset(
    {
        (parts.CriterionResult, "reason"),
        # Nobody disagrees with what is not judged; what reopened it may have settled the dissent.
        (parts.CriterionResult, "dissent"),
    }
)

_FROM_WIDEST: tuple[Audience, ...] = get_args(Audience)


class WiderEditionError(ValueError):
    """An edition was asked for that would tell more than the record it is made from."""


def edition(record: AuditRecord, audience: Audience) -> AuditRecord:
    """Return what this audience may read of a record; an edition can only be narrowed further."""
    if _FROM_WIDEST.index(audience) < _FROM_WIDEST.index(record.audience):
        raise WiderEditionError(record.audience, audience)
    if audience == record.audience:
        return record
    # An edition has lost its small groups already, and with them the numbers that tell which.
    shown = without_small_groups(record) if record.audience == "team" else record
    return AuditRecord.model_validate({**_kept_fields(shown, audience), "audience": audience})


def _kept_fields(part: BaseModel, audience: Audience) -> dict[str, Any]:
    allowed = ALLOWED[audience].get(type(part), frozenset())
    return {
        name: _narrowed(getattr(part, name), audience)
        for name in type(part).model_fields
        if name in allowed and _has_been_read(part, name, audience) and _is_judged(part, name)
    }


def _has_been_read(part: BaseModel, name: str, audience: Audience) -> bool:
    tick = SECOND_READER.get((type(part), name))
    return audience != "public" or tick is None or bool(getattr(part, tick))


def _is_judged(part: BaseModel, name: str) -> bool:
    return (type(part), name) not in ONCE_JUDGED or not getattr(part, "provisional", False)


def _narrowed(value: Any, audience: Audience) -> Any:
    if isinstance(value, tuple):
        return tuple(_narrowed(item, audience) for item in value)
    if isinstance(value, BaseModel) and not isinstance(value, Text):
        return type(value).model_validate(_kept_fields(value, audience))
    return value
