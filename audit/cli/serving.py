"""`peer-audit serve`: the application on this computer, or by explicit choice for a team."""

import errno
import os
import socket
import sys
from contextlib import suppress
from ipaddress import ip_address

from audit.cli.faults import CommandFault, Fault, stop
from rubrics.text import Translator

_LOOPBACK_NAMES = ("localhost",)


def serve_until_stopped(
    t: Translator, *, port: int, host: str, team: bool, demo: bool, url: str | None
) -> None:
    """Start the application and print its address; it runs until it is interrupted."""
    if not team and not _is_loopback(host):
        raise stop("serve.needs_team", host)
    _check_address(url)
    if url:
        os.environ["AUDIT_DATABASE_URL"] = url
    with _taken(host, port) as listening:
        _check_settings(team=team)
        if demo:
            _fill(url, t)
        _run(listening, host, t, team=team)


def _check_address(url: str | None) -> None:
    from audit.storage.glance import plain_file

    if plain_file(url) is None:
        from audit.cli.databases import check_address

        check_address(url)


def _is_loopback(host: str) -> bool:
    try:
        return host in _LOOPBACK_NAMES or ip_address(host).is_loopback
    except ValueError:
        return False


def _taken(host: str, port: int) -> socket.socket:
    """Take the port before anything else: never another one, for bookmarks and kept edits."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise _not_taken(error, host, port) from error
    return listening


def _not_taken(error: OSError, host: str, port: int) -> CommandFault:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return stop("serve.unknown_host", host)
    if isinstance(error, PermissionError):
        return stop("serve.port_not_allowed", f"{host}:{port}")
    return stop("serve.port_in_use", f"{host}:{port}")


def _check_settings(*, team: bool) -> None:
    from audit.web.guard import mark_team
    from audit.web.settings import unsafe_wishes
    from audit.web.signing_in import missing_for_a_team

    mark_team(team=team)
    unsafe = [
        Fault(
            "cli.serve.unsafe",
            wish.defined,
            (("option", wish.option), ("value", wish.value), ("required", wish.required)),
        )
        for wish in unsafe_wishes()
    ]
    missing = [Fault(f"cli.serve.{key}") for key in missing_for_a_team()] if team else []
    if unsafe or missing:
        raise CommandFault([*unsafe, *missing])


def _fill(url: str | None, t: Translator) -> None:
    from audit.cli.audits import fill_demonstration

    if fill_demonstration(url, t.language) is None:
        sys.stderr.write(t("cli.serve.demo_not_needed") + "\n")


def _run(listening: socket.socket, host: str, t: Translator, *, team: bool) -> None:
    from audit.web.server import run

    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}"
    key = "cli.serve.ready_for_team" if team else "cli.serve.ready"

    def say_ready() -> None:
        sys.stdout.write(t(key, address=address) + "\n")
        sys.stdout.flush()

    # To stop it is how it ends.
    with suppress(KeyboardInterrupt):
        run(listening, host, say_ready)
