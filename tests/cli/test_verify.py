"""`peer-audit verify`: what it says of files, and the code scripts rely on."""

import json
from base64 import b64encode
from pathlib import Path

import pytest

from audit.cli import audits, verifying
from exports.seal import key_id
from exports.verification import pdf
from tests.cli.conftest import Run
from tests.exports.test_seal import PUBLIC_KEY

FILES = ("json", "pdf", "plan-pdf", "html", "xlsx", "plan-xlsx")


@pytest.fixture
def audit(run: Run, filled: str) -> str:
    return str(json.loads(run("list", "--json", "--database", filled).out)[0]["id"])


@pytest.fixture
def record(run: Run, filled: str, audit: str, tmp_path: Path) -> Path:
    file = tmp_path / "record.json"
    given = ("--to", "json", "--audience", "team", "--database", filled, "--out", file)
    assert run("export", audit, *given).code == 0
    return file


def test_a_record_without_a_seal_gets_none_whoever_made_it(run: Run, unsealed: Path) -> None:
    altered = json.loads(unsealed.read_text("utf-8"))
    altered["facility"]["name"] = "Somewhere else"
    unsealed.write_text(json.dumps(altered), "utf-8")
    assert "seal" not in json.loads(exported(run, unsealed, "json").read_text("utf-8"))
    assert run("verify", exported(run, unsealed, "pdf")).code == 3


@pytest.fixture
def unsealed(run: Run, filled: str, audit: str, tmp_path: Path) -> Path:
    file = tmp_path / "unsealed.json"
    file.write_text(run("record", audit, "--database", filled).out, "utf-8")
    return file


def exported(run: Run, record: Path, kind: str) -> Path:
    file = record.with_name(f"out-{kind}")
    assert run("export", record, "--to", kind, "--out", file).code == 0
    return file


def test_what_was_exported_is_genuine(run: Run, record: Path, tmp_path: Path) -> None:
    files = [exported(run, record, kind) for kind in FILES]
    answer = run("verify", *files, "--language", "en")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert [line.split(" · ")[0] for line in lines[::2]] == [f"{file}: genuine" for file in files]
    cited = {line.split(" · ")[1] for line in lines[::2]}
    assert len(cited) == 1
    assert not (tmp_path / "audits.db").exists()


def test_the_record_of_a_sealed_file_can_be_exported_again(
    run: Run, record: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sealed = exported(run, record, "json").rename(tmp_path / "sealed.json")
    again = exported(run, sealed, "json")
    assert again.read_bytes() == sealed.read_bytes()
    # Elsewhere, its seal goes with it for as long as the record stays as it is.
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    assert exported(run, sealed, "json").read_bytes() == sealed.read_bytes()
    narrower = tmp_path / "public.json"
    run("export", sealed, "--to", "json", "--audience", "public", "--out", narrower)
    assert "seal" not in json.loads(narrower.read_text("utf-8"))
    assert run("verify", sealed).code == 3


def test_what_we_sealed_is_sealed_anew_where_its_seal_no_longer_fits(
    run: Run, record: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    narrower = tmp_path / "public.json"
    run("export", record, "--to", "json", "--audience", "public", "--out", narrower)
    assert run("verify", narrower).code == 0
    # A document drawn by another version than its seal names could not be compared with it.
    monkeypatch.setattr(audits, "maker", lambda: "Peer Rights Audit 9 (0)")
    again = json.loads(exported(run, record, "json").read_text("utf-8"))["seal"]
    assert again["key"] == json.loads(record.read_text("utf-8"))["seal"]["key"]


def test_a_sealed_record_that_was_altered_is_not_exported(run: Run, record: Path) -> None:
    sealed = exported(run, record, "json").rename(record)
    sealed.write_text(sealed.read_text("utf-8").replace("Two Rivers", "Too Rivers"), "utf-8")
    answer = run("export", sealed, "--to", "pdf", "--out", record.with_name("out.pdf"))
    assert answer.code == 1
    assert answer.err.startswith(f"{sealed}: seal: The seal does not fit this record")


def test_an_altered_record_is_said_with_its_field(run: Run, record: Path) -> None:
    file = exported(run, record, "json")
    said = json.loads(file.read_text("utf-8"))
    rated = said["record"]["overall"]["figures"]["rated"]
    text = file.read_text("utf-8").replace(f'"rated":{rated}', '"rated":999', 1)
    file.write_text(text, "utf-8")
    answer = run("verify", file)
    assert answer.code == 1
    lines = answer.out.splitlines()
    assert lines[0] == f"{file}: ALTERED"
    assert lines[1] == f"{file}: record: This is not the record that was sealed."
    assert f"{file}: overall.figures.rated: This does not follow from" in answer.out
    french = run("verify", file, "--language", "fr").out
    assert french.splitlines()[0] == f"{file}: MODIFIÉ"


def test_an_altered_page_is_said_with_its_number(run: Run, record: Path) -> None:
    file = exported(run, record, "pdf")
    file.write_bytes(file.read_bytes() + b"x")
    answer = run("verify", file)
    assert answer.code == 1
    assert "1 byte was added after the end" in answer.out


def test_without_a_seal_nobody_vouches(run: Run, unsealed: Path) -> None:
    answer = run("verify", unsealed)
    assert answer.code == 3
    assert answer.out.startswith(f"{unsealed}: nobody you know vouches for it · PRA-")
    assert "No seal" in answer.out


def test_keys_decide_whom_to_trust(
    run: Run, record: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = exported(run, record, "json")
    published = tmp_path / "home" / "peer-rights-audit" / "public-keys.json"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "reader"))
    answer = run("verify", file)
    assert answer.code == 3
    assert "not among those you know" in answer.out
    assert not (tmp_path / "reader").exists()
    known = json.loads(published.read_text("utf-8"))
    next(iter(known.values()))["name"] = "Collectif É"
    published.write_text(json.dumps(known), "utf-8")
    answer = run("verify", file, "--keys", published)
    assert answer.code == 0
    assert "Sealed by Collectif É with the key" in answer.out
    other = tmp_path / "other.json"
    entry = {"name": "Other", "public_key": b64encode(PUBLIC_KEY).decode()}
    other.write_text(json.dumps({key_id(PUBLIC_KEY): entry}))
    assert run("verify", file, "--keys", other).code == 3


def test_another_version_is_said(run: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = exported(run, record, "plan-pdf")
    monkeypatch.setattr(pdf, "maker", lambda: "Peer Rights Audit 9 (0)")
    answer = run("verify", file)
    assert answer.code == 4
    assert answer.out.startswith(f"{file}: made by another version · PRA-")
    assert "Every page has the text that its record gives here." in answer.out


def test_what_is_not_ours_is_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear all")
    answer = run("verify", file)
    assert (answer.code, answer.err) == (2, "")
    assert answer.out.splitlines()[0] == f"{file}: not one of ours"


def test_the_worst_of_several_files_wins(
    run: Run, record: Path, unsealed: Path, tmp_path: Path
) -> None:
    genuine, altered = exported(run, record, "json"), tmp_path / "altered.json"
    altered.write_bytes(genuine.read_bytes().replace(b"Two Rivers", b"Too Rivers"))
    stranger = tmp_path / "letter.txt"
    stranger.write_text("Dear all")
    codes = [
        run("verify", *files).code
        for files in (
            (genuine, genuine),
            (genuine, unsealed),
            (stranger, unsealed),
            (stranger, altered, unsealed),
            (altered, genuine),
        )
    ]
    assert codes == [0, 3, 2, 1, 1]
    assert set(verifying.CODES.values()) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", ": This is not a list of keys."),
        ("{", ":1: This is not JSON"),
        ('{"ab": {}}', ": ab: This key is not whole"),
        (None, ": There is no such file."),
    ],
)
def test_a_list_of_keys_that_is_none_is_wrong_usage(
    run: Run, record: Path, tmp_path: Path, content: str | None, message: str
) -> None:
    keys = tmp_path / "keys.json"
    if content is not None:
        keys.write_text(content)
    answer = run("verify", record, "--keys", keys)
    assert (answer.code, answer.out) == (64, "")
    assert answer.err.startswith(f"{keys}{message}")


def test_a_file_that_is_not_there_is_not_said_to_be_altered(run: Run, record: Path) -> None:
    missing = record.with_name("missing.pdf")
    answer = run("verify", record, missing, record.parent)
    assert (answer.code, answer.out) == (64, "")
    assert answer.err.splitlines() == [
        f"{missing}: There is no such file. Correct its name.",
        f"{record.parent}: This is a folder. Name a file.",
    ]


def test_a_damaged_key_of_ours_is_said(run: Run, record: Path, tmp_path: Path) -> None:
    exported(run, record, "json")
    key = tmp_path / "home" / "peer-rights-audit" / "signing-key.json"
    key.write_text("{}")
    assert run("verify", record).code == 64
    answer = run("export", record, "--to", "json", "--out", tmp_path / "out.json")
    assert answer.code == 1
    assert f"The key that seals your documents is damaged: {key}" in answer.err
    assert run("export", record, "--to", "csv", "--out", tmp_path / "out.csv").code == 0


def test_files_must_be_named(run: Run) -> None:
    answer = run("verify")
    assert answer.code == 64
    assert answer.err.startswith("FILE… is missing.")


def test_a_number_alone_is_never_proof(run: Run) -> None:
    answer = run("verify", "pra-cybdxya-tjd7f5y-8g51cnr", "--language", "en")
    assert (answer.code, answer.err) == (3, "")
    assert answer.out.splitlines()[0].endswith(": possible, which proves nothing yet")
    wrong = run("verify", "PRA-CYBDXYA-TJD7F5Y-8U51CNR", "--language", "fr")
    assert wrong.code == 2
    assert "impossible" in wrong.out
    assert "PRA-CYBDXYA-TJD7F5Y-8G51CNR" in wrong.out.splitlines()[-1]


def test_a_number_beside_its_file_is_as_good_as_the_file(run: Run, record: Path) -> None:
    file = exported(run, record, "json")
    number = run("verify", file).out.splitlines()[0].rpartition(" · ")[2]
    answer = run("verify", number, file, "--language", "en")
    assert answer.code == 0
    assert f"{number}: This is the number of {file}." in answer.out
    other = run("verify", "PRA-CYBDXYA-TJD7F5Y-8G51CNR", file, "--language", "en")
    assert other.code == 3
    assert "None of these files has been found to have this number." in other.out


def test_a_file_named_like_a_number_is_a_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("PRA-CYBDXYA-TJD7F5Y-8G51CNR").write_text("Dear all")
    assert run("verify", "PRA-CYBDXYA-TJD7F5Y-8G51CNR").code == 2
    assert "signs after PRA" in run("verify", "PRA-" + "1" * 5000, "--language", "en").out
