"""Anchors of different criteria that say nearly the same beyond what their criteria are about.

Each anchor must describe its own topic. A phrase used again and again, with only the topic changed,
shows that nobody has thought of what that level looks like there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rubrics.model import Criterion, Rubric
from rubrics.text import Language

_WORD = re.compile(r"[^\W_]+")
_LENGTH = 3

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two anchors of one rank, and the share of their phrases that both have, from 0 to 1."""

    share: float
    rank: int
    first: str
    second: str
    text_first: str
    text_second: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A criterion's words: those of its statement, and those of each anchor in their order."""

    id: str
    topic: frozenset[str]
    anchors: dict[int, tuple[str, Words]]


def alike(rubric: Rubric, language: Language, most: int = 20) -> tuple[Pair, ...]:
    """Return the most similar pairs of anchors of different criteria, the most similar first."""
    pairs = sorted(_pairs(rubric, language), key=lambda p: (-p.share, p.rank, p.first, p.second))
    return tuple(pairs[:most])


def _pairs(rubric: Rubric, language: Language) -> Iterator[Pair]:
    told = [_said(criterion, language) for criterion in rubric.criteria("full")]
    for one, other in combinations(told, 2):
        topic = one.topic | other.topic
        for rank in one.anchors.keys() & other.anchors.keys():
            (text, words), (other_text, other_words) = one.anchors[rank], other.anchors[rank]
            if share := _share(words, other_words, topic):
                yield Pair(share, rank, one.id, other.id, text, other_text)


def _said(criterion: Criterion, language: Language) -> _Said:
    texts = {rank: anchor.in_language(language) for rank, anchor in criterion.anchors.items()}
    topic = frozenset(_words(criterion.statement.in_language(language)))
    return _Said(criterion.id, topic, {rank: (text, _words(text)) for rank, text in texts.items()})


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.lower()))


def _share(one: Words, other: Words, topic: frozenset[str]) -> float:
    """Return how many of the phrases of two texts, without their topic, are in both (Jaccard)."""
    first, second = _phrases(one, topic), _phrases(other, topic)
    return len(first & second) / len(first | second) if first and second else 0.0


def _phrases(words: Words, topic: frozenset[str]) -> set[Words]:
    left = tuple(word for word in words if word not in topic)
    if len(left) < _LENGTH:
        return {left} if left else set()
    return {left[at : at + _LENGTH] for at in range(len(left) - _LENGTH + 1)}
