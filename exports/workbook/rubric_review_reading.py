"""A review that comes back: what its workbook changes in a rubric, and what it says about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exports.workbook.given_back import Held, Sheet, read_sheets, tidy
from exports.workbook.rubric_review import COLUMNS, MARK_SHEET, SCHEMA
from exports.workbook.words import messages
from rubrics.model import Rubric
from rubrics.text import LANGUAGES, Language, Translator
from rubrics.whereabouts import Passage, passages

_NEEDED = ("place", *(f"text_{language}" for language in LANGUAGES))
_MOST_NAMED = 5
Row = Mapping[str, Held]


@dataclass(frozen=True, slots=True)
class Mark:
    """Which rubric a workbook is a review of: its id, its version, the digest of its words."""

    rubric: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Change:
    """One text of a rubric, in one language, that a reviewer wrote anew."""

    place: str
    language: Language
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reviewer says about a text, or about the whole where the place is empty."""

    place: str
    reviewer: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewFault:
    """What keeps a review from being read: the cell, the name of a message, what it names."""

    cell: str
    key: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """All that a workbook says: changes and comments in the order of its rows, and its faults."""

    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    faults: tuple[ReviewFault, ...] = ()


Found = Change | Comment | ReviewFault


def read_mark(data: bytes) -> Mark | ReviewFault:
    """Return which rubric a file is a review of, or why it is none."""
    sheets = read_sheets(data)
    return ReviewFault("", "not_a_workbook") if sheets is None else _mark(sheets)


def read_review(data: bytes, rubric: Rubric, digest: str) -> Review:
    """Return what a workbook changes in a rubric and says about it; bad input becomes faults."""
    found = tuple(_found(read_sheets(data), rubric, digest))
    return Review(
        changes=tuple(one for one in found if isinstance(one, Change)),
        comments=tuple(one for one in found if isinstance(one, Comment)),
        faults=tuple(one for one in found if isinstance(one, ReviewFault)),
    )


def _found(sheets: tuple[Sheet, ...] | None, rubric: Rubric, digest: str) -> Iterator[Found]:
    if sheets is None:
        yield ReviewFault("", "not_a_workbook")
        return
    wrong = _wrong_mark(_mark(sheets), Mark(rubric.id, rubric.version, digest))
    if wrong is not None:
        yield wrong
        return
    sheet, columns = _texts_sheet(sheets)
    lacking = [key for key in _NEEDED if key not in columns]
    if sheet is None or lacking:
        yield ReviewFault(sheet.title if sheet else "", "no_column", (("column", _heads(lacking)),))
        return
    yield from _rows(sheet, columns, {passage.name: passage for passage in passages(rubric)})


def _mark(sheets: tuple[Sheet, ...]) -> Mark | ReviewFault:
    sheet = next((sheet for sheet in sheets if sheet.title == MARK_SHEET), None)
    rows = sheet.rows[:20] if sheet else ()
    said = {row[0].text: row[1].text for row in rows if len(row) > 1}
    if said.get("schema") != SCHEMA:
        return ReviewFault("", "not_a_review")
    return Mark(*(said.get(name, "") for name in ("rubric", "version", "digest")))


def _wrong_mark(mark: Mark | ReviewFault, expected: Mark) -> ReviewFault | None:
    if isinstance(mark, ReviewFault):
        return mark
    if (mark.rubric, mark.version) != (expected.rubric, expected.version):
        found, meant = (f"{one.rubric} {one.version}" for one in (mark, expected))
        return ReviewFault("", "wrong_rubric", (("found", found), ("expected", meant)))
    if mark.digest != expected.digest:
        return ReviewFault("", "changed_since", (("rubric", f"{mark.rubric} {mark.version}"),))
    return None


def _texts_sheet(sheets: tuple[Sheet, ...]) -> tuple[Sheet | None, dict[str, int]]:
    """Return the sheet that has most of our columns, whatever it is called now, and where."""
    found = [(sheet, _columns(sheet)) for sheet in sheets]
    return max(found, key=lambda one: len(one[1]), default=(None, {}))


def _columns(sheet: Sheet) -> dict[str, int]:
    heads = {_head(key, language): key for key in COLUMNS for language in LANGUAGES}
    columns: dict[str, int] = {}
    for position, cell in enumerate(sheet.rows[0] if sheet.rows else ()):
        if cell.text in heads:
            columns.setdefault(heads[cell.text], position)
    return columns


def _head(key: str, language: Language) -> str:
    return Translator(language, messages())(f"review.column.{key}")


def _heads(keys: list[str]) -> str:
    return ", ".join(" / ".join(_head(key, language) for language in LANGUAGES) for key in keys)


def _rows(
    sheet: Sheet, columns: Mapping[str, int], known: Mapping[str, Passage]
) -> Iterator[Found]:
    met: set[str] = set()
    for cells in sheet.rows[1:]:
        row = {key: cells[at] for key, at in columns.items() if at < len(cells)}
        yield from _row(row, known, met)
    missing = [name for name in known if name not in met]
    if missing:
        named = ", ".join(missing[:_MOST_NAMED]) + (" …" if len(missing) > _MOST_NAMED else "")
        values = (("count", str(len(missing))), ("places", named))
        yield ReviewFault(sheet.title, "missing_rows", values)


def _row(row: Row, known: Mapping[str, Passage], met: set[str]) -> Iterator[Found]:
    """Yield what one row says; an empty row says nothing."""
    unread = [cell for cell in row.values() if cell.kind != "text"]
    for cell in unread:
        yield ReviewFault(cell.at, "formula" if cell.kind == "formula" else "not_text")
    place = _text(row, "place")
    passage = known.get(place)
    if passage is None:
        yield from _unplaced(row, place)
    elif place in met:
        yield ReviewFault(row["place"].at, "repeated_place", (("place", place),))
    else:
        met.add(place)
        yield from _changes(row, passage)
    if text := _text(row, "comment"):
        yield Comment(place, _text(row, "reviewer"), text)


def _unplaced(row: Row, place: str) -> Iterator[Found]:
    if place:
        yield ReviewFault(row["place"].at, "unknown_place", (("place", place),))
    elif any(_text(row, f"text_{language}") for language in LANGUAGES):
        yield ReviewFault(row["place"].at, "no_place")


def _changes(row: Row, passage: Passage) -> Iterator[Found]:
    for language in LANGUAGES:
        cell = row.get(f"text_{language}", Held(row["place"].at))
        before = tidy(passage.text.in_language(language))
        if cell.kind != "text" or cell.text == before:
            continue
        if cell.text:
            yield Change(passage.name, language, before, cell.text)
        else:
            yield ReviewFault(cell.at, "emptied", (("place", passage.name),))


def _text(row: Row, key: str) -> str:
    return row[key].text if key in row else ""
