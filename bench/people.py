"""Many people answering at once in one process, each in their own audit.

Each is a browser reduced to its lines: a websocket on which it opens the page and asks for it again
every fifteen seconds, and a connection on which it sends an edit every five and waits for the
receipt. On the floor, it waits until the page is drawn.
"""

import asyncio
import json
import random
import tempfile
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from audit.storage import open_store
from audit.web.answers import ADDRESS
from bench import audits, servers
from bench.results import Line, quantile, told

PEOPLE = (1, 10, 50, 100)
PERIOD, SECONDS, PATIENCE = 5.0, 30.0, 60.0
REFRESH = 15.0
_CHANCE = random.Random(1)  # noqa: S311 - the same crowd every time


@dataclass
class Post:
    """A connection on which a browser sends its edits, one after the other."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    host: str

    @classmethod
    async def opened(cls, url: str) -> "Post":
        """Connect to a server."""
        host = url.removeprefix("http://")
        name, port = host.split(":")
        return cls(*await asyncio.open_connection(name, int(port)), host)

    async def send(self, content: dict[str, Any]) -> dict[str, Any]:
        """Send edits and return what the server says of them, nothing unless it took them in."""
        body = json.dumps(content).encode()
        head = (
            f"POST {ADDRESS} HTTP/1.1\r\nHost: {self.host}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        answer = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(answer.split("content-length:")[1].split("\r\n")[0])
        said = await self.reader.readexactly(length)
        return json.loads(said) if " 200 " in answer.splitlines()[0] else {}


@dataclass
class Person:
    """One browser: its line, what the server drew, and how long each answer took."""

    url: str
    audit: str
    place: str = ""
    page: str = ""
    widget: str = ""
    fragment: str = ""
    shape: str = ""
    sender: dict[str, str] = field(default_factory=dict)
    post: Post | None = None
    refreshed: float = 0.0
    bases: dict[str, list[str]] = field(default_factory=dict)
    number: int = 0
    took: list[float] = field(default_factory=list)
    errors: int = 0

    async def live(self, ready: asyncio.Barrier, until: list[float]) -> None:
        """Open the page, wait for the others, and answer until it is time to go."""
        address = self.url.replace("http", "ws") + "/_stcore/stream"
        protocol: Any = "streamlit"
        async with connect(address, subprotocols=[protocol], max_size=None, proxy=None) as line:
            await line.send(self._asking(None))
            await self._until_drawn(line)
            self.post = await Post.opened(self.url) if self.place else None
            await ready.wait()
            await asyncio.sleep(_CHANCE.random() * PERIOD)
            while time.perf_counter() < until[0]:
                start = time.perf_counter()
                await self._answer(line)
                self.took.append(1000 * (time.perf_counter() - start))
                await self._refresh(line)
                spent = time.perf_counter() - start
                await asyncio.sleep(max(0.0, PERIOD * _CHANCE.uniform(0.8, 1.2) - spent))

    async def _answer(self, line: ClientConnection) -> None:
        self.number += 1
        if not self.place:  # the floor
            await line.send(self._asking(str(self.number % 4)))
            return await self._until_drawn(line)
        edit = self._edit()
        assert self.post
        answer = await self.post.send({**self.sender, "operations": [edit]})
        self.bases |= _levels(answer.get("values", {}))
        self.errors += edit["id"] not in answer.get("taken", ())
        return None

    async def _refresh(self, line: ClientConnection) -> None:
        """Ask for the page again now and then, as an open page does."""
        if self.place and time.perf_counter() - self.refreshed > REFRESH:
            self.refreshed = time.perf_counter()
            asked = {"asked": {"shape": self.shape, "beat": self.number}}
            await line.send(self._asking(json.dumps(asked)))
            await self._until_drawn(line)

    def _edit(self) -> dict[str, Any]:
        subject = list(self.bases)[self.number % len(self.bases)]
        return {
            "id": uuid.uuid4().hex,
            "subject": subject,
            "field": "level",
            "value": str(self.number % 4),
            "bases": self.bases[subject],
            "draft": False,
            "order": time.time_ns() // 1_000_000,
            "device": "bench",
        }

    def _asking(self, value: str | None) -> bytes:
        message = BackMsg()
        ask = message.rerun_script
        ask.query_string = f"lang=en&a={self.audit}"
        ask.page_script_hash = self.page
        if not self.page:
            ask.page_name = "rate"
        ask.context_info.timezone = "UTC"
        if value is not None:
            state = ask.widget_states.widgets.add()
            state.id = self.widget
            if self.place:
                state.json_value = value
                ask.fragment_id = self.fragment
            else:
                state.string_value = value
        return bytes(message.SerializeToString())

    async def _until_drawn(self, line: ClientConnection) -> None:
        while True:
            message = ForwardMsg()
            message.ParseFromString(await asyncio.wait_for(line.recv(decode=False), PATIENCE))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page = message.new_session.page_script_hash
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._drawn(message)
            elif kind == "script_finished":
                return

    def _drawn(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.errors += 1
        elif kind == "radio":
            self.widget = element.radio.id
        elif kind == "bidi_component":
            data = _data(element.bidi_component)
            if "place" in data:  # the answer sheet; the frame has a component of its own
                self.widget, self.fragment = element.bidi_component.id, message.delta.fragment_id
                self.place, self.sender = data["place"], data["sender"]
                self.shape = data["shape"]
                self.bases = _levels(data["values"])


def _levels(values: dict[str, Any]) -> dict[str, list[str]]:
    """Return what the next edit of each level replaces."""
    keys = ((key.split("|"), found) for key, found in values.items())
    return {subject: found["bases"] for (subject, name), found in keys if name == "level"}


def _data(component: Any) -> dict[str, Any]:
    kept = component.json or component.mixed.json
    found = json.loads(kept) if kept else {}
    return found if isinstance(found, dict) else {}


def measure(times: int = int(SECONDS)) -> list[Line]:
    """Measure 1, 10, 50 and 100 people for so many seconds each, then as many on the floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder)
        with servers.ours(folder, watched=False) as running:
            ours = [_crowd(running.url, size, times) for size in PEOPLE]
        with servers.stock("one_radio", folder) as running:
            floor = [_crowd(running.url, size, times) for size in PEOPLE]
    return [_line(*found) for found in zip(PEOPLE, ours, floor, strict=True)]


def _line(size: int, ours: list[Person], floor: list[Person]) -> Line:
    took, least = _all(ours), _all(floor)
    errors, late = sum(p.errors for p in ours), quantile(took, 0.95)
    ratio = late / quantile(least, 0.95)
    crowd = size == PEOPLE[-1]
    return Line(
        work=f"{size} {'person' if size == 1 else 'people'} answering every 5 s: "
        "sent → saved and told",
        measured=f"{told(took)}, {len(took)} answers, {errors} errors",
        floor=f"{told(least)}: a native page with one radio",
        ratio=ratio,
        budget="p95 ≤ 60 ms, no error" if crowd else "no error",
        holds=not errors and (not crowd or late <= 60),
    )


def _all(people: Iterable[Person]) -> list[float]:
    return [taken for person in people for taken in person.took]


def _prepare(folder: Path) -> None:
    with open_store(servers.database_in(folder)) as store:
        for number in range(max(PEOPLE)):
            store.create_assessment(audits.assessment(f"audit-{number}", audits.shipped()))


def _crowd(url: str, size: int, seconds: float) -> list[Person]:
    people = [Person(url, f"audit-{number}") for number in range(size)]
    asyncio.run(_live(people, seconds))
    return people


async def _live(people: list[Person], seconds: float) -> None:
    ready, until = asyncio.Barrier(len(people) + 1), [float("inf")]
    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(person.live(ready, until))
            await asyncio.sleep(0.05)
        await asyncio.wait_for(ready.wait(), 120)
        # One full round at least, however short the measurement.
        until[0] = time.perf_counter() + max(seconds, PERIOD + 1)
