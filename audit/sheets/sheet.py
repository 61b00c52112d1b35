"""An answer sheet: the items of a page, their fields, and where each field stands in the store."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import tzinfo
from functools import cached_property
from typing import Any, Self

from audit import visit
from audit.fields import NOT_APPLICABLE, field_of
from audit.trail import Entries, Row
from rubrics.model import Scale
from rubrics.text import Translator

# What of a field is not drawn but filled in, anew with every answer of the server.
STANDING = ("value", "bases", "rivals")


class Spoken(str):
    """A text in a language that the screen does not speak, with its tag and its direction."""

    lang: str
    dir: str

    def __new__(cls, said: str, lang: str, direction: str) -> Self:
        """Return the text; `direction` is "ltr" or "rtl"."""
        text = super().__new__(cls, said)
        text.lang, text.dir = lang, direction
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose, with what it means."""

    value: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One of two answers that stand against each other until a person settles them."""

    id: str
    value: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetField:
    """One field to fill in. `bases` are the rows that the next edit replaces.

    `needed` is said while the field is empty; `shown_if` names a field and the value that shows it.
    """

    name: str
    kind: str
    label: str
    value: str = ""
    bases: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()
    options: tuple[Option, ...] = ()
    help: str = ""
    needed: str = ""
    shown_if: tuple[str, str] | None = None
    folded: bool = False
    clearable: bool = True
    rows: int = 2


@dataclass(frozen=True, slots=True)
class Guidance:
    """A heading and its points: documents to ask for, things to watch, people to ask."""

    title: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A short mark on an item, in words; `kind` chooses its look."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Values a person may accept in one click, and why they are proposed."""

    text: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One subject on a sheet. It is answered when one of `answered_by` has a value."""

    subject: str
    title: str
    code: str = ""
    badges: tuple[Badge, ...] = ()
    lines: tuple[str, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    suggestion: Suggestion | None = None
    fields: tuple[SheetField, ...] = ()
    tags: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All items of one page for one person, the filters it offers, and how far the work is.

    `note` says it, with `{done}` for how many are answered; `follows` tells whether an edit
    changes what else is drawn; `words` are said on this sheet instead of the usual ones.
    """

    id: str
    items: tuple[Item, ...]
    filters: tuple[str, ...] = ()
    note: str = ""
    done: int = 0
    follows: bool = True
    words: tuple[tuple[str, str], ...] = ()


class Filler:
    """Makes fields that know their value, for one person reading one assessment."""

    def __init__(self, entries: Entries, t: Translator, person: str, zone: tzinfo) -> None:
        self.entries, self.t, self.person, self.zone = entries, t, person, zone

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the names of the team by id, no two alike."""
        return visit.names(self.entries)

    def field(self, subject: str, name: str, label: str, **more: Any) -> SheetField:
        """Return a field of the catalogue as it stands; an unknown field is a `KeyError`."""
        known = field_of(subject, name)
        if known is None:
            raise KeyError(f"{subject}.{name}")
        owner = self.person if known.owned else ""
        row = self.entries.current(subject, name, owner)
        rivals = self.entries.rivals(subject, name, owner)
        return SheetField(
            name=name,
            kind=known.kind,
            label=label,
            value=row.value if row else "",
            bases=_bases(row),
            rivals=tuple(Rival(id=r.id, value=r.value, said=self._said(r)) for r in rivals),
            **more,
        )

    def choice(self, subject: str, name: str, label: str, words: str, **more: Any) -> SheetField:
        """Return a choice whose options are named by the messages below `words`."""
        known = field_of(subject, name)
        choices = known.choices if known else ()
        options = tuple(Option(value=c, label=self.t(f"{words}.{c}")) for c in choices)
        return self.field(subject, name, label, options=options, **more)

    def _said(self, row: Row) -> str:
        moment = row.at.astimezone(self.zone)
        key = "sheet.rival_mine" if row.author == self.person else "sheet.rival_other"
        return self.t(key, date=self.t.date(moment.date()), time=self.t.time(moment, seconds=True))


def _bases(row: Row | None) -> tuple[str, ...]:
    if row is None:
        return ()
    # A draft may go on elsewhere or turn into a row: whoever replaces it names it as well.
    return (row.id, *row.bases) if row.draft else (row.id,)


def level_options(
    scale: Scale, t: Translator, anchors: Mapping[int, str], *, not_applicable: bool = True
) -> tuple[Option, ...]:
    """Return the levels from lowest to highest, each with its description, then not applicable."""
    levels = [
        Option(
            value=str(level.rank),
            label=f"{level.rank} · {t.text(level.label)}",
            description=anchors.get(level.rank, ""),
        )
        for level in scale.levels
    ]
    if not_applicable:
        levels.append(Option(value=NOT_APPLICABLE, label=t.text(scale.not_applicable)))
    return tuple(levels)


def as_data(sheet: Sheet, frame: Mapping[str, Any], known: str = "") -> dict[str, Any]:
    """Return what the browser gets: the values, and all that is drawn unless it knows that shape.

    A new value changes no shape, so that an edit sends little and redraws nothing.
    """
    drawn = json.dumps({**frame, "items": sheet.items, "filters": sheet.filters}, default=_drawn)
    shape = hashlib.sha256(drawn.encode()).hexdigest()[:16]
    values = _values(sheet.items)
    data: dict[str, Any] = {"sheet": sheet.id, "shape": shape, "note": sheet.note, "values": values}
    data |= {"done": sheet.done, "follows": sheet.follows}
    return data if shape == known else data | {"drawn": json.loads(drawn)}


def _drawn(part: Any) -> dict[str, Any]:
    """Return a part of a sheet as JSON has it, a field without where it stands in the store."""
    left_out = STANDING if isinstance(part, SheetField) else ()
    return {name: _told(getattr(part, name)) for name in part.__slots__ if name not in left_out}


def _told(value: Any) -> Any:
    """Return a value as JSON has it; words of another language carry its name along."""
    if isinstance(value, Spoken):
        return {"said": str(value), "lang": value.lang, "dir": value.dir}
    return [_told(each) for each in value] if isinstance(value, tuple) else value


def _values(items: Iterable[Item]) -> dict[str, Any]:
    return {f"{i.subject}|{field.name}": standing(field) for i in items for field in i.fields}


def standing(field: SheetField) -> dict[str, Any]:
    """Return where a field stands in the store, as a browser gets it."""
    rivals = [asdict(rival) for rival in field.rivals]
    return {"value": field.value, "bases": field.bases, "rivals": rivals}
