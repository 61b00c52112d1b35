"""Pages inside their frame, as a browser opens them by address."""

from collections.abc import Mapping

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from audit.pages import __path__ as pages
from audit.web.guard import mark_guarded

FRAME = f"{pages[0]}/script.py"


def framed(
    page: str = "",
    *,
    guarded: bool = True,
    context: Mapping[str, object] | None = None,
    **address: str,
) -> AppTest:
    """Open a page in its frame, home where none is named, on what an address says."""
    at = AppTest.from_file(FRAME, default_timeout=60)
    at.context.update(context or {})
    for key, value in address.items():
        at.query_params[key] = value
    if page:
        # A browser names the page by its path; AppTest knows only pages that are files.
        at._page_hash = calc_hash(page)
    mark_guarded(guarded=guarded)
    try:
        return at.run()
    finally:
        mark_guarded(guarded=True)
