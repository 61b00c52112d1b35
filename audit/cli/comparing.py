"""`peer-audit compare`: what changed from one audit of a facility to another."""

import json
from collections.abc import Iterator

from audit.cli.audits import record_of
from audit.cli.faults import CommandFault, Fault
from audit.comparison import compare, refusal
from exports import changes_words
from exports.charts.changes import changes_chart
from exports.charts.words import translator
from exports.compared import Comparison
from rubrics.text import Translator


def comparison_of(url: str | None, earlier: str, later: str) -> tuple[Comparison, int]:
    """Return what changed between two audits, and the highest rank of their scale."""
    before, after = (record_of(url, audit, "team") for audit in (earlier, later))
    if why := refusal(before, after):
        raise CommandFault([Fault(f"comparison.refused.{why}", later)])
    return compare(before, after), len(after.instrument.levels) - 1


def comparison_lines(found: Comparison, top: int, t: Translator) -> Iterator[str]:
    """Yield a comparison for a person: in short, each standard, what is left out, how judged."""
    said = changes_words.translator(t.language)
    yield from changes_words.told(found, top, said)
    ranks = [str(rank) for rank in range(top + 1)]
    table = changes_chart(found, ranks, translator(t.language))
    yield from ("  ".join(row) for row in (table.columns, *table.rows))
    yield from changes_words.left_out(found, said)
    yield from changes_words.method_lines(found, said)


def comparison_json(found: Comparison) -> str:
    """Return a comparison for a program."""
    return json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2)
