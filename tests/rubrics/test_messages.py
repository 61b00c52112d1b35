"""What this floor says: every fault has its sentences, and every sentence its fault."""

import re
from pathlib import Path

import pytest

import rubrics
from rubrics.faults import messages
from rubrics.text import LANGUAGES, placeholders
from rubrics.text_checks import LOOSE

HOME = Path(rubrics.__file__).parent


def keys_in_code() -> set[str]:
    code = "\n".join(file.read_text(encoding="utf-8") for file in HOME.glob("*.py"))
    return set(re.findall(r'"([a-z0-9]+(?:_[a-z0-9]+)*)"', code))


def test_every_message_belongs_to_a_fault_in_the_code() -> None:
    said = {key.split(".")[1] for key in messages()}
    assert said - keys_in_code() == set()


def test_every_fault_has_a_message_and_a_remedy() -> None:
    keys = {key.split(".")[1] for key in messages()}
    assert set(messages()) == {f"faults.{k}.{part}" for k in keys for part in ("message", "remedy")}


@pytest.mark.parametrize("key", sorted(messages()))
def test_a_message_is_a_sentence_in_both_languages(key: str) -> None:
    forms = {language: messages()[key].forms(language)["other"] for language in LANGUAGES}
    assert forms["en"] != forms["fr"]
    assert placeholders(forms["en"]) == placeholders(forms["fr"])
    assert not LOOSE.search(forms["fr"])
    assert "'" not in forms["fr"]
