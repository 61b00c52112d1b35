import pytest

from rubrics.reasons import says_something


@pytest.mark.parametrize("text", ["x", " 3 ", "—", "✓", "لا يوجد", "e\u0301", "क\u200dष"])
def test_what_can_be_read_is_a_reason(text: str) -> None:
    assert says_something(text)


@pytest.mark.parametrize(
    "text",
    ["", " \t\n", "\u00a0", "\u200b", "\u2060\ufeff\u200d", "\u2800", "\u3164", "\u0301", "\0"],
)
def test_what_draws_nothing_is_none(text: str) -> None:
    assert not says_something(text)
