"""A newcomer's walk, from an empty installation to every export; its pictures are the README's."""

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, expect

from exports.documents import DOCUMENTS, Document
from rubrics.scoring import NotApplicable, as_json, score
from rubrics.text import LANGUAGES, Language
from tests.browser.serving import Server
from tests.browser.walk import BREACHES, NOT_APPLICABLE, RUBRIC, Walker, level_of
from tests.exports.page_reading import Page
from tests.exports.word_reading import words_of_word_file

FACILITY = "Maison des Collines (invented)"
DUE = "2027-03-31"
STANDARDS = [s.id for s in RUBRIC.standards]


def expected() -> dict[str, Any]:
    """Score the walk's own ratings, without the application."""
    given = {
        c.id: NotApplicable(NOT_APPLICABLE[c.id]) if c.id in NOT_APPLICABLE else level_of(c)
        for c in RUBRIC.criteria("short")
    }
    scored: Any = as_json(score(RUBRIC, "short", given))
    return dict(scored["overall"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_newcomer_walks_from_an_empty_installation_to_every_export(
    server: Server,
    open_context: Callable[..., BrowserContext],
    tmp_path: Path,
    language: Language,
) -> None:
    first = Walker(open_context().new_page(), server.url, language)
    begin(first)
    first.page.context.close()

    again = Walker(open_context(accept_downloads=True).new_page(), server.url, language)
    go_on(again)
    picture(again, "rate")
    again.open("results", "results.title")
    assert_screen(again)
    picture(again, "results")
    again.open("plan", "plan.title")
    again.saved()
    work_on_the_plan(again)
    picture(again, "plan")
    again.open("export", "export.title")
    (other,) = set(LANGUAGES) - {language}  # whichever the page speaks, a document may be in either
    # One walk takes every other document, the other walk those between.
    for document in list(DOCUMENTS.values())[LANGUAGES.index(language) :: 2]:
        assert_document(again, document, other, tmp_path)


def begin(walker: Walker) -> None:
    """Start an audit on an empty installation, and rate its first standards."""
    page, t = walker.page, walker.t
    walker.home()
    expect(page.get_by_role("button", name=t("home.demonstration.button"))).to_be_visible()
    page.get_by_role("button", name=t("home.start.button")).click()
    walker.plan_visit(FACILITY)
    walker.open("rate", "rate.title")
    walker.rate_standards(STANDARDS[:6])


def go_on(walker: Walker) -> None:
    """Find the audit again another day, and rate what is left."""
    page, t = walker.page, walker.t
    walker.home()
    expect(page.get_by_text(FACILITY).first).to_be_visible()
    page.get_by_role("button", name=t("home.open"), exact=True).click()
    walker.heading("rate.title")
    page.get_by_role("button", name=t("sheet.next")).click()
    walker.rate_standards(STANDARDS[6:])
    expect(page.get_by_text(t("rate.progress", done=38, n=38))).to_be_attached()


def picture(walker: Walker, name: str) -> None:
    """Keep a picture of the page for the README, where that is asked for."""
    if os.environ.get("AUDIT_PICTURES"):
        walker.page.mouse.wheel(0, -5000)
        walker.picture(f"{name}-{walker.language}")


def assert_screen(walker: Walker) -> None:
    """The page shows the figures computed here, and names the breaches first."""
    figures, t, page = expected(), walker.t, walker.page
    breaches = page.get_by_role("heading", level=2).first
    expect(breaches).to_have_text(t("results.breaches.title", n=len(BREACHES)))
    share = t.percent(figures["coverage"])
    told = t("results.short.coverage", n=36, applicable=36, share=share)
    expect(page.get_by_text(told)).to_be_visible()
    table = page.get_by_role("table", name=t("results.short.counts"))
    for level in RUBRIC.scale.levels:
        counted = f"{t.text(level.label)} {figures['counts'][str(level.rank)]}"
        expect(table.get_by_role("row", name=counted, exact=True)).to_be_visible()
    index = t("results.short.index", index=t.number(figures["index"], 1))
    expect(page.get_by_text(index)).to_be_visible()


def work_on_the_plan(walker: Walker) -> None:
    """Choose the first action, a breach, and say who does it, and by when."""
    t = walker.t
    first = walker.page.locator("section.item").first
    expect(first).to_contain_text(t("plan.badge.breach"))
    first.get_by_label(t("plan.chosen"), exact=True).check()
    first.get_by_label(t("plan.owner"), exact=True).fill("Director")
    first.get_by_label(t("plan.due"), exact=True).fill(DUE)
    first.get_by_label(t("plan.due"), exact=True).blur()
    walker.saved()


def assert_document(walker: Walker, document: Document, language: Language, folder: Path) -> None:
    """Download a document and find the same figures in it."""
    t, page = walker.t, walker.page
    main = page.get_by_test_id("stMainBlockContainer")
    main.get_by_text(t(f"export.language.in_{language}"), exact=True).click()
    expect(main.get_by_text(re.compile(rf"-{language}\."))).to_have_count(len(DOCUMENTS))
    label = document.label(walker.language)
    with page.expect_download() as started:
        page.get_by_role("button", name=t("export.download", document=label), exact=True).click()
    assert started.value.suggested_filename.endswith(document.suffix)
    assert f"-{language}." in started.value.suggested_filename
    file = folder / f"{document.kind}-{language}{document.suffix}"
    started.value.save_as(file)
    FIGURES_IN[document.kind](file.read_bytes(), language)


def in_report(data: bytes, language: Language) -> None:
    in_words(pdf_text(data), language)


def in_page(data: bytes, language: Language) -> None:
    in_words(Page(data).words, language)


def in_word_file(data: bytes, language: Language) -> None:
    in_words(words_of_word_file(docx.Document(io.BytesIO(data))), language)


def in_words(text: str, language: Language) -> None:
    figures = expected()
    assert FACILITY in text
    assert all(code in text for code in (*BREACHES, *NOT_APPLICABLE))
    for number in (figures["index"], *figures["bounds"]):
        assert (str(number) if language == "en" else str(number).replace(".", ",")) in text
    opened, closed = ("“", "”") if language == "en" else ("« ", " »")
    for level in RUBRIC.scale.levels:
        word = f"{opened}{level.label.in_language(language)}{closed}"
        assert f"{figures['counts'][str(level.rank)]} {word}" in text


def in_plan(data: bytes, _: Language) -> None:
    assert "Director" in pdf_text(data)


def in_brief(data: bytes, language: Language) -> None:
    """The short documents name the facility and what was told of the breach, and no figure."""
    text = pdf_text(data)
    assert FACILITY in text
    (breach, *_) = [c for c in RUBRIC.criteria("short") if c.id in BREACHES]
    assert breach.anchors[0].in_language(language) in text


def in_forms(data: bytes, language: Language) -> None:
    # Lines break where they must, also after a hyphen.
    text = "".join(pdf_text(data).split())
    assert "".join(FACILITY.split()) in text
    for criterion in RUBRIC.criteria("short"):
        assert "".join(criterion.statement.in_language(language).split()) in text


def in_workbook(data: bytes, _: Language) -> None:
    figures = expected()
    counts = figures["counts"]
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    rows = [list(row) for sheet in book for row in sheet.iter_rows(values_only=True)]
    whole = next(row for row in rows if "overall" in row)
    assert whole[3:7] == [*counts.values()]
    assert whole[7:9] == [figures["applicable"], figures["rated"]]
    assert whole[9] == figures["applicable"] - figures["rated"]
    assert whole[10] == figures["coverage"]
    assert whole[15:18] == [figures["index"], *figures["bounds"]]


def in_plan_workbook(data: bytes, _: Language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    cells = [c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row]
    assert "Director" in cells


def in_csv(data: bytes, _: Language) -> None:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    given = {
        c.id: "" if c.id in NOT_APPLICABLE else str(level_of(c)) for c in RUBRIC.criteria("short")
    }
    assert {row[0]: row[4] for row in rows[1:]} == given


def in_package(data: bytes, language: Language) -> None:
    with ZipFile(io.BytesIO(data)) as archive:
        in_csv(archive.read("data/criteria.csv"), language)


def in_record(data: bytes, _: Language) -> None:
    record, figures = json.loads(data), expected()
    told = record["record"]["overall"]["figures"]
    assert told["counts"] == list(figures["counts"].values())
    for name in ("applicable", "rated", "coverage", "index", "bounds", "breaches", "level"):
        assert told[name] == figures[name], name


def in_bibtex(data: bytes, language: Language) -> None:
    text = data.decode()
    assert text.startswith("@misc{")
    assert FACILITY in text
    assert f"{RUBRIC.title.in_language(language)}, version {RUBRIC.version}" in text
    assert "Director" not in text


def in_ris(data: bytes, language: Language) -> None:
    first, *_ = data.decode().split("ER  - \r\n")
    lines = dict(line.split("  - ", 1) for line in first.split("\r\n") if line)
    assert (lines["TY"], lines["LA"]) == ("RPRT", language)
    assert FACILITY in lines["TI"]
    assert f"{RUBRIC.title.in_language(language)}, version {RUBRIC.version}" in lines["N1"]


def in_csl(data: bytes, language: Language) -> None:
    item, *_ = json.loads(data)
    assert (item["type"], item["language"]) == ("report", language)
    assert FACILITY in item["title"]
    assert RUBRIC.title.in_language(language) in item["title"]


def in_calendar(data: bytes, _: Language) -> None:
    text = data.decode().replace("\r\n ", "")
    (summary,) = re.findall("^SUMMARY:(.*)\r$", text, re.MULTILINE)
    assert any(code in summary.split() for code in BREACHES)
    assert f"DTSTART;VALUE=DATE:{DUE.replace('-', '')}\r\n" in text
    assert "Director" not in text
    assert FACILITY not in text


FIGURES_IN: dict[str, Callable[[bytes, Language], None]] = {
    "pdf": in_report,
    "plan-pdf": in_plan,
    "html": in_page,
    "docx": in_word_file,
    "summary-pdf": in_brief,
    "exit-pdf": in_brief,
    "large-pdf": in_report,
    "forms-pdf": in_forms,
    "xlsx": in_workbook,
    "plan-xlsx": in_plan_workbook,
    "csv": in_csv,
    "data": in_package,
    "json": in_record,
    "bib": in_bibtex,
    "ris": in_ris,
    "csl": in_csl,
    "ics": in_calendar,
}


def pdf_text(data: bytes) -> str:
    """Return the words of a PDF, line ends as spaces."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return re.sub(r"\s+", " ", text)
