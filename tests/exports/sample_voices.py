"""Voices for the invented records: five groups with patterns in them, two groups too small to show.

The figures are those the audit works out from the answers below, so that they hold together.
"""

from collections.abc import Iterator

from audit.agreement_reading import in_record
from audit.ratings import Rating
from audit.team_agreement import Agreement, agreement
from audit.voices import Gathered, Voice
from audit.voices_report import voices_report
from exports.record import AuditRecord
from exports.record_voices import Alert, ToldBy, Turnout
from rubrics.vocabulary import InformantGroup

# Of each group: planned, done, and what its people say, one row each: a rank for every criterion of
# a standard in turn, from A on; `?` don't know, `-` prefer not to say.
INTERVIEWS: dict[InformantGroup, tuple[int, tuple[str, ...]]] = {
    "peer_workers": (6, ("110312", "100312", "210302", "110313", "111312", "010212")),
    "service_users": (8, ("01?112", "00?012", "10-111", "01?122", "011112", "00?212", "01-112")),
    "families": (4, ("1?2112", "1?1122", "2?1112")),
    "staff": (5, ("212222", "221232", "312222", "112212", "222232")),
    "managers": (2, ("333333", "332333")),
}
DOCUMENTS = {"A": 3, "B": 2, "C": 2}


def with_voices(record: AuditRecord) -> AuditRecord:
    """Return the record with what these people told, and how far its assessors agreed."""
    heard = _heard(record)
    ranks = {c.id: c.rank for c in record.criteria if c.rank is not None}
    said = voices_report(heard, ranks, record.id)
    alerts = dict(_alerts(record))
    return record.model_copy(
        update={
            "informants": tuple(_turnout(group) for group in INTERVIEWS),
            "grades": said.grades,
            "agreement": in_record(_agreement(record), {"u1": "Amina Example"}),
            "standards": tuple(
                s.model_copy(update={"voices": said.standards[s.id]}) for s in record.standards
            ),
            "criteria": tuple(
                c.model_copy(update={**said.criteria[c.id].fields(), "alert": alerts.get(c.id)})
                for c in record.criteria
            ),
        }
    )


def _turnout(group: InformantGroup) -> Turnout:
    planned, rows = INTERVIEWS[group]
    return Turnout(
        group=group,
        planned=planned,
        done=len(rows),
        partial=1 if group == "service_users" else 0,
        under_way=0,
        declined=max(0, planned - len(rows)),
        withdrawn=1 if group == "peer_workers" else 0,
        heard=len(rows),
    )


def _heard(record: AuditRecord) -> Gathered:
    standards = {s.id: s.criteria for s in record.standards}
    places = {c: number for number, ids in enumerate(standards.values()) for c in ids}
    return Gathered(
        top=len(record.instrument.levels) - 1,
        standards=standards,
        voices=tuple(
            _voice(f"{group}-{number}", group, {c: row[place] for c, place in places.items()})
            for group, (_, rows) in INTERVIEWS.items()
            for number, row in enumerate(rows)
        ),
        documents={
            c.id: (DOCUMENTS[c.standard],) for c in record.criteria if c.standard in DOCUMENTS
        },
        observation={record.criteria[0].id: (1,), record.criteria[1].id: ()},
    )


def _voice(informant: str, group: InformantGroup, marks: dict[str, str]) -> Voice:
    return Voice(
        informant=informant,
        group=group,
        ranks={c: int(mark) if mark.isdigit() else None for c, mark in marks.items()},
        dont_know=frozenset(c for c, mark in marks.items() if mark == "?"),
        refused=frozenset(c for c, mark in marks.items() if mark == "-"),
    )


def _alerts(record: AuditRecord) -> Iterator[tuple[str, Alert]]:
    red = [c for c in record.criteria if c.red_line]
    users = ToldBy(group="service_users", n=2, usable=2)
    yield red[0].id, Alert(open=False, told=(users, ToldBy(group="managers", n=1, usable=1)))
    yield red[-1].id, Alert(open=True, told=(users,))


def _agreement(record: AuditRecord) -> Agreement:
    """Return the agreement of two assessors on two dozen criteria, five of them rated apart.

    Four are none of the record's, which has too few for coefficients.
    """
    names = ("X1", "X2", "X3", "X4", *(c.id for c in record.criteria))
    first, second = "0123" * 6, "0122" * 4 + "0123" + "2123"
    rated = {
        name: (Rating(assessor="u1", rank=int(one)), Rating(assessor="u2", rank=int(other)))
        for name, one, other in zip(names, first, second, strict=True)
    }
    return agreement(rated, 4, "sample")
