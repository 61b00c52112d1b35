"""Rubrics made of a few letters, for tests of scoring: "A1! A2 A3~" is a standard with a red line.

`!` marks a red line, `~` a criterion that is not core, and "A1..A9" stands for nine criteria.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rubrics.loader import load_rubric
from rubrics.model import Rubric
from rubrics.scoring import Judgement, NotApplicable

TINY = Path(__file__).parent / "data" / "tiny" / "1.0.0"
Plan = Mapping[str, Mapping[str, str]]
_WORD = {"en": "word", "fr": "mot"}
_RANGE = re.compile(r"([A-Za-z]+)(\d+)\.\.[A-Za-z]+(\d+)(.*)")


@cache
def tiny() -> Rubric:
    return load_rubric(TINY)


def rubric_of(plan: Plan, *, top: int = 3, cap: int = 1) -> Rubric:
    """Return a rubric with these themes and standards; every word in it is the same."""
    levels = [{"rank": r, "id": f"l{r}", "label": _WORD, "meaning": _WORD} for r in range(top + 1)]
    scale = {
        "breach_cap": cap,
        "levels": levels,
        "not_applicable": _WORD,
        "unrated": _WORD,
    }
    return Rubric.model_validate(
        {
            "id": "letters",
            "version": "1.0.0",
            "status": "draft",
            **dict.fromkeys(("title", "summary", "basis", "limits"), _WORD),
            "licence": {"spdx": "CC0-1.0", "holder": "nobody", "notice": _WORD},
            "scale": scale,
            "themes": [_theme(name, standards) for name, standards in plan.items()],
            "rights": [{"id": "right:1", "article": "1", "name": _WORD}],
        }
    )


def expand(words: str) -> list[str]:
    """Return the words of a line, with "A1..A3=2" written out."""
    found: list[str] = []
    for word in words.split():
        if match := _RANGE.fullmatch(word):
            letters, first, last, rest = match.groups()
            found += [f"{letters}{n}{rest}" for n in range(int(first), int(last) + 1)]
        else:
            found.append(word)
    return found


def judged(words: str) -> dict[str, Judgement]:
    """Return judgements written as "A1=3 A2=na"."""
    pairs = (word.split("=") for word in expand(words))
    return {name: NotApplicable("why") if said == "na" else int(said) for name, said in pairs}


def _theme(name: str, standards: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": name,
        "title": _WORD,
        "summary": _WORD,
        "standards": [
            {
                "id": standard,
                "title": _WORD,
                "intent": _WORD,
                "criteria": [_criterion(word) for word in expand(criteria)],
            }
            for standard, criteria in standards.items()
        ],
    }


def _criterion(word: str) -> dict[str, object]:
    return {
        "id": word.strip("!~"),
        "core": "~" not in word,
        "red_line": "!" in word,
        "statement": _WORD,
        "why": _WORD,
        "look_for": {"ask": ["staff"]},
        "anchors": {},
        "next_steps": {},
        "rights": ["right:1"],
        "cites": [{"ref": "book", "locator": _WORD}],
        "support": "guide",
    }
