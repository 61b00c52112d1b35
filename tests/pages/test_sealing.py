"""The seal on the export page: a key that fails is said aloud, a name is given once."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from audit.signing_key import KEY_FILE, own_keys, signing_key
from exports.documents import Kind
from tests.pages.opened import Opened, everything_said
from tests.pages.test_home import markup

NAME = "Collectif É <b>"


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return where this installation keeps its key."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "peer-rights-audit"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path) -> Opened:
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{tmp_path / 'audits.db'}")
    return Opened()


def draw(language: str) -> None:
    """Draw what the export page says of the seal; copied into a script of its own by AppTest."""
    from audit.pages import sealing  # noqa: PLC0415 - the script needs its own imports
    from audit.words import translator  # noqa: PLC0415

    sealing.warn_unsealed(translator(language))
    sealing.own_key(translator(language))


def unfolded(language: str = "en") -> AppTest:
    at = AppTest.from_function(draw, args=(language,))
    at.session_state["export:key"] = True
    at.run()
    assert not at.exception
    return at


def test_a_damaged_key_is_said_with_its_place_and_remedy_until_it_is_mended(
    opened: Opened, folder: Path, making: dict[Kind, Callable[[], bytes]]
) -> None:
    signing_key()
    whole = (folder / KEY_FILE).read_bytes()
    (folder / KEY_FILE).write_text("{}")
    at = opened.page("export", lang="fr")
    (said,) = [warning.value for warning in at.warning]
    assert "sortent sans sceau" in said
    assert str(folder / KEY_FILE) in said
    assert "public-keys.json" in said
    assert "seal" not in json.loads(making["json"]())
    (folder / KEY_FILE).write_bytes(whole)
    assert not at.run().warning
    assert json.loads(making["json"]())["seal"]


def test_a_key_that_cannot_be_made_is_said_on_the_next_page(
    opened: Opened, folder: Path, making: dict[Kind, Callable[[], bytes]]
) -> None:
    at = opened.page("export", lang="en")
    assert not at.warning
    folder.parent.write_text("a file where the folder should be")
    assert "seal" not in json.loads(making["json"]())
    (said,) = [warning.value for warning in at.run().warning]
    assert "cannot be read or made" in said
    assert str(folder / KEY_FILE) in said


@pytest.mark.usefixtures("folder")
def test_a_name_is_given_once_and_is_no_markup() -> None:
    at = unfolded()
    assert "No key has been made yet" in everything_said(at)
    at.text_input(key="export:organisation").input(NAME)
    at.button[0].click().run()
    assert not at.exception
    assert [key.name for key in own_keys().values()] == [NAME]
    assert "Collectif É &lt;b&gt;" in markup(at)
    assert next(iter(own_keys())) in markup(at)
    assert any("Download the list" in b.proto.label for b in at.get("download_button"))


@pytest.mark.usefixtures("folder")
def test_without_a_name_it_says_so_plainly() -> None:
    signing_key()
    assert "aucun nom, puisqu’aucun n’a été donné" in markup(unfolded("fr"))


def test_no_name_can_be_given_to_a_damaged_key(folder: Path) -> None:
    signing_key()
    (folder / KEY_FILE).write_text("{}")
    at = unfolded()
    assert "leave without a seal" in at.warning[0].value
    assert not at.text_input


@pytest.mark.usefixtures("folder")
def test_a_name_that_cannot_be_kept_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    signing_key()
    at = unfolded()

    def refuse(*_: object) -> None:
        raise PermissionError(1, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    at.text_input(key="export:organisation").input(NAME)
    at.button[0].click().run()
    assert not at.exception
    assert "cannot be read or made" in at.warning[0].value
