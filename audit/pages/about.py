"""About: the instrument, the method, its limits, licences, and how this installation is."""

from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version

import streamlit as st

from audit.instrument import instrument
from audit.pages.figures import LOOK, Html, table, tag, together, typed
from audit.pages.home import FIRST_INSTRUMENT
from audit.pages.instrument_files import instrument_files
from audit.pages.leading import lead_to
from audit.pages.libraries import libraries
from audit.pages.session import open_assessment, store, words
from exports.record_instrument import Instrument
from rubrics.loader import digest, find
from rubrics.model import Rubric
from rubrics.scoring import ENOUGH_COVERAGE, ENOUGH_FOR_INDEX
from rubrics.text import Translator

DISTRIBUTION = "peer-rights-audit"
_METHOD = ("ratings", "not_applicable", "standard", "breach", "index", "cross_section")
_LIMITS = ("device", "screen", "people", "files", "truth")
_LICENCES = ("code", "words", "fonts", "libraries")
_FACTS = ("database", "place", "version", "schema", "journal")


def page() -> None:
    """Draw what a careful reader wants to know; the open audit's rubric, else the latest."""
    t, opened = words(), open_assessment()
    rubric = opened.rubric if opened else find(FIRST_INSTRUMENT)
    mark = opened.assessment.rubric_digest if opened else digest(rubric)
    st.html(LOOK)
    st.title(t("about.title"), anchor=False)
    st.write(t("about.lead"))
    used = instrument(rubric, mark, "full")
    _instrument(rubric, used, t)
    instrument_files(rubric, mark, t)
    lead_to("verify", t("verify_page.lead_here"))
    _listed("method", _method(used, t), t)
    _references(used, t)
    _listed("networks", [t("about.networks.gmhpn"), t("about.networks.local")], t)
    _listed("limits", [t(f"about.limits.{name}") for name in _LIMITS], t)
    _listed("licences", [t(f"about.licences.{name}") for name in _LICENCES], t)
    _html(libraries(t))
    _listed("accessibility", [t(f"about.accessibility.{name}") for name in ("made", "known")], t)
    _header("health", t)
    _html(health(store().health(), t), tag("p", t("about.health.safe")))


def health(found: dict[str, str | int], t: Translator) -> Html:
    """Return versions and the state of the database as a table."""
    said = {name: str(found.get(name, "")) for name in _FACTS}
    sound = found.get("check") == "ok"
    said["check"] = t("about.health.sound") if sound else str(found.get("check", ""))
    said["bytes"] = t("about.health.kilobytes", n=-(-int(found.get("bytes", 0)) // 1024))
    facts = {"product": _product(t), "streamlit": st.__version__, **said}
    rows = [(t(f"about.health.{name}"), typed(fact, "span")) for name, fact in facts.items()]
    columns = (t("about.health.what"), t("about.health.how"))
    return table(t("about.health.caption"), columns, rows)


def _instrument(rubric: Rubric, used: Instrument, t: Translator) -> None:
    _header("instrument", t)
    criteria = list(rubric.criteria("full"))
    title = t("about.instrument.facts", title=t.text(used.title), version=used.version)
    told = [
        t("about.instrument.criteria", core=sum(c.core for c in criteria), n=len(criteria)),
        t("about.instrument.draft") if rubric.status == "draft" else "",
        t.text(used.basis),
        t.text(used.limits),
        t.text(rubric.validation) if rubric.validation else "",
        *_times(rubric, t),
        t("about.instrument.licence", licence=used.licence) + " " + t.text(used.licence_notice),
        t("about.instrument.digest", digest=used.digest[:16]),
    ]
    _html(tag("p", tag("strong", title)), *(tag("p", each) for each in told if each))


def _times(rubric: Rubric, t: Translator) -> list[str]:
    """Say how long the checklist and one interview take, each form apart, and how that is known."""
    told = [
        t(f"about.instrument.time.{form}", hours=_hours(time.checklist, t), minutes=time.interview)
        for form, time in rubric.time.items()
    ]
    return [*told, t.text(rubric.time_basis)] if told and rubric.time_basis else told


def _hours(minutes: int, t: Translator) -> str:
    return t.number(Fraction(minutes, 60), 0 if minutes % 60 == 0 else 1)


def _method(used: Instrument, t: Translator) -> list[str]:
    levels = t("results.comma").join(t.text(level.label) for level in used.levels)
    values = {
        "needed": t.percent(ENOUGH_COVERAGE),
        "cap": t.text(used.levels[used.breach_cap].label),
        "n": str(ENOUGH_FOR_INDEX),
    }
    rules = [t(f"about.method.{name}", **values) for name in _METHOD]
    return [t("about.method.levels", levels=levels), *rules]


def _references(used: Instrument, t: Translator) -> None:
    _header("references", t)
    works = (
        tag(
            "li",
            tag("span", work.citation),
            tag("span", t.text(work.terms), class_="pra-block pra-quiet"),
        )
        for work in used.works
    )
    _html(tag("p", t("about.references.lead")), tag("ul", *works))


def _product(t: Translator) -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return t("about.health.uninstalled")


def _listed(name: str, points: list[str], t: Translator) -> None:
    _header(name, t)
    _html(tag("ul", *(tag("li", point) for point in points), class_="pra-points"))


def _header(name: str, t: Translator) -> None:
    st.header(t(f"about.{name}.title"), anchor=False)


def _html(*pieces: str) -> None:
    st.html(tag("div", together(*pieces), class_="pra"))
