"""What every setting of Streamlit must be before we start, and which of them are not."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from streamlit import config

from audit.web import guard
from audit.web.doorkeeper import LOOPBACK

Value = str | int | bool | list[str] | dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """What we set an option to, and which other values are as safe."""

    value: Value
    accepts: Callable[[Value], bool]


@dataclass(frozen=True, slots=True)
class Unsafe:
    """An option that somebody set to an unsafe value, where, and what is required."""

    option: str
    value: str
    required: str
    defined: str


def _only(*values: Value) -> Rule:
    return Rule(values[0], lambda found: any(found == v and type(found) is type(v) for v in values))


def _at_most(limit: int) -> Rule:
    return Rule(limit, lambda found: isinstance(found, (int, float)) and 0 < found <= limit)


def _at_least(limit: int) -> Rule:
    return Rule(limit, lambda found: isinstance(found, (int, float)) and found >= limit)


def _address_rule() -> Rule:
    return Rule("127.0.0.1", lambda found: guard.is_team() or found in LOOPBACK)


def _hosts_rule() -> Rule:
    return Rule([], lambda found: not any("*" in name for name in _listed(found)))


REQUIRED: Mapping[str, Rule] = MappingProxyType(
    {
        # Who can reach it: this computer, from its own pages.
        "server.address": _address_rule(),
        "server.allowedHosts": _hosts_rule(),
        "server.enableCORS": _only(True),
        "server.corsAllowedOrigins": _only([]),
        "server.enableXsrfProtection": _only(True),
        "server.xsrfCookieSameSite": _only("lax", "strict"),
        "server.baseUrlPath": _only(""),
        "server.trustedUserHeaders": _only({}),
        # What it serves: our pages, and nothing beside them.
        "server.enableStaticServing": _only(False),
        "server.enableAgentApi": _only(False),
        "server.scriptHealthCheckEnabled": _only(False),
        "server.unsafeMetricsUserAttributes": _only([]),
        "server.maxUploadSize": _at_most(20),
        # What it tells: nothing to anybody else, no data in an error.
        "browser.gatherUsageStats": _only(False),
        "client.showErrorDetails": _only("none"),
        "client.showErrorLinks": _only(False, "false"),
        "logger.enableRich": _only(False),
        "client.toolbarMode": _only("minimal", "viewer"),
        "server.headless": _only(True),
        "server.showEmailPrompt": _only(False),
        # How it runs: as released, without watching or rewriting its own code.
        "global.developmentMode": _only(False),
        "server.fileWatcherType": _only("none"),
        "server.runOnSave": _only(False),
        "runner.magicEnabled": _only(False),
        # A collection after every click would make a hundred people wait for each other.
        "runner.postScriptGC": _only(False),
        # A tablet that sleeps for an hour comes back to where it was.
        "server.disconnectedSessionTTL": _at_least(3600),
    }
)
APPEARANCE: Mapping[str, Value] = MappingProxyType(
    {"theme.primaryColor": "#0b5c7a", "theme.linkUnderline": True}
)


class UnsafeSettingsError(RuntimeError):
    """The application refuses to start: these options are unsafe."""

    def __init__(self, unsafe: tuple[Unsafe, ...]) -> None:
        self.unsafe = unsafe
        super().__init__("; ".join(f"{u.option} = {u.value} ({u.defined})" for u in unsafe))


def unsafe_settings() -> tuple[Unsafe, ...]:
    """Return the options whose value in force is unsafe."""
    return tuple(
        Unsafe(option, _written(found), _written(rule.value), config.get_where_defined(option))
        for option, rule in REQUIRED.items()
        if not rule.accepts(found := config.get_option(option))
    )


def unsafe_wishes() -> tuple[Unsafe, ...]:
    """Return the options that a file or the environment sets to an unsafe value."""
    config.get_config_options(force_reparse=True)
    in_files = [u for u in unsafe_settings() if config.is_manually_set(u.option)]
    return (*in_files, *_in_environment())


def harden(**ours: Value) -> None:
    """Put the required values in force, and with them the address, the port and the look."""
    wished = {
        option: rule.value
        for option, rule in REQUIRED.items()
        if not (config.is_manually_set(option) and rule.accepts(config.get_option(option)))
    }
    look = {name: value for name, value in APPEARANCE.items() if not config.is_manually_set(name)}
    named = {name.replace("__", "."): value for name, value in ours.items()}
    # The welcome names an address of its own; ours is printed once the port is really taken.
    for option, value in {**look, **wished, **named, "logger.hideWelcomeMessage": True}.items():
        config.set_option(option, value, "peer-audit serve")


def _in_environment() -> list[Unsafe]:
    found = []
    for option, rule in REQUIRED.items():
        name = config.get_config_options()[option].env_var
        value = os.environ.get(name)
        if value is not None and not rule.accepts(_read(value, rule.value)):
            found.append(Unsafe(option, value, _written(rule.value), name))
    return found


def _read(text: str, like: Value) -> Value:
    if isinstance(like, bool):
        return {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), text)
    if isinstance(like, int):
        return int(text) if text.isdigit() else text
    if isinstance(like, list):
        return [part for part in text.replace(",", " ").split() if part]
    return text


def _listed(value: Value) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
