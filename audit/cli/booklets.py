"""`peer-audit rubric booklet`: an instrument as a document to read, to print and to discuss."""

from audit.cli.faults import Fault, WrongUsage
from audit.cli.files import STANDARD, check_target, write_whole
from audit.cli.instruments import installed
from exports.booklets import BOOKLETS, booklet_name
from rubrics.loader import digest
from rubrics.text import Language, Translator


def write_booklet(
    rubric_id: str, to: str, language: Language, out: str | None, t: Translator
) -> str:
    """Write the booklet of an instrument and say where; nothing is said on standard output."""
    build = BOOKLETS.get(to)
    if build is None:
        raise WrongUsage([Fault("cli.booklet.unknown_kind", to, (("known", ", ".join(BOOKLETS)),))])
    rubric = installed(rubric_id)
    name = out if out is not None else booklet_name(rubric, to, language)
    if name != STANDARD:
        check_target(name)
    write_whole(name, build(rubric, digest(rubric), language))
    if name == STANDARD:
        return ""
    return t("cli.booklet.written", file=name, rubric=f"{rubric.id} {rubric.version}")
