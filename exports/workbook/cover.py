"""The first sheet of a workbook: what this is, what to know before reading, where things are."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from openpyxl.worksheet.worksheet import Worksheet

from exports.hearing_words import hidden_in_short, who_was_heard
from exports.workbook import cells
from exports.workbook.book import Book
from exports.workbook.cells import Style
from exports.workbook.changes_tables import in_short
from exports.workbook.sheet import print_well
from exports.workbook.values import Value
from exports.workbook.words import Words

LABELS, TEXTS = 32.0, 92.0
_TITLE = Style(bold=True, size=20, ink=cells.DEEP, framed=False)
_FACILITY = Style(bold=True, size=14, framed=False)
_BANNER = Style(bold=True, size=13, fill=cells.AMBER, vertical="center", framed=False)
_HEADING = Style(bold=True, size=13, ink=cells.DEEP, framed=False)
_LABEL = Style(ink=cells.MUTED, framed=False)
_LINK = Style(bold=True, ink=cells.LINK, underline=True, framed=False)


class Listed(Protocol):
    """A sheet to be: its title, and what it is about."""

    @property
    def title(self) -> str:
        """Return its title."""

    @property
    def about(self) -> str:
        """Return what it is about."""


class Cover:
    """A sheet written from top to bottom: a label in the first column, a text in the second."""

    def __init__(self, book: Book, words: Words) -> None:
        self._book, self._words, self._row = book, words, 0
        self.sheet: Worksheet = book.add_sheet(words.say("workbook.sheet.cover"))
        self.sheet.sheet_view.showGridLines = False
        for letter, width in (("A", LABELS), ("B", TEXTS)):
            self.sheet.column_dimensions[letter].width = width

    def open(self, title: str) -> None:
        """Write the title, the facility and the banners."""
        self._only(title, _TITLE)
        self._only(self._words.record.facility.name, _FACILITY)
        for banner in self._words.banners():
            self._only(banner, _BANNER)

    def heading(self, text: str) -> None:
        """Write a heading after an empty row."""
        self._row += 1
        self._only(text, _HEADING)

    def say(self, label: str, value: Value, style: Style = cells.PLAIN) -> int:
        """Write one line and return its row; a text that is empty is not written.

        One that is too tall for a row goes on below it.
        """
        if value == "":
            return self._row
        parts = cells.in_parts(value, TEXTS) if isinstance(value, str) else [value]
        for part in parts:
            self._next(1)
            self._book.write(self.sheet, (self._row, 1), label, _LABEL)
            self._book.write(self.sheet, (self._row, 2), part, style)
            self._fit(label, part if isinstance(part, str) else "")
            label = ""
        return self._row

    def count(self, label: str, expression: str, value: int) -> None:
        """Write one line whose number is computed."""
        self._next(1)
        self._book.write(self.sheet, (self._row, 1), label, _LABEL)
        style = Style(bold=True, number_format="0", horizontal="left", framed=False)
        self._book.formula(self.sheet, (self._row, 2), expression, value, style)
        self._fit(label, "")

    def link(self, title: str, about: str) -> None:
        """Write the name of a sheet, as a link to it, and what it holds."""
        self._next(1)
        self._book.write(self.sheet, (self._row, 1), title, _LINK)
        self._book.link(self.sheet, (self._row, 1), title)
        self._book.write(self.sheet, (self._row, 2), about, cells.PLAIN)
        self._fit(title, about)

    def links(self, sheets: Iterable[Listed]) -> None:
        """Write where everything is."""
        self.heading(self._words.say("workbook.cover.sheets"))
        for one in sheets:
            self.link(one.title, one.about)

    def close(self) -> None:
        """Make it ready to print, once everything is written."""
        print_well(self.sheet, self._words, upright=True)

    def _only(self, text: str, style: Style) -> None:
        # Both cells get the fill. A text runs over the second, which stays empty; one that would
        # run over that too is set in the second, in several lines.
        scale = cells.SIZE / style.size
        lines = cells.lines_needed(text, TEXTS * scale)
        both = cells.lines_needed(text, (LABELS + TEXTS) * scale) == 1
        self._next(1)
        held: tuple[Value, Value] = (text, None) if both else (None, text)
        for column, value in enumerate(held, 1):
            look = style._replace(wraps=not both)
            self._book.write(self.sheet, (self._row, column), value, look)
        height = cells.row_height(1 if both else lines, style.size)
        self._book.height(self.sheet, self._row, height + 4)

    def _next(self, rows: int) -> None:
        self._row += rows

    def _fit(self, label: str, text: str) -> None:
        lines = max(cells.lines_needed(label, LABELS), cells.lines_needed(text, TEXTS))
        self._book.height(self.sheet, self._row, cells.row_height(lines) + 2)


def identify(cover: Cover, words: Words) -> None:
    """Write which audit this is, where it stands, and who it is for."""
    record, say = words.record, words.say
    visit = " – ".join(words.date(day) for day in (record.visit.started, record.visit.ended) if day)
    instrument = f"{words.text(record.instrument.title)} ({record.instrument.version})"
    form = words.one_of("form", record.instrument.form)
    lines: Sequence[tuple[str, str]] = (
        ("record", record.id),
        ("as_of", words.date(record.as_of)),
        ("state", words.one_of("state", record.state)),
        ("audience", words.one_of("audience", record.audience)),
        ("visit", visit),
        ("instrument", f"{instrument}\n{form}"),
        ("team", _team(words)),
    )
    cover.heading(say("workbook.cover.about"))
    for key, text in lines:
        cover.say(say(f"common.field.{key}"), text)


def _team(words: Words) -> str:
    team = words.record.team
    if not team.size:
        return ""
    lived, paid = team.with_lived_experience, team.with_lived_experience_paid
    return words.say("workbook.cover.team", n=team.size, lived=lived, paid=paid)


def in_a_minute(cover: Cover, words: Words) -> None:
    """Write the profile of the whole: counts first, then breaches, then the level."""
    figures, say = words.record.overall.figures, words.say
    cover.heading(say("workbook.cover.result"))
    for label, count in zip(words.labels, figures.counts, strict=True):
        cover.say(label, say("workbook.cover.criteria", n=count))
    left = figures.applicable - figures.rated
    cover.say(words.text(words.record.instrument.unrated), say("workbook.cover.criteria", n=left))
    cover.say(say("common.figure.breaches"), _breaches(words), cells.Style(bold=True, framed=False))
    cover.say(
        say("workbook.cover.open_alerts"), _alerts(words), cells.Style(bold=True, framed=False)
    )
    cover.say(say("common.figure.level"), words.level_or_none(figures))
    cover.say(say("common.figure.no_level"), words.one_of("reason", figures.reason))
    heard = (who_was_heard(words.record, say), hidden_in_short(words.record, say))
    cover.say(say("changes.title"), in_short(words))
    if words.record.informants or words.record.hidden:
        cover.say(say("workbook.cover.heard"), "\n".join(filter(None, heard)))


def _alerts(words: Words) -> str:
    opened = (c for c in words.record.criteria if c.alert and c.alert.open)
    return "\n".join(f"{c.id} · {words.text(c.statement)}" for c in opened)


def _breaches(words: Words) -> str:
    breached = words.record.overall.figures.breaches
    if not breached:
        return words.say("workbook.cover.no_breach")
    statements = {c.id: words.text(c.statement) for c in words.record.criteria}
    return "\n".join(f"{one} · {statements.get(one, '')}" for one in breached)
