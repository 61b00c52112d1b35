"""From the command to the first healthy answer, against an empty Streamlit application."""

import statistics
import tempfile
from pathlib import Path

from bench import servers
from bench.results import Line, ms


def measure(times: int = 5) -> list[Line]:
    """Measure starts on a database that exists, one of ours and one of the floor in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = _ours(folder)
        pairs = [(_ours(folder), _floor(folder)) for _ in range(max(times, 1))]
    taken, floor = (statistics.median(found) for found in zip(*pairs, strict=True))
    return [
        Line(
            work=f"Start: command to healthy (median of {len(pairs)})",
            measured=ms(1000 * taken),
            floor=f"{ms(1000 * floor)}: an empty Streamlit application",
            ratio=taken / floor,
            budget="≤ 1.5 ×",
            holds=taken <= 1.5 * floor,
        ),
        Line(
            work="Start for the first time, making the database",
            measured=ms(1000 * first),
            floor=f"{ms(1000 * floor)}: an empty Streamlit application",
            ratio=first / floor,
        ),
    ]


def _ours(folder: Path) -> float:
    with servers.ours(folder, watched=False) as running:
        return running.seconds


def _floor(folder: Path) -> float:
    with servers.stock("empty", folder) as running:
        return running.seconds
