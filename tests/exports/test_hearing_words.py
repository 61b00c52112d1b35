"""Around the voices: who was heard, who is left out and why, in both languages and every file."""

from typing import Any

import pypdfium2
import pytest

from exports.documents import build
from exports.hearing_words import (
    gaps_to_discuss,
    hidden_in_short,
    of_method,
    patterns_named,
    rests_on,
    shown_beside,
    told_and_seen,
    who_is_hidden,
    who_was_heard,
)
from exports.record import Audience, AuditRecord
from exports.record_voices import Hidden, ToldBy
from exports.report.hearing import method
from exports.report.parts import Words as Paragraph
from exports.report.voices import alerts
from exports.report.words import ReportWords
from exports.voices_words import voices_translator
from exports.workbook.about_tables import method_table
from exports.workbook.report import report_tables
from exports.workbook.voices_tables import voices_tables
from exports.workbook.words import Words
from tests.exports.sample_record import empty_record, sample_record

EN, FR = voices_translator("en"), voices_translator("fr")
TEAM, FACILITY = sample_record(), sample_record("facility")
ALPHA = "Krippendorff’s α (ordinal): 0.85"


def said(text: str) -> str:
    return text.replace("\u00a0", "~")


def test_a_sum_is_told_only_where_nobody_is_left_out() -> None:
    assert who_was_heard(TEAM, EN) == (
        "23 people were heard: peer workers (6), service users (7), families (3), staff (5), "
        "managers (2)."
    )
    assert said(who_was_heard(FACILITY, FR)) == (
        "Parmi les personnes entendues~: pair-aidants (6), personnes usagères (7), "
        "professionnels (5)."
    )
    assert who_was_heard(empty_record(), EN).startswith("Nobody was heard")


def test_whose_words_are_left_out_is_said_with_the_reason() -> None:
    assert who_is_hidden(None, "", EN) == ()
    (groups,) = who_is_hidden(FACILITY.hidden, "", EN)
    assert groups.startswith("What these groups told is not shown: families, managers. Where fewer")
    small, peers = who_is_hidden(Hidden(groups=("peer_workers",), small_audit=True), "", EN)
    assert small.startswith("What each group told is not shown: with fewer than ten people")
    assert peers.endswith("a joint statement that each of them agreed to; there is none here.")
    assert hidden_in_short(FACILITY, FR) == said(
        "Des groupes trop petits pour être montrés sont omis\u00a0: proches, cadres."
    ).replace("~", "\u00a0")


def test_patterns_are_named_with_their_standards_and_wide_gaps_widest_first() -> None:
    assert patterns_named(FACILITY, EN) == (
        "What stands out between what was told and what was read: "
        "Gap between paper and practice (A, B, C); Silence (C); Peer optimism (D)."
    )
    assert gaps_to_discuss(FACILITY.standards[0].voices.gaps, 3, EN) == (
        "Wide enough to talk about, though chance could explain it: service users 0.14 and staff "
        "2.00; peer workers 1.00 and staff 2.00 (scale from 0 to 3)."
    )


def test_a_criterion_says_what_each_line_of_evidence_shows() -> None:
    assert told_and_seen(FACILITY, FACILITY.criteria[0], EN) == (
        "peer workers “Initiated” (6 people); service users “Not initiated” (7 people); "
        "staff “Partial” (5 people); documents “Full”; observation “Initiated”"
    )


def test_what_a_level_rests_on() -> None:
    standard = TEAM.standards[0]
    own = [c for c in TEAM.criteria if c.standard == standard.id]
    depends = {"holds": "depends", "depends_on": ("mean",)}
    moved = standard.model_copy(update={"voices": standard.voices.model_copy(update=depends)})
    assert rests_on(moved, own, EN) == (
        "Solidity of evidence of 3 rated criteria, from A to D: B 3.",
        "The level depends on the rule. It would be another one by: the mean of the criteria.",
    )


def printed(record: AuditRecord, audience: Audience) -> str:
    with pypdfium2.PdfDocument(build("pdf", record, audience, "en")) as pdf:
        pages = (page.get_textpage().get_text_range() for page in pdf)
        return " ".join(" ".join(pages).split())


@pytest.fixture(scope="module")
def report() -> str:
    return printed(TEAM, "facility")


def test_the_printed_report_has_voices_alerts_and_its_coefficients_in_the_method(
    report: str,
) -> None:
    assert "Open alert, told by service users: F1" in report
    assert "What these groups told is not shown: families, managers." in report
    assert "18 “Not initiated”" in report.replace("\u00a0", " ")
    assert report.count(ALPHA) == 1
    assert report.index("Method, limits, references") < report.index(ALPHA)
    assert report.index("How far the assessors agreed") < report.index(ALPHA)


def test_in_french_an_alert_is_told_by_groups_with_their_article() -> None:
    (line,) = alerts(ReportWords(TEAM, "fr"))
    assert said(line.text).startswith(
        "Alerte ouverte, rapportée par des personnes usagères (2 personnes)~: F1"
    )
    (criterion,) = (c for c in TEAM.criteria if c.alert and c.alert.open)
    assert criterion.alert
    both = (*criterion.alert.told, ToldBy(group="staff"))
    told = criterion.model_copy(update={"alert": criterion.alert.model_copy(update={"told": both})})
    (line,) = alerts(ReportWords(TEAM.model_copy(update={"criteria": (told,)}), "fr"))
    assert "par des personnes usagères (2 personnes), des professionnels" in said(line.text)


def test_the_page_and_the_text_file_say_the_same_as_the_printed_report(report: str) -> None:
    page = build("html", TEAM, "facility", "en").decode()
    for words in (
        "Open alert, told by service users: F1",
        "families, managers",
        ALPHA,
        "service users (7)",
    ):
        assert words in page
        assert words in report


@pytest.mark.parametrize(("record", "rows"), [(TEAM, 30), (FACILITY, 17)])
def test_the_sheet_of_voices_has_a_row_for_each_group_and_standard(
    record: AuditRecord, rows: int
) -> None:
    words = Words(record, "en")
    voices, evidence, stands_out = voices_tables(words)
    assert (voices.key, evidence.key, stands_out.key) == ("voices", "evidence", "stands_out")
    assert len(voices.rows) == rows
    first: dict[str, Any] = dict(zip((c.key for c in voices.columns), voices.rows[1], strict=True))
    assert first["group"] == "Service users"
    assert (first["answered"], first["people"], first["told_level"]) == (7, 7, "Not initiated")
    assert (first["mean"], first["answers_0"], first["answers_3"]) == (0.14, 18, 0)


def test_without_voices_there_is_no_such_sheet() -> None:
    keys = [table.key for table in report_tables(Words(empty_record(), "fr"))]
    assert not {"voices", "evidence", "stands_out"} & set(keys)


def test_what_one_assessor_was_shown_is_named_and_what_nobody_says_is_not() -> None:
    first, second = TEAM.criteria[0].ratings
    assert shown_beside(TEAM, first, EN) == (
        ("Documents alone", "Not initiated"),
        ("Observation alone", "Full"),
    )
    assert shown_beside(TEAM, second, FR) == ()


def test_a_stricter_rule_for_flags_is_told_where_groups_are_left_out() -> None:
    rule = EN("hearing.method.hidden")
    assert "a stricter rule applies" in rule
    for record, times in ((FACILITY, 1), (TEAM, 0)):
        report = [b.text for b in method(ReportWords(record, "en")) if isinstance(b, Paragraph)]
        assert report.count(rule) == times
        workbook = [cell for row in method_table(Words(record, "en")).rows for cell in row]
        assert workbook.count(rule) == times
    assert len(of_method(TEAM, FR)) == 3
