"""`peer-audit rubric export` and `import`: a rubric out for review, and what came back."""

from collections.abc import Iterator
from pathlib import Path

from audit.cli.faults import CommandFault, Fault, one_line, stop
from audit.cli.files import STANDARD, check_target, read_bytes, write_whole
from exports.workbook.rubric_review import review_workbook
from exports.workbook.rubric_review_reading import (
    Change,
    Comment,
    Mark,
    Review,
    ReviewFault,
    read_mark,
    read_review,
)
from rubrics import loader
from rubrics.draft import Draft, Place, read_draft
from rubrics.model import Rubric
from rubrics.text import Language, Translator
from rubrics.whereabouts import passages, whereabouts


def export_review(rubric_id: str, language: Language, out: str | None, t: Translator) -> str:
    """Write the latest version of a rubric, draft or released, as a workbook; say what it holds.

    On standard output the workbook stands alone, and nothing is said.
    """
    rubric = loader.load_rubric(_latest(rubric_id))
    if out is None:
        out = f"{rubric.id}-{rubric.version}-review-{language}.xlsx"
    if out != STANDARD:
        check_target(out)
    write_whole(out, review_workbook(rubric, loader.digest(rubric), language))
    if out == STANDARD:
        return ""
    return t("cli.review.exported", file=out, n=len(passages(rubric)), rubric=_named(rubric))


def import_review(file: str, t: Translator) -> list[str]:
    """Return what a review changes and says, a line each with file and line; or stop at faults."""
    data = read_bytes(file)
    mark = read_mark(data)
    if isinstance(mark, ReviewFault):
        raise CommandFault([_told(mark, file)])
    draft = read_draft(_folder(mark, file))
    rubric = draft.build()
    review = read_review(data, rubric, loader.digest(rubric))
    if review.faults:
        raise CommandFault(_told(fault, file) for fault in review.faults)
    return [one_line(line) for line in _lines(review, rubric, draft, t)]


def _latest(rubric_id: str) -> Path:
    """Return the folder of the version to review: the one still being written, where there is."""
    known = [info for info in loader.installed() if info.status != "withdrawn"]
    named = [info for info in known if info.id == rubric_id]
    if not named:
        ids = dict.fromkeys(info.id for info in known)
        raise stop("rubric.unknown", rubric_id, known=", ".join(ids))
    return named[-1].folder


def _folder(mark: Mark, file: str) -> Path:
    for info in loader.installed():
        if (info.id, info.version) == (mark.rubric, mark.version):
            return info.folder
    raise stop("review.unknown_rubric", file, rubric=f"{mark.rubric} {mark.version}")


def _told(fault: ReviewFault, file: str) -> Fault:
    place = f"{file}: {fault.cell}" if fault.cell else file
    return Fault(f"cli.review.fault.{fault.key}", place, fault.values)


def _lines(review: Review, rubric: Rubric, draft: Draft, t: Translator) -> Iterator[str]:
    places = {passage.name: passage.place for passage in passages(rubric)}
    rubric_name = _named(rubric)
    if not review.changes and not review.comments:
        yield t("cli.review.nothing", rubric=rubric_name)
    if review.changes:
        yield t("cli.review.changes", rubric=rubric_name, n=len(review.changes))
    for change in review.changes:
        where = _where(draft, (*places[change.place], change.language))
        yield _change(change, where, t)
    if review.comments:
        yield t("cli.review.comments", rubric=rubric_name, n=len(review.comments))
    for comment in review.comments:
        yield _comment(comment, _where(draft, places.get(comment.place, ())), t)


def _change(change: Change, where: str, t: Translator) -> str:
    return t(
        "cli.review.change",
        where=where,
        place=change.place,
        language=t(f"cli.review.language.in_{change.language}"),
        before=change.before,
        after=change.after,
    )


def _comment(comment: Comment, where: str, t: Translator) -> str:
    key = "cli.review.signed" if comment.reviewer else "cli.review.comment"
    place = comment.place or t("cli.review.whole")
    return t(key, where=where, place=place, reviewer=comment.reviewer, text=comment.text)


def _where(draft: Draft, place: Place) -> str:
    """Return file and line, from the folder where the command runs when the file is inside it."""
    file, line = whereabouts(draft, place)
    here = Path.cwd()
    shown = file.relative_to(here) if file.is_relative_to(here) else file
    return str(shown) if line is None else f"{shown}:{line}"


def _named(rubric: Rubric) -> str:
    return f"{rubric.id} {rubric.version}"
