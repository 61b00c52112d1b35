"""What a record says of the visit: the facility, how the team came, and who was in it."""

from collections.abc import Callable
from itertools import chain, count
from typing import Any, cast

from audit.fields import CONTEXT, ETHICS
from audit.labels import label
from audit.trail import Entries
from exports.record import (
    Answered,
    Facility,
    Identifier,
    Member,
    PeerSupport,
    Team,
    Visit,
)
from rubrics.vocabulary import FacilityKind

_MODES = ("one_to_one", "group", "remote")


def facility(entries: Entries, facility_id: str) -> Facility:
    """Return the service visited; its number counts only together with itself."""
    said = _reader(entries, "facility")
    number = said("number")
    return Facility(
        id=facility_id,
        name=said("name"),
        country=said("country"),
        region=said("region"),
        kind=cast("FacilityKind", said("kind")) if said("kind") else None,
        identifiers=(Identifier(system=said("register"), value=number),) if number else (),
    )


def visit(entries: Entries) -> Visit:
    """Return dates, access and how peer support is organised; what was not said stays open."""
    said = _reader(entries, "visit")
    chosen: dict[str, Any] = {name: said(name) or None for name in ("announced", "access")}
    return Visit(
        started=said("started"),
        ended=said("ended"),
        access_note=said("access_note"),
        peer_support=_peer_support(entries),
        **chosen,
    )


def team(entries: Entries) -> Team:
    """Return who made the audit, and how many of them live with what it is about."""
    known = names(entries)
    every = {who: _reader(entries, f"member/{who}") for who in entries.subjects("member")}
    members = tuple(
        _member(said, known.get(who, "")) for who, said in every.items() if said("removed") != "yes"
    )
    concerned = [member for member in members if member.lived_experience]
    return Team(
        size=len(members),
        with_lived_experience=len(concerned),
        with_lived_experience_paid=sum(member.paid is True for member in concerned),
        conflicts_declared=sum(bool(member.conflict.strip()) for member in members),
        members=members,
    )


def names(entries: Entries) -> dict[str, str]:
    """Return the names of the members by id, numbered where equal; who gave none is left out.

    Two of one name could not be told apart by who reads what each of them rated: the first keeps
    it, the second is "Anna (2)". Spaces and capitals alone make no other name.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for member in entries.subjects("member"):
        if name := entries.value(f"member/{member}", "name").strip():
            numbered = (f"{name} ({number})" for number in count(2))
            found[member] = next(n for n in chain((name,), numbered) if _alike(n) not in taken)
            taken.add(_alike(found[member]))
    return found


def context(entries: Entries) -> tuple[Answered, ...]:
    """Return the context sheet, unscored."""
    return tuple(
        _answered(entries, "context", name, "answer", "context_answer") for name in CONTEXT
    )


def ethics(entries: Entries) -> tuple[Answered, ...]:
    """Return the ethics checklist."""
    return tuple(_answered(entries, "ethics", name, "done", "tick") for name in ETHICS)


def _reader(entries: Entries, subject: str) -> Callable[[str], str]:
    return lambda name: entries.value(subject, name)


def _peer_support(entries: Entries) -> PeerSupport:
    said = _reader(entries, "visit")
    organisation: Any = said("organisation") or None
    modes: Any = tuple(mode for mode in _MODES if said(mode) == "yes")
    return PeerSupport(
        organisation=organisation,
        paid=int(said("paid")) if said("paid") else None,
        volunteers=int(said("volunteers")) if said("volunteers") else None,
        modes=modes,
    )


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()


def _member(said: Callable[[str], str], name: str) -> Member:
    return Member(
        name=name,
        role=said("role"),
        lived_experience=_tick(said("lived_experience")),
        paid=_tick(said("paid")),
        conflict=said("conflict"),
    )


def _tick(value: str) -> bool | None:
    return value == "yes" if value else None


def _answered(entries: Entries, kind: str, name: str, field: str, words: str) -> Answered:
    answer = entries.value(f"{kind}/{name}", field)
    return Answered(
        id=name,
        label=label(f"{kind}.{name}"),
        answer=label(f"{words}.{answer}") if answer else None,
        note=entries.value(f"{kind}/{name}", "note"),
    )
