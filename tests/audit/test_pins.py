"""A PIN is kept as a salted hash, and each try after a few costs time, never data."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.pins import Pin, digits_of, fits, new_pin

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SALT = bytes(range(16))


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("4815", "4815"),
        (" 4815 ", "4815"),
        ("123456789012", "123456789012"),
        ("٤٨١٥", "4815"),
        ("0000", "0000"),
        ("481", None),
        ("1234567890123", None),
        ("48 15", None),
        ("48a5", None),
        ("½815", None),
        ("4815\n4815", None),
        ("", None),
    ],
)
def test_a_pin_has_four_to_twelve_digits_of_any_script(typed: str, digits: str | None) -> None:
    assert digits_of(typed) == digits


def test_only_a_salted_scrypt_hash_is_kept() -> None:
    pin = new_pin("4815", SALT)
    expected = hashlib.scrypt(b"4815", salt=SALT, n=32768, r=8, p=3, maxmem=2**27, dklen=32)
    assert (pin.salt, pin.hash) == (SALT.hex(), expected.hex())
    assert fits(pin, "4815")
    assert not fits(pin, "4816")
    assert new_pin("4815", SALT[::-1]).hash != pin.hash


def test_a_few_slips_are_free_then_each_try_waits_longer_a_minute_at_most() -> None:
    pin, pauses = Pin(salt="", hash=""), []
    for _ in range(9):
        pin = pin.counted(NOW)
        pauses.append((pin.waits_until - NOW).seconds if pin.waits_until else 0)
    assert pauses == [0, 0, 5, 10, 20, 40, 60, 60, 60]
    assert pin.opened() == Pin(salt="", hash="")


@settings(max_examples=30)
@given(st.integers(0, 10**9))
def test_nobody_is_ever_locked_out_for_longer_than_a_minute(failed: int) -> None:
    waits = Pin(salt="", hash="", failed=failed, tried_at=NOW).waits_until
    assert waits is None or timedelta() < waits - NOW <= timedelta(minutes=1)
