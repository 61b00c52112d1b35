"""`peer-audit import`: an edited plan workbook comes back, with what becomes of each cell."""

from collections.abc import Iterator
from datetime import UTC, datetime

from audit import life_cycle
from audit.cli.databases import check_exists, opened
from audit.cli.faults import CommandFault, Fault, one_line
from audit.cli.files import read_bytes
from audit.instrument import pinned
from audit.plan_import import DEVICE, Finding, Import, Place, plan_import
from audit.plan_import_words import counted, field_said, sentence
from audit.storage import Store
from audit.trail import Entries
from exports.workbook.plan_reading import CellFault, ReturnedPlan, read_plan
from rubrics.text import Translator


def import_plan(
    file: str, url: str | None, t: Translator, *, dry_run: bool
) -> tuple[list[str], list[Fault]]:
    """Take what an edited plan changes, all of it at once, and return what is said and at fault.

    A cell in conflict or at fault is not taken; it never keeps the others from being taken.
    """
    returned = read_plan(read_bytes(file))
    if isinstance(returned, CellFault):
        where = f"{file}: {returned.at}" if returned.at else file
        raise CommandFault([Fault(f"plan_import.fault.{returned.key}", where, returned.values)])
    check_exists(url)
    with opened(url) as store:
        place = _place(returned, store, file)
        found = plan_import(returned, place)
        if not dry_run:
            store.take_together(place.assessment, found.operations, place.person, DEVICE, place.now)
    return list(_lines(file, found, t, dry_run=dry_run)), [
        _fault(file, one, t) for one in found.of("fault")
    ]


def _place(returned: ReturnedPlan, store: Store, file: str) -> Place:
    record, now = returned.record, datetime.now(UTC)
    assessment = store.assessment(record.id)
    if assessment is None:
        named = (("facility", record.facility.name), ("audit", record.id))
        raise CommandFault([Fault("plan_import.fault.unknown_audit", file, named)])
    rubric = pinned(assessment)
    if rubric is None:
        raise CommandFault([Fault("plan_import.fault.other_rubric", file)])
    person = store.person(now).id
    rows = store.rows(record.id, person)
    return Place(record.id, rows, rubric, life_cycle.state(Entries(rows)), person, now)


def _lines(file: str, found: Import, t: Translator, *, dry_run: bool) -> Iterator[str]:
    for one in found.findings:
        if one.outcome in ("changed", "conflict"):
            yield one_line(f"{file}: {one.at}: {sentence(t, one)}")
    said = " · ".join(counted(t, found))
    key = "plan_import.would" if dry_run else "plan_import.took"
    yield one_line(t(key, file=file, counts=said))


def _fault(file: str, found: Finding, t: Translator) -> Fault:
    about = field_said(t, found)
    place = ": ".join(part for part in (file, found.at, about) if part)
    why = found.why
    return Fault(why.message if why else "", place, why.parameters if why else ())
