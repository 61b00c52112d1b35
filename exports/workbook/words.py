"""What a workbook says of a record, in the reader's language: levels, banners, names of rights."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from exports.record import AuditRecord, CriterionResult, Figures, Group
from exports.voices_words import VOICES
from exports.workbook.values import day
from rubrics.text import Language, Messages, Text, Translator, load_messages

# From contrary to full: the hues of the PDF, light enough for dark letters.
_FILLS = ("EBB7AE", "F5E0B8", "D3E7E2", "9CCAC2")
_BARE = "E9ECEF"


@cache
def messages() -> Messages:
    """Return the words of workbooks and tables, and those every document shares."""
    folder = files("exports") / "messages"
    shared = ("common", "web", "changes", "review", "citations", *VOICES)
    names = ("workbook", "voices_workbook", "changes_workbook", *shared)
    return load_messages(*(folder / f"{name}.yaml" for name in names))


@cache
def _choice(language: Language, kind: str, choice: str) -> str:
    """Return the word for a choice; tables ask for the same few on every line."""
    return Translator(language, messages())(f"common.{kind}.{choice}")


class Words:
    """Says things about one record in one language."""

    def __init__(self, record: AuditRecord, language: Language) -> None:
        self.record, self.language = record, language
        self.say = Translator(language, messages())
        self.text = self.say.text
        self.top = len(record.instrument.levels) - 1
        self.labels = tuple(one_line(self.text(level.label)) for level in record.instrument.levels)
        self._standards = {s.id: self.text(s.title) for s in record.standards}
        self._groups = {g.id: self.text(g.title) for g in (*record.rights, *record.qualityrights)}
        self._themes = {g.id: self.text(g.title) for g in record.themes}

    def maybe(self, text: Text | None) -> str:
        """Return a text, or nothing where there is none."""
        return self.text(text) if text is not None else ""

    def one_of(self, kind: str, choice: str | None) -> str:
        """Return the word for a choice (`status`, `priority`…), or nothing where none was made."""
        return _choice(self.language, kind, choice) if choice is not None else ""

    def country(self, code: str) -> str:
        """Return the name of a country in this language; a code without a name stays as it is."""
        return str(self.say.locale.territories.get(code, code))

    def yes(self, fact: bool) -> str:
        """Return "Yes" or "No"."""
        return self.one_of("answer", "yes" if fact else "no")

    def yes_if(self, fact: bool) -> str:
        """Return "Yes", or nothing: for columns where the exception should stand out."""
        return self.yes(True) if fact else ""

    def known(self, fact: bool | None) -> str:
        """Return "Yes", "No", or that it was not said."""
        return self.one_of("answer", "not_said") if fact is None else self.yes(fact)

    def level(self, rank: int | None) -> str:
        """Return the word for a rank, or nothing."""
        return self.labels[rank] if rank is not None else ""

    def judgement(self, criterion: CriterionResult) -> str:
        """Return a criterion's level in words: also when it is not applicable or not rated."""
        if criterion.not_applicable:
            return one_line(self.text(self.record.instrument.not_applicable))
        if criterion.rank is None:
            return one_line(self.text(self.record.instrument.unrated))
        return self.level(criterion.rank)

    def level_or_none(self, figures: Figures) -> str:
        """Return the level of a group in words; where it has none, say so."""
        none = self.say("common.figure.no_level")
        return none if figures.level is None else self.level(figures.level)

    def standard(self, standard_id: str | None) -> str:
        """Return the title of a standard."""
        return self._standards.get(standard_id or "", "")

    def theme(self, theme_id: str) -> str:
        """Return the title of a part of the tree."""
        return self._themes.get(theme_id, theme_id)

    def names(self, ids: Iterable[str]) -> str:
        """Return the names of rights, one a line; a right without a name keeps its id."""
        return "\n".join(self._groups.get(one, one) for one in ids)

    def fills(self) -> dict[str, str]:
        """Return the colour behind each level's word; words carry the meaning, colours help."""
        instrument = self.record.instrument
        shades = {self.text(t): _BARE for t in (instrument.not_applicable, instrument.unrated)}
        return shades | {label: fill_of(rank, self.top) for rank, label in enumerate(self.labels)}

    def banners(self) -> list[str]:
        """Return what must be read before anything else: draft, withdrawn, invented."""
        record = self.record
        found = {
            "draft": record.is_draft,
            "withdrawn": record.state == "withdrawn",
            "invented": record.invented,
        }
        return [self.say(f"common.banner.{banner}") for banner, holds in found.items() if holds]

    def date(self, text: str) -> str:
        """Return a date as people write it; a text that is no date stays as it is."""
        found = day(text)
        return self.say.date(found) if found else text


def one_line(text: str) -> str:
    """Return text on one line, as a heading or a choice in a list needs it."""
    return " ".join(text.split())


def fill_of(rank: int, top: int) -> str:
    """Return the colour behind the word of a rank, on a scale of any length."""
    return shade_of(_FILLS, rank, top)


def shade_of(colours: Sequence[str], rank: int, top: int) -> str:
    """Return the colour of a rank on a scale of any length, between the colours of a scale."""
    last = len(colours) - 1
    start, share = divmod(rank * last, top) if top else (last, 0)
    low, high = colours[start], colours[min(start + 1, last)]
    return "".join(_between(low[at : at + 2], high[at : at + 2], share, top) for at in (0, 2, 4))


def _between(low: str, high: str, share: int, whole: int) -> str:
    first, second = int(low, 16), int(high, 16)
    return f"{first + (second - first) * share // max(whole, 1):02X}"


def breach_ids(group: Group | Figures) -> str:
    """Return the breached criteria of a group, as one text."""
    figures = group.figures if isinstance(group, Group) else group
    return ", ".join(figures.breaches)
