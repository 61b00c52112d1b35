"""Streamlit's own files on their way to the browser: the page in the reader's language, small."""

import gzip
import html
import mimetypes
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from audit.web import scripts
from audit.web.language import chosen
from audit.words import translator
from rubrics.text import Language

STREAMLIT_FILES = Path(streamlit.__file__).parent / "static"
_SHRINK = frozenset({".js", ".css", ".svg", ".json"})
_NOT_PAGES = (
    "/_stcore",
    "/media/",
    "/component/",
    "/static/",
    "/auth/",
    "/oauth2callback",
    "/manifest.json",
    scripts.PREFIX,
)
_A_YEAR = "public, immutable, max-age=31536000"


class Shell:
    """Answers for Streamlit's page, its bundle and its host settings; all else passes."""

    def __init__(self, app: ASGIApp, own_paths: tuple[str, ...] = ()) -> None:
        self._app = app
        self._not_pages = _NOT_PAGES + own_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of these files, or pass it on."""
        answer = await self._answer(scope) if _reads(scope) else None
        await (answer or self._app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        path: str = scope["path"]
        if path == "/_stcore/host-config":
            return host_config()
        if path.startswith("/static/"):
            return await _bundle(Request(scope))
        # Opened at /visit, the browser first looks for the server below that path: it must not
        # mistake the page for an answer.
        if path.startswith(self._not_pages) or "/_stcore/" in path:
            return None
        return _page_for(Request(scope))


def host_config() -> JSONResponse:
    """Tell the page that no other site may embed it, and not to cover itself with a dialog.

    A lost connection is said on the page; a dialog would keep people from typing on.
    """
    return JSONResponse(
        {
            "allowedOrigins": [],
            "useExternalAuthToken": False,
            "enableCustomParentMessages": False,
            "enforceDownloadInNewTab": False,
            "metricsUrl": "",
            "blockErrorDialogs": True,
            "resourceCrossOriginMode": None,
        }
    )


@cache
def page(language: Language) -> bytes:
    """Return Streamlit's page with our name, in one language, without its scripts in the text."""
    t = translator(language)
    text = (STREAMLIT_FILES / "index.html").read_text("utf-8")
    text = re.sub(r"<html[^>]*>", f'<html lang="{language}" dir="ltr">', text, count=1)
    text = re.sub(r"<title>.*?</title>", f"<title>{_escaped(t('web.name'))}</title>", text)
    text = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r'<link rel="service-desc"[^>]*>', "", text)
    without_scripts = f"<noscript><p>{_escaped(t('web.no_script'))}</p></noscript>"
    text = re.sub(r"<noscript>.*?</noscript>", without_scripts, text, flags=re.DOTALL)
    return text.lstrip().encode()


def _page_for(request: Request) -> Response:
    language = chosen(
        request.url.query,
        request.headers.get("cookie", ""),
        request.headers.get("accept-language", ""),
    )
    headers = {"vary": "accept-language, cookie", "content-language": language}
    return Response(page(language), media_type="text/html", headers=headers)


async def _bundle(request: Request) -> Response | None:
    file = (STREAMLIT_FILES / request.url.path.lstrip("/")).resolve()
    inside = file.is_relative_to(STREAMLIT_FILES.resolve())
    takes_gzip = "gzip" in request.headers.get("accept-encoding", "")
    if not (inside and takes_gzip and file.suffix in _SHRINK and file.is_file()):
        return None
    kind = mimetypes.guess_type(file.name)[0] or "text/javascript"
    headers = {
        "content-encoding": "gzip",
        "vary": "accept-encoding",
        "cache-control": _A_YEAR,
    }
    return Response(await run_in_threadpool(_shrunk, file), media_type=kind, headers=headers)


@cache
def _shrunk(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)


def _reads(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in ("GET", "HEAD")


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
