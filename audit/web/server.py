"""The server: uvicorn with our application, on a port that is already ours."""

import asyncio
import importlib.util
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from typing_extensions import override

from audit.web.doorkeeper import known_hosts
from audit.web.guard import is_team
from audit.web.loading import load
from audit.web.settings import harden
from audit.web.signing_in import public_host
from audit.words import messages
from rubrics.loader import find, installed

_MEGABYTE = 1024 * 1024
_DOOR = Path(__file__).parents[2] / "streamlit_app.py"


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, say_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._say_ready = say_ready

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            await asyncio.to_thread(self._say_ready)
            # Meanwhile the first reader's browser fetches the page.
            self._warming = asyncio.create_task(asyncio.to_thread(warm_up))


def warm_up() -> None:
    """Load what the first page needs and a start does not: database, record, instruments, words."""
    load()
    for known in installed():
        find(known.id, known.version)
    messages()


def run(listening: socket.socket, host: str, say_ready: Callable[[], None]) -> None:
    """Serve the application until it is interrupted; the settings are those required."""
    port = listening.getsockname()[1]
    harden(server__address=host, server__port=port, server__allowedHosts=_hosts(host))
    config = uvicorn.Config(
        _door().app,
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=32 * _MEGABYTE,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        ws_per_message_deflate=False,
        # A browser keeps its connection between two edits: on bad Wi-Fi each new one costs.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=3,
    )
    _Server(config, say_ready).run(sockets=[listening])


def _door() -> Any:
    # By its place, not by its name: any folder may hold somebody else's streamlit_app.py.
    spec = importlib.util.spec_from_file_location("streamlit_app", _DOOR)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(_DOOR)
    door = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(door)
    return door


def _hosts(host: str) -> list[str]:
    hosts = known_hosts() | {host}
    return sorted(hosts | {public_host()} if is_team() else hosts)
