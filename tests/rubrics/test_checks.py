"""Each rule of a rubric finds its fault, on its line, with its remedy; a good rubric has none."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from rubrics.checks import RULES, check
from rubrics.faults import Fault
from rubrics.loader import RubricInfo, installed
from tests.rubrics.builders import TINY

S, T, U = "standards/S.yaml", "standards/T.yaml", "standards/U.yaml"
SLIPS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("slips.yaml").read_text(encoding="utf-8")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda s: f"{s['key']}-{s['where']}")
def test_finds_the_slip(folder: Path, slip: dict[str, Any]) -> None:
    file = folder / slip["file"]
    text = file.read_text(encoding="utf-8")
    assert slip["old"] in text
    file.write_text(text.replace(slip["old"], slip["new"], 1), encoding="utf-8")
    faults = check(folder)
    found = [(f.key, f.file, f.line, f.where, f.remedy("en")) for f in faults]
    assert tuple(slip[k] for k in ("key", "file", "line", "where", "remedy")) in found
    assert {f.file for f in faults} - {slip["file"], *slip.get("also", ())} == set()
    assert all(f.message("fr") and f.remedy("fr") != f.remedy("en") for f in faults)


def test_each_rule_has_its_slip() -> None:
    assert {slip["rule"] for slip in SLIPS if "rule" in slip} == {rule.__name__ for rule in RULES}


def test_a_good_rubric_has_no_fault() -> None:
    assert check(TINY) == ()


@pytest.mark.parametrize("info", installed(), ids=lambda info: f"{info.id}-{info.version}")
def test_an_installed_rubric_has_no_fault(info: RubricInfo) -> None:
    assert [fault.report("en") for fault in check(info.folder)] == []


def test_a_rubric_without_core_criteria_is_fine(folder: Path) -> None:
    for name in (S, T, U):
        file = folder / name
        text = file.read_text(encoding="utf-8").replace("core: true", "core: false")
        file.write_text(text.replace("red_line: true", "red_line: false"), encoding="utf-8")
    assert check(folder) == ()


@pytest.mark.parametrize(
    "french",
    [
        "Voir https://exemple.org à 12:30",
        "«\u00a0Oui\u00a0»\u202f; non\u00a0?!",
        "qualityrights:2.2",
        "Un prix de 1\u202f000,5 francs",
    ],
)
def test_good_french_is_left_alone(folder: Path, french: str) -> None:
    file = folder / U
    english = french.replace("1\u202f000,5", "1,000.5") if "prix" in french else f"See {french}"
    new = f'intent: {{en: "{english} x", fr: "{french}"}}'
    old = "intent: {en: Everyone may garden., fr: Chacun peut jardiner.}"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert check(folder) == ()


@pytest.mark.parametrize(
    "french", ["Qui ?", "Quoi!", "Ceci : cela", "« Oui\u00a0»", "«\u00a0Oui »"]
)
def test_torn_french_is_found(folder: Path, french: str) -> None:
    file = folder / U
    text = file.read_text(encoding="utf-8").replace("Chacun peut jardiner.", f'"{french}"')
    file.write_text(text, encoding="utf-8")
    assert [fault.key for fault in check(folder)] == ["french_space"]


def test_a_standard_that_no_theme_names_is_found(folder: Path) -> None:
    (folder / "standards" / "V.yaml").write_text("id: V", encoding="utf-8")
    assert check(folder) == (Fault(key="stray_file", file="standards/V.yaml"),)


def test_every_missing_file_is_named_at_once(folder: Path) -> None:
    (folder / S).unlink()
    (folder / U).unlink()
    found = [(fault.key, fault.file) for fault in check(folder)]
    assert found == [("no_file", "standards/S.yaml"), ("no_file", "standards/U.yaml")]


def test_a_report_names_place_fault_and_remedy(folder: Path) -> None:
    (folder / "rubric.yaml").write_text("id: a\nid: b\n", encoding="utf-8")
    (fault,) = check(folder)
    assert fault.report("en") == (
        "rubric.yaml:2: id: This key already stands on line 1. Keep one of the two."
    )
    assert fault.report("fr") == (
        "rubric.yaml:2: id: Cette clé figure déjà à la ligne 1. Gardez l’une des deux."
    )


def test_no_folder_and_no_mapping_are_said(tmp_path: Path) -> None:
    assert [fault.key for fault in check(tmp_path / "nowhere")] == ["no_folder"]
    assert [(f.key, f.file) for f in check(tmp_path)] == [("no_file", "rubric.yaml")]
    (tmp_path / "rubric.yaml").write_text("- a\n", encoding="utf-8")
    assert [(f.key, f.line) for f in check(tmp_path)] == [("wrong_shape", 1)]
