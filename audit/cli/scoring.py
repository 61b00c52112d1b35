"""`peer-audit score`: levels from judgements alone, without a database."""

from typing import Any

from rubrics.judgement_file import parse_judgements
from rubrics.scoring import as_json, score


def scores_of(said: Any, file: str) -> dict[str, object]:
    """Return the scores of a judgement file, or stop with everything at fault in it."""
    return as_json(score(*parse_judgements(said, file=file)))
