"""Small groups: whose words an edition leaves out, so that nobody is recognised, nor worked out.

A group is shown from five people heard, in an audit that heard ten. Where one group alone must be
hidden, the next smallest is hidden too: otherwise the one could be had by taking the others away.
Whatever rests on a hidden group goes with it, grades, gaps and patterns included, and so do shares
and tests that the hidden ones had a part in. A pattern stays only where it would be there, or not,
whatever the hidden ones told: that one is missing tells as much as that one is there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from exports.lasting_flags import most_comparisons, with_lasting_flags
from exports.record import AuditRecord, CriterionResult, StandardResult
from exports.record_voices import (
    Alert,
    Contradiction,
    Difference,
    Hidden,
    Pattern,
    PatternKind,
    Side,
    Solidity,
    StandardVoices,
    ToldBy,
    Turnout,
)
from rubrics.vocabulary import InformantGroup

ENOUGH_IN_GROUP, ENOUGH_IN_AUDIT = 5, 10
_ORDER: tuple[InformantGroup, ...] = get_args(InformantGroup)
# Who decides, by what they tell, whether there is a pattern; of a shared one it is everybody.
_DECIDED_BY: Mapping[PatternKind, frozenset[InformantGroup]] = {
    "management_optimism": frozenset(("managers", "peer_workers", "service_users")),
    "invisible_practice": frozenset(("peer_workers", "service_users")),
    "shared_strength": frozenset(_ORDER),
    "shared_weakness": frozenset(_ORDER),
}


def hidden_groups(informants: Iterable[Turnout]) -> Hidden | None:
    """Return the groups to hide among those interviewed, in their order; none where all may show.

    Of two groups of the same size the first in order is hidden beside a small one.
    """
    met = {each.group: each.heard for each in informants if _was_interviewed(each)}
    small_audit = sum(met.values()) < ENOUGH_IN_AUDIT
    hidden = {group for group, heard in met.items() if small_audit or heard < ENOUGH_IN_GROUP}
    left = sorted(
        (each for each in met if each not in hidden), key=lambda g: (met[g], _ORDER.index(g))
    )
    # Also beside a group whose only interview was taken back: shown alone, it would tell just that.
    if len(hidden) == 1:
        hidden.update(left[:1])
    return Hidden(groups=_in_order(hidden), small_audit=small_audit) if hidden else None


def peers_are_hidden(hidden: Hidden | None) -> bool:
    """Tell whether peer workers are among the hidden: then they may say something together."""
    return hidden is not None and "peer_workers" in hidden.groups


def without_small_groups(record: AuditRecord) -> AuditRecord:
    """Return a record without anything that rests on a group too small to be shown."""
    hidden = hidden_groups(record.informants)
    concealed = hidden.groups if hidden else ()
    # Of a group that nobody was interviewed of, no number is given: it would tell who declined.
    interviewed = (each.group for each in record.informants if _was_interviewed(each))
    visible = {group for group in interviewed if group not in concealed}
    cut = _Cut(frozenset(visible), frozenset(concealed))
    criteria = tuple(cut.criterion(criterion) for criterion in record.criteria)
    standards = tuple(cut.standard(standard) for standard in record.standards)
    if hidden is not None:
        most = most_comparisons(record.standards, cut.visible, cut.hidden)
        standards = with_lasting_flags(standards, most, len(record.instrument.levels) - 1)
    graded = all(
        (before.solidity is None) == (after.solidity is None)
        for before, after in zip(record.criteria, criteria, strict=True)
    )
    joint = peers_are_hidden(hidden)
    return record.model_copy(
        update={
            "hidden": hidden,
            "joint_statement": record.joint_statement if joint else "",
            "joint_statement_read": joint and record.joint_statement_read,
            "informants": tuple(each for each in record.informants if each.group in visible),
            "grades": record.grades if graded else (),
            "standards": standards,
            "criteria": criteria,
        }
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is kept when only some groups are visible and others are hidden."""

    visible: frozenset[str]
    hidden: frozenset[str]

    def shows(self, group: str | None, n: int | None) -> bool:
        """Tell whether a figure of so many people of a group may be shown."""
        return group in self.visible and (n or 0) >= ENOUGH_IN_GROUP

    def standard(self, standard: StandardResult) -> StandardResult:
        """Return a standard with the voices that may be shown."""
        said = standard.voices
        patterns = (self._narrowed(each) for each in said.patterns)
        contradictions = (self._contradiction(each) for each in said.contradictions)
        kept = StandardVoices(
            profiles=tuple(p for p in said.profiles if self.shows(p.group, p.n)),
            gaps=tuple(gap for gap in said.gaps if self._compares(gap.difference)),
            patterns=tuple(p for p in patterns if self._pattern(p)),
            contradictions=tuple(each for each in contradictions if each.practice),
            holds=None if self.hidden else said.holds,
            depends_on=() if self.hidden else said.depends_on,
        )
        return standard.model_copy(update={"voices": kept})

    def criterion(self, criterion: CriterionResult) -> CriterionResult:
        """Return a criterion with what was told, the evidence and the alert that may be shown."""
        changes: dict[str, Any] = {
            "told": tuple(t for t in criterion.told if self.shows(t.group, t.n)),
            "evidence": criterion.evidence if self._heard_in_the_open(criterion) else (),
            "solidity": self._solidity(criterion),
            "alert": self._alert(criterion.alert),
        }
        return criterion.model_copy(update=changes)

    def _heard_in_the_open(self, criterion: CriterionResult) -> bool:
        """Tell whether "interviews", as a line of evidence, can mean no hidden group.

        A rank that rests on interviews alone is what the only one interviewed has told. Where no
        group told anything, a note on interviews may be about anybody.
        """
        heard = {told.group for told in criterion.told}
        return not self.hidden or (bool(heard) and heard <= self.visible)

    def _solidity(self, criterion: CriterionResult) -> Solidity | None:
        heard = {told.group for told in criterion.told}
        return criterion.solidity if heard <= self.visible else None

    def _alert(self, alert: Alert | None) -> Alert | None:
        """Keep which groups told, never how many of them; nothing where none of them may show."""
        told = alert.told if alert else ()
        kept = tuple(ToldBy(group=t.group) for t in told if t.group in self.visible and t.usable)
        return Alert(open=alert.open, told=kept) if alert and kept else None

    def _narrowed(self, pattern: Pattern) -> Pattern:
        """Keep of paper and practice what each visible group shows: no other has a part in it."""
        if pattern.kind != "paper_practice_gap":
            return pattern
        kept = tuple(d for d in pattern.differences if self._compares(d))
        return pattern.model_copy(update={"differences": kept})

    def _pattern(self, pattern: Pattern) -> bool:
        if pattern.group is not None:
            return self.shows(pattern.group, pattern.n)
        if _DECIDED_BY.get(pattern.kind, frozenset()) & self.hidden:
            return False
        if not pattern.differences and not pattern.sides:
            return False
        compared = all(self._compares(difference) for difference in pattern.differences)
        return compared and all(self._side(side) for side in pattern.sides)

    def _compares(self, difference: Difference) -> bool:
        return self._side(difference.one) and self._side(difference.other)

    def _side(self, side: Side) -> bool:
        return side.who == "documents" or self.shows(side.who, side.n)

    def _contradiction(self, found: Contradiction) -> Contradiction:
        practice = tuple(
            lived
            for lived in found.practice
            if lived.line == "observation" or self.shows(lived.line, lived.n)
        )
        return found.model_copy(update={"practice": practice})


def _was_interviewed(each: Turnout) -> bool:
    """Tell whether an interview of a group was begun, also one that was taken back."""
    return any((each.heard, each.done, each.under_way, each.withdrawn))


def _in_order(groups: Iterable[InformantGroup]) -> tuple[InformantGroup, ...]:
    return tuple(sorted(groups, key=_ORDER.index))
