"""Asks an ASGI application as a browser would, without a network."""

import asyncio
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message

T = TypeVar("T")
HERE = ("127.0.0.1", 50_000)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers and the body; 101 is an open websocket."""

    status: int
    headers: Headers
    body: bytes


def ask(
    app: ASGIApp,
    path: str = "/",
    *,
    method: str = "GET",
    kind: str = "http",
    client: tuple[str, int] | None = HERE,
    scheme: str = "http",
    body: bytes = b"",
    **headers: str,
) -> Answer:
    """Send one request; a header is named with underscores, `host` is ours unless told."""
    route, _, query = path.partition("?")
    named: Mapping[str, str] = {"host": "127.0.0.1:8501"} | headers
    scope: dict[str, Any] = {
        "type": kind,
        "method": method,
        "path": route,
        "raw_path": route.encode(),
        "root_path": "",
        "scheme": scheme,
        "query_string": query.encode(),
        "client": client,
        "server": HERE,
        "headers": [
            (name.replace("_", "-").encode(), value.encode("latin-1"))
            for name, value in named.items()
        ],
    }
    return apart(_exchange(app, scope, body))


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Run in a thread of its own: tests that drive a browser leave a loop running in theirs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _exchange(app: ASGIApp, scope: dict[str, Any], content: bytes) -> Answer:
    sent: list[Message] = []
    begins = "websocket.connect" if scope["type"] == "websocket" else "http.request"
    waiting: list[Message] = [{"type": begins, "body": content}]

    async def receive() -> Message:
        # After its request a browser says nothing more, and waits.
        return waiting.pop() if waiting else await asyncio.Future()

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    if sent[0]["type"] == "websocket.accept":
        return Answer(101, Headers(), b"")
    if sent[0]["type"] == "websocket.close":
        return Answer(sent[0]["code"], Headers(), b"")
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)
