"""The words a rubric may use: forms, groups, kinds, ids, ranks; and what every part of it is."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Form = Literal["short", "full"]
InformantGroup = Literal["peer_workers", "service_users", "families", "staff", "managers"]
Organisation = Literal["informal", "association", "employed", "none"]
Mode = Literal["one_to_one", "group", "remote"]
Support = Literal["guide", "partly", "extension"]
FacilityKind = Literal[
    "inpatient", "outpatient", "community", "day_centre", "residential", "prison", "other"
]
RubricKind = Literal["audit", "screening", "self_check"]
Use = Literal["interview", "anonymous_finding", "anonymous_quote", "attributable_quote"]
# Answers that stand for no rank, whatever was asked.
WITHOUT_RANK = ("dont_know", "refused", "skipped")
LensKind = Literal["section", "box", "principle", "mode", "recovery", "peer_work", "sdg", "setting"]
Rank = Annotated[int, Field(ge=0, le=9)]
# Ids name files, fields and links: short, and nothing that needs escaping anywhere.
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$")]
Version = Annotated[str, Field(pattern=r"^(0|[1-9]\d{0,3})(\.(0|[1-9]\d{0,3})){2}$")]


class Part(BaseModel):
    """A frozen part of a rubric; an entry it does not know is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")
