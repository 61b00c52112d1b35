"""The demonstration: an invented facility whose two audits enter as a person's edits do."""

from audit.demonstration.filling import fill

__all__ = ["fill"]
