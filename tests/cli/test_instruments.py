import json
import re
import shutil
from pathlib import Path

import pytest

from rubrics.draft import DATA
from rubrics.loader import find
from rubrics.phrases import phrases
from tests.cli.conftest import Run

RUBRIC, SCREENING = find("peer-integration"), find("facility-rights")
FOLDER = DATA / RUBRIC.id / RUBRIC.version


def test_rubrics_are_listed(run: Run) -> None:
    assert f"{RUBRIC.id}  {RUBRIC.version}  {RUBRIC.status}\n" in run("rubric", "list").out


def test_a_rubric_is_shown_in_the_readers_language(run: Run) -> None:
    english = run("rubric", "show", RUBRIC.id).out
    french = run("rubric", "show", RUBRIC.id, "--language", "fr").out
    assert english.startswith(f"{RUBRIC.title.en} ({RUBRIC.id} {RUBRIC.version})\n")
    for criterion in RUBRIC.criteria("full"):
        assert f"  {criterion.id}  {criterion.statement.en}" in english
        assert criterion.anchors[0].fr in french


def test_a_rubric_for_programs_has_its_yaml_keys_and_both_languages(run: Run) -> None:
    model = json.loads(run("rubric", "show", RUBRIC.id, "--json").out)
    assert model["scale"]["breach_cap"] == RUBRIC.scale.breach_cap
    assert [level["rank"] for level in model["scale"]["levels"]] == [0, 1, 2, 3]
    criterion = model["themes"][0]["standards"][0]["criteria"][0]
    assert {"id", "core", "red_line", "rights", "crosswalk", "anchors", "questions"} <= set(
        criterion
    )
    assert set(criterion["next_steps"]["0"]) == {"en", "fr"}


def test_an_unknown_rubric_is_said(run: Run) -> None:
    answer = run("rubric", "show", "nope")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("nope: No such instrument is installed. Choose one of: ")
    assert RUBRIC.id in answer.err


def test_the_folder_of_a_faulty_rubric_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").touch()
    assert run("rubric", "check", tmp_path).err.startswith(f"{tmp_path / 'rubric.yaml'}: This file")
    assert run("rubric", "check", tmp_path / "nope").err.startswith(
        f"{tmp_path / 'nope'}: There is"
    )
    assert "too long" in run("rubric", "check", tmp_path / ("x" * 300)).err
    answer = run("rubric", "check", tmp_path / "note.txt")
    assert answer.err.startswith(f"{tmp_path / 'note.txt'}: This is not a folder.")


def test_a_sound_rubric_passes(run: Run) -> None:
    answer = run("rubric", "check", FOLDER)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"{RUBRIC.id} {RUBRIC.version}: no fault found.\n"


def test_the_file_of_a_further_language_is_checked(run: Run, tmp_path: Path) -> None:
    text = run("rubric", "overlay", RUBRIC.id, "sw", "Kiswahili").out
    file, signed = tmp_path / "sw.yaml", text.replace('translators: ""', "translators: Timu")
    file.write_text(signed, "utf-8")
    answer = run("rubric", "check", file)
    assert (answer.code, answer.out) == (1, "")
    named = [line.split(": ")[1] for line in answer.err.splitlines()]
    assert named == [f"phrases.{name}" for name in phrases()]
    at = signed.splitlines().index('  consent_yes: ""') + 1
    assert answer.err.startswith(f"{file}:{at}: phrases.consent_yes: These words are said in every")

    for name in phrases():
        signed = signed.replace(f'  {name}: ""', f"  {name}: Ndiyo")
    file.write_text(signed, "utf-8")
    answer = run("rubric", "check", file)
    assert (answer.code, answer.err) == (0, "")
    assert re.fullmatch(
        rf"Kiswahili, 10 of \d+ texts for {RUBRIC.id} {RUBRIC.version}: no fault found.\n",
        answer.out,
    )
    file.write_text(signed.replace(f"rubric: {RUBRIC.id}", "rubric: nope"), "utf-8")
    assert run("rubric", "check", file).err.startswith(f"{file}: rubric: ")


def test_a_fault_is_named_with_file_and_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / RUBRIC.id / RUBRIC.version
    shutil.copytree(FOLDER, folder)
    file = folder / "rubric.yaml"
    lines = file.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("version:"))
    lines[at] = "version: one"
    file.write_text("\n".join(lines), "utf-8")
    answer = run("rubric", "check", folder)
    assert (answer.code, answer.out) == (1, "")
    assert f"rubric.yaml:{at + 1}: version: " in answer.err


def test_blank_forms_are_written_in_the_form_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("rubric", "forms", "facility-rights")
    (file,) = tmp_path.glob("*.pdf")
    assert answer.out == f"{file.name}: blank paper forms of facility-rights {SCREENING.version}\n"
    assert file.name == f"facility-rights-{SCREENING.version}-forms-{SCREENING.forms[0]}-en.pdf"
    answer = run("rubric", "forms", "facility-rights", "--form", "long")
    assert (answer.code, answer.out) == (64, "")
    assert answer.err.startswith("long: This instrument has no such form. Choose one of: ")
