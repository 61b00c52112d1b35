"""Documents as pages for a browser: one file each, without scripts."""

from exports.html.booklet import booklet_html

__all__ = ["booklet_html"]
