"""Hidden views: whatever people of a hidden group say, no edition outside the team changes."""

from collections.abc import Mapping
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.permutation import holm
from audit.sensitivity import with_sensitivity
from audit.voices import Gathered, Voice
from audit.voices_report import voices_report
from exports.lasting_flags import most_comparisons, with_lasting_flags
from exports.privacy import edition
from exports.record import Audience, AuditRecord
from exports.record_voices import Difference, Gap, GapTest, Side, StandardVoices, Turnout
from rubrics.vocabulary import InformantGroup
from tests.exports.sample_record import sample_record
from tests.exports.sample_voices import DOCUMENTS

GROUPS: tuple[InformantGroup, ...] = get_args(InformantGroup)
NARROW: tuple[Audience, ...] = ("facility", "public")
WHOLE = sample_record()
PLACES = {c: place for place, s in enumerate(WHOLE.standards) for c in s.criteria}
# One mark a standard: a rank, `?` don't know, `-` prefer not to say.
SAID = st.text("0123?-", min_size=len(WHOLE.standards), max_size=len(WHOLE.standards))
VISIBLE = {
    "service_users": ("011012", "001012", "102111", "013122", "011112"),
    "staff": ("212222", "221232", "312222", "112212", "222232"),
    "managers": ("333333", "332333", "323333", "333323", "233333"),
}


def told(rows: Mapping[str, tuple[str, ...]]) -> AuditRecord:
    """Return the sample's record with what these people said, and nobody else."""
    heard = Gathered(
        top=3,
        standards={s.id: s.criteria for s in WHOLE.standards},
        voices=tuple(
            voice(f"{group}-{number}", group, row)
            for group in GROUPS
            for number, row in enumerate(rows.get(group, ()))
        ),
        documents={
            c.id: (DOCUMENTS[c.standard],) for c in WHOLE.criteria if c.standard in DOCUMENTS
        },
    )
    said = voices_report(heard, {c.id: c.rank for c in WHOLE.criteria if c.rank is not None}, "s")
    changed = WHOLE.model_copy(
        update={
            "informants": tuple(
                Turnout(group=g, planned=len(r), done=len(r), heard=len(r))
                for g in GROUPS
                if (r := rows.get(g))
            ),
            "grades": said.grades,
            "standards": tuple(
                s.model_copy(update={"voices": said.standards[s.id]}) for s in WHOLE.standards
            ),
            "criteria": tuple(
                c.model_copy(update={**said.criteria[c.id].fields(), "alert": None})
                for c in WHOLE.criteria
            ),
        }
    )
    return with_sensitivity(changed, heard)


def voice(informant: str, group: InformantGroup, row: str) -> Voice:
    marks = {c: row[place] for c, place in PLACES.items()}
    return Voice(
        informant=informant,
        group=group,
        ranks={c: int(mark) if mark.isdigit() else None for c, mark in marks.items()},
        dont_know=frozenset(c for c, mark in marks.items() if mark == "?"),
        refused=frozenset(c for c, mark in marks.items() if mark == "-"),
    )


def test_a_gap_on_paper_is_told_of_each_group_by_itself() -> None:
    rows = {"peer_workers": ("000000",) * 3, **VISIBLE, "families": ("000000",) * 2}
    whole = told(rows)
    narrow = edition(whole, "facility")

    def compared(record: AuditRecord) -> list[list[str]]:
        patterns = record.standards[0].voices.patterns
        return [
            [d.other.who for d in p.differences] for p in patterns if p.kind == "paper_practice_gap"
        ]

    assert compared(whole) == [["peer_workers", "service_users"]]
    assert compared(narrow) == [["service_users"]]


def test_a_flag_turns_on_no_manager_who_does_not_know() -> None:
    small = {"families": ("111111",) * 2, "managers": ("222222",) * 2}
    rows = {"service_users": ("000000",) * 5, "staff": ("333333",) * 5, **small}
    ranked = told({**rows, "managers": ("222222",) * 3})
    silent = told({**rows, "managers": ("222222", "222222", "??????")})
    refused = told({**rows, "managers": ("222222", "222222", "------")})
    assert len({comparisons_made(record) for record in (ranked, silent)}) == 2
    narrow = edition(ranked, "facility")
    assert narrow == edition(silent, "facility") == edition(refused, "facility")
    assert {gap.status for s in narrow.standards for gap in s.voices.gaps} == {"to_discuss"}


def comparisons_made(record: AuditRecord) -> int:
    """Return how many comparisons the team's record was corrected over."""
    tests = (gap.test for s in record.standards for gap in s.voices.gaps)
    return max(test.comparisons for test in tests if test)


def test_every_comparison_with_a_hidden_group_counts_as_made() -> None:
    rows = {"service_users": ("000000",) * 5, "staff": ("333333",) * 5, "managers": ("2?2222",) * 3}
    whole = told(rows)
    assert [len(s.criteria) for s in whole.standards] == [3, 3, 3, 3, 4, 4]
    # Three pairs on six standards; of the second, managers know nothing.
    assert comparisons_made(whole) == 16
    # Five of the six pairs of four groups have a hidden one: on six standards, beside the six.
    shown = ("service_users", "staff")
    assert most_comparisons(whole.standards, shown, ("families", "managers")) == 6 + 5 * 6
    assert most_comparisons(whole.standards, (*shown, "managers"), ()) == 16


P = st.integers(0, 100).map(lambda hundreds: hundreds / 1000)


@settings(max_examples=60)
@given(shown=st.lists(P, min_size=1, max_size=6), first=st.lists(P, max_size=4), data=st.data())
def test_no_flag_turns_on_what_hidden_groups_told(
    shown: list[float], first: list[float], data: st.DataObject
) -> None:
    other = data.draw(st.lists(P, min_size=len(first), max_size=len(first)))
    (one, before), (two, after) = flags(shown, first), flags(shown, other)
    assert one == two
    assert one <= before & after
    if not first:
        assert one == before


def flags(shown: list[float], hidden: list[float]) -> tuple[set[int], set[int]]:
    """Return the places flagged in the edition and by Holm's correction over all comparisons."""
    corrected = holm([Fraction(str(p)) for p in (*shown, *hidden)])
    standard = WHOLE.standards[0]
    standards = tuple(
        standard.model_copy(
            update={
                "id": str(place),
                "voices": StandardVoices(gaps=(gap(p, corrected[place], len(corrected)),)),
            }
        )
        for place, p in enumerate(shown)
    )
    kept = with_lasting_flags(standards, len(corrected), 3)
    assert all(g.test is None for s in kept for g in s.voices.gaps)
    lasting = {int(s.id) for s in kept if s.voices.gaps[0].status == "flagged"}
    return lasting, {place for place in range(len(shown)) if corrected[place] < Fraction(1, 20)}


def gap(p: float, corrected: Fraction, comparisons: int) -> Gap:
    one, other = Side(who="service_users", n=8, mean=0.5), Side(who="staff", n=8, mean=2.5)
    return Gap(
        difference=Difference(criteria=("A1", "A2"), one=one, other=other, amount=-2.0),
        test=GapTest(
            p=p, adjusted_p=float(corrected), comparisons=comparisons, splits=12_870, exact=True
        ),
        status="flagged" if corrected < Fraction(1, 20) else "to_discuss",
    )


@pytest.mark.parametrize("audience", NARROW)
@pytest.mark.parametrize("hidden", ["peer_workers", "service_users", "families"])
@settings(max_examples=12, deadline=None)
@given(first=st.lists(SAID, min_size=3, max_size=3), other=st.lists(SAID, min_size=3, max_size=3))
def test_nothing_that_hidden_people_say_changes_an_edition(
    audience: Audience, hidden: str, first: list[str], other: list[str]
) -> None:
    left = {"peer_workers": VISIBLE["service_users"], **VISIBLE}
    seen = {g: rows for g, rows in left.items() if g != hidden}
    # Two small groups, so that no other is hidden beside them.
    small = "families" if hidden != "families" else "peer_workers"
    made = [
        edition(told({**seen, hidden: tuple(rows), small: tuple(rows[:2])}), audience)
        for rows in (first, other)
    ]
    assert made[0].hidden is not None
    assert made[0] == made[1]


@pytest.mark.parametrize("audience", NARROW)
def test_a_rank_never_says_that_it_rests_on_the_one_person_interviewed(audience: Audience) -> None:
    whole = told({"managers": ("000000",)})
    alone = whole.model_copy(
        update={
            "criteria": tuple(
                c.model_copy(update={"evidence": ("interviews",)}) for c in whole.criteria
            )
        }
    )
    assert {c.evidence for c in edition(alone, audience).criteria} == {()}
    # A note on interviews may be about anybody, also where nobody answered a question.
    silent = alone.model_copy(
        update={
            "criteria": tuple(c.model_copy(update={"told": ()}) for c in alone.criteria),
        }
    )
    assert {c.evidence for c in edition(silent, audience).criteria} == {()}
    nobody = silent.model_copy(update={"informants": ()})
    assert {c.evidence for c in edition(nobody, audience).criteria} == {("interviews",)}
