"""The page that checks files: what it says of each, without an audit and without a database."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rfc8785
from streamlit.testing.v1 import AppTest

from audit.pages import verify
from audit.signing_key import name_own_key, own_keys, own_seal
from audit.words import translator
from exports.citation_id import citation_id
from exports.documents import Kind, build
from exports.known_keys import KnownKey, keys_json
from exports.seal import key_id
from rubrics.text import LANGUAGES, Language
from tests.exports.test_seal import PUBLIC_KEY
from tests.exports.verified_files import RECORD
from tests.pages.framed import framed
from tests.pages.test_home import markup

Check = Callable[..., AppTest]
EVIL = "<img src=x>.json"


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Have the reader's data in a folder of its own, and a database that cannot be opened."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("AUDIT_DATABASE_URL", f"sqlite:///{broken}")
    return tmp_path


def sealed(kind: Kind) -> bytes:
    return build(kind, RECORD, "facility", "en", own_seal)


def check(*files: tuple[str, bytes], language: Language = "en", keys: bytes = b"") -> AppTest:
    at = framed("verify", lang=language)
    given = [(name, data, "application/octet-stream") for name, data in files]
    at.file_uploader(key="verify:files").set_value(given)
    if keys:
        at.file_uploader(key="verify:keys").set_value(("keys.json", keys, "application/json"))
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_without_a_database_and_says_what_it_keeps(language: Language) -> None:
    t, at = translator(language), framed("verify", lang=language)
    assert not at.exception
    assert [title.value for title in at.title] == [t("verify_page.title")]
    assert t("verify_page.limits", most=10, megabytes=20) in [m.value for m in at.markdown]
    assert t("verify_page.keys.none") in markup(at)


def test_other_pages_still_tell_that_the_database_is_broken() -> None:
    assert framed("results", lang="en").exception


def test_files_of_this_installation_are_genuine() -> None:
    kinds: tuple[Kind, ...] = ("json", "plan-pdf", "plan-xlsx")
    shown = markup(check(*((f"{kind}.bin", sealed(kind)) for kind in kinds), language="fr"))
    assert shown.count("✓ Authentique") == 3
    assert shown.count("Identifiant à citer\u00a0: PRA-") == 3
    assert "cette installation" in shown
    assert next(iter(own_keys())) in shown


def test_an_altered_file_is_named_with_the_place_and_its_name_is_no_markup() -> None:
    whole = json.loads(sealed("json"))
    whole["record"]["overall"]["figures"]["rated"] = 7
    changed = rfc8785.dumps(whole)
    at = check((EVIL, changed))
    shown = markup(at)
    assert "✗ Altered" in shown
    assert "overall.figures.rated" in shown
    assert "This is not the record that was sealed." in shown
    # A reader who changes language is told again, without another upload.
    at.query_params["lang"] = "fr"
    assert "✗ Modifié" in markup(at.run())
    assert "&lt;img src=x&gt;.json" in shown
    assert "<img" not in shown


def test_what_was_added_to_a_pdf_is_said() -> None:
    at = check(("pages.pdf", sealed("plan-pdf") + b"x"))
    assert "1 byte was added after the end" in markup(at)


def test_broken_files_get_a_clear_sentence() -> None:
    broken = (b"", b"Dear all", b"%PDF-1.7 nothing", b"PK\x03\x04 nothing", b"{" * 20_000)
    at = check(*((f"letter {number}", data) for number, data in enumerate(broken)))
    assert markup(at).count("? Not one of ours") == len(broken)


def test_a_file_that_makes_the_check_fail_is_said_not_to_be_relied_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(verify, "verify", fail)
    assert "could not be checked to the end" in markup(check(("a", b"a")))


def test_size_and_number_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MOST_FILES", 1)
    at = check(("a", b"a"), ("b", b"b"))
    assert "Only the first 1 files were checked." in at.warning[0].value
    assert markup(at).count("Not one of ours") == 1
    monkeypatch.setattr(verify, "MEGABYTES", 1)
    assert "larger than 1 MB" in markup(check(("a", b"a" * (1024**2 + 1))))


def test_the_readers_list_decides_whom_to_trust(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = sealed("json")
    mine = own_keys()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    assert "Nobody you know vouches for it" in markup(check(("a.json", file)))
    assert not (tmp_path / "elsewhere").exists()
    named = {name: KnownKey(key.public_key, "Collectif É <b>") for name, key in mine.items()}
    shown = markup(check(("a.json", file), keys=keys_json(named)))
    assert "✓ Genuine" in shown
    assert "Sealed by Collectif É &lt;b&gt; with the key" in shown
    others = keys_json({key_id(PUBLIC_KEY): KnownKey(PUBLIC_KEY, "Other")})
    assert "Nobody you know vouches for it" in markup(check(("a.json", file), keys=others))


def test_a_list_that_is_none_is_said() -> None:
    assert check(keys=b"\xff").error[0].value.startswith("This is not a list of keys.")
    assert check(keys=b'{"a": {}}').error[0].value.startswith("This key is not whole")


def test_another_version_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    file = sealed("plan-pdf")
    monkeypatch.setattr("exports.verification.pdf.maker", lambda: "Peer Rights Audit 9 (0)")
    shown = markup(check(("plan.pdf", file)))
    assert "≈ Made by another version" in shown
    assert "Every page has the text that its record gives here." in shown


def test_a_damaged_key_of_ours_is_said_and_the_page_goes_on(tmp_path: Path) -> None:
    file = sealed("json")
    (tmp_path / "peer-rights-audit" / "signing-key.json").write_text("{}")
    at = check(("a.json", file))
    assert "is damaged" in at.warning[0].value
    assert "Nobody you know vouches for it" in markup(at)


def test_the_public_list_is_offered_once_there_is_a_key() -> None:
    assert not framed("verify", lang="en").get("download_button")
    sealed("json")
    (button,) = framed("verify", lang="en").get("download_button")
    assert "Download the list" in button.proto.label
    assert json.loads(keys_json(own_keys()))


def test_a_typed_number_is_judged_at_once() -> None:
    at = framed("verify", lang="fr")
    assert 'role="status"' not in markup(at)
    for typed, said in (
        ("pra cybdxya tjd7f5y 8g51cnr", "? Possible, mais aucune preuve encore"),
        ("PRA-CYBDXYA-TJD7F5Y-8U51CNR", "ce qui donne PRA-CYBDXYA-TJD7F5Y-8G51CNR"),
        ("<b>", "✗ Impossible"),
    ):
        at.text_input(key="verify:number").input(typed).run()
        assert not at.exception
        assert said in markup(at)
        assert "<b>" not in markup(at)


def test_a_file_is_compared_with_the_number_that_was_typed() -> None:
    file = sealed("json")
    at = check(("a.json", file), ("letter.txt", b"Dear all"))
    assert "the number you typed" not in markup(at)
    cited = citation_id(json.loads(file)["seal"]["sha256"])
    at.text_input(key="verify:number").input(cited.lower()).run()
    assert "✓ This file has the number you typed." in markup(at)
    assert "Whether it has the number you typed cannot be told." in markup(at)
    at.text_input(key="verify:number").input("PRA-CYBDXYA-TJD7F5Y-8G51CNR").run()
    assert "✗ This file has another number than the one you typed" in markup(at)
    at.text_input(key="verify:number").input("PRA-1").run()
    assert "the number you typed" not in markup(at)


def test_our_files_without_a_seal_are_not_accused() -> None:
    kinds: tuple[Kind, ...] = ("docx", "data", "csv", "ics", "bib")
    shown = markup(check(*((kind, sealed(kind)) for kind in kinds)))
    assert shown.count("– Cannot be checked") == len(kinds)
    assert "These files of the same audit can be checked: PDF, Excel workbook, web page" in shown
    assert 'class="pra-notice pra-strong"' not in shown


@pytest.mark.parametrize(
    ("name", "sealed_by", "known"),
    [
        ("", "whose name no list gives", "this installation; it has not been given a name"),
        ("Nous <b>", "Sealed by Nous &lt;b&gt; with", "Nous &lt;b&gt; (this installation)"),
    ],
)
def test_whose_seal_it_is_is_said_or_that_nobody_said_so(
    name: str, sealed_by: str, known: str
) -> None:
    name_own_key(name)
    shown = markup(check(("a.json", sealed("json"))))
    assert sealed_by in shown
    assert known in shown
