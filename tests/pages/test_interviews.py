"""Interviews: begun under a code, agreed to, answered one by one, stopped, withdrawn."""

from datetime import date
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from audit.informants import informants
from audit.interview_languages import folder
from audit.pages.session import store
from audit.questions import GROUPS, group_of
from audit.words import translator
from rubrics.overlays import template
from rubrics.text import LANGUAGES, Language
from tests.pages.framed import framed
from tests.pages.opened import Opened, everything_said, items, sheet, value

CODE = "U01-KX4"
SUBJECT = f"informant/{CODE}"
# The words of every interview, in a team's own translation.
SAID = {
    "consent_yes": "Ndiyo",
    "consent_no": "Hapana",
    "consent_not_asked": "Sijaulizwa",
    "dont_know": "Sijui",
    "refused": "Nisingependa kusema",
    "skipped": "Ruka",
    "stop": "Simamisha mahojiano",
    "card_code": "Namba yako",
    "card_withdraw": "Unaweza kuondoa maneno yako <b>wakati</b> wowote.",
    "card_call": "Hakuna anayeweza kukuadhibu.",
}


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = tmp_path_factory.mktemp("interviews") / "audits.db"
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{kept}")


@pytest.fixture
def opened(place: None) -> Opened:
    return Opened("1.0.0")


@pytest.fixture
def begun(opened: Opened) -> Opened:
    opened.put(SUBJECT, "group", "service_users")
    return opened


@pytest.fixture
def agreed(begun: Opened) -> Opened:
    begun.put(SUBJECT, "consent_interview", "yes")
    return begun


def links(block: AppTest | Block) -> list[str]:
    return [link.proto.label for link in block.get("page_link")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_between_rating_and_agreeing(opened: Opened, language: Language) -> None:
    t = translator(language)
    at = framed("interviews", a=opened.assessment.id, lang=language)
    assert [title.value for title in at.title] == [t("interviews.title")]
    named = [t(f"frame.page.{name}") for name in ("rate", "interviews", "judge")]
    listed = links(at.sidebar)
    assert listed[listed.index(named[0]) :][:3] == named
    around = [t("frame.step.back", page=named[0]), t("frame.step.on", page=named[2])]
    assert links(at.main) == around


def test_an_instrument_without_interviews_has_no_such_page(place: None) -> None:
    older = Opened("0.1.0")
    assert "Interviews" not in links(framed("rate", a=older.assessment.id, lang="en"))
    at = framed("interviews", a=older.assessment.id, lang="en")
    assert "This instrument has no interviews" in everything_said(at)
    assert not any("Go on" in label for label in links(at))


@pytest.mark.parametrize("group", GROUPS)
def test_an_interview_begins_under_a_new_code(opened: Opened, group: str) -> None:
    at = opened.page("interviews", lang="en")
    at.button(key=f"interviews:begin:{group}").click().run()
    (known,) = informants(opened.entries)
    assert (known.group, group_of(known.code)) == (group, group)
    assert known.code[1:4] == "01-"
    assert date.fromisoformat(known.said["date"]) >= date(2026, 1, 1)
    assert at.query_params["i"] == known.code
    assert sheet(at)["sheet"] == f"interview/{known.code}/about"
    assert known.code in at.title[0].value


def test_the_next_code_counts_on_also_after_a_withdrawal(begun: Opened) -> None:
    store().erase_informant(begun.assessment.id, CODE, begun.assessment.created_at)
    at = begun.page("interviews", lang="en")
    at.button(key="interviews:begin:service_users").click().run()
    (known,) = informants(begun.entries)
    assert known.code.startswith("U02-")


def test_planned_done_and_withdrawn_stand_beside_each_group(agreed: Opened) -> None:
    agreed.put("interviews", "planned_service_users", "8")
    agreed.put(SUBJECT, "ended", "stopped")
    for code, consent in (("U02", "no"), ("U03", "yes"), ("U04", "yes")):
        agreed.put(f"informant/{code}", "group", "service_users")
        agreed.put(f"informant/{code}", "consent_interview", consent)
    store().erase_informant(agreed.assessment.id, "U04", agreed.assessment.created_at)
    said = everything_said(agreed.page("interviews", lang="en"))
    assert (
        "1 interview done, 8 planned · 1 of them stopped before the end · 1 under way · "
        "1 declined · 1 withdrawn" in said
    )
    assert said.count("0 interviews done") == 4
    said = everything_said(agreed.page("interviews", lang="fr"))
    assert "1 entretien fait, prévus\u00a0: 8 · dont 1 arrêté avant la fin" in said


def test_an_interview_is_opened_and_left_by_its_buttons(begun: Opened) -> None:
    at = begun.page("interviews", lang="en")
    button = at.button(key=f"interviews:open:{CODE}")
    assert button.label == f"{CODE} · consent not yet asked"
    button.click().run()
    assert at.query_params["i"] == CODE
    assert "Service users" in everything_said(at)
    at.button(key="interview:all").click().run()
    assert "i" not in at.query_params
    assert [t.value for t in at.title] == ["Interviews"]


def test_a_code_nobody_has_opens_the_list(begun: Opened) -> None:
    assert begun.page("interviews", lang="en", i="U99").title[0].value == "Interviews"


@pytest.mark.parametrize(
    ("part", "field", "typed"),
    [
        ("about", "language", "Kiswahili"),
        ("about", "earshot", "A nurse <b>at</b> the desk"),
        ("about", "interpreter", "yes"),
        ("consent", "consent_interview", "no"),
        ("consent", "consent_anonymous_quote", "not_asked"),
    ],
)
def test_what_is_noted_is_in_the_store_and_on_the_sheet(
    begun: Opened, part: str, field: str, typed: str
) -> None:
    at = begun.type(begun.page("interviews", i=CODE, part=part), SUBJECT, field, typed)
    assert begun.entries.value(SUBJECT, field) == typed
    assert value(at, SUBJECT, field) == typed


def test_questions_open_with_consent_and_close_with_it(begun: Opened) -> None:
    at = begun.page("interviews", i=CODE, part="questions", lang="en")
    assert at.warning[0].value.startswith("Ask for consent first")
    assert not at.get("bidi_component")
    at.button_group[0].set_value("consent").run()
    begun.type(at, SUBJECT, "consent_interview", "yes")
    at.button_group[0].set_value("questions").run()
    assert sheet(at)["sheet"] == f"interview/{CODE}/questions"
    assert sheet(at)["drawn"]["words"]["next"] == "Next without an answer"
    assert len(items(at)) == 16  # fifteen core questions and the end
    begun.put(SUBJECT, "consent_interview", "no")
    at.run()
    assert not at.get("bidi_component")


@pytest.mark.parametrize(("form", "asked"), [("short", 16), ("full", 36)])
def test_the_form_of_the_audit_decides_what_is_asked(agreed: Opened, form: str, asked: int) -> None:
    agreed.put("visit", "form", form)
    assert len(items(agreed.page("interviews", i=CODE, part="questions"))) == asked


def test_answers_are_saved_one_by_one(agreed: Opened) -> None:
    at = agreed.page("interviews", i=CODE, part="questions", lang="en")
    for subject, name, typed in (
        (f"answer/{CODE}/A3/1", "answer", "in_some_ways"),
        (f"answer/{CODE}/L3/2", "answer", "refused"),
        (f"said/{CODE}/hope", "answer", "always"),
        (f"said/{CODE}/hope", "words", "It gave me a morning."),
        (SUBJECT, "ended", "finished"),
    ):
        agreed.type(at, subject, name, typed)
        assert agreed.answer["refused"] == {}
        assert agreed.entries.value(subject, name) == typed
        assert value(at, subject, name) == typed


def test_an_answer_that_is_not_offered_is_refused_in_words(agreed: Opened) -> None:
    at = agreed.page("interviews", i=CODE, part="questions", lang="fr")
    agreed.type(at, f"answer/{CODE}/A3/1", "answer", "always")
    (said,) = agreed.answer["refused"].values()
    assert said.startswith("Pas enregistré")
    assert agreed.entries.value(f"answer/{CODE}/A3/1", "answer") == ""


@pytest.mark.parametrize("part", ["about", "consent", "questions", "card"])
def test_stopping_is_always_in_reach_and_keeps_what_was_said(agreed: Opened, part: str) -> None:
    agreed.put(f"answer/{CODE}/A3/1", "answer", "no")
    at = agreed.page("interviews", i=CODE, part=part, lang="en")
    at.button(key="interview:stop").click().run()
    assert agreed.entries.value(SUBJECT, "ended") == "stopped"
    assert agreed.entries.value(f"answer/{CODE}/A3/1", "answer") == "no"
    assert "The interview is stopped." in everything_said(at)
    assert not [b for b in at.button if b.key == "interview:stop"]


def test_a_stopped_interview_can_be_taken_up_again(agreed: Opened) -> None:
    at = agreed.page("interviews", i=CODE, part="questions", lang="en")
    at.button(key="interview:stop").click().run()
    assert list(items(at)) == [SUBJECT]
    agreed.type(at, SUBJECT, "ended", "")
    assert len(items(at)) == 16
    assert [b.label for b in at.button if b.key == "interview:stop"] == ["Stop the interview"]


@pytest.mark.parametrize(
    ("language", "code", "missing"),
    [
        ("en", "Your code", "Not filled in yet"),
        ("fr", "Votre code", "Pas encore rempli"),
    ],
)
def test_the_card_says_the_code_how_to_withdraw_and_whom_to_call(
    begun: Opened, language: str, code: str, missing: str
) -> None:
    at = begun.page("interviews", i=CODE, part="card", lang=language)
    assert f'<p dir="auto">{code}</p><h3>{CODE}</h3>' in card(at)
    assert card(at).count(missing) == 2
    begun.put("interviews", "withdraw_with", "Ama <b>0700</b>")
    begun.put("interviews", "call", "Ombudsman 115")
    at.run()
    # Typed by a person: shown as text, never as markup.
    assert "Ama &lt;b&gt;0700&lt;/b&gt;" in card(at)
    assert card(at).endswith(">Ombudsman 115</p></div>")
    assert missing not in card(at)


def test_the_plan_is_filled_in_on_its_own_sheet(opened: Opened) -> None:
    at = opened.page("interviews", view="plan", lang="en")
    opened.type(at, "interviews", "planned_families", "4")
    assert value(at, "interviews", "planned_families") == "4"
    at.button_group[0].set_value("people").run()
    assert "0 interviews done, 4 planned" in everything_said(at)


def test_one_criterion_is_read_and_filled_in_for_everybody(agreed: Opened) -> None:
    at = agreed.page("interviews", view="criteria", lang="en", c="A3")
    assert at.selectbox[0].value == "A3"
    assert list(items(at)) == [f"answer/{CODE}/A3/1"]
    agreed.type(at, f"answer/{CODE}/A3/1", "answer", "yes")
    assert agreed.entries.value(f"answer/{CODE}/A3/1", "answer") == "yes"
    at.selectbox[0].set_value("A1").run()
    assert at.query_params["c"] == "A1"
    assert at.info[0].value.startswith("Nobody who was asked about this criterion")
    assert not at.get("bidi_component")


def test_withdrawing_needs_a_tick_and_erases_for_good(agreed: Opened) -> None:
    agreed.put(f"said/{CODE}/hope", "words", "zebra-canary")
    at = agreed.page("interviews", i=CODE, part="about", lang="en")
    assert at.button(key="interview:withdraw").disabled
    at.checkbox(key=f"withdraw:{CODE}").check().run()
    assert not at.button(key="interview:withdraw").disabled
    at.button(key="interview:withdraw").click().run()
    assert informants(agreed.entries) == ()
    assert store().rows(agreed.assessment.id) == ()
    assert store().withdrawn(agreed.assessment.id) == {CODE}
    assert [t.value for t in at.title] == ["Interviews"]
    assert at.toast[0].value == f"{CODE} is erased."
    assert "1 withdrawn" in everything_said(at)


def test_whoever_no_longer_agrees_is_asked_whether_to_erase_what_is_left(agreed: Opened) -> None:
    agreed.put(SUBJECT, "consent_interview", "no")
    kept = translator("en")("interviews.left_behind")

    def shown() -> AppTest:
        return framed("interviews", a=agreed.assessment.id, lang="en", i=CODE)

    assert kept not in everything_said(shown())
    agreed.put(f"said/{CODE}/anything", "words", "I was afraid.")
    at = shown()
    assert kept in [warning.value for warning in at.warning]
    assert [fold.proto.expanded for fold in at.get("expander")][-1] is True
    assert not any(b.key == "interview:stop" for b in at.button)


def test_a_finished_interview_is_not_stopped(agreed: Opened) -> None:
    agreed.put(SUBJECT, "ended", "finished")
    at = framed("interviews", a=agreed.assessment.id, lang="en", i=CODE)
    assert not any(button.key == "interview:stop" for button in at.button)


def test_a_final_audit_begins_and_stops_nothing_but_lets_people_withdraw(agreed: Opened) -> None:
    for state in ("collecting", "agreeing", "with_facility", "final"):
        agreed.put("visit", "state", state)
    at = agreed.page("interviews", lang="en")
    assert at.info[0].value.startswith("This audit is final")
    assert [b.key for b in at.button] == [f"interviews:open:{CODE}"]
    at.button[0].click().run()
    assert [b.key for b in at.button] == ["interview:all", "interview:withdraw"]


@pytest.fixture
def in_kiswahili(agreed: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    """Give the installation a translation of the first words that are read aloud."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    text = template(agreed.rubric, "sw", "Kiswahili").replace(
        'translators: ""', "translators: Timu yetu"
    )
    folder().mkdir(parents=True)
    file = folder() / "sw.yaml"
    file.write_text(text.replace('opening: ""', "opening: Asante kwa kuja."), "utf-8")
    return agreed


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_aloud_may_be_in_the_team_s_own_language(
    in_kiswahili: Opened, language: Language
) -> None:
    at = in_kiswahili.page("interviews", lang=language, i=CODE, part="consent")
    (chosen,) = [g for g in at.get("button_group") if "Kiswahili" in str(g.proto)]
    assert "Asante kwa kuja." not in str(items(at))

    at = in_kiswahili.page("interviews", lang=language, i=CODE, part="consent", o="sw")

    assert chosen.proto.label == translator(language)("interviews.spoken.choice")
    assert items(at)[SUBJECT]["lines"] == [{"said": "Asante kwa kuja.", "lang": "sw", "dir": "ltr"}]
    assert any("Timu yetu" in caption.value for caption in at.caption)


def in_full() -> None:
    """Translate the words of every interview, too."""
    file = folder() / "sw.yaml"
    text = file.read_text("utf-8")
    for name, said in SAID.items():
        text = text.replace(f'  {name}: ""', f"  {name}: {said}")
    file.write_text(text, "utf-8")


def test_what_the_translation_lacks_of_every_interview_is_named_and_never_silent(
    in_kiswahili: Opened,
) -> None:
    at = in_kiswahili.page("interviews", lang="en", i=CODE, part="questions", o="sw")
    (said,) = [each.value for each in at.warning]
    assert said == (
        "Not translated into Kiswahili, and said in the language of the screen: “Yes”, “No”, "
        "“Not asked”, “I don’t know”, “I’d rather not say”, “Skip”, “Stop the interview”, "
        "the card to hand over."
    )
    assert options(at)[-3:] == ["I don’t know", "I’d rather not say", "Skip"]
    assert at.button(key="interview:stop").label == "Stop the interview"
    at = in_kiswahili.page("interviews", lang="en", i=CODE, part="card", o="sw")
    assert at.warning[0].value == said
    assert '<p dir="auto">Your code</p>' in card(at)


def test_the_answers_to_consent_are_in_the_language_its_script_is_read_in(
    in_kiswahili: Opened,
) -> None:
    def offered() -> list[list[object]]:
        at = in_kiswahili.page("interviews", lang="fr", i=CODE, part="consent", o="sw")
        return [[o["label"] for o in f["options"]] for f in items(at)[SUBJECT]["fields"]]

    assert offered() == [["Oui", "Non", "Pas demandé"]] * 4
    in_full()
    names = ("consent_yes", "consent_no", "consent_not_asked")
    spoken = [{"said": SAID[name], "lang": "sw", "dir": "ltr"} for name in names]
    assert offered() == [spoken] * 4


def test_giving_no_answer_and_stopping_are_said_in_the_language_spoken(
    in_kiswahili: Opened,
) -> None:
    in_full()
    at = in_kiswahili.page("interviews", lang="fr", i=CODE, part="questions", o="sw")
    assert len(at.warning) == 0
    assert options(at)[-3:] == [
        {"said": SAID[name], "lang": "sw", "dir": "ltr"}
        for name in ("dont_know", "refused", "skipped")
    ]
    for part in ("questions", "about"):
        at = in_kiswahili.page("interviews", lang="fr", i=CODE, part=part, o="sw")
        label = at.button(key="interview:stop").label
        assert label == f"{SAID['stop']} · Arrêter l’entretien"


def test_the_card_is_in_the_language_spoken(in_kiswahili: Opened) -> None:
    in_full()
    in_kiswahili.put("interviews", "call", "Ombudsman 115")
    at = in_kiswahili.page("interviews", lang="en", i=CODE, part="card", o="sw")
    (chosen,) = [g for g in at.get("button_group") if "Kiswahili" in str(g.proto)]
    assert chosen.proto.label
    for name in ("card_code", "card_withdraw", "card_call"):
        assert f'<p lang="sw" dir="ltr">{escape(SAID[name])}</p>' in card(at)
    assert card(at).startswith('<div class="pra" dir="ltr">')
    assert f"<h3>{CODE}</h3>" in card(at)
    assert "Ombudsman 115</p>" in card(at)
    assert "take back" not in card(at)


def card(at: AppTest) -> str:
    """Return the card as it is drawn."""
    (drawn,) = [e.proto.body for e in at.get("html") if e.proto.body.startswith("<div")]
    return str(drawn)


def options(at: AppTest) -> list[object]:
    """Return what the first question offers."""
    return [option["label"] for option in next(iter(items(at).values()))["fields"][0]["options"]]


def test_a_language_that_cannot_be_read_is_said(in_kiswahili: Opened) -> None:
    (folder() / "sw.yaml").write_text("opening: [", "utf-8")

    at = in_kiswahili.page("interviews", lang="en", i=CODE, part="consent")

    assert any("sw.yaml" in warning.value for warning in at.warning)
    assert at.exception == []
