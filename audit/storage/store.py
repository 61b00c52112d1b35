"""The store: what the rest of the audit asks of the database, one short transaction per call."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from audit.assessments import Assessment, Overview, new_id
from audit.concerns import CONCERN
from audit.fields import STATES
from audit.people import Person
from audit.pins import Attempt, Pin, fits
from audit.releases import Release
from audit.storage import pins, reading, releases
from audit.storage.beginning import begin
from audit.storage.engine import dialect_of, place, writing
from audit.storage.erasing import erase, erased, last_erased, wipe
from audit.storage.faults import StorageFault, told
from audit.storage.opening import describe, opened
from audit.storage.tables import ASSESSMENT, INSTALLATION, PERSON, PROFILE
from audit.storage.taking import Taken, edits, hold, take_one
from audit.trail import Operation, Row


def open_store(url: str | None = None) -> "Store":
    """Open the store at an address; without one, what the environment says, else our folder."""
    return Store(opened(url))


class Store:
    """Assessments, their entries and the people who made them; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = writing(engine)
        self._place = place(engine.url)
        self._secret = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def create_assessment(self, assessment: Assessment) -> None:
        """Keep a new assessment; keeping it again changes nothing."""
        with self._writing() as connection:
            self._add(connection, ASSESSMENT, asdict(assessment))

    def begin_assessment(self, assessment: Assessment, rows: Sequence[Row]) -> None:
        """Keep a new assessment together with rows that were entered elsewhere, or nothing."""
        with self._writing() as connection:
            begin(connection, assessment, rows)

    def assessments(self) -> tuple[Assessment, ...]:
        """Return every assessment, the latest first."""
        with self._reading() as connection:
            return reading.assessments(connection)

    def assessment(self, assessment_id: str) -> Assessment | None:
        """Return an assessment, nothing where there is none of that id."""
        query = ASSESSMENT.select().where(ASSESSMENT.c.id == assessment_id)
        with self._reading() as connection:
            found = connection.execute(query).mappings().first()
        return Assessment(**found) if found else None

    def has_other_audits(self, assessment: Assessment) -> bool:
        """Tell whether another assessment of the same facility is kept here."""
        same = ASSESSMENT.c.facility_id == assessment.facility_id
        query = ASSESSMENT.select().where(same, ASSESSMENT.c.id != assessment.id)
        with self._reading() as connection:
            return bool(connection.scalar(sa.select(sa.exists(query))))

    def has_assessments(self) -> bool:
        """Tell whether anything was ever begun here."""
        with self._reading() as connection:
            return bool(connection.scalar(sa.select(sa.exists(ASSESSMENT.select()))))

    def overview(self) -> tuple[Overview, ...]:
        """Return every assessment with its facility, dates and state, the latest first."""
        with self._reading() as connection:
            return reading.overviews(connection)

    def state(self, assessment_id: str) -> str:
        """Return where an assessment stands in its life cycle, without reading its rows."""
        query = sa.select(PROFILE.c.state).where(PROFILE.c.assessment_id == assessment_id)
        with self._reading() as connection:
            return connection.scalar(query) or STATES[0]

    def take(
        self,
        assessment_id: str,
        operations: Sequence[Operation],
        author: str,
        device: str,
        now: datetime,
    ) -> dict[str, Taken]:
        """Take operations one by one and acknowledge each that is safely kept.

        An operation already taken is acknowledged again and kept once. One whose id already
        stands for another edit is not acknowledged.
        """
        taken: dict[str, Taken] = {}
        for edit in edits(assessment_id, operations, author, device, now):
            with self._writing() as connection:
                receipt = take_one(connection, edit)
            if receipt:
                taken[edit.operation.id] = receipt
        return taken

    def take_together(
        self,
        assessment_id: str,
        operations: Sequence[Operation],
        author: str,
        device: str,
        now: datetime,
    ) -> None:
        """Take operations in one transaction, all or none.

        Raises `ValueError` where an id already stands for another edit.
        """
        with self._writing() as connection:
            for edit in edits(assessment_id, operations, author, device, now):
                if take_one(connection, edit) is None:
                    raise ValueError(edit.operation.id)

    def erase_informant(self, assessment_id: str, code: str, now: datetime) -> None:
        """Erase all that was noted under a code, for good; only the code stays, never used again.

        Where another program keeps the file busy, it is written anew at the next start.
        """
        self._erase(assessment_id, f"informant/{code}", now)

    def erase_concern(self, assessment_id: str, code: str, now: datetime) -> None:
        """Erase all that was noted of an urgent concern, in the same way as an interview."""
        self._erase(assessment_id, f"{CONCERN}/{code}", now)

    def erased_concerns(self, assessment_id: str) -> frozenset[str]:
        """Return the codes of the urgent concerns that were erased."""
        with self._reading() as connection:
            return erased(connection, assessment_id, CONCERN)

    def withdrawn(self, assessment_id: str) -> frozenset[str]:
        """Return the codes of the informants who withdrew."""
        with self._reading() as connection:
            return erased(connection, assessment_id, "informant")

    def last_withdrawal(self, assessment_id: str) -> datetime | None:
        """Return when an informant last withdrew, nothing where none did."""
        with self._reading() as connection:
            return last_erased(connection, assessment_id, "informant")

    def note_release(self, assessment_id: str, release: Release) -> None:
        """Note once that a file has left; it stays noted."""
        with self._writing() as connection:
            releases.note(connection, assessment_id, release)

    def releases(self, assessment_id: str) -> tuple[Release, ...]:
        """Return the files of an assessment that have left, the newest first."""
        with self._reading() as connection:
            return releases.noted(connection, assessment_id)

    def rows(self, assessment_id: str, reader: str | None = None) -> tuple[Row, ...]:
        """Return the rows of an assessment, drafts last.

        For a reader, other people's ratings stay out until both have locked theirs.
        """
        with self._reading() as connection:
            rows = reading.rows_of(connection, assessment_id)
        return rows if reader is None else reading.readable(rows, reader)

    def rows_of(self, assessment_id: str, subject: str, field: str) -> tuple[Row, ...]:
        """Return the rows of one field, everybody's, drafts last."""
        with self._reading() as connection:
            return reading.rows_of_field(connection, assessment_id, subject, field)

    def follow_ups(self) -> dict[str, tuple[Row, ...]]:
        """Return, by audit, the rows that say when follow-ups are due, and nothing else of them."""
        with self._reading() as connection:
            return reading.follow_ups(connection)

    def locked(self, assessment_id: str) -> frozenset[str]:
        """Return the people who have locked their ratings: no secret, unlike the ratings."""
        return reading.locked(self.rows_of(assessment_id, *reading.LOCK))

    def raters(self, assessment_id: str) -> frozenset[str]:
        """Return the people who have rated or noted anything: no secret, unlike what they gave."""
        return reading.raters(self.rows(assessment_id))

    def pin(self, assessment_id: str, person: str) -> Pin | None:
        """Return the PIN that opens a person's ratings here; nothing where they are open."""
        with self._reading() as connection:
            return pins.kept(connection, assessment_id, person)

    def pin_holders(self, assessment_id: str) -> frozenset[str]:
        """Return the people of an assessment whose ratings a PIN opens."""
        with self._reading() as connection:
            return pins.holders(connection, assessment_id)

    def keep_pin(self, assessment_id: str, person: str, pin: Pin | None) -> None:
        """Keep a new PIN of a person in place of the old one, or none any more."""
        with self._writing() as connection:
            pins.change(connection, assessment_id, person, lambda _: pin)

    def try_pin(self, assessment_id: str, person: str, digits: str, now: datetime) -> Attempt:
        """Tell whether these digits open a person's ratings.

        A try is counted before it is looked at, so that none is free, however many come at once.
        """

        def count(pin: Pin | None) -> Pin | None:
            return pin.counted(now) if pin and not pin.waits(now) else pin

        with self._writing() as connection:
            before = pins.change(connection, assessment_id, person, count)
        if before and before.waits(now):
            return Attempt(opened=False, until=before.waits_until)
        if before and not fits(before, digits):
            return Attempt(opened=False, until=before.counted(now).waits_until)
        with self._writing() as connection:
            pins.change(connection, assessment_id, person, lambda pin: pin and pin.opened())
        return Attempt(opened=True)

    def person(self, now: datetime) -> Person:
        """Return who works at this computer, noting them nameless the first time."""
        person_id = self._noted("person")
        found = next((p for p in self.people() if p.id == person_id), None)
        if found:
            return found
        with self._writing() as connection:
            self._add(connection, PERSON, {"id": person_id, "name": "", "created_at": now})
        return next(p for p in self.people() if p.id == person_id)

    def people(self) -> tuple[Person, ...]:
        """Return everybody who has worked here, the first come first."""
        query = PERSON.select().order_by(PERSON.c.created_at, PERSON.c.id)
        with self._reading() as connection:
            return tuple(Person(**row) for row in connection.execute(query).mappings())

    def rename_person(self, person_id: str, name: str) -> None:
        """Give a person the name under which the others know them."""
        with self._writing() as connection:
            connection.execute(PERSON.update().where(PERSON.c.id == person_id).values(name=name))

    def installation(self) -> str:
        """Return the id that tells this installation from every other."""
        return self._noted("installation")

    def secret(self) -> str:
        """Return what this installation signs its permits with."""
        self._secret = self._secret or self._noted("secret", secrets.token_hex)
        return self._secret

    def health(self) -> dict[str, str | int]:
        """Tell how the database is: kind, version, place, schema, journal, check, bytes."""
        return describe(self._engine)

    def _erase(self, assessment_id: str, stone: str, now: datetime) -> None:
        with self._writing() as connection:
            hold(connection, assessment_id)
            erase(connection, assessment_id, stone, now)
        with suppress(StorageFault), told(self._place):
            wipe(self._engine)

    def _noted(self, key: str, make: Callable[[], str] = new_id) -> str:
        query = sa.select(INSTALLATION.c.value).where(INSTALLATION.c.key == key)
        with self._reading() as connection:
            found = connection.scalar(query)
        if found is None:
            with self._writing() as connection:
                self._add(connection, INSTALLATION, {"key": key, "value": make()})
                found = connection.scalar(query)
        return str(found)

    @staticmethod
    def _add(connection: Connection, table: sa.Table, values: dict[str, Any]) -> None:
        """Add a row unless its key is there already, whoever was quicker."""
        insert = dialect_of(connection).insert(table)
        connection.execute(insert.values(values).on_conflict_do_nothing())

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self._place), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with told(self._place), self._writer.begin() as connection:
            yield connection
