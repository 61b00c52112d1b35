"""Citation ids and seals: what they catch, and that the same record and key give the same bytes."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from itertools import product

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from exports.citation_id import ALPHABET, check_character, citation_id, read_citation_id
from exports.documents import DOCUMENTS, build
from exports.known_keys import BadKeysError, KnownKey, keys_json, knows, read_keys, together
from exports.maker import maker
from exports.seal import Seal, check, key_id, read_seal, sealed, sealed_json
from tests.exports.sample_record import installed, sample_record

# The first key of the test vectors of RFC 8032, section 7.1.
KEY = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
)
PUBLIC_KEY = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RECORD = b'{"a":1,"b":"\xc3\xa9"}'
SEALED = ("pdf", "plan-pdf", "html", "xlsx", "plan-xlsx", "json")
SHA256S = st.binary(min_size=32, max_size=32).map(bytes.hex)


def bare(printed: str) -> str:
    return printed.removeprefix("PRA-").replace("-", "")


def test_a_citation_id_is_the_start_of_the_digest() -> None:
    assert citation_id("00" * 32) == "PRA-0000000-0000000-0000000"
    # The first five bits are 1, then none: 1, then nineteen zeros, and the weight of that place.
    assert citation_id(f"08{'00' * 31}").startswith("PRA-1000000-0000000-000000")
    assert citation_id("f" * 25 + "0" * 39) == citation_id("f" * 64)
    assert bare(citation_id("f" * 64))[:-1] == "Z" * 20


def bodies() -> Iterator[str]:
    """Yield bodies in which every character stands at every place."""
    for shift in range(len(ALPHABET)):
        yield "".join(ALPHABET[(shift + 7 * at) % 32] for at in range(20))


def test_any_single_wrong_character_is_caught() -> None:
    for body in bodies():
        whole = body + check_character(body)
        for at, wrong in product(range(21), ALPHABET):
            if whole[at] != wrong:
                assert read_citation_id(whole[:at] + wrong + whole[at + 1 :]) is None


def test_any_two_neighbours_that_change_places_are_caught() -> None:
    for at, one, other in product(range(19), ALPHABET, ALPHABET):
        body = "7" * at + one + other + "K" * (18 - at)
        swapped = body[:at] + other + one + body[at + 2 :]
        assert (read_citation_id(swapped + check_character(body)) is None) == (one != other)
    for last in ALPHABET:
        body = "5" * 19 + last
        checked = check_character(body)
        if checked != last:
            assert read_citation_id(body[:-1] + checked + last) is None


@given(SHA256S)
def test_an_id_is_read_as_people_type_it(sha256: str) -> None:
    printed = citation_id(sha256)
    typed = bare(printed).replace("0", "o").replace("1", "l").lower()
    for said in (printed, bare(printed), typed, f"pra {typed[:7]} {typed[7:14]} {typed[14:]}"):
        assert read_citation_id(said) == printed
    for said in ("", "PRA-", printed[:-1], printed + "0", printed.replace("PRA", "PAR")):
        assert read_citation_id(said) is None


def test_the_same_record_and_key_give_the_same_seal() -> None:
    assert sealed(RECORD, KEY) == sealed(RECORD, KEY)
    assert sealed(RECORD, KEY).made_by == maker()
    assert check(RECORD, sealed(RECORD, KEY)) is None


def test_the_signature_is_over_purpose_digest_and_maker() -> None:
    seal = sealed(RECORD, KEY)
    assert b64decode(seal.public_key) == PUBLIC_KEY
    said = json.dumps({"made_by": maker(), "sha256": seal.sha256}, separators=(",", ":"))
    message = b"peer-rights-audit seal 1\0" + said.encode()
    Ed25519PublicKey.from_public_bytes(PUBLIC_KEY).verify(b64decode(seal.signature), message)


@pytest.mark.parametrize("bit", range(8))
def test_no_bit_of_a_sealed_record_can_change(bit: int) -> None:
    seal = sealed(RECORD, KEY)
    for at in range(len(RECORD)):
        flipped = bytearray(RECORD)
        flipped[at] ^= 1 << bit
        assert check(bytes(flipped), seal) == "seal.sha256"


def test_no_character_of_a_seal_can_change() -> None:
    seal = sealed(RECORD, KEY)
    for name, value in seal.model_dump().items():
        for at, wrong in product(range(len(value)), "A0z="):
            changed = value[:at] + wrong + value[at + 1 :]
            found = read_seal(seal.model_dump() | {name: changed})
            assert changed == value or found is None or check(RECORD, found) is not None


def test_base64_has_one_spelling() -> None:
    seal = sealed(RECORD, KEY)
    spare = seal.signature[:-3] + chr(ord(seal.signature[-3]) + 1) + "=="
    assert b64decode(spare) == b64decode(seal.signature)
    assert read_seal(seal.model_dump() | {"signature": spare}) is None


@pytest.mark.parametrize("wrong", [None, [], "x", 1, {}, {"sha256": "x"}])
def test_what_is_no_seal_is_none(wrong: object) -> None:
    assert read_seal(wrong) is None


def test_a_seal_cannot_be_moved() -> None:
    seal, other = sealed(RECORD, KEY), sealed(b'{"a":2}', KEY)
    moved = seal.model_copy(update={"sha256": other.sha256, "citation": other.citation})
    assert check(b'{"a":2}', moved) == "seal.signature"
    theirs = sealed(RECORD, OTHER_KEY)
    taken = seal.model_copy(update={"public_key": theirs.public_key, "key": theirs.key})
    assert check(RECORD, taken) == "seal.signature"
    newer = seal.model_copy(update={"made_by": "Peer Rights Audit 9 (0)"})
    assert check(RECORD, newer) == "seal.signature"


def test_a_sealed_record_is_canonical_too() -> None:
    seal = sealed(RECORD, KEY)
    written = sealed_json(RECORD, seal)
    assert rfc8785.dumps(json.loads(written)) == written
    assert json.loads(written)["record"] == json.loads(RECORD)
    assert read_seal(json.loads(written)["seal"]) == seal
    assert sealed_json(RECORD, None) == RECORD


def test_a_list_of_keys_is_read_back() -> None:
    keys = {key_id(PUBLIC_KEY): KnownKey(PUBLIC_KEY, "Collectif É")}
    assert read_keys(json.loads(keys_json(keys))) == keys
    assert knows(keys, sealed(RECORD, KEY))
    assert not knows(keys, sealed(RECORD, OTHER_KEY))
    assert not knows({key_id(PUBLIC_KEY): KnownKey(bytes(32))}, sealed(RECORD, KEY))


WRITTEN, NAME = b64encode(PUBLIC_KEY).decode(), key_id(PUBLIC_KEY)


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ([], ""),
        (None, ""),
        ({NAME: WRITTEN}, NAME),
        ({NAME: {"name": "x"}}, NAME),
        ({NAME: {"public_key": 1}}, NAME),
        ({NAME: {"public_key": WRITTEN, "name": 1}}, NAME),
        ({NAME: {"public_key": WRITTEN, "trust": "all"}}, NAME),
        ({NAME: {"public_key": "AAAA"}}, NAME),
        ({NAME: {"public_key": "é"}}, NAME),
        ({"0" * 16: {"public_key": WRITTEN}}, "0" * 16),
    ],
)
def test_a_key_that_is_not_sound_is_named(said: object, where: str) -> None:
    with pytest.raises(BadKeysError) as error:
        read_keys(said)
    assert error.value.where == where


def test_documents_are_sealed_where_they_have_a_place_for_it() -> None:
    record, asked = installed(sample_record()), []

    def sealer(canonical: bytes) -> Seal:
        asked.append(canonical)
        return sealed(canonical, KEY)

    for kind in DOCUMENTS:
        asked.clear()
        file = build(kind, record, "public", "en", sealer)
        sealable = DOCUMENTS[kind].suffix in ("pdf", "xlsx", "html") or kind == "json"
        assert bool(asked) == sealable
        assert file == build(kind, record, "public", "en", sealer)
        assert bool(asked) == (file != build(kind, record, "public", "en"))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("  Collectif \n É\t<b> ", "Collectif É <b>"),
        ("A\u202eB\u2066C\x07", "ABC"),
        ("Cafe\u0301", "Café"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("x" * 200, "x" * 80),
        ("\ud800", ""),
    ],
)
def test_a_name_is_one_short_line_that_can_be_seen(written: str, name: str) -> None:
    known = {key_id(PUBLIC_KEY): {"name": written, "public_key": b64encode(PUBLIC_KEY).decode()}}
    assert [key.name for key in read_keys(known).values()] == [name]


def test_nobodys_list_renames_our_own_key() -> None:
    key, other = key_id(PUBLIC_KEY), "other"
    given = {key: KnownKey(PUBLIC_KEY, "Somebody else"), other: KnownKey(b"", "Other")}
    assert together({key: KnownKey(PUBLIC_KEY, "We")}, given)[key].name == "We"
    assert together({key: KnownKey(PUBLIC_KEY)}, given)[key].name == "Somebody else"
    assert together({}, given) == given
    assert together({key: KnownKey(PUBLIC_KEY)}, {}) == {key: KnownKey(PUBLIC_KEY)}
