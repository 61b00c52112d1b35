"""What every part of a record is: frozen, and without an entry it does not know."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")
