"""Assessments: one team's look at one facility, pinned to the exact rubric it is rated with."""

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What is settled when an assessment begins; everything else are entries of its trail."""

    id: str
    facility_id: str
    rubric_id: str
    rubric_version: str
    rubric_digest: str
    invented: bool
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One line of the list of assessments: enough to recognise an audit and see where it stands."""

    assessment: Assessment
    facility: str
    country: str
    form: str
    state: str
    started: str
    ended: str


def matching(audits: Sequence[Overview], words: str) -> tuple[Overview, ...]:
    """Return the audits whose facility, country, year or form has every word, accents aside."""
    wanted = _plain(words).split()
    return tuple(a for a in audits if all(word in _told(a) for word in wanted))


def _told(audit: Overview) -> str:
    begun = audit.started or audit.assessment.created_at.date().isoformat()
    about = (audit.facility, audit.country, begun, audit.assessment.rubric_id)
    return _plain(" ".join(about))


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def new_id() -> str:
    """Draw an identifier that no other laptop will draw."""
    return secrets.token_hex(8)


def new_assessment(
    *,
    rubric_id: str,
    rubric_version: str,
    rubric_digest: str,
    now: datetime,
    facility_id: str = "",
    invented: bool = False,
) -> Assessment:
    """Begin an assessment; name the facility to visit again one that was audited before."""
    return Assessment(
        id=new_id(),
        facility_id=facility_id or new_id(),
        rubric_id=rubric_id,
        rubric_version=rubric_version,
        rubric_digest=rubric_digest,
        invented=invented,
        created_at=now,
    )
