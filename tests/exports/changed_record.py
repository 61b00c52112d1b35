"""A record that says what changed since the audit before, for the tests of exports."""

from audit.comparison import compare
from exports.compared import Comparison
from exports.recompute import recomputed
from exports.record import AuditRecord
from tests.exports.sample_record import sample_record

# What stood otherwise the year before; A1, A3 and B1 stand at 3, 1 and 0 now.
BEFORE = {"A1": 1, "A3": 3, "B1": 1}


def earlier_record() -> AuditRecord:
    """Return the audit of the year before, which the facility has answered."""
    record = sample_record(id="2026-0001", as_of="2026-03-09", state="final")
    criteria = tuple(
        c.model_copy(update={"rank": BEFORE.get(c.id, c.rank)}) for c in record.criteria
    )
    visit = record.visit.model_copy(update={"started": "2026-02-16"})
    return recomputed(record.model_copy(update={"criteria": criteria, "visit": visit}))


def comparison() -> Comparison:
    """Return what changed between the two."""
    return compare(earlier_record(), recomputed(sample_record()))


def changed_record() -> AuditRecord:
    """Return the sample with its comparison with the year before."""
    return recomputed(sample_record()).model_copy(update={"comparison": comparison()})
