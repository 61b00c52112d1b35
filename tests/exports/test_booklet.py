"""The booklet of an instrument: every text of the rubric, in one language, in PDF and in HTML."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from audit.cli.booklets import write_booklet
from audit.cli.faults import CommandFault, WrongUsage
from audit.words import translator
from exports.booklet import booklet
from exports.booklet.parts import Part, Table
from exports.booklet.words import messages
from exports.html import booklet_html
from exports.html.tags import inside, tag
from exports.pdf.booklet import booklet_pdf
from rubrics.text import LANGUAGES, Language, Text
from tests.exports.booklet_reading import (
    FOLDERS,
    Page,
    html,
    page,
    pdf,
    printed,
    rubric,
    texts,
    words_of_html,
    words_of_pdf,
)
from tests.exports.pdf_checks import broken_parent_tree, faults, flat, outline

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "<b>bold</b> & \"quoted\" <script>alert('x')</script>"

# Booklets are drawn once for all of these tests.
pytestmark = pytest.mark.xdist_group("booklets")
every_folder = pytest.mark.parametrize("folder", FOLDERS)
every_language = pytest.mark.parametrize("language", LANGUAGES)
both_forms = pytest.mark.parametrize("words", [words_of_pdf, words_of_html])


@every_folder
@every_language
@both_forms
def test_every_text_of_the_rubric_is_there(
    folder: str, language: Language, words: Callable[[str, Language], str]
) -> None:
    whole = words(folder, language)
    wanted = {flat(text.in_language(language)) for text in printed(folder)}
    assert [text for text in wanted if text not in whole] == []


@every_folder
@every_language
@both_forms
def test_nothing_of_the_other_language_is_there(
    folder: str, language: Language, words: Callable[[str, Language], str]
) -> None:
    whole = words(folder, language)
    other: Language = "fr" if language == "en" else "en"
    own = {flat(text.in_language(language)) for text in texts(rubric(folder))}
    strange = {flat(text.in_language(other)) for text in texts(rubric(folder))} - own
    strange |= {flat(m.forms(other)["other"]) for m in messages().values()}
    strange -= {flat(m.forms(language)["other"]) for m in messages().values()}
    sentences = (text for text in strange if len(text) > 25 and "{" not in text)
    assert [text for text in sentences if text in whole] == []


@every_folder
@every_language
def test_the_pdf_can_be_read_by_everyone_and_kept(
    folder: str, language: Language, tmp_path: Path
) -> None:
    assert faults(pdf(folder, language), tmp_path) == []
    assert broken_parent_tree(pdf(folder, language)) == []


@every_folder
def test_the_outline_leads_to_every_criterion(folder: str) -> None:
    titles = outline(pdf(folder, "en"))
    for criterion in rubric(folder).criteria("full"):
        assert any(title.startswith(f"{criterion.id} · ") for title in titles)


@every_folder
@every_language
def test_the_page_is_whole_and_runs_nothing(folder: str, language: Language) -> None:
    found = page(folder, language)
    assert found.open == []
    assert found.language == language
    assert "script" not in found.elements
    assert not re.search(rb"<[^>]* on\w+=|javascript:|https?://|url\(", html(folder, language))


@every_folder
def test_headings_of_the_page_are_in_order(folder: str) -> None:
    levels = page(folder, "en").headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@every_folder
def test_every_link_of_the_page_leads_somewhere(folder: str) -> None:
    found = page(folder, "fr")
    assert len(found.ids) == len(set(found.ids))
    assert {target.removeprefix("#") for target in found.targets} <= set(found.ids)
    keys = {f"criterion-{criterion.id}" for criterion in rubric(folder).criteria("full")}
    assert keys <= {target.removeprefix("#") for target in found.targets}


def test_what_a_rubric_says_is_never_markup() -> None:
    text = Text(en=HOSTILE, fr=HOSTILE)
    hostile = rubric(FOLDERS[2]).model_copy(update={"title": text, "summary": text})
    found = Page(booklet_html(hostile, "0" * 64, "en"))
    assert "b" not in found.elements
    assert "script" not in found.elements
    assert flat(found.words).count(flat(HOSTILE)) == 3
    assert booklet_pdf(hostile, "0" * 64, "en").startswith(b"%PDF")


def test_tags_escape_all_but_html() -> None:
    made = tag("p", "<&", tag("b", ["x", ">"]), class_='"&')
    assert made == '<p class="&quot;&amp;">&lt;&amp;<b>x&gt;</b></p>'
    assert inside(made, "<") == f"{made}&lt;"


def test_a_draft_says_so_and_a_released_instrument_does_not() -> None:
    draft = rubric(FOLDERS[0]).model_copy(update={"status": "draft"})
    released = draft.model_copy(update={"status": "released"})
    withdrawn = draft.model_copy(update={"status": "withdrawn"})
    said = [booklet(one, "x", "en") for one in (draft, released, withdrawn)]
    assert [one.head for one in said] == ["Draft", "", "Withdrawn"]
    assert [len(one.notices) for one in said] == [1, 0, 1]


def test_a_screening_and_a_self_check_say_whose_results_they_give() -> None:
    screening = rubric(FOLDERS[2])
    assert "it gives no level" in " ".join(booklet(screening, "x", "en").notices)
    own = screening.model_copy(update={"kind": "self_check"})
    assert "belong to the group" in " ".join(booklet(own, "x", "en").notices)


def inner(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from inner(part.parts)


def test_sheets_hold_the_questions_of_their_form_and_no_rank() -> None:
    whole = rubric(FOLDERS[0])
    parts = {part.key: part for part in inner(booklet(whole, "x", "en").parts)}
    for form in ("short", "full"):
        (table,) = parts[f"sheet-staff-{form}"].blocks
        assert isinstance(table, Table)
        asked = [
            question.text.en
            for criterion in whole.criteria("full")
            for question in criterion.questions
            if question.group == "staff" and (form == "full" or question.core)
        ]
        assert [row[1] for row in table.rows][: len(asked)] == asked
        assert all("=" not in str(row[2]) and "☐" in str(row[2]) for row in table.rows)


def test_parts_that_a_rubric_has_not_are_left_out() -> None:
    keys = {part.key for part in inner(booklet(rubric(FOLDERS[1]), "x", "en").parts)}
    assert not {"interviews", "validation", "time"} & keys
    assert {"about", "scale", "rules", "references"} <= keys


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-1.7"), ("html", b"<!DOCTYPE html>")])
def test_the_command_writes_a_whole_file_named_after_the_instrument(
    kind: str, start: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = write_booklet("facility-rights", kind, "fr", None, translator("fr"))
    (file,) = tmp_path.iterdir()
    assert re.fullmatch(rf"facility-rights-[\d.]+-fr\.{kind}", file.name)
    assert said.startswith(f"{file.name}\u00a0: livret de facility-rights ")
    assert file.read_bytes().startswith(start)


def test_the_command_takes_the_name_it_is_given_and_refuses_other_kinds(tmp_path: Path) -> None:
    out = tmp_path / "booklet.html"
    write_booklet("facility-rights", "html", "en", str(out), translator("en"))
    assert out.read_bytes() == html(FOLDERS[2], "en")
    with pytest.raises(WrongUsage) as fault:
        write_booklet("facility-rights", "docx", "en", str(out), translator("en"))
    assert "pdf, html" in fault.value.faults[0].say(translator("en"))
    with pytest.raises(CommandFault):
        write_booklet("no-such-rubric", "pdf", "en", str(out), translator("en"))


def test_every_message_of_booklets_is_used() -> None:
    files = [*ROOT.glob("exports/booklet/*.py"), *ROOT.glob("exports/html/*.py")]
    code = "\n".join(file.read_text("utf-8") for file in files)
    families = set(re.findall(r'f"(booklet\.[\w.]*)\{', code))
    unused = [
        key
        for key in messages()
        if key.startswith("booklet.")
        and f'"{key}"' not in code
        and not any(key.startswith(family) for family in families)
    ]
    assert unused == []


def test_french_messages_of_booklets_are_set_as_french() -> None:
    for key, message in messages().items():
        for form in message.forms("fr").values():
            assert not re.search(r" [:;!?»%]|« |'", form), (key, form)
            assert not re.search(r"[^\s\u00a0][;!?»]", form), (key, form)
