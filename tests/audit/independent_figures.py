"""Make `independent_figures.json` anew: agreement as two packages by others compute it.

irrCAC needs older versions of the libraries that our pages are drawn with, and scikit-learn is
large: neither is installed for the tests. In an environment of their own, from the project:

    pip install irrCAC==0.4.4 scikit-learn==1.9.1
    PYTHONPATH=. python tests/audit/independent_figures.py
"""

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from sklearn.metrics import cohen_kappa_score

from tests.audit.drawn_ratings import LEVELS, Row, drawn

CASES = 60


def ac2_by_irr_cac(ratings: list[Row]) -> float:
    """Return Gwet's AC2 with quadratic weights, to six decimals."""
    rows = [
        [np.nan if rank is None else rank for rank in item] for item in zip(*ratings, strict=True)
    ]
    table = CAC(pd.DataFrame(rows), weights="quadratic", categories=list(range(LEVELS)), digits=6)
    return float(table.gwet()["est"]["coefficient_value"])


def kappa_by_scikit_learn(ratings: list[Row]) -> float:
    """Return the quadratic weighted kappa of the first two raters, on what both rated."""
    both = [(a, b) for a, b in zip(*ratings[:2], strict=True) if a is not None and b is not None]
    one, other = ([pair[side] for pair in both] for side in (0, 1))
    return float(cohen_kappa_score(one, other, weights="quadratic", labels=list(range(LEVELS))))


def main() -> None:
    """Write the ratings and what the packages make of them."""
    cases = [
        {"ratings": (r := drawn(seed)), "ac2": ac2_by_irr_cac(r), "kappa": kappa_by_scikit_learn(r)}
        for seed in range(CASES)
    ]
    made_by = {name: version(name) for name in ("irrCAC", "scikit-learn")}
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    text = f'{{"made_by":{json.dumps(made_by)},\n"cases":[\n{lines}\n]}}\n'
    Path(__file__).with_suffix(".json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
