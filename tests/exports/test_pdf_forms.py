"""Paper forms: everything the instrument asks, nothing that was found, and a code on each page."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.units import mm

from audit.questions import group_of
from exports.documents import build
from exports.pdf.forms import forms_pdf
from exports.pdf.forms_interviews import LETTERS
from exports.pdf.marks import QR, coded, qr_rows
from exports.pdf.styles import MARGIN, PAGE_WIDTH
from exports.recompute import recomputed
from exports.record import AuditRecord
from exports.verification.pdf import verify_pdf
from rubrics.faults import FaultsError
from rubrics.loader import find, pinned
from rubrics.text import LANGUAGES, Language
from tests.exports.pdf_checks import (
    attachments,
    broken_parent_tree,
    faults,
    flat,
    outline,
    words_of,
)
from tests.exports.sample_record import hostile_record, installed, sample_record

RUBRIC = find("facility-rights")
SIZE = 8  # pixels to a module


def record_of(record: AuditRecord) -> AuditRecord:
    return installed(record, "facility-rights")


@pytest.fixture(scope="module")
def made() -> dict[Language, bytes]:
    """Return the forms of the sample, made once in each language."""
    return {language: forms_pdf(record_of(sample_record()), language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_can_be_read_by_everyone_and_kept(
    made: dict[Language, bytes], language: Language, tmp_path: Path
) -> None:
    assert faults(made[language], tmp_path) == []
    assert broken_parent_tree(made[language]) == []


def test_any_name_of_a_facility_can_be_printed_on_them(tmp_path: Path) -> None:
    pdf = forms_pdf(installed(hostile_record()), "fr")
    assert faults(pdf, tmp_path) == []
    assert broken_parent_tree(pdf) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_hold_each_statement_level_question_and_answer(
    made: dict[Language, bytes], language: Language
) -> None:
    text = words_of(made[language])
    interviews = RUBRIC.interviews
    assert interviews is not None
    for criterion in RUBRIC.criteria("full"):
        looked_for = (*criterion.look_for.documents, *criterion.look_for.observation)
        for said in (criterion.statement, *criterion.anchors.values(), *looked_for):
            assert flat(said.in_language(language)) in text
        for question in criterion.questions:
            assert flat(question.text.in_language(language)) in text
    for consent in interviews.consents:
        assert flat(consent.script.in_language(language)) in text
    scripts = text.count(flat(interviews.opening.in_language(language)))
    assert scripts == text.count(flat(interviews.closing.in_language(language))) >= 3
    skipped = {"en": "☐ Skipped", "fr": "☐ Passée"}[language]
    asked = sum(len(criterion.questions) for criterion in RUBRIC.criteria("full"))
    unscored = sum(len(one.groups) for one in interviews.unscored if one.answers)
    assert text.count(skipped) == asked + unscored


def test_a_short_form_asks_core_questions_alone() -> None:
    rubric = find("peer-integration")
    record = installed(sample_record(), rubric.id)
    instrument = record.instrument.model_copy(update={"form": "short"})
    titles = outline(forms_pdf(record.model_copy(update={"instrument": instrument}), "en"))
    criteria = [c for c in rubric.criteria("full") if f"{c.id} · {c.statement.en}" in titles]
    assert criteria == list(rubric.criteria("short"))
    assert "Interview: Families and supporters" in titles


def test_forms_hold_nothing_that_was_found(made: dict[Language, bytes]) -> None:
    record, text = record_of(sample_record()), words_of(made["fr"])
    assert flat(record.facility.name) in text
    assert record.id in text
    for standard in record.standards:
        assert not standard.finding or flat(standard.finding) not in text
    for action in record.actions:
        assert not action.text or flat(action.text) not in text
    assert "record.json" in attachments(made["fr"])


def codes(pdf: bytes) -> Iterator[str]:
    """Yield the running code of each page, as it is printed."""
    with pikepdf.open(BytesIO(pdf)) as file:
        count = len(file.pages)
    document = pypdfium2.PdfDocument(pdf)
    for number in range(count):
        text = document[number].get_textpage().get_text_range()
        yield next(word for word in text.split() if word.startswith("PRA:"))


def test_each_page_names_audit_instrument_form_and_page(made: dict[Language, bytes]) -> None:
    found = list(codes(made["en"]))
    start = f"PRA:2027-0001:FACILITY-RIGHTS:{RUBRIC.version}:FULL:"
    assert [code.removeprefix(start).split(":")[1] for code in found] == [
        str(number) for number in range(1, len(found) + 1)
    ]
    forms = list(dict.fromkeys(code.split(":")[-2] for code in found))
    assert forms[:2] == ["A", "C"]
    assert set(forms[2:]) <= set(LETTERS.values())


def test_the_qr_code_of_a_page_holds_what_is_printed_beside_it(
    made: dict[Language, bytes],
) -> None:
    code = list(codes(made["en"]))[3]
    rows = qr_rows(code)
    scale = SIZE * len(rows) / QR
    image = pypdfium2.PdfDocument(made["en"])[3].render(scale=scale).to_pil().convert("L")
    left, top = (PAGE_WIDTH - MARGIN - QR) * scale, 8 * mm * scale
    drawn = tuple(
        tuple(
            image.getpixel((left + (column + 0.5) * SIZE, top + (row + 0.5) * SIZE)) < 128
            for column in range(len(rows))
        )
        for row in range(len(rows))
    )
    assert drawn == rows


def test_a_qr_code_has_its_three_eyes_and_its_dark_module() -> None:
    rows = qr_rows("PRA:X:Y:1.0.0:FULL:C:12")
    last = len(rows) - 7
    for row, column in ((0, 0), (0, last), (last, 0)):
        eye = [rows[row + i][column + j] for i in (0, 3, 6) for j in (0, 3, 6)]
        assert all(eye)
        assert not rows[row + 1][column + 1]
    assert rows[len(rows) - 8][8]
    assert qr_rows("PRA:X:Y:1.0.0:FULL:C:13") != rows


def test_codes_hold_no_letter_that_would_make_them_longer() -> None:
    assert coded("c15606a71cd72bef") == "C15606A71CD72BEF"
    assert coded("é:ﷺ/1") == "---/1"
    assert len(coded("x" * 500)) == 24


@pytest.mark.parametrize("group", LETTERS)
def test_the_first_letter_of_a_code_is_that_of_the_application(group: str) -> None:
    assert group_of(f"{LETTERS[group]}01") == group  # type: ignore[index]


def test_an_instrument_that_is_not_installed_is_named() -> None:
    with pytest.raises(FaultsError) as error:
        forms_pdf(sample_record(), "en")
    assert error.value.faults[0].key == "unknown_rubric"
    other = record_of(sample_record())
    instrument = other.instrument.model_copy(update={"digest": "0" * 64})
    with pytest.raises(FaultsError) as error:
        forms_pdf(other.model_copy(update={"instrument": instrument}), "en")
    assert "worded otherwise here" in error.value.faults[0].report("en")
    used = record_of(sample_record()).instrument
    assert pinned(used.id, used.version, used.digest) == RUBRIC


def test_forms_of_an_instrument_that_is_not_installed_are_not_said_to_be_altered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pdf = build("forms-pdf", recomputed(installed(sample_record())), "team", "en")
    assert [each.kind for each in verify_pdf(pdf, {}).remarks] == ["no_seal"]

    def missing(*_: str) -> None:
        raise FaultsError([])

    monkeypatch.setattr("exports.pdf.forms.pinned", missing)
    verdict = verify_pdf(pdf, {})
    assert verdict.outcome == "unknown_key"
    assert [each.kind for each in verdict.remarks] == ["no_seal", "instrument_missing"]
