"""`peer-audit rubric booklet`: an instrument as a document to read, to print and to discuss."""

from collections.abc import Callable

from audit.cli.faults import Fault, WrongUsage
from audit.cli.files import STANDARD, check_target, write_whole
from audit.cli.instruments import installed
from rubrics.loader import digest
from rubrics.model import Rubric
from rubrics.text import Language, Translator

Build = Callable[[Rubric, str, Language], bytes]


def _pdf(rubric: Rubric, sha256: str, language: Language) -> bytes:
    from exports.pdf.booklet import booklet_pdf

    return booklet_pdf(rubric, sha256, language)


def _html(rubric: Rubric, sha256: str, language: Language) -> bytes:
    from exports.html.booklet import booklet_html

    return booklet_html(rubric, sha256, language)


KINDS: dict[str, Build] = {"pdf": _pdf, "html": _html}


def write_booklet(
    rubric_id: str, to: str, language: Language, out: str | None, t: Translator
) -> str:
    """Write the booklet of an instrument and say where; nothing is said on standard output."""
    build = KINDS.get(to)
    if build is None:
        raise WrongUsage([Fault("cli.booklet.unknown_kind", to, (("known", ", ".join(KINDS)),))])
    rubric = installed(rubric_id)
    name = out if out is not None else booklet_name(rubric, to, language)
    if name != STANDARD:
        check_target(name)
    write_whole(name, build(rubric, digest(rubric), language))
    if name == STANDARD:
        return ""
    return t("cli.booklet.written", file=name, rubric=f"{rubric.id} {rubric.version}")


def booklet_name(rubric: Rubric, to: str, language: Language) -> str:
    """Return what the file of a booklet is called where nobody has said."""
    return f"{rubric.id}-{rubric.version}-{language}.{to}"
