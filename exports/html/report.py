"""The report of an assessment as one HTML file that needs nothing else and runs nothing.

Its record, with the seal where there is one, is inside: data for a program, not run by a browser.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from exports.html.blocks import block, facts, said
from exports.html.levels import hatchings, tone_styles
from exports.html.tags import Html, raw, tag
from exports.maker import maker
from exports.record import AuditRecord
from exports.report import report
from exports.report.parts import Heading, Report, Section
from exports.report.standards import KEY as STANDARDS
from exports.report.typed import without_marks
from exports.report.words import ReportWords
from exports.seal import Seal
from rubrics.text import Language

_KIND = "html"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def report_html(record: AuditRecord, language: Language, seal: Seal | None = None) -> bytes:
    """Return the report of a record in one language, with that record and its seal inside."""
    words = ReportWords(record, language, seal)
    sealed = words.sealed_by()
    made = report(words, sealed, words("pdf.cover.verify_how"), (words("web.check"), sealed))
    page = tag("html", "\n", _head(words, made), "\n", _body(words, made), lang=language, dir="ltr")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _head(words: ReportWords, made: Report) -> Html:
    title = without_marks(f"{made.title} · {made.facility}" if made.facility else made.title)
    keywords = ", ".join((words.citation, _KIND, words.language))
    lines = (
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content=maker()),
        tag("meta", name="author", content=words("common.field.team")),
        tag("meta", name="description", content=made.subject),
        tag("meta", name="keywords", content=keywords),
        tag("title", title),
        tag("style", tone_styles(words.top + 1), raw(_style()), raw(_running(words, made))),
    )
    return tag("head", (("\n", line) for line in lines), "\n")


@cache
def _style() -> str:
    return (files("exports") / "html" / "report.css").read_text("utf-8")


def _running(words: ReportWords, made: Report) -> str:
    """Return what runs along printed pages: what must be known first, the edition, the page."""
    audience = words(f"common.audience.{words.record.audience}")
    foot = f"{made.title} · {audience} · {words.citation}"
    return (
        f"\n@page {{ @top-center {{ content: {_quoted(' · '.join(made.notices))}; }}"
        f" @bottom-left {{ content: {_quoted(foot)}; }}"
        ' @bottom-right { content: counter(page) " / " counter(pages); } }\n'
    )


def _quoted(text: str) -> str:
    """Return a text of ours as a string of a style sheet."""
    safe = "".join(c if c.isalnum() or c in " ,.·" else f"\\{ord(c):06x}" for c in text)
    return f'"{safe}"'


def _body(words: ReportWords, made: Report) -> Html:
    return tag(
        "body",
        "\n",
        tag("a", words("web.skip"), href="#contents", class_="skip"),
        hatchings(words.top + 1),
        "\n",
        _opening(made),
        "\n",
        _main(made),
        "\n",
        _inside(words.attached),
        "\n",
    )


def _opening(made: Report) -> Html:
    lines = (
        tag("p", made.kicker, class_="kicker"),
        tag("h1", made.title, id="top"),
        *([said("p", made.facility, class_="facility")] if made.facility else []),
        said("p", made.visited),
    )
    return tag("header", "\n", ((line, "\n") for line in lines))


def _main(made: Report) -> Html:
    notices = ((tag("p", notice, class_="notice"), "\n") for notice in made.notices)
    title = tag("h2", made.facts_title, id="facts")
    inner = (notices, title, facts(made.facts))
    about = tag("section", inner, class_="first", aria_labelledby="facts")
    sections = ((_section(one), "\n") for one in made.sections)
    return tag("main", "\n", about, "\n", _contents(made), "\n", sections)


def _contents(made: Report) -> Html:
    title = tag("h2", made.contents_title, id="contents", tabindex="-1")
    lines = (tag("li", _line(section)) for section in made.sections)
    return tag(
        "nav", title, tag("ul", ((line, "\n") for line in lines)), aria_labelledby="contents"
    )


def _line(section: Section) -> Iterator[Html]:
    yield tag("a", section.title, href=f"#{section.key}")
    if section.key == STANDARDS:
        inner = (one for one in section.blocks if isinstance(one, Heading) and one.level == 3)
        yield tag("ul", (tag("li", said("a", one.text, href=f"#{one.key}")) for one in inner))


def _section(section: Section) -> Html:
    looks = ["alone", section.key] if section.alone else [section.key]
    return tag(
        "section",
        "\n",
        tag("h2", section.title, id=section.key),
        "\n",
        ((block(one), "\n") for one in section.blocks),
        aria_labelledby=section.key,
        class_=" ".join(looks),
    )


def _inside(record: bytes) -> Html:
    """Return the record as data: no text in it can end the element it stands in."""
    safe = record.decode().replace("<", "\\u003c")
    return tag("script", raw(safe), type="application/json", id="record")
