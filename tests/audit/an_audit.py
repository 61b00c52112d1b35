"""An audit with the instrument that is shipped, as yet empty."""

from audit.assessments import new_assessment
from rubrics.loader import digest, find
from tests.audit.typed_trail import BEGINNING

RUBRIC = find("peer-integration", "1.0.0")
ASSESSMENT = new_assessment(
    rubric_id=RUBRIC.id,
    rubric_version=RUBRIC.version,
    rubric_digest=digest(RUBRIC),
    now=BEGINNING,
)
