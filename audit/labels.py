"""Labels that travel inside a record: in both languages, since a record itself has none."""

from functools import cache

from audit.words import messages, translator
from rubrics.model import Citation, Reference
from rubrics.text import LANGUAGES, Text

UNDATED = "n.d."


@cache
def label(key: str) -> Text:
    """Return a message without placeholders as a text; an unknown key is a `KeyError`."""
    message = messages()[key]
    return Text(**{language: message.forms(language)["other"] for language in LANGUAGES})


def cite(citation: Citation, reference: Reference) -> Text:
    """Return a citation as it stands beside a criterion: authors, year, and where in the work."""
    year = label("record.undated") if reference.year == UNDATED else None
    said = {
        language: translator(language)(
            "record.cite",
            authors=reference.authors,
            year=year.in_language(language) if year else reference.year,
            locator=citation.locator.in_language(language),
        )
        for language in LANGUAGES
    }
    return Text(**said)


def printed(reference: Reference) -> str:
    """Return a work as it is printed; a publisher who is its author is named once."""
    publisher = "" if reference.publisher == reference.authors else reference.publisher
    parts = (f"{reference.authors} ({reference.year})", reference.title, publisher)
    named = [part.rstrip(".") for part in (*parts, reference.identifier) if part]
    return ". ".join(named) + "."
