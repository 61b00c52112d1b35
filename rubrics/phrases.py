"""The words of every interview, whatever a rubric asks: to agree or not, to stop, on the card.

They are no part of any rubric and its digest; an overlay language needs each of them.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from rubrics.text import Messages, Text, load_messages

_HEAD = "phrases."


@cache
def phrases() -> Mapping[str, Text]:
    """Return the words of every interview by their names, in the order they are translated."""
    said = {
        key.removeprefix(_HEAD): Text(en=each.en["other"], fr=each.fr["other"])
        for key, each in messages().items()
    }
    return MappingProxyType(said)


def messages() -> Messages:
    """Return the words of every interview as they stand in their file."""
    return load_messages(resources.files("rubrics").joinpath("phrases.yaml"))
