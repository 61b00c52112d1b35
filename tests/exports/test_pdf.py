"""The PDF report and plan: conformance, words, figures, editions, determinism."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exports.canonical import canonical, digest
from exports.pdf import plan_pdf, report_pdf
from exports.pdf.plain_text import printable
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.report.typed import plain
from rubrics.text import LANGUAGES, Language
from tests.exports.pdf_checks import (
    alternatives,
    attachments,
    broken_parent_tree,
    faults,
    flat,
    outline,
    spoken,
    words_of,
)
from tests.exports.sample_record import (
    empty_record,
    hostile,
    hostile_record,
    sample_record,
    six_level_record,
)
from tests.exports.test_privacy import planted

Document = Callable[[AuditRecord, Language], bytes]
DOCUMENTS: tuple[Document, ...] = (report_pdf, plan_pdf)
# What these hold beyond the audits of `test_every_file`: markup, and another scale.
RECORDS: dict[str, Callable[[], AuditRecord]] = {
    "hostile": hostile_record,
    "six levels": six_level_record,
}
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RECORDS)
def test_every_document_can_be_read_by_everyone_and_kept(
    name: str, language: Language, document: Document, tmp_path: Path
) -> None:
    pdf = document(RECORDS[name](), language)
    assert faults(pdf, tmp_path) == []
    assert broken_parent_tree(pdf) == []


def test_the_checks_would_see_a_wrong_parent_tree() -> None:
    pdf = report_pdf(sample_record(), "en")
    assert broken_parent_tree(pdf.replace(b"/StructParents 3", b"/StructParents 4", 1)) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_holds_every_statement_anchor_reason_and_finding(language: Language) -> None:
    record = sample_record()
    text = words_of(report_pdf(record, language))
    for criterion in record.criteria:
        assert flat(criterion.statement.in_language(language)) in text
        assert flat(criterion.reason) in text
        assert flat(criterion.dissent) in text
        if criterion.rank is not None:
            assert flat(criterion.anchors[criterion.rank].in_language(language)) in text
        if criterion.next_step:
            assert flat(criterion.next_step.in_language(language)) in text
    for standard in record.standards:
        assert flat(standard.title.in_language(language)) in text
        assert flat(standard.finding) in text
        assert flat(standard.judged_reason) in text
    for one in (*record.context, *record.ethics):
        assert flat(one.label.in_language(language)) in text
    for work in record.instrument.works:
        assert flat(work.citation) in text


def test_the_figures_of_the_report_are_those_of_the_record() -> None:
    text = words_of(report_pdf(sample_record(), "en"))
    assert "Documents alone Not initiated Observation alone Full" in text
    assert (
        "16 of 17 applicable criteria are rated: "
        "5 “Full”, 4 “Partial”, 4 “Initiated”, 3 “Not initiated”." in text
    )
    assert "Not applicable: 3. Not rated: 1." in text
    assert "C · Open recruitment 2 1 0 0 3 of 3 Full –" in text
    assert "D · Free to speak 0 0 1 1 2 of 3 Not initiated –" in text
    assert "The whole assessment 5 4 4 3 16 of 17 Initiated 56.3 (52.9–58.8)" in text


def test_every_row_of_the_table_adds_up_to_its_record() -> None:
    record = sample_record()
    text = words_of(report_pdf(record, "fr"))
    groups = (*record.themes, *record.rights)
    for figures in [g.figures for g in groups] + [s.figures for s in record.standards]:
        counts = " ".join(str(count) for count in reversed(figures.counts))
        assert f"{counts} {figures.rated} sur {figures.applicable}" in text


def test_breaches_come_first_and_name_their_right() -> None:
    text = words_of(report_pdf(sample_record(), "en"))
    page = text[text.index("1 breach of rights") :]
    assert page.index("Right at stake: Art. 15 · Freedom from ill-treatment") < page.index(
        "How far, in numbers"
    )
    assert page.index("How far, in numbers") < page.index("Overall: Initiated")
    assert page.index("5 strengths") < page.index("10 gaps") < page.index("What comes first")


def test_cross_sections_never_show_a_level() -> None:
    text = words_of(report_pdf(sample_record(), "en"))
    start = text.index("These tables cut across the standards.")
    section = text[start : text.index("The visit", start)]
    assert "Art. 15 · Freedom from ill-treatment 0 0 0 1 1 of 2 D2" in section
    for level in ("Full", "Partial", "initiated", "Initiated"):
        assert section.count(level) == 2, "only in the heads of both tables"


def test_figures_are_described_with_their_numbers() -> None:
    alternative, groups, assessors = alternatives(report_pdf(sample_record(), "en"))
    assert "Furthest apart on the same questions: " in groups
    assert "criteria that several assessors rated" in assessors
    counts = "5 “Full”, 4 “Partial”, 4 “Initiated”, 3 “Not initiated”, 1 “Not rated”"
    assert f"The whole: {counts}." in alternative


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_reader_must_know_first_is_said_until_it_is_no_longer_true(
    document: Document,
) -> None:
    draft, invented = "Draft, not yet answered by the facility", "Invented for demonstration"
    text = words_of(document(sample_record(), "en"))
    assert draft in text
    assert invented in text
    text = words_of(document(sample_record(state="published", invented=False), "en"))
    assert draft not in text
    assert invented not in text
    assert "Withdrawn by its authors" in words_of(document(sample_record(state="withdrawn"), "en"))


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("audience", ["team", "facility", "public"])
def test_only_the_record_of_its_own_edition_is_attached(
    document: Document, audience: Audience
) -> None:
    record = sample_record(audience)
    assert attachments(document(record, "en")) == {"record.json": canonical(record)}


def test_the_report_names_the_digest_of_its_record() -> None:
    record = sample_record()
    assert f"SHA-256 of the record: {digest(record)}" in words_of(report_pdf(record, "en"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_an_edition_leaves_out_changes_nothing_in_its_files(document: Document) -> None:
    secret = planted(sample_record(), "public", "canary-42 ﷽")
    public = document(edition(secret, "public"), "fr")
    assert public == document(sample_record("public"), "fr")
    assert document(secret, "fr") != public


def test_the_public_report_says_that_reasons_are_kept_and_shows_no_unread_finding() -> None:
    text = words_of(report_pdf(sample_record("public"), "en"))
    assert text.count("The reason is kept with the team and the facility.") == 3
    assert "Le local existe" not in text
    assert "Amina Example" not in text
    assert "Dr Salma Owner" not in text


def test_the_plan_holds_every_action_chosen_ones_and_breaches_first() -> None:
    record = sample_record()
    text = words_of(plan_pdf(record, "en"))
    for action in record.actions:
        for words in (action.text, action.owner, action.notes, action.shaped_by):
            assert flat(words) in text
        assert flat(action.completion_evidence) in text
        assert flat(action.dropped_reason) in text
    details = text[text.index("The first actions, in detail") :]
    places = [details.index(f"{a.criterion} · The director") for a in record.actions[:-1]]
    assert places == sorted(places)
    assert details.index("Ends a breach") < places[1]
    assert "Own action" in details


def test_the_outline_follows_the_headings() -> None:
    titles = outline(report_pdf(sample_record(), "en"))
    assert titles[0] == "Assessment report"
    assert [t for t in titles if t in ("What we found", "The figures", "Standard by standard")] == [
        "What we found",
        "The figures",
        "Standard by standard",
    ]
    assert "A1 · Staff of every kind have been briefed on what peer support is." in titles


def test_hostile_text_is_printed_whole_and_never_obeyed() -> None:
    pdf = report_pdf(hostile_record(), "en")
    said = "".join(spoken(pdf).split())
    assert "".join(printable(plain(hostile())).split()) in said
    assert '<b>&bold</b><ahref="x">link</a>_x0041_' in said
    assert "Characters that no font of this document holds" in words_of(pdf)


def test_a_word_longer_than_a_line_and_a_line_longer_than_a_page_are_printed_whole() -> None:
    record = sample_record()
    word, arabic = "pair" * 2500, "حقوق" * 900
    standards = [s.model_copy(update={"finding": f"{word}\n{arabic}"}) for s in record.standards]
    pdf = report_pdf(record.model_copy(update={"standards": tuple(standards)}), "fr")
    assert words_of(pdf).replace(" ", "").count("pair") >= 2500 * 2 * len(standards)
    assert arabic in spoken(pdf).replace(" ", "")


def test_a_cell_taller_than_a_page_is_printed_whole_in_one_row() -> None:
    record = sample_record()
    owner, latin = hostile(6000), "chef de service " * 400
    actions = [
        action.model_copy(update={"owner": text})
        for action, text in zip(record.actions, (owner, latin), strict=False)
    ]
    pdf = plan_pdf(record.model_copy(update={"actions": (*actions, *record.actions[2:])}), "en")
    assert "".join(printable(owner).split()) in "".join(spoken(pdf).split())
    # Once in the table, once in the details.
    assert words_of(pdf).count("chef de service") >= 2 * 398
    assert broken_parent_tree(pdf) == []


def test_a_team_without_lived_experience_is_said_to_be_so() -> None:
    team = sample_record().team.model_copy(update={"with_lived_experience": 0})
    assert "Nobody with lived experience is on the team." in words_of(
        report_pdf(sample_record(team=team), "en")
    )
    assert "Nobody with lived" not in words_of(report_pdf(sample_record(), "en"))


def test_each_level_says_the_rule_that_made_it() -> None:
    record = sample_record()
    figures = [s.figures for s in record.standards]
    figures[0] = figures[0].model_copy(update={"level": 1, "breaches": ("A1",)})
    figures[2] = figures[2].model_copy(update={"level": None, "reason": "not_applicable"})
    standards = tuple(
        s.model_copy(update={"figures": f}) for s, f in zip(record.standards, figures, strict=True)
    )
    text = words_of(report_pdf(record.model_copy(update={"standards": standards}), "en"))
    assert "A breach (A1) keeps it at most at “Initiated” (3 of 3 rated)." in text
    assert "The team judged every criterion not applicable here." in text
    rule = "The highest level that more than half of its rated criteria reach (3 of 3 rated)."
    assert rule in text
    assert "Agreed by the team; the rule proposes: Initiated." in text
    empty = words_of(report_pdf(empty_record(), "en"))
    assert "0 of 3 rated: at least 60% of them are needed, and every red line." in empty


def test_every_stream_ends_with_a_whole_line_end() -> None:
    """Packed data may end with half a line end, which would then count as part of the other."""
    pdf = report_pdf(sample_record(), "en")
    assert pdf.count(b"endstream") == pdf.count(b"\r\nendstream") > 20


def test_the_file_is_dated_from_the_record() -> None:
    pdf = report_pdf(sample_record(), "en")
    assert b"(D:20270309000000+00'00')" in pdf
    assert date(2027, 3, 9).isoformat().encode() + b"T00:00:00Z" in pdf
