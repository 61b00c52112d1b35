"""Loading what pages and edits need, which a start does not wait for.

The database's libraries import each other in circles: two threads that first import them together
may each find the other's half. So one thread loads them, and whoever needs them waits for it.
"""

from importlib import import_module
from threading import Lock

_NEEDED = ("audit.exchange", "audit.report", "audit.storage.shared", "exports.documents")
_lock = Lock()


def load() -> None:
    """Load the database, the record and the documents; once loaded, this takes no time."""
    with _lock:
        for name in _NEEDED:
            import_module(name)
