"""Where browsers send their edits: one short exchange each, without drawing a page."""

import json
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from audit.web.loading import load

ADDRESS = "/answers"
# Fifty texts of the greatest length, each character written in four bytes and escaped.
MOST_BYTES = 32 * 1024 * 1024


async def answers(request: Request) -> Response:
    """Save the edits of a browser and answer what became of each."""
    try:
        body = await _body(request)
    except ClientDisconnect:
        return Response(status_code=400)
    if body is None:
        return Response(status_code=413)
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return Response(status_code=400)
    return await run_in_threadpool(_exchange, sent)


async def _body(request: Request) -> bytes | None:
    parts, length = [], 0
    async for part in request.stream():
        parts.append(part)
        length += len(part)
        if length > MOST_BYTES:
            return None
    return b"".join(parts)


def _exchange(sent: Any) -> Response:
    # A database is slow to import, and nobody sends anything before the first page is drawn.
    load()
    from audit.exchange import exchange  # noqa: PLC0415
    from audit.storage import StorageFault, shared_store  # noqa: PLC0415

    try:
        reply = exchange(shared_store(), sent, datetime.now(UTC))
    except StorageFault:
        return Response(status_code=503)
    return Response(status_code=403) if reply is None else JSONResponse(reply)
