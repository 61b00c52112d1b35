"""Informants: whom the team means to ask and has asked, what each agreed to, and what they told.

Only who agreed to the interview is counted. Groups are never pooled.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from audit.fields import CATALOGUE
from audit.questions import GROUPS, PLAN, USES, asked, group_of, informant_of, rank_of
from audit.trail import Entries
from rubrics.model import Rubric
from rubrics.scoring import lower_median
from rubrics.vocabulary import WITHOUT_RANK, Form, InformantGroup, Use

Stage = Literal["begun", "under_way", "finished", "stopped", "declined"]
RANKED = "ranked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Informant:
    """Somebody who was asked for an interview, known by a code; empty is what was not noted."""

    code: str
    group: InformantGroup
    said: Mapping[str, str]

    @property
    def stage(self) -> Stage:
        """Return how far the interview is; ended without consent, it was declined."""
        ended = self.said["ended"]
        if self.agreed:
            return cast("Stage", ended or "under_way")
        return "declined" if ended or self.consent("interview") == "no" else "begun"

    @property
    def agreed(self) -> bool:
        """Tell whether the informant agreed to be interviewed."""
        return self.agrees_to("interview")

    def consent(self, use: Use) -> str:
        """Return what was answered when asked for one use: yes, no, not asked, or nothing noted."""
        return self.said[f"consent_{use}"]

    def agrees_to(self, use: Use) -> bool:
        """Tell whether one use is allowed; silence and doubt allow none."""
        return self.consent(use) == "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """One group's interviews: how many were planned (none said: `None`), and how they went.

    `done` counts finished and stopped interviews that were agreed to; `stopped` those among them
    that are partial. Who declined or withdrew is counted apart.
    """

    group: InformantGroup
    planned: int | None
    done: int
    stopped: int
    under_way: int
    declined: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of one informant on a criterion; without a rank, it is counted all the same.

    `at` is when it came to count: when it was entered, or the consent to the interview after it.
    """

    group: InformantGroup
    code: str
    criterion: str
    answer: str
    rank: int | None
    at: datetime


def informants(entries: Entries) -> tuple[Informant, ...]:
    """Return everybody who was asked for an interview, by group and code."""
    found = (informant(entries, code) for code in entries.subjects("informant"))
    known = [each for each in found if each]
    return tuple(sorted(known, key=lambda each: (GROUPS.index(each.group), each.code)))


def has_answered(entries: Entries, code: str) -> bool:
    """Tell whether anything that an informant answered is kept."""
    subjects = (f"{kind}/{rest}" for kind in ("answer", "said") for rest in entries.subjects(kind))
    own = (subject for subject in subjects if informant_of(subject) == code)
    return any(entries.value(subject, name) for subject in own for name in ("answer", "words"))


def informant(entries: Entries, code: str) -> Informant | None:
    """Return one informant, nothing where no interview was begun under that code."""
    group, subject = group_of(code), f"informant/{code}"
    if group is None or not entries.value(subject, "group"):
        return None
    said = {name: entries.value(subject, name) for name in CATALOGUE["informant"]}
    return Informant(code=code, group=group, said=said)


def turnout(entries: Entries, withdrawn: Collection[str] = ()) -> tuple[Turnout, ...]:
    """Return planned and done interviews of every group; `withdrawn` are the codes erased."""
    every = informants(entries)
    return tuple(
        _turnout(
            group,
            entries.value(PLAN, f"planned_{group}"),
            Counter(each.stage for each in every if each.group == group),
            sum(group_of(code) == group for code in withdrawn),
        )
        for group in GROUPS
    )


def told(entries: Entries, rubric: Rubric, form: Form) -> Iterator[Told]:
    """Yield every answer that was given, by informant and in the order of the questions.

    Without consent to the interview, nothing that was noted is told.
    """
    for each in informants(entries):
        agreed = entries.current(f"informant/{each.code}", "consent_interview")
        if agreed is None or not each.agreed:
            continue
        for question in asked(rubric, form, each.code):
            row = entries.current(question.subject, "answer")
            rank = rank_of(question.question, rubric, row.value) if row else None
            if row and (row.value in WITHOUT_RANK or rank is not None):
                at = max(row.at, agreed.at)
                yield Told(each.group, each.code, question.criterion.id, row.value, rank, at)


def told_ranks(
    entries: Entries, rubric: Rubric, form: Form
) -> dict[InformantGroup, dict[str, dict[str, int]]]:
    """Return each informant's rank by group, criterion and code.

    Who was asked several questions on one criterion stands with the lower median of their ranks.
    """
    found: dict[InformantGroup, dict[str, dict[str, list[int]]]] = {g: {} for g in GROUPS}
    for each in told(entries, rubric, form):
        if each.rank is not None:
            of_criterion = found[each.group].setdefault(each.criterion, {})
            of_criterion.setdefault(each.code, []).append(each.rank)
    return {
        group: {
            criterion: {code: lower_median(ranks) for code, ranks in by_code.items()}
            for criterion, by_code in criteria.items()
        }
        for group, criteria in found.items()
    }


def responses(
    entries: Entries, rubric: Rubric, form: Form
) -> dict[InformantGroup, dict[str, dict[str, int]]]:
    """Return, by group and criterion, how many answers have a rank, and how many of each kind none.

    Questions that were left without any answer are not counted.
    """
    found: dict[InformantGroup, dict[str, dict[str, int]]] = {g: {} for g in GROUPS}
    for each in told(entries, rubric, form):
        blank = dict.fromkeys((RANKED, *WITHOUT_RANK), 0)
        counts = found[each.group].setdefault(each.criterion, blank)
        counts[each.answer if each.rank is None else RANKED] += 1
    return found


def consents(entries: Entries) -> dict[str, dict[Use, bool]]:
    """Return, by code, which uses each informant allowed."""
    return {e.code: {use: e.agrees_to(use) for use in USES} for e in informants(entries)}


def _turnout(
    group: InformantGroup, planned: str, stages: Counter[Stage], withdrawn: int
) -> Turnout:
    return Turnout(
        group=group,
        planned=int(planned) if planned else None,
        done=stages["finished"] + stages["stopped"],
        stopped=stages["stopped"],
        under_way=stages["begun"] + stages["under_way"],
        declined=stages["declined"],
        withdrawn=withdrawn,
    )
