"""JSON read strictly: UTF-8, no key twice, no number beyond JSON, and every fault on its line."""

import json
import re
from typing import Any, NoReturn

from audit.cli.faults import CommandFault, stop
from audit.cli.files import read_bytes

_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]|(?P<constant>NaN|-?Infinity)'
)


class _RefusedError(ValueError):
    """JSON for Python that is none for others: a key twice, or a number that is none."""


def read_json(name: str) -> Any:
    """Read a JSON file (or "-", what is piped in), or stop with its first fault."""
    data = read_bytes(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise stop("json.not_utf8", f"{name}:{line}") from error
    return _parsed(text, name)


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise stop("json.not_json", f"{name}:{error.lineno}") from error
    except RecursionError as error:
        raise stop("json.too_deep", name) from error
    except _RefusedError as error:
        raise _placed(text, name) from error
    except ValueError as error:
        # Python reads no whole number of thousands of digits.
        raise stop("json.long_number", name) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RefusedError
    return found


def _constant(_: str) -> NoReturn:
    raise _RefusedError


def _placed(text: str, name: str) -> CommandFault:
    """Return the first key that repeats in its object, or constant, with its line.

    The parser tells no places; as far as it came the text is sound, and so are its braces.
    """
    objects: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            objects.append(set())
        elif token[0] == "}":
            objects.pop()
        elif token["constant"]:
            return stop("json.not_a_number", _place(text, token, name), constant=token[0])
        elif token["key"]:
            key = json.loads(token["key"])
            if key in objects[-1]:
                return stop("json.repeated_key", _place(text, token, name), name=key)
            objects[-1].add(key)
    return stop("json.not_json", name)


def _place(text: str, token: re.Match[str], name: str) -> str:
    return f"{name}:{text.count(chr(10), 0, token.start()) + 1}"
