"""How the assessment was made: the visit, the team, the context, the ethics."""

from collections.abc import Iterator, Sequence

from exports.record import Answered
from exports.report import hearing
from exports.report.parts import Block, Fact, Facts, Heading, Section, Table, Words
from exports.report.typed import typed, typed_lines
from exports.report.words import ReportWords

KEY = "conduct"


def conduct(words: ReportWords) -> Section:
    """Return how the assessment was made, so that a reader can weigh it."""
    record = words.record
    blocks = (
        *_facts(words, "visit", list(_visit(words))),
        *_facts(words, "team", list(_team(words))),
        *_lived_experience(words),
        *_members(words),
        *hearing.interviews(words),
        *hearing.agreed(words),
        *_answers(words, "context", record.context),
        *_answers(words, "ethics", record.ethics),
    )
    return Section(KEY, words("pdf.conduct.title"), blocks)


def _facts(words: ReportWords, name: str, facts: Sequence[tuple[str, str]]) -> Iterator[Block]:
    yield Heading(words(f"pdf.conduct.{name}"), 3)
    said = tuple(Fact(key, (value,)) for key, value in facts if value)
    if said:
        yield Facts(said, words("pdf.conduct.facts_summary"))
    else:
        yield Words(words("pdf.conduct.nothing"), "small")


def _visit(words: ReportWords) -> Iterator[tuple[str, str]]:
    visit = words.record.visit
    peers = visit.peer_support
    yield words("pdf.conduct.dates"), words.visited()
    if visit.announced:
        yield words("pdf.conduct.announced"), words(f"common.announced.{visit.announced}")
    if visit.access:
        yield words("pdf.conduct.access"), words(f"common.access.{visit.access}")
    yield words("pdf.conduct.access_note"), typed(visit.access_note)
    if peers.organisation:
        yield words("pdf.conduct.peers"), words(f"common.organisation.{peers.organisation}")
    if peers.paid is not None or peers.volunteers is not None:
        unknown = words("common.answer.not_said")
        paid, volunteers = (
            unknown if number is None else number for number in (peers.paid, peers.volunteers)
        )
        counts = words("pdf.conduct.peer_counts", paid=paid, volunteers=volunteers)
        yield words("pdf.conduct.peer_numbers"), counts
    modes = ", ".join(words(f"common.mode.{mode}") for mode in peers.modes)
    yield words("pdf.conduct.modes"), modes


def _team(words: ReportWords) -> Iterator[tuple[str, str]]:
    team = words.record.team
    if team.size:
        yield words("pdf.conduct.size"), words.number(team.size)
        yield words("pdf.conduct.lived"), words.number(team.with_lived_experience)
        yield words("pdf.conduct.lived_paid"), words.number(team.with_lived_experience_paid)
        yield words("pdf.conduct.conflicts"), words.number(team.conflicts_declared)


def _lived_experience(words: ReportWords) -> Iterator[Block]:
    team = words.record.team
    if team.size and not team.with_lived_experience:
        yield Words(words("pdf.conduct.without_lived"), "notice")


def _members(words: ReportWords) -> Iterator[Block]:
    """Yield the people of the team; only the team's edition has any."""
    members = words.record.team.members
    if not members:
        return
    rows = tuple(
        (
            typed(member.name),
            typed(member.role),
            _yes_no(words, member.lived_experience),
            _yes_no(words, member.paid),
            typed(member.conflict),
        )
        for member in members
    )
    columns = ("name", "role", "lived", "paid", "conflict")
    head = tuple(words(f"pdf.conduct.{name}") for name in columns)
    widths = (0.24, 0.2, 0.16, 0.14, 0.26)
    yield Words(words("pdf.conduct.members"), "strong")
    yield Table(words("pdf.conduct.members_summary"), head, rows, widths)


def _yes_no(words: ReportWords, answer: bool | None) -> str:
    key = "not_said" if answer is None else "yes" if answer else "no"
    return words(f"common.answer.{key}")


def _answers(words: ReportWords, name: str, answers: Sequence[Answered]) -> Iterator[Block]:
    facts = [
        (words.text(one.label), words.maybe(one.answer) or words("common.answer.not_said"))
        for one in answers
    ]
    yield from _facts(words, name, facts)
    for one in answers:
        lines = typed_lines(one.note)
        if lines:
            yield Words(words.text(one.label), "strong")
            yield Facts((Fact(words("common.field.comment"), lines),))
