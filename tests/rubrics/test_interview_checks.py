"""Who is asked what, and how much: the limits themselves hold, and rules look no further."""

import shutil
from pathlib import Path

import pytest

from rubrics.checks import check
from rubrics.interview_checks import MOST_QUESTIONS, asked_of, questions
from tests.rubrics.builders import TINY, tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def unscored(count: int) -> str:
    line = "  - {{id: x{}, groups: [families], core: true, text: {{en: How so, fr: Comment}}}}\n"
    return "unscored:\n" + "".join(line.format(n) for n in range(count))


def test_questions_are_counted_by_group_and_form() -> None:
    nobody = {"families": 0, "staff": 0, "managers": 0}
    assert asked_of(tiny(), "short") == {"peer_workers": 2, "service_users": 7} | nobody
    assert asked_of(tiny(), "full") == {"peer_workers": 7, "service_users": 12} | nobody


def test_each_question_has_its_place() -> None:
    found = list(questions(tiny()))
    assert len(found) == 16
    place, question = found[1]
    assert place == ("themes", "0", "standards", "0", "criteria", "0", "questions", "1")
    assert question.ranks == (2, 0)


@pytest.mark.parametrize(
    ("count", "forms"), [(15, []), (16, ["short"]), (35, ["short"]), (36, ["short", "full"])]
)
def test_an_interview_may_be_as_long_as_the_limit(
    folder: Path, count: int, forms: list[str]
) -> None:
    change(folder / "interviews.yaml", "unscored:\n", unscored(count))
    found = [dict(fault.values) for fault in check(folder) if fault.key == "long_interview"]
    assert [(each["group"], each["form"]) for each in found] == [("families", f) for f in forms]
    assert [(each["count"], each["limit"]) for each in found] == [
        (str(count), str(most)) for form, most in MOST_QUESTIONS.items() if form in forms
    ]


@pytest.mark.parametrize(("count", "keys"), [(20, []), (21, ["long_question"])])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_question_may_have_twenty_words(
    folder: Path, language: str, count: int, keys: list[str]
) -> None:
    old = {"en": "May you come to the meetings?", "fr": "Pouvez-vous venir aux réunions\u00a0?"}
    change(folder / "standards" / "U.yaml", old[language], " ".join(["mot"] * count))
    assert [fault.key for fault in check(folder)] == keys


@pytest.mark.parametrize("kind", ["screening", "self_check"])
def test_only_an_audit_compares_groups(folder: Path, kind: str) -> None:
    change(folder / "standards" / "S.yaml", "group: peer_workers", "group: service_users")
    assert [fault.key for fault in check(folder)] == ["too_few_shared"]
    change(folder / "rubric.yaml", "status: draft", f"status: draft\nkind: {kind}")
    assert check(folder) == ()


def test_without_interviews_nobody_needs_to_be_asked_and_nothing_can_be_answered(
    folder: Path,
) -> None:
    (folder / "interviews.yaml").unlink()
    keys = [fault.key for fault in check(folder)]
    assert keys == ["unknown_answers"] * 16 + ["orphan_lens"]


def test_a_lens_may_look_at_an_unscored_question_alone(folder: Path) -> None:
    change(folder / "interviews.yaml", "lenses: [joy]", "lenses: []")
    found = [(fault.key, fault.file, fault.where) for fault in check(folder)]
    assert found == [("orphan_lens", "lenses.yaml", "lenses.joy")]


def test_both_languages_of_an_interview_are_checked_like_every_text(folder: Path) -> None:
    change(folder / "interviews.yaml", "fr: Toujours", 'fr: " "')
    found = [(fault.key, fault.file, fault.where) for fault in check(folder)]
    assert found == [("blank_text", "interviews.yaml", "answer_sets.often.choices.always.text.fr")]
