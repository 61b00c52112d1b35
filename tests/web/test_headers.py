import pytest
from starlette.types import ASGIApp

from audit.web.headers import CONTENT_SECURITY_POLICY, SECURITY
from tests.web.asking import ask


@pytest.mark.parametrize(
    "path", ["/", "/rate", "/healthz", "/media/x", "/_stcore/metrics", "/_stcore/host-config"]
)
def test_every_answer_is_protected_and_forgotten(app: ASGIApp, path: str) -> None:
    headers = ask(app, path).headers
    assert {name: headers.get(name) for name in SECURITY} == dict(SECURITY)
    assert headers["cache-control"] == "no-store"


def test_a_refusal_is_protected_too(app: ASGIApp) -> None:
    assert ask(app, host="evil.example").headers["content-security-policy"]


def test_the_policy_names_no_other_origin_and_evaluates_nothing() -> None:
    assert "unsafe-eval" not in CONTENT_SECURITY_POLICY
    assert "script-src 'self' blob:;" in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


def test_https_is_kept_where_it_is_used(app: ASGIApp) -> None:
    assert "strict-transport-security" not in ask(app).headers
    assert ask(app, scheme="https").headers["strict-transport-security"] == "max-age=31536000"
