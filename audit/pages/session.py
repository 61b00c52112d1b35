"""What a page needs to begin: the reader's language, the person, the store and the open assessment.

The store is the truth. The session remembers only which page is open; this is the one module that
touches it, together with the answer sheet.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from audit import exchange, life_cycle
from audit.assessments import Assessment
from audit.earlier import earlier_records
from audit.instrument import pinned
from audit.report import audit_record
from audit.storage import Store, shared_store
from audit.trail import Entries, Row
from audit.web.language import COOKIE, chosen
from audit.words import translator
from exports.record import AuditRecord
from rubrics.model import Rubric
from rubrics.text import Language, Translator, Value
from rubrics.vocabulary import Form

# Whoever has no ratings: to them, the store gives what a team shares.
NOBODY = ""
_OPENED = "frame:opened"


def store() -> Store:
    """Return the store of this installation, opened once per process."""
    return shared_store()


def language() -> Language:
    """Return the language of the address, else of the reader's last choice, else of the browser."""
    asked = urlencode({"lang": st.query_params.get("lang", "")})
    kept = f"{COOKIE}={st.context.cookies.get(COOKIE, '')}"
    # The list that began the page, where the browser sends it again, so that both agree.
    accepted = st.context.headers.get("Accept-Language") or st.context.locale or ""
    return chosen(asked, kept, accepted)


def words() -> Translator:
    """Return the translator of the reader's language."""
    return translator(language())


def zone() -> tzinfo:
    """Return the reader's time zone."""
    return exchange.zone(st.context.timezone)


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def person() -> str:
    """Return the id of this installation's person, or of who signed in."""
    if st.user.get("is_logged_in"):
        return str(st.user.get("sub") or st.user.get("email"))
    return _person_of(store())


@cache
def _person_of(kept: Store) -> str:
    """Return whom a store knows as the person of this computer; it never changes."""
    return kept.person(now()).id


@dataclass(frozen=True, slots=True)
class Desk:
    """An open assessment: its rows as the person at the screen may read them, and its rubric."""

    assessment: Assessment
    rubric: Rubric
    rows: tuple[Row, ...]
    entries: Entries
    person: str
    t: Translator
    zone: tzinfo
    # A PIN keeps the ratings of whoever is at the screen: none of them is among the rows.
    closed: bool = False
    # Who signed in needs no PIN, for this audit or for another one.
    signed_in: bool = False

    @property
    def state(self) -> str:
        """Return where the assessment stands in its life cycle."""
        return life_cycle.state(self.entries)

    @property
    def form(self) -> Form:
        """Return the form that is walked."""
        return life_cycle.form(self.entries, self.rubric)

    def record(self) -> AuditRecord:
        """Return the record of the assessment as the team may see it."""
        withdrawn = store().withdrawn(self.assessment.id)
        earlier = earlier_records(store(), self.assessment, self.rows_of)
        return audit_record(self.assessment, self.rows, self.rubric, withdrawn, earlier)

    def rows_of(self, other: Assessment) -> tuple[Row, ...]:
        """Return the rows of another audit; ratings that a PIN keeps there stay so."""
        kept = self.has_pin(other)
        return store().rows(other.id, NOBODY if kept else self.person)

    def has_pin(self, other: Assessment) -> bool:
        """Tell whether a PIN keeps this person's ratings in another audit."""
        return not self.signed_in and store().pin(other.id, self.person) is not None

    @property
    def title(self) -> str:
        """Return the name of the facility, or what stands for it before it has one."""
        return self.entries.value("facility", "name") or self.t("home.unnamed")

    def name_of(self, member: str) -> str:
        """Return how a team that takes turns knows one of its members."""
        named = self.entries.value(f"member/{member}", "name")
        return named or self.t("frame.you" if member == person() else "frame.unnamed_member")


def open_assessment() -> Desk | None:
    """Return the assessment that the address names, if this installation can lay it out.

    It may be closed by a PIN: then it holds what a team shares and nobody's ratings.
    """
    assessment = _named()
    return _laid_out(assessment) if assessment and pinned(assessment) else None


def desk(*, also_closed: bool = False) -> Desk:
    """Return the assessment that the address names; where there is none, say why and stop.

    A page that has something to say before the PIN takes it closed, too.
    """
    assessment = _named()
    if assessment is None:
        _stop("unknown")
    if pinned(assessment) is None:
        _stop(
            "other_rubric",
            rubric=assessment.rubric_id,
            version=assessment.rubric_version,
            digest=assessment.rubric_digest[:12],
        )
    return _laid_out(assessment) if also_closed else lay_out(assessment)


def _named() -> Assessment | None:
    return store().assessment(st.query_params.get("a", ""))


def _stop(why: str, **values: Value) -> NoReturn:
    """Say why there is nothing to show and how to go home, and end the page."""
    t = words()
    st.title(t(f"frame.{why}.title"), anchor=False)
    st.warning(t(f"frame.{why}.text", **values))
    if home := st.session_state.get("frame:pages", {}).get("home"):
        st.page_link(home, label=t("frame.go_home"), query_params={"lang": t.language})
    st.stop()


def lay_out(assessment: Assessment) -> Desk:
    """Read an assessment from the store for whoever is at this screen; behind a PIN, stop.

    On one laptop in turn, the address may name a team member; who signed in stays who they are.
    """
    at = _laid_out(assessment)
    if at.closed:
        _stop("closed")
    return at


def _laid_out(assessment: Assessment) -> Desk:
    rubric = pinned(assessment)
    if rubric is None:
        raise LookupError(assessment.rubric_id)
    who, turn = person(), st.query_params.get("p", "")
    rows = store().rows(assessment.id, who)
    in_turn = turn not in ("", who) and not st.user.get("is_logged_in")
    if in_turn and turn in Entries(rows).subjects("member"):
        who, rows = turn, store().rows(assessment.id, turn)
    closed = not _is_open(assessment, who)
    if closed:
        rows = store().rows(assessment.id, NOBODY)
    signed_in = bool(st.user.get("is_logged_in"))
    return Desk(assessment, rubric, rows, Entries(rows), who, words(), zone(), closed, signed_in)


def beside(at: Desk, assessment: Assessment) -> Desk:
    """Read another audit for whoever is at this screen; ratings that a PIN keeps there stay so."""
    rubric = pinned(assessment)
    if rubric is None:
        raise LookupError(assessment.rubric_id)
    rows, closed = at.rows_of(assessment), at.has_pin(assessment)
    return replace(
        at, assessment=assessment, rubric=rubric, rows=rows, entries=Entries(rows), closed=closed
    )


def _is_open(assessment: Assessment, who: str) -> bool:
    """Tell whether a person's ratings may be read on this screen; who signed in needs no PIN."""
    if st.session_state.get(_OPENED, "") != f"{assessment.id}/{who}":
        # Somebody else sits down: what was opened before is closed.
        st.session_state.pop(_OPENED, None)
        return bool(st.user.get("is_logged_in")) or store().pin(assessment.id, who) is None
    return True


def let_in(at: Desk) -> None:
    """Note that whoever is at this screen has opened their ratings, until somebody else is."""
    st.session_state[_OPENED] = f"{at.assessment.id}/{at.person}"


def let_out() -> None:
    """Close what a PIN has opened on this screen."""
    st.session_state.pop(_OPENED, None)


def remember(name: str, key: str) -> None:
    """Keep a choice of the session in the address, which is the truth."""
    st.query_params[name] = st.session_state[key]


def go(page: str, assessment_id: str) -> None:
    """Open a page of an assessment, and keep the reader's language in the address."""
    pages = st.session_state["frame:pages"]
    st.switch_page(pages[page], query_params={"lang": language(), "a": assessment_id})
