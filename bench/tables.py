"""The criteria of a whole portfolio as one CSV file, against the csv module writing the lines."""

import csv
from functools import partial
from io import StringIO

from bench import audits
from bench.results import Line, best_of_both, ms
from exports.record import AuditRecord
from exports.tables import portfolio_csv

_CRITERIA, _AUDITS = 100, 1000


def measure(times: int = 3) -> list[Line]:
    """Measure 1 000 audits of 100 criteria, each with a facility and reasons of its own."""
    portfolio = _portfolio(audits.record(audits.sized(_CRITERIA)))
    work = partial(_written, portfolio)
    lines = list(csv.reader(StringIO(work().decode("utf-8-sig"), newline="")))
    if len(lines) != _CRITERIA * _AUDITS + 1:
        raise RuntimeError("the file is not whole")
    taken, floor = best_of_both(work, partial(_bare, lines), times)
    return [
        Line(
            work=f"The portfolio as CSV: {_AUDITS} audits, {len(lines) - 1} lines",
            measured=ms(1000 * taken),
            floor=f"{ms(1000 * floor)}: the csv module, the same lines",
            ratio=taken / floor,
            budget="≤ 2 ×",
            holds=taken <= 2 * floor,
        )
    ]


def _portfolio(record: AuditRecord) -> list[AuditRecord]:
    return [_audit(record, number) for number in range(_AUDITS)]


def _audit(record: AuditRecord, number: int) -> AuditRecord:
    facility = record.facility.model_copy(update={"name": f"{record.facility.name} {number}"})
    criteria = tuple(
        c.model_copy(update={"reason": f"{number}. {c.reason}"}) for c in record.criteria
    )
    changes = {"id": f"audit-{number}", "facility": facility, "criteria": criteria}
    return record.model_copy(update=changes)


def _written(portfolio: list[AuditRecord]) -> bytes:
    return b"".join(portfolio_csv(portfolio, "en"))


def _bare(lines: list[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode("utf-8-sig")
