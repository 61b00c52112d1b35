"""From the trail of a whole audit to its record, against scoring the same judgements."""

from functools import partial

from audit.report import audit_record
from bench import audits
from bench.results import Line, best_of_both, ms
from rubrics.scoring import score


def measure(times: int = 10) -> list[Line]:
    """Measure the record of 90 criteria rated by two people."""
    rubric = audits.sized(90)
    trail, begun = audits.rows(rubric), audits.assessment("bench", rubric)
    work = partial(audit_record, begun, trail, rubric)
    floor = partial(score, rubric, "full", audits.judgements(rubric))
    taken, least = best_of_both(work, floor, times)
    return [
        Line(
            work=f"The record of an audit: 90 criteria, two assessors, {len(trail)} rows",
            measured=ms(1000 * taken),
            floor=f"{ms(1000 * least)}: score the same judgements",
            ratio=taken / least,
        )
    ]
