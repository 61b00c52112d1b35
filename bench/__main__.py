"""Measures everything, or what is named, against its budget: `python -m bench [NAME…]`."""

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    clicks,
    documents,
    first_page,
    keeping,
    machine,
    people,
    portfolio,
    records,
    scoring,
    starting,
    tables,
    verifying,
    workbooks,
)
from bench.page import page, told
from bench.results import Line

MEASUREMENTS: Mapping[str, Callable[..., list[Line]]] = {
    "clicks": clicks.measure,
    "people": people.measure,
    "first-page": first_page.measure,
    "start": starting.measure,
    "scoring": scoring.measure,
    "record": records.measure,
    "keeping": keeping.measure,
    "portfolio": portfolio.measure,
    "pdf": documents.measure,
    "workbook": workbooks.measure,
    "csv": tables.measure,
    "verify": verifying.measure,
}
PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


def main(arguments: list[str] | None = None) -> None:
    """Measure, print as it goes, and write the page when everything was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--times", type=int, help="repetitions, or seconds for people")
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - set(MEASUREMENTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    names = given.names or list(MEASUREMENTS)
    busy, found = machine.busy(), {}
    for name in names:
        found[name] = MEASUREMENTS[name](*([given.times] if given.times else []))
        for line in found[name]:
            print(told(line), flush=True)
    if names == list(MEASUREMENTS) and not given.times:
        when = f"{datetime.now(UTC):%Y-%m-%d}"
        PAGE.write_text(page(machine.described(), when, busy, found), encoding="utf-8")


if __name__ == "__main__":
    main()
