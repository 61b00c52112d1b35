"""What a measurement says, and how to take one: the time of the work beside that of its floor."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table. `holds` is empty where no budget was set: shown for knowledge."""

    work: str
    measured: str
    floor: str = ""
    ratio: float | None = None
    budget: str = ""
    holds: bool | None = None

    @property
    def verdict(self) -> str:
        """Return the verdict in a word."""
        return {True: "pass", False: "over", None: "no budget"}[self.holds]


def seconds(work: Callable[[], object], times: int) -> list[float]:
    """Return how long each repetition took, after one that does not count."""
    work()
    taken = []
    for _ in range(max(times, 1)):
        gc.collect()  # what others left behind is not this work's to clean up
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def best(work: Callable[[], object], times: int) -> float:
    """Return the quickest repetition in seconds: the one that other programs disturbed least."""
    return min(seconds(work, times))


def best_of_both(
    work: Callable[[], object], floor: Callable[[], object], times: int
) -> tuple[float, float]:
    """Return the quickest of each, taken in turn, so that a busy moment disturbs both."""
    pairs = [(best(work, 1), best(floor, 1)) for _ in range(max(times, 1))]
    return min(ours for ours, _ in pairs), min(theirs for _, theirs in pairs)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the values does not exceed."""
    return sorted(values)[round(share * (len(values) - 1))]


def told(values: Sequence[float]) -> str:
    """Write milliseconds as their median and the value that 95 % do not exceed."""
    return f"{ms(statistics.median(values))} (p95 {ms(quantile(values, 0.95))})"


def ms(milliseconds: float) -> str:
    """Write milliseconds with as many digits as mean something."""
    if milliseconds >= 10_000:
        return f"{milliseconds / 1000:.1f} s"
    return f"{milliseconds:.0f} ms" if milliseconds >= 20 else f"{milliseconds:.2g} ms"
