"""The addresses of our own beside the pages: is it well, its script and its icon."""

import os
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from audit.storage.glance import looks_well
from audit.web import answers, scripts
from audit.web.guard import ICON
from audit.web.loading import load


async def health(_: Request) -> Response:
    """Say whether the database opens; where and why not is for the command line to tell."""
    well = await run_in_threadpool(store_opens)
    return JSONResponse({"status": "ok" if well else "store"}, 200 if well else 503)


def store_opens() -> bool:
    """Tell whether the database of this installation opens."""
    url = os.environ.get("AUDIT_DATABASE_URL") or None
    if looks_well(url):
        return True
    # A database is slow to import, and the first page needs it later than we listen.
    load()
    from audit.storage import StorageFault, open_store  # noqa: PLC0415

    try:
        store = open_store(url)
    except StorageFault:
        return False
    store.close()
    return True


async def icon(_: Request) -> Response:
    """Return our icon where browsers look for one, instead of Streamlit's."""
    return FileResponse(Path(ICON), headers={"cache-control": "public, max-age=86400"})


ROUTES = [
    Route("/healthz", health),
    Route(answers.ADDRESS, answers.answers, methods=["POST"]),
    Route(scripts.PREFIX + "{mark}.js", scripts.answer_sheet),
    Route("/favicon.png", icon),
    Route("/favicon.ico", icon),
]
