"""A rubric out for review and back, as the command line does it."""

import re
import shutil
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pytest
from openpyxl import load_workbook

from audit.cli.faults import CommandFault, sentences
from audit.cli.reviews import export_review, import_review
from audit.words import messages, translator
from exports.workbook import rubric_review_reading
from exports.workbook.rubric_review import review_workbook
from rubrics import loader
from rubrics.loader import digest, in_folder, load_rubric
from rubrics.whereabouts import passages
from tests.rubrics.builders import TINY, tiny

EN, FR = translator("en"), translator("fr")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install the tiny rubric alone, in a released and a later draft version, and work there."""
    for version, status in (("1.0.0", "released"), ("1.1.0", "draft")):
        folder = tmp_path / "data" / "tiny" / version
        shutil.copytree(TINY, folder)
        file = folder / "rubric.yaml"
        text = file.read_text("utf-8").replace("version: 1.0.0", f"version: {version}")
        file.write_text(text.replace("status: draft", f"status: {status}"), "utf-8")
    monkeypatch.setattr(loader, "installed", lambda: in_folder(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    in_folder.cache_clear()


NAMES = [passage.name for passage in passages(tiny())]


def cell(place: str, column: str) -> str:
    """Return the cell of a text; the row after all texts where there is no such place."""
    return f"{column}{(NAMES.index(place) if place in NAMES else len(NAMES)) + 2}"


def line(file: str, words: str) -> str:
    """Return a file of the draft with the line on which words stand."""
    file = f"data/tiny/1.1.0/{file}"
    lines = Path(file).read_text("utf-8").splitlines()
    return f"{file}:{next(n for n, one in enumerate(lines, 1) if words in one)}"


def review(typed: Mapping[tuple[str, str], str | None] = MappingProxyType({})) -> str:
    """Return the name of a review of the draft in which somebody typed in some cells."""
    export_review("tiny", "en", "review.xlsx", EN)
    book = load_workbook("review.xlsx")
    for (place, column), value in typed.items():
        book.worksheets[1][cell(place, column)] = value
    book.save("review.xlsx")
    return "review.xlsx"


def faults(file: str) -> list[str]:
    with pytest.raises(CommandFault) as caught:
        import_review(file, EN)
    return sentences(caught.value, EN)


def test_the_version_being_written_is_exported(home: Path) -> None:
    assert export_review("tiny", "fr", "review.xlsx", EN) == (
        f"review.xlsx: {len(NAMES)} texts of tiny 1.1.0, ready to review. "
        "When it comes back: peer-audit rubric import FILE"
    )
    rubric = load_rubric(home / "data" / "tiny" / "1.1.0")
    content = Path("review.xlsx").read_bytes()
    assert content == review_workbook(rubric, digest(rubric), "fr")


def test_standard_output_holds_the_workbook_alone(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert export_review("tiny", "en", "-", EN) == ""
    book = load_workbook(BytesIO(capfdbinary.readouterr().out))
    assert book.sheetnames == ["Read me first", "Texts", "_rubric"]


def test_an_unknown_rubric_or_a_bad_target_is_said(home: Path) -> None:
    for rubric, out in (("nope", "review.xlsx"), ("tiny", "no/folder.xlsx"), ("tiny", "")):
        with pytest.raises(CommandFault) as caught:
            export_review(rubric, "en", out, EN)
        [said] = sentences(caught.value, EN)
        assert said.startswith(("nope: No such", "no/folder.xlsx: The folder", "--out: This names"))
    assert [file.name for file in home.iterdir()] == ["data"]


def test_an_untouched_review_changes_nothing() -> None:
    assert import_review(review(), EN) == [
        "tiny 1.1.0: no text was changed and nothing was commented."
    ]


def test_changes_and_comments_are_told_with_file_and_line() -> None:
    typed = {
        ("S1.statement", "C"): "The gate is open\nto all.",
        ("S1.why", "E"): "Not so here.",
        ("S1.why", "F"): "NK",
        ("title", "E"): "Nice.",
    }
    statement, why = "The gate opens to everyone.", "Without it people stay away."
    assert import_review(review(typed), EN) == [
        "tiny 1.1.0: 1 text changed",
        f"{line('standards/S.yaml', statement)}: S1.statement, English: "
        f"“{statement}” → “The gate is open to all.”",
        "tiny 1.1.0: 2 comments",
        f"{line('rubric.yaml', 'A garden open to all')}: title: Nice.",
        f"{line('standards/S.yaml', why)}: S1.why, NK: Not so here.",
    ]


def test_they_are_told_in_french_too() -> None:
    typed = {
        ("S1.statement", "D"): "La porte est ouverte à tous.",
        ("below", "E"): "Clair.",
        ("below", "F"): "NK",
    }
    before, after = "La porte s’ouvre à chacun.", "La porte est ouverte à tous."
    told = [said.replace("\u00a0", "~") for said in import_review(review(typed), FR)]
    assert told == [
        "tiny 1.1.0~: 1 texte changé",
        f"{line('standards/S.yaml', before)}~: S1.statement, français~: «~{before}~» → «~{after}~»",
        "tiny 1.1.0~: 1 commentaire",
        f"{line('rubric.yaml', 'id: tiny')}~: le référentiel dans son ensemble, NK~: Clair.",
    ]


def test_every_fault_is_told_with_its_cell_and_remedy() -> None:
    typed = {("S1.statement", "C"): None, ("S1.why", "A"): "S1.whi", ("S2.why", "D"): "=A1"}
    assert faults(review(typed)) == [
        f"review.xlsx: Texts!{cell('S1.statement', 'C')}: The text of S1.statement was emptied. "
        "Put it back; to propose that it go, write a comment.",
        f"review.xlsx: Texts!{cell('S1.why', 'A')}: The instrument has no text “S1.whi”. "
        "Put back what stood in this grey cell.",
        f"review.xlsx: Texts!{cell('S2.why', 'D')}: This cell holds a formula. Write plain text.",
        "review.xlsx: Texts: Rows are missing, 1 in all: S1.why. "
        "Put them back, or take a fresh export.",
    ]


def test_texts_that_changed_since_are_told(home: Path) -> None:
    file = review({("S1.why", "C"): "Open."})
    standard = home / "data" / "tiny" / "1.1.0" / "standards" / "S.yaml"
    standard.write_text(standard.read_text("utf-8").replace("The bell works", "It rings"), "utf-8")
    [said] = faults(file)
    assert said.startswith("review.xlsx: The texts of tiny 1.1.0 have changed since this review")


def test_a_rubric_that_is_not_installed_is_named(home: Path) -> None:
    file = review()
    shutil.rmtree(home / "data" / "tiny" / "1.1.0")
    in_folder.cache_clear()
    [said] = faults(file)
    assert said.startswith("review.xlsx: This is a review of tiny 1.1.0, which is not installed")


def test_what_is_no_review_is_said(home: Path) -> None:
    (home / "note.xlsx").write_bytes(b"PK no workbook")
    assert faults("note.xlsx")[0].startswith("note.xlsx: This is not an Excel workbook")
    assert faults("none.xlsx") == ["none.xlsx: There is no such file. Correct its name."]


def test_every_fault_of_a_review_has_its_sentence() -> None:
    code = Path(rubric_review_reading.__file__).read_text("utf-8")
    told = {*re.findall(r'ReviewFault\([^,]+, "(\w+)"', code), "not_text"}
    start = "cli.review.fault."
    said = {key.removeprefix(start) for key in messages() if key.startswith(start)}
    assert said == told
