"""The script of the answer sheet, fetched once: Streamlit would send it along with every answer."""

import gzip
import hashlib
import json
from functools import cache
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response

PREFIX = "/answer-sheet-"
_STYLE = "answer_sheet.css"
_FILES = ("journal.js", "elements.js", "field.js", "item.js", "answer_sheet.js")


@cache
def script() -> bytes:
    """Return the script: its style sheet as a text, then its files, one after the other."""
    folder = resources.files("audit.pages.answer_sheet")
    style = json.dumps(folder.joinpath(_STYLE).read_text("utf-8"))
    parts = [f"const STYLE = {style};".encode()]
    return b"\n".join([*parts, *(folder.joinpath(name).read_bytes() for name in _FILES)])


@cache
def address() -> str:
    """Return where the script is found; another script has another address."""
    return f"{PREFIX}{hashlib.sha256(script()).hexdigest()[:16]}.js"


def loader() -> str:
    """Return the few lines that a page gets with every answer instead of the script."""
    return (
        f"const {{ default: draw }} = await import(location.origin + '{address()}');\n"
        "export default draw;\n"
    )


async def answer_sheet(request: Request) -> Response:
    """Answer with the script, to be kept for a year; an address of another version is unknown."""
    if request.url.path != address():
        return Response(status_code=404)
    headers = {"cache-control": "public, immutable, max-age=31536000", "vary": "accept-encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(script(), media_type="text/javascript", headers=headers)
    headers["content-encoding"] = "gzip"
    return Response(_shrunk(), media_type="text/javascript", headers=headers)


@cache
def _shrunk() -> bytes:
    return gzip.compress(script(), 9, mtime=0)
