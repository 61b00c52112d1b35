"""What the booklet of an instrument says, whatever it is printed on: parts, made of blocks."""

from exports.booklet.whole import booklet

__all__ = ["booklet"]
