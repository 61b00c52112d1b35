"""The store: the only place that knows there is a database."""

from audit.storage.backups import backup, restore
from audit.storage.copying import CheckedCopy
from audit.storage.faults import StorageFault
from audit.storage.shared import shared_store
from audit.storage.store import Store, open_store
from audit.storage.taking import Taken

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
