"""The results page: breaches first, the level with its rule, its reasons one click away."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from audit.explanations import of_overall
from audit.pages import results_breaches, results_standards, results_summary, results_tables
from audit.pages.results import banners
from audit.words import translator
from exports.record import AuditRecord, Notes, RatingGiven
from tests.exports.sample_record import (
    empty_record,
    hostile_record,
    sample_record,
    six_level_record,
)
from tests.pages.opened import Opened

EN, FR = translator("en"), translator("fr")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    return Opened()


def html(at: Any) -> str:
    shown = (element.value for element in at.get("html"))
    return "\n".join(markup for markup in shown if not markup.startswith("<style>"))


def text(markup: str) -> str:
    """Return what is read, every space alike."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", markup)).strip()


def rate_all(opened: Opened, level: int = 2, **others: int) -> None:
    for criterion in opened.rubric.criteria("short"):
        opened.put(f"criterion/{criterion.id}", "level", str(others.get(criterion.id, level)))


# --- the page


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [
        ("en", "Results", "Then rate the criteria, one standard at a time: “Rate”."),
        (
            "fr",
            "Résultats",
            "Puis cotez les critères, un standard à la fois\u00a0: «\u00a0Coter\u00a0».",
        ),
    ],
)
def test_an_empty_assessment_says_what_to_do_next(
    opened: Opened, language: str, title: str, told: str
) -> None:
    at = opened.page("results", lang=language)
    assert [t.value for t in at.title] == [title]
    assert any(m.value.startswith(told) for m in at.markdown)
    assert len(at.header) == 1
    assert "pra-panel" not in html(at)


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        (
            "en",
            [
                "One red line is breached",
                "In short",
                "Strengths and gaps",
                "By part and by standard",
                "Where each level comes from",
                "By right",
                "By QualityRights theme",
                "How solid the levels are",
            ],
        ),
        (
            "fr",
            [
                "Une ligne rouge est franchie",
                "En bref",
                "Points forts et manques",
                "Par partie et par standard",
                "D’où vient chaque niveau",
                "Par droit",
                "Par thème QualityRights",
                "La solidité des niveaux",
            ],
        ),
    ],
)
def test_breaches_come_before_every_figure(opened: Opened, language: str, heads: list[str]) -> None:
    rate_all(opened, B7=0)
    at = opened.page("results", lang=language)
    assert [h.value for h in at.header] == heads
    assert [s.value for s in at.subheader] == [
        theme.title.in_language("fr" if language == "fr" else "en")
        for theme in opened.rubric.themes
    ]
    page = html(at)
    assert page.index("B7 ·") < page.index("pra-headline")


def test_the_page_follows_a_rating_from_one_level_to_another(opened: Opened) -> None:
    rate_all(opened)
    assert "One red line" not in str([h.value for h in opened.page("results", lang="en").header])
    opened.put("criterion/B7", "level", "0")
    after = opened.page("results", lang="en")
    assert after.header[0].value == "One red line is breached"
    opened.put("criterion/B7", "level", "3")
    again = opened.page("results", lang="en")
    assert again.header[0].value == "In short"
    assert "No breach was found on the" in text(html(again))


def test_the_numbers_on_the_page_are_those_of_the_record(opened: Opened) -> None:
    rate_all(opened, C3=3, A1=1)
    page = text(html(opened.page("results", lang="en")))
    count = len(list(opened.rubric.criteria("short")))
    assert f"{count} of {count} applicable criteria are rated (100%)." in page
    assert f"Full 1 Partial {count - 2} Initiated 1 Not initiated 0 Not rated 0" in page


def test_refused_access_is_said_with_its_note(opened: Opened) -> None:
    opened.put("visit", "access", "refused")
    opened.put("visit", "access_note", "Turned away <at> the gate.")
    page = html(opened.page("results", lang="en"))
    assert "<strong>Access refused</strong>" in page
    assert "Turned away &lt;at&gt; the gate." in page
    assert 'class="pra-notice pra-strong"' in page


def test_an_unknown_audit_is_said(opened: Opened) -> None:
    at = opened.page("results", a="nobody", lang="fr")
    assert at.title[0].value == "Aucun audit ouvert"


# --- the pieces


def test_banners_say_draft_invented_and_provisional() -> None:
    told = text(banners(sample_record(), EN))
    assert "Invented for demonstration" in told
    assert "Draft, not yet answered by the facility" in told
    assert "Limited access" in told
    assert "The night ward could not be entered." in told
    assert "2 levels stand as the ratings propose them" in told


def test_what_was_reopened_is_said_above_and_beside_its_criterion() -> None:
    record = sample_record()
    first = record.criteria[6].model_copy(update={"reopened": True})
    criteria = (*record.criteria[:6], first, *record.criteria[7:])
    record = record.model_copy(update={"criteria": criteria})
    assert text(banners(record, EN)).endswith(
        "1 of them is reopened: a rating came or changed after the team had judged."
    )
    (own,) = (s for s in record.standards if s.id == first.standard)
    told = text(results_standards.standard(record, own, FR))
    assert "provisoire : rouvert" in told
    assert "Rouvert : une cotation est arrivée ou a changé après la décision de l’équipe." in told


def test_a_final_audit_with_everything_agreed_has_no_banner() -> None:
    record = sample_record(state="final", invented=False)
    criteria = tuple(c.model_copy(update={"provisional": False}) for c in record.criteria)
    visit = record.visit.model_copy(update={"access": "full"})
    assert banners(record.model_copy(update={"criteria": criteria, "visit": visit}), EN) == ""


def test_a_withdrawn_audit_says_so() -> None:
    told = text(banners(sample_record(state="withdrawn"), FR))
    assert "Retiré par ses auteurs" in told
    assert "Projet" not in told


def test_a_breach_is_named_with_right_finding_and_what_to_do() -> None:
    told = text(results_breaches.breaches(sample_record(), EN))
    assert "D2 · No peer worker is made to take part in restraint or seclusion." in told
    assert "Right at stake: CRPD art. 15, Art. 15 · Freedom from ill-treatment" in told
    assert "What was found: Anchor 0 of D2" in told
    assert "What to do: The director names one person to bring D2 one step further." in told
    assert "Owner: Dr Salma Owner" in told


def test_what_the_team_made_of_the_step_stands_in_its_place() -> None:
    record = sample_record()
    actions = tuple(
        a.model_copy(update={"text": "Stop today.", "due": "2027-04-02"}) if a.breach else a
        for a in record.actions
    )
    told = text(results_breaches.breaches(record.model_copy(update={"actions": actions}), FR))
    assert "Que faire : Stop today." in told
    assert "échéance le 2 avril 2027" in told


def test_open_red_lines_are_named() -> None:
    record = empty_record()
    told = text(results_breaches.red_lines(record, EN))
    assert told == "3 red lines are not rated yet (C3, D2, F1): they may hide breaches."


def test_in_short_gives_level_rule_counts_coverage_then_index() -> None:
    record = sample_record()
    told = text(results_summary.short(record, EN))
    figures = record.overall.figures
    assert text(of_overall(record, EN)) in told
    assert f"{figures.rated} of {figures.applicable} applicable criteria are rated" in told
    assert "3 more do not apply here." in told
    order = [
        told.index(word) for word in ("Overall level", "Full 5", "applicable criteria", "Index:")
    ]
    assert order == sorted(order)
    assert figures.bounds is not None
    assert f"between {figures.bounds[0]} and {figures.bounds[1]}" in told


def test_no_index_is_shown_where_none_is_given() -> None:
    record = sample_record()
    figures = record.overall.figures.model_copy(update={"index": None})
    overall = record.overall.model_copy(update={"figures": figures})
    told = text(results_summary.short(record.model_copy(update={"overall": overall}), EN))
    assert "No index is given below 10 rated criteria" in told
    assert "Index:" not in told


def test_when_all_is_rated_nothing_can_move_the_index() -> None:
    told = text(results_summary.short(six_level_record(), FR))
    assert "Tous les critères applicables sont cotés" in told


def test_strengths_stand_beside_gaps() -> None:
    told = text(results_summary.balance(sample_record(), EN))
    assert told.startswith("5 strengths Criteria at the level “Full”.")
    assert told.index("strengths") < told.index("gaps to begin with")
    assert "more criteria are in between" in told


def test_without_strengths_or_gaps_each_column_says_so() -> None:
    told = text(results_summary.balance(empty_record(), FR))
    assert "Aucun critère n’est encore au niveau « Pleinement »." in told
    assert "Aucun critère n’est dans la moitié basse de l’échelle." in told


def test_a_long_list_keeps_the_rest_one_click_away() -> None:
    record = six_level_record()
    drawn = results_summary.balance(record, EN)
    gaps = [c for c in record.criteria if c.rank in (0, 1, 2)]
    shown, _, folded = drawn.partition("<details>")
    assert shown.count("<li") - sum(c.rank == 5 for c in record.criteria) == 7
    assert folded.count("<li") == len(gaps) - 7


def test_the_table_gives_level_bar_coverage_and_index_of_every_part_and_standard() -> None:
    record = sample_record()
    drawn = results_tables.parts(record, EN)
    assert drawn.count("<tr>") == 1 + len(record.themes) + len(record.standards)
    told = text(drawn)
    assert "D · Free to speak" in told
    assert "Breach: D2" in told
    assert "1 1 1 2 of 3 (11.1 to 44.4)" in told


def test_bounds_that_meet_never_pass_for_an_index() -> None:
    record = sample_record()
    told = text(results_tables.parts(record, EN))
    for standard in record.standards:
        bounds = standard.figures.bounds
        if bounds and bounds[0] != bounds[1]:
            assert f"({bounds[0]} to {bounds[1]})" in told
        elif bounds and bounds[0] not in (0.0, 100.0):
            assert f"({bounds[0]} to" not in told


def test_the_index_of_a_part_stands_with_its_bounds() -> None:
    record = sample_record()
    theme = record.themes[0]
    figures = theme.figures.model_copy(update={"index": 61.5, "bounds": (40.0, 72.25)})
    themes = (theme.model_copy(update={"figures": figures}), *record.themes[1:])
    told = text(results_tables.parts(record.model_copy(update={"themes": themes}), FR))
    assert "61,5 (40,0 à 72,3)" in told


@pytest.mark.parametrize("t", [EN, FR])
@pytest.mark.parametrize("draw", [results_tables.rights, results_tables.qualityrights])
def test_cross_sections_show_counts_and_breaches_and_never_a_level(draw: Any, t: Any) -> None:
    record = sample_record()
    drawn = draw(record, t)
    assert "pra-level" not in drawn
    assert "D2" in text(drawn)
    visible = text(drawn)
    assert not any(
        level.label.in_language(t.language) in visible for level in record.instrument.levels
    )


def test_qualityrights_standards_stand_under_their_theme() -> None:
    record = sample_record()
    (found,) = record.qualityrights
    groups = tuple(
        found.model_copy(update={"id": f"qualityrights:{code}"})
        for code in ("2", "10", "2.10", "2.2")
    )
    told = text(
        results_tables.qualityrights(record.model_copy(update={"qualityrights": groups}), EN)
    )
    places = [told.index(f" {code} ·") for code in ("2", "2.2", "2.10", "10")]
    assert places == sorted(places)


def test_a_right_nothing_applies_to_says_so() -> None:
    record = sample_record()
    right = record.rights[0]
    none = right.figures.model_copy(
        update={"applicable": 0, "rated": 0, "counts": (0, 0, 0, 0), "breaches": (), "bounds": None}
    )
    groups = (right.model_copy(update={"figures": none}),)
    told = text(results_tables.rights(record.model_copy(update={"rights": groups}), EN))
    assert told.endswith("Not applicable –")


def test_a_standard_opens_to_its_criteria_evidence_and_rule() -> None:
    record = sample_record()
    told = text(results_standards.standard(record, record.standards[3], EN))
    assert told.startswith("D · Free to speak")
    assert "Finding: Two people were told to hide what they had seen in seclusion." in told
    assert "Seen by a second reader." in told
    assert "Anchor 0 of D2: what is seen at this level." in told
    assert "Rests on: documents, interviews" in told
    assert "Seen: folder 4, minutes of March." in told
    assert "A red line is breached (D2)" in told


def test_a_judged_standard_gives_the_teams_reason() -> None:
    record = sample_record()
    told = text(results_standards.standard(record, record.standards[4], FR))
    assert "Motif : Nobody outside gives supervision yet." in told
    assert "Pas encore relu par une seconde personne." in told


def test_not_applicable_and_unrated_are_told_apart() -> None:
    record = sample_record()
    fruits = text(results_standards.standard(record, record.standards[5], EN))
    assert "Not applicable" in fruits
    assert "The facility employs no peer workers yet" in fruits
    free = text(results_standards.standard(record, record.standards[3], EN))
    assert "Not rated yet. It lowers the coverage, not the level." in free


def test_every_level_says_that_it_is_provisional_until_agreed() -> None:
    record = sample_record()
    told = text(results_standards.standard(record, record.standards[2], EN))
    assert told.count("provisional") == sum(
        c.provisional for c in record.criteria if c.standard == "C"
    )


@pytest.mark.parametrize("record", [sample_record(), six_level_record(), empty_record()])
@pytest.mark.parametrize("t", [EN, FR])
def test_headings_never_skip_a_level(record: AuditRecord, t: Any) -> None:
    drawn = "".join(results_standards.theme(record, theme, t) for theme in record.themes)
    ranks = [3, *(int(rank) for rank in re.findall(r"<h(\d)", drawn))]
    assert all(after - before <= 1 for before, after in pairwise(ranks))


def test_notes_without_a_level_are_shown_as_unrated() -> None:
    record = sample_record()
    noted = RatingGiven(assessor="a", notes=Notes(interviews="Two people spoke of it."))
    first = record.criteria[0].model_copy(update={"ratings": (noted,)})
    changed = record.model_copy(update={"criteria": (first, *record.criteria[1:])})
    told = text(results_standards.standard(changed, record.standards[0], EN))
    assert "Rating 1: Not rated Interviews: Two people spoke of it." in told


def test_a_standard_nothing_applies_to_has_neither_level_nor_bounds() -> None:
    record = sample_record()
    standard = record.standards[0]
    none = standard.figures.model_copy(
        update={"applicable": 0, "rated": 0, "counts": (0, 0, 0, 0), "bounds": None, "level": None}
    )
    standards = (standard.model_copy(update={"figures": none}), *record.standards[1:])
    told = text(results_tables.parts(record.model_copy(update={"standards": standards}), EN))
    assert "A · A prepared environment No level Not applicable –" in told


def test_hostile_words_never_become_markup() -> None:
    record = hostile_record()
    drawn = banners(record, EN) + results_summary.short(record, EN)
    drawn += results_breaches.breaches(record, EN) + results_tables.parts(record, EN)
    drawn += "".join(results_standards.theme(record, theme, EN) for theme in record.themes)
    assert "<b>&bold" not in drawn
    assert "<a " not in drawn
    assert "&lt;a href=" in drawn


def test_a_standard_says_whether_other_fair_rules_agree() -> None:
    record = sample_record()
    (result, *_) = (s for s in record.standards if s.figures.level is not None)
    assert "depends on the rule" not in text(results_standards.standard(record, result, EN))
    said = result.voices.model_copy(update={"holds": "depends", "depends_on": ("mean",)})
    depends = result.model_copy(update={"voices": said})
    drawn = text(results_standards.standard(record, depends, EN))
    assert "would be another one by: the mean of the criteria." in drawn
