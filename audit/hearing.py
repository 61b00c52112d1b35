"""Hearing: the interviews whose words a record may use, and how the interviews of each group went.

Consent is per use: who agreed to be interviewed and not to a finding without a name is heard by the
team, and is in no figure of a record.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from audit.evidence import told_breaches
from audit.informants import Turnout, consents, turnout
from audit.listening import gathered, open_alerts
from audit.trail import Entries
from audit.voices import Gathered
from exports import record_voices as parts
from exports.small_groups import hidden_groups
from rubrics.model import Rubric
from rubrics.vocabulary import Form, InformantGroup


def usable(entries: Entries, heard: Gathered) -> Gathered:
    """Keep the voices of those who agreed to a finding without a name."""
    agreed = {code for code, uses in consents(entries).items() if uses["anonymous_finding"]}
    return replace(heard, voices=tuple(v for v in heard.voices if v.informant in agreed))


def beyond_use(entries: Entries, heard: Gathered, criterion: str) -> Mapping[InformantGroup, int]:
    """Return how many of each group spoke of a criterion and are in no figure of it, from one up.

    They agreed to the interview and not to a finding without a name: that they spoke is known to
    the team, which met them; what they told is in nothing that it agrees on.
    """
    kept = {voice.informant for voice in usable(entries, heard).voices}
    return Counter(
        voice.group
        for voice in heard.voices
        if voice.informant not in kept and criterion in voice.asked
    )


def turnouts(
    entries: Entries, heard: Gathered, withdrawn: Collection[str] = ()
) -> tuple[parts.Turnout, ...]:
    """Return how the interviews of each group went; groups that nobody meant to ask are left out.

    `withdrawn` are the codes of those who took everything back: they are counted, and nothing else.
    """
    voices = Counter(voice.group for voice in heard.voices)
    found = (_turnout(each, voices[each.group]) for each in turnout(entries, withdrawn))
    return tuple(each for each in found if any(n for name, n in each if name != "group"))


def hidden_outside(
    entries: Entries, rubric: Rubric, form: Form, withdrawn: Collection[str] = ()
) -> parts.Hidden | None:
    """Return the groups whose words no edition outside the team has, as the interviews stand."""
    heard = usable(entries, gathered(entries, rubric, form))
    return hidden_groups(turnouts(entries, heard, withdrawn))


def alerts(entries: Entries, rubric: Rubric, form: Form) -> Iterator[tuple[str, parts.Alert]]:
    """Yield the alert of each red line that somebody told of a breach of, open or closed.

    Everybody counts who agreed to be interviewed: a danger is not to be missed for want of consent
    to print it. How many agreed to that is told beside.
    """
    every = gathered(entries, rubric, form)
    red_lines = [c.id for c in rubric.criteria(form) if c.red_line]
    printable = {
        b.criterion: dict(b.told) for b in told_breaches(usable(entries, every), red_lines)
    }
    still_open = {breach.criterion for breach in open_alerts(entries, rubric, form)}
    for breach in told_breaches(every, red_lines):
        agreed = printable.get(breach.criterion, {})
        told = (
            parts.ToldBy(group=group, n=n, usable=agreed.get(group, 0)) for group, n in breach.told
        )
        yield (
            breach.criterion,
            parts.Alert(open=breach.criterion in still_open, told=tuple(told)),
        )


def _turnout(found: Turnout, heard: int) -> parts.Turnout:
    return parts.Turnout(
        group=found.group,
        planned=found.planned,
        done=found.done,
        partial=found.stopped,
        under_way=found.under_way,
        declined=found.declined,
        withdrawn=found.withdrawn,
        heard=heard,
    )
