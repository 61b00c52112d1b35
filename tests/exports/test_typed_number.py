"""A typed citation number: possible or not, and the slip that is likely."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.citation_id import ALPHABET, LENGTH, citation_id, read_citation_id, signs_of
from exports.verification import number
from exports.verification.number import TypedNumber, is_meant, typed_number

PRINTED = citation_id("6796def95a934ef2f910285955df2841c79d7465b8ab70f31ec9ae14b456cbb7")
IDS = [citation_id(sha256(bytes([n])).hexdigest()) for n in range(12)]


def kinds(found: TypedNumber) -> list[str]:
    return [one.kind for one in found.remarks]


def proposed(found: TypedNumber) -> list[str]:
    return [
        str(dict(one.values)["should"]) for one in found.remarks if "should" in dict(one.values)
    ]


def test_the_number_of_these_tests() -> None:
    assert PRINTED == "PRA-CYBDXYA-TJD7F5Y-8G51CNR"


@pytest.mark.parametrize(
    "typed",
    [
        PRINTED,
        PRINTED.lower(),
        PRINTED.replace("-", " "),
        PRINTED.replace("-", "\u2011"),
        "  " + PRINTED.replace("-", " \u2013 ") + "\n",
        PRINTED.removeprefix("PRA-"),
    ],
)
def test_a_number_is_read_however_its_groups_are_set_apart(typed: str) -> None:
    found = typed_number(typed)
    assert (found.citation, kinds(found)) == (PRINTED, ["number_no_proof"])
    assert read_citation_id(typed) == PRINTED


def test_letters_that_no_number_has_are_read_as_digits_and_this_is_said() -> None:
    (zero,) = [one for one in IDS[:4] if "0" in one.removeprefix("PRA")][:1]
    found = typed_number(zero.replace("0", "o"))
    assert (found.citation, kinds(found)) == (zero, ["number_read_as", "number_no_proof"])


@pytest.mark.parametrize(
    ("typed", "kind", "n"),
    [
        ("PRA-", "number_too_short", 0),
        ("PRA-123", "number_too_short", 3),
        (PRINTED[:-1], "number_too_short", 20),
        (f"{PRINTED}R", "number_too_long", 22),
        (PRINTED.replace("PRA", "PAR"), "number_too_long", 24),
        ("x" * 5000, "number_too_long", 5000),
    ],
)
def test_what_is_missing_or_too_much_is_counted(typed: str, kind: str, n: int) -> None:
    (said,) = typed_number(typed).remarks
    assert (said.kind, dict(said.values)["n"]) == (kind, n)


def test_a_sign_in_no_number_is_named_with_what_fits_there() -> None:
    found = typed_number(PRINTED.replace("8G51", "8U51"))
    assert kinds(found) == ["number_strange", "number_maybe"]
    assert dict(found.remarks[0].values) == {"signs": "U"}
    assert dict(found.remarks[1].values) == {
        "group": 3,
        "place": 2,
        "typed": "U",
        "fits": "G",
        "should": PRINTED,
    }
    several = typed_number(PRINTED.replace("8G51", "U*51"))
    assert (several.citation, kinds(several)) == ("", ["number_strange"])
    assert dict(several.remarks[0].values) == {"signs": "U *"}


def test_a_look_alike_is_found_wherever_it_stands() -> None:
    for printed in IDS:
        signs = signs_of(printed)
        for place in range(LENGTH):
            for wrong in (w for w in ALPHABET if signs[place] + w in number._PAIRS):
                found = typed_number(signs[:place] + wrong + signs[place + 1 :])
                assert found.citation == ""
                assert printed in proposed(found) or len(proposed(found)) == 3


def test_neighbours_that_changed_places_are_found() -> None:
    found = typed_number("PRA-CYBDXYA-TJD7F5Y-8G15CNR")
    assert found.citation == ""
    assert PRINTED in proposed(found)
    swaps = [dict(one.values) for one in found.remarks if one.kind == "number_swapped"]
    assert {"group": 3, "place": 3, "pair": "15", "should": PRINTED} in swaps


def test_what_no_common_slip_explains_is_said_to_be_wrong_all_the_same() -> None:
    wrong = kinds(typed_number("PRA-CYBDXYA-TJD7F5Y-851GCNR"))
    assert wrong == ["number_wrong", "number_no_slip"]


@given(st.text(max_size=40))
@settings(max_examples=60)
def test_whatever_is_typed_something_is_said(typed: str) -> None:
    found = typed_number(typed)
    assert found.remarks
    assert found.citation == (read_citation_id(typed) or "")
    assert all(read_citation_id(one) == one for one in proposed(found))


def test_only_what_begins_as_a_number_is_meant_as_one() -> None:
    assert is_meant(" pra-123")
    assert not is_meant("report.pdf")
    assert not is_meant("PRAGUE.pdf")
