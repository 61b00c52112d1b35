"""Who may come in: this computer or the hosts we are known by, and no other site's pages."""

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from audit.web import guard
from audit.web.language import chosen
from audit.words import translator

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Streamlit serves these to anyone who asks; nothing here needs them.
_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/app/static")
_ONLY_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class Doorkeeper:
    """Refuses requests for another host, from another computer, or sent by another site's page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        guard.mark_guarded()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        refusal = reason_to_refuse(scope, known_hosts())
        if refusal is None:
            return await self._app(scope, receive, send)
        if scope["type"] == "websocket":
            await receive()
            return await send({"type": "websocket.close", "code": 4403})
        status, message = refusal
        answer = PlainTextResponse(_say(scope, message), status)
        return await answer(scope, receive, send)


def known_hosts() -> frozenset[str]:
    """Return the names under which people may call this application."""
    configured: Iterable[str] = config.get_option("server.allowedHosts") or ()
    return LOOPBACK | {name.strip().lower().rstrip(".") for name in configured}


def reason_to_refuse(scope: Scope, hosts: frozenset[str]) -> tuple[int, str] | None:
    """Return the status and the message of a refusal, or nothing for a request that may pass."""
    headers = Headers(scope=scope)
    if not guard.is_team() and not _is_this_computer(scope.get("client")):
        return 403, "web.another_computer"
    if host_name(headers.getlist("host")) not in hosts:
        return 421, "web.unknown_host"
    if scope["path"].startswith(_CLOSED):
        return 404, "web.closed"
    reads = scope["type"] == "http" and scope["method"] in _ONLY_READS
    if not reads and not _is_own_page(headers):
        return 403, "web.another_site"
    return None


def host_name(headers: list[str]) -> str | None:
    """Return the name in a Host header, without its port; nothing unless there is exactly one."""
    if len(headers) != 1:
        return None
    try:
        address = urlsplit(f"//{headers[0]}")
        if address.netloc != headers[0] or "@" in headers[0]:
            return None
        address.port  # noqa: B018 - reading it checks it
    except ValueError:
        return None
    return (address.hostname or "").rstrip(".")


def _is_this_computer(client: tuple[str, int] | None) -> bool:
    try:
        return client is not None and ip_address(client[0]).is_loopback
    except ValueError:
        return False


def _is_own_page(headers: Headers) -> bool:
    # A browser always names the page that sends; programs on this computer need not.
    origin = headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False


def _say(scope: Scope, message: str) -> str:
    headers = Headers(scope=scope)
    language = chosen(
        scope["query_string"].decode("latin-1"),
        headers.get("cookie", ""),
        headers.get("accept-language", ""),
    )
    return translator(language)(message)
