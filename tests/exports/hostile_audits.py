"""Audits that break careless writers: nothing rated or applicable, the longest texts, markup."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from exports.recompute import recomputed
from exports.record import AuditRecord
from rubrics.text import Text
from tests.exports.sample_record import empty_record, sample_record

LONG, SOME = 10_000, 600
ARABIC = "قال لنا شخصان، كل على حدة، إن الغرفة تُغلق بعد الظهر (3 مرات). "
NEPALI = "दुई जनाले अलग-अलग भने, दिउँसो कोठामा ताला लगाइन्छ (३ पटक)। "
FRENCH = "« On nous écoute », dit-elle, « mais rien ne change » : l’œuvre d’à côté, c’est fermé. "
MARKUP = (
    "</script></style><script>alert(1)</script><!-- <img src=x onerror=alert(1)> &lt;b&gt; "
    '"quoted" \'single\' ]]> =1+1 {{x}} { HYPERLINK "https://example.org" } _x0041_ \\u003c '
    "\u202e turned \u2066 open \x00\x07\x1b\ud7ff\ufffe \U0001f600\ufe0f\u200d\U0001f680 end "
)
TYPED = frozenset(
    [
        "name",
        "region",
        "system",
        "value",
        "access_note",
        "role",
        "conflict",
        "note",
        "judged_reason",
        "finding",
        "reason",
        "assessor",
        "documents",
        "observation",
        "interviews",
        "text",
        "owner",
        "dropped_reason",
        "shaped_by",
        "completion_evidence",
        "notes",
    ]
)


def typed_everywhere(part: Any, text: str) -> Any:
    """Return a part of a record with a text wherever a person can type."""
    if isinstance(part, tuple):
        return tuple(typed_everywhere(item, text) for item in part)
    if not isinstance(part, BaseModel) or isinstance(part, Text):
        return part
    fields = {
        name: text
        if name in TYPED and isinstance(getattr(part, name), str)
        else typed_everywhere(getattr(part, name), text)
        for name in type(part).model_fields
    }
    return part.model_copy(update=fields)


def not_applicable_record() -> AuditRecord:
    """Return an audit whose team judged every criterion not applicable."""
    record = sample_record()
    criteria = tuple(
        criterion.model_copy(
            update={
                "rank": None,
                "proposed": None,
                "not_applicable": True,
                "provisional": False,
                "reason": "No peer workers yet.",
                "next_step": None,
                "evidence": (),
                "ratings": (),
            }
        )
        for criterion in record.criteria
    )
    standards = tuple(
        standard.model_copy(update={"judged": None, "judged_reason": ""})
        for standard in record.standards
    )
    changes = {"criteria": criteria, "standards": standards, "actions": ()}
    return recomputed(record.model_copy(update=changes))


def long(sentence: str) -> AuditRecord:
    """Return the sample in one language wherever a person can type, twice the longest text."""
    record: AuditRecord = typed_everywhere(sample_record("facility"), (sentence * 20)[:SOME])
    text = (sentence * (LONG // len(sentence) + 1))[:LONG]
    standard = record.standards[0].model_copy(update={"finding": text})
    criterion = record.criteria[0].model_copy(update={"reason": text})
    changes = {
        "standards": (standard, *record.standards[1:]),
        "criteria": (criterion, *record.criteria[1:]),
    }
    return record.model_copy(update=changes)


def markup() -> AuditRecord:
    """Return the sample with text that looks like markup wherever a person can type."""
    record: AuditRecord = typed_everywhere(sample_record(), MARKUP * 3)
    return record


HOSTILE: Mapping[str, AuditRecord] = {
    "empty": empty_record(),
    "not applicable": not_applicable_record(),
    "arabic": long(ARABIC),
    "nepali": long(NEPALI),
    "french": long(FRENCH),
    "markup": markup(),
}
