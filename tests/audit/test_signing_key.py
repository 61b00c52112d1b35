"""The key of an installation: made once, whole, for its owner only, and never replaced."""

import json
import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit import signing_key as keys
from audit.signing_key import (
    KEY_FILE,
    PUBLIC_FILE,
    name_own_key,
    own_keys,
    own_seal,
    signing_key,
)
from audit.storage import StorageFault
from exports.known_keys import KnownKey, keys_json, knows, read_keys
from exports.seal import check, key_id
from tests.exports.test_seal import PUBLIC_KEY


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keys, "data_folder", lambda: tmp_path / "data")
    return tmp_path / "data"


def raw(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes_raw()


def test_a_key_is_made_on_first_use_and_stays(folder: Path) -> None:
    assert own_keys() == {}
    assert not folder.exists()
    first = signing_key()
    assert raw(signing_key()) == raw(first)
    assert sorted(each.name for each in folder.iterdir()) == [PUBLIC_FILE, KEY_FILE]


def test_its_public_half_is_ready_to_be_given_to_readers(folder: Path) -> None:
    seal = own_seal(b"{}")
    assert check(b"{}", seal) is None
    written = (folder / PUBLIC_FILE).read_text("utf-8")
    assert read_keys(json.loads(written)) == own_keys()
    assert knows(own_keys(), seal)
    assert json.loads((folder / KEY_FILE).read_text())["private_key"] not in written


def test_a_list_that_somebody_wrote_a_name_into_stays(folder: Path) -> None:
    signing_key()
    (folder / PUBLIC_FILE).write_text("edited")
    signing_key()
    assert (folder / PUBLIC_FILE).read_text() == "edited"


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise elsewhere")
def test_only_its_owner_may_read_it(folder: Path) -> None:
    signing_key()
    file = folder / KEY_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    file.chmod(0o644)
    signing_key()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_that_another_process_made_meanwhile_is_the_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = raw(signing_key())
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert raw(signing_key()) == theirs


def test_where_there_are_no_links_it_is_made_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert raw(signing_key()) == raw(signing_key())
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"key": [], "private_key": 1}'])
def test_a_damaged_key_is_said_and_left(folder: Path, content: bytes) -> None:
    signing_key()
    (folder / KEY_FILE).write_bytes(content)
    for use in (signing_key, own_keys):
        with pytest.raises(StorageFault) as fault:
            use()
        assert fault.value.message == "storage.key_damaged"
        assert fault.value.parameters == {"place": str(folder / KEY_FILE)}
    assert (folder / KEY_FILE).read_bytes() == content


def test_one_wrong_character_of_the_key_is_noticed(folder: Path) -> None:
    signing_key()
    said = json.loads((folder / KEY_FILE).read_text())
    first = said["private_key"][0]
    said["private_key"] = ("B" if first == "A" else "A") + said["private_key"][1:]
    (folder / KEY_FILE).write_text(json.dumps(said))
    with pytest.raises(StorageFault, match="key_damaged"):
        signing_key()


def test_a_key_that_may_not_be_read_or_made_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.parent.joinpath("data").write_text("a file where the folder should be")
    with pytest.raises(StorageFault, match="key_not_readable"):
        signing_key()
    folder.unlink()
    signing_key()

    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StorageFault, match="key_not_readable"):
        own_keys()


def test_nothing_is_left_behind_where_the_disk_is_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFault):
        signing_key()
    assert list(folder.iterdir()) == []


def test_a_name_is_given_once_and_stands_on_the_list_for_readers(folder: Path) -> None:
    name_own_key("  Collectif\nÉ \u202e<b> ")
    (known,) = own_keys().values()
    assert known.name == "Collectif É <b>"
    assert read_keys(json.loads((folder / PUBLIC_FILE).read_text("utf-8"))) == own_keys()
    before = raw(signing_key())
    name_own_key("Autre")
    assert [key.name for key in own_keys().values()] == ["Autre"]
    assert raw(signing_key()) == before
    name_own_key("")
    assert [key.name for key in own_keys().values()] == [""]
    assert sorted(each.name for each in folder.iterdir()) == [PUBLIC_FILE, KEY_FILE]


def test_other_keys_on_the_list_stay(folder: Path) -> None:
    name_own_key("Ours")
    other = KnownKey(PUBLIC_KEY, "Once ours")
    listed = {**own_keys(), key_id(PUBLIC_KEY): other}
    (folder / PUBLIC_FILE).write_bytes(keys_json(listed))
    name_own_key("Ours still")
    found = read_keys(json.loads((folder / PUBLIC_FILE).read_text("utf-8")))
    assert found[key_id(PUBLIC_KEY)] == other
    assert [key.name for key in own_keys().values()] == ["Ours still"]


def test_a_damaged_list_names_nobody_and_is_written_anew(folder: Path) -> None:
    signing_key()
    (folder / PUBLIC_FILE).write_bytes(b"\xff")
    assert [key.name for key in own_keys().values()] == [""]
    name_own_key("Collectif")
    assert [key.name for key in own_keys().values()] == ["Collectif"]


def test_a_name_that_cannot_be_kept_is_a_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signing_key()

    def refuse(*_: object) -> None:
        raise PermissionError(1, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StorageFault) as fault:
        name_own_key("Collectif")
    assert fault.value.parameters == {"place": str(folder / PUBLIC_FILE)}
    assert sorted(each.name for each in folder.iterdir()) == [PUBLIC_FILE, KEY_FILE]
