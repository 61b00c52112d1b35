"""The store: the only place that knows there is a database.

Each name is loaded when it is first asked for: what a start needs must not wait for the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.storage.backups import backup, restore
    from audit.storage.copying import CheckedCopy
    from audit.storage.faults import StorageFault
    from audit.storage.shared import shared_store
    from audit.storage.store import Store, open_store
    from audit.storage.taking import Taken

_HOMES = {
    "CheckedCopy": "copying",
    "StorageFault": "faults",
    "Store": "store",
    "Taken": "taking",
    "backup": "backups",
    "open_store": "store",
    "restore": "backups",
    "shared_store": "shared",
}

__all__ = [
    "CheckedCopy",
    "StorageFault",
    "Store",
    "Taken",
    "backup",
    "open_store",
    "restore",
    "shared_store",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"audit.storage.{_HOMES[name]}"), name)
