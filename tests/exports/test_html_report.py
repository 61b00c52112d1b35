"""The report as a page: structure, words, order, editions, what is typed, its record inside."""

import json
from functools import cache

import pytest
import rfc8785

from exports.canonical import canonical
from exports.documents import build
from exports.html.report import report_html
from exports.pdf import report_pdf
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.report.typed import lines_of
from rubrics.text import Language
from tests.exports.hostile_audits import HOSTILE, MARKUP
from tests.exports.page_reading import Page, page_faults
from tests.exports.pdf_checks import flat, outline, words_of
from tests.exports.sample_record import DISSENT, sample_record, six_level_record
from tests.exports.test_privacy import planted

RECORDS = {**HOSTILE, "sample": sample_record(), "six": six_level_record()}


@cache
def html(name: str, language: Language = "en") -> bytes:
    return report_html(RECORDS[name], language)


@cache
def page(name: str, language: Language = "en") -> Page:
    return Page(html(name, language))


@pytest.mark.parametrize("name", RECORDS)
def test_a_page_keeps_every_rule(name: str) -> None:
    assert page_faults(Page(html(name)), html(name), RECORDS[name], "en") == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('lang="en"', 'lang="fr"', "it says its language"),
        ("<h2", '<h2 onclick="x"', "nothing is run"),
        ('href="#', 'href="#gone-', "links and sections lead somewhere"),
        ('href="#', 'href="https://example.org/', "it loads nothing"),
        ('scope="row"', 'scope="col"', "tables name themselves, rows and columns"),
        ("<main", "<main \u202e", "no sign is hidden in it"),
        ("default-src ", "script-src ", "its policy lets nothing in"),
        ('"2027-0001"', '"2027-0002"', "its own record is inside"),
    ],
)
def test_the_checks_would_see_a_page_that_breaks_one(before: str, after: str, told: str) -> None:
    content = html("sample").decode()
    assert before in content
    changed = content.replace(before, after).encode()
    assert told in page_faults(Page(changed), changed, RECORDS["sample"], "en")


@pytest.mark.parametrize("name", RECORDS)
def test_what_was_typed_is_shown(name: str) -> None:
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
