"""The report as a page: structure, words, order, editions, what is typed, its record inside."""

import json
import re
from functools import cache
from itertools import pairwise

import pytest
import rfc8785

from exports.canonical import canonical
from exports.documents import build
from exports.html.report import report_html
from exports.pdf import report_pdf
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.report.typed import lines_of
from rubrics.text import LANGUAGES, Language
from tests.exports.hostile_audits import HOSTILE, MARKUP
from tests.exports.page_reading import Page, addresses
from tests.exports.pdf_checks import flat, outline, words_of
from tests.exports.sample_record import DISSENT, sample_record, six_level_record
from tests.exports.test_privacy import planted

RECORDS = {**HOSTILE, "sample": sample_record(), "six": six_level_record()}
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@cache
def html(name: str, language: Language = "en") -> bytes:
    return report_html(RECORDS[name], language)


@cache
def page(name: str, language: Language = "en") -> Page:
    return Page(html(name, language))


def without_record(content: bytes) -> str:
    return re.sub(rb"<script.*?</script>", b"", content, flags=re.DOTALL).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language(language: Language) -> None:
    made = page("sample", language)
    assert made.one("html").get("lang") == language


@pytest.mark.parametrize("name", RECORDS)
def test_a_page_is_well_built(name: str) -> None:
    made = page(name)
    assert [len(made.find(one)) for one in ("header", "main", "nav", "h1")] == [1] * 4
    assert len(made.one("head").find("title")) == 1
    levels = [level for level, _ in made.headings]
    assert levels[0] == 1
    assert all(later - one <= 1 for one, later in pairwise(levels))
    ids = [one.get("id") for one in made.whole.find(*names_of(made)) if one.get("id")]
    assert len(ids) == len(set(ids))
    targets = {one.get("href") for one in made.find("a")}
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    for section in made.find("section", "nav"):
        assert section.get("aria-labelledby") in ids


def names_of(made: Page) -> set[str]:
    found, ahead = set(), list(made.whole.inside)
    while ahead:
        one = ahead.pop()
        found.add(one.name)
        ahead += one.inside
    return found


@pytest.mark.parametrize("name", RECORDS)
def test_tables_say_what_they_are_and_name_their_rows_and_columns(name: str) -> None:
    tables = page(name).find("table")
    assert len(tables) >= 2
    for table in tables:
        assert flat(table.find("caption")[0].words)
        head, body = table.find("thead")[0], table.find("tbody")[0]
        assert {cell.get("scope") for cell in head.find("th")} == {"col"}
        columns = len(head.find("th"))
        for row in body.find("tr"):
            assert [cell.name for cell in row.inside] == ["th"] + ["td"] * (columns - 1)
            assert row.inside[0].get("scope") == "row"


@pytest.mark.parametrize("name", RECORDS)
def test_nothing_is_run_loaded_or_left_to_others(name: str) -> None:
    content, made = html(name), page(name)
    policy = [one for one in made.find("meta") if one.get("http-equiv")]
    assert [one.get("content") for one in policy] == [POLICY]
    assert all(one.startswith("#") for one in addresses(content))
    assert [one.get("type") for one in made.find("script")] == ["application/json"]
    named = names_of(made)
    assert named & {"img", "iframe", "object", "embed", "form", "link", "base", "audio"} == set()
    assert not any(name.startswith("on") for one in made.find(*named) for name in one.attributes)


@pytest.mark.parametrize("name", RECORDS)
def test_what_was_typed_is_shown_and_never_obeyed(name: str) -> None:
    shown = without_record(html(name))
    assert TURNING.search(shown) is None
    assert CONTROLS.search(shown) is None
    for standard in RECORDS[name].standards:
        for line in lines_of(standard.finding):
            assert flat(line) in page(name).words


def test_markup_is_shown_as_it_was_typed_with_a_direction_of_its_own() -> None:
    made = page("markup")
    words = " ".join(lines_of(MARKUP * 3))
    (name,) = (one for one in made.find("p") if one.get("class") == "facility")
    assert (name.words, name.get("dir")) == (words, "auto")
    apart = [one.words for one in made.find("bdi")]
    assert words in apart
    arabic = [one for one in page("arabic").find("dd") if one.get("class") == "strong"]
    assert {one.get("dir") for one in arabic} == {"auto"}


@pytest.mark.parametrize("name", ["sample", "empty", "not applicable", "six"])
def test_a_page_has_the_headings_of_the_pdf_in_its_order(name: str) -> None:
    titles = [flat(title) for title in outline(report_pdf(RECORDS[name], "fr"))]
    assert [title for _, title in page(name, "fr").headings] == titles


def test_a_page_says_what_the_pdf_says() -> None:
    record = sample_record("public")
    printed = words_of(report_pdf(record, "en")).replace(" ", "")
    made = Page(report_html(record, "en")).one("main")
    found = made.find("h2", "h3", "h4", "p", "li", "dd", "td", "th")
    told = [flat(one.words) for one in found if not one.find("ul")]
    # A paragraph may be cut by the end of a page: its beginning is looked for.
    missing = {text for text in told if text.replace(" ", "")[:50] not in printed}
    # In the PDF, bars have their counts as a description; each file is checked in its own way.
    only_here = ("Stacked", "The record of this assessment is inside this file")
    assert {t for t in missing if not t.startswith(only_here) and "“Full”" not in t} == set()
    assert len(told) > 200


def facts_of_first_criterion(record: AuditRecord) -> list[tuple[str, str]]:
    first = Page(report_html(record, "en")).find("dl")
    (found,) = (one for one in first if DISSENT in one.words and "Anchor 3 of A1" in one.words)
    names, values = ([flat(one.words) for one in found.find(name)] for name in ("dt", "dd"))
    return list(zip(names, values, strict=True))


def test_dissent_stands_after_the_reason_and_what_was_shown_beside_each_rating() -> None:
    told = facts_of_first_criterion(sample_record())
    assert [name for name, _ in told[:3]] == ["Level", "Reason", "Dissent"]
    assert told[2] == ("Dissent", DISSENT)
    rated = [place for place, (name, _) in enumerate(told) if name == "Rating"]
    assert told[rated[0] + 1 : rated[0] + 3] == [
        ("Documents alone", "Not initiated"),
        ("Observation alone", "Full"),
    ]
    facility = facts_of_first_criterion(sample_record("facility"))
    assert ("Dissent", DISSENT) in facility
    assert not any(name.endswith(" alone") for name, _ in facility)


@pytest.mark.parametrize("audience", ["team", "facility", "public"])
def test_only_the_record_of_its_own_edition_is_inside(audience: Audience) -> None:
    record = sample_record(audience)
    (inside,) = Page(report_html(record, "en")).find("script")
    assert rfc8785.dumps(json.loads(inside.words)) == canonical(record)


@pytest.mark.parametrize("name", RECORDS)
def test_no_text_ends_the_element_that_holds_the_record(name: str) -> None:
    (inside,) = page(name).find("script")
    assert "<" not in inside.words
    assert rfc8785.dumps(json.loads(inside.words)) == canonical(RECORDS[name])


def test_what_an_edition_leaves_out_changes_nothing_in_its_page() -> None:
    secret = planted(sample_record(), "public", "canary-42")
    public = report_html(edition(secret, "public"), "fr")
    assert public == report_html(sample_record("public"), "fr")
    assert b"canary-42" in report_html(secret, "fr")


def test_what_must_be_known_first_is_said_and_printed_on_every_page() -> None:
    draft = "Draft, not yet answered by the facility"
    assert draft in page("sample").words
    assert f'@top-center {{ content: "{draft} · ' in html("sample").decode()
    final = report_html(sample_record(state="final", invented=False), "en")
    assert draft not in final.decode()


def test_bars_show_every_count_and_say_it() -> None:
    figure = page("sample").find("figure")[0]
    whole = figure.find("li")[0]
    assert [one.words for one in whole.find("text")] == ["5", "4", "4", "3", "1"]
    said = "5 “Full”, 4 “Partial”, 4 “Initiated”, 3 “Not initiated”, 1 “Not rated”"
    assert [one.words for one in whole.find("p")] == [said]
    pieces = [one for one in whole.find("rect") if "tone" in one.get("class")]
    assert [one.get("width") for one in pieces] == ["29.412%", "23.529%", "23.529%", "17.647%"]
    assert page("not applicable").find("figure")[0].find("text") == []


def test_squares_are_filled_up_to_the_level() -> None:
    (cell, *_) = (one for one in page("sample").find("dd") if "Partial: " in one.words)
    filled = [one.get("class") for one in cell.find("rect")]
    assert filled == ["on t2", "on t2", ""]


def test_the_door_of_documents_seals_it() -> None:
    made = build("html", sample_record(), "public", "en")
    assert made == report_html(sample_record("public"), "en")
