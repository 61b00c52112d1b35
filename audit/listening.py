"""Listening: what an assessment's informants told, laid out for triangulation, and open alerts."""

from datetime import datetime

from audit.evidence import ToldBreach, told_breaches
from audit.informants import told
from audit.ratings import ratings_by_criterion, shown_levels
from audit.trail import Entries
from audit.voices import Gathered, Reply, Silence, voice_of
from rubrics.model import Rubric
from rubrics.reasons import says_something
from rubrics.vocabulary import Form, InformantGroup

_SILENCES: dict[str, Silence] = {"dont_know": "dont_know", "refused": "refused"}


def gathered(entries: Entries, rubric: Rubric, form: Form) -> Gathered:
    """Return the voices of an assessment, and what documents and observation show to assessors."""
    replies: dict[tuple[str, InformantGroup], list[Reply]] = {}
    for each in told(entries, rubric, form):
        said = each.rank if each.rank is not None else _SILENCES.get(each.answer)
        replies.setdefault((each.code, each.group), []).append(Reply(each.criterion, said))
    rated = ratings_by_criterion(entries, rubric, form)
    return Gathered(
        top=rubric.scale.top,
        standards={
            s.id: tuple(c.id for c in s.criteria if c.id in rated) for s in rubric.standards
        },
        voices=tuple(voice_of(*who, said) for who, said in replies.items()),
        documents=shown_levels(entries, rated, "documents"),
        observation=shown_levels(entries, rated, "observation"),
    )


def open_alerts(entries: Entries, rubric: Rubric, form: Form) -> tuple[ToldBreach, ...]:
    """Return the red lines somebody told of a breach of, until a judgement made since, reasoned."""
    red_lines = [c.id for c in rubric.criteria(form) if c.red_line]
    found = tuple(told_breaches(gathered(entries, rubric, form), red_lines))
    newest = _newest_tellings(entries, rubric, form) if found else {}
    return tuple(b for b in found if not _answered(entries, b.criterion, newest[b.criterion]))


def judged_too_early(entries: Entries, alert: ToldBreach) -> bool:
    """Tell whether an open alert has a level and a reason, which the team gave before it knew."""
    subject = f"criterion/{alert.criterion}"
    reason = entries.value(subject, "judged_reason")
    return bool(entries.value(subject, "judged")) and says_something(reason)


def _newest_tellings(entries: Entries, rubric: Rubric, form: Form) -> dict[str, datetime]:
    """Return when each criterion was last told of at rank 0."""
    newest: dict[str, datetime] = {}
    for each in told(entries, rubric, form):
        if each.rank == 0:
            newest[each.criterion] = max(each.at, newest.get(each.criterion, each.at))
    return newest


def _answered(entries: Entries, criterion: str, told_at: datetime) -> bool:
    """Tell whether a level and its reason were both entered once all that was told was known.

    At the very same moment, nobody can say which came first: the alert stays open.
    """
    subject = f"criterion/{criterion}"
    level, reason = (entries.current(subject, name) for name in ("judged", "judged_reason"))
    if not (level and level.value and reason and says_something(reason.value)):
        return False
    return min(level.at, reason.at) > told_at
