"""An open store with one assessment, on both kinds of database."""

from collections.abc import Iterator

import pytest

from audit.storage import Store, open_store
from tests.storage.samples import assessment


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as opened:
        opened.create_assessment(assessment())
        yield opened
