"""Consensus: the differences between finished ratings, in the order in which a team meets them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from audit.judgements import Outcome
from audit.ratings import Rating, counting, locked
from audit.reopening import ENOUGH_TO_MEET
from audit.trail import Entries
from rubrics.model import Rubric
from rubrics.vocabulary import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A criterion to discuss: how many levels finished ratings lie apart, and whether settled."""

    criterion: str
    apart: int
    red_line: bool
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """Who has begun to rate, who of them has finished, and whom the team no longer waits for."""

    began: frozenset[str]
    finished: frozenset[str]
    without: frozenset[str] = frozenset()

    @property
    def waiting(self) -> frozenset[str]:
        """Return those whose ratings are waited for; who rates alone keeps nobody waiting."""
        return self.unfinished - self.without if len(self.began) > 1 else frozenset()

    @property
    def unfinished(self) -> frozenset[str]:
        """Return those who began and have not finished."""
        return self.began - self.finished

    @property
    def meets(self) -> bool:
        """Tell whether several have finished and nobody is waited for."""
        return len(self.finished) >= ENOUGH_TO_MEET and not self.waiting


def assembly(entries: Entries, began: Collection[str], finished: Collection[str]) -> Assembly:
    """Return who may meet; who began and who finished is known of everybody, unlike ratings."""
    without = entries.value("meeting", "without").splitlines()
    return Assembly(
        began=frozenset(began) | frozenset(finished),
        finished=frozenset(finished),
        without=frozenset(without),
    )


def differences(
    entries: Entries, rubric: Rubric, form: Form, found: Outcome
) -> tuple[Difference, ...]:
    """Return where finished ratings differ: the largest first, red lines before others, then order.

    Whether a criterion concerns the facility at all changes what is counted: a rank against *not
    applicable* is as large as the whole scale. What was judged before a rating changed comes back,
    also where all now give the same.
    """
    counted = counting(entries, found.ratings)
    apart = {c.id: _apart(counted[c.id], rubric.scale.top) for c in rubric.criteria(form)}
    listed = [
        Difference(
            criterion=c.id,
            apart=apart[c.id],
            red_line=c.red_line,
            settled=found.judgements[c.id].settled,
        )
        for c in rubric.criteria(form)
        if apart[c.id] or found.judgements[c.id].reopened
    ]
    return tuple(sorted(listed, key=lambda each: (-each.apart, not each.red_line)))


def alike(entries: Entries, found: Outcome, but: Collection[str] = ()) -> tuple[str, ...]:
    """Return the criteria not judged yet to which two or more gave the same, in rubric order.

    `but` names criteria that nobody may pass over, such as those with an open alert.
    """
    counted = counting(entries, found.ratings)
    return tuple(
        c
        for c, given in counted.items()
        if len(given) >= ENOUGH_TO_MEET
        and len(_levels(given)) == 1
        and not entries.value(f"criterion/{c}", "judged")
        and c not in but
    )


def finished_together(entries: Entries, criterion: str, found: Outcome) -> tuple[Rating, ...]:
    """Return the ratings of a criterion that those who finished gave, notes alone among them."""
    return tuple(r for r in found.ratings[criterion] if locked(entries, r.assessor))


def next_open(found: Collection[Difference], after: str = "") -> str | None:
    """Return the next difference not settled yet, beginning anew after the last one."""
    ids = [each.criterion for each in found]
    start = ids.index(after) + 1 if after in ids else 0
    listed = list(found)
    return next((d.criterion for d in listed[start:] + listed[:start] if not d.settled), None)


def _apart(given: tuple[Rating, ...], top: int) -> int:
    levels = _levels(given)
    ranks = [rank for rank in levels if rank is not None]
    if None in levels and ranks:
        return top
    return max(ranks) - min(ranks) if ranks else 0


def _levels(given: tuple[Rating, ...]) -> set[int | None]:
    """Return the different ranks given, nothing standing for *not applicable*."""
    return {rating.rank for rating in given}


def settled(found: Collection[Difference]) -> int:
    """Count the differences that the team has settled."""
    return sum(each.settled for each in found)


def reopenings(entries: Entries) -> Mapping[str, str]:
    """Return why each assessor reopened their ratings, of those who did."""
    found = {who: entries.value("ratings", "reopened", who) for who in entries.owners("reopened")}
    return {who: why for who, why in found.items() if why.strip()}
