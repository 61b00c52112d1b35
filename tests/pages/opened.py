"""An assessment in a store of its own, and its pages opened as a browser would."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from audit.assessments import Assessment, new_assessment
from audit.exchange import exchange
from audit.pages.session import store
from audit.trail import Entries, Operation
from rubrics.loader import digest, find
from rubrics.model import Rubric

BEGUN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def draw(name: str) -> None:
    """Draw one page; copied into a script of its own by AppTest."""
    import importlib  # noqa: PLC0415 - the script needs its own imports

    importlib.import_module(f"audit.pages.{name}").page()


class Opened:
    """One assessment, its store, and a hand that types into its pages."""

    def __init__(self, version: str | None = None) -> None:
        self.rubric: Rubric = find("peer-integration", version)
        self._numbers = count(1)
        self.now = BEGUN
        # What the browser was told of the last edit.
        self.answer: dict[str, Any] = {}
        self.assessment: Assessment = new_assessment(
            rubric_id=self.rubric.id,
            rubric_version=self.rubric.version,
            rubric_digest=digest(self.rubric),
            now=BEGUN,
        )
        store().create_assessment(self.assessment)

    @property
    def me(self) -> str:
        return store().person(BEGUN).id

    @property
    def entries(self) -> Entries:
        return Entries(store().rows(self.assessment.id))

    def operation(self, subject: str, field: str, value: str, owner: str = "") -> Operation:
        row = self.entries.current(subject, field, owner)
        number = next(self._numbers)
        return Operation(
            id=f"typed-{number:06}",
            subject=subject,
            field=field,
            value=value,
            bases=(row.id,) if row else (),
            order=number,
        )

    def put(self, subject: str, field: str, value: str, *, author: str = "") -> None:
        """Have the store take a value, as another device would."""
        who = author or self.me
        owned = subject.startswith("ratings") or field.startswith(("level", "reason", "shown_"))
        operation = self.operation(subject, field, value, who if owned else "")
        assert store().take(self.assessment.id, (operation,), who, "tablet", self.now)

    def wait(self) -> None:
        """Let a minute pass before what comes next."""
        self.now += timedelta(minutes=1)

    def page(self, name: str, **address: str) -> AppTest:
        at = AppTest.from_function(draw, args=(name,), default_timeout=30)
        at.query_params["a"] = self.assessment.id
        for key, value in address.items():
            at.query_params[key] = value
        at.run()
        assert not at.exception
        return at

    def type(self, at: AppTest, subject: str, field: str, value: str) -> AppTest:
        """Send one edit as the browser part of the answer sheet does."""
        operation = self.operation(subject, field, value)
        sent = {
            "id": operation.id,
            "subject": subject,
            "field": field,
            "value": value,
            "bases": list(operation.bases),
            "draft": False,
            "order": operation.order,
            "device": "tablet",
        }
        sender = sheet(at)["sender"]
        self.answer = exchange(store(), {**sender, "operations": [sent]}, datetime.now(UTC)) or {}
        at.run()
        assert not at.exception
        return at


def filled_once(folder: Path, fill: Callable[[Opened], Opened]) -> tuple[str, Opened]:
    """Return the address of a database and its audit, filled for tests that do not change it."""
    address = f"sqlite:///{folder / 'audits.db'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIT_DATABASE_URL", address)
        return address, fill(Opened("1.0.0"))


def sheet(at: AppTest) -> dict[str, Any]:
    """Return the answer sheet as the browser gets it."""
    (component,) = at.get("bidi_component")
    data: dict[str, Any] = json.loads(component.proto.json)
    return data


def items(at: AppTest) -> dict[str, dict[str, Any]]:
    """Return the items on the answer sheet by subject."""
    return {item["subject"]: item for item in sheet(at)["drawn"]["items"]}


def value(at: AppTest, subject: str, field: str) -> str:
    """Return the value that the answer sheet shows."""
    return str(sheet(at)["values"][f"{subject}|{field}"]["value"])


def sent(at: AppTest) -> str:
    """Return all that is sent to the browser: side bar, page, and what components get."""
    parts = (e.proto for block in at._tree.children.values() for e in block if e.proto is not None)
    return "\n".join(part.SerializeToString().decode("utf-8", "replace") for part in parts)


def everything_said(at: AppTest) -> str:
    """Return all texts of a page in one."""
    kinds: tuple[Callable[[], Any], ...] = (
        lambda: at.title,
        lambda: at.header,
        lambda: at.markdown,
        lambda: at.caption,
        lambda: at.info,
        lambda: at.warning,
        lambda: at.text,
    )
    return "\n".join(str(element.value) for kind in kinds for element in kind())
