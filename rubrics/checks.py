"""What a good rubric keeps to beyond its shape: one function per rule, each yielding its faults."""

from collections.abc import Callable, Iterator
from pathlib import Path

from rubrics.draft import Draft, Place, read_draft
from rubrics.faults import Fault, FaultsError
from rubrics.interview_checks import INTERVIEW_RULES
from rubrics.model import Rubric
from rubrics.places import criteria, standards
from rubrics.text_checks import (
    both_languages,
    french_spaces,
    same_figures,
    vague_words,
    word_limits,
)

Rule = Callable[[Draft, Rubric], Iterator[Fault]]


def check(folder: Path) -> tuple[Fault, ...]:
    """Return everything wrong with the rubric in a folder; its shape first, then its rules."""
    draft = read_draft(folder)
    try:
        rubric = draft.build()
    except FaultsError as error:
        return error.faults
    return tuple(fault for rule in RULES for fault in rule(draft, rubric))


def unique_ids(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """No two themes, standards, criteria, levels or references share an id."""
    parts: list[tuple[Place, str]] = [
        (("themes", str(t)), theme.id) for t, theme in enumerate(rubric.themes)
    ]
    parts += [(place, standard.id) for place, standard in standards(rubric)]
    parts += [(place, criterion.id) for place, criterion in criteria(rubric)]
    levels = [(("scale", "levels", str(n)), lv.id) for n, lv in enumerate(rubric.scale.levels)]
    works = [(("references", str(n)), work.id) for n, work in enumerate(rubric.references)]
    for family in (parts, levels, works):
        seen: set[str] = set()
        for place, name in family:
            if name in seen:
                yield draft.fault("repeated_id", (*place, "id"), id=name)
            seen.add(name)


def child_ids(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Each criterion begins its id with the id of its standard."""
    for place, standard in standards(rubric):
        for c, criterion in enumerate(standard.criteria):
            if not criterion.id.startswith(standard.id) or criterion.id == standard.id:
                here = (*place, "criteria", str(c), "id")
                yield draft.fault("not_parents_child", here, id=criterion.id, parent=standard.id)


def contiguous_ranks(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Ranks run from 0 without a hole, and the cap for breaches lies below the top."""
    ranks = [level.rank for level in rubric.scale.levels]
    last = len(ranks) - 1
    if ranks != list(range(len(ranks))):
        yield draft.fault("ranks_not_contiguous", ("scale", "levels"), ranks=_listed(ranks))
    elif rubric.scale.breach_cap >= last:
        cap = str(rubric.scale.breach_cap)
        yield draft.fault(
            "cap_outside_scale", ("scale", "breach_cap"), rank=cap, last=str(last - 1)
        )


def complete_anchors(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Each rank has its anchor, and each rank below the top its next step."""
    ranks = [level.rank for level in rubric.scale.levels]
    for place, criterion in criteria(rubric):
        if sorted(criterion.anchors) != ranks:
            found, expected = _listed(sorted(criterion.anchors)), _listed(ranks)
            here = (*place, "anchors")
            yield draft.fault("anchor_ranks", here, found=found, expected=expected)
        if sorted(criterion.next_steps) != ranks[:-1]:
            found, expected = _listed(sorted(criterion.next_steps)), _listed(ranks[:-1])
            here = (*place, "next_steps")
            yield draft.fault("next_step_ranks", here, found=found, expected=expected)


def known_rights(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Every right and every part of another instrument that a criterion names exists."""
    rights = {right.id for right in rubric.rights}
    crosswalk = {part.id for part in rubric.qualityrights}
    for place, criterion in criteria(rubric):
        for index, name in enumerate(criterion.rights):
            if name not in rights:
                yield draft.fault("unknown_right", (*place, "rights", str(index)), id=name)
        for index, name in enumerate(criterion.crosswalk):
            if name not in crosswalk:
                yield draft.fault("unknown_crosswalk", (*place, "crosswalk", str(index)), id=name)


def known_references(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Every work cited is in the bibliography."""
    works = {work.id for work in rubric.references}
    for place, criterion in criteria(rubric):
        for index, citation in enumerate(criterion.cites):
            if citation.ref not in works:
                here = (*place, "cites", str(index), "ref")
                yield draft.fault("unknown_reference", here, id=citation.ref)


def cited_references(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Every work of the bibliography is cited."""
    cited = {citation.ref for _, c in criteria(rubric) for citation in c.cites}
    for index, work in enumerate(rubric.references):
        if work.id not in cited:
            yield draft.fault("orphan_reference", ("references", str(index)), id=work.id)


def somebody_to_ask(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Nothing is rated on documents and observation alone."""
    for place, criterion in criteria(rubric):
        if not criterion.look_for.ask:
            yield draft.fault("nobody_to_ask", (*place, "look_for"))


def enough_core(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """In a rubric with a short form, each standard has at least two core criteria."""
    if not any(criterion.core for _, criterion in criteria(rubric)):
        return
    for place, standard in standards(rubric):
        if sum(criterion.core for criterion in standard.criteria) < 2:
            yield draft.fault("too_few_core", (*place, "criteria"))


def core_red_lines(draft: Draft, rubric: Rubric) -> Iterator[Fault]:
    """Every red line is core, so that the short form cannot miss one."""
    for place, criterion in criteria(rubric):
        if criterion.red_line and not criterion.core:
            yield draft.fault("red_line_not_core", (*place, "core"))


def _listed(ranks: list[int]) -> str:
    return ", ".join(str(rank) for rank in ranks) or "–"


RULES: tuple[Rule, ...] = (
    unique_ids,
    child_ids,
    contiguous_ranks,
    complete_anchors,
    known_rights,
    known_references,
    cited_references,
    somebody_to_ask,
    enough_core,
    core_red_lines,
    both_languages,
    same_figures,
    french_spaces,
    word_limits,
    vague_words,
    *INTERVIEW_RULES,
)
