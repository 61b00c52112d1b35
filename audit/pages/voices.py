"""Voices: what each group told, the patterns that have a name, and alerts of told breaches.

What an edition may not show of voices is not in its record, nor drawn here.
"""

from collections.abc import Collection, Iterator

import streamlit as st

from audit.listening import judged_too_early, open_alerts
from audit.pages.charts import chart
from audit.pages.figures import Html, tag, together
from audit.pages.session import Desk
from exports.charts.of_record import level_names, standings
from exports.charts.voices import voices_chart
from exports.charts.words import translator
from exports.hearing_words import rests_on, who_is_hidden
from exports.record import AuditRecord, StandardResult
from exports.record_voices import Alert, ToldBy
from exports.small_groups import hidden_groups
from exports.voices_words import (
    name_of,
    of_alert,
    of_gap,
    of_pattern,
    of_profile,
    voices_translator,
)
from rubrics.text import Text, Translator


def alerts(at: Desk, criteria: Collection[str] | None = None) -> None:
    """Say aloud that somebody told of a breach, until a reasoned judgement made since closes it."""
    for breach in open_alerts(at.entries, at.rubric, at.form):
        if criteria is None or breach.criterion in criteria:
            statement = at.rubric.criterion(breach.criterion).statement
            told = tuple(ToldBy(group=group, n=n) for group, n in breach.told)
            early = at.t("meeting.too_early") if judged_too_early(at.entries, breach) else ""
            _warn(breach.criterion, statement, Alert(open=True, told=told), at.t, early)


def alarming(at: Desk) -> frozenset[str]:
    """Return the red lines with an open alert: once they change, so does what a page warns of."""
    return frozenset(breach.criterion for breach in open_alerts(at.entries, at.rubric, at.form))


def too_early(at: Desk) -> frozenset[str]:
    """Return the red lines that the team judged before it knew what was told of them."""
    found = open_alerts(at.entries, at.rubric, at.form)
    return frozenset(breach.criterion for breach in found if judged_too_early(at.entries, breach))


def alerts_of(record: AuditRecord, t: Translator) -> None:
    """Say aloud which open alerts an edition has."""
    for criterion in record.criteria:
        if criterion.alert and criterion.alert.open:
            _warn(criterion.id, criterion.statement, criterion.alert, t)


def _warn(code: str, statement: Text, alert: Alert, t: Translator, more: str = "") -> None:
    title = t("results.alert", code=code, statement=t.text(statement))
    st.warning(f"{title} {of_alert(alert, voices_translator(t.language))} {more}".rstrip())


def voices(record: AuditRecord, t: Translator) -> None:
    """Draw what each group told by standard; groups are never pooled."""
    if not _told(record) and record.hidden is None:
        return
    st.header(t("results.voices.title"), anchor=False)
    lead = t("results.voices.lead")
    within = record.audience == "team"
    st.write(f"{lead} {t('results.voices.within')}" if within else lead)
    words = voices_translator(t.language)
    for line in _left_out(record, t):
        st.write(line)
    _together(record, words)
    drawn = voices_chart(standings(record, t), level_names(record, t), translator(t.language))
    if drawn is not None:
        st.html(tag("div", chart(drawn, t), class_="pra"))
    for standard in _told(record):
        points = _of_standard(record, standard, t)
        with st.expander(f"{standard.id} · {t.text(standard.title)}"):
            st.html(tag("div", tag("ul", *(tag("li", point) for point in points)), class_="pra"))
    if not _told(record):
        st.info(t("voices_page.nobody"))


def _left_out(record: AuditRecord, t: Translator) -> Iterator[str]:
    """Yield whose words an edition leaves out; for the team, whose any other would."""
    words, within = voices_translator(t.language), record.audience == "team"
    hidden = hidden_groups(record.informants) if within else record.hidden
    for line in who_is_hidden(hidden, record.joint_statement, words):
        yield f"{t('voices_page.outside')} {line}" if within else line


def _together(record: AuditRecord, words: Translator) -> None:
    """Draw what peer workers say together, where their figures stay with the team."""
    if record.joint_statement:
        with st.container(border=True, key="joint-statement"):
            st.subheader(words("hearing.joint.title"), anchor=False)
            # As it was typed: nothing in it is markup.
            st.text(record.joint_statement)
            st.caption(words("hearing.joint.about"))


def _told(record: AuditRecord) -> list[StandardResult]:
    return [s for s in record.standards if s.voices.profiles or s.voices.patterns]


def _of_standard(record: AuditRecord, standard: StandardResult, t: Translator) -> Iterator[Html]:
    """Yield the patterns, then each group, the gaps worth talking about, and what all rests on."""
    words, top = voices_translator(t.language), len(record.instrument.levels) - 1
    for pattern in standard.voices.patterns:
        yield _named(name_of(pattern.kind, words), of_pattern(pattern, top, words))
    for profile in standard.voices.profiles:
        yield _named(t(f"rate.group.{profile.group}"), of_profile(profile, top, words))
    for gap in standard.voices.gaps:
        if gap.status:
            yield together(of_gap(gap, top, words))
    own = (c for c in record.criteria if c.standard == standard.id)
    yield from (together(line) for line in rests_on(standard, own, words))


def _named(name: str, said: str) -> Html:
    return together(tag("strong", name), " ", said)
