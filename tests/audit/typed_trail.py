"""Trails for tests, typed as a person would: each edit replaces the one before it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit.fields import NOT_APPLICABLE
from audit.trail import Entries, Key, Row, heads
from rubrics.loader import load_rubric

BEGINNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
TINY = load_rubric(Path(__file__).parents[1] / "rubrics" / "data" / "tiny" / "1.0.0")
CRITERIA = tuple(c.id for c in TINY.criteria("full"))


class Trail:
    """Rows in the making; one minute passes between two edits."""

    def __init__(self, form: str = "full") -> None:
        self.rows: list[Row] = []
        self.put("visit", "form", form)

    def put(
        self, subject: str, field: str, value: str, *, owner: str = "", author: str = ""
    ) -> Row:
        key = Key(subject, field, owner)
        row = Row(
            id=f"row-{len(self.rows):04}",
            key=key,
            value=value,
            bases=tuple(old.id for old in heads(r for r in self.rows if r.key == key)),
            draft=False,
            author=author or owner or "ann",
            device="tablet",
            at=BEGINNING + timedelta(minutes=len(self.rows)),
        )
        self.rows.append(row)
        return row

    def rate(
        self, criterion: str, level: int | str, assessor: str = "ann", reason: str = ""
    ) -> None:
        self.put(f"criterion/{criterion}", "level", str(level), owner=assessor)
        if reason:
            self.put(f"criterion/{criterion}", "reason", reason, owner=assessor)

    def skip(self, criterion: str, assessor: str = "ann", reason: str = "No path here.") -> None:
        self.rate(criterion, NOT_APPLICABLE, assessor, reason)

    def judge(self, subject: str, level: int | str, reason: str = "") -> None:
        self.put(subject, "judged", str(level))
        if reason:
            self.put(subject, "judged_reason", reason)

    def lock(self, *assessors: str) -> None:
        for assessor in assessors:
            self.put("ratings", "locked", "yes", owner=assessor)

    @property
    def entries(self) -> Entries:
        return Entries(self.rows)
