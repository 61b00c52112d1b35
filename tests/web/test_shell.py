import gzip
import json
import re
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from audit.web import ICON
from audit.web.language import chosen
from audit.web.shell import STREAMLIT_FILES, page
from tests.web.asking import ask

BUNDLE = next((STREAMLIT_FILES / "static" / "js").glob("index.*.js"))


@pytest.mark.parametrize(
    ("query", "cookies", "accepted", "language"),
    [
        ("", "", "", "en"),
        ("", "", "fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("", "", "de, en;q=0.5, fr;q=0.7", "fr"),
        ("", "", "fr;q=0, en", "en"),
        ("", "", "fr;q=x", "en"),
        ("", "peer_audit_language=fr", "en", "fr"),
        ("", "peer_audit_language=de; a=b", "fr", "fr"),
        ("", "a[b]=\x00;;=", "fr", "fr"),
        ("a=1&lang=en", "peer_audit_language=fr", "fr", "en"),
        ("lang=%22%3E%3Cscript%3E", "", "", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_most_clearly(
    query: str, cookies: str, accepted: str, language: str
) -> None:
    assert chosen(query, cookies, accepted) == language


@pytest.mark.parametrize("path", ["/", "/rate", "/nothing.txt", "/rate?lang=fr&a=1"])
def test_the_page_says_its_language_from_the_first_byte(app: ASGIApp, path: str) -> None:
    answer = ask(app, path, accept_language="fr")
    assert answer.status == 200
    assert answer.headers["content-language"] == "fr"
    assert answer.body.startswith(b'<!DOCTYPE html>\n<html lang="fr" dir="ltr">')


def test_streamlits_page_still_has_what_we_replace() -> None:
    stock = (STREAMLIT_FILES / "index.html").read_text("utf-8")
    assert stock.count('<html lang="en">') == 1
    assert stock.count("<title>Streamlit</title>") == 1
    assert stock.count("<noscript>") == 1
    assert stock.count('<link rel="service-desc"') == 1
    # The one script in the text only tells crawlers to wait.
    assert re.findall(r"<script>\s*(.*?)\s*</script>", stock, re.DOTALL) == [
        "window.prerenderReady = false"
    ]


def test_our_page_is_ours_and_needs_no_script_in_its_text() -> None:
    french = page("fr").decode()
    assert "<title>Peer Rights Audit</title>" in french
    assert "Cette application a besoin de JavaScript." in french
    for gone in ("<script>", "Streamlit<", "_stcore/agent", "You need to enable"):
        assert gone not in french
    assert '<script type="module"' in french


def test_the_bundle_travels_compressed_and_is_kept(app: ASGIApp) -> None:
    path = f"/static/js/{BUNDLE.name}"
    answer = ask(app, path, accept_encoding="gzip, br")
    assert gzip.decompress(answer.body) == BUNDLE.read_bytes()
    assert len(answer.body) < BUNDLE.stat().st_size / 2
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert ask(app, path, method="HEAD", accept_encoding="gzip").status == 200


@pytest.mark.parametrize(
    ("path", "encoding"),
    [
        ("/static/js/nope.js", "gzip"),
        (f"/static/js/{BUNDLE.name}", "identity"),
        ("/static/../index.html", "gzip"),
        ("/static/../../../config.py", "gzip"),
        ("/component/a", "gzip"),
    ],
)
def test_everything_else_is_streamlits_to_answer(app: ASGIApp, path: str, encoding: str) -> None:
    assert ask(app, path, accept_encoding=encoding).body.startswith(b"GET /")


def test_no_dialog_covers_the_page_and_no_site_embeds_it(app: ASGIApp) -> None:
    told = json.loads(ask(app, "/_stcore/host-config").body)
    assert told["blockErrorDialogs"] is True
    assert told["allowedOrigins"] == []


@pytest.mark.parametrize("path", ["/favicon.png", "/favicon.ico"])
def test_the_icon_is_ours(app: ASGIApp, path: str) -> None:
    assert ask(app, path).body == Path(ICON).read_bytes()
