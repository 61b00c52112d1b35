"""Paper forms before any audit is planned: an instrument's checklist and interview sheets, blank.

They are the forms of an audit that has no number, no facility and no day yet.
"""

from datetime import UTC, datetime

from audit.assessments import Assessment
from audit.report import audit_record
from audit.trail import Key, Row
from exports.documents import build
from exports.record import AuditRecord
from rubrics.loader import digest
from rubrics.model import Rubric
from rubrics.text import Language
from rubrics.vocabulary import Form

# A rubric has a version and no date: the file must have one, and always the same.
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def blank_forms(rubric: Rubric, form: Form, language: Language) -> bytes:
    """Return the paper forms of an instrument as a PDF, to fill in by hand from the first line."""
    return build("forms-pdf", blank_record(rubric, form), "public", language)


def blank_forms_name(rubric: Rubric, form: Form, language: Language) -> str:
    """Return what the file is called where nobody has said."""
    return f"{rubric.id}-{rubric.version}-forms-{form}-{language}.pdf"


def blank_record(rubric: Rubric, form: Form) -> AuditRecord:
    """Return the record of no audit: nothing is known of it but its instrument and form."""
    key = Key("visit", "form", "")
    chosen = Row(
        id="form", key=key, value=form, bases=(), draft=False, author="", device="", at=_UNDATED
    )
    none = Assessment(
        id="",
        facility_id="",
        rubric_id=rubric.id,
        rubric_version=rubric.version,
        rubric_digest=digest(rubric),
        invented=False,
        created_at=_UNDATED,
    )
    return audit_record(none, (chosen,), rubric)
