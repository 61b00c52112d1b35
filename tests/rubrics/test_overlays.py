"""Overlay languages: a team's own translation, beside the rubric and never inside it."""

import re
import shutil
from pathlib import Path

import pytest

import rubrics
from rubrics.faults import FaultsError
from rubrics.loader import digest, find, load_rubric
from rubrics.model import Rubric
from rubrics.overlays import Coverage, Overlay, check_overlay, meant_for, read_overlay, template
from rubrics.phrases import messages, phrases
from rubrics.text import LANGUAGES, load_messages
from rubrics.text_checks import LOOSE
from tests.rubrics.builders import TINY, rubric_of, tiny

SIGNED = template(tiny(), "ny", "Chichewa").replace('translators: ""', "translators: A. Banda")
# Texts of the tiny rubric, and how a team might say them.
SAID = {
    "opening": "Simukuyenera kuyankha.",
    "interview": "Kodi ndilembe izi?",
    "skipped": "Tipitirire",
    "often.never": "Sizichitika",
    "S1.service_users": "Kodi munatsekeredwapo kunja?",
    "glad": "Kodi mumakondwera kubwera?",
}


def written(folder: Path, text: str) -> Path:
    file = folder / "ny.yaml"
    file.write_text(text, "utf-8")
    return file


def translated(text: str = SIGNED) -> str:
    for key, said in SAID.items():
        text = text.replace(f'{key}: ""', f'{key}: "{said}"')
    return text


def read(folder: Path, text: str) -> Overlay:
    return read_overlay(written(folder, text), tiny())


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        read(folder, text)
    return [fault.report("en") for fault in caught.value.faults]


def line(text: str, start: str) -> int:
    lines = text.splitlines()
    return next(n for n, one in enumerate(lines, 1) if one.strip().startswith(start))


def test_each_text_is_found_where_it_is_said(tmp_path: Path) -> None:
    overlay = read(tmp_path, translated())
    assert (overlay.language, overlay.name, overlay.direction) == ("ny", "Chichewa", "ltr")
    assert (overlay.rubric, overlay.version) == ("tiny", "1.0.0")
    assert overlay.opening == SAID["opening"]
    assert overlay.consent("interview") == SAID["interview"]
    assert overlay.phrase("skipped") == SAID["skipped"]
    assert overlay.answer("often", "never") == SAID["often.never"]
    assert overlay.question("S1", "service_users") == SAID["S1.service_users"]
    assert overlay.unscored("glad") == SAID["glad"]


def test_a_text_left_out_or_empty_is_missing_and_counted(tmp_path: Path) -> None:
    overlay = read(tmp_path, translated())
    assert overlay.coverage == Coverage(translated=6, total=36)
    assert overlay.closing is None
    assert overlay.phrase("stop") is None
    assert overlay.question("S1", "peer_workers") is None
    assert overlay.consent("anonymous_quote") is None
    assert overlay.answer("often", "nope") is None
    assert overlay.unscored("wish") is None
    head = SIGNED.partition("\nopening:")[0]
    assert read(tmp_path, f"{head}\nconsents:\n").coverage == Coverage(translated=0, total=36)


def test_the_words_of_every_interview_that_are_missing_are_named_with_their_line(
    tmp_path: Path,
) -> None:
    text = translated()
    assert read(tmp_path, text).missing == tuple(n for n in phrases() if n != "skipped")
    with pytest.raises(FaultsError) as caught:
        check_overlay(written(tmp_path, text), tiny())
    first, *_, last = (fault.report("en") for fault in caught.value.faults)
    assert len(caught.value.faults) == 9
    at = line(text, "consent_yes")
    assert first.startswith(f"ny.yaml:{at}: phrases.consent_yes: These words")
    assert last.startswith(f"ny.yaml:{line(text, 'card_call')}: phrases.card_call: These words")


def test_with_the_words_of_every_interview_an_overlay_is_sound(tmp_path: Path) -> None:
    text = SIGNED
    for name in phrases():
        text = text.replace(f'  {name}: ""', f"  {name}: Inde")
    overlay = check_overlay(written(tmp_path, text), tiny())
    assert (overlay.missing, overlay.coverage.translated) == ((), len(phrases()))


def test_an_overlay_says_which_rubric_it_is_for(tmp_path: Path) -> None:
    assert meant_for(written(tmp_path, SIGNED)) == ("tiny", "1.0.0")
    with pytest.raises(FaultsError, match="version: This entry is missing"):
        meant_for(written(tmp_path, SIGNED.replace("version:", "versions:")))


def test_it_is_marked_as_the_team_s_own(tmp_path: Path) -> None:
    overlay = read(tmp_path, SIGNED)
    assert overlay.mark("en").startswith("Chichewa: the team’s own translation, by A. Banda.")
    assert "traduction de l’équipe elle-même, par A. Banda" in overlay.mark("fr")


def test_the_rubric_and_its_digest_stay_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "1.0.0"
    shutil.copytree(TINY, folder)
    (folder / "overlays").mkdir()
    file = written(folder / "overlays", translated())
    rubric = load_rubric(folder)
    assert digest(rubric) == digest(tiny())
    read_overlay(file, rubric)
    assert digest(rubric) == digest(tiny())
    assert rubric == tiny()


def test_an_unknown_place_is_refused_with_its_line(tmp_path: Path) -> None:
    text = SIGNED.replace("S1.service_users:", "S9.staff:").replace("often.never:", "often.so:")
    assert faults(tmp_path, text) == [
        f"ny.yaml:{line(text, 'often.so')}: answers.often.so: The rubric asks or says nothing "
        "under “often.so”. Correct the key after a fresh template, or remove the line.",
        f"ny.yaml:{line(text, 'S9.staff')}: questions.S9.staff: The rubric asks or says nothing "
        "under “S9.staff”. Correct the key after a fresh template, or remove the line.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("language: ny", "language: Chichewa", "language: “Chichewa” is no language"),
        ("language: ny", "language: fr", "language: “fr” is no language that can be added."),
        ("direction: ltr", "direction: up", "direction: This is not one of the words allowed here"),
        ("rubric: tiny", "rubric: other", "rubric: This overlay is for “other”, the rubric here"),
        ("version: 1.0.0", "version: 1.0.1", "version: This overlay is for “1.0.1”, the rubric"),
        ("translators: A. Banda", 'translators: " "', "translators: There is nothing here."),
        ("name: ", "nom: ", "name: This entry is missing."),
        ("name: ", "nom: ", "nom: This entry is not known here."),
        ("translators: A. Banda", "translators: [A, B]", "translators: This entry does not have"),
        ('opening: ""', "opening: [x]", "opening: This entry does not have the expected shape."),
        ('  glad: ""', "  glad: [x]", "unscored.glad: This entry does not have the expected"),
        ("unscored:\n  # en", "unscored: text\nmore:\n  # en", "unscored: This entry does not"),
    ],
)
def test_what_does_not_fit_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert SIGNED.count(old) == 1
    assert any(f": {said}" in fault for fault in faults(tmp_path, SIGNED.replace(old, new)))


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert faults(tmp_path, "- a\n- b\n")[0].startswith("ny.yaml:1: This entry does not have")
    assert faults(tmp_path, "a: 1\na: 2\n")[0].startswith("ny.yaml:2: a: This key already stands")
    with pytest.raises(FaultsError) as caught:
        read_overlay(tmp_path / "none.yaml", tiny())
    assert caught.value.faults[0].report("en").startswith("none.yaml: This file is missing")


def test_an_untouched_template_only_lacks_its_translators(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, template(tiny(), "ny", "Chichewa"))
    assert ": translators: There is nothing here." in fault


def test_the_template_shows_what_is_to_be_said_in_both_languages() -> None:
    assert SIGNED.partition("\n\n")[2].startswith(
        "# en: You need not answer.\n"
        "# fr: Rien ne vous oblige à répondre.\n"
        'opening: ""\n'
        "\n"
        "consents:\n"
        "  # en: May I write this down?\n"
        "  # fr: Puis-je l’écrire\u00a0?\n"
        '  interview: ""\n'
    )


@pytest.mark.parametrize(("code", "way"), [("ar", "rtl"), ("ur-PK", "rtl"), ("qq", "ltr")])
def test_the_template_knows_which_way_a_language_is_written(code: str, way: str) -> None:
    assert f"\ndirection: {way}\n" in template(tiny(), code, "x")


def test_a_name_may_hold_anything(tmp_path: Path) -> None:
    name = 'Say: "Ŵ" # नेपाली'
    text = template(tiny(), "ne", name).replace('translators: ""', "translators: x")
    assert read(tmp_path, text).name == name


@pytest.mark.parametrize(
    ("rubric_id", "version"),
    [("peer-integration", "0.1.0"), ("peer-integration", "1.0.0"), ("facility-rights", "1.0.0")],
)
def test_a_template_fits_every_rubric(tmp_path: Path, rubric_id: str, version: str) -> None:
    rubric = find(rubric_id, version)
    text = template(rubric, "sw", "Kiswahili").replace('translators: ""', "translators: x")
    filled = re.sub(r': ""$', ": Ndiyo", text, flags=re.MULTILINE)
    coverage = read_overlay(written(tmp_path, filled), rubric).coverage
    assert coverage.translated == coverage.total
    assert coverage.total >= sum(len(c.questions) for c in rubric.criteria("full"))


def test_two_questions_to_one_group_stay_apart(tmp_path: Path) -> None:
    tree = tiny().model_dump()
    tree["themes"][0]["standards"][0]["criteria"][0]["questions"] *= 2
    rubric = Rubric.model_validate(tree)
    text = template(rubric, "ny", "Chichewa").replace('translators: ""', "translators: x")
    text = text.replace('S1.peer_workers: ""', "S1.peer_workers: one")
    text = text.replace('S1.peer_workers.2: ""', "S1.peer_workers.2: two")
    overlay = read_overlay(written(tmp_path, text), rubric)
    assert overlay.question("S1", "peer_workers") == "one"
    assert overlay.question("S1", "peer_workers", 2) == "two"


def test_a_rubric_without_interviews_has_nothing_to_translate(tmp_path: Path) -> None:
    rubric = rubric_of({"t": {"A": "A1"}})
    text = template(rubric, "ny", "Chichewa").replace('translators: ""', "translators: x")
    overlay = check_overlay(written(tmp_path, text), rubric)
    assert overlay.coverage == Coverage(translated=0, total=0)
    with pytest.raises(FaultsError, match="says nothing under “opening”"):
        read_overlay(written(tmp_path, f"{text}opening: x\n"), rubric)


def test_its_words_are_set_as_ours_are() -> None:
    words = load_messages(Path(rubrics.__file__).parent / "overlay_words.yaml")
    for message in (*words.values(), *messages().values()):
        forms = {language: message.forms(language)["other"] for language in LANGUAGES}
        assert forms["en"] != forms["fr"]
        assert not LOOSE.search(forms["fr"])
        assert "'" not in forms["fr"]
