"""What docs/rubrics.md shows is a sound rubric, and what it says about words and limits is true."""

import re
from pathlib import Path
from typing import get_args

import pytest

from rubrics import vocabulary
from rubrics.checks import check
from rubrics.interview_checks import MOST_QUESTIONS, MOST_WORDS_ASKED, SHARED_CRITERIA
from rubrics.loader import load_rubric
from rubrics.reading import FAIRLY_EASY
from rubrics.text_checks import MOST_WORDS
from tests.house.floors import ROOT
from tests.rubrics.test_similarity import TOO_ALIKE

GUIDE = (ROOT / "docs" / "rubrics.md").read_text(encoding="utf-8")
TEMPLATES = dict(re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
VOCABULARIES = (
    *("InformantGroup", "Organisation", "Mode", "Support"),
    *("FacilityKind", "RubricKind", "Use", "LensKind"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEMPLATES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_templates_are_a_sound_rubric(folder: Path) -> None:
    assert sorted(TEMPLATES) == [
        *("interviews.yaml", "lenses.yaml", "references.yaml", "rubric.yaml", "standards/R.yaml")
    ]
    assert [fault.report("en") for fault in check(folder)] == []


def test_the_templates_show_every_entry_there_is(folder: Path) -> None:
    rubric = load_rubric(folder)
    (criterion,) = rubric.criteria("full")
    parts = (rubric, criterion, *criterion.questions[:1], criterion.applies, rubric.interviews)
    silent = {
        f"{type(part).__name__}.{name}"
        for part in parts
        if part is not None
        for name in type(part).model_fields
        if name not in part.model_fields_set
    }
    assert silent == set()
    assert criterion.applies is not None
    assert rubric.interviews is not None


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_word_one_may_choose_is_listed(name: str) -> None:
    words = [f"`{word}`" for word in get_args(getattr(vocabulary, name))]
    assert f"| {', '.join(words)} |" in GUIDE


def test_the_limits_are_those_that_are_checked() -> None:
    table = GUIDE.split("| limit | value |\n|---|---|\n")[1].split("\n\n")[0]
    told = [row.rsplit("|", 2)[1].strip() for row in table.splitlines()]
    limits = [MOST_WORDS, MOST_WORDS_ASKED, *MOST_QUESTIONS.values(), SHARED_CRITERIA]
    assert told == [str(limit) for limit in (*limits, FAIRLY_EASY, TOO_ALIKE)]
