"""Results: what is good, what is missing, which rights are in breach, and why each level is so.

Every part of the page is drawn from one edition of the record: the team's, or the facility's.
"""

from datetime import date

import streamlit as st

from audit.pages import results_breaches, results_standards, results_summary, results_tables
from audit.pages.figures import LOOK, Html, notice, tag, together, typed
from audit.pages.results_contradictions import contradicted
from audit.pages.results_solid import solid
from audit.pages.session import desk
from audit.pages.voices import alerts_of, voices
from exports.privacy import edition
from exports.record import AuditRecord
from rubrics.scoring import ENOUGH_FOR_INDEX
from rubrics.text import Translator


def page() -> None:
    """Draw the results of the assessment that the address names."""
    at = desk()
    t = at.t
    st.html(LOOK)
    st.title(t("results.title"), anchor=False)
    record = _as_read(at.record(), t)
    alerts_of(record, t)
    _draw(record, t)
    voices(record, t)
    contradicted(record, t)
    solid(record, t)


def _as_read(record: AuditRecord, t: Translator) -> AuditRecord:
    """Let the team choose whose edition the page is; no part of it knows any other record."""
    if not st.toggle(t("results.as_facility"), key="results:as_facility"):
        return record
    st.caption(t("export.edition.facility"))
    return edition(record, "facility")


def _draw(record: AuditRecord, t: Translator) -> None:
    """Draw a record, breaches before every figure."""
    _html(_about(record, t))
    _html(banners(record, t))
    if not any(c.rank is not None or c.not_applicable for c in record.criteria):
        _nothing_yet(t)
        return
    _breaches(record, t)
    _section("short", t)
    _html(results_summary.short(record, t))
    _section("balance", t)
    _html(results_summary.balance(record, t))
    _section("parts", t)
    st.write(t("results.parts.lead", n=ENOUGH_FOR_INDEX))
    _html(results_tables.parts(record, t))
    _standards(record, t)
    for name, of in (
        ("rights", results_tables.rights),
        ("qualityrights", results_tables.qualityrights),
    ):
        _section(name, t)
        st.write(t(f"results.{name}.lead"))
        _html(of(record, t))


def banners(record: AuditRecord, t: Translator) -> Html:
    """Return what to know before the first figure: invented, draft, access, provisional."""
    shown = [_banner(name, t) for name in _standing(record)]
    if record.visit.access in ("refused", "limited"):
        note = typed(record.visit.access_note) if record.visit.access_note else Html("")
        shown.append(together(_banner(record.visit.access, t), note))
    standing_in = sum(criterion.provisional for criterion in record.criteria)
    if standing_in:
        shown.append(_banner("provisional", t, n=standing_in))
    reopened = sum(criterion.reopened for criterion in record.criteria)
    if reopened:
        shown.append(tag("p", t("results.banner.reopened", n=reopened)))
    return notice("strong" if record.visit.access == "refused" else "plain", *shown)


def _standing(record: AuditRecord) -> list[str]:
    named = {
        "invented": record.invented,
        "withdrawn": record.state == "withdrawn",
        "draft": record.is_draft,
    }
    return [name for name, holds in named.items() if holds]


def _banner(name: str, t: Translator, **values: int) -> Html:
    title = tag("strong", t(f"results.banner.{name}.title"))
    return tag("p", title, " ", t(f"results.banner.{name}.text", **values))


def _about(record: AuditRecord, t: Translator) -> Html:
    instrument = record.instrument
    about = t(
        "results.about",
        title=t.text(instrument.title),
        version=instrument.version,
        form=t(f"form.{instrument.form}"),
        date=t.date(date.fromisoformat(record.as_of)),
    )
    name = typed(record.facility.name or t("home.unnamed"), "strong")
    return together(tag("p", name), tag("p", about, class_="pra-quiet"))


def _nothing_yet(t: Translator) -> None:
    _section("nothing", t)
    st.write(t("results.nothing.first", page=t("frame.page.visit")))
    st.write(t("results.nothing.second", page=t("frame.page.rate")))
    st.write(t("results.nothing.sealed"))


def _breaches(record: AuditRecord, t: Translator) -> None:
    found = record.overall.figures.breaches
    if found:
        st.header(t("results.breaches.title", n=len(found)), anchor=False)
        _html(results_breaches.breaches(record, t))
    _html(results_breaches.red_lines(record, t))


def _standards(record: AuditRecord, t: Translator) -> None:
    _section("standards", t)
    st.write(t("results.standards.lead"))
    for part in record.themes:
        st.subheader(t.text(part.title), anchor=False)
        _html(results_standards.theme(record, part, t))


def _section(name: str, t: Translator) -> None:
    st.header(t(f"results.{name}.title"), anchor=False)


def _html(markup: Html) -> None:
    """Put markup on the page; Streamlit refuses an empty one."""
    if markup:
        st.html(tag("div", markup, class_="pra"))
