"""`peer-audit rubric booklet` and `rubric forms`: an instrument to read, and to fill in by hand."""

from collections.abc import Callable
from functools import partial

from audit.blank_forms import blank_forms, blank_forms_name
from audit.cli.faults import Fault, WrongUsage
from audit.cli.files import STANDARD, check_target, write_whole
from audit.cli.instruments import installed
from exports.booklets import BOOKLETS, booklet_name
from rubrics.loader import digest
from rubrics.model import Rubric
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
    written = _write(name, partial(build, rubric, digest(rubric), language))
    return t("cli.booklet.written", file=name, rubric=_named(rubric)) if written else ""


def write_forms(
    rubric_id: str, form: str | None, language: Language, out: str | None, t: Translator
) -> str:
    """Write the blank paper forms of an instrument and say where; see `write_booklet`."""
    rubric = installed(rubric_id)
    chosen = next((one for one in rubric.forms if form in (one, None)), None)
    if chosen is None:
        known = (("known", ", ".join(rubric.forms)),)
        raise WrongUsage([Fault("cli.forms.unknown_form", str(form), known)])
    name = out if out is not None else blank_forms_name(rubric, chosen, language)
    written = _write(name, partial(blank_forms, rubric, chosen, language))
    return t("cli.forms.written", file=name, rubric=_named(rubric)) if written else ""


def _write(name: str, make: Callable[[], bytes]) -> bool:
    """Write a file whole; tell whether it has a name, and is not standard output."""
    if name != STANDARD:
        check_target(name)
    write_whole(name, make())
    return name != STANDARD


def _named(rubric: Rubric) -> str:
    return f"{rubric.id} {rubric.version}"
