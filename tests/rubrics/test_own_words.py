"""What we ask is asked in our own words: no run of eight words comes from the guide we build on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rubrics.loader import RubricInfo, installed, load_rubric
from rubrics.model import Rubric
from rubrics.text import LANGUAGES, Language, Text
from rubrics.text_checks import texts
from tests.rubrics.builders import tiny
from tests.rubrics.guide_runs import FILE, copied, mark, marks, plain, runs, write

STORY = "Un soir d’été, neuf hérissons gris ont vu la mer ; puis l’un d’eux a chanté."


def own(rubric: Rubric) -> Iterator[Text]:
    """Yield the texts that must be our own; a heading of the guide names a place in it."""
    headings = {lens.name for lens in rubric.lenses if lens.kind in {"section", "box"}}
    for place, text in texts(rubric):
        if place[-1] != "locator" and not (place[0] == "lenses" and text in headings):
            yield text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("info", installed(), ids=lambda info: f"{info.id}-{info.version}")
def test_no_text_repeats_the_guide(info: RubricInfo, language: Language) -> None:
    known = marks()
    ours = (text.in_language(language) for text in own(load_rubric(info.folder)))
    assert [run for text in ours for run in copied(text, known)] == []


def test_headings_and_locators_are_the_only_texts_let_through() -> None:
    left_out = [text for _, text in texts(tiny()) if text not in set(own(tiny()))]
    names = ["The chapter on gates", "The chapter on people"]
    assert sorted({text.en for text in left_out}) == [*names, "p. 3"]


def test_words_are_compared_without_case_marks_and_hyphens() -> None:
    text = "La Pair-\nAidance, c’est «\u00a0l’ÉTÉ\u00a0» –\u00a0co\u00adnnu ; 12\u202fans, ﬁn."
    assert plain(text) == ["la", "pairaidance", "c", "est", "l", "été", "connu", "12", "ans", "fin"]


def test_runs_are_eight_words_long_and_overlap() -> None:
    assert runs("a b c d e f g h i") == ["a b c d e f g h", "b c d e f g h i"]
    assert runs("a b c d e f g") == []


def test_a_copied_run_is_found_however_it_is_set(tmp_path: Path) -> None:
    (file := tmp_path / "runs.txt").touch()
    write(STORY, file)
    known = file.read_text(encoding="utf-8").split()
    taken = "On dit que NEUF hérissons\ngris ont vu la mer, puis rien."
    assert copied(taken, known) == ["neuf hérissons gris ont vu la mer puis"]
    assert copied("On dit que neuf hérissons gris ont vu la mer.", known) == []


def test_only_hashes_are_written(tmp_path: Path) -> None:
    write(STORY, tmp_path / "runs.txt")
    lines = (tmp_path / "runs.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted({mark(run) for run in runs(STORY)})
    assert len(lines) == len(plain(STORY)) - 7
    assert mark("a b c d e f g h") == "1b6548f6b3"


def test_the_guide_is_kept_as_hashes_alone() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(marks())
    assert len(lines) > 5_000
    assert all(re.fullmatch("[0-9a-f]{10}", line) for line in lines)
