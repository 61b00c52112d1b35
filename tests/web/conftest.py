"""Our middleware around a stand-in for Streamlit."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket
from streamlit import config

from audit.web import guard
from audit.web.application import MIDDLEWARE
from audit.web.routes import ROUTES
from audit.web.settings import REQUIRED, harden


async def everything_else(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.method} {request.url.path}")


async def media(_: Request) -> JSONResponse:
    return JSONResponse({}, headers={"cache-control": "public, max-age=60"})


async def stream(socket: WebSocket) -> None:
    await socket.accept()


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start from the required settings of one person, and leave none behind."""
    for option in REQUIRED:
        monkeypatch.delenv(config.get_config_options()[option].env_var, raising=False)
    guard.mark_team(team=False)
    harden()
    yield
    guard.mark_team(team=False)
    harden()


@pytest.fixture
def app() -> ASGIApp:
    methods = ["GET", "POST", "PUT", "HEAD"]
    return Starlette(
        routes=[
            *ROUTES,
            WebSocketRoute("/_stcore/stream", stream),
            Route("/media/x", media),
            Route("/{rest:path}", everything_else, methods=methods),
        ],
        middleware=MIDDLEWARE,
    )
