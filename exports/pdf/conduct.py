"""How the assessment was made: the visit, the team, the context, the ethics."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from exports.pdf import hearing
from exports.pdf.paragraph import heading, paragraph, paragraphs
from exports.pdf.styles import (
    CELL,
    CELL_HEAD,
    CELL_STRONG,
    FACT,
    FOLLOWING,
    NOTICE_BOX,
    PART,
    SMALL,
    STRONG,
    WIDTH,
)
from exports.pdf.table import facts_table, tagged_table
from exports.pdf.words import Words
from exports.record import Answered

KEY = "conduct"


def conduct(words: Words) -> list[Flowable]:
    """Return how the assessment was made, so that a reader can weigh it."""
    record = words.record
    return [
        CondPageBreak(120 * mm),
        heading(words("pdf.conduct.title"), FOLLOWING, 2, key=KEY),
        *_facts(words, "visit", list(_visit(words))),
        *_facts(words, "team", list(_team(words))),
        *_lived_experience(words),
        *_members(words),
        *hearing.interviews(words),
        *hearing.agreed(words),
        *_answers(words, "context", record.context),
        *_answers(words, "ethics", record.ethics),
    ]


def _facts(words: Words, name: str, facts: Sequence[tuple[str, str]]) -> Iterator[Flowable]:
    title = words(f"pdf.conduct.{name}")
    yield CondPageBreak(35 * mm)
    yield heading(title, PART, 3)
    cells = [(paragraph(key, CELL_STRONG), paragraph(value, CELL)) for key, value in facts if value]
    if cells:
        yield facts_table(cells, [0.35 * WIDTH, 0.65 * WIDTH], words("pdf.conduct.facts_summary"))
    else:
        yield paragraph(words("pdf.conduct.nothing"), SMALL)


def _visit(words: Words) -> Iterator[tuple[str, str]]:
    visit = words.record.visit
    peers = visit.peer_support
    yield words("pdf.conduct.dates"), words.visited()
    if visit.announced:
        yield words("pdf.conduct.announced"), words(f"common.announced.{visit.announced}")
    if visit.access:
        yield words("pdf.conduct.access"), words(f"common.access.{visit.access}")
    yield words("pdf.conduct.access_note"), visit.access_note
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


def _team(words: Words) -> Iterator[tuple[str, str]]:
    team = words.record.team
    if team.size:
        yield words("pdf.conduct.size"), words.number(team.size)
        yield words("pdf.conduct.lived"), words.number(team.with_lived_experience)
        yield words("pdf.conduct.lived_paid"), words.number(team.with_lived_experience_paid)
        yield words("pdf.conduct.conflicts"), words.number(team.conflicts_declared)


def _lived_experience(words: Words) -> Iterator[Flowable]:
    team = words.record.team
    if team.size and not team.with_lived_experience:
        yield paragraph(words("pdf.conduct.without_lived"), NOTICE_BOX)


def _members(words: Words) -> Iterator[Flowable]:
    """Yield the people of the team; only the team's edition has any."""
    members = words.record.team.members
    if not members:
        return
    columns = ("name", "role", "lived", "paid", "conflict")
    cells = [[paragraph(words(f"pdf.conduct.{name}"), CELL_HEAD) for name in columns]]
    for member in members:
        lived, paid = _yes_no(words, member.lived_experience), _yes_no(words, member.paid)
        texts = (member.name, member.role, lived, paid, member.conflict)
        cells.append([paragraph(text, CELL) for text in texts])
    widths = [share * WIDTH for share in (0.24, 0.2, 0.16, 0.14, 0.26)]
    yield paragraph(words("pdf.conduct.members"), STRONG)
    yield tagged_table(cells, widths, words("pdf.conduct.members_summary"))


def _yes_no(words: Words, answer: bool | None) -> str:
    key = "not_said" if answer is None else "yes" if answer else "no"
    return words(f"common.answer.{key}")


def _answers(words: Words, name: str, answers: Sequence[Answered]) -> Iterator[Flowable]:
    facts = [
        (words.text(one.label), words.maybe(one.answer) or words("common.answer.not_said"))
        for one in answers
    ]
    yield from _facts(words, name, facts)
    for one in answers:
        if one.note:
            yield paragraph(words.text(one.label), STRONG)
            yield from paragraphs(one.note, FACT, words("common.field.comment"))
