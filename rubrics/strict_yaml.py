"""YAML read strictly: every scalar is text, keys never repeat, and every value keeps its line.

Plain YAML turns `no` into false, `1.10` into 1.1 and keeps the last of two equal keys in silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_STANDARD_TAG = "tag:yaml.org,2002:"

Tree = str | list["Tree"] | dict[str, "Tree"]
Path = tuple[str, ...]

DEEPEST = 20
LARGEST = 2_000_000

# The C parser is ten times faster; it is absent where PyYAML was built without libyaml.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """A file that is not YAML as we accept it: which rule it breaks, on which line, and where."""

    def __init__(self, key: str, line: int | None, where: Path = (), **values: str) -> None:
        self.key, self.line, self.where, self.values = key, line, where, values
        super().__init__(f"{key}, line {line}: {'.'.join(where)} {values or ''}".strip())


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and the line on which each of its parts begins."""

    tree: Tree
    lines: dict[Path, int]


def read(data: bytes) -> Document:
    """Read one YAML document."""
    if len(data) > LARGEST:
        raise YamlError("too_large", None, limit=f"{LARGEST // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlError("not_utf8", data.count(b"\n", 0, error.start) + 1) from error
    try:
        return _Reader(text).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else None
        raise YamlError("not_yaml", line, problem=error.problem or "") from error
    except yaml.YAMLError as error:
        raise YamlError("not_yaml", None, problem=str(error).splitlines()[0]) from error


class _Reader:
    """Builds the tree from parser events, so that neither tags nor aliases are ever followed."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))
        self._lines: dict[Path, int] = {}
        self._braces = 0

    def document(self) -> Document:
        event = self._next()
        while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise YamlError("empty_file", 1)
        tree = self._value(event, ())
        self._next()
        if not isinstance(after := self._next(), yaml.StreamEndEvent):
            raise YamlError("several_documents", _line(after))
        return Document(tree, self._lines)

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _value(self, event: yaml.Event, path: Path) -> Tree:
        line = _line(event)
        self._lines.setdefault(path, line)
        if len(path) > DEEPEST:
            raise YamlError("too_deep", line, path)
        if getattr(event, "anchor", None) is not None:
            raise YamlError("alias", line, path)
        if not (getattr(event, "tag", None) or _STANDARD_TAG).startswith(_STANDARD_TAG):
            raise YamlError("tag", line, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        return self._collection(event, path)

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> str:
        value = str(event.value)
        plain = event.implicit[0]
        if self._braces and plain and "?" in value:
            # Readers of YAML part here: some end the text, others go on to the next comma.
            raise YamlError("bare_question", _line(event), path)
        return value

    def _collection(self, event: yaml.Event, path: Path) -> Tree:
        braces = bool(getattr(event, "flow_style", False))
        self._braces += braces
        sequence = isinstance(event, yaml.SequenceStartEvent)
        found = self._sequence(path) if sequence else self._mapping(path)
        self._braces -= braces
        return found

    def _sequence(self, path: Path) -> list[Tree]:
        items: list[Tree] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, str(len(items)))))
        return items

    def _mapping(self, path: Path) -> dict[str, Tree]:
        entries: dict[str, Tree] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError("key_not_text", line, path)
            key = str(event.value)
            here = (*path, key)
            if key in entries:
                raise YamlError("repeated_key", line, here, first=str(self._lines[here]))
            self._lines[here] = line
            entries[key] = self._value(self._next(), here)
        return entries


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
