"""People who assess: for now a name on this computer, so that every rating has its author."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whose entries are kept under their own name; empty until they give one."""

    id: str
    name: str
    created_at: datetime
