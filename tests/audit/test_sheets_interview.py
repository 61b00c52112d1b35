"""The sheets of interviews: what is read aloud, in which order, in both languages and forms."""

from datetime import UTC

import pytest

from audit.questions import GROUPS, asked, unscored
from audit.sheets.interview import PARTS, criterion_sheet, interview_sheet, planning_sheet
from audit.sheets.sheet import Filler, Item, Sheet, SheetField
from audit.words import translator
from rubrics.loader import find
from rubrics.text import LANGUAGES, Language
from rubrics.vocabulary import Form
from tests.audit.typed_trail import Trail

RUBRIC = find("peer-integration", "1.0.0")
SAID = RUBRIC.interviews
assert SAID is not None


def fill(trail: Trail, language: Language = "en") -> Filler:
    return Filler(trail.entries, translator(language), "ann", UTC)


def begun(code: str = "U01", group: str = "service_users", consent: str = "yes") -> Trail:
    trail = Trail()
    trail.put(f"informant/{code}", "group", group)
    if consent:
        trail.put(f"informant/{code}", "consent_interview", consent)
    return trail


def sheet(
    trail: Trail, part: str, form: Form = "full", code: str = "U01", language: Language = "en"
) -> Sheet:
    return interview_sheet(fill(trail, language), RUBRIC, form, code, part)


def field(item: Item, name: str) -> SheetField:
    return next(f for f in item.fields if f.name == name)


def test_around_an_interview_nothing_asks_for_a_name() -> None:
    (item,) = sheet(begun(), "about").items
    assert [f.name for f in item.fields] == [
        *("language", "date", "mode", "interpreter", "support_person", "earshot"),
    ]
    assert [o.label for o in field(item, "mode").options] == ["In person", "By phone", "On paper"]
    assert item.lines[0].startswith("No name, room number")


@pytest.mark.parametrize("language", LANGUAGES)
def test_consent_is_read_aloud_word_for_word_and_asked_for_each_use(language: Language) -> None:
    assert SAID
    (item,) = sheet(begun(consent=""), "consent", language=language).items
    assert item.lines == (SAID.opening.in_language(language),)
    assert [(f.name, f.label) for f in item.fields] == [
        (f"consent_{each.use}", each.script.in_language(language)) for each in SAID.consents
    ]
    assert all([o.value for o in f.options] == ["yes", "no", "not_asked"] for f in item.fields)
    assert item.tags == ("aloud",)
    assert item.badges == ()


def test_who_declines_is_thanked_and_asked_nothing() -> None:
    trail = begun(consent="no")
    (badge,) = sheet(trail, "consent").items[0].badges
    assert badge.text.startswith("Declined")
    assert sheet(trail, "questions").items == ()


@pytest.mark.parametrize("consent", ["", "no", "not_asked"])
def test_no_question_before_consent(consent: str) -> None:
    assert sheet(begun(consent=consent), "questions").items == ()
    assert sheet(begun(), "questions", code="U99").items == ()


@pytest.mark.parametrize("form", RUBRIC.forms)
def test_questions_come_one_after_the_other_then_the_open_ones_then_the_end(form: Form) -> None:
    assert SAID
    items = sheet(begun(), "questions", form).items
    scored, told = asked(RUBRIC, form, "U01"), unscored(RUBRIC, form, "U01")
    assert [item.subject for item in items] == [
        *(each.subject for each in scored),
        *(f"said/U01/{question.id}" for question in told),
        "informant/U01",
    ]
    assert [item.title for item in items[: len(scored)]] == [a.question.text.en for a in scored]
    assert items[-1].lines == (SAID.closing.en,)
    assert [o.value for o in field(items[-1], "ended").options] == ["finished", "stopped"]
    assert {item.tags for item in items} == {("aloud",)}
    assert all(item.answered_by for item in items)


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        (
            "en",
            ["No", "In some ways", "Yes", "I don’t know", "I’d rather not say", "Skip"],
        ),
        (
            "fr",
            ["Non", "En partie", "Oui", "Je ne sais pas", "Je préfère ne pas répondre", "Passer"],
        ),
    ],
)
def test_a_question_offers_its_answers_and_three_ways_to_give_none(
    language: Language, labels: list[str]
) -> None:
    item = sheet(begun(), "questions", language=language).items[0]
    assert item.subject == "answer/U01/A3/1"
    answer = field(item, "answer")
    assert (answer.kind, answer.clearable) == ("answer", True)
    assert [option.label for option in answer.options] == labels
    assert not any(option.description for option in answer.options)
    # Informants answer facts: no code of a criterion and no rank stands beside a question.
    assert (item.code, item.badges) == ("", ())


@pytest.mark.parametrize(
    ("language", "tally"),
    [("en", "{done} of {n} answered"), ("fr", "{done} sur {n} avec réponse")],
)
def test_people_answer_where_assessors_rate(language: Language, tally: str) -> None:
    asked_aloud = sheet(begun(), "questions", language=language)
    by_criterion = criterion_sheet(fill(begun(), language), RUBRIC, "full", "A3")
    assert dict(asked_aloud.words)["tally"] == dict(by_criterion.words)["tally"] == tally
    assert asked_aloud.filters == ("all", "unanswered")


def test_an_open_question_takes_words_a_closed_one_may() -> None:
    items = {item.subject: item for item in sheet(begun(), "questions").items}
    opened, closed = items["said/U01/worth"], items["said/U01/hope"]
    assert [(f.name, f.folded) for f in opened.fields] == [("words", False), ("answer", False)]
    assert [(f.name, f.folded) for f in closed.fields] == [("answer", False), ("words", True)]
    assert [o.value for o in field(opened, "answer").options] == ["dont_know", "refused", "skipped"]
    assert len(field(closed, "answer").options) == 7
    assert opened.answered_by == ("answer", "words")


def test_a_stopped_interview_asks_nothing_more() -> None:
    trail = begun()
    trail.put("informant/U01", "ended", "stopped")
    (item,) = sheet(trail, "questions").items
    assert field(item, "ended").value == "stopped"
    trail.put("informant/U01", "ended", "")
    assert len(sheet(trail, "questions").items) > 1


def test_both_ways_to_look_show_the_same_answers() -> None:
    trail = begun()
    for code, group, consent in (
        ("U02", "service_users", "yes"),
        ("U03", "service_users", "no"),
        ("P01", "peer_workers", "yes"),
        ("M01", "managers", "yes"),
    ):
        trail.put(f"informant/{code}", "group", group)
        trail.put(f"informant/{code}", "consent_interview", consent)
    trail.put("answer/U01/A3/1", "answer", "yes")
    trail.put("answer/P01/A3/2", "answer", "few")
    found = criterion_sheet(fill(trail), RUBRIC, "full", "A3")
    assert [(item.code, item.subject, item.fields[0].value) for item in found.items] == [
        ("P01", "answer/P01/A3/2", "few"),
        ("U01", "answer/U01/A3/1", "yes"),
        ("U02", "answer/U02/A3/1", ""),
    ]
    assert [item.badges[0].text for item in found.items[:2]] == ["Peer workers", "Service users"]
    assert found.items[1].title == sheet(trail, "questions").items[0].title
    assert sheet(trail, "questions").items[0].fields[0].value == "yes"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_asks_for_every_group_and_for_the_card(language: Language) -> None:
    (item,) = planning_sheet(fill(Trail(), language)).items
    assert [f.name for f in item.fields] == [
        *(f"planned_{group}" for group in GROUPS),
        *("withdraw_with", "call"),
    ]


@pytest.mark.parametrize("code", ["P01", "U01", "F01", "S01", "M01"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_has_a_subject_twice_and_every_sheet_its_own_name(
    code: str, language: Language
) -> None:
    trail = begun(code, GROUPS["PUFSM".index(code[0])])
    sheets = [sheet(trail, part, code=code, language=language) for part in PARTS]
    for each in sheets:
        subjects = [item.subject for item in each.items]
        assert subjects
        assert len(subjects) == len(set(subjects))
    assert len({each.id for each in sheets}) == len(PARTS)
