"""Laws of taking: however often and in whatever order operations arrive, the trail is the same."""

from collections.abc import Iterator
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.storage import Store, open_store
from audit.trail import Entries, Operation
from tests.storage.samples import NOW, assessment, op

_FIELDS = ("criterion/A1.level", "standard/A.finding")
_LISTED_BY = ("facility.name", "visit.state")
_numbers = count()


@pytest.fixture(scope="module")
def memory() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        yield store


@st.composite
def _sent(draw: st.DrawFn, fields: tuple[str, ...] = _FIELDS) -> list[tuple[Operation, str]]:
    """Draw what two devices send: operations in order, some drafts, each on an earlier one."""
    sent: list[tuple[Operation, str]] = []
    for number in range(draw(st.integers(1, 12))):
        earlier = [f"op{n}" for n in range(number)]
        bases = draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True)) if number else []
        operation = op(
            f"op{number}",
            draw(st.sampled_from(("0", "1", "2"))),
            of=draw(st.sampled_from(fields)),
            bases=tuple(bases),
            draft=draw(st.booleans()),
            order=number + 1,
        )
        sent.append((operation, draw(st.sampled_from(("tablet", "laptop")))))
    return sent


def _taken(store: Store, sent: list[tuple[Operation, str]]) -> list[tuple[object, ...]]:
    place = assessment(f"law{next(_numbers)}")
    store.create_assessment(place)
    for operation, device in sent:
        mine = Operation(
            id=f"{place.id}-{operation.id}",
            subject=operation.subject,
            field=operation.field,
            value=operation.value,
            bases=tuple(f"{place.id}-{base}" for base in operation.bases),
            draft=operation.draft,
            order=operation.order,
        )
        assert set(store.take(place.id, [mine], "ana", device, NOW)) == {mine.id}
    rows = store.rows(place.id)
    return sorted((r.draft, r.id.removeprefix(place.id), r.key, r.value, r.device) for r in rows)


@given(_sent(), st.data())
@settings(max_examples=40, deadline=None)
def test_retries_change_nothing(
    memory: Store, sent: list[tuple[Operation, str]], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(sent), max_size=8))

    assert _taken(memory, sent + again) == _taken(memory, sent)


@given(_sent(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_arrival_changes_nothing(
    memory: Store, sent: list[tuple[Operation, str]], random: Random
) -> None:
    shuffled = list(sent)
    random.shuffle(shuffled)

    assert _taken(memory, shuffled) == _taken(memory, sent)


@given(_sent())
@settings(max_examples=40, deadline=None)
def test_every_entry_is_kept_and_every_draft_is_the_last_of_its_device(
    memory: Store, sent: list[tuple[Operation, str]]
) -> None:
    kept = {(row[0], str(row[1]).removeprefix("-")) for row in _taken(memory, sent)}

    entries = {(False, o.id) for o, _ in sent if not o.draft}
    last = {(o.subject, o.field, device): o for o, device in sent}
    assert kept == entries | {(True, o.id) for o in last.values() if o.draft}


@given(_sent(_LISTED_BY))
@settings(max_examples=40, deadline=None)
def test_an_assessment_is_listed_by_what_its_trail_says(
    memory: Store, sent: list[tuple[Operation, str]]
) -> None:
    _taken(memory, sent)
    listed = max(memory.overview(), key=lambda o: int(o.assessment.id.removeprefix("law")))

    trail = Entries(memory.rows(listed.assessment.id))
    assert listed.facility == trail.value("facility", "name")
    assert listed.state == (trail.value("visit", "state") or "planned")
