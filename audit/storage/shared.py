"""The one store that the pages and the routes of a process share."""

import os
from functools import cache

from audit.storage.store import Store, open_store


def shared_store() -> Store:
    """Return the store of this installation, opened once per process and address."""
    return _store_at(os.environ.get("AUDIT_DATABASE_URL") or None)


@cache
def _store_at(url: str | None) -> Store:
    return open_store(url)
