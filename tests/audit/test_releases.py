"""Which files may hold what somebody told is worked out from dates, and kept nowhere."""

from datetime import UTC, datetime, timedelta

from audit.releases import Release, made_before, made_with
from audit.trail import Key, Row

BEGUN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CODE = "U01-KX4"


def at(minute: int) -> datetime:
    return BEGUN + timedelta(minutes=minute)


def left(minute: int) -> Release:
    return Release(at=at(minute), audience="public", kind="csv", language="en", citation="PRA-1")


def row(subject: str, minute: int) -> Row:
    return Row(
        id=f"{subject}-{minute}",
        key=Key(subject, "field", ""),
        value="yes",
        bases=(),
        draft=False,
        author="ana",
        device="tablet",
        at=at(minute),
    )


FILES = (left(40), left(30), left(20), left(10))


def test_until_a_moment_includes_the_moment() -> None:
    assert made_before(FILES, at(20)) == (left(20), left(10))
    assert made_before(FILES, at(9)) == ()


def test_since_the_first_row_kept_under_a_code_whichever_it_is() -> None:
    rows = [
        row("facility", 1),
        row(f"informant/{CODE}X", 2),
        row(f"said/{CODE}/hope", 35),
        row(f"answer/{CODE}/A3/1", 20),
        row(f"informant/{CODE}", 25),
    ]
    assert made_with(FILES, rows, CODE) == (left(40), left(30), left(20))


def test_nothing_was_made_with_somebody_who_was_never_there() -> None:
    assert made_with(FILES, [row("facility", 1)], CODE) == ()
