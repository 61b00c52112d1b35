"""The command line: `peer-audit`."""

from audit.cli.running import main

__all__ = ["main"]
