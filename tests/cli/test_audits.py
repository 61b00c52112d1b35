import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.cli.databases import opened
from audit.cli.faults import CommandFault
from audit.storage import open_store
from tests.cli.conftest import Run


@pytest.fixture
def audits(run: Run, filled: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("list", "--json", "--database", filled).out)
    return found


def test_the_list_names_each_audit(run: Run, filled: str, audits: list[dict[str, object]]) -> None:
    assert [audit["invented"] for audit in audits] == [True, True]
    assert set(audits[0]) == {
        *("id", "facility", "country", "rubric", "version"),
        *("form", "state", "date", "invented"),
    }
    lines = run("list", "--database", filled).out.splitlines()
    assert [line.split()[0] for line in lines] == [audit["id"] for audit in audits]


def test_an_empty_database_says_so(run: Run) -> None:
    assert run("list").out == "No audit yet.\n"
    assert run("list", "--json").out == "[]\n"


def test_the_demonstration_is_never_mixed_with_audits(run: Run, filled: str) -> None:
    answer = run("demo", "--database", filled)
    assert answer.code == 1
    assert answer.err.startswith("This database already holds audits")


@pytest.mark.parametrize("audience", ["team", "facility", "public"])
def test_a_record_is_the_edition_asked_for(
    run: Run, filled: str, audits: list[dict[str, object]], audience: str
) -> None:
    answer = run("record", audits[0]["id"], "--audience", audience, "--database", filled)
    record = json.loads(answer.out)
    assert answer.code == 0
    assert (record["id"], record["audience"]) == (audits[0]["id"], audience)
    assert bool(record["team"]["members"]) == (audience == "team")


def test_without_a_word_the_edition_is_the_facilitys(
    run: Run, filled: str, audits: list[dict[str, object]]
) -> None:
    record = json.loads(run("record", audits[0]["id"], "--database", filled).out)
    assert record["audience"] == "facility"


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        *(("pdf", b"%PDF-"), ("plan-pdf", b"%PDF-"), ("xlsx", b"PK"), ("plan-xlsx", b"PK")),
        *(("bib", b"@misc{"), ("ris", b"TY  - "), ("csl", b"["), ("ics", b"BEGIN:VCALENDAR")),
    ],
)
def test_documents_are_written_from_a_record_file_too(
    run: Run,
    filled: str,
    audits: list[dict[str, object]],
    tmp_path: Path,
    kind: str,
    start: bytes,
) -> None:
    audit, record = audits[0]["id"], tmp_path / "record.json"
    run("export", audit, "--to", "json", "--out", record, "--database", filled)
    one, two = tmp_path / "one", tmp_path / "two"
    assert run("export", audit, "--to", kind, "--out", one, "--database", filled).code == 0
    assert run("export", record, "--to", kind, "--out", two).code == 0
    assert one.read_bytes().startswith(start)
    assert one.read_bytes() == two.read_bytes()


def test_an_export_can_be_piped(run: Run, filled: str, audits: list[dict[str, object]]) -> None:
    arguments = ("--to", "csv", "--out", "-", "--language", "fr", "--database", filled)
    answer = run("export", audits[0]["id"], *arguments)
    head = next(csv.reader(io.StringIO(answer.out.removeprefix("\ufeff"))))
    assert "Critère" in head


@pytest.mark.parametrize("command", ["record", "export"])
def test_an_unknown_audit_is_said(run: Run, filled: str, tmp_path: Path, command: str) -> None:
    out = tmp_path / "out.pdf"
    more = ("--to", "pdf", "--out", out) if command == "export" else ()
    answer = run(command, "nope", *more, "--database", filled)
    assert answer.code == 1
    assert answer.err == (
        "nope: This database knows no such audit. See the ids with: peer-audit list\n"
    )
    assert not out.exists()


@pytest.mark.parametrize(
    ("kind", "out", "said"),
    [
        ("pdf", "nope/x.pdf", "The folder of this file does not exist."),
        ("pdf", ".", "This is a folder. Name a file."),
    ],
)
def test_an_export_that_cannot_be_is_refused_first(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, out: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("export", "a", "--to", kind, "--out", out)
    assert answer.code == 1
    assert said in answer.err


def test_a_kind_that_does_not_exist_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    answer = run("export", "a", "--to", "odt", "--out", tmp_path / "x.odt")
    assert answer.code == 64
    assert answer.err.startswith("odt: An audit cannot become this. Choose one of: pdf,")


def test_a_record_file_is_read_strictly_and_never_widened(
    run: Run, filled: str, audits: list[dict[str, object]], tmp_path: Path
) -> None:
    file = tmp_path / "record.json"
    out = ("--to", "json", "--out", tmp_path / "out.json")
    public = run("record", audits[0]["id"], "--audience", "public", "--database", filled).out
    file.write_text(public, "utf-8")
    answer = run("export", file, *out, "--audience", "team")
    assert answer.code == 1
    assert "This record does not hold what the edition “team” tells." in answer.err
    file.write_text(public.replace('"invented":true', '"invented":"perhaps"'), "utf-8")
    answer = run("export", file, *out)
    assert answer.code == 1
    assert answer.err.startswith(f"{file}: invented: This is not as in a record")
    assert not (tmp_path / "out.json").exists()


def test_a_backup_comes_back(run: Run, filled: str, tmp_path: Path) -> None:
    file, empty = tmp_path / "backup.db", f"sqlite:///{(tmp_path / 'new.db').as_posix()}"
    made = run("backup", "--out", file, "--database", filled)
    assert made.code == 0
    assert made.out.startswith(f"{file}: checked copy of ")
    assert run("restore", file, "--database", empty).code == 0
    assert run("list", "--json", "--database", empty).out == (
        run("list", "--json", "--database", filled).out
    )
    again = run("restore", file, "--database", empty)
    assert again.code == 1
    assert "already holds assessments" in again.err


def test_a_backup_never_replaces_a_file_and_a_missing_one_is_said(
    run: Run, filled: str, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    assert "never replaced" in run("backup", "--out", file, "--database", filled).err
    assert file.read_text() == "mine"
    assert "not a backup" in run("restore", file).err
    assert "There is no such file." in run("restore", tmp_path / "nope.db").err
    answer = run("backup", "--out", tmp_path / "nope" / "b.db", "--database", filled)
    assert "The folder of this file does not exist." in answer.err


def test_a_damaged_database_is_said_and_left_alone(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "damaged.db"
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    before = file.read_bytes()
    answer = run("list", "--database", f"sqlite:///{file.as_posix()}", "--language", "fr")
    assert (answer.code, answer.out) == (1, "")
    assert "La base de données est abîmée" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    answer = run("demo", "--database", f"sqlite:///{(tmp_path / 'file' / 'a.db').as_posix()}")
    assert answer.code == 1
    assert "cannot be opened or written" in answer.err


def test_an_address_that_is_none_is_said() -> None:
    with pytest.raises(CommandFault) as fault, opened("mysql://x"):
        pass
    assert fault.value.faults[0].key == "storage.bad_address"


def left(filled: str, audit: object) -> set[tuple[str, str, str]]:
    """Return which files of an audit have left: edition, kind, language."""
    with open_store(filled) as store:
        return {(f.audience, f.kind, f.language) for f in store.releases(str(audit))}


def test_what_is_made_from_a_database_is_noted(
    run: Run, filled: str, audits: list[dict[str, object]], tmp_path: Path
) -> None:
    audit, out = audits[1]["id"], tmp_path / "out"
    on = ("--database", filled)
    before = left(filled, audit)
    run("export", audit, "--to", "bib", "--out", out, "--audience", "team", *on, "--language", "fr")
    record = run("record", audit, "--audience", "public", *on).out
    noted = {("team", "bib", "fr"), ("public", "json", "")}
    assert not before & noted
    assert left(filled, audit) == before | noted
    (tmp_path / "record.json").write_text(record, "utf-8")
    again = ("export", tmp_path / "record.json", "--to", "ris", "--audience", "public")
    assert run(*again, "--out", out, *on).code == 0
    assert run("export", audit, "--to", "pdf", "--out", tmp_path / "no" / "x", *on).code == 1
    assert left(filled, audit) == before | noted


def test_from_a_database_that_is_only_read_a_file_leaves_and_this_is_said(
    run: Run, filled: str, new_postgresql: Callable[[], str], tmp_path: Path
) -> None:
    url, copy, out = new_postgresql(), tmp_path / "copy.db", tmp_path / "out.ics"
    file = ("public", "ics", "fr")
    run("backup", "--out", copy, "--database", filled)
    run("restore", copy, "--database", url)
    audit = json.loads(run("list", "--json", "--database", url).out)[0]["id"]
    only_read = f"{url}&options=-c%20default_transaction_read_only%3Don"
    wanted = ("--audience", file[0], "--to", file[1], "--language", file[2])
    answer = run("export", audit, *wanted, "--out", out, "--database", only_read)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("Un fichier est sorti sans figurer dans la liste")
    assert len(answer.err.splitlines()) == 1
    written = out.read_bytes()
    assert file not in left(url, audit)
    assert run("export", audit, *wanted, "--out", out, "--database", url).err == ""
    assert out.read_bytes() == written
    assert file in left(url, audit)
