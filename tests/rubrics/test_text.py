"""The Translator and the reading of message files."""

from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.rounding import half_up
from rubrics.strict_yaml import YamlError
from rubrics.text import Language, Messages, Text, Translator, load_messages

MESSAGES = """
rate:
  saved: {en: "Saved {at}", fr: "Enregistré à {at}"}
  left:
    en: {one: "{n} criterion left", other: "{n} criteria left"}
    fr: {one: "Reste {n} critère", other: "Restent {n} critères"}
"""


def messages(folder: Path, text: str = MESSAGES, name: str = "messages.yaml") -> Messages:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return load_messages(file)


def test_says_a_message_in_each_language(tmp_path: Path) -> None:
    found = messages(tmp_path)
    assert Translator("en", found)("rate.saved", at="14:02") == "Saved 14:02"
    assert Translator("fr", found)("rate.saved", at="14:02") == "Enregistré à 14:02"


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 0, "0 criteria left"),
        ("en", 1, "1 criterion left"),
        ("en", 1234, "1,234 criteria left"),
        ("fr", 0, "Reste 0 critère"),
        ("fr", 1, "Reste 1 critère"),
        ("fr", 2, "Restent 2 critères"),
        ("fr", 1_000_000, "Restent 1\u202f000\u202f000 critères"),
    ],
)
def test_counts_as_people_do(tmp_path: Path, language: Language, n: int, said: str) -> None:
    assert Translator(language, messages(tmp_path))("rate.left", n=n) == said


def test_nothing_stands_in_for_what_is_missing(tmp_path: Path) -> None:
    say = Translator("en", messages(tmp_path))
    with pytest.raises(KeyError, match=r"rate\.lost"):
        say("rate.lost")
    with pytest.raises(KeyError, match="at"):
        say("rate.saved")
    with pytest.raises(KeyError, match="n"):
        say("rate.left")


def test_a_value_is_never_read_as_a_template(tmp_path: Path) -> None:
    assert Translator("en", messages(tmp_path))("rate.saved", at="{n} {at}") == "Saved {n} {at}"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a: {b: {en: x}}", "language_missing"),
        ("a: {b: {en: x, fr: y, de: z}}", "language_missing"),
        ('a: {b: {en: "{n} x", fr: "{m} x"}}', "languages_differ"),
        ("a: {b: {en: {one: x, other: y}, fr: z}}", "languages_differ"),
        ("a: {b: {en: {one: x}, fr: {one: y}}}", "plural_forms"),
        ('a: {b: {en: {one: "{m}", other: y}, fr: {one: x, other: y}}}', "plural_forms"),
        ('a: {b: {en: "{0}", fr: "{0}"}}', "stray_brace"),
        ('a: {b: {en: "{n!r}", fr: "{n!r}"}}', "stray_brace"),
        ("a: {b: {en: [x], fr: [y]}}", "text_missing"),
        ('a: {b: {en: "", fr: y}}', "text_missing"),
        ("a: {b: x}", "not_a_message"),
        ("a: {b: {en: x, fr: y}, b: {en: x, fr: y}}", "repeated_key"),
    ],
)
def test_message_files_are_read_strictly(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(YamlError) as caught:
        messages(tmp_path, text)
    assert caught.value.key == key


def test_a_key_stands_in_one_file_only(tmp_path: Path) -> None:
    files = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for file in files:
        file.write_text("a: {en: x, fr: y}", encoding="utf-8")
    with pytest.raises(YamlError, match="repeated_key"):
        load_messages(*files)


def test_figures_are_written_as_people_write_them() -> None:
    english, french = Translator("en", Messages()), Translator("fr", Messages())
    assert english.percent(Fraction(2, 3)) == "67%"
    assert french.percent(Fraction(2, 3)) == "67\u00a0%"
    assert french.percent(Fraction(1, 8), decimals=1) == "12,5\u00a0%"
    assert english.percent(0.5, decimals=1) == "50.0%"
    assert english.number(1234.5, decimals=1) == "1,234.5"
    assert french.number(Fraction(2469, 2), decimals=1) == "1\u202f234,5"
    assert french.number(7) == "7"
    assert english.date(date(2026, 3, 1)) == "1 March 2026"
    assert french.date(date(2026, 3, 1)) == "1 mars 2026"
    assert french.date(date(2026, 3, 1), "short") == "01/03/2026"
    assert english.time(datetime(2026, 3, 1, 14, 2, 31)) == "14:02"  # noqa: DTZ001
    assert french.time(time(14, 2, 31), seconds=True) == "14:02:31"


def test_a_share_is_rounded_half_up() -> None:
    english = Translator("en", Messages())
    assert [english.percent(Fraction(n, 1000)) for n in (5, 15, 25)] == ["1%", "2%", "3%"]


@given(st.fractions(-1000, 1000), st.integers(0, 3))
def test_rounding_is_half_up_and_near(value: Fraction, decimals: int) -> None:
    error = Fraction(half_up(value, decimals)) - value
    half = Fraction(1, 2 * 10**decimals)
    assert -half < error <= half


def test_a_text_is_said_in_either_language() -> None:
    text = Text(en="Level", fr="Niveau")
    assert Translator("fr", Messages()).text(text) == "Niveau"
    assert Translator("en", Messages()).text(text) == "Level"


def test_a_fraction_in_a_message_gets_one_decimal(tmp_path: Path) -> None:
    say = Translator("fr", messages(tmp_path))
    assert say("rate.saved", at=Fraction(5, 2)) == "Enregistré à 2,5"
