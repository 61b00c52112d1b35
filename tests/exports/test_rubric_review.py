"""The review workbook: every text of a rubric to correct and comment, and what comes back."""

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from exports.workbook import given_back
from exports.workbook.rubric_review import COLUMNS, review_workbook
from exports.workbook.rubric_review_reading import (
    Change,
    Comment,
    Mark,
    Review,
    ReviewFault,
    read_mark,
    read_review,
)
from exports.workbook.rubric_review_words import what
from exports.workbook.words import messages
from rubrics.draft import read_draft
from rubrics.loader import digest, find
from rubrics.model import Rubric
from rubrics.text import LANGUAGES, Language, Text, Translator
from rubrics.whereabouts import passages, whereabouts
from tests.exports.workbook_reading import parts
from tests.rubrics.builders import TINY, tiny

DIGEST = digest(tiny())
ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import hashlib
from exports.workbook.rubric_review import review_workbook
from tests.rubrics.builders import tiny
print(hashlib.sha256(review_workbook(tiny(), "d", "fr")).hexdigest())
"""
Edit = Callable[[Worksheet, dict[str, int]], None]


def exported(language: Language = "en") -> bytes:
    return review_workbook(tiny(), DIGEST, language)


def edited(change: Edit, content: bytes | None = None) -> bytes:
    """Return the workbook as somebody saves it who changed its second sheet."""
    book = load_workbook(BytesIO(content or exported()))
    sheet = book.worksheets[1]
    rows = {str(row[0].value): row[0].row or 0 for row in sheet.iter_rows(min_row=2)}
    change(sheet, rows)
    return saved(book)


def saved(book: Workbook) -> bytes:
    result = BytesIO()
    book.save(result)
    return result.getvalue()


def read(content: bytes) -> Review:
    return read_review(content, tiny(), DIGEST)


def typed(place: str, column: str, value: str | int | date | None) -> Edit:
    letter = "ABCDEF"[list(COLUMNS).index(column)]

    def change(sheet: Worksheet, rows: dict[str, int]) -> None:
        sheet[f"{letter}{rows[place]}"] = value

    return change


def test_each_text_has_a_row_and_says_what_it_is() -> None:
    sheet = load_workbook(BytesIO(exported())).worksheets[1]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Place", "What it is", "English", "French", "Comment", "Reviewer")
    assert rows[1] == (
        *("title", "Name of the instrument", "A garden open to all", "Un jardin ouvert à tous"),
        *(None, None),
    )
    assert ("S1.anchors.2", "Anchor, level 2 · Open") in [row[:2] for row in rows]
    assert ("S1.questions.peer_workers", "Question to peer workers") in [row[:2] for row in rows]
    assert len(rows) == 1 + len(passages(tiny()))


def test_it_is_in_the_language_of_its_reader() -> None:
    guide, texts, _ = load_workbook(BytesIO(exported("fr"))).worksheets
    assert (guide.title, texts.title) == ("À lire d’abord", "Textes")
    said = [row[1] for row in texts.iter_rows(values_only=True)]
    assert "Prochaine étape depuis le niveau 1 · Entrouvert" in said
    assert any("colonnes grises «\u00a0Emplacement\u00a0»" in str(row[1]) for row in guide.values)


def test_it_is_ready_to_work_in_and_to_print() -> None:
    guide, texts, mark = load_workbook(BytesIO(exported())).worksheets
    last = len(passages(tiny())) + 1
    assert (texts.freeze_panes, texts.auto_filter.ref) == ("C2", f"A1:F{last}")
    assert texts.print_title_rows == "$1:$1"
    assert (texts.page_setup.orientation, guide.page_setup.orientation) == ("landscape", "portrait")
    fit = texts.sheet_properties.pageSetUpPr
    assert fit is not None
    assert fit.fitToPage
    assert all(cell.alignment.wrap_text for row in texts for cell in row)
    assert all(cell.number_format == "@" for row in texts["C2:F9"] for cell in row)
    assert not texts.protection.sheet
    assert mark.sheet_state == "veryHidden"
    # Whoever reads the first sheet can say which instrument it was, in which words.
    assert f"tiny, version 1.0.0, {last - 1} texts. Mark of its words: {DIGEST[:12]}" in str(
        [*guide.values]
    )


def test_the_file_says_what_it_is_a_review_of() -> None:
    assert read_mark(exported()) == Mark("tiny", "1.0.0", DIGEST)


def test_the_same_rubric_gives_the_same_bytes_anywhere() -> None:
    here = hashlib.sha256(review_workbook(tiny(), "d", "fr")).hexdigest()
    changes = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "OPENPYXL_LXML": "False"}
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | changes
    command = [sys.executable, "-c", ELSEWHERE]
    found = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True)
    assert found.stdout.decode().strip() == here


def test_a_row_is_this_and_nothing_else() -> None:
    sheet = parts(exported())["xl/worksheets/sheet2.xml"]
    row = re.search(r'<row r="13".*?</row>', sheet)
    assert row is not None
    bare = re.sub(r' (?:s|ht)="[^"]*"', "", row[0])
    held = '<c r="{}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>'
    texts = ("scale.not_applicable", "Word for “not applicable”", "Not applicable", "Sans objet")
    cells = "".join(held.format(f"{c}13", text) for c, text in zip("ABCD", texts, strict=True))
    assert bare == f'<row r="13">{cells}<c r="E13"/><c r="F13"/></row>'


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_back_untouched_changes_nothing(language: Language) -> None:
    assert read(exported(language)) == Review()
    assert read(edited(lambda *_: None, exported(language))) == Review()


@pytest.mark.parametrize("version", ["0.1.0", "1.0.0"])
def test_a_real_rubric_comes_back_as_it_left(version: str) -> None:
    rubric = find("peer-integration", version)
    content = review_workbook(rubric, digest(rubric), "en")
    assert read_review(content, rubric, digest(rubric)) == Review()


def test_another_program_may_save_it(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office, "This test needs LibreOffice: install the package libreoffice-calc."
    (tmp_path / "review.xlsx").write_bytes(exported("fr"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved")]
    command = [office, profile, *convert, str(tmp_path / "review.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    content = (tmp_path / "saved" / "review.xlsx").read_bytes()
    assert content != exported("fr")
    assert read_mark(content) == Mark("tiny", "1.0.0", DIGEST)
    assert read(content) == Review()


TYPED = st.text(min_size=1, max_size=40) | st.text("=+-@_x0041\t\r\n<&é́\u00a0 ", min_size=1)


def with_title(text: str) -> Rubric:
    title = Text(en=text, fr=text)
    return tiny().model_copy(update={"title": title})


@settings(max_examples=20, deadline=None)
@given(TYPED)
@example("=1+1")
@example("_x0041_")
@example("e\u0301 \x07")
@example("one\r\ntwo\ttabbed ")
def test_whatever_a_text_holds_it_comes_back_as_it_left(text: str) -> None:
    rubric = with_title(text)
    review = read_review(review_workbook(rubric, "d", "en"), rubric, "d")
    emptied = {fault.key for fault in review.faults}
    assert review.changes == ()
    assert emptied == set()


def test_a_corrected_text_is_a_change() -> None:
    content = edited(typed("S1.statement", "text_fr", " La porte s’ouvre à toutes et tous.\n"))
    before, after = "La porte s’ouvre à chacun.", "La porte s’ouvre à toutes et tous."
    assert read(content) == Review(changes=(Change("S1.statement", "fr", before, after),))


def test_what_is_typed_is_cleaned() -> None:
    content = edited(typed("S1.statement", "text_en", "The gate\u0085 ope\u0301ns_x000D_\nwide."))
    [change] = read(content).changes
    assert change.after == "The gate opéns\nwide."
    [change] = read(edited(typed("S1.statement", "text_en", 2020))).changes
    assert change.after == "2020"


def test_a_comment_names_its_reviewer() -> None:
    def change(sheet: Worksheet, rows: dict[str, int]) -> None:
        sheet[f"E{rows['S1.why']}"] = "Not so here."
        sheet[f"F{rows['S1.why']}"] = "NK"
        sheet[f"E{rows['S2.why']}"] = "Too long."
        sheet[f"E{sheet.max_row + 1}"] = "Well made."

    assert read(edited(change)) == Review(
        comments=(
            Comment("S1.why", "NK", "Not so here."),
            Comment("S2.why", "", "Too long."),
            Comment("", "", "Well made."),
        )
    )


def test_rows_and_columns_may_be_moved() -> None:
    book = load_workbook(BytesIO(exported()))
    rows = [[*row[2:], *row[:2]] for row in book.worksheets[1].iter_rows(values_only=True)]
    body = rows[1:]
    random.Random(1).shuffle(body)
    sheet = book.create_sheet("Anything", 0)
    for row in (rows[0], *body):
        sheet.append(row)
    del book["Texts"]
    assert read(saved(book)) == Review()


def fault(row: str, column: str, key: str, **values: str) -> Review:
    number = [passage.name for passage in passages(tiny())].index(row) + 2
    cell = f"Texts!{'ABCDEF'[list(COLUMNS).index(column)]}{number}"
    return Review(faults=(ReviewFault(cell, key, tuple(values.items())),))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            typed("S1.why", "text_en", None),
            fault("S1.why", "text_en", "emptied", place="S1.why"),
        ),
        (
            typed("S1.why", "text_en", " \n"),
            fault("S1.why", "text_en", "emptied", place="S1.why"),
        ),
        (typed("S1.why", "text_en", "=A1"), fault("S1.why", "text_en", "formula")),
        (typed("S1.why", "comment", "=A1"), fault("S1.why", "comment", "formula")),
        (typed("S1.why", "text_en", True), fault("S1.why", "text_en", "not_text")),
        (typed("S1.why", "text_en", date(2027, 1, 1)), fault("S1.why", "text_en", "not_text")),
        (typed("S1.why", "text_en", "#REF!"), fault("S1.why", "text_en", "not_text")),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(change: Edit, expected: Review) -> None:
    assert read(edited(change)) == expected


def test_a_row_must_say_which_text_it_holds() -> None:
    def change(sheet: Worksheet, rows: dict[str, int]) -> None:
        sheet[f"A{rows['S1.why']}"] = "S1.whi"
        sheet[f"A{rows['S2.why']}"] = "title"
        sheet[f"A{rows['S3.why']}"] = None
        sheet.delete_rows(rows["U4.why"])

    assert read(edited(change)).faults == (
        *fault("S1.why", "place", "unknown_place", place="S1.whi").faults,
        *fault("S2.why", "place", "repeated_place", place="title").faults,
        *fault("S3.why", "place", "no_place").faults,
        ReviewFault(
            "Texts",
            "missing_rows",
            (("count", "4"), ("places", "S1.why, S2.why, S3.why, U4.why")),
        ),
    )


def test_many_missing_rows_are_counted_and_not_all_named() -> None:
    [found] = read(edited(lambda sheet, _: sheet.delete_rows(2, 10))).faults
    assert dict(found.values) == {
        "count": "10",
        "places": "title, summary, basis, limits, licence.notice …",
    }


def test_a_column_that_is_gone_is_named() -> None:
    content = edited(lambda sheet, _: sheet.delete_cols(4))
    expected = ReviewFault("Texts", "no_column", (("column", "French / Français"),))
    assert read(content) == Review(faults=(expected,))
    bare = edited(lambda sheet, _: sheet.delete_cols(5, 2))
    assert read(bare) == Review()


@pytest.mark.parametrize(
    ("rubric", "words", "expected"),
    [
        (
            find("peer-integration", "0.1.0"),
            DIGEST,
            ReviewFault(
                "",
                "wrong_rubric",
                (("found", "tiny 1.0.0"), ("expected", "peer-integration 0.1.0")),
            ),
        ),
        (tiny(), "else", ReviewFault("", "changed_since", (("rubric", "tiny 1.0.0"),))),
    ],
)
def test_a_review_of_something_else_is_refused(
    rubric: Rubric, words: str, expected: ReviewFault
) -> None:
    assert read_review(exported(), rubric, words) == Review(faults=(expected,))


def without_mark() -> bytes:
    book = load_workbook(BytesIO(exported()))
    del book["_rubric"]
    return saved(book)


def test_a_workbook_of_another_kind_is_no_review() -> None:
    for content in (without_mark(), saved(Workbook())):
        assert read(content) == Review(faults=(ReviewFault("", "not_a_review"),))
        assert read_mark(content) == ReviewFault("", "not_a_review")


def damaged() -> Iterator[bytes]:
    content = exported()
    yield b""
    yield b"PK\x03\x04"
    yield b"\xd0\xcf\x11\xe0 a workbook with a password"
    yield content[: len(content) // 2]
    for name in parts(content):
        changed = BytesIO()
        with zipfile.ZipFile(changed, "w") as file:
            for other, text in parts(content).items():
                file.writestr(other, text[:40] if other == name else text)
        yield changed.getvalue()


def test_no_damage_stops_the_program() -> None:
    keys = {fault.key for content in damaged() for fault in read(content).faults}
    assert "not_a_workbook" in keys


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 10_000))
def test_no_byte_out_of_place_stops_the_program(junk: bytes, at: int) -> None:
    content = exported()
    read(content[:at] + junk + content[at + len(junk) :])


def test_a_file_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_back, "LARGEST", 10_000)
    assert read(exported()) == Review(faults=(ReviewFault("", "not_a_workbook"),))


def kinds(model: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the place of every text the model of a rubric can hold, at its first item."""
    if model is Text:
        yield at
    elif isinstance(model, type) and issubclass(model, BaseModel):
        for name, field in model.model_fields.items():
            yield from kinds(field.annotation, (*at, name))
    elif get_origin(model) in (tuple, dict):
        item = get_args(model)[0 if get_origin(model) is tuple else 1]
        yield from kinds(item, (*at, "0"))
    else:
        for choice in get_args(model):
            yield from kinds(choice, at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_a_rubric_can_hold_has_its_words(language: Language) -> None:
    known = messages()
    for place in kinds(Rubric):
        names = [name for name in place if not name.isdigit()]
        heads = [n for n, name in enumerate(names) if name in ("themes", "standards", "criteria")]
        key = f"review.what.{'.'.join(names[max(heads, default=0) :])}"
        assert known[key].forms(language)["other"], key


def test_places_are_said_in_words() -> None:
    said = {p.name: what(Translator("en", messages()), tiny(), p.place) for p in passages(tiny())}
    assert said["scale.levels.ajar.label"] == "Name of level 1"
    assert said["S1.look_for.documents.0"] == "Document to ask for (1)"
    assert said["S1.next_steps.0"] == "Next step from level 0 · Closed"
    assert said["interviews.consents.interview"] == "Consent to the interview"
    assert said["interviews.unscored.wish"] == (
        "Unscored question to peer workers, to service users"
    )


@pytest.mark.parametrize("rubric_id", ["peer-integration", "facility-rights", "peer-group-check"])
def test_every_text_has_a_name_of_its_own(rubric_id: str) -> None:
    names = [passage.name for passage in passages(find(rubric_id))]
    assert len(set(names)) == len(names)
    assert all(len(name) < 80 for name in names)


def test_a_second_question_to_the_same_group_is_numbered() -> None:
    tree = tiny().model_dump()
    tree["themes"][0]["standards"][0]["criteria"][0]["questions"] *= 2
    names = [passage.name for passage in passages(Rubric.model_validate(tree))]
    assert [name for name in names if name.startswith("S1.questions.peer_workers")] == [
        "S1.questions.peer_workers",
        "S1.questions.peer_workers.2",
    ]


def test_every_text_has_its_file_and_its_line() -> None:
    draft = read_draft(TINY)
    for passage in passages(tiny()):
        for language in LANGUAGES:
            file, line = whereabouts(draft, (*passage.place, language))
            assert line is not None
            # A quoted text or one in braces stands on the line itself.
            words = passage.text.in_language(language)
            assert words in file.read_text("utf-8").splitlines()[line - 1]


def test_a_place_without_a_line_has_that_of_what_holds_it() -> None:
    draft = read_draft(TINY)
    first = ("themes", "0", "standards", "0")
    assert whereabouts(draft, (*first, "nope", "en")) == (TINY / "standards" / "S.yaml", 1)
    assert whereabouts(draft, ()) == (TINY / "rubric.yaml", 2)
