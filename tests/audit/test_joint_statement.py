"""The joint statement: each agrees to exactly these words, and nothing says how many or who not."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.fields import STATEMENT, refusal
from audit.joint_statement import ANSWERED, WORDING, JointStatement, joint_statement
from audit.questions import PLAN, choices, informant_of
from audit.questions import asked as questions
from audit.report import audit_record
from audit.trail import Entries, Operation, Row
from exports.privacy import edition
from exports.record import AuditRecord
from tests.audit.an_audit import ASSESSMENT, RUBRIC
from tests.audit.typed_trail import BEGINNING, Trail

WORDS = "We are asked for our opinion, and then nothing is done with it."
PEERS = ("P01-KX4", "P02-TW7", "P03-HJ2", "P04-ZC9")
LETTERS = {"P": "peer_workers", "U": "service_users", "M": "managers"}
NARROW = ("facility", "public")


def met(trail: Trail, *codes: str) -> None:
    for code in codes:
        trail.put(f"informant/{code}", "group", LETTERS[code[0]])
        trail.put(f"informant/{code}", "consent_interview", "yes")
        trail.put(f"informant/{code}", "consent_anonymous_finding", "yes")
        trail.put(f"informant/{code}", "ended", "finished")


def answered(trail: Trail, **answers: str) -> None:
    """Have peer workers, by the start of their code, answer to the wording as it stands."""
    for code in PEERS:
        if answer := answers.get(code[:3]):
            kept = joint_statement(trail.entries).given(answer)  # type: ignore[arg-type]
            trail.put(f"informant/{code}", ANSWERED, kept)


def tells(trail: Trail, code: str) -> None:
    """Have somebody give an answer to the first question they are asked."""
    subject = questions(RUBRIC, "short", code)[0].subject
    trail.put(subject, "answer", choices(subject, RUBRIC)[0])


def asked(*codes: str, words: str = WORDS) -> Trail:
    trail = Trail("short")
    met(trail, *codes)
    trail.put(PLAN, WORDING, words)
    return trail


def of(trail: Trail) -> JointStatement:
    return joint_statement(trail.entries)


def record(trail: Trail, gone: str = "") -> AuditRecord:
    rows = [row for row in trail.rows if not gone or informant_of(row.key.subject) != gone]
    return audit_record(ASSESSMENT, rows, RUBRIC, (gone,) if gone else ())


def test_it_stands_once_everybody_has_said_yes() -> None:
    trail = asked(*PEERS[:3])
    assert of(trail).answers == dict.fromkeys(PEERS[:3])
    answered(trail, P01="yes", P03="yes")
    assert of(trail).answers == {"P01-KX4": "yes", "P02-TW7": None, "P03-HJ2": "yes"}
    assert not of(trail).agreed
    assert record(trail).joint_statement == ""
    answered(trail, P02="no")
    assert not of(trail).agreed
    answered(trail, P02="yes")
    assert of(trail).agreed
    assert record(trail).joint_statement == WORDS
    assert edition(record(trail), "facility").joint_statement == WORDS


def test_another_wording_takes_every_agreement_back_and_the_same_again_finds_them() -> None:
    trail = asked(*PEERS[:2])
    answered(trail, P01="yes", P02="yes")
    for other in (f"{WORDS} Mostly.", WORDS.lower(), ""):
        trail.put(PLAN, WORDING, other)
        assert of(trail).answers == dict.fromkeys(PEERS[:2])
        assert not of(trail).agreed
    trail.put(PLAN, WORDING, f"  {WORDS}\n")
    assert of(trail).agreed


def test_an_answer_on_a_page_that_shows_an_older_wording_does_not_count() -> None:
    trail = asked(*PEERS[:2])
    seen = of(trail)
    trail.put(PLAN, WORDING, "Other words.")
    for code in PEERS[:2]:
        trail.put(f"informant/{code}", ANSWERED, seen.given("yes"))
    assert of(trail).answers == dict.fromkeys(PEERS[:2])


def test_whoever_withdraws_takes_the_statement_along_until_all_others_agree_anew() -> None:
    trail = asked(*PEERS[:3])
    answered(trail, P01="yes", P02="yes", P03="yes")
    left = record(trail, PEERS[2])
    assert left.joint_statement == ""
    assert WORDS not in left.model_dump_json()
    trail.rows = [row for row in trail.rows if informant_of(row.key.subject) != PEERS[2]]
    assert of(trail).answers == dict.fromkeys(PEERS[:2])
    answered(trail, P01="yes", P02="yes")
    assert record(trail).joint_statement == WORDS


@pytest.mark.parametrize("use", ["interview", "anonymous_finding"])
def test_taking_one_consent_back_is_no_different(use: str) -> None:
    trail = asked(*PEERS[:3])
    answered(trail, P01="yes", P02="yes", P03="yes")
    trail.put(f"informant/{PEERS[2]}", f"consent_{use}", "no")
    assert of(trail).answers == dict.fromkeys(PEERS[:2])


def test_whoever_joins_later_has_everybody_asked_anew() -> None:
    trail = asked(*PEERS[:2])
    answered(trail, P01="yes", P02="yes")
    met(trail, PEERS[2])
    assert of(trail).answers == dict.fromkeys(PEERS[:3])
    assert record(trail).joint_statement == ""


@pytest.mark.parametrize(("people", "agreed"), [(0, False), (1, False), (2, True)])
def test_one_person_makes_no_joint_statement(people: int, agreed: bool) -> None:
    trail = asked(*PEERS[:people], "U01-KX4", "M01-KX4")
    answered(trail, P01="yes", P02="yes")
    assert of(trail).agreed is agreed


def test_empty_words_are_no_statement() -> None:
    trail = asked(*PEERS[:2], words=" \n")
    answered(trail, P01="yes", P02="yes")
    assert not of(trail).agreed


@pytest.mark.parametrize(
    ("subject", "field", "value"),
    [(PLAN, WORDING, "Rival words."), ("informant/P01-KX4", ANSWERED, "no:0")],
)
def test_while_two_edits_stand_against_each_other_nothing_is_agreed(
    subject: str, field: str, value: str
) -> None:
    trail = asked(*PEERS[:2])
    answered(trail, P01="yes", P02="yes")
    row = trail.put(subject, field, value)
    earlier = Row(**{n: getattr(row, n) for n in row.__slots__} | {"bases": (), "at": BEGINNING})
    entries = Entries([*trail.rows[:-1], earlier])
    assert entries.value(subject, field) != value
    assert joint_statement(entries).settled is False
    assert not joint_statement(entries).agreed


def test_the_public_reads_it_once_somebody_else_has_read_it_as_it_stands() -> None:
    trail = asked(*PEERS[:2])
    answered(trail, P01="yes", P02="yes")
    assert edition(record(trail), "public") == edition(record(asked(*PEERS[:2])), "public")
    current = trail.entries.current(PLAN, WORDING)
    assert current is not None
    trail.put(PLAN, f"{WORDING}_read", current.id, author="ben")
    assert edition(record(trail), "public").joint_statement == WORDS
    assert edition(edition(record(trail), "facility"), "public").joint_statement == WORDS


def test_where_the_figures_of_peer_workers_show_there_is_no_statement() -> None:
    many = tuple(f"P{n:02}-KX4" for n in range(1, 11))
    trail = Trail("short")
    met(trail, *many)
    trail.put(PLAN, WORDING, WORDS)
    for code in many:
        tells(trail, code)
        trail.put(f"informant/{code}", ANSWERED, of(trail).given("yes"))
    assert of(trail).agreed
    assert record(trail).informants[0].heard == 10
    assert record(trail).joint_statement == ""


@pytest.mark.parametrize("audience", NARROW)
@pytest.mark.parametrize("people", [2, 3, 4])
def test_an_edition_with_the_statement_never_tells_how_many_agreed(
    audience: str, people: int
) -> None:
    def told(size: int) -> AuditRecord:
        everybody = (*PEERS[:size], *(f"U{n:02}-KX4" for n in range(1, 10)))
        trail = asked(*everybody)
        for code in everybody:
            tells(trail, code)
        answered(trail, P01="yes", P02="yes", P03="yes", P04="yes")
        made = edition(record(trail), audience)  # type: ignore[arg-type]
        assert made.hidden is not None
        return made

    assert told(people) == told(2)


ANSWERS = st.fixed_dictionaries({code: st.sampled_from(("yes", "no", "")) for code in PEERS[:3]})


@settings(max_examples=15, deadline=None)
@given(ANSWERS, st.sampled_from(["", WORDS, "Other words."]))
def test_whoever_refused_or_was_not_asked_leaves_no_trace(
    answers: Mapping[str, str], words: str
) -> None:
    trail = asked(*PEERS[:3], words=words)
    answered(trail, **{code[:3]: answer for code, answer in answers.items()})
    silent = record(asked(*PEERS[:3], words=""))
    if set(answers.values()) == {"yes"} and words:
        assert record(trail).joint_statement == words
    else:
        assert record(trail) == silent
        assert all(edition(record(trail), a) == edition(silent, a) for a in NARROW)  # type: ignore[arg-type]


def test_it_may_be_as_long_as_a_page_and_no_longer() -> None:
    def why(length: int) -> object:
        operation = Operation(id="o", subject=PLAN, field=WORDING, value="x" * length)
        return refusal(operation, RUBRIC, "collecting")

    assert why(STATEMENT) is None
    assert why(STATEMENT + 1) is not None
