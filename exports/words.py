"""A record in the reader's language: messages, labels, dates and names looked up by id."""

from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from typing import Literal

from exports.canonical import canonical
from exports.citation_id import citation_id
from exports.record import ActionRecord, AuditRecord, Figures
from exports.seal import Seal, sealed_json
from exports.voices_words import VOICES
from rubrics.text import Language, Messages, Text, Translator, load_messages


@cache
def messages() -> Messages:
    """Return the words of our documents; they are read once."""
    folder = files("exports") / "messages"
    names = ("common", "pdf", "pdf_more", "web", "changes", *VOICES)
    return load_messages(*(folder / f"{name}.yaml" for name in names))


class Words(Translator):
    """Says things about one record in one language."""

    def __init__(self, record: AuditRecord, language: Language, seal: Seal | None = None) -> None:
        super().__init__(language, messages())
        self.record, self.seal = record, seal
        self.criteria = {criterion.id: criterion for criterion in record.criteria}
        self.rights = {right.id: self.text(right.title) for right in record.rights}
        self.qualityrights = {part.id: self.text(part.title) for part in record.qualityrights}
        self.top = len(record.instrument.levels) - 1
        self.red_lines = [c for c in record.criteria if c.red_line and not c.not_applicable]

    @cached_property
    def canonical(self) -> bytes:
        """Return the canonical bytes of the record, which are digested and searched."""
        return canonical(self.record)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the record, in hexadecimal."""
        return sha256(self.canonical).hexdigest()

    @property
    def attached(self) -> bytes:
        """Return what is attached to the document: the record, with its seal where it has one."""
        return sealed_json(self.canonical, self.seal)

    @property
    def citation(self) -> str:
        """Return the citation id of the record."""
        return citation_id(self.digest)

    def sealed_by(self) -> str:
        """Return whose key seals the record, or that none does."""
        if self.seal is None:
            return self("pdf.seal.none")
        return self("pdf.seal.key", key=self.seal.key)

    def banners(self) -> tuple[str, ...]:
        """Return what a reader must know before anything else."""
        record = self.record
        found = {
            "draft": record.is_draft and not record.is_blank,
            "withdrawn": record.state == "withdrawn",
            "invented": record.invented,
        }
        return tuple(self(f"common.banner.{name}") for name, holds in found.items() if holds)

    def maybe(self, text: Text | None) -> str:
        """Return a text, or nothing where there is none."""
        return self.text(text) if text is not None else ""

    def level(self, rank: int | None) -> str:
        """Return the name of a level."""
        if rank is None:
            return self("common.figure.no_level")
        return self.text(self.record.instrument.levels[rank].label)

    @property
    def cap(self) -> str:
        """Return the name of the highest level that a group with a breach may reach."""
        return self.level(self.record.instrument.breach_cap)

    def level_or_reason(self, figures: Figures) -> str:
        """Return the level of a group, or why it has none."""
        if figures.level is None and figures.reason is not None:
            return self(f"common.reason.{figures.reason}")
        return self.level(figures.level)

    def counts(self, figures: Figures) -> str:
        """Return how many criteria stand at each level, from the highest down."""
        ranks = reversed(range(len(figures.counts)))
        return ", ".join(
            self("pdf.counts.level", n=figures.counts[rank], level=self.level(rank))
            for rank in ranks
        )

    def counted(self, figures: Figures) -> str:
        """Return the counts as a sentence."""
        if not figures.rated:
            return self("pdf.counts.none_rated", applicable=figures.applicable)
        return self(
            "pdf.counts.sentence",
            rated=figures.rated,
            applicable=figures.applicable,
            counts=self.counts(figures),
        )

    def action(self, action: ActionRecord) -> str:
        """Return what an action says: the team's own words, else the rubric's next step."""
        return action.text or self.maybe(action.proposal) or self("pdf.plan.unread")

    def day(self, iso: str, style: Literal["medium", "long"] = "long") -> str:
        """Return an ISO date in words; a date that cannot be read stays as it was written."""
        try:
            return self.date(date.fromisoformat(iso), style)
        except ValueError:
            return iso

    def visited(self) -> str:
        """Return when the team was in the facility."""
        visit = self.record.visit
        if not visit.started:
            return self("pdf.cover.not_visited")
        start, end = self.day(visit.started), self.day(visit.ended)
        if not visit.ended or visit.ended == visit.started:
            return self("pdf.cover.visited_once", start=start)
        return self("pdf.cover.visited", start=start, end=end)

    def country(self) -> str:
        """Return the country's name, from its two letters where they are known."""
        code = self.record.facility.country
        return str(self.locale.territories.get(code, code))

    def names(self, ids: Iterable[str], among: dict[str, str]) -> str:
        """Return the names behind ids, as a list."""
        return self("pdf.apart").join(among.get(one, one) for one in ids)
