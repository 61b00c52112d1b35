"""The standard streams: in UTF-8 everywhere, open even where they are not, never steering."""

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper

# What a terminal obeys instead of showing it: control characters, turns of the writing direction.
# Surrogates are the bytes of a name that is not text in this locale.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BYTES = re.compile("[\udc80-\udcff]+")


def visible(text: str) -> str:
    """Return a text with whatever would steer a terminal spelt out; JSON stays the same JSON."""
    readable = _BYTES.sub(
        lambda found: found[0].encode(errors="surrogateescape").decode(errors="backslashreplace"),
        text,
    )
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", readable)


def prepare() -> None:
    """Take the place of streams closed before we began, and speak UTF-8.

    A file opened later would otherwise get the number of a standard stream. Each is opened the
    wrong way round, so that using it fails as on any closed stream; standard error is silent.
    """
    for name, mode, way in (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, way), mode))
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    # Windows pipes and old consoles would otherwise stumble over the first accent.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def tell(lines: Iterable[str]) -> None:
    """Say something beside the answer, on standard error; where nobody reads it, that is that."""
    with suppress(OSError):
        sys.stderr.write("".join(f"{visible(line)}\n" for line in lines))


def hush() -> None:
    """Let what is still waiting for standard output go nowhere.

    Python flushes once more on its way out; there it must find somebody who listens.
    """
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
