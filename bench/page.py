"""The page that the measurements become: docs/performance.md."""

from collections.abc import Mapping, Sequence

from bench.results import Line

_HEAD = ("Work", "Measured", "Floor, same run", "× floor", "Budget", "Verdict")
_INTRO = """# Performance

Written by `make bench`; do not edit. Milliseconds belong to the machine they were taken on. What
carries over to another machine is the ratio: every measurement stands beside a *floor*, the least
that the same work can cost here, taken in the same run.

"""
_READING = """
## How to read it

- **Measured** is the quickest of several repetitions for work that computes (documents, scoring,
  lists), because other programs can only make it slower; the median, with the value that 95 % do
  not exceed (p95), for what a person waits for.
- **Floor** says what it is. The two PDFs: the marks of the very same file (text, lines, boxes,
  colours, after all layout) drawn once more on a bare canvas; the pages of both are equal to the
  pixel. The workbook: openpyxl writing the same cells without a style. Answering: a native
  Streamlit page with one radio whose answer is committed to SQLite, without the collection of
  garbage after each run. Starting: an empty Streamlit application.
- **Budget** comes from the design. A budget in milliseconds for clicks is compared in units of the
  floor, because a slower machine is slower at both; the others are compared as they stand.
- **Verdict**: *pass*, *over*, or *no budget* where the figure is only for knowledge.
- A click is timed from the browser's own pointerdown event. *Committed* is the server's clock once
  the store has the edit; *shown* is the frame after the page says "Saved".
- People answering are browsers reduced to their websocket, on this machine only; each waits until
  the server has drawn the page with the receipt of the answer. One process serves them all, and
  the same cores play the people.
- Not measured: more than one server process, PostgreSQL, a tablet, a network that loses packets.

Run some of it with `python -m bench NAME…`; `--times N` sets the repetitions (for *people*, the
seconds). Only a whole run writes this page. Tests never compare times.
"""


def page(machine: str, when: str, busy: float, found: Mapping[str, Sequence[Line]]) -> str:
    """Return the page as Markdown."""
    state = (
        f"The machine was **busy** with other work when this began ({busy:.0%} of its processors): "
        "read the ratios with caution, and the milliseconds not at all."
        if busy > 0.15
        else "The machine had nothing else to do."
    )
    rows = [_row(line) for lines in found.values() for line in lines]
    head = [_cells(_HEAD), _cells(["---"] * len(_HEAD))]
    table = "\n".join([*head, *rows])
    return f"{_INTRO}{when}. {machine}. {state}\n\n{table}\n{_READING}"


def told(line: Line) -> str:
    """Return one line for the terminal."""
    ratio = f" = {line.ratio:.2f} × " if line.ratio is not None else " "
    return f"{line.verdict:>9}  {line.work}: {line.measured}{ratio}[{line.floor}] {line.budget}"


def _row(line: Line) -> str:
    ratio = f"{line.ratio:.2f}" if line.ratio is not None else ""
    verdict = f"**{line.verdict}**" if line.holds is False else line.verdict
    return _cells([line.work, line.measured, line.floor, ratio, line.budget, verdict])


def _cells(texts: Sequence[str]) -> str:
    return f"| {' | '.join(texts)} |"
