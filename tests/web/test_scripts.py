"""The script of the answer sheet: one address a version, kept by the browser, small."""

import gzip

from starlette.types import ASGIApp

from audit.web import scripts
from tests.web.asking import ask


def test_the_script_is_whole_and_kept(app: ASGIApp) -> None:
    plain = ask(app, scripts.address(), accept="text/html")
    assert plain.body == scripts.script()
    assert plain.body.count(b"export default function") == 1
    assert plain.headers["content-type"].startswith("text/javascript")
    assert plain.headers["cache-control"] == "public, immutable, max-age=31536000"


def test_it_travels_small(app: ASGIApp) -> None:
    small = ask(app, scripts.address(), accept_encoding="gzip")
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.body) == scripts.script()


def test_another_version_is_not_this_one(app: ASGIApp) -> None:
    assert ask(app, f"{scripts.PREFIX}0000000000000000.js").status == 404


def test_a_page_gets_only_the_lines_that_fetch_it() -> None:
    assert scripts.address() in scripts.loader()
    assert len(scripts.loader()) < 200
