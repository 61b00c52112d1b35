"""Audits that break careless writers: nothing rated or applicable, the longest texts, markup.

They are small, so that every kind of file can be made from each of them, for every reader.
"""

from collections.abc import Mapping
from itertools import cycle
from typing import Any

from pydantic import BaseModel

from audit.comparison import compare
from exports.recompute import recomputed
from exports.record import AuditRecord, Notes
from rubrics.text import Text
from tests.exports.changed_record import earlier_record
from tests.exports.sample_record import empty_record, installed, sample_record

# What a note may be long, findings and reasons, and what stands on one line (`audit.fields`).
LONG, SENTENCES, SOME = 10_000, 1_000, 200
FEW = frozenset(("D1", "D2", "D3", "F1", "F2"))
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
        # Other fields of these names hold one of a few words.
        name: text
        if name in TYPED and field.annotation is str
        else typed_everywhere(getattr(part, name), text)
        for name, field in type(part).model_fields.items()
    }
    return part.model_copy(update=fields)


def few(record: AuditRecord) -> AuditRecord:
    """Return a sound record with five of its criteria, and an instrument that has paper forms.

    Every kind of judgement is among them.
    """
    record = installed(record)
    kept = tuple(c for c in record.criteria if c.id in FEW)
    names = {c.id for c in kept}
    changes = {
        "criteria": kept,
        "standards": tuple(s for s in record.standards if s.id in {c.standard for c in kept}),
        "actions": tuple(a for a in record.actions if a.criterion in {None, *names}),
    }
    return recomputed(record.model_copy(update=changes))


def not_applicable_record() -> AuditRecord:
    """Return an audit whose team judged every criterion not applicable."""
    record = few(sample_record())
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
    """Return an audit in one language wherever a person can type, once the longest text."""
    record: AuditRecord = typed_everywhere(few(sample_record()), _filled(sentence, SOME))
    first = record.standards[0].model_copy(update={"finding": _filled(sentence, LONG)})
    return record.model_copy(update={"standards": (first, *record.standards[1:])})


def longest() -> AuditRecord:
    """Return an audit in three scripts: every text as long as may be typed, some notes longer."""
    now = few(sample_record())
    compared = now.model_copy(update={"comparison": compare(few(earlier_record()), now)})
    record: AuditRecord = typed_everywhere(compared, _filled(FRENCH, SOME))
    access = record.visit.model_copy(update={"access_note": _filled(ARABIC, LONG)})
    changes = {
        "facility": record.facility.model_copy(update={"name": _filled(NEPALI, SOME)}),
        "visit": access,
        "standards": _in_scripts(record.standards, "finding", "judged_reason"),
        "criteria": _noted(_in_scripts(record.criteria, "reason", "dissent")),
        "actions": _in_scripts(record.actions, "text", "shaped_by", "completion_evidence"),
    }
    return record.model_copy(update=changes)


def _in_scripts(parts: tuple[Any, ...], *names: str) -> tuple[Any, ...]:
    """Return parts in one script after another, in each of these fields as much as it takes."""
    scripts = cycle((ARABIC, NEPALI, FRENCH))
    return tuple(
        typed_everywhere(part, _filled(script, SOME)).model_copy(
            update={name: _filled(script, SENTENCES) for name in names if getattr(part, name)}
        )
        for part, script in zip(parts, scripts, strict=False)
    )


def _noted(criteria: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return criteria to the first of which each assessor noted as much as is ever read."""
    noted = tuple(
        rating.model_copy(update={"notes": Notes(documents=_filled(script, LONG))})
        for rating, script in zip(criteria[0].ratings, (NEPALI, FRENCH), strict=True)
    )
    return (criteria[0].model_copy(update={"ratings": noted}), *criteria[1:])


def _filled(sentence: str, length: int) -> str:
    return (sentence * (length // len(sentence) + 1))[:length]


def markup() -> AuditRecord:
    """Return the sample with text that looks like markup wherever a person can type."""
    record: AuditRecord = typed_everywhere(few(sample_record()), MARKUP * 3)
    return record


HOSTILE: Mapping[str, AuditRecord] = {
    "empty": few(empty_record()),
    "not applicable": not_applicable_record(),
    "arabic": long(ARABIC),
    "nepali": long(NEPALI),
    "french": long(FRENCH),
    "longest": longest(),
    "markup": markup(),
}
