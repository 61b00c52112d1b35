"""Which form is walked: the one chosen, where the instrument has it."""

from audit.life_cycle import form
from rubrics.loader import find
from tests.audit.typed_trail import TINY, Trail


def test_the_short_form_is_walked_until_the_team_chooses() -> None:
    assert form(Trail(form="").entries, TINY) == "short"
    assert form(Trail(form="short").entries, TINY) == "short"
    assert form(Trail(form="full").entries, TINY) == "full"


def test_an_instrument_without_a_short_form_is_walked_in_full() -> None:
    assert form(Trail(form="short").entries, find("facility-rights", "1.0.0")) == "full"
