"""Ratings drawn at random, the same for each seed, as assessors may give them."""

from random import Random

LEVELS = 4
Row = list[int | None]


def drawn(seed: int) -> list[Row]:
    """Return ratings by rater: a common opinion, each rater's own noise and leniency, and gaps."""
    random = Random(seed)
    raters, items = random.randint(2, 4), random.randint(10, 40)
    noise, gaps = random.choice([0.1, 0.3, 0.6]), random.choice([0.0, 0.0, 0.15, 0.3])
    opinion = [random.randrange(LEVELS) for _ in range(items)]
    lean = [random.choice([0, 0, 0, 1]) for _ in range(raters)]

    def rank(rater: int, item: int) -> int | None:
        if random.random() < gaps:
            return None
        said = random.randrange(LEVELS) if random.random() < noise else opinion[item] + lean[rater]
        return min(LEVELS - 1, said)

    return [[rank(rater, item) for item in range(items)] for rater in range(raters)]
