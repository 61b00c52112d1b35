"""The whole booklet of an instrument, in one language."""

from collections.abc import Iterator

from exports.booklet.about import about, cover_facts
from exports.booklet.criteria import theme_part
from exports.booklet.interviews import interviews_part
from exports.booklet.parts import Booklet, Part, Points, Words
from exports.booklet.words import Instrument
from rubrics.model import Reference, Rubric
from rubrics.text import Language


def booklet(rubric: Rubric, digest: str, language: Language) -> Booklet:
    """Return what the booklet of an instrument says, in one language."""
    t = Instrument(rubric, digest, language)
    title = t.text(rubric.title)
    return Booklet(
        title=title,
        subtitle=t("booklet.subtitle"),
        product=t("booklet.product"),
        subject=t("booklet.subject"),
        authors=rubric.licence.holder,
        summary=t.text(rubric.summary),
        name=t("booklet.named", title=title, version=rubric.version),
        notices=tuple(_notices(t)),
        facts=cover_facts(t),
        facts_title=t("booklet.facts.title"),
        contents_title=t("booklet.contents"),
        to_contents=t("booklet.to_contents"),
        head="" if rubric.status == "released" else t(f"booklet.status.{rubric.status}"),
        page=(t("booklet.foot.page"), t("booklet.foot.of")),
        parts=tuple(_parts(t)),
    )


def _notices(t: Instrument) -> Iterator[str]:
    if t.rubric.status != "released":
        yield t(f"booklet.notice.{t.rubric.status}")
    if t.rubric.kind != "audit":
        yield t(f"booklet.notice.{t.rubric.kind}")


def _parts(t: Instrument) -> Iterator[Part]:
    yield about(t)
    for theme in t.rubric.themes:
        yield theme_part(t, theme)
    if t.rubric.interviews is not None:
        yield interviews_part(t, t.rubric.interviews)
    yield _closing(t)


def _closing(t: Instrument) -> Part:
    parts = (
        ("references", Points(tuple(_work(t, work) for work in t.rubric.references))),
        ("licence", Words(_licence(t))),
        ("check", Words(t("booklet.closing.check_text", digest=t.digest))),
    )
    return Part(
        "closing",
        t("booklet.closing.title"),
        parts=tuple(
            Part(name, t(f"booklet.closing.{name}"), (block,), listed=False)
            for name, block in parts
        ),
        alone=True,
    )


def _licence(t: Instrument) -> str:
    licence = t.rubric.licence
    notice = t.text(licence.notice)
    return t(
        "booklet.closing.licence_text", holder=licence.holder, spdx=licence.spdx, notice=notice
    )


def _work(t: Instrument, work: Reference) -> str:
    publisher = "" if work.publisher == work.authors else work.publisher
    named = [part.rstrip(".") for part in (work.title, publisher, work.identifier) if part]
    return t(
        "booklet.closing.work",
        authors=work.authors,
        year=t.year(work),
        work=". ".join(named),
        terms=t.text(work.terms),
    )
