"""What several tests of pages begin with."""

from collections.abc import Callable
from typing import Any

import pytest

from audit.pages import offering
from exports.documents import Kind


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> dict[Kind, Callable[[], bytes]]:
    """Give what each download button of the page drawn last does when it is pressed."""
    buttons: dict[Kind, Callable[[], bytes]] = {}
    original = offering.making

    def noted(at: Any, document: Any, *reader: Any) -> Callable[[], bytes]:
        buttons[document.kind] = original(at, document, *reader)
        return buttons[document.kind]

    monkeypatch.setattr(offering, "making", noted)
    return buttons
