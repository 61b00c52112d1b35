"""The sheet for typing in an interview that was answered on paper: one key for each answer."""

from dataclasses import replace

from audit.sheets.interview import interview_sheet
from audit.sheets.sheet import Filler, Item, Option, Sheet, SheetField
from rubrics.model import Rubric
from rubrics.text import Translator
from rubrics.vocabulary import Form

# The keys of the answers without a rank, the same in every language; the others have their place.
# The browser part of the answer sheet knows them too.
LETTERS = {"dont_know": "D", "refused": "P", "skipped": "S"}
# On these items a key goes on to the next one.
QUICK = ("quick",)


def paper_sheet(fill: Filler, rubric: Rubric, form: Form, code: str, part: str) -> Sheet:
    """Return the consents on a sheet of paper, or its answers: each choice says its own key."""
    read = interview_sheet(fill, rubric, form, code, part)
    items = tuple(_quick(fill.t, item) for item in read.items)
    return replace(read, id=f"paper/{code}/{part}", items=items)


def _quick(t: Translator, item: Item) -> Item:
    fields = tuple(_with_keys(t, field) for field in item.fields)
    return replace(item, fields=fields, tags=QUICK)


def _with_keys(t: Translator, field: SheetField) -> SheetField:
    if field.kind != "answer":
        return field
    options = (_with_key(t, o, place) for place, o in enumerate(field.options, start=1))
    return replace(field, options=tuple(options))


def _with_key(t: Translator, option: Option, place: int) -> Option:
    key = LETTERS.get(option.value, str(place))
    return replace(option, label=t("paper.option", key=key, label=option.label))
