"""Scoring a whole instrument, every group of it, against counting the ranks of each group once."""

from functools import partial

from bench import audits
from bench.results import Line, best_of_both, ms
from rubrics.groups import Groups, groups_of
from rubrics.scoring import Judgement, score


def measure(times: int = 30) -> list[Line]:
    """Measure 90 criteria, and 900 to see how the time grows."""
    taken, floor = _scored(90, times)
    tenfold, _ = _scored(900, max(times // 3, 1))
    growth = tenfold / taken
    return [
        Line(
            work="Score 90 criteria: the whole, themes, standards, rights, QualityRights",
            measured=ms(1000 * taken),
            floor=f"{ms(1000 * floor)}: count the ranks of each group",
            ratio=taken / floor,
            budget="≤ 1 ms",
            holds=taken <= 0.001,
        ),
        Line(
            work="Score 900 criteria",
            measured=ms(1000 * tenfold),
            floor=f"{ms(1000 * taken)}: the 90 above",
            ratio=growth,
            budget="linear: ≤ 11 times the time of 90",
            holds=growth <= 11,
        ),
    ]


def _scored(criteria: int, times: int) -> tuple[float, float]:
    rubric = audits.sized(criteria)
    judged = audits.judgements(rubric)
    work = partial(score, rubric, "full", judged)
    floor = partial(_count, groups_of(rubric, "full"), judged)
    return best_of_both(work, floor, times)


def _count(groups: Groups, judged: dict[str, Judgement]) -> list[list[int]]:
    values = [judged[name] for name in groups.criteria]
    parts = (groups.themes, groups.standards, groups.rights, groups.qualityrights)
    every = [groups.overall, *(group for part in parts for group in part.values())]
    found = []
    for group in every:
        ranks = [values[member] for member in group.members]
        found.append([ranks.count(rank) for rank in range(4)])
    return found
