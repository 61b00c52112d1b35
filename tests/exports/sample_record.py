"""Invented records for the tests of exports: a full one, an empty one, a hostile one.

Figures are computed here from the judgements, by the rules of the design, so that a test which
compares a file with a record compares it with something coherent.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from exports.privacy import edition
from exports.record import (
    ActionRecord,
    Answered,
    Audience,
    AuditRecord,
    CriterionResult,
    Facility,
    Figures,
    Group,
    Identifier,
    Member,
    Notes,
    PeerSupport,
    RatingGiven,
    Reason,
    StandardResult,
    Team,
    Visit,
)
from exports.record_instrument import Instrument, LevelOfScale, Work
from rubrics.loader import digest, find
from rubrics.text import Text
from tests.exports.sample_texts import CRITERIA, LEVELS, RIGHTS, STANDARDS, THEMES, text
from tests.exports.sample_voices import with_voices

BREACH_CAP = 1
NOT_APPLICABLE, UNRATED = "not applicable", "unrated"
# One entry for each criterion of CRITERIA, in order: a rank, or one of the two words above.
JUDGEMENTS: tuple[int | str, ...] = (
    *(3, 2, 1, 0, 1, 3, 3, 2, 3, 1, 0, UNRATED, 2, 1, 0, 2),
    *(NOT_APPLICABLE, 3, NOT_APPLICABLE, NOT_APPLICABLE),
)
LONG = 10_000
HOSTILE_WORDS = (
    '=HYPERLINK("https://example.org","click") <b>&bold</b> <a href="x">link</a> _x0041_ '
    "\x00\x07\x1b ﷽ تقرير عن حقوق الأقران (peer 2026) ≥ 75 % गुणस्तर अधिकार मूल्याङ्कन −3 → ✓ ☐ "
    "\t\r\n second line \u202e reversed \U0001f600 日本語 \ud7ff\ufffe end "
)


def hostile(length: int = LONG) -> str:
    """Return text that breaks careless writers, exactly as long as asked."""
    return (HOSTILE_WORDS * (length // len(HOSTILE_WORDS) + 1))[:length]


def _median(ranks: Sequence[int]) -> int:
    return sorted(ranks)[(len(ranks) - 1) // 2]


def _level(
    group: Sequence[CriterionResult], rated: Sequence[int]
) -> tuple[int | None, Reason | None]:
    applicable = [c for c in group if not c.not_applicable]
    if not applicable:
        return None, "not_applicable"
    open_red_line = any(c.red_line and c.rank is None for c in applicable)
    if Fraction(len(rated), len(applicable)) < Fraction(3, 5) or open_red_line:
        return None, "not_enough_evidence"
    breach = any(c.red_line and c.rank == 0 for c in applicable)
    level = _median(rated)
    return (min(level, BREACH_CAP) if breach else level), None


def _percent(share: Fraction) -> float:
    return int(share * 1000 + Fraction(1, 2)) / 10


def figures(
    group: Sequence[CriterionResult], top: int, cross: bool = False, level: int | None = None
) -> Figures:
    """Compute the figures of a group of criteria; `level` overrides the proposed one."""
    applicable = [c for c in group if not c.not_applicable]
    rated = [c.rank for c in applicable if c.rank is not None]
    proposed, reason = (None, "cross_section") if cross else _level(group, rated)
    total, weight = sum(rated), top * len(applicable)
    bounds = None
    if applicable:
        high = total + top * (len(applicable) - len(rated))
        bounds = _percent(Fraction(total, weight)), _percent(Fraction(high, weight))
    return Figures(
        applicable=len(applicable),
        rated=len(rated),
        counts=tuple(rated.count(rank) for rank in range(top + 1)),
        coverage=round(len(rated) / len(applicable), 3) if applicable else None,
        index=_percent(Fraction(total, top * len(rated))) if len(rated) >= 10 else None,
        bounds=bounds,
        breaches=tuple(c.id for c in applicable if c.red_line and c.rank == 0),
        proposed=proposed,
        level=proposed if level is None else level,
        reason=reason if level is None else None,
    )


def _instrument(levels: Sequence[tuple[str, str]]) -> Instrument:
    return Instrument(
        id="sample-rubric",
        version="1.2.0",
        digest="5f" * 32,
        form="short",
        title=text("Integration of peer workers|Intégration des pair-aidants"),
        basis=text(
            "Based on the QualityRights approach, in our own words. WHO does not endorse it.|"
            "Fondé sur l’approche QualityRights, avec nos propres mots. L’OMS ne le cautionne pas."
        ),
        limits=text(
            "Not yet validated with people concerned; read it as an argued opinion.|"
            "Pas encore validé avec les personnes concernées ; à lire comme un avis argumenté."
        ),
        licence="CC-BY-SA-4.0",
        licence_notice=text(
            "You may share and adapt these words under CC BY-SA 4.0, naming their authors.|"
            "Vous pouvez partager et adapter ces textes sous CC BY-SA 4.0 en citant leurs auteurs."
        ),
        breach_cap=BREACH_CAP,
        levels=tuple(
            LevelOfScale(rank=rank, label=text(label), meaning=text(meaning))
            for rank, (label, meaning) in enumerate(levels)
        ),
        not_applicable=text("Not applicable|Sans objet"),
        unrated=text("Not rated|Non coté"),
        works=(
            Work(
                id="cbm-2021",
                citation="CBM Global & GMHPN (2021). Guide de pair-aidance.",
                terms=text("All rights reserved; cited, not copied.|Tous droits réservés ; cité."),
            ),
            Work(
                id="crpd",
                citation="United Nations (2006). Convention on the Rights of Persons […].",
                terms=text("United Nations document.|Document des Nations Unies."),
            ),
        ),
    )


def _ratings(judgement: int | str, row: int, top: int) -> tuple[RatingGiven, ...]:
    if judgement == UNRATED:
        return ()
    if judgement == NOT_APPLICABLE:
        reason = "No peer workers are employed here."
        return tuple(
            RatingGiven(assessor=name, not_applicable=True, reason=reason)
            for name in ("Amina Example", "Luc Exemple")
        )
    notes = Notes(
        documents="Seen: folder 4, minutes of March.",
        interviews="« On nous écoute, mais rien ne change », dit une personne.",
    )
    other = min(top, int(judgement) + row % 2)
    return (
        RatingGiven(
            assessor="Amina Example",
            rank=int(judgement),
            notes=notes,
            shown_documents=0 if row == 0 else None,
            shown_observation=top if row == 0 else None,
        ),
        RatingGiven(assessor="Luc Exemple", rank=other, notes=Notes(observation="Porte fermée.")),
    )


DISSENT = "=1+1 : une personne de l’équipe a vu une porte <b>fermée</b>."


def _criterion(row: int, judgement: int | str, top: int) -> CriterionResult:
    standard, red_line, rights, statement = CRITERIA[row]
    rank = judgement if isinstance(judgement, int) else None
    number = sum(1 for other in CRITERIA[:row] if other[0] == standard) + 1
    reason = ""
    if judgement == NOT_APPLICABLE:
        reason = "The facility employs no peer workers yet; volunteers come with their association."
    elif row % 3 == 0 and rank is not None:
        reason = "Deux personnes l’ont dit séparément, et le registre de mars le montre."
    return CriterionResult(
        id=f"{standard}{number}",
        standard=standard,
        theme=STANDARDS[standard][0],
        statement=text(statement),
        why=text(
            "Without it, peer workers carry the risk alone.|"
            "Sans cela, les pair-aidants portent seuls le risque."
        ),
        core=True,
        red_line=red_line,
        rights=rights,
        qualityrights=("qualityrights:2.2",),
        cites=(text("CBM & GMHPN (2021), tree, soil|CBM et GMHPN (2021), l’arbre, le sol"),),
        support="extension" if row % 5 == 4 else "guide",
        anchors=tuple(
            text(
                f"Anchor {rank} of {standard}{number}: what is seen at this level.|"
                f"Repère {rank} de {standard}{number} : ce que l’on voit à ce niveau."
            )
            for rank in range(top + 1)
        ),
        next_step=None
        if rank in (None, top)
        else text(
            f"The director names one person to bring {standard}{number} one step further.|"
            f"La direction désigne une personne pour faire avancer {standard}{number} d’un pas."
        ),
        rank=rank,
        not_applicable=judgement == NOT_APPLICABLE,
        provisional=row in (6, 7),
        proposed=rank,
        reason=reason,
        dissent=DISSENT if row in (0, 3) else "",
        dissent_read=row == 3,
        evidence=("documents", "interviews") if rank is not None else (),
        ratings=_ratings(judgement, row, top),
    )


FINDINGS = {
    "A": ("Les équipes connaissent le rôle, sauf la nuit.", True),
    "B": ("Le local existe, mais il est fermé à clé l’après-midi.", False),
    "C": ("Recruitment is open, written down and shared with peer groups.", True),
    "D": ("Two people were told to hide what they had seen in seclusion.", True),
    "E": ("Supervision exists; nobody from outside the facility gives it.", False),
}


def _standards(criteria: Sequence[CriterionResult], top: int) -> tuple[StandardResult, ...]:
    found = []
    for standard, (theme, title, intent) in STANDARDS.items():
        own = [c for c in criteria if c.standard == standard]
        judged = 0 if standard == "E" else None
        finding, read = FINDINGS.get(standard, ("", False))
        found.append(
            StandardResult(
                id=standard,
                theme=theme,
                title=text(title),
                intent=text(intent),
                criteria=tuple(c.id for c in own),
                figures=figures(own, top, level=judged),
                judged=judged,
                judged_reason="Nobody outside gives supervision yet." if judged is not None else "",
                finding=finding,
                finding_read=read,
            )
        )
    return tuple(found)


def _group(
    group_id: str,
    title: Text,
    criteria: Iterable[CriterionResult],
    count: Callable[[Sequence[CriterionResult]], Figures],
) -> Group:
    own = list(criteria)
    return Group(id=group_id, title=title, criteria=tuple(c.id for c in own), figures=count(own))


def _actions(criteria: Sequence[CriterionResult]) -> tuple[ActionRecord, ...]:
    statuses = ("proposed", "agreed", "in_progress", "done", "verified", "dropped")
    gaps = [c for c in criteria if c.next_step is not None]
    gaps.sort(key=lambda c: (not (c.red_line and c.rank == 0), c.rank))
    rows = [_action(number, c, statuses[number % 6]) for number, c in enumerate(gaps)]
    own = ActionRecord(
        id="a-own", text="Inviter l’association de pairs à la prochaine réunion.", status="agreed"
    )
    return (*rows, own)


def _action(number: int, criterion: CriterionResult, status: Any) -> ActionRecord:
    return ActionRecord(
        id=f"a{number:02}",
        criterion=criterion.id,
        standard=criterion.standard,
        chosen=number < 5,
        breach=criterion.red_line and criterion.rank == 0,
        severity=9 - number % 9,
        proposal=criterion.next_step,
        text="Nommer la personne au conseil de juin." if number % 4 == 1 else "",
        from_rank=criterion.rank,
        current_rank=criterion.rank,
        status=status,
        dropped_reason="No budget line before 2028." if status == "dropped" else "",
        owner="Dr Salma Owner" if number % 2 == 0 else "",
        due=f"2027-0{number % 9 + 1}-15" if number % 3 else "",
        priority=("high", "medium", "low", None)[number % 4],
        in_power=("yes", "partly", "no", None)[number % 4],
        shaped_by="Peer group of Friday" if number % 3 == 0 else "",
        cost=("none", "low", "medium", "high", None)[number % 5],
        completion_evidence="Minutes of 3 May, page 2" if status in ("done", "verified") else "",
        notes="Voir avec les ressources humaines." if number % 5 == 0 else "",
    )


def built(levels: Sequence[tuple[str, str]], judgements: Sequence[int | str]) -> AuditRecord:
    """Return an invented audit rated on these levels, one judgement for each criterion."""
    top = len(levels) - 1
    criteria = tuple(_criterion(row, judged, top) for row, judged in enumerate(judgements))
    standards = _standards(criteria, top)

    def plain(group: Sequence[CriterionResult]) -> Figures:
        return figures(group, top)

    def cross(group: Sequence[CriterionResult]) -> Figures:
        return figures(group, top, cross=True)

    return AuditRecord(
        audience="team",
        id="2027-0001",
        as_of="2027-03-09",
        state="agreeing",
        invented=True,
        instrument=_instrument(levels),
        facility=Facility(
            id="f1",
            name="Centre de santé mentale de l’Exemple",
            country="MA",
            region="Rabat-Salé-Kénitra",
            kind="community",
            identifiers=(Identifier(system="Ministry register", value="MH-0042"),),
        ),
        visit=Visit(
            started="2027-02-15",
            ended="2027-02-17",
            announced="announced",
            access="limited",
            access_note="The night ward could not be entered.",
            peer_support=PeerSupport(
                organisation="association", paid=2, volunteers=5, modes=("one_to_one", "group")
            ),
        ),
        team=Team(
            size=3,
            with_lived_experience=2,
            with_lived_experience_paid=1,
            conflicts_declared=1,
            members=(
                Member(name="Amina Example", role="Lead", lived_experience=True, paid=True),
                Member(name="Luc Exemple", role="Pair-aidant", lived_experience=True, paid=False),
                Member(name="Sara Muster", lived_experience=False, conflict="Once worked here."),
            ),
        ),
        context=(
            Answered(
                id="law",
                label=text("Law on mental health|Loi sur la santé mentale"),
                answer=text("Under revision|En révision"),
                note="A bill has been read once.",
            ),
            Answered(id="phones", label=text("Phones on the ward|Téléphones dans le service")),
        ),
        ethics=(
            Answered(
                id="consent",
                label=text("Consent was asked of everyone|Le consentement a été demandé à chacun"),
                answer=text("Yes|Oui"),
                note="Signed or recorded.",
            ),
        ),
        overall=_group("overall", text("The whole|L’ensemble"), criteria, plain),
        themes=tuple(
            _group(theme, text(title), (c for c in criteria if c.theme == theme), plain)
            for theme, title in THEMES.items()
        ),
        standards=standards,
        rights=tuple(
            _group(right, text(name), (c for c in criteria if right in c.rights), cross)
            for right, name in RIGHTS.items()
        ),
        qualityrights=(
            _group(
                "qualityrights:2.2",
                text("Trained and supported staff|Un personnel formé et soutenu"),
                criteria,
                cross,
            ),
        ),
        criteria=criteria,
        actions=_actions(criteria),
    )


@cache
def _sample() -> AuditRecord:
    return with_voices(built(LEVELS, JUDGEMENTS))


def sample_record(audience: Audience = "team", **changes: Any) -> AuditRecord:
    """Return an invented audit with every kind of judgement; changes replace fields of the record.

    For another audience than the team, it is the edition made for that audience.
    """
    record = AuditRecord.model_validate({**dict(_sample()), **changes})
    return record if audience == "team" else edition(record, audience)


def installed(record: AuditRecord, rubric_id: str = "peer-group-check") -> AuditRecord:
    """Return a record made with an installed instrument, for documents that print the instrument.

    Its criteria stay those of the sample.
    """
    rubric = find(rubric_id)
    used = {"id": rubric.id, "version": rubric.version, "digest": digest(rubric), "form": "full"}
    return record.model_copy(update={"instrument": record.instrument.model_copy(update=used)})


def six_level_record() -> AuditRecord:
    """Return an audit rated on six levels."""
    levels = [(f"Step {rank}|Palier {rank}", f"Meaning {rank}|Sens {rank}") for rank in range(6)]
    ranks = [row % 6 for row in range(len(CRITERIA))]
    return built(levels, ranks)


def empty_record() -> AuditRecord:
    """Return an audit that was planned and nothing more."""
    record = built(LEVELS, [UNRATED] * len(CRITERIA))
    standards = tuple(
        s.model_copy(
            update={
                "figures": s.figures.model_copy(
                    update={"level": s.figures.proposed, "reason": "not_enough_evidence"}
                ),
                "judged": None,
                "judged_reason": "",
                "finding": "",
                "finding_read": False,
            }
        )
        for s in record.standards
    )
    changes = {
        "state": "planned",
        "invented": False,
        "facility": Facility(id="f2", name="F"),
        "visit": Visit(),
        "team": Team(),
        "context": (),
        "ethics": (),
        "standards": standards,
        "actions": (),
    }
    return record.model_copy(update=changes)


def hostile_record() -> AuditRecord:
    """Return the sample with hostile text wherever a person can write."""
    record = sample_record()
    bad = hostile()
    ratings = tuple(
        RatingGiven(
            assessor=hostile(200), rank=1, notes=Notes(documents=bad, interviews=hostile(900))
        )
        for _ in range(2)
    )
    first = record.criteria[0].model_copy(update={"reason": bad, "ratings": ratings})
    changes = {
        "facility": Facility(
            id="f1",
            name=hostile(200),
            country="XX",
            region=hostile(120),
            kind="other",
            identifiers=(Identifier(system=hostile(60), value=hostile(60)),),
        ),
        "standards": tuple(s.model_copy(update={"finding": bad}) for s in record.standards[:2])
        + record.standards[2:],
        "criteria": (first, *record.criteria[1:]),
        "actions": tuple(
            a.model_copy(
                update={"text": hostile(1500), "owner": hostile(150), "notes": hostile(600)}
            )
            for a in record.actions[:4]
        )
        + record.actions[4:],
    }
    return record.model_copy(update=changes)
