"""The application as a whole: its middleware, its start, and what is said when a page fails."""

import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from audit.web.doorkeeper import Doorkeeper
from audit.web.headers import SecurityHeaders
from audit.web.language import COOKIE, chosen
from audit.web.routes import ROUTES
from audit.web.settings import UnsafeSettingsError, unsafe_settings
from audit.web.shell import Shell
from audit.words import translator
from rubrics.text import Translator

# The first sees every request first, and every answer last.
MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(Doorkeeper),
    Middleware(Shell, own_paths=tuple(route.path for route in ROUTES)),
]
_LOG = logging.getLogger("peer_audit")


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Refuse to start with an unsafe setting, whoever starts the application and how."""
    if unsafe := unsafe_settings():
        raise UnsafeSettingsError(unsafe)
    # Streamlit would log the whole error, and an error may quote what somebody has entered.
    logging.getLogger("streamlit.error_util").addFilter(_without_error)
    yield


def _without_error(record: logging.LogRecord) -> bool:
    return not record.exc_info


def report_mishap(error: Exception) -> bool:
    """Tell the reader that a page failed, and the log where; never what people have entered."""
    places = traceback.extract_tb(error.__traceback__)[-3:]
    trail = " > ".join(f"{Path(p.filename).name}:{p.lineno} {p.name}" for p in places)
    _LOG.error("%s at %s", type(error).__name__, trail)
    asked = st.query_params.get("lang", "")
    kept = st.context.cookies.get(COOKIE, "")
    t = translator(chosen(f"lang={asked}", f"{COOKIE}={kept}", st.context.locale or ""))
    st.error(_said(error, t))
    return True


def _said(error: Exception, t: Translator) -> str:
    """Return what happened and what to do, in the words of the storage where the fault is its."""
    from audit.storage import StorageFault  # noqa: PLC0415 - whoever failed has imported it

    if isinstance(error, StorageFault):
        return f"{t(error.message, **error.parameters)} {t('web.kept')}"
    return t("web.mishap", error=type(error).__name__)
